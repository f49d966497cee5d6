// Could two samples come from one distribution? Evidence of drift, each p-value with the size of the difference beside it.
import { type Counts, checkCounts, largestGap, type Sample } from './distance.ts';
import { chiSquareSf } from './distributions.ts';
import { oneSampleSf, twoSampleSf } from './kolmogorov.ts';

/** The Kolmogorov–Smirnov test of two samples. */
export interface KolmogorovSmirnov {
  /** The largest gap between the distribution functions, in [0, 1]: the size of the difference. */
  readonly distance: number;
  /** The value up to which the samples differ most. */
  readonly at: number;
  /** Two-sided p-value. */
  readonly p: number;
  readonly law: DistanceLaw;
}

/** Where a p-value comes from: all orders of the two samples, or one sample of nm/(n + m) values against the truth. */
export type DistanceLaw = 'exact' | 'asymptotic';

/** Up to so many n·m all orders are counted: some milliseconds. */
const COUNTED_UP_TO = 4e6;

/**
 * Tests two samples of independent values for one continuous distribution; with ties, p-values are conservative. Without
 * a `law` it is exact up to n·m = 4,000,000. The asymptotic p is a few hundredths of itself too small at n = m = 1000.
 * RangeError for an empty sample or a value that is not finite.
 * Source: see `largestGap`, `twoSampleSf` and `oneSampleSf`.
 */
export function kolmogorovSmirnov(reference: Sample, current: Sample, law?: DistanceLaw): KolmogorovSmirnov {
  const { distance, steps, at } = largestGap(reference, current);
  const [n, m] = [reference.length, current.length];
  const chosen = law ?? (n * m <= COUNTED_UP_TO ? 'exact' : 'asymptotic');
  const p = chosen === 'exact' ? twoSampleSf(steps, n, m) : oneSampleSf(distance, Math.round((n * m) / (n + m)));
  return { distance, at, p, law: chosen };
}

/** The χ² test that two tables of counts share their proportions. */
export interface Homogeneity {
  readonly chiSquare: number;
  /** Categories that were seen at all, less one. */
  readonly df: number;
  readonly p: number;
  /** Cramér's V, in [0, 1]: the size of the difference. */
  readonly v: number;
  /** The smallest count expected of any category on either side; under 5 the p-value is rough. */
  readonly smallestExpected: number;
}

/**
 * Tests whether counts of independent rows share their proportions; the reference's own chance counts as much as the
 * current sample's. Categories that neither saw are left out; one category alone cannot differ (p = 1).
 * RangeError for tables that do not match, are empty, or hold what is no count.
 * Source: Pearson, "On the probability that two independent distributions of frequency are really samples from the
 * same population", Biometrika 8 (1911), 250–254.
 */
export function homogeneity(reference: Counts, current: Counts): Homogeneity {
  checkCounts(reference, current);
  const sums = [reference, current].map(counts => counts.reduce((sum, count) => sum + count, 0)) as [number, number];
  const all = sums[0] + sums[1];
  let [chiSquare, df, smallestExpected] = [0, -1, Number.POSITIVE_INFINITY];
  for (const [index, count] of reference.entries()) {
    const row = [count, current[index] as number] as const;
    const seen = row[0] + row[1];
    if (seen === 0) continue;
    df += 1;
    for (const side of [0, 1] as const) {
      const expected = (seen * sums[side]) / all;
      chiSquare += (row[side] - expected) ** 2 / expected;
      smallestExpected = Math.min(smallestExpected, expected);
    }
  }
  const p = df === 0 ? 1 : chiSquareSf(chiSquare, df);
  return { chiSquare, df, p, v: Math.min(1, Math.sqrt(chiSquare / all)), smallestExpected };
}
