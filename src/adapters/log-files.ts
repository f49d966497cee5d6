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
  const file = await open(path);
  try {
    const piece = Buffer.allocUnsafeSlow(PIECE);
    let total = 0;
    for (const length of [...new Set(lengths)].sort((one, other) => one - other)) {
      while (total < length) {
        const { bytesRead } = await file.read(piece, 0, Math.min(PIECE, length - total), total);
        if (bytesRead === 0) throw fail('log-moving', { file: path });
        hash.update(piece.subarray(0, bytesRead));
        total += bytesRead;
      }
      found.set(length, digestNow(hash));
    }
  } finally {
    await file.close();
  }
  return lengths.map(length => found.get(length) as Digest);
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
