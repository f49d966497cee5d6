// Tells what a run found, in a job that runs none of the repository's code; on the default branch production follows from it.
import { type Published, publish as publishRun } from '../../flows/publish/publish.ts';
import { reconcile } from '../../flows/reconcile.ts';
import { retrainAsked } from './event.ts';
import { decideWith, openTrusted } from './github.ts';
import type { PublishInputs } from './inputs.ts';
import type { Job } from './job.ts';
import { tellWatches } from './tell-watches.ts';

/** Publishes the run that was named, the one that woke this job, or this job's own; on a schedule, its looks at production. */
export async function publish(inputs: PublishInputs, job: Job): Promise<void> {
  const trusted = openTrusted(inputs.token, job);
  const { ports, standing } = trusted;
  const { config } = inputs;
  const { sha256, summarize, event } = job;
  const tell = (run: number): Promise<Published> =>
    publishRun({ run, config, writer: standing.writer, decide: decideWith(trusted) }, { ...ports, sha256, summarize });
  try {
    if (event.name === 'schedule' || retrainAsked(event) !== null) return await tellWatches(config, job, trusted);
    const published = await tell(inputs.run ?? wakingRun(job) ?? event.run.id);
    job.setOutput('comment', published.comment ?? '');
    // Production may have moved since this commit was compared, by the merge before it: then it is evaluated again.
    if (published.facts.origin !== 'push') return;
    const again = async (run: number): Promise<void> => void (await tell(run));
    await reconcile({ config, standing, publish: again, isThorough: false, mayStart: true, self: event.run.id }, ports);
  } finally {
    await trusted.clear();
  }
}

/** `workflow_run`: how results of forks reach a pull request. */
function wakingRun({ event }: Job): number | null {
  const run = event.payload.workflow_run;
  const id = typeof run === 'object' && run !== null ? Number((run as { id?: unknown }).id) : Number.NaN;
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}
