// A little repository as a user has it: files in a folder of their own, committed, with Relevo installed.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundlesFolder, makeFolder, type Result, relevo } from '../e2e/relevo.ts';
import { root } from '../repository.ts';

/** What a test does with a repository. */
export interface Project {
  readonly folder: string;
  /** Calls `relevo` in it. */
  call(...args: readonly string[]): Promise<Result>;
  /** Starts a branch from main, applies patches to it, and commits. */
  branch(...patches: readonly string[]): void;
  /** Commits everything that git would keep. */
  commit(): void;
  /** What git would commit, a line a file; '' when there is nothing. */
  changes(): string;
}

const author = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', '-c', 'commit.gpgsign=false'];
const leftOut = ['node_modules', '.relevo', 'model', '__pycache__', 'executed.ipynb'];

/** Copies an example of this repository, without what a run leaves in it. */
export function copyExample(name: string, env: Readonly<Record<string, string>> = {}): Promise<Project> {
  const folder = makeFolder();
  cpSync(join(root, 'examples', name), folder, { recursive: true, filter: path => !leftOut.includes(basename(path)) });
  return openProject(folder, env);
}

/** Makes a folder a repository whose first commit holds everything, with Relevo in its node_modules. */
export async function openProject(folder: string, env: Readonly<Record<string, string>> = {}): Promise<Project> {
  const installed = join(folder, 'node_modules/relevo');
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, 'package.json'), readFileSync(join(root, 'package.json')));
  symlinkSync(await bundlesFolder(), join(installed, 'dist'), 'dir');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...author, ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const commit = (): void => {
    git('add', '.');
    git('commit', '--quiet', '--message', 'Change the project');
  };
  git('init', '--quiet', '--initial-branch', 'main');
  commit();
  let branches = 0;
  return {
    folder,
    commit,
    call: (...args) => relevo(args, { cwd: folder, env }),
    branch: (...patches) => {
      git('switch', '--quiet', '--create', `change-${++branches}`, 'main');
      if (patches.length > 0) git('apply', ...patches);
      if (git('status', '--porcelain') !== '') commit();
    },
    changes: () => git('status', '--porcelain'),
  };
}

/** The answer and its evidence: the first three lines, of which the second is empty. */
export function answerOf({ stdout }: Result): string {
  return stdout.split('\n').slice(0, 3).join('\n');
}
