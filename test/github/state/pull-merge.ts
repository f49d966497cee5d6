// The three ways of merging a pull request.
import { type Account, emailOf } from './account.ts';
import type { Cause } from './events.ts';
import type { Signature } from './git-format.ts';
import type { GitObjects } from './git-objects.ts';
import { baseTip, gitHubSignature, mergedTree, type PullRequest, pullCommits } from './pull-request.ts';
import { moveRef } from './ref-move.ts';
import { mergeTrees } from './tree-merge.ts';
import type { World } from './world.ts';

/** How a merge is wanted. */
export interface MergeOrder {
  readonly method: 'merge' | 'squash' | 'rebase';
  readonly title?: string;
  readonly message?: string;
}

/** What a merge makes: the new end of the base, and every commit that it gets from the pull request. */
export interface Merged {
  readonly sha: string;
  readonly introduced: readonly string[];
}

const signatureOf = (account: Account, now: Date): Signature => ({
  name: account.login,
  email: emailOf(account),
  seconds: Math.floor(now.getTime() / 1000),
  offset: '+0000',
});

/** Makes the commits of a merge, without moving any branch; undefined when the branches contradict each other. */
export function planMerge(pull: PullRequest, order: MergeOrder, actor: Account, now: Date): Merged | undefined {
  const base = baseTip(pull);
  if (base === undefined) return undefined;
  const { objects } = pull.base.repository;
  if (order.method === 'rebase') return rebase(objects, pullCommits(pull), base, now);
  const tree = mergedTree(pull, base);
  if (tree === undefined) return undefined;
  const isSquash = order.method === 'squash';
  const sha = objects.addCommit({
    tree,
    parents: isSquash ? [base] : [base, pull.head.sha],
    author: signatureOf(isSquash ? pull.issue.author : actor, now),
    committer: gitHubSignature(now),
    message: messageOf(pull, order),
  });
  return { sha, introduced: isSquash ? [sha] : [...pullCommits(pull), sha] };
}

function messageOf(pull: PullRequest, { method, title, message }: MergeOrder): string {
  const { issue, head, base } = pull;
  if (method === 'merge') {
    const first = `Merge pull request #${issue.number} from ${head.repository.owner.login}/${head.branch}`;
    return [title ?? first, message ?? issue.title].join('\n\n');
  }
  const commits = pullCommits(pull).map(sha => base.repository.objects.commit(sha)!.message.trimEnd());
  const rest = message ?? (commits.length === 1 ? '' : commits.map(text => `* ${text}`).join('\n\n'));
  return [title ?? `${issue.title} (#${issue.number})`, rest].filter(text => text !== '').join('\n\n');
}

/** Makes the commits again, one after the other, on another base. */
function rebase(objects: GitObjects, commits: readonly string[], base: string, now: Date): Merged | undefined {
  const introduced: string[] = [];
  let tip = base;
  for (const sha of commits) {
    const { parents, tree, author, message } = objects.commit(sha)!;
    if (parents.length !== 1) return undefined;
    const moved = mergeTrees(objects, objects.treeOf(parents[0]!), objects.treeOf(tip)!, tree);
    if (moved === undefined) return undefined;
    tip = objects.addCommit({ tree: moved, parents: [tip], author, committer: gitHubSignature(now), message });
    introduced.push(tip);
  }
  return { sha: tip, introduced };
}

/** Records a merge and moves the base. */
export function carryOutMerge(world: World, pull: PullRequest, { sha, introduced }: Merged, cause: Cause): void {
  const { issue, base, head } = pull;
  markMerged(world, pull, { sha, introduced }, cause.actor);
  moveRef(world, base.repository, `refs/heads/${base.branch}`, sha, cause);
  if (base.repository.settings.deleteBranchOnMerge && head.repository === base.repository) {
    moveRef(world, head.repository, `refs/heads/${head.branch}`, undefined, cause);
  }
  base.repository.refs.delete(`refs/pull/${issue.number}/merge`);
}

/** Closes a pull request as merged. */
export function markMerged(world: World, pull: PullRequest, { sha, introduced }: Merged, actor: Account): void {
  const now = world.now();
  pull.base.sha = baseTip(pull) ?? pull.base.sha;
  Object.assign(pull, { mergedAt: now, mergedBy: actor, mergeCommit: sha, introduced });
  Object.assign(pull.issue, { state: 'closed', closedAt: now, closedBy: actor, updatedAt: now });
}
