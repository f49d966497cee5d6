// One feature: what training saw of it, and what days in production count of it.

/** A numeric feature as training saw it, in bins of about equal rows. */
export interface NumberReference {
  readonly kind: 'number';
  readonly name: string;
  /** Values up to the first edge are in the first bin, those above the last in the last. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly rows: number;
  readonly nulls: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly deviation: number;
}

/** A feature of labels as training saw it: the most frequent ones, and all others together at the end of `counts`. */
export interface LabelReference {
  readonly kind: 'category';
  readonly name: string;
  readonly labels: readonly string[];
  readonly counts: readonly number[];
  readonly rows: number;
  readonly nulls: number;
  /** Whether `labels` are all there were, so that another one was never seen. */
  readonly closed: boolean;
}

/** What is held against production's rows. */
export type FeatureReference = NumberReference | LabelReference;

/** What some rows of production say of a feature. */
export interface FeatureCounts {
  /** By bin or label of the reference; for labels, all others at the end. */
  readonly counts: readonly number[];
  readonly rows: number;
  readonly nulls: number;
  /** Labels that training never saw, or numbers beyond its range. */
  readonly strange: number;
  /** Σ of numbers; 0 for labels. */
  readonly sum: number;
}

/** Bins of a numeric feature. */
const BINS = 20;
/** Values of which quantiles are told; of more, evenly spread ones. */
const MOST_VALUES = 20_000;
/** Labels that are kept apart, and up to how many are known as all there are. */
const MOST_LABELS = 200;

/** Collects what training saw of a numeric feature. */
export class NumberCollector {
  readonly #name: string;
  #kept: number[] = [];
  #stride = 1;
  #rows = 0;
  #nulls = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #mean = 0;
  #squares = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Takes one value, NaN where there is none. */
  add(value: number): void {
    this.#rows++;
    if (Number.isNaN(value)) {
      this.#nulls++;
      return;
    }
    const seen = this.#rows - this.#nulls;
    if (seen % this.#stride === 0) this.#keep(value);
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    const distance = value - this.#mean;
    this.#mean += distance / seen;
    this.#squares += distance * (value - this.#mean);
  }

  /** The reference; null when no row had a value. */
  finish(): NumberReference | null {
    const seen = this.#rows - this.#nulls;
    if (seen === 0) return null;
    const sorted = Float64Array.from(this.#kept.length > 0 ? this.#kept : [this.#mean]).sort();
    const edges = edgesOf(sorted);
    const counts = new Array<number>(edges.length + 1).fill(0);
    for (const value of sorted) counts[binOf(edges, value)] = (counts[binOf(edges, value)] as number) + 1;
    return {
      kind: 'number',
      name: this.#name,
      edges,
      counts,
      rows: this.#rows,
      nulls: this.#nulls,
      min: this.#min,
      max: this.#max,
      mean: this.#mean,
      deviation: Math.sqrt(this.#squares / seen),
    };
  }

  #keep(value: number): void {
    this.#kept.push(value);
    if (this.#kept.length <= MOST_VALUES) return;
    this.#kept = this.#kept.filter((_, index) => index % 2 === 1);
    this.#stride *= 2;
  }
}

/** Cut points at the quantiles, none twice, and none at the largest value, above which nothing was. */
function edgesOf(sorted: Float64Array): number[] {
  const largest = sorted.at(-1) as number;
  const edges: number[] = [];
  for (let bin = 1; bin < BINS; bin++) {
    const edge = sorted[Math.ceil((bin / BINS) * sorted.length) - 1] as number;
    if (edge < largest && edge !== edges.at(-1)) edges.push(edge);
  }
  return edges;
}

/** The bin of a number. */
export function binOf(edges: readonly number[], value: number): number {
  let from = 0;
  let to = edges.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (value <= (edges[middle] as number)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** What training saw of a feature of labels, from how often each was seen; '' is an empty cell. */
export function labelReference(name: string, seen: ReadonlyMap<string, number>): LabelReference | null {
  const nulls = seen.get('') ?? 0;
  const labels = [...seen]
    .filter(([label]) => label !== '')
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  if (labels.length === 0) return null;
  const kept = labels.slice(0, MOST_LABELS);
  const total = labels.reduce((sum, [, count]) => sum + count, 0);
  const others = total - kept.reduce((sum, [, count]) => sum + count, 0);
  return {
    kind: 'category',
    name,
    labels: kept.map(([label]) => label),
    counts: [...kept.map(([, count]) => count), others],
    rows: total + nulls,
    nulls,
    closed: kept.length === labels.length,
  };
}

/** Counts of a feature over two stretches together. */
export function addCounts(one: FeatureCounts, other: FeatureCounts): FeatureCounts {
  return {
    counts: one.counts.map((count, place) => count + (other.counts[place] ?? 0)),
    rows: one.rows + other.rows,
    nulls: one.nulls + other.nulls,
    strange: one.strange + other.strange,
    sum: one.sum + other.sum,
  };
}

/** No rows of a feature. */
export const noCounts = ({ counts }: FeatureReference): FeatureCounts => ({
  counts: counts.map(() => 0),
  rows: 0,
  nulls: 0,
  strange: 0,
  sum: 0,
});
