// How far apart two samples of numbers, or two tables of counts, lie: sizes of drift, without a word on chance.

/** A sample of finite numbers, in any order. */
export type Sample = ArrayLike<number>;

/** How often each category was seen, in the same order of categories on both sides; weights may be fractions. */
export type Counts = readonly number[];

/** The largest gap between two empirical distribution functions. */
export interface Gap {
  /** In [0, 1]. */
  readonly distance: number;
  /** The distance in units of 1/(n·m), an integer. */
  readonly steps: number;
  /** The value up to which the two samples differ most. */
  readonly at: number;
}

/**
 * Kolmogorov–Smirnov D = max |F(v) − G(v)|, free of rounding. RangeError for an empty sample or a value that is not finite.
 * Source: Smirnov, Bull. Math. Univ. Moscou 2 (1939), on the discrepancy of two independent samples.
 */
export function largestGap(reference: Sample, current: Sample): Gap {
  let [steps, at] = [0, Number.NaN];
  const [n, m] = [reference.length, current.length];
  sweep(reference, current, ({ value, i, j }) => {
    const gap = Math.abs(i * m - j * n);
    if (gap > steps || Number.isNaN(at)) [steps, at] = [gap, value];
  });
  return { distance: steps / (n * m), steps, at };
}

/**
 * Wasserstein's distance W₁ = ∫|F − G|, in the unit of the values: how far values moved, on average. Errors as above.
 * Source: Vallender, "Calculation of the Wasserstein distance between probability distributions on the line", Theory
 * Probab. Appl. 18 (1974), 784–786.
 */
export function wasserstein(reference: Sample, current: Sample): number {
  let total = 0;
  sweep(reference, current, ({ value, i, j, next }) => {
    if (next !== null) total += Math.abs(i / reference.length - j / current.length) * (next - value);
  });
  return total;
}

/** W₁ in standard deviations (divisor n) of the reference; ∞ where that does not vary and the current sample differs. */
export function standardizedWasserstein(reference: Sample, current: Sample): number {
  const moved = wasserstein(reference, current);
  return moved === 0 ? 0 : moved / standardDeviation(reference);
}

/**
 * Jensen–Shannon distance, the square root of the divergence with logarithms to `base`: in [0, 1] for base 2, up to √ln 2
 * for base e. Takes counts or shares. RangeError for tables that do not match, are empty, or hold what is no count.
 * Source: Endres & Schindelin, "A new metric for probability distributions", IEEE Trans. Inf. Theory 49 (2003), 1858–1860.
 */
export function jensenShannon(reference: Counts, current: Counts, base = 2): number {
  const pairs = sharePairs(reference, current);
  const divergence = total(pairs, ([p, q]) => (relativeEntropy(p, (p + q) / 2) + relativeEntropy(q, (p + q) / 2)) / 2);
  return Math.sqrt(Math.max(0, divergence) / Math.log(base));
}

/**
 * Kullback–Leibler divergence of the current shares q from the reference's p, Σ p·ln(p/q), in nats; ∞ where a category
 * of the reference was never seen again. Errors as above. Source: Kullback & Leibler, Ann. Math. Statist. 22 (1951), 79–86.
 */
export function kullbackLeibler(reference: Counts, current: Counts): number {
  return total(sharePairs(reference, current), ([p, q]) => relativeEntropy(p, q));
}

/** Hellinger distance √(½Σ(√p − √q)²), in [0, 1]. Errors as above. Source: Hellinger, J. reine angew. Math. 136 (1909). */
export function hellinger(reference: Counts, current: Counts): number {
  return Math.sqrt(total(sharePairs(reference, current), ([p, q]) => (Math.sqrt(p) - Math.sqrt(q)) ** 2) / 2);
}

/** Total variation ½Σ|p − q|, in [0, 1]: the share of rows that changed category, at least. Errors as above. */
export function totalVariation(reference: Counts, current: Counts): number {
  return total(sharePairs(reference, current), ([p, q]) => Math.abs(p - q)) / 2;
}

/** The largest change of any one category's share, max |p − q|, in [0, 1]. Errors as above. */
export function largestShift(reference: Counts, current: Counts): number {
  return sharePairs(reference, current).reduce((largest, [p, q]) => Math.max(largest, Math.abs(p - q)), 0);
}

/** RangeError unless two tables of counts match, category by category, and each holds something. */
export function checkCounts(reference: Counts, current: Counts): void {
  if (reference.length !== current.length) {
    throw new RangeError(`${reference.length} categories cannot be held against ${current.length}`);
  }
  for (const counts of [reference, current]) {
    const stray = counts.find(count => !(count >= 0 && count < Number.POSITIVE_INFINITY));
    if (stray !== undefined) throw new RangeError(`${stray} is no count`);
    if (!(sumOf(counts) > 0)) throw new RangeError('a table without a single count has no shares');
  }
}

interface Stop {
  readonly value: number;
  /** How many values of the reference, and of the current sample, are at most `value`. */
  readonly i: number;
  readonly j: number;
  /** The next larger value of either; null at the last. */
  readonly next: number | null;
}

/** Visits every distinct value of both samples, ascending. */
function sweep(reference: Sample, current: Sample, visit: (stop: Stop) => void): void {
  const [left, right] = [sorted(reference), sorted(current)];
  let [i, j] = [0, 0];
  let value = Math.min(left[0] as number, right[0] as number);
  while (i < left.length || j < right.length) {
    while (i < left.length && left[i] === value) i += 1;
    while (j < right.length && right[j] === value) j += 1;
    const next = Math.min(left[i] ?? Number.POSITIVE_INFINITY, right[j] ?? Number.POSITIVE_INFINITY);
    visit({ value, i, j, next: next === Number.POSITIVE_INFINITY ? null : next });
    value = next;
  }
}

function sorted(sample: Sample): Float64Array {
  const values = Float64Array.from(sample);
  if (values.length === 0) throw new RangeError('a sample without a value has no distribution');
  const stray = values.find(value => !Number.isFinite(value));
  if (stray !== undefined) throw new RangeError(`${stray} is not a finite number`);
  return values.sort();
}

function standardDeviation(sample: Sample): number {
  let [mean, squares] = [0, 0];
  for (let index = 0; index < sample.length; index += 1) {
    const distance = (sample[index] as number) - mean;
    mean += distance / (index + 1);
    squares += distance * ((sample[index] as number) - mean);
  }
  return Math.sqrt(squares / sample.length);
}

type SharePair = readonly [reference: number, current: number];

function sharePairs(reference: Counts, current: Counts): SharePair[] {
  checkCounts(reference, current);
  const [n, m] = [sumOf(reference), sumOf(current)];
  return reference.map((count, index): SharePair => [count / n, (current[index] as number) / m]);
}

const total = (pairs: readonly SharePair[], term: (pair: SharePair) => number): number =>
  pairs.reduce((sum, pair) => sum + term(pair), 0);

const sumOf = (counts: Counts): number => counts.reduce((sum, count) => sum + count, 0);

const relativeEntropy = (p: number, q: number): number => (p === 0 ? 0 : p * Math.log(p / q));
