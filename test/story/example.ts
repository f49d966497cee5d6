// Examples of this repository, as the stories begin with them and change them.
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../repository.ts';

/** What a run leaves in a folder, and what is no part of a user's repository. */
const LEFT_OUT = ['node_modules', '.relevo', 'model', 'branches'];

const folderOf = (example: string): string => join(root, 'examples', example);

/** What Relevo is added to a project with. */
const RELEVO = ['relevo.yml', 'relevo.lock', '.github'];

/** Puts an example's files into a folder; `alone`, those that it has without Relevo. */
export function copyExample(example: string, folder: string, which: 'whole' | 'alone' = 'whole'): void {
  const left = new Set(which === 'alone' ? [...LEFT_OUT, ...RELEVO] : LEFT_OUT);
  cpSync(folderOf(example), folder, { recursive: true, filter: path => !left.has(basename(path)) });
}

/** Applies changes of an example, each by the name of its patch. */
export function applyPatches(example: string, folder: string, names: readonly string[]): void {
  const patches = names.map(name => join(folderOf(example), 'branches', `${name}.patch`));
  execFileSync('git', ['apply', ...patches], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
}
