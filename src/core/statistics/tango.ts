// Tango's score interval for the difference of two paired proportions: accuracy, error rate, hit rate.
import { normalCdf, normalQuantile } from './distributions.ts';
import { caution, FEW_UNITS, type Inference, undetermined } from './inference.ts';
import { lastPositive } from './root.ts';

/** Of `n` rows, `b` where only the candidate is right and `c` where only the baseline is. */
export interface Discordance {
  readonly b: number;
  readonly c: number;
  readonly n: number;
}

const METHOD = 'Tango score';

/**
 * The score statistic of the hypothesis that the difference is `delta`: standard normal if it is so. Non-increasing in
 * delta, with its limits taken at the ends of [−1, 1]; T(0) is McNemar's z.
 * Source: Tango, "Equivalence test and confidence interval for the difference in proportions for the paired-sample
 * design", Statistics in Medicine 17 (1998), 891–908; correction ibid. 18 (1999), 3511.
 */
export function tangoStatistic({ b, c, n }: Discordance, delta: number): number {
  const distance = b - c - n * delta;
  const spread = 2 * restrictedShare({ b, c, n }, delta) + delta * (1 - delta);
  if (spread > 0) return distance / Math.sqrt(n * spread);
  return distance === 0 ? 0 : distance * Number.POSITIVE_INFINITY;
}

/** The likeliest P(only the baseline is right) given the difference: a root of Ax² + Bx + C, free of cancellation. */
function restrictedShare({ b, c, n }: Discordance, delta: number): number {
  const linear = -b - c + (2 * n - b + c) * delta;
  const rest = -c * delta * (1 - delta);
  const root = Math.sqrt(Math.max(0, linear * linear - 8 * n * rest));
  const share = linear > 0 ? (-2 * rest) / (linear + root) : (root - linear) / (4 * n);
  return Math.max(share, 0, -delta);
}

/**
 * Inference for (b − c)/n, plus = the candidate is right more often: bounds are the roots of T(δ) = ±z, always within
 * [−1, 1], p-values come from T at the threshold. `se` is Wald's, for planning only. No rows: infinite bounds.
 */
export function tango(counts: Discordance): Inference {
  const { b, c, n } = counts;
  const estimate = (b - c) / n;
  if (!(n > 0)) return undetermined({ estimate: Number.NaN, method: METHOD, units: n, warnings: [caution.noUnits] });
  const flipped: Discordance = { b: c, c: b, n };
  return {
    estimate,
    se: Math.sqrt(Math.max(0, (b + c) / n - estimate * estimate) / n),
    df: null,
    method: METHOD,
    units: n,
    warnings: n < FEW_UNITS ? [caution.fewUnits] : [],
    lower: alpha => lowerBound(counts, alpha),
    upper: alpha => -lowerBound(flipped, alpha),
    pAbove: threshold => pAbove(counts, threshold),
    pBelow: threshold => pAbove(flipped, -threshold),
  };
}

function lowerBound(counts: Discordance, alpha: number): number {
  const z = -normalQuantile(alpha);
  return lastPositive(delta => tangoStatistic(counts, delta) - z, -1, 1);
}

function pAbove(counts: Discordance, threshold: number): number {
  if (threshold < -1) return 0;
  return threshold > 1 ? 1 : normalCdf(-tangoStatistic(counts, threshold));
}
