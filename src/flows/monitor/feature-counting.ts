// Counts a batch's features into the bins of their references, a column at a time.
import {
  binOf,
  type FeatureCounts,
  type FeatureReference,
  type LabelReference,
  type NumberReference,
} from '../../core/watch/feature.ts';
import type { Column } from '../../ports.ts';

/** Counts of features in the making, of one day. */
export interface FeatureTotals {
  rows: number;
  readonly counts: readonly Float64Array[];
  readonly nulls: Float64Array;
  readonly strange: Float64Array;
  readonly sums: Float64Array;
  readonly missing: Set<string>;
}

/** Nothing counted yet. */
export const noFeatures = (references: readonly FeatureReference[]): FeatureTotals => ({
  rows: 0,
  counts: references.map(({ counts }) => new Float64Array(counts.length)),
  nulls: new Float64Array(references.length),
  strange: new Float64Array(references.length),
  sums: new Float64Array(references.length),
  missing: new Set(),
});

/** Adds what another file has of the same day. */
export function addFeatures(totals: FeatureTotals, more: FeatureTotals): void {
  totals.rows += more.rows;
  for (const [feature, bins] of more.counts.entries()) addTo(totals.counts[feature] as Float64Array, bins);
  addTo(totals.nulls, more.nulls);
  addTo(totals.strange, more.strange);
  addTo(totals.sums, more.sums);
  for (const name of more.missing) totals.missing.add(name);
}

function addTo(sums: Float64Array, more: Float64Array): void {
  for (const [place, value] of more.entries()) sums[place] = (sums[place] as number) + value;
}

/** A day's counts as they are remembered. */
export const countsOf = ({ rows, counts, nulls, strange, sums }: FeatureTotals): FeatureCounts[] =>
  counts.map((bins, feature) => ({
    counts: [...bins],
    rows,
    nulls: nulls[feature] as number,
    strange: strange[feature] as number,
    sum: sums[feature] as number,
  }));

/** Consecutive rows of a batch that belong to one day. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly totals: FeatureTotals;
}

/** Counts one feature after another, over any number of batches of one file. */
export class FeatureCounter {
  readonly #features: readonly Counting[];

  constructor(references: readonly FeatureReference[]) {
    this.#features = references.map((reference, place) =>
      reference.kind === 'number' ? new NumberCounting(reference, place) : new LabelCounting(reference, place),
    );
  }

  /** Counts the rows of some runs; a column that the file lacks is noted. */
  count(columns: ReadonlyMap<string, Column>, runs: readonly Run[]): void {
    for (const feature of this.#features) {
      const column = columns.get(feature.name);
      for (const run of runs) {
        if (column === undefined) run.totals.missing.add(feature.name);
        else feature.count(column, run);
      }
    }
    for (const { from, to, totals } of runs) totals.rows += to - from;
  }
}

interface Counting {
  readonly name: string;
  count(column: Column, run: Run): void;
}

/** So many equal cells over the range of the edges say at once where to look for a bin. */
const CELLS = 512;

class NumberCounting implements Counting {
  readonly name: string;
  readonly #reference: NumberReference;
  readonly #place: number;
  readonly #edges: Float64Array;
  readonly #first: number;
  readonly #scale: number;
  /** The bin of the least value of each cell. */
  readonly #cells: Uint8Array;

