// Where a table's bytes come from: a file, or a stream kept in a temporary file, so that both can be read twice.
import { createHash } from 'node:crypto';
import { createReadStream, openSync, read, rmSync, write } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { fail, RelevoError } from '../../errors.ts';

const CHUNK_BYTES = 1 << 20;
const readFrom = promisify(read);
const writeTo = promisify(write);

/** Bytes read from the front to the back. */
export interface ByteStream {
  /** Reads up to `length` bytes to `offset`; 0 at the end. */
  read(into: Buffer, offset: number, length: number): Promise<number>;
  close(): Promise<void>;
}

/** Bytes of a known size that can be read at any place. */
export interface OpenBytes {
  readonly size: number;
  readAt(into: Buffer, offset: number, length: number, position: number): Promise<number>;
  close(): Promise<void>;
}

/** A file's bytes under the name that messages call it. */
export interface ByteSource {
  readonly name: string;
  open(): Promise<OpenBytes>;
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM') return 'This user may not read it.';
  return `The system said: ${error instanceof Error ? error.message : String(error)}.`;
}

function asFailure(path: string, error: unknown): RelevoError {
  if (error instanceof RelevoError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return fail('file-not-found', { path }, error);
  return fail('file-unreadable', { path, reason: reasonOf(error) }, error);
}

async function orFail<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw asFailure(path, error);
  }
}

function fileSource(path: string, name: string): ByteSource {
  return {
    name,
    open: () =>
      orFail(name, async () => {
        const handle = await open(path, 'r');
        return {
          size: (await handle.stat()).size,
          close: () => handle.close(),
          readAt: (into, offset, length, position) =>
            orFail(name, async () => (await handle.read(into, offset, length, position)).bytesRead),
        };
      }),
  };
}

/** Removes the name of an open file; a system that keeps names of open files gets it done when the process ends. */
async function forget(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true });
  } catch {
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  }
}

/**
 * Keeps a stream in a temporary file. The file loses its name as soon as it is open, so the system frees it when this
 * process ends, however it ends; its descriptor stays open until then.
 */
export async function spool(name: string, stream: AsyncIterable<Uint8Array | string>): Promise<ByteSource> {
  return orFail(name, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relevo-'));
    const descriptor = openSync(join(folder, 'table'), 'w+', 0o600);
    await forget(folder);
    let size = 0;
    for await (const chunk of stream) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      for (let written = 0; written < bytes.length; ) {
        written += (await writeTo(descriptor, bytes, written, bytes.length - written, size + written)).bytesWritten;
      }
      size += bytes.length;
    }
    const readAt: OpenBytes['readAt'] = (into, offset, length, position) =>
      orFail(name, async () => (await readFrom(descriptor, into, offset, length, position)).bytesRead);
    return { name, open: async () => ({ size, close: async () => {}, readAt }) };
  });
}

/** Finds a file's bytes; pipes and devices are kept in a temporary file first. */
export async function findSource(path: string, name: string): Promise<ByteSource> {
  const found = await orFail(name, () => stat(path));
  if (found.isDirectory()) throw fail('file-is-folder', { path: name });
  return found.isFile() ? fileSource(path, name) : spool(name, createReadStream(path));
}

/** The first bytes of a source, as if it ended there. */
export function firstBytes(source: ByteSource, most: number): ByteSource {
  return {
    name: source.name,
    async open() {
      const bytes = await source.open();
      const size = Math.min(bytes.size, most);
      return {
        size,
        close: () => bytes.close(),
        readAt: (into, offset, length, position) =>
          bytes.readAt(into, offset, Math.max(0, Math.min(length, size - position)), position),
      };
    },
  };
}

/** How many bytes a file has. */
export async function sizeOf(path: string): Promise<number> {
  return (await orFail(path, () => stat(path))).size;
}

/** Reads bytes as they are, from the front: the next piece is on its way while the one before is used. */
export function streamBytes(bytes: OpenBytes): ByteStream {
  const piece = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, bytes.size + 1));
  let [position, start, end] = [0, 0, 0];
  let coming: Promise<number> | undefined;
  const ask = (): Promise<number> => {
    const asked = bytes.readAt(piece, 0, piece.length, position);
    // Whoever reads next is told of a failure; nobody may.
    asked.catch(() => undefined);
    return asked;
  };
  return {
    async read(into, offset, length) {
      if (start === end) {
        const count = await (coming ?? ask());
        coming = undefined;
        [start, end, position] = [0, count, position + count];
        if (count === 0) return 0;
      }
      const taken = piece.copy(into, offset, start, Math.min(end, start + length));
      start += taken;
      if (start === end) coming = ask();
      return taken;
    },
    async close() {
      // The file must not be closed under a read that is still going on.
      await coming?.catch(() => undefined);
      await bytes.close();
    },
  };
}

async function* chunksOf(bytes: OpenBytes, chunkBytes: number): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const count = await bytes.readAt(chunk, 0, chunkBytes, position);
    if (count === 0) return;
    position += count;
    yield chunk.subarray(0, count);
  }
}

/** Reads gzip-compressed bytes, from the front, decompressed. */
export function gunzipBytes(name: string, bytes: OpenBytes): ByteStream {
  // Errors reach whoever iterates; the callback only keeps them from being thrown a second time.
  const unzipped = createGunzip({ chunkSize: CHUNK_BYTES });
  pipeline(Readable.from(chunksOf(bytes, CHUNK_BYTES)), unzipped, () => {});
  const chunks = unzipped[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return {
    async read(into, offset, length) {
      try {
        while (rest.length === 0) {
          const next = await chunks.next();
          if (next.done === true) return 0;
          rest = next.value;
        }
      } catch (error) {
        throw error instanceof RelevoError
          ? error
          : fail('gzip-broken', { file: name, reason: reasonOf(error) }, error);
      }
      const count = rest.copy(into, offset, 0, Math.min(length, rest.length));
      rest = rest.subarray(count);
      return count;
    },
    async close() {
      unzipped.destroy();
      await bytes.close();
    },
  };
}

/** `sha256:` of a source's bytes as they are stored, read in pieces. */
export async function digestOf(source: ByteSource): Promise<string> {
  const bytes = await source.open();
  try {
    const hash = createHash('sha256');
    for await (const chunk of chunksOf(bytes, CHUNK_BYTES)) hash.update(chunk);
    return `sha256:${hash.digest('hex')}`;
  } finally {
    await bytes.close();
  }
}
