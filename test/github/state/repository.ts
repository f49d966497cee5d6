// A repository and all that GitHub keeps for it.
import type { Account } from './account.ts';
import type { CheckRun } from './check-run.ts';
import type { Deployment } from './deployment.ts';
import type { GitObjects } from './git-objects.ts';
import type { Issue, Label } from './issue.ts';
import type { Release } from './release.ts';
import type { Ruleset } from './ruleset.ts';
import type { Workflow } from './workflow.ts';
import type { Artifact, WorkflowRun } from './workflow-run.ts';

/** What a collaborator may do, the least first. */
export const roles = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;

/** One of the roles. */
export type Role = (typeof roles)[number];

/** What can be set in a repository's settings. */
export interface Settings {
  /** "Allow GitHub Actions to create and approve pull requests". */
  actionsMayOpenPullRequests: boolean;
  /** Published releases, their tags and assets cannot be changed. */
  immutableReleases: boolean;
  /** Days until artifacts expire. */
  artifactRetentionDays: number;
  deleteBranchOnMerge: boolean;
}

/** A repository. */
export interface Repository {
  readonly id: number;
  readonly owner: Account;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly parent: Repository | null;
  readonly objects: GitObjects;
  /** Full names of refs, such as `refs/heads/main`, and the ids of what they point to. */
  readonly refs: Map<string, string>;
  readonly collaborators: Map<string, Role>;
  readonly rulesets: Ruleset[];
  /** Issues and pull requests, by number from 1. */
  readonly issues: Issue[];
  readonly labels: Label[];
  readonly checkRuns: CheckRun[];
  readonly workflows: Workflow[];
  readonly runs: WorkflowRun[];
  readonly artifacts: Artifact[];
  readonly deployments: Deployment[];
  readonly releases: Release[];
  /** Tags of immutable releases that were deleted. */
  readonly usedUpTags: Set<string>;
  readonly settings: Settings;
  readonly createdAt: Date;
  defaultBranch: string;
  pushedAt: Date;
}

/** `owner/name`. */
export const fullName = ({ owner, name }: Pick<Repository, 'owner' | 'name'>): string => `${owner.login}/${name}`;

/** What an account may do in a repository: all in its own, what was granted, and reading where all may read. */
export function roleOf(repository: Repository, { login, id }: Account): Role {
  if (repository.owner.id === id) return 'admin';
  return repository.collaborators.get(login.toLowerCase()) ?? (repository.isPrivate ? 'none' : 'read');
}

/** Whether a role is at least another one. */
export const atLeast = (role: Role, wanted: Role): boolean => roles.indexOf(role) >= roles.indexOf(wanted);

/** The commit that a branch, a tag, a full name of a ref or a (shortened) id names. */
export function resolveCommit(repository: Repository, name: string): string | undefined {
  const { refs, objects } = repository;
  for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`, name, `refs/${name}`]) {
    const sha = refs.get(ref);
    if (sha !== undefined) return objects.peel(sha);
  }
  return /^[0-9a-f]{40}$/.test(name) ? objects.peel(name) : undefined;
}

/** The commit at the end of the default branch; undefined while the repository is empty. */
export const defaultHead = (repository: Repository): string | undefined =>
  repository.refs.get(`refs/heads/${repository.defaultBranch}`);
