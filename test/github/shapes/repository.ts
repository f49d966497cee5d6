// Repositories as GitHub's JSON shows them.

import type { Account } from '../state/account.ts';
import { timeText } from '../state/clock.ts';
import { nodeId } from '../state/ids.ts';
import { fullName, type Repository, roleOf } from '../state/repository.ts';
import { apiUrl, htmlUrl, type Urls } from '../state/urls.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';

/** The addresses of a repository's parts: the name of each, and its path. */
const parts = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
};

const partUrls = (urls: Urls, repository: Repository) =>
  Object.fromEntries(Object.entries(parts).map(([name, path]) => [`${name}_url`, apiUrl(urls, repository, path)]));

/** `minimal-repository`, as events and runs carry it. */
export function minimalRepositoryShape({ urls }: World, repository: Repository): Record<string, unknown> {
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.isPrivate,
    owner: accountShape(urls, repository.owner),
    html_url: htmlUrl(urls, repository),
    description: null,
    fork: repository.parent !== null,
    url: apiUrl(urls, repository),
    ...partUrls(urls, repository),
  };
}

/** `repository`. */
export function repositoryShape(world: World, repository: Repository): Record<string, unknown> {
  const { html } = world.urls;
  const counted = {
    forks: world.repositories.filter(({ parent }) => parent === repository).length,
    open_issues: repository.issues.filter(({ state }) => state === 'open').length,
  };
  return {
    ...minimalRepositoryShape(world, repository),
    git_url: `git://${html.replace(/^https?:\/\//, '')}/${fullName(repository)}.git`,
    ssh_url: `git@github.com:${fullName(repository)}.git`,
    clone_url: `${html}/${fullName(repository)}.git`,
    svn_url: `${html}/${fullName(repository)}`,
    mirror_url: null,
    homepage: null,
    language: null,
    forks_count: counted.forks,
    stargazers_count: 0,
    watchers_count: 0,
    size: 0,
    default_branch: repository.defaultBranch,
    open_issues_count: counted.open_issues,
    is_template: false,
    topics: [],
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    has_downloads: true,
    archived: false,
    disabled: false,
    visibility: repository.isPrivate ? 'private' : 'public',
    pushed_at: timeText(repository.pushedAt),
    created_at: timeText(repository.createdAt),
    updated_at: timeText(repository.pushedAt),
    license: null,
    ...counted,
    watchers: 0,
    allow_forking: true,
    web_commit_signoff_required: false,
    custom_properties: {},
  };
}

/** `full-repository`, with what the asking account may do. */
export function fullRepositoryShape(world: World, repository: Repository, asking: Account): Record<string, unknown> {
  const role = roleOf(repository, asking);
  const { parent } = repository;
  return {
    ...repositoryShape(world, repository),
    permissions: {
      admin: role === 'admin',
      maintain: role === 'admin' || role === 'maintain',
      push: ['admin', 'maintain', 'write'].includes(role),
      triage: !['none', 'read'].includes(role),
      pull: role !== 'none',
    },
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    delete_branch_on_merge: repository.settings.deleteBranchOnMerge,
    subscribers_count: 0,
    network_count: 0,
    ...(parent === null ? {} : { parent: repositoryShape(world, parent), source: repositoryShape(world, parent) }),
  };
}
