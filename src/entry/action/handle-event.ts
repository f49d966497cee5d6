// Handles the job's event as the hosted App would: comments that command, merged pull requests, closed issues.

import { fail } from '../../errors.ts';
import { runInActions } from '../app/run-in-actions.ts';
import type { AppInputs } from './inputs.ts';
import type { Job } from './job.ts';

/** Gives the event to the App's handlers; what fails there fails the job. */
export async function handleEvent({ config, token, takesOver }: AppInputs, job: Job): Promise<void> {
  const { owner, repo, run, name, payload, workflow } = job.event;
  if (workflow === null) throw fail('job-environment', { name: 'GITHUB_WORKFLOW_REF' });
  await runInActions({
    owner,
    repo,
    run: run.id,
    event: { name, payload },
    token,
    baseUrl: job.env.GITHUB_API_URL ?? null,
    config,
    takesOver,
    workflow,
    clock: { now: job.now },
    log: job.log,
    summarize: job.summarize,
  });
}
