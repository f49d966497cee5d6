// Writes a commit out as a git working copy with the very same ids, as actions/checkout does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { typeOfMode } from './state/git-format.ts';
import { listCommits } from './state/git-history.ts';
import type { GitObjects } from './state/git-objects.ts';
import { fullName, type Repository, resolveCommit } from './state/repository.ts';

/** A working copy that is wanted. */
export interface Checkout {
  /** A branch, a tag, a commit's id, or a full name such as `refs/pull/1/merge`. */
  readonly ref: string;
  readonly folder: string;
  /** How many commits come along; 1 by default, as in actions/checkout, and 0 for all. */
  readonly depth?: 0 | 1;
}

/** Writes the working copy; tells the commit that it stands on. */
export function checkOut(repository: Repository, { ref, folder, depth = 1 }: Checkout): string {
  const { objects } = repository;
  const commit = resolveCommit(repository, ref);
  if (commit === undefined) throw new Error(`${fullName(repository)} has no ${ref}.`);
  mkdirSync(folder, { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  git('init', '--quiet', `--initial-branch=${repository.defaultBranch}`);
  git('remote', 'add', 'origin', `https://github.com/${fullName(repository)}`);
  const written = new Set<string>();
  const commits = depth === 1 ? [commit] : listCommits(objects, commit);
  for (const sha of commits) {
    writeObject(objects, folder, sha, written);
    writeTree(objects, folder, objects.commit(sha)!.tree, written);
  }
  const isCut = depth === 1 && objects.commit(commit)!.parents.length > 0;
  if (isCut) writeFileSync(join(folder, '.git/shallow'), `${commit}\n`);
  const branch = repository.refs.has(`refs/heads/${ref}`) ? ref : undefined;
  if (branch === undefined) git('checkout', '--quiet', '--detach', commit);
  else {
    git('update-ref', `refs/remotes/origin/${branch}`, commit);
    git('checkout', '--quiet', '-B', branch, commit);
  }
  return commit;
}

function writeTree(objects: GitObjects, folder: string, sha: string, written: Set<string>): void {
  if (!writeObject(objects, folder, sha, written)) return;
  for (const entry of objects.tree(sha) ?? []) {
    const type = typeOfMode(entry.mode);
    if (type === 'tree') writeTree(objects, folder, entry.sha, written);
    else if (type === 'blob') writeObject(objects, folder, entry.sha, written);
  }
}

/** Writes an object as git keeps single ones; false when it is there already. */
function writeObject(objects: GitObjects, folder: string, sha: string, written: Set<string>): boolean {
  if (written.has(sha)) return false;
  written.add(sha);
  const { type, bytes } = objects.find(sha)!;
  const place = join(folder, '.git/objects', sha.slice(0, 2));
  mkdirSync(place, { recursive: true });
  const content = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
  writeFileSync(join(place, sha.slice(2)), deflateSync(content, { level: 1 }));
  return true;
}
