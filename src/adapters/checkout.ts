// The port Checkout on a folder of this machine: git's object ids where it knows a file, SHA-256 where it does not.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { realpath, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { Checkout, FileContent, Head, Rows } from '../ports.ts';
import { hashFile } from './registry/read-through.ts';
import { isFile } from './system.ts';
import { createWorkspace } from './workspace.ts';

const run = promisify(execFile);

/** Runs git in a folder, the checkout's root by default; null where it has nothing to say. */
type Git = (args: readonly string[], folder?: string) => Promise<string | null>;

/**
 * The checkout whose relevo.yml stands in `root`. `made` are folders, from there, that Relevo fills: what stands in them is in
 * no commit, and makes nothing dirty.
 */
export function createCheckout(
  root: string,
  env: NodeJS.ProcessEnv,
  rows: Rows,
  made: readonly string[] = [],
): Checkout {
  const git: Git = async (args, cwd = root) => {
    try {
      return (await run('git', args, { cwd, env: { ...env, LC_ALL: 'C' }, maxBuffer: 2 ** 30 })).stdout;
    } catch {
      // No git, no repository, or no commit yet: each is a checkout without a history.
      return null;
    }
  };
  const workspace = createWorkspace(root, env, rows);
  return {
    at: dir => (dir === '.' ? root : join(root, dir)),
    head: () => readHead(git, ['.relevo', ...made]),
    files: async (dir, globs, excluded) => {
      const paths = await workspace.match(dir, [...globs, ...excluded.map(glob => `!${glob}`)]);
      return contentsOf(git, join(root, dir), paths);
    },
    nearest: async (dir, names) => {
      // The way up is that of the disk, whatever link led here.
      const start = await realpath(join(root, dir)).catch(() => join(root, dir));
      const top = resolve(start, (await git(['rev-parse', '--show-cdup'], start))?.trim() ?? relative(dir, '.'));
      const found = await findNearest(start, top, names);
      const contents = [...found].map(([up, paths]) => contentsOf(git, resolve(start, up), paths, up));
      return (await Promise.all(contents)).flat();
    },
    present: (dir, globs) => workspace.match(dir, globs),
    textAt: (commit, path) => git(['show', `${commit}:./${path}`]),
    copyAt: (commit, path, to) => copyAt({ root, env }, ['cat-file', 'blob', `${commit}:./${path}`], to),
  };
}

/** Writes what git says to a file, byte for byte; a file that it does not know leaves nothing. */
async function copyAt(
  { root, env }: { readonly root: string; readonly env: NodeJS.ProcessEnv },
  args: readonly string[],
  to: string,
): Promise<boolean> {
  const child = spawn('git', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'close').catch(() => [null]);
  await pipeline(child.stdout, createWriteStream(to, { flags: 'wx' }));
  const [code] = (await ended) as [number | null];
  if (code !== 0) await rm(to, { force: true });
  return code === 0;
}

async function readHead(git: Git, made: readonly string[]): Promise<Head> {
  const left = made.map(folder => `:(exclude,literal)${folder}`);
  const [tree, status] = await Promise.all([
    git(['rev-parse', '--verify', '--quiet', 'HEAD^{tree}']),
    git(['status', '--porcelain=v2', '--branch', '-z', '--', '.', ...left]),
  ]);
  const lines = (status ?? '').split('\0').filter(line => line !== '');
  const header = (name: string): string | null => {
    const found = lines.find(line => line.startsWith(`# branch.${name} `))?.slice(`# branch.${name} `.length);
    // No commit yet, or no branch: git says so in parentheses, which stand in no name.
    return found === undefined || found.startsWith('(') ? null : found;
  };
  const commit = header('oid');
  const isDirty = commit === null || lines.some(line => !line.startsWith('# '));
  return { commit, tree: tree?.trim() || null, branch: header('head'), dirty: isDirty };
}

/** Of each name the file that is nearest: in the folder, or in one above it up to `top`. By folder, from the first one. */
async function findNearest(
  folder: string,
  top: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const missing = new Set(names);
  for (let up = ''; missing.size > 0; up = `${up}../`) {
    const here = resolve(folder, up);
    const present: string[] = [];
    for (const name of missing) if (await isFile(join(here, name))) present.push(name);
    for (const name of present) missing.delete(name);
    if (present.length > 0) found.set(up, present);
    if (here === top || dirname(here) === here) break;
  }
  return found;
}

/** What is in files of one folder; `before` goes before their paths. */
async function contentsOf(git: Git, folder: string, paths: readonly string[], before = ''): Promise<FileContent[]> {
  if (paths.length === 0) return [];
  const known = await trackedContents(git, folder);
  const contents = await Promise.all(paths.map(path => contentOf(folder, path, known)));
  return contents.filter(content => content !== null).map(({ path, content }) => ({ path: before + path, content }));
}

/** Object ids of the files below a folder that are the same on the disk as in git's index. */
async function trackedContents(git: Git, folder: string): Promise<ReadonlyMap<string, string>> {
  const [staged, changed] = await Promise.all([
    git(['ls-files', '-z', '--stage'], folder),
    git(['diff', '-z', '--name-only', '--no-ext-diff', '--no-renames', '--relative', '--', '.'], folder),
  ]);
  const differing = new Set((changed ?? '').split('\0'));
  const known = new Map<string, string>();
  for (const entry of (staged ?? '').split('\0')) {
    const [, id, path] = /^\d+ ([0-9a-f]+) 0\t(.*)$/s.exec(entry) ?? [];
    if (id !== undefined && path !== undefined && !differing.has(path)) known.set(path, `git:${id}`);
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
