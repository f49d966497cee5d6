// The port LogFiles on files of this machine.
import { createHash, type Hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { type Digest, digestOf } from '../core/digest.ts';
import { fail } from '../errors.ts';
import type { LogFiles } from '../ports/logs.ts';
import { FileChanged, readPieces } from './registry/read-through.ts';

/** Looks at files by their paths. */
export const logFiles: LogFiles = {
  async stamp(path) {
    try {
      const { size, mtimeMs } = await stat(path);
      return { bytes: size, modified: Math.floor(mtimeMs) };
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw fail('file-unreadable', { path, reason: `The system said: ${(thrown as Error).message}.` }, thrown);
    }
  },
  async digests(path, lengths) {
    const bytes = Math.max(0, ...lengths);
    try {
      return await hashPrefixes(path, bytes, lengths);
    } catch (thrown) {
      throw thrown instanceof FileChanged ? fail('log-moving', { file: path }, thrown) : thrown;
    }
  },
};

/** One pass over a file that has as many bytes as the longest of the lengths. */
async function hashPrefixes(path: string, bytes: number, lengths: readonly number[]): Promise<readonly Digest[]> {
  const hash = createHash('sha256');
  const found = new Map<number, Digest>();
  const rest = [...new Set(lengths)].sort((a, b) => a - b);
  let total = 0;
  for await (const piece of readPieces(path, bytes)) {
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
  for (const length of rest) found.set(length, digestNow(hash));
  return lengths.map(length => found.get(length) as Digest);
}

const digestNow = (hash: Hash): Digest => digestOf(hash.copy().digest('hex'));
