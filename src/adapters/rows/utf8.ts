// Finds text that is not UTF-8.
import { isUtf8 } from 'node:buffer';
import { LINE_FEED } from './cell-scanner.ts';

/** The number of the first line that is not UTF-8, when the first line of `bytes` has the number `line`. */
export function firstLineNotUtf8(bytes: Uint8Array, line: number): number {
  let current = line;
  for (let start = 0; start < bytes.length; current++) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    if (!isUtf8(bytes.subarray(start, end))) return current;
    start = end;
  }
  return current;
}
