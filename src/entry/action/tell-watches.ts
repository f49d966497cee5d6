// Acts on the looks that this run's reading job left: ledger, issue and summary, model by model.
import { pathPatterns } from '../../adapters/workspace.ts';
import { parseConfig } from '../../config/parse.ts';
import { actOnLook } from '../../flows/triage/act-on-look.ts';
import type { RunArtifact, Runs } from '../../ports/github.ts';
import { REFRESHED } from '../../report/refresh-document.ts';
import { joinedOutputs, type WatchOutputs } from '../../report/watch-outputs.ts';
import type { Trusted } from './github.ts';
import type { Job } from './job.ts';
import { WATCHES, watchFile } from './watch-file.ts';

/** Far above any look. */
const MOST_BYTES = 20_000_000;

/** Acts on every look; one model's trouble keeps none of the others, and fails the job in the end. */
export async function tellWatches(config: string, job: Job, { ports, standing }: Trusted): Promise<void> {
  const { repository, runs } = ports;
  const all = (await runs.artifacts(job.event.run.id)).filter(({ expired }) => !expired);
  const uploads = all.filter(({ name }) => name.startsWith(WATCHES));
  if (uploads.length === 0 && !all.some(({ name }) => name.startsWith(REFRESHED)))
    return job.log.step('no look at production to act on');
  const text = await repository.text(job.event.sha, config);
  const parsed = text === null ? null : parseConfig(text, config);
  if (parsed === null || !('config' in parsed))
    return job.log.step(`${config} cannot be read; nothing follows from it`);
  const run = await runs.get(job.event.run.id);
  const root = config.slice(0, config.lastIndexOf('/') + 1);
  const { sha256, summarize } = job;
  const told: WatchOutputs[] = [];
  const failures: unknown[] = [];
  for (const model of Object.values(parsed.config.models)) {
    try {
      const look = await lookOf(model.name, uploads, runs);
      const wanted = { model, standing, run, root, look };
      const outputs = await actOnLook(wanted, { ...ports, sha256, summarize, patterns: pathPatterns });
      if (outputs !== null) told.push(outputs);
    } catch (thrown) {
      failures.push(thrown);
    }
  }
  for (const [name, value] of Object.entries(joinedOutputs(told))) job.setOutput(name, value);
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} models could not be told.`);
}

/** The newest look at a model; null where there is none. */
async function lookOf(model: string, uploads: readonly RunArtifact[], runs: Runs): Promise<string | null> {
  for (const { id } of uploads) {
    const text = await runs.text(id, watchFile(model), MOST_BYTES);
    if (text !== null) return text;
  }
  return null;
}
