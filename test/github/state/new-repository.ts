// Repositories as they are made.
import { type Account, emailOf } from './account.ts';
import { byPerson } from './events.ts';
import { GitObjects, type TreeFile } from './git-objects.ts';
import { moveRef } from './ref-move.ts';
import type { Repository, Role } from './repository.ts';
import type { Ruleset } from './ruleset.ts';
import type { World } from './world.ts';

/** What a new repository is to be. */
export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  /** `User` or `Organization`; a user by default. */
  readonly ownerType?: Account['type'];
  /** Private unless said otherwise, so that a missing permission is a missing permission. */
  readonly isPrivate?: boolean;
  readonly defaultBranch?: string;
  /** Files of the first commit; without any the repository is empty. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly collaborators?: Readonly<Record<string, Role>>;
  readonly rulesets?: readonly Omit<Ruleset, 'id'>[];
  readonly settings?: Partial<Repository['settings']>;
}

/** Makes a repository. */
export function addRepository(world: World, wanted: NewRepository): Repository {
  const owner = world.account(wanted.owner, wanted.ownerType ?? 'User');
  const repository = makeRepository(world, owner, wanted, null);
  if (wanted.files !== undefined) commitFiles(world, repository, { message: 'Initial commit', files: wanted.files });
  return repository;
}

/** Forks a repository: the branches come along, and the objects are shared. */
export function addFork(world: World, parent: Repository, login: string): Repository {
  const { name, isPrivate, defaultBranch } = parent;
  const fork = makeRepository(world, world.account(login), { owner: login, name, isPrivate, defaultBranch }, parent);
  for (const [ref, sha] of parent.refs) if (ref.startsWith('refs/heads/')) fork.refs.set(ref, sha);
  return fork;
}

function makeRepository(world: World, owner: Account, wanted: NewRepository, parent: Repository | null): Repository {
  const now = world.now();
  const repository: Repository = {
    id: world.ids.next(),
    owner,
    name: wanted.name,
    isPrivate: wanted.isPrivate ?? true,
    parent,
    objects: parent?.objects ?? new GitObjects(),
    refs: new Map(),
    collaborators: new Map(
      Object.entries(wanted.collaborators ?? {}).map(([login, role]) => [login.toLowerCase(), role]),
    ),
    rulesets: (wanted.rulesets ?? []).map(ruleset => ({ ...ruleset, id: world.ids.next() })),
    issues: [],
    labels: [],
    checkRuns: [],
    workflows: [],
    runs: [],
    artifacts: [],
    deployments: [],
    releases: [],
    usedUpTags: new Set(),
    settings: {
      actionsMayOpenPullRequests: false,
      immutableReleases: false,
      artifactRetentionDays: 90,
      deleteBranchOnMerge: false,
      ...wanted.settings,
    },
    createdAt: now,
    defaultBranch: wanted.defaultBranch ?? 'main',
    pushedAt: now,
  };
  for (const login of Object.keys(wanted.collaborators ?? {})) world.account(login);
  world.repositories.push(repository);
  return repository;
}

/** A commit that a person pushes: files to write, or to delete where null. */
export interface PushedFiles {
  readonly message?: string;
  readonly branch?: string;
  readonly files: Readonly<Record<string, string | Buffer | null>>;
  /** Who pushes; the owner by default. */
  readonly login?: string;
}

/** Commits files on the end of a branch, as a person who pushes; a branch that is new starts at the default one. */
export function commitFiles(world: World, repository: Repository, pushed: PushedFiles): string {
  const { objects, refs, defaultBranch } = repository;
  const actor = pushed.login === undefined ? repository.owner : world.account(pushed.login);
  const ref = `refs/heads/${pushed.branch ?? defaultBranch}`;
  const parent = refs.get(ref) ?? refs.get(`refs/heads/${defaultBranch}`);
  const files: Map<string, TreeFile> = parent === undefined ? new Map() : objects.files(objects.treeOf(parent)!);
  for (const [path, content] of Object.entries(pushed.files)) {
    if (content === null) files.delete(path);
    else files.set(path, { mode: '100644', sha: objects.add('blob', Buffer.from(content)) });
  }
  const seconds = Math.floor(world.now().getTime() / 1000);
  const author = { name: actor.login, email: emailOf(actor), seconds, offset: '+0000' };
  const sha = objects.addCommit({
    tree: objects.addFiles(files),
    parents: parent === undefined ? [] : [parent],
    author,
    committer: author,
    message: pushed.message ?? `Change ${Object.keys(pushed.files).join(', ')}`,
  });
  moveRef(world, repository, ref, sha, byPerson(actor));
  return sha;
}
