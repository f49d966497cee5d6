// Files of this machine: read with errors that name them, and written so that none is overwritten or left half written.
import { constants, rmSync } from 'node:fs';
import { access, copyFile, type FileHandle, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail } from '../errors.ts';

/** The text of a UTF-8 file, without its byte order mark. */
export async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (thrown) {
    throw readFailure(path, thrown);
  }
}

/** Whether there is something at a path, be it a file or a folder. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Writes a text to a path where nothing is yet, with the folders above it; an error when something is there. */
export async function writeNew(path: string, text: string): Promise<void> {
  const file = await createFile(path);
  await file.write(text);
  await file.finish();
}

/** A file in the making: it has its name only once it is finished. */
export interface NewFile {
  write(content: string | Uint8Array): Promise<void>;
  finish(): Promise<void>;
  /** Takes back what was written, finished or not; done by itself when a write fails or the signal aborts. */
  discard(): Promise<void>;
}

/** Begins a file at a path where nothing is yet. */
export async function createFile(path: string, signal?: AbortSignal): Promise<NewFile> {
  const partial = join(dirname(path), `.${basename(path)}.partial-${process.pid}`);
  const handle = await attempt(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    if (await exists(path)) throw fail('file-exists', { path });
    return open(partial, 'wx');
  });
  const forget = () => rmSync(partial, { force: true });
  signal?.addEventListener('abort', forget);
  return new PartialFile(path, partial, handle, () => signal?.removeEventListener('abort', forget));
}

class PartialFile implements NewFile {
  readonly #path: string;
  readonly #partial: string;
  readonly #handle: FileHandle;
  readonly #release: () => void;
  #isFinished = false;

  constructor(path: string, partial: string, handle: FileHandle, release: () => void) {
    this.#path = path;
    this.#partial = partial;
    this.#handle = handle;
    this.#release = release;
  }

  async write(content: string | Uint8Array): Promise<void> {
    await attempt(this.#path, () => this.#handle.appendFile(content)).catch(thrown => this.#giveUp(thrown));
  }

  async finish(): Promise<void> {
    await attempt(this.#path, async () => {
      await this.#handle.close();
      await giveName(this.#partial, this.#path);
    }).catch(thrown => this.#giveUp(thrown));
    this.#isFinished = true;
    this.#release();
  }

  async discard(): Promise<void> {
    this.#release();
    await this.#handle.close();
    await rm(this.#partial, { force: true });
    if (this.#isFinished) await rm(this.#path, { force: true });
  }

  async #giveUp(thrown: unknown): Promise<never> {
    await this.discard();
    throw thrown;
  }
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
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw fail('file-exists', { path }, thrown);
    if (!(thrown instanceof Error) || (thrown as NodeJS.ErrnoException).syscall === undefined) throw thrown;
    throw fail('output-unwritable', { output: path, reason: message }, thrown);
  }
}

function readFailure(path: string, thrown: unknown): unknown {
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return fail('file-not-found', { path }, thrown);
  if (code === 'EISDIR') return fail('file-unreadable', { path, reason: 'It is a folder.' }, thrown);
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return fail('file-unreadable', { path, reason: 'It is not UTF-8 text.' }, thrown);
  }
  return code === undefined ? thrown : fail('file-unreadable', { path, reason: message }, thrown);
}
