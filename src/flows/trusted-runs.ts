// Which run of the default branch may become production now, and what GitHub vouches for about it.
import type { ModelConfig } from '../config/config.ts';
import type { JudgedRun, ModelState } from '../core/model-state.ts';
import type { PromotionFacts } from '../core/promotion-conditions.ts';
import type { RepositoryFacts, WorkflowRun } from '../ports/github.ts';
import type { Standing, TrustedPorts } from './trusted-ports.ts';

/** The default branch, as it is at one moment. */
export interface Branch {
  readonly repository: RepositoryFacts;
  /** The commit at its end; null in an empty repository. */
  readonly head: string | null;
}

/** Looks at the default branch. */
export async function lookAtBranch({ repository }: Pick<TrustedPorts, 'repository'>): Promise<Branch> {
  const facts = await repository.facts();
  return branchOf(facts, { repository });
}

/** A tag may have the branch's name, so that what is looked for on it is looked for by its commit. */
export async function branchOf(
  facts: RepositoryFacts,
  { repository }: Pick<TrustedPorts, 'repository'>,
): Promise<Branch> {
  return { repository: facts, head: (await repository.commit(`heads/${facts.defaultBranch}`))?.sha ?? null };
}

/** Whether the branch holds a commit. */
export const holds = async (
  { head }: Branch,
  commit: string,
  { repository }: Pick<TrustedPorts, 'repository'>,
): Promise<boolean> => head !== null && (head === commit || (await repository.contains(head, commit)));

/**
 * The run that could be promoted: the last one of the branch's head or, where that has none, of the branch. An old run that is
 * made again writes its event last, and does not come before the head's.
 */
export function candidateRun({ runs }: ModelState, { head }: Branch): JudgedRun | undefined {
  const pushed = runs.filter(({ judged }) => judged.origin === 'push');
  return pushed.findLast(({ judged }) => judged.commit === head) ?? pushed.at(-1);
}

/** What can be told from the ledger alone; who made the run, and what brought its commit, is taken on trust. */
export function cheapFacts(
  state: ModelState,
  { judged }: JudgedRun,
  branch: Branch,
  model: ModelConfig,
): PromotionFacts {
  const atHead = state.runs.findLast(run => run.judged.origin === 'push' && run.judged.commit === branch.head);
  return {
    judged,
    distrust: null,
    isHead: judged.commit !== null && judged.commit === branch.head,
    headTraining: atHead?.judged.training ?? null,
    merged: true,
    setting: model.promote,
  };
}

/** The same, with what GitHub tells. */
export async function vouchedFacts(
  cheap: PromotionFacts,
  branch: Branch,
  standing: Standing,
  ports: Pick<TrustedPorts, 'runs' | 'repository'>,
): Promise<PromotionFacts> {
  const { run, commit } = cheap.judged;
  const id = runNumber(run);
  if (id === null) return { ...cheap, distrust: 'It was made on a laptop.' };
  const distrust = await distrustOf(await ports.runs.get(id), { branch, commit, workflow: standing.workflow }, ports);
  return { ...cheap, distrust, merged: commit !== null && (await isMerged(commit, branch, ports)) };
}

/** `9182736450.2` → 9182736450; null for a run that GitHub does not know. */
export function runNumber(run: string): number | null {
  const id = /^(\d{1,15})\.\d{1,6}$/.exec(run)?.[1];
  return id === undefined ? null : Number(id);
}

/** Events that run the default branch's own workflow on its own commit. */
const ownEvents: ReadonlySet<string> = new Set(['push', 'workflow_dispatch', 'schedule', 'repository_dispatch']);

interface Expected {
  readonly branch: Branch;
  readonly commit: string | null;
  readonly workflow: string;
}

/** Why a run is none of the configured workflow's on the default branch of this repository. */
export async function distrustOf(
  run: WorkflowRun,
  { branch, commit, workflow }: Expected,
  ports: Pick<TrustedPorts, 'repository'>,
): Promise<string | null> {
  const { id, defaultBranch } = branch.repository;
  if (run.path.split('@')[0] !== workflow)
    return `It was made by ${run.path}, and ${workflow} is the workflow that is trusted.`;
  if (run.headRepositoryId !== id) return 'It was made for another repository.';
  if (!ownEvents.has(run.event)) return `It was made for the event ${run.event}.`;
  if (run.headBranch !== defaultBranch) return `It was made for the branch ${run.headBranch ?? 'of nobody'}.`;
  if (run.headSha !== commit) return 'It says that it is of another commit than GitHub does.';
  return (await holds(branch, run.headSha, ports)) ? null : `Its commit is not on ${defaultBranch}.`;
}

/** Squash, rebase, merge commit and queue alike: GitHub names the commit that the merge made. */
async function isMerged(
  commit: string,
  { repository }: Branch,
  ports: Pick<TrustedPorts, 'repository'>,
): Promise<boolean> {
  const found = await ports.repository.pullRequestsOf(commit);
  return found.some(({ merged, mergeCommit, baseBranch }) => {
    return merged && mergeCommit === commit && baseBranch === repository.defaultBranch;
  });
}
