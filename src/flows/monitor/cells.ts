// Columns of logs as the numbers, codes and hashes that the watch counts with, whatever kind they were read as.
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

/** A hash of 32 bits (FNV-1a, mixed) over UTF-16 units, begun with a seed. */
export function hashText(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mix(hash);
}

/** Spreads the bits of a 32-bit number (the finalizer of MurmurHash3, A. Appleby). */
export function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const SEEDS = [0x811c9dc5, 0x2f0b4c47] as const;

/** Hashes of the ids of rows, 64 bits in two halves: equal ids are equal, and others hardly ever. */
export class KeyReader {
  readonly #caches: [number[], number[]][];

  constructor(ids: number) {
    this.#caches = Array.from({ length: ids }, () => [[], []]);
  }

  /** The keys of a batch's rows, from its id columns in their order. */
  read(columns: readonly Column[], rows: number): readonly [Int32Array, Int32Array] {
    const keys = [new Int32Array(rows), new Int32Array(rows)] as const;
    for (const [place, column] of columns.entries()) {
      for (const half of [0, 1] as const) this.#combine(keys[half], column, place, half);
    }
    return keys;
  }

  #combine(keys: Int32Array, column: Column, place: number, half: 0 | 1): void {
    const hashOf = (text: string): number => hashText(text, SEEDS[half]);
    const cache = (this.#caches[place] as [number[], number[]])[half];
    for (let row = 0; row < keys.length; row++) {
      let hash: number;
      if (column.kind === 'category') {
        const code = column.codes[row] as number;
        hash = cache[code] ??= hashOf(column.labels[code] as string);
      } else {
        hash = hashOf(String(column.values[row]));
      }
      keys[row] = place === 0 ? hash : mix(Math.imul(keys[row] as number, 31) + hash);
    }
  }
}
