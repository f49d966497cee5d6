// The port Checkout on a folder of this machine: git's object ids where it knows a file, SHA-256 where it does not.
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Checkout, FileContent, Head, Rows } from '../ports.ts';
import { hashFile } from './registry/read-through.ts';
import { createWorkspace } from './workspace.ts';

const run = promisify(execFile);

/** The checkout whose relevo.yml stands in `root`. */
export function createCheckout(root: string, env: NodeJS.ProcessEnv, rows: Rows): Checkout {
  const git = async (args: readonly string[]): Promise<string | null> => {
    try {
      return (await run('git', args, { cwd: root, env: { ...env, LC_ALL: 'C' }, maxBuffer: 2 ** 30 })).stdout;
    } catch {
      // No git, no repository, or no commit yet: each is a checkout without a history.
      return null;
    }
  };
  const workspace = createWorkspace(root, env, rows);
  return {
    at: dir => (dir === '.' ? root : join(root, dir)),
    head: () => readHead(git),
    files: async (dir, globs, excluded) => {
      const paths = await workspace.match(dir, [...globs, ...excluded.map(glob => `!${glob}`)]);
      const known = await trackedContents(git, dir);
      const contents = await Promise.all(paths.map(path => contentOf(join(root, dir), path, known)));
      return contents.filter(content => content !== null);
    },
    present: (dir, globs) => workspace.match(dir, globs),
    textAt: (commit, path) => git(['show', `${commit}:./${path}`]),
  };
}

async function readHead(git: (args: readonly string[]) => Promise<string | null>): Promise<Head> {
  const [commit, tree, branch, changes] = await Promise.all([
    git(['rev-parse', '--verify', '--quiet', 'HEAD']),
    git(['rev-parse', '--verify', '--quiet', 'HEAD^{tree}']),
    git(['branch', '--show-current']),
    // What Relevo itself keeps in the checkout makes nothing dirty.
    git(['status', '--porcelain', '-z', '--', '.', ':(exclude,top).relevo']),
  ]);
  return {
    commit: commit?.trim() || null,
    tree: tree?.trim() || null,
    branch: branch?.trim() || null,
    dirty: commit === null || changes !== '',
  };
}

/** Object ids of the files below a folder that are the same on the disk as in git's index. */
async function trackedContents(
  git: (args: readonly string[]) => Promise<string | null>,
  dir: string,
): Promise<ReadonlyMap<string, string>> {
  const [staged, changed] = await Promise.all([
    git(['ls-files', '-z', '--stage', '--', dir]),
    git(['diff-files', '-z', '--name-only', '--relative', '--', dir]),
  ]);
  const differing = new Set((changed ?? '').split('\0'));
  const known = new Map<string, string>();
  const prefix = dir === '.' ? '' : `${dir}/`;
  for (const entry of (staged ?? '').split('\0')) {
    const [, id, path] = /^\d+ ([0-9a-f]+) 0\t(.*)$/s.exec(entry) ?? [];
    if (id === undefined || path === undefined || differing.has(path)) continue;
    if (path.startsWith(prefix)) known.set(path.slice(prefix.length), `git:${id}`);
  }
  return known;
}

/** null for a file that git still lists and somebody has deleted. */
async function contentOf(
  folder: string,
  path: string,
  known: ReadonlyMap<string, string>,
): Promise<FileContent | null> {
  const id = known.get(path);
  if (id !== undefined) return { path, content: id };
  const file = join(folder, path);
  const found = await stat(file).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return null;
    throw thrown;
  });
  return found === null ? null : { path, content: await hashFile(file, found.size) };
}
