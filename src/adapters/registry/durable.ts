// Steps that are on the disk when they are done: what was acknowledged survives a kill and a power cut.
import { type FileHandle, link, mkdir, open, readdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail } from '../../errors.ts';

/** The system's code of a failure, such as ENOENT. */
export function codeOf(thrown: unknown): string | undefined {
  const code = (thrown as Partial<NodeJS.ErrnoException> | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** What a read gives, or `otherwise` where nothing stands at the path. */
export async function unlessMissing<T>(read: Promise<T>, otherwise: T): Promise<T> {
  return read.catch((thrown: unknown) => {
    if (codeOf(thrown) === 'ENOENT') return otherwise;
    throw thrown;
  });
}

/** The names in a folder, sorted; none where there is no folder. */
export async function listNames(folder: string): Promise<readonly string[]> {
  return (await unlessMissing(readdir(folder), [])).sort();
}

/** Makes a folder, and the ones above it, so that they are still there after a power cut. Answers whether it made one. */
export async function makeFolder(folder: string): Promise<boolean> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return false;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
  return true;
}

/** Makes a folder that nobody else has made; an error when something stands there. */
export async function makeNewFolder(folder: string): Promise<void> {
  await makeFolder(dirname(folder));
  try {
    await mkdir(folder);
  } catch (thrown) {
    throw codeOf(thrown) === 'EEXIST' ? fail('file-exists', { path: folder }, thrown) : thrown;
  }
}

/** Puts a folder's list of names on the disk; Windows does that by itself, and cannot be asked to. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a file where nothing stands, and puts its content on the disk. */
export async function writeSynced(path: string, write: (handle: FileHandle) => Promise<unknown>): Promise<void> {
  await writeNewFile(path, async handle => {
    await write(handle);
    await handle.sync();
  });
}

/** Writes a file where nothing stands. */
export async function writeNewFile(path: string, write: (handle: FileHandle) => Promise<unknown>): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await write(handle);
  } finally {
    await handle.close();
  }
}

/** Moves a finished file or folder to its name for good. */
export async function moveInto(staged: string, path: string): Promise<void> {
  await rename(staged, path);
  await syncFolder(dirname(path));
}

/** Gives a finished file its name if nobody has it: of all that try at once, exactly one is answered true. */
export async function claimName(staged: string, path: string): Promise<boolean> {
  try {
    await link(staged, path);
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
  await syncFolder(dirname(path));
  return true;
}

/** Tells a failure of the system as one of the registry at `place`; every other error passes. */
export async function usingRegistry<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const { syscall, message } = thrown as Partial<NodeJS.ErrnoException>;
    if (syscall === undefined) throw thrown;
    throw fail('registry-unusable', { place, reason: `${message}.` }, thrown);
  }
}
