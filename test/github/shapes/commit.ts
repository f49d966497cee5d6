// Commits as GitHub's JSON shows them.
import { emailOf } from '../state/account.ts';
import { timeText } from '../state/clock.ts';
import type { Commit, Signature } from '../state/git-format.ts';
import { nodeId } from '../state/ids.ts';
import type { Repository } from '../state/repository.ts';
import { changedFiles, type FileChange } from '../state/tree-diff.ts';
import { apiUrl, htmlUrl } from '../state/urls.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';

const unverified = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** A signature: name, address and moment. */
export const signatureShape = ({ name, email, seconds }: Signature): Record<string, unknown> => ({
  name,
  email,
  date: timeText(new Date(seconds * 1000)),
});

/** `git-commit`. */
export function gitCommitShape({ urls }: World, repository: Repository, sha: string): Record<string, unknown> {
  const commit = commitOf(repository, sha);
  return {
    sha,
    node_id: nodeId('C', sha),
    url: apiUrl(urls, repository, `/git/commits/${sha}`),
    html_url: htmlUrl(urls, repository, `/commit/${sha}`),
    author: signatureShape(commit.author),
    committer: signatureShape(commit.committer),
    tree: { sha: commit.tree, url: apiUrl(urls, repository, `/git/trees/${commit.tree}`) },
    message: commit.message,
    parents: parentShapes({ urls }, repository, commit),
    verification: unverified,
  };
}

const parentShapes = ({ urls }: Pick<World, 'urls'>, repository: Repository, { parents }: Commit) =>
  parents.map(parent => ({
    sha: parent,
    url: apiUrl(urls, repository, `/commits/${parent}`),
    html_url: htmlUrl(urls, repository, `/commit/${parent}`),
  }));

/** `commit`, without what it changed. */
export function commitShape(world: World, repository: Repository, sha: string): Record<string, unknown> {
  const commit = commitOf(repository, sha);
  const { urls } = world;
  const url = apiUrl(urls, repository, `/commits/${sha}`);
  return {
    sha,
    node_id: nodeId('C', sha),
    commit: {
      author: signatureShape(commit.author),
      committer: signatureShape(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: apiUrl(urls, repository, `/git/trees/${commit.tree}`) },
      url: apiUrl(urls, repository, `/git/commits/${sha}`),
      comment_count: 0,
      verification: unverified,
    },
    url,
    html_url: htmlUrl(urls, repository, `/commit/${sha}`),
    comments_url: `${url}/comments`,
    author: accountOfEmail(world, commit.author.email),
    committer: accountOfEmail(world, commit.committer.email),
    parents: parentShapes({ urls }, repository, commit),
  };
}

/** `commit`, with the files that it changed. */
export function commitWithFilesShape(world: World, repository: Repository, sha: string): Record<string, unknown> {
  const commit = commitOf(repository, sha);
  const [parent] = commit.parents;
  const before = parent === undefined ? undefined : commitOf(repository, parent).tree;
  const files = changedFiles(repository.objects, before, commit.tree);
  const sum = (key: 'additions' | 'deletions') => files.reduce((total, file) => total + file[key], 0);
  const [additions, deletions] = [sum('additions'), sum('deletions')];
  return {
    ...commitShape(world, repository, sha),
    stats: { additions, deletions, total: additions + deletions },
    files: files.map(file => fileChangeShape(world, repository, sha, file)),
  };
}

/** `diff-entry`. */
export function fileChangeShape({ urls }: World, repository: Repository, commit: string, change: FileChange): object {
  const path = encodeURI(change.path);
  return {
    sha: change.sha,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: htmlUrl(urls, repository, `/blob/${commit}/${path}`),
    raw_url: htmlUrl(urls, repository, `/raw/${commit}/${path}`),
    contents_url: apiUrl(urls, repository, `/contents/${path}?ref=${commit}`),
    ...(change.patch === undefined ? {} : { patch: change.patch }),
    ...(change.previousPath === undefined ? {} : { previous_filename: change.previousPath }),
  };
}

/** GitHub finds the account of a commit by its address. */
function accountOfEmail(world: World, email: string): Record<string, unknown> | null {
  const account = [...world.accounts.values()].find(known => emailOf(known) === email);
  return account === undefined ? null : accountShape(world.urls, account);
}

function commitOf({ objects }: Repository, sha: string): Commit {
  const commit = objects.commit(sha);
  if (commit === undefined) throw new Error(`${sha} is no commit.`);
  return commit;
}
