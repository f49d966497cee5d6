// The slices of one column: evidence by value, numeric values by quantiles once there are many of them.
import type { Codes } from './codes.ts';
import type { Evidence, EvidenceRows } from './evidence/evidence.ts';
import { countFlips, emptyFlipCounts, type FlipCounts, type LossChanges, mergeFlips } from './flips.ts';

/** What the rows of one slice leave behind. */
export interface SliceEvidence {
  rows: number;
  /** Rows on which the two models predict differently. */
  differing: number;
  /** Σ target: the number of positives of a binary task. */
  positives: number;
  readonly primary: Evidence;
  readonly flips: FlipCounts;
}

/** A batch as slices see it. */
export interface SliceRows extends Omit<EvidenceRows, 'rows'> {
  readonly codes: Int32Array;
  readonly differs: Uint8Array;
  readonly target: Float64Array;
  readonly changes: LossChanges;
}

/** A slice by its name in messages. */
export interface NamedSlice {
  readonly value: string;
  readonly evidence: SliceEvidence;
}

/** A column with more values than this is cut by quantiles when it is numeric, and not sliced when it is not. */
export const MOST_VALUES = 1000;
/** A numeric column with more values than this is cut by quantiles in the end. */
const MOST_NUMBERS = 20;
const QUANTILES = 5;
/** Significant digits that numbers keep once there are too many different ones. */
const DIGITS = 3;

/** Values are kept apart while there are at most 1,000; then numbers are rounded to three digits, and text is given up. */
export class SliceColumn {
  readonly name: string;
  readonly #codes: Codes;
  readonly #empty: () => Evidence;
  #slices = new Map<string, SliceEvidence>();
  #mode: 'values' | 'rounded' | 'given up' = 'values';
  /** By code, the slice that its rows go to. */
  #byCode: (SliceEvidence | undefined)[] = [];

  constructor(name: string, codes: Codes, empty: () => Evidence) {
    this.name = name;
    this.#codes = codes;
    this.#empty = empty;
  }

  /** Whether the column held too many values that are no numbers. */
  get givenUp(): boolean {
    return this.#mode === 'given up';
  }

  add(batch: SliceRows): void {
    for (const { code, rows } of rowsByCode(batch.codes, batch.count)) {
      if (this.#mode === 'given up') return;
      const slice = this.#byCode[code] ?? this.#sliceOf(code);
      slice.rows += rows.length;
      for (const row of rows) {
        slice.differing += batch.differs[row] as number;
        slice.positives += batch.target[row] as number;
      }
      slice.primary.add({ columns: batch.columns, units: batch.units, rows, count: rows.length });
      countFlips(slice.flips, batch.changes, rows, rows.length);
      if (this.#mode === 'values' && this.#slices.size > MOST_VALUES) this.#makeCoarse();
    }
  }

  merge(other: SliceColumn, unitCodes: readonly number[] | null): void {
    if (other.givenUp) this.#giveUp();
    if (this.givenUp) return;
    if (other.#mode === 'rounded') this.#makeCoarse();
    for (const [value, slice] of other.#slices) this.#mergeInto(this.#at(this.#labelOf(value)), slice, unitCodes);
    if (this.#mode === 'values' && this.#slices.size > MOST_VALUES) this.#makeCoarse();
  }

  /** The slices in the order of their rows, most first; quantiles for numeric columns with many values. */
  slices(): NamedSlice[] {
    const named = this.#quantiles() ?? [...this.#slices].map(([value, evidence]) => ({ value, evidence }));
    return named.sort((a, b) => b.evidence.rows - a.evidence.rows || (a.value < b.value ? -1 : 1));
  }

  toJSON(): unknown {
    return {
      mode: this.#mode,
      slices: [...this.#slices].map(([value, { flips, ...slice }]) => [
        value,
        { ...slice, flips: { grew: sparse(flips.grew), shrank: sparse(flips.shrank) } },
      ]),
    };
  }

  /** Takes in what `toJSON` wrote; `readEvidence` reads a slice's evidence back. */
  read(json: unknown, readEvidence: (json: unknown) => Evidence): void {
    const written = json as { mode: 'values' | 'rounded' | 'given up'; slices: [string, WrittenSlice][] };
    this.#mode = written.mode;
    for (const [value, { rows, differing, positives, primary, flips }] of written.slices) {
      const counts = emptyFlipCounts();
      for (const [bin, count] of flips.grew) counts.grew[bin] = count;
      for (const [bin, count] of flips.shrank) counts.shrank[bin] = count;
      this.#slices.set(value, { rows, differing, positives, primary: readEvidence(primary), flips: counts });
    }
  }

  #sliceOf(code: number): SliceEvidence {
    const slice = this.#at(this.#labelOf(this.#codes.labels[code] as string));
    this.#byCode[code] = slice;
    return slice;
  }

  #labelOf(label: string): string {
    return this.#mode === 'rounded' && isNumber(label) ? String(Number(Number(label).toPrecision(DIGITS))) : label;
  }

  #at(label: string): SliceEvidence {
    const known = this.#slices.get(label);
    if (known !== undefined) return known;
    const slice = { rows: 0, differing: 0, positives: 0, primary: this.#empty(), flips: emptyFlipCounts() };
    this.#slices.set(label, slice);
    return slice;
  }

  #mergeInto(into: SliceEvidence, slice: SliceEvidence, unitCodes: readonly number[] | null): void {
    into.rows += slice.rows;
    into.differing += slice.differing;
    into.positives += slice.positives;
    into.primary.merge(slice.primary, unitCodes);
    mergeFlips(into.flips, slice.flips);
  }

  /** Rounds numbers; a column of text with so many values names rows, not kinds of rows. */
  #makeCoarse(): void {
    if (this.#mode === 'rounded') return;
    const before = this.#slices;
    if (![...before.keys()].every(value => value === '' || isNumber(value))) {
      this.#giveUp();
      return;
    }
    this.#mode = 'rounded';
    this.#slices = new Map();
    this.#byCode = [];
    for (const [value, slice] of before) this.#mergeInto(this.#at(this.#labelOf(value)), slice, null);
  }

  #giveUp(): void {
    this.#mode = 'given up';
    this.#slices = new Map();
    this.#byCode = [];
  }

