// The events `push`, `create` and `delete`, as webhooks tell them.
import { emailOf } from '../state/account.ts';
import { timeText } from '../state/clock.ts';
import type { Cause } from '../state/events.ts';
import { isAncestor, listCommits } from '../state/git-history.ts';
import type { RefMove } from '../state/ref-move.ts';
import type { Repository } from '../state/repository.ts';
import { changedFiles, type FileChange } from '../state/tree-diff.ts';
import { htmlUrl } from '../state/urls.ts';
import type { World } from '../state/world.ts';
import { accountShape, organizationOf } from './account.ts';
import { signatureShape } from './commit.ts';
import { repositoryShape } from './repository.ts';

const zero = '0'.repeat(40);

/** The payload of `create` and `delete`. */
export function refNamePayload(world: World, repository: Repository, ref: string, { actor }: Cause): object {
  return {
    ref: ref.replace(/^refs\/(heads|tags)\//, ''),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    master_branch: repository.defaultBranch,
    description: null,
    pusher_type: 'user',
    repository: repositoryShape(world, repository),
    ...organizationOf(world, repository),
    sender: accountShape(world.urls, actor),
  };
}

/** The payload of `push`. */
export function pushPayload(world: World, repository: Repository, move: RefMove, { actor }: Cause): object {
  const { ref, before, after, isForced } = move;
  const commits = pushedCommits(repository, move).map(sha => pushedCommitShape(world, repository, sha));
  const tip = after === undefined ? undefined : repository.objects.peel(after);
  const range = [before, after].map(sha => (sha ?? zero).slice(0, 12));
  return {
    ref,
    before: before ?? zero,
    after: after ?? zero,
    repository: pushedRepositoryShape(world, repository),
    pusher: { name: actor.login, email: emailOf(actor) },
    ...organizationOf(world, repository),
    sender: accountShape(world.urls, actor),
    created: before === undefined,
    deleted: after === undefined,
    forced: isForced,
    base_ref: null,
    compare: htmlUrl(world.urls, repository, `/compare/${range.join('...')}`),
    commits,
    head_commit: tip === undefined ? null : pushedCommitShape(world, repository, tip),
  };
}

/** Only pushes give moments in seconds. */
function pushedRepositoryShape(world: World, repository: Repository): object {
  const seconds = (moment: Date) => Math.floor(moment.getTime() / 1000);
  return {
    ...repositoryShape(world, repository),
    created_at: seconds(repository.createdAt),
    pushed_at: seconds(repository.pushedAt),
    stargazers: 0,
    master_branch: repository.defaultBranch,
  };
}

/** The new commits, the oldest first; at most 2048, as GitHub has it. */
function pushedCommits({ objects, refs }: Repository, { ref, before, after }: RefMove): string[] {
  const tip = after === undefined ? undefined : objects.peel(after);
  if (tip === undefined) return [];
  const others = [...refs].filter(([name]) => name !== ref && name.startsWith('refs/heads/')).map(([, sha]) => sha);
  const isNew = before === undefined || !isAncestor(objects, before, tip);
  return listCommits(objects, tip, isNew ? others : [before])
    .reverse()
    .slice(-2048);
}

function pushedCommitShape({ urls }: World, repository: Repository, sha: string): object {
  const { objects } = repository;
  const { tree, parents, message, author, committer } = objects.commit(sha)!;
  const parent = parents[0] === undefined ? undefined : objects.commit(parents[0])?.tree;
  const files = changedFiles(objects, parent, tree);
  const named = (...statuses: FileChange['status'][]) =>
    files.filter(({ status }) => statuses.includes(status)).map(({ path }) => path);
  return {
    id: sha,
    tree_id: tree,
    distinct: true,
    message,
    timestamp: timeText(new Date(committer.seconds * 1000)),
    url: htmlUrl(urls, repository, `/commit/${sha}`),
    author: signatureShape(author),
    committer: signatureShape(committer),
    added: named('added', 'renamed'),
    removed: [...named('removed'), ...files.flatMap(({ previousPath }) => previousPath ?? [])],
    modified: named('modified'),
  };
}
