// What pins a data set: its digest, and the facts that make a change of it readable.
import type { ColumnKind, Rows } from '../../ports.ts';
import { sizeOf } from './byte-source.ts';

/** A data set at one moment; `range` is the first and last time of its time column, in milliseconds since 1970 (UTC). */
export interface Fingerprint {
  readonly digest: string;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly range?: readonly [number, number];
}

/** Reads a file once to tell what it is; `time` names the column whose range is wanted. */
export async function describe(rows: Rows, path: string, time?: string): Promise<Fingerprint> {
  const table = await rows.open(path);
  const wanted = new Map<string, ColumnKind>(time === undefined ? [] : [[time, 'time']]);
  let count = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for await (const batch of table.read(wanted)) {
    count += batch.rows;
    const times = time === undefined ? undefined : batch.columns.get(time);
    if (times?.kind !== 'time') continue;
    for (const value of times.values) {
      if (value < first) first = value;
      if (value > last) last = value;
    }
  }
  const facts = {
    digest: await table.digest(),
    bytes: await sizeOf(path),
    rows: count,
    columns: await table.columns(),
  };
  return first <= last ? { ...facts, range: [first, last] } : facts;
}
