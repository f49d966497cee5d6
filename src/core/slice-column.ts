// The slices of one column: evidence by value, numeric values by quantiles once there are many of them.
import type { Codes } from './codes.ts';
import type { Evidence, EvidenceRows } from './evidence/evidence.ts';
import { countFlips, emptyFlipCounts, type FlipCounts, type LossChanges, mergeFlips } from './flips.ts';
import { rowsByCode } from './rows-by-code.ts';
import { distinct, type Numbered, rangesOf } from './slice-quantiles.ts';

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
/** Significant digits that numbers keep once there are too many different ones. */
const DIGITS = 3;

/**
 * Values are kept apart while there are at most 1,000; then numbers are rounded to three digits, and a column that holds
 * any text is given up, because it names rows and not kinds of rows. Which of it happens depends on the values alone,
 * not on their order.
 */
export class SliceColumn {
  readonly name: string;
  readonly #codes: Codes;
  readonly #empty: () => Evidence;
  #slices: LabelledSlice[] = [];
  #slotOfLabel = new Map<string, number>();
  #slotOfCode: (number | undefined)[] = [];
  #mode: 'values' | 'rounded' | 'given up' = 'values';

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
    const slots = this.#slotsOf(batch);
    if (slots === null) return;
    for (const { code: slot, rows } of rowsByCode(slots, batch.count)) {
      const { evidence } = this.#slices[slot] as LabelledSlice;
      evidence.rows += rows.length;
      for (const row of rows) {
        evidence.differing += batch.differs[row] as number;
        evidence.positives += batch.target[row] as number;
      }
      evidence.primary.add({ columns: batch.columns, units: batch.units, rows, count: rows.length });
      countFlips(evidence.flips, batch.changes, rows, rows.length);
    }
  }

  merge(other: SliceColumn, unitCodes: readonly number[] | null): void {
    if (other.givenUp) this.#giveUp();
    if (other.#mode === 'rounded') this.#makeCoarse();
    for (const { label, evidence } of other.#slices) {
      const slot = this.#slotAt(label);
      if (slot !== null) this.#mergeInto((this.#slices[slot] as LabelledSlice).evidence, evidence, unitCodes);
    }
    if (this.#isCrowded()) this.#makeCoarse();
  }

  /** The slices in the order of their rows, most first; quantiles for numeric columns with many values. */
  slices(): NamedSlice[] {
    const named = this.#quantiles() ?? this.#slices.map(({ label, evidence }) => ({ value: label, evidence }));
    return named.sort((a, b) => b.evidence.rows - a.evidence.rows || (a.value < b.value ? -1 : 1));
  }

  toJSON(): unknown {
    return {
      mode: this.#mode,
      slices: this.#slices.map(({ label, evidence: { flips, ...slice } }) => [
        label,
        { ...slice, flips: { grew: sparse(flips.grew), shrank: sparse(flips.shrank) } },
      ]),
    };
  }

  /** Takes in what `toJSON` wrote; `readEvidence` reads a slice's evidence back. */
  read(json: unknown, readEvidence: (json: unknown) => Evidence): void {
    const written = json as { mode: 'values' | 'rounded' | 'given up'; slices: [string, WrittenSlice][] };
    this.#mode = written.mode;
    for (const [label, { rows, differing, positives, primary, flips }] of written.slices) {
      const counts = emptyFlipCounts();
      for (const [bin, count] of flips.grew) counts.grew[bin] = count;
      for (const [bin, count] of flips.shrank) counts.shrank[bin] = count;
      this.#append(label, { rows, differing, positives, primary: readEvidence(primary), flips: counts });
    }
  }

  /** The slice of each row; null when the column is given up. */
  #slotsOf(batch: SliceRows): Int32Array | null {
    const slots = new Int32Array(batch.count);
    for (let row = 0; row < batch.count; row++) {
      const code = batch.codes[row] as number;
      const slot = this.#slotOfCode[code] ?? this.#slotAt(this.#codes.labels[code] as string);
      if (slot === null) return null;
      if (this.#isCrowded()) {
        this.#makeCoarse();
        return this.#slotsOf(batch);
      }
      this.#slotOfCode[code] = slot;
      slots[row] = slot;
    }
    return slots;
  }

  /** The slice that a label belongs to; null when the column is given up, by this label perhaps. */
  #slotAt(label: string): number | null {
    if (this.#mode === 'rounded' && !isNumberOrEmpty(label)) this.#giveUp();
    if (this.#mode === 'given up') return null;
    const own = this.#mode === 'rounded' && label !== '' ? rounded(label) : label;
    return this.#slotOfLabel.get(own) ?? this.#append(own, this.#emptySlice());
  }

  #append(label: string, evidence: SliceEvidence): number {
    const slot = this.#slices.length;
    this.#slices.push({ label, evidence });
    this.#slotOfLabel.set(label, slot);
    return slot;
  }

  #emptySlice(): SliceEvidence {
    return { rows: 0, differing: 0, positives: 0, primary: this.#empty(), flips: emptyFlipCounts() };
  }

  #mergeInto(into: SliceEvidence, slice: SliceEvidence, unitCodes: readonly number[] | null): void {
    into.rows += slice.rows;
    into.differing += slice.differing;
    into.positives += slice.positives;
    into.primary.merge(slice.primary, unitCodes);
    mergeFlips(into.flips, slice.flips);
  }

  #isCrowded(): boolean {
    return this.#mode === 'values' && this.#slices.length > MOST_VALUES;
  }

  /** Rounds what there is, and everything to come. */
  #makeCoarse(): void {
    if (this.#mode !== 'values') return;
    const before = this.#slices;
    this.#forget('rounded');
    for (const { label, evidence } of before) {
      const slot = this.#slotAt(label);
      if (slot === null) return;
      this.#mergeInto((this.#slices[slot] as LabelledSlice).evidence, evidence, null);
    }
  }

  #giveUp(): void {
    this.#forget('given up');
  }

  #forget(mode: 'rounded' | 'given up'): void {
    this.#mode = mode;
    this.#slices = [];
    this.#slotOfLabel = new Map();
    this.#slotOfCode = [];
  }

  #quantiles(): NamedSlice[] | null {
    const numbers = this.#slices.filter(({ label }) => label !== '');
    if (!numbers.every(({ label }) => isNumberOrEmpty(label))) return null;
    const numbered = numbers.map(
      ({ label, evidence }): Numbered<SliceEvidence> => ({
        number: Number(label),
        rows: evidence.rows,
        content: evidence,
      }),
    );
    if (distinct(numbered) <= MOST_NUMBERS) return null;
    const empty = this.#slices.filter(({ label }) => label === '');
    return [
      ...rangesOf(numbered).map(({ name, parts }) => ({ value: name, evidence: this.#union(parts) })),
      ...empty.map(({ label, evidence }) => ({ value: label, evidence })),
    ];
  }

  #union(parts: readonly Numbered<SliceEvidence>[]): SliceEvidence {
    const union = this.#emptySlice();
    for (const { content } of parts) this.#mergeInto(union, content, null);
    return union;
  }
}

interface LabelledSlice {
  readonly label: string;
  readonly evidence: SliceEvidence;
}

interface WrittenSlice extends Omit<SliceEvidence, 'primary' | 'flips'> {
  readonly primary: unknown;
  readonly flips: { readonly grew: [number, number][]; readonly shrank: [number, number][] };
}

const isNumberOrEmpty = (label: string): boolean =>
  label === '' || (label.trim() !== '' && Number.isFinite(Number(label)));

const rounded = (label: string): string => String(Number(Number(label).toPrecision(DIGITS)));

/** The counts that are not 0, which are few. */
function sparse(counts: Uint32Array): [bin: number, count: number][] {
  const some: [number, number][] = [];
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin] as number;
    if (count > 0) some.push([bin, count]);
  }
  return some;
}