  #quantiles(): NamedSlice[] | null {
    const numbers = [...this.#slices].filter(([value]) => value !== '');
    if (numbers.length <= MOST_NUMBERS || !numbers.every(([value]) => isNumber(value))) return null;
    const ascending = numbers
      .map(([value, evidence]) => ({ number: Number(value), evidence }))
      .sort((a, b) => a.number - b.number);
    const total = ascending.reduce((sum, { evidence }) => sum + evidence.rows, 0);
    const parts = cutByRows(ascending, total);
    const empty = this.#slices.get('');
    return [
      ...parts.map((part, index) => ({ value: rangeName(parts, index), evidence: this.#union(part) })),
      ...(empty === undefined ? [] : [{ value: '', evidence: empty }]),
    ];
  }

  #union(part: readonly NumberedSlice[]): SliceEvidence {
    const union = { rows: 0, differing: 0, positives: 0, primary: this.#empty(), flips: emptyFlipCounts() };
    for (const { evidence } of part) this.#mergeInto(union, evidence, null);
    return union;
  }
}

interface NumberedSlice {
  readonly number: number;
  readonly evidence: SliceEvidence;
}

interface WrittenSlice extends Omit<SliceEvidence, 'primary' | 'flips'> {
  readonly primary: unknown;
  readonly flips: { readonly grew: [number, number][]; readonly shrank: [number, number][] };
}

const isNumber = (label: string): boolean => label.trim() !== '' && Number.isFinite(Number(label));

const sparse = (counts: Uint32Array): [number, number][] =>
  [...counts.entries()].filter(([, count]) => count > 0) as [number, number][];

/** Consecutive numbers in up to five parts of about equal rows; a number is never split. */
function cutByRows(ascending: readonly NumberedSlice[], total: number): NumberedSlice[][] {
  const parts: NumberedSlice[][] = Array.from({ length: QUANTILES }, () => []);
  let before = 0;
  for (const slice of ascending) {
    const middle = before + slice.evidence.rows / 2;
    parts[Math.min(QUANTILES - 1, Math.floor((middle / total) * QUANTILES))]?.push(slice);
    before += slice.evidence.rows;
  }
  return parts.filter(part => part.length > 0);
}

/** `up to 3`, `3.1 to 8`, `from 8.2`: the values that really occur at the ends. */
function rangeName(parts: readonly (readonly NumberedSlice[])[], index: number): string {
  const part = parts[index] as readonly NumberedSlice[];
  const [first, last] = [part[0] as NumberedSlice, part[part.length - 1] as NumberedSlice];
  if (parts.length === 1) return `${first.number} to ${last.number}`;
  if (index === 0) return `up to ${last.number}`;
  return index === parts.length - 1 ? `from ${first.number}` : `${first.number} to ${last.number}`;
}

/** The rows of each code, by a counting sort. */
function rowsByCode(codes: Int32Array, count: number): { code: number; rows: Int32Array }[] {
  let most = -1;
  for (let row = 0; row < count; row++) most = Math.max(most, codes[row] as number);
  const starts = new Int32Array(most + 2);
  for (let row = 0; row < count; row++) {
    const after = (codes[row] as number) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let code = 0; code <= most; code++) starts[code + 1] = (starts[code + 1] as number) + (starts[code] as number);
  const next = starts.slice();
  const sorted = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const code = codes[row] as number;
    sorted[next[code] as number] = row;
    next[code] = (next[code] as number) + 1;
  }
  const parts: { code: number; rows: Int32Array }[] = [];
  for (let code = 0; code <= most; code++) {
    const [from, to] = [starts[code] as number, starts[code + 1] as number];
    if (to > from) parts.push({ code, rows: sorted.subarray(from, to) });
  }
  return parts;
}
