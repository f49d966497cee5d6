// Files of this machine: read with errors that name them, and written so that none is overwritten or left half written.
import { constants, rmSync } from 'node:fs';
import { access, copyFile, link, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail, RelevoError } from '../errors.ts';

/** The text of a UTF-8 file, without its byte order mark; errors call the file `name`. */
export async function readText(path: string, name = path): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (thrown) {
    throw readFailure(name, thrown);
  }
}

/** Whether there is something at a path, be it a file or a folder. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Whether there is a file at a path, or a link to one. */
export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isFile(),
    () => false,
  );
}

/** Writes a text to a path where nothing is yet, with the folders above it; an error when something is there. */
export async function writeNew(path: string, text: string): Promise<void> {
  const file = await createFile(path);
  try {
    await file.write(text);
    await file.finish();
  } catch (thrown) {
    await file.discard();
    throw thrown;
  }
}

/** A path where nothing is yet, and a neighbour to write to meanwhile: a file has its name only once it is whole. */
export interface Reservation {
  readonly path: string;
  readonly partial: string;
  /** Gives the file its name; an error when something took the name meanwhile. */
  keep(): Promise<void>;
  /** Removes the file, named or not; an abort of the signal does so by itself while it is unnamed. */
  discard(): Promise<void>;
}

/** Reserves a path where nothing is yet, with the folders above it. */
export async function reserve(path: string, signal?: AbortSignal): Promise<Reservation> {
  const partial = join(dirname(path), `.${basename(path)}.partial-${process.pid}`);
  await attempt(dirname(path), () => mkdir(dirname(path), { recursive: true }));
  if (await exists(path)) throw fail('file-exists', { path });
  const forget = () => rmSync(partial, { force: true });
  signal?.addEventListener('abort', forget);
  let isKept = false;
  return {
    path,
    partial,
    async keep() {
      await attempt(path, () => giveName(partial, path));
      isKept = true;
      signal?.removeEventListener('abort', forget);
    },
    async discard() {
      signal?.removeEventListener('abort', forget);
      await rm(isKept ? path : partial, { force: true });
    },
  };
}

/** A file in the making. */
export interface NewFile {
  write(content: string | Uint8Array): Promise<void>;
  finish(): Promise<void>;
  /** Takes back what was written, finished or not. */
  discard(): Promise<void>;
}

/** Begins a file at a path where nothing is yet. */
export async function createFile(path: string, signal?: AbortSignal): Promise<NewFile> {
  const reservation = await reserve(path, signal);
  const handle = await attempt(path, () => open(reservation.partial, 'wx'));
  return {
    write: content => attempt(path, () => handle.appendFile(content)),
    async finish() {
      await attempt(path, () => handle.close());
      await reservation.keep();
    },
    async discard() {
      await handle.close();
      await reservation.discard();
    },
  };
}

/** Gives a finished file its name, and fails when something took the name meanwhile. */
async function giveName(partial: string, path: string): Promise<void> {
  try {
    await link(partial, path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') throw thrown;
    // Some file systems know no second names.
    await copyFile(partial, path, constants.COPYFILE_EXCL);
  }
  await rm(partial, { force: true });
}

async function attempt<Result>(path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (thrown) {
    const { code, message, syscall } = thrown as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw fail('file-exists', { path }, thrown);
    if (syscall === undefined) throw thrown;
    throw fail('output-unwritable', { output: path, reason: message }, thrown);
  }
}

/** What Node says about reading a path, as an error of the catalogue; other errors stay as they are. */
export function readFailure(path: string, thrown: unknown): unknown {
  if (thrown instanceof RelevoError) return thrown;
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return fail('file-not-found', { path }, thrown);
  if (code === 'EISDIR') return fail('file-unreadable', { path, reason: 'It is a folder.' }, thrown);
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return fail('file-unreadable', { path, reason: 'It is not UTF-8 text.' }, thrown);
  }
  return code === undefined ? thrown : fail('file-unreadable', { path, reason: message }, thrown);
}

/** Puts a text in the place of a file that Relevo itself keeps; a crash leaves the old one or the new one, never half. */
export async function replaceText(path: string, text: string): Promise<void> {
  const partial = `${path}.partial-${process.pid}`;
  try {
    await writeFile(partial, text);
    await rename(partial, path);
  } catch (thrown) {
    await rm(partial, { force: true });
    throw fail('output-unwritable', { output: path, reason: (thrown as Error).message }, thrown);
  }
}
