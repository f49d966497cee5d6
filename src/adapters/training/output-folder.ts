// The folder that a training fills: empty when it starts, and what was there before is given back when the training fails.
import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fail } from '../../errors.ts';
import { exists } from '../system.ts';

/** An output folder that was made ready. */
export interface OutputFolder {
  /** Whether a regular file stands in it, at any depth. */
  isFilled(): Promise<boolean>;
  /** Lets go of what was there before. */
  keep(): Promise<void>;
  /** Gives back what was there before, if anything was. */
  restore(): Promise<void>;
}

/** Where a folder's former content waits while it is trained into. */
export const formerOf = (folder: string): string => join(dirname(folder), `.${basename(folder)}.before-training`);

/**
 * Makes a folder empty for a training that runs in `cwd`. Its former content waits beside it, so that a mistyped folder loses
 * nothing; if an earlier run was killed meanwhile, that content is still the former one.
 */
export async function prepareOutput(folder: string, cwd: string): Promise<OutputFolder> {
  const inside = relative(resolve(folder), resolve(cwd));
  const holdsCwd = inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
  if (holdsCwd || (await exists(join(folder, '.git')))) throw fail('train-output-taken', { path: folder });
  const former = formerOf(folder);
  try {
    if (await exists(former)) await rm(folder, { recursive: true, force: true });
    else if (await exists(folder)) await rename(folder, former);
    await mkdir(folder, { recursive: true });
  } catch (thrown) {
    throw fail('output-unwritable', { output: folder, reason: (thrown as Error).message }, thrown);
  }
  return {
    isFilled: () => holdsFile(folder),
    keep: () => rm(former, { recursive: true, force: true }),
    async restore() {
      if (!(await exists(former))) return;
      await rm(folder, { recursive: true, force: true });
      await rename(former, folder);
    },
  };
}

async function holdsFile(folder: string): Promise<boolean> {
  const stats = await lstat(folder).catch(() => null);
  if (stats === null || !stats.isDirectory()) return false;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.some(entry => entry.isFile());
}
