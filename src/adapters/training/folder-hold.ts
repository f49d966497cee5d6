// One training at a time in a folder: two that fill it together would make a candidate of both.
import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail } from '../../errors.ts';
import { isEnded, pidOf, thisMaker } from '../process/maker.ts';

/** A hold whose holder cannot be asked, as in another container, counts no longer than this. */
const ABANDONED_MS = 24 * 3600 * 1000;

/** One that names nobody was left so by a crash, once it has stood for longer than writing it takes. */
const UNNAMED_MS = 10_000;

/** The file that says that a folder is being trained into. */
export const holdOf = (folder: string): string => join(dirname(folder), `.${basename(folder)}.training`);

/** Holds a folder for this process, until what it answers is called; refused while another process does. */
export async function holdFolder(folder: string): Promise<() => Promise<void>> {
  const path = holdOf(folder);
  await mkdir(dirname(path), { recursive: true });
  while (!(await claim(path))) await letGoOfAbandoned(path, folder);
  return () => rm(path, { force: true });
}

async function claim(path: string): Promise<boolean> {
  try {
    await writeFile(path, thisMaker, { flag: 'wx' });
    return true;
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // A full disk makes the file and does not fill it.
    await rm(path, { force: true });
    throw fail('output-unwritable', { output: dirname(path), reason: message }, thrown);
  }
}

/** Takes away what a killed process left; whoever took the folder meanwhile gets it back. */
async function letGoOfAbandoned(path: string, folder: string): Promise<void> {
  const holder = await textOf(path);
  if (holder === null) return;
  if (!(await isAbandoned(path, holder))) throw fail('train-output-busy', { output: folder, pid: pidOf(holder) });
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined);
  const taken = await textOf(aside);
  await rm(aside, { force: true });
  if (taken === null || taken === holder) return;
  await writeFile(path, taken, { flag: 'wx' }).catch(() => undefined);
  throw fail('train-output-busy', { output: folder, pid: pidOf(taken) });
}

async function isAbandoned(path: string, holder: string): Promise<boolean> {
  const pid = pidOf(holder);
  if (pid !== null) return isEnded(pid);
  const stats = await lstat(path).catch(() => null);
  return stats !== null && Date.now() - stats.mtimeMs > (holder === '' ? UNNAMED_MS : ABANDONED_MS);
}

const textOf = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null);
