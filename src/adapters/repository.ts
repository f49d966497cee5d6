// What files a folder holds as its repository sees them: git's own list, or the folder itself where there is no git.
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { fail } from '../errors.ts';

const run = promisify(execFile);

/** The files under a folder, by path from it, with `/`, sorted; what git ignores is left out. */
export interface Listing {
  readonly isRepository: boolean;
  readonly files: readonly string[];
  /** Of these files, the ones that git does not keep yet. */
  readonly untracked: ReadonlySet<string>;
}

/** Where a folder stands in its repository. */
export interface Whereabouts {
  readonly root: string;
  /** The folder's path from the root, `.` for the root itself. */
  readonly dir: string;
  /** The branch that everything is merged into, as far as this clone knows. */
  readonly branch: string;
}

/** Finds the repository around a folder; a folder without one is its own root. */
export async function findRepository(folder: string, env: NodeJS.ProcessEnv): Promise<Whereabouts> {
  const place = await git(folder, env, ['rev-parse', '--show-cdup', '--show-prefix']);
  if (place === undefined) return { root: folder, dir: '.', branch: 'main' };
  const [up = '', prefix = ''] = place.split('\n');
  const remote = await git(folder, env, ['for-each-ref', '--format=%(symref:lstrip=3)', 'refs/remotes/origin/HEAD']);
  const here = await git(folder, env, ['branch', '--show-current']);
  // Of the branches that one stands on, only these two names say that everything is merged into them.
  const local = /^(?:main|master)$/.test(here?.trim() ?? '') ? here : undefined;
  const branch = [remote, local].map(name => name?.trim()).find(Boolean) ?? 'main';
  return { root: resolve(folder, up), dir: prefix.replace(/\/$/, '') || '.', branch };
}

/** A walk looks at so many files, so that a stray call in `/` ends. */
const mostFiles = 20_000;

/** Lists a folder. */
export async function listFolder(folder: string, env: NodeJS.ProcessEnv): Promise<Listing> {
  const tracked = await listWithGit(folder, env, ['--cached']);
  if (tracked === undefined) return { isRepository: false, files: await walkFolder(folder), untracked: new Set() };
  const untracked = new Set((await listWithGit(folder, env, ['--others', '--exclude-standard'])) ?? []);
  return { isRepository: true, files: [...new Set([...tracked, ...untracked])].sort(), untracked };
}

async function listWithGit(folder: string, env: NodeJS.ProcessEnv, which: string[]): Promise<string[] | undefined> {
  const listed = await git(folder, env, ['ls-files', '-z', ...which]);
  return listed?.split('\0').filter(path => path !== '');
}

/** What git says; undefined when the folder is in no repository or there is no git. */
async function git(folder: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string | undefined> {
  try {
    // The message below is recognised, so it must not be translated.
    const options = { cwd: folder, env: { ...env, LC_ALL: 'C' }, maxBuffer: 2 ** 30 };
    return (await run('git', args, options)).stdout;
  } catch (thrown) {
    const { code, stderr, message } = thrown as { code?: unknown; stderr?: string; message: string };
    if (code === 'ENOENT' || stderr?.includes('not a git repository')) return undefined;
    throw fail('git-failed', { folder, reason: stderr?.trim() || message }, thrown);
  }
}

const skipped = new Set(['node_modules', '__pycache__', 'venv']);

/** The files under `from` in a folder, by path from the folder; at most `most` of them. */
export async function walkFolder(folder: string, from = '', most = mostFiles): Promise<string[]> {
  const found: string[] = [];
  const waiting = [from];
  for (let inner = waiting.shift(); inner !== undefined && found.length < most; inner = waiting.shift()) {
    // A folder closed to this user cannot hold what this user would train with.
    const entries = await readdir(join(folder, inner), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = inner === '' ? entry.name : `${inner}/${entry.name}`;
      if (entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name)) waiting.push(path);
      else if (entry.isFile()) found.push(path);
    }
  }
  return found.slice(0, most).sort();
}