  constructor(reference: NumberReference, place: number) {
    this.name = reference.name;
    this.#reference = reference;
    this.#place = place;
    this.#edges = Float64Array.from([...reference.edges, Number.POSITIVE_INFINITY]);
    const [first = 0] = reference.edges;
    const last = reference.edges.at(-1) ?? first;
    this.#first = first;
    this.#scale = last > first ? (CELLS - 1) / (last - first) : 0;
    this.#cells = Uint8Array.from({ length: CELLS + 1 }, (_, cell) =>
      this.#scale === 0 ? 0 : binOf(reference.edges, first + (cell - 0.5) / this.#scale),
    );
  }

  count(column: Column, run: Run): void {
    if (column.kind === 'number' || column.kind === 'time') this.#countValues(column.values as Float64Array, run);
    else this.#countTexts(column, run);
  }

  #countValues(values: Float64Array, { from, to, totals }: Run): void {
    const { min, max } = this.#reference;
    const counts = totals.counts[this.#place] as Float64Array;
    let [nulls, strange, sum] = [0, 0, 0];
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      if (Number.isNaN(value)) {
        nulls++;
        continue;
      }
      if (value < min || value > max) strange++;
      sum += value;
      const bin = this.#binOf(value);
      counts[bin] = (counts[bin] as number) + 1;
    }
    this.#note(totals, nulls, strange, sum);
  }

  /** In steps from the bin in which the value's cell begins; never past the last, whose edge is infinite. */
  #binOf(value: number): number {
    const edges = this.#edges;
    const cell = (value - this.#first) * this.#scale;
    let bin = cell <= 0 ? 0 : (this.#cells[cell >= CELLS ? CELLS : cell | 0] as number);
    while (value > (edges[bin] as number)) bin++;
    return bin;
  }

  /** A value that is no number is one that training never saw. */
  #countTexts(column: Column, { from, to, totals }: Run): void {
    const { min, max } = this.#reference;
    const counts = totals.counts[this.#place] as Float64Array;
    let [nulls, strange, sum] = [0, 0, 0];
    for (let row = from; row < to; row++) {
      const text = textOf(column, row).trim();
      const value = Number(text);
      if (text === '') nulls++;
      else if (!Number.isFinite(value)) strange++;
      else {
        if (value < min || value > max) strange++;
        sum += value;
        const bin = this.#binOf(value);
        counts[bin] = (counts[bin] as number) + 1;
      }
    }
    this.#note(totals, nulls, strange, sum);
  }

  #note({ nulls, strange, sums }: FeatureTotals, empty: number, odd: number, sum: number): void {
    const place = this.#place;
    nulls[place] = (nulls[place] as number) + empty;
    strange[place] = (strange[place] as number) + odd;
    sums[place] = (sums[place] as number) + sum;
  }
}

const EMPTY = -1;
const UNKNOWN = -2;

class LabelCounting implements Counting {
  readonly name: string;
  readonly #reference: LabelReference;
  readonly #place: number;
  readonly #placeOf: ReadonlyMap<string, number>;
  /** By the label's code in this file: its place in the reference, or that it is empty or unknown. */
  readonly #known: number[] = [];

  constructor(reference: LabelReference, place: number) {
    this.name = reference.name;
    this.#reference = reference;
    this.#place = place;
    this.#placeOf = new Map(reference.labels.map((label, index) => [label, index]));
  }

  count(column: Column, { from, to, totals }: Run): void {
    const counts = totals.counts[this.#place] as Float64Array;
    const others = counts.length - 1;
    let [nulls, strange] = [0, 0];
    for (let row = from; row < to; row++) {
      const label = this.#labelAt(column, row);
      if (label === EMPTY) {
        nulls++;
        continue;
      }
      if (label === UNKNOWN && this.#reference.closed) strange++;
      const place = label === UNKNOWN ? others : label;
      counts[place] = (counts[place] as number) + 1;
    }
    totals.nulls[this.#place] = (totals.nulls[this.#place] as number) + nulls;
    totals.strange[this.#place] = (totals.strange[this.#place] as number) + strange;
  }

  #labelAt(column: Column, row: number): number {
    if (column.kind !== 'category') return this.#find(textOf(column, row));
    const code = column.codes[row] as number;
    this.#known[code] ??= this.#find(column.labels[code] as string);
    return this.#known[code];
  }

  #find(label: string): number {
    return label === '' ? EMPTY : (this.#placeOf.get(label) ?? UNKNOWN);
  }
}

function textOf(column: Column, row: number): string {
  if (column.kind === 'category') return column.labels[column.codes[row] as number] as string;
  const value = column.values[row];
  return typeof value === 'number' && Number.isNaN(value) ? '' : String(value);
}
