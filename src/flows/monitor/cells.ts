// Columns of logs as the numbers, codes and hashes that the watch counts with, whatever kind they were read as.
import { joinKeys, keyOf } from '../../core/text-hash.ts';
import { parseTime } from '../../core/time-text.ts';
import type { Column } from '../../ports.ts';

/** What a label is as a number; kept by the code of the label, so that each is read once. */
export interface LabelCache {
  readonly values: (number | undefined)[];
  read(label: string, row: number): number;
}

/** A cache over one way to read labels; `row` is the first row of a batch that has the label, for messages. */
export const labelCache = (read: LabelCache['read']): LabelCache => ({ values: [], read });

/** A column as numbers, NaN where it is empty; labels are read by the cache. */
export function numbersOf(column: Column, rows: number, cache: LabelCache): Float64Array {
  if (column.kind === 'text') return Float64Array.from(column.values, (text, row) => cache.read(text, row));
  if (column.kind !== 'category') return column.values;
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const code = column.codes[row] as number;
    values[row] = cache.values[code] ??= cache.read(column.labels[code] as string, row);
  }
  return values;
}

/** A text as a number; NaN where it is empty or none. */
export const asNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/** A text as a time; NaN where it is empty or none. */
export const asTime = (text: string): number => (text.trim() === '' ? Number.NaN : parseTime(text));

/** A class as a number that is the same in every file; NaN without one. */
export const classCode = (label: string): number => (label === '' ? Number.NaN : keyOf(label));

/** Keys of the ids of rows: equal ids are equal, and others hardly ever. */
export class KeyReader {
  readonly #caches: readonly LabelCache[];

  constructor(ids: number) {
    this.#caches = Array.from({ length: ids }, () => labelCache(keyOf));
  }

  /** The keys of a batch's rows, from its id columns in their order. */
  read(columns: readonly Column[], rows: number): Float64Array {
    const [first, ...others] = columns.map((column, place) =>
      numbersOf(column, rows, this.#caches[place] as LabelCache),
    );
    if (first === undefined) return new Float64Array(rows);
    return others.reduce((keys, next) => keys.map((key, row) => joinKeys(key, next[row] as number)), first);
  }
}
