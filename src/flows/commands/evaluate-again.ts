// `/relevo evaluate`: the pull request's own run, once more. Nothing of it is checked out here: GitHub starts the run, which has
// the rights that it had.
import { plainAnswer } from '../../report/command-answer.ts';
import type { TrustedPorts } from '../trusted-ports.ts';
import type { CommandCall } from './command-call.ts';

/** Starts it; on an issue, an evaluation of the default branch. */
export async function evaluateAgain({ caller, setting }: CommandCall, ports: TrustedPorts): Promise<string> {
  const { workflow } = setting.standing;
  if (!caller.isPullRequest) {
    const { defaultBranch } = await ports.repository.facts();
    await ports.dispatches.workflow(workflow, defaultBranch, {});
    return plainAnswer('✅', `An evaluation of ${defaultBranch} was started.`);
  }
  const pull = await ports.repository.pullRequest(caller.thread);
  if (pull === null || pull.state !== 'open') return plainAnswer('➖', 'This pull request is not open.');
  const runs = await ports.runs.latest(workflow, pull.headBranch);
  const run = runs.find(({ headSha, event }) => headSha === pull.headSha && event.startsWith('pull_request'));
  if (run === undefined) {
    return plainAnswer('❌', `${workflow} has not run for ${pull.headSha.slice(0, 7)}; push again, which starts it.`);
  }
  if (run.status !== 'completed') return plainAnswer('➖', 'It is being evaluated already.');
  await ports.runs.rerun(run.id);
  return plainAnswer('✅', `${pull.headSha.slice(0, 7)} is evaluated again.`);
}
