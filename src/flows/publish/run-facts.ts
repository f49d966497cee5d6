// Whose run it is, by GitHub's own account: repository, commit, tree, pull request and origin. Nothing here is read from what
// the run left behind, which the code under review could have written.
import type { EventOf } from '../../core/ledger-event.ts';
import type { CommitFacts, PullRequest, Repository, RepositoryFacts, WorkflowRun } from '../../ports/github.ts';
import { branchOf, holds } from '../trusted-runs.ts';

/** Where a run came from, as the ledger names it. */
export type Origin = Exclude<EventOf<'evaluated'>['origin'], 'local'>;

/** A run and all that is certain about it. */
export interface RunFacts {
  readonly run: WorkflowRun;
  readonly repository: RepositoryFacts;
  readonly origin: Origin;
  /** The open pull request that proposes the commit, or the merged one that brought it; null where there is none. */
  readonly pullRequest: PullRequest | null;
}

/** Events that run the default branch's own workflow file on the default branch's own commit. */
const ownEvents = new Set(['push', 'schedule', 'workflow_dispatch', 'repository_dispatch']);

/** Asks GitHub whose run it is. */
export async function findRunFacts(run: WorkflowRun, repository: Repository): Promise<RunFacts> {
  const facts = await repository.facts();
  const origin = await vouchedOrigin(run, facts, repository);
  return { run, repository: facts, origin, pullRequest: await pullRequestOf(run, origin, repository) };
}

/** A tag may be called like the default branch, and then so is the branch of its runs: what counts is where the commit is. */
async function vouchedOrigin(run: WorkflowRun, facts: RepositoryFacts, repository: Repository): Promise<Origin> {
  const origin = originOf(run, facts);
  if (origin !== 'push') return origin;
  const ports = { repository };
  return (await holds(await branchOf(facts, ports), run.headSha, ports)) ? 'push' : 'branch';
}

/** A branch of a fork may be called like the default branch, so its repository is asked first. */
function originOf(
  { event, headBranch, headRepositoryId }: WorkflowRun,
  { id, defaultBranch }: RepositoryFacts,
): Origin {
  if (headRepositoryId !== id) return 'fork';
  if (event === 'merge_group') return 'merge-group';
  if (event.startsWith('pull_request')) return 'pull-request';
  return ownEvents.has(event) && headBranch === defaultBranch ? 'push' : 'branch';
}

/** A run does not name the pull request of a fork, so it is found by its commit. */
async function pullRequestOf(run: WorkflowRun, origin: Origin, repository: Repository): Promise<PullRequest | null> {
  if (origin === 'merge-group') return null;
  const [number] = run.pullRequests;
  if (origin === 'pull-request' && number !== undefined) return repository.pullRequest(number);
  const found = await repository.pullRequestsOf(run.headSha);
  if (origin === 'push') return found.find(({ merged, mergeCommit }) => merged && mergeCommit === run.headSha) ?? null;
  const proposing = found.filter(({ headSha }) => headSha === run.headSha);
  return proposing.find(({ state }) => state === 'open') ?? proposing[0] ?? null;
}

/** Runs that trained or were to train, for the workflow also runs for comments and for pull requests that close. */
const evaluating = new Set(['push', 'pull_request', 'merge_group', 'workflow_dispatch']);

/** How a run ends of which nothing ran: its jobs were left out, or somebody must let it run first. */
const idle = new Set(['skipped', 'action_required']);

/** Whether a run that ended may have left a report. */
export const mayHaveReport = ({ event, conclusion }: WorkflowRun): boolean =>
  evaluating.has(event) && !idle.has(conclusion ?? '');

/** How a run ends whose job broke before it left a report; null while the run goes on. */
const broken = new Set([null, 'failure', 'cancelled', 'timed_out', 'startup_failure']);

/** Whether a run that left no report should have left one. One that waits for approval, or whose jobs were left out, need not. */
export const owesReport = ({ run, origin, pullRequest }: RunFacts): boolean =>
  mayHaveReport(run) &&
  broken.has(run.conclusion) &&
  !((origin === 'pull-request' || origin === 'fork') && pullRequest?.state === 'closed');

/** The run's id in ledgers: a new attempt is another run. */
export const runId = ({ id, attempt }: Pick<WorkflowRun, 'id' | 'attempt'>): string => `${id}.${attempt}`;

/**
 * The tree that was evaluated, when GitHub vouches for it: the commit's own, or that of the merge which GitHub made of it. Null for
 * anything else, which is then never taken for the same tree.
 */
export async function evaluatedCommit(
  claimed: string | null,
  facts: Pick<RunFacts, 'run' | 'pullRequest'>,
  repository: Repository,
): Promise<{ readonly commit: string; readonly tree: string | null }> {
  const { headSha } = facts.run;
  const commit = claimed !== null && /^[0-9a-f]{40}$/.test(claimed) ? await repository.commit(claimed) : null;
  const isVouched = commit !== null && (commit.sha === headSha || (await isMerge(commit, facts, repository)));
  return isVouched ? { commit: commit.sha, tree: commit.tree } : { commit: headSha, tree: null };
}

/**
 * Whether a commit holds what GitHub made of the run's head. Anybody who may push can make a commit with that head for a parent and
 * any tree; and what GitHub names may be the merge of an earlier head, as long as the present one cannot be merged.
 */
async function isMerge(
  commit: CommitFacts,
  { run, pullRequest }: Pick<RunFacts, 'run' | 'pullRequest'>,
  repository: Repository,
): Promise<boolean> {
  const named = pullRequest?.mergeCommit ?? pullRequest?.testMerge ?? null;
  if (named === null || pullRequest?.headSha !== run.headSha) return false;
  const made = named === commit.sha ? commit : await repository.commit(named);
  if (made?.tree !== commit.tree) return false;
  return pullRequest.merged || made.parents.includes(run.headSha);
}
