// Reads files of any size in flat memory, as fast as they can be hashed: one piece is read while the one before is used.
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type Digest, digestOf } from '../../core/digest.ts';

/** Large enough that calls cost nothing, small enough that a few files at once stay under a few megabytes. */
const PIECE = 1 << 20;

/** So many files may be read at once: while one is hashed, the next are opened. */
export const FILES_AT_ONCE = 4;

/** A file that is not what it was a moment ago: replaced, grown or cut while it was read. */
export class FileChanged extends Error {
  constructor(path: string) {
    super(`${path} changed while it was read`);
    this.name = 'FileChanged';
  }
}

/**
 * Yields a regular file of exactly `bytes` bytes piece by piece, and never follows a link at its end. A piece's memory is
 * written again once the next one is asked for.
 */
export async function* readPieces(path: string, bytes: number): AsyncGenerator<Uint8Array, void, void> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(thrown => {
    throw isGone(thrown) ? new FileChanged(path) : thrown;
  });
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.size !== bytes) throw new FileChanged(path);
    const total = yield* readAhead(handle, bytes);
    if (total !== bytes) throw new FileChanged(path);
  } finally {
    await handle.close();
  }
}

async function* readAhead(handle: FileHandle, bytes: number): AsyncGenerator<Uint8Array, number, void> {
  // One byte more than expected, so that a file that grew is noticed.
  const size = Math.min(PIECE, bytes + 1);
  let [current, next] = [Buffer.allocUnsafe(size), Buffer.allocUnsafe(size)];
  let total = 0;
  let reading = handle.read(current, 0, size, 0);
  try {
    for (;;) {
      const { bytesRead } = await reading;
      total += bytesRead;
      if (bytesRead === 0 || total > bytes) return total;
      reading = handle.read(next, 0, size, total);
      yield current.subarray(0, bytesRead);
      [current, next] = [next, current];
    }
  } finally {
    // The file must not be closed under a read that is still going on.
    await reading.catch(() => undefined);
  }
}

/** Removed since it was listed, or replaced by a link. */
function isGone(thrown: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '');
}

/** The SHA-256 of a regular file of known size. `also` is given every piece, to put it elsewhere. */
export async function hashFile(
  path: string,
  bytes: number,
  also?: (piece: Uint8Array) => Promise<void>,
): Promise<Digest> {
  const hash = createHash('sha256');
  for await (const piece of readPieces(path, bytes)) {
    hash.update(piece);
    await also?.(piece);
  }
  return digestOf(hash.digest('hex'));
}

/** The SHA-256 of a text's UTF-8 bytes, or of bytes. */
export function sha256(content: string | Uint8Array): Digest {
  return digestOf(createHash('sha256').update(content).digest('hex'));
}

/** Does work for each item, a few at a time; the first failure is thrown once the others have ended. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  let isStopped = false;
  const lane = async () => {
    for (const item of rest) {
      if (isStopped) return;
      await work(item);
    }
  };
  const lanes = Array.from({ length: width }, () =>
    lane().catch((error: unknown) => {
      isStopped = true;
      throw error;
    }),
  );
  const failed = (await Promise.allSettled(lanes)).find(result => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
