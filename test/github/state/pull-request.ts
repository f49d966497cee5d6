// Pull requests: a branch that wants to be merged into another one, and the merge that is tried in advance.
import type { Account } from './account.ts';
import type { Signature } from './git-format.ts';
import { listCommits, mergeBase } from './git-history.ts';
import type { Issue } from './issue.ts';
import type { Repository } from './repository.ts';
import { mergeTrees } from './tree-merge.ts';

/** One end of a pull request. */
export interface PullEnd {
  readonly repository: Repository;
  readonly branch: string;
  /** The head's newest commit; for the base, its commit when the head was last pushed. */
  sha: string;
}

/** What trying the merge gave, for one commit of the base and one of the head. */
export interface TestMerge {
  readonly base: string;
  readonly head: string;
  /** null when the two contradict each other. */
  readonly sha: string | null;
}

/** A pull request; its title, text, labels and comments are its issue's. */
export interface PullRequest {
  readonly id: number;
  readonly issue: Issue;
  readonly head: PullEnd;
  readonly base: PullEnd;
  isDraft: boolean;
  testMerge: TestMerge | null;
  mergedAt: Date | null;
  mergedBy: Account | null;
  /** The commit that brought the change in: merge, squashed, or the last of those rebased. */
  mergeCommit: string | null;
  /** The commits that the default branch has from this pull request. */
  introduced: readonly string[];
}

/** The commits of a pull request, the oldest first. */
export function pullCommits({ head, base }: PullRequest): string[] {
  return listCommits(base.repository.objects, head.sha, [base.sha]).reverse();
}

/** The commit at the end of the branch that is merged into. */
export const baseTip = ({ base }: PullRequest): string | undefined =>
  base.repository.refs.get(`refs/heads/${base.branch}`);

/** Whether what is known of the merge is about the branches as they are now. */
export function isTested(pull: PullRequest): boolean {
  const { testMerge, head } = pull;
  return testMerge !== null && testMerge.base === baseTip(pull) && testMerge.head === head.sha;
}

/** GitHub's own signature. */
export const gitHubSignature = (now: Date): Signature => ({
  name: 'GitHub',
  email: 'noreply@github.com',
  seconds: Math.floor(now.getTime() / 1000),
  offset: '+0000',
});

/** Tries the merge of the branches as they are now, and keeps it as `refs/pull/N/merge`. */
export function tryMerge(pull: PullRequest, author: Signature, now: Date): void {
  const base = baseTip(pull);
  if (base === undefined || pull.issue.state === 'closed' || isTested(pull)) return;
  const { objects, refs } = pull.base.repository;
  const tree = mergedTree(pull, base);
  const ref = `refs/pull/${pull.issue.number}/merge`;
  if (tree === undefined) {
    pull.testMerge = { base, head: pull.head.sha, sha: null };
    refs.delete(ref);
    return;
  }
  const message = `Merge ${pull.head.sha} into ${base}`;
  const sha = objects.addCommit({
    tree,
    parents: [base, pull.head.sha],
    author,
    committer: gitHubSignature(now),
    message,
  });
  pull.testMerge = { base, head: pull.head.sha, sha };
  refs.set(ref, sha);
}

/** The tree that merging gives; undefined when the branches contradict each other. */
export function mergedTree({ head, base: { repository } }: PullRequest, base: string): string | undefined {
  const { objects } = repository;
  const common = mergeBase(objects, base, head.sha);
  return mergeTrees(objects, common && objects.treeOf(common), objects.treeOf(base)!, objects.treeOf(head.sha)!);
}
