// Acts on what this run's reading job left, and says what came of it in the job's outputs.
import { pathPatterns } from '../../adapters/workspace.ts';
import { tellWatches as tell } from '../../flows/triage/tell-watches.ts';
import { joinedOutputs, type WatchOutputs } from '../../report/watch-outputs.ts';
import type { Trusted } from './github.ts';
import type { Job } from './job.ts';

/** Acts on every look; outputs tell of those that went well, whatever became of the others. */
export async function tellWatches(config: string, job: Job, { ports, standing }: Trusted): Promise<void> {
  const { sha256, summarize, event } = job;
  const told: WatchOutputs[] = [];
  try {
    const given = { ...ports, sha256, summarize, patterns: pathPatterns };
    await tell({ run: event.run.id, config, standing }, given, outputs => void told.push(outputs));
  } finally {
    const { state, issue, retrain, watch } = joinedOutputs(told);
    job.setOutput('state', state);
    job.setOutput('issue', issue);
    job.setOutput('retrain', retrain);
    job.setOutput('watch', watch);
  }
}
