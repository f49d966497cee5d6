// What the watch needs to know about files of logs, without reading their rows.
import type { Digest } from '../core/digest.ts';

/** A file's size, and when it was last written, in milliseconds since 1970. */
export interface Stamp {
  readonly bytes: number;
  readonly modified: number;
}

/** Files that production writes: they grow, change and go while they are looked at. */
export interface LogFiles {
  /** null where there is no file any more. */
  stamp(path: string): Promise<Stamp | null>;
  /** The SHA-256 of a file's first bytes, by how many those are; a file that has fewer is an error. */
  digests(path: string, lengths: readonly number[]): Promise<readonly Digest[]>;
  /** How many of a file's first bytes are whole lines; all of them in formats that are more than lines. */
  wholeLines(path: string, bytes: number): Promise<number>;
}
