// Tells what a run found, in a job that runs none of the repository's code; on the default branch production follows from it.
import { type Published, publish as publishRun } from '../../flows/publish/publish.ts';
import { reconcile } from '../../flows/reconcile.ts';
import { requireTurns, unlessLeftToApp } from '../../flows/turn.ts';
import { retrainAsked } from './event.ts';
import { decideWith, openTrusted, type Trusted } from './github.ts';
import type { PublishInputs } from './inputs.ts';
import type { Job } from './job.ts';
import { tellWatches } from './tell-watches.ts';

/** Publishes the run that was named, the one that woke this job, or this job's own; on a schedule, its looks at production. */
export async function publish(inputs: PublishInputs, job: Job): Promise<void> {
  const trusted = openTrusted(inputs, job);
  try {
    await unlessLeftToApp(() => publishWith(trusted, inputs, job), job);
  } finally {
    await trusted.clear();
  }
}

async function publishWith(trusted: Trusted, inputs: PublishInputs, job: Job): Promise<void> {
  const { ports, standing } = trusted;
  const { config } = inputs;
  const { sha256, summarize, event } = job;
  const tell = (run: number): Promise<Published> =>
    publishRun({ run, config, standing, decide: decideWith(trusted) }, { ...ports, sha256, summarize });
  if (event.name === 'schedule' || retrainAsked(event) !== null) {
    await requireTurns(standing, ports.ledger);
    return tellWatches(config, job, trusted);
  }
  const published = await tell(inputs.run ?? wakingRun(job) ?? event.run.id);
  job.setOutput('comment', published.comment ?? '');
  // Production may have moved since this commit was compared, by the merge before it: then it is evaluated again.
  if (published.facts.origin !== 'push') return;
  const again = async (run: number): Promise<void> => void (await tell(run));
  const look = { isThorough: false, tellsProduction: false, reviewsIssues: false, mayStart: true } as const;
  await reconcile({ config, standing, publish: again, self: event.run.id, isTold: () => false, ...look }, ports);
}

/** `workflow_run`: how results of forks reach a pull request. */
function wakingRun({ event }: Job): number | null {
  const run = event.payload.workflow_run;
  const id = typeof run === 'object' && run !== null ? Number((run as { id?: unknown }).id) : Number.NaN;
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}
