// Pull requests follow their branches: a push to the head is news, a merge by hand closes them.
import type { Cause } from './events.ts';
import { isAncestor } from './git-history.ts';
import { markMerged } from './pull-merge.ts';
import { baseTip, type PullRequest, pullCommits } from './pull-request.ts';
import type { RefMove } from './ref-move.ts';
import type { Repository } from './repository.ts';
import { tellPull } from './tell.ts';
import type { World } from './world.ts';

/** Makes the open pull requests of all repositories follow what is pushed. */
export function watchPulls(world: World): void {
  world.refWatchers.push((repository, move, cause) => {
    const branch = /^refs\/heads\/(.+)$/.exec(move.ref)?.[1];
    if (branch === undefined) return;
    for (const pull of openPulls(world)) {
      if (isEnd(pull.head, repository, branch)) followHead(world, pull, move, cause);
      else if (isEnd(pull.base, repository, branch)) followBase(world, pull, move, cause);
    }
  });
}

const openPulls = ({ repositories }: World): PullRequest[] =>
  repositories.flatMap(({ issues }) =>
    issues.flatMap(({ pull, state }) => (pull !== null && state === 'open' ? pull : [])),
  );

const isEnd = (end: PullRequest['head'], repository: Repository, branch: string) =>
  end.repository === repository && end.branch === branch;

function followHead(world: World, pull: PullRequest, { before, after }: RefMove, cause: Cause): void {
  if (after === undefined) {
    close(world, pull, cause);
    return;
  }
  pull.head.sha = after;
  pull.base.sha = baseTip(pull) ?? pull.base.sha;
  pull.issue.updatedAt = world.now();
  pull.base.repository.refs.set(`refs/pull/${pull.issue.number}/head`, after);
  tellPull(world, pull, 'synchronize', cause, { before, after });
}

function followBase(world: World, pull: PullRequest, { after }: RefMove, cause: Cause): void {
  if (after === undefined) {
    close(world, pull, cause);
  } else if (isAncestor(pull.base.repository.objects, pull.head.sha, after)) {
    const introduced = pullCommits(pull);
    const { sha } = pull.base;
    markMerged(world, pull, { sha: pull.head.sha, introduced }, cause.actor);
    pull.base.sha = sha;
    tellPull(world, pull, 'closed', cause);
  }
}

function close(world: World, pull: PullRequest, cause: Cause): void {
  const now = world.now();
  Object.assign(pull.issue, { state: 'closed', closedAt: now, closedBy: cause.actor, updatedAt: now });
  tellPull(world, pull, 'closed', cause);
}
