// Tells what a run found, in a job that runs none of the repository's code; on the default branch production follows from it.
import { publish as publishRun } from '../../flows/publish/publish.ts';
import { decideWith, openTrusted } from './github.ts';
import type { PublishInputs } from './inputs.ts';
import type { Job } from './job.ts';
import { tellWatches } from './tell-watches.ts';

/** Publishes the run that was named, the one that woke this job, or this job's own; on a schedule, its looks at production. */
export async function publish(inputs: PublishInputs, job: Job): Promise<void> {
  const trusted = openTrusted(inputs.token, job);
  try {
    if (job.event.name === 'schedule') return await tellWatches(inputs.config, job, trusted);
    const published = await publishRun(
      {
        run: inputs.run ?? wakingRun(job) ?? job.event.run.id,
        config: inputs.config,
        writer: trusted.standing.writer,
        decide: decideWith(trusted),
      },
      { ...trusted.ports, sha256: job.sha256, summarize: job.summarize },
    );
    job.setOutput('comment', published.comment ?? '');
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
