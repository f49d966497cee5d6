// The merge queue: a pull request on top of the base, on a branch of its own, for checks to run on.
import { byPerson } from './events.ts';
import { carryOutMerge, type Merged, planMerge } from './pull-merge.ts';
import { baseTip, type PullRequest } from './pull-request.ts';
import { moveRef } from './ref-move.ts';
import { tell, tellPull } from './tell.ts';
import type { World } from './world.ts';

/** A pull request in the queue. */
export interface QueueEntry {
  readonly pull: PullRequest;
  /** `refs/heads/gh-readonly-queue/…`. */
  readonly ref: string;
  readonly sha: string;
  readonly merged: Merged;
}

/** Puts a pull request into the queue. */
export function enqueue(world: World, pull: PullRequest): QueueEntry {
  const { issue, base } = pull;
  const cause = byPerson(issue.author);
  const baseSha = baseTip(pull);
  const merged = planMerge(pull, { method: 'merge' }, issue.author, world.now());
  if (merged === undefined || baseSha === undefined) throw new Error(`#${issue.number} cannot be merged.`);
  const ref = `refs/heads/gh-readonly-queue/${base.branch}/pr-${issue.number}-${baseSha}`;
  moveRef(world, base.repository, ref, merged.sha, cause);
  const { tree, message, author, committer } = base.repository.objects.commit(merged.sha)!;
  const merge_group = {
    head_sha: merged.sha,
    head_ref: ref,
    base_sha: baseSha,
    base_ref: `refs/heads/${base.branch}`,
    head_commit: {
      id: merged.sha,
      tree_id: tree,
      message,
      timestamp: new Date(committer.seconds * 1000).toISOString(),
      author: { name: author.name, email: author.email },
      committer: { name: committer.name, email: committer.email },
    },
  };
  tell(world, 'merge_group', base.repository, { action: 'checks_requested', merge_group }, cause);
  return { pull, ref, sha: merged.sha, merged };
}

/** Takes a pull request out of the queue: merged, its base moving to the very commit that was checked, or not. */
export function dequeue(world: World, { pull, ref, merged }: QueueEntry, isMerged: boolean): void {
  const cause = byPerson(pull.issue.author);
  if (isMerged) {
    carryOutMerge(world, pull, merged, cause);
    tellPull(world, pull, 'closed', cause);
  }
  moveRef(world, pull.base.repository, ref, undefined, cause);
}
