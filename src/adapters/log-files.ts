// The port LogFiles on files of this machine.
import { createHash, type Hash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { type Digest, digestOf } from '../core/digest.ts';
import { fail, RelevoError } from '../errors.ts';
import type { LogFiles } from '../ports/logs.ts';
import { HEAD_BYTES, isLines } from './rows/table-format.ts';

const PIECE = 1 << 20;
const LINE_FEED = 0x0a;

/** Looks at files by their paths. */
export const logFiles: LogFiles = {
  async stamp(path) {
    try {
      const { size, mtimeMs } = await stat(path);
      return { bytes: size, modified: Math.floor(mtimeMs) };
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw unreadable(path, thrown);
    }
  },
  digests: (path, lengths) => orGone(path, () => hashPrefixes(path, lengths)),
  wholeLines: (path, bytes) => orGone(path, () => countWholeLines(path, bytes)),
};

const unreadable = (path: string, thrown: unknown): RelevoError =>
  fail('file-unreadable', { path, reason: `The system said: ${(thrown as Error).message}.` }, thrown);

/** A file that goes while it is looked at was being written. */
async function orGone<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof RelevoError) throw thrown;
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') throw fail('log-moving', { file: path }, thrown);
    throw unreadable(path, thrown);
  }
}

/** One pass over as many bytes as the longest of the lengths; what a file got since is left alone. */
async function hashPrefixes(path: string, lengths: readonly number[]): Promise<readonly Digest[]> {
  const hash = createHash('sha256');
  const found = new Map<number, Digest>();
  const rest = [...new Set(lengths)].sort((one, other) => one - other);
  const bytes = rest.at(-1) ?? 0;
  let total = 0;
  for await (const piece of firstPieces(path, bytes)) {
    let from = 0;
    while (rest[0] !== undefined && rest[0] < total + piece.length) {
      const length = rest.shift() as number;
      hash.update(piece.subarray(from, length - total));
      from = length - total;
      found.set(length, digestNow(hash));
    }
    hash.update(piece.subarray(from));
    total += piece.length;
  }
  if (total < bytes) throw fail('log-moving', { file: path });
  for (const length of rest) found.set(length, digestNow(hash));
  return lengths.map(length => found.get(length) as Digest);
}

/** The first bytes of a file, one piece being read while the one before is used; its memory is then written again. */
async function* firstPieces(path: string, bytes: number): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  const size = Math.max(1, Math.min(PIECE, bytes));
  let [current, next] = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
  let total = 0;
  const ask = (piece: Buffer) => {
    const asked = file.read(piece, 0, Math.min(size, bytes - total), total);
    // Whoever takes the next piece is told of a failure; nobody may.
    asked.catch(() => undefined);
    return asked;
  };
  let reading = ask(current);
  try {
    while (total < bytes) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      total += bytesRead;
      reading = ask(next);
      yield current.subarray(0, bytesRead);
      [current, next] = [next, current];
    }
  } finally {
    // The file must not be closed under a read that is still going on.
    await reading.catch(() => undefined);
    await file.close();
  }
}

const digestNow = (hash: Hash): Digest => digestOf(hash.copy().digest('hex'));

/** Looks backwards from the end for the last line feed. */
async function countWholeLines(path: string, bytes: number): Promise<number> {
  const file = await open(path);
  try {
    const piece = Buffer.alloc(PIECE);
    const { bytesRead } = await file.read(piece, 0, HEAD_BYTES, 0);
    if (!isLines(piece.subarray(0, bytesRead))) return bytes;
    for (let end = bytes; end > 0; ) {
      const start = Math.max(0, end - PIECE);
      const read = await file.read(piece, 0, end - start, start);
      const feed = piece.subarray(0, read.bytesRead).lastIndexOf(LINE_FEED);
      if (feed >= 0) return start + feed + 1;
      end = start;
    }
    return 0;
  } finally {
    await file.close();
  }
}
