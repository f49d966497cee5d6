// Runs that ended and were told by nobody, because their webhook was lost. What a run left is told once more where its check is
// missing; so many requests are made and no more, however many runs there are.
import type { WorkflowRun } from '../ports/github.ts';
import { mayHaveReport } from './publish/run-facts.ts';
import { checkName, tells } from './publish/told-check.ts';
import type { TrustedPorts } from './trusted-ports.ts';

/** Which runs are looked for. */
export interface UntoldRequest {
  readonly workflow: string;
  readonly config: string;
  /** The newest runs of the default branch. */
  readonly onBranch: readonly WorkflowRun[];
  /** Whether this process told a run already; a run that touches no model leaves no other sign. */
  readonly isTold: (run: WorkflowRun) => boolean;
}

/** What was lost longer ago is history: GitHub itself sends a webhook again for three days. */
const RECENT_MS = 7 * 86_400_000;

/** So many commits are asked for their check. */
const MOST = 20;

/** Whether something is recent enough to be told late. */
export const isRecent = (at: string, now: Date): boolean => now.getTime() - Date.parse(at) < RECENT_MS;

/** The newest runs of each commit, of the default branch and of pull requests, that no check tells of; the oldest first. */
export async function findUntold(
  { workflow, config, onBranch, isTold }: UntoldRequest,
  { runs, checks, clock }: Pick<TrustedPorts, 'runs' | 'checks' | 'clock'>,
): Promise<readonly WorkflowRun[]> {
  const all = [...onBranch, ...(await runs.ofPullRequests(workflow))];
  const now = clock.now();
  const ended = all.filter(run => run.status === 'completed' && mayHaveReport(run) && isRecent(run.startedAt, now));
  const untold: WorkflowRun[] = [];
  for (const run of newestOfEach(ended).slice(0, MOST)) {
    if (isTold(run)) continue;
    const found = await checks.find(run.headSha, checkName(config));
    if (!found.some(check => tells(check, run))) untold.push(run);
  }
  return untold.sort((one, other) => one.id - other.id);
}

/** The newest first; an earlier run of the same commit for the same event tells nothing that this one does not. */
function newestOfEach(runs: readonly WorkflowRun[]): WorkflowRun[] {
  const newest = new Map<string, WorkflowRun>();
  for (const run of [...runs].sort((one, other) => other.id - one.id)) {
    const key = `${run.event} ${run.headSha}`;
    if (!newest.has(key)) newest.set(key, run);
  }
  return [...newest.values()];
}
