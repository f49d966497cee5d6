// relevo.lock: the declared data, pinned, so that new data is a diff somebody reviews.
import type { Digest } from './digest.ts';
import { digest, listOf, nullable, object, type Shaped, text, wholeNumber } from './json-shape.ts';

const dataSet = object({
  /** From the repository's root, with `/`. */
  path: text(4096),
  digest,
  bytes: wholeNumber(0),
  rows: wholeNumber(0),
  columns: listOf(text(1000), 100_000),
  /** The first and the last time, as ISO 8601 text, where the model has a time column. */
  range: nullable(object({ from: text(40), to: text(40) })),
});

const lockShape = object({ schema: text(40), data: listOf(dataSet, 100_000) });

/** One pinned data set. */
export type LockedData = Shaped<typeof dataSet>;

/** How one data set differs from what was pinned. */
export interface DataChange {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: LockedData | null;
  readonly after: LockedData | null;
}

const SCHEMA = 'relevo.lock/1';

/** Reads relevo.lock; the reason when it is none. */
export function readLock(json: string): { ok: true; data: readonly LockedData[] } | { ok: false; reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { ok: false, reason: `it is no JSON (${(error as Error).message})` };
  }
  const reading = lockShape.read(value, '');
  if (!reading.ok) return { ok: false, reason: `${reading.at || 'it'} must be ${reading.expected}` };
  if (reading.value.schema !== SCHEMA)
    return { ok: false, reason: `its schema is "${reading.value.schema}", not "${SCHEMA}"` };
  return { ok: true, data: reading.value.data };
}

/** Writes relevo.lock: a data set a block, sorted, so that a change of data is a short diff. */
export function formatLock(data: readonly LockedData[]): string {
  const sorted = [...data].sort((a, b) => (a.path < b.path ? -1 : 1));
  return `${JSON.stringify({ schema: SCHEMA, data: sorted }, null, 2)}\n`;
}

/** What changed from one list of pinned data to another, by path. */
export function changesOf(before: readonly LockedData[], after: readonly LockedData[]): DataChange[] {
  const [old, now] = [byPath(before), byPath(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  return paths.flatMap((path): DataChange[] => {
    const [was, is] = [old.get(path) ?? null, now.get(path) ?? null];
    if (was === null) return [{ path, kind: 'added', before: null, after: is }];
    if (is === null) return [{ path, kind: 'removed', before: was, after: null }];
    return was.digest === is.digest ? [] : [{ path, kind: 'changed', before: was, after: is }];
  });
}

const byPath = (data: readonly LockedData[]): Map<string, LockedData> => new Map(data.map(each => [each.path, each]));

/** A digest's first digits, enough for people. */
export const shortDigest = (full: Digest): string => full.slice('sha256:'.length, 'sha256:'.length + 12);
