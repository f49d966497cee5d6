// Bounds for the mean of bounded values that hold at every sample size, using the variance that the sample shows.
import { caution, type Inference, undetermined } from './inference.ts';

/** What is known of the values: independent, with one mean, each within [low, high]. */
export interface BoundedSample {
  readonly n: number;
  readonly mean: number;
  /** The sample variance, with divisor n − 1, in the square of the values' unit. */
  readonly variance: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Inference for the mean; no distribution is assumed, so the level holds at every n, and bounds are wide at small n.
 * On the scale where values lie in [0, 1] the bound at α = δ is mean ± (√(2V·ln(2/δ)/n) + 7·ln(2/δ)/(3(n − 1))), cut at
 * low and high. Under two values: infinite bounds. RangeError for a mean outside [low, high], a variance that is none,
 * or low ≥ high.
 * Source: Maurer & Pontil, "Empirical Bernstein bounds and sample variance penalization", COLT (2009), theorem 4.
 */
export function empiricalBernstein(sample: BoundedSample): Inference {
  const { n, mean: estimate, low, high } = sample;
  const method = 'empirical Bernstein';
  if (!(n >= 2)) return undetermined({ estimate, method, units: n, warnings: [caution.noUnits] });
  const { reach, probability } = tailOf(sample);
  return {
    estimate,
    se: Math.sqrt(sample.variance / n),
    df: null,
    method,
    units: n,
    warnings: [],
    lower: alpha => Math.max(low, estimate - reach(alpha)),
    upper: alpha => Math.min(high, estimate + reach(alpha)),
    pAbove: threshold => (threshold < low ? 0 : probability(estimate - threshold)),
    pBelow: threshold => (threshold > high ? 0 : probability(threshold - estimate)),
  };
}

interface Tail {
  /** How far the mean may lie from the truth, on one side, at level α. */
  readonly reach: (alpha: number) => number;
  /** The smallest α whose reach is under a distance: the root of a quadratic in √ln(2/α), at most 1. */
  readonly probability: (distance: number) => number;
}

function tailOf({ n, mean, variance, low, high }: BoundedSample): Tail {
  if (!(mean >= low && mean <= high && low < high)) throw new RangeError(`no mean ${mean} within [${low}, ${high}]`);
  if (!(variance >= 0 && variance < Number.POSITIVE_INFINITY)) throw new RangeError(`no variance: ${variance}`);
  const ofSpread = Math.sqrt((2 * variance) / n);
  const ofRange = (7 * (high - low)) / (3 * (n - 1));
  return {
    reach: alpha => {
      const log = Math.log(2 / alpha);
      return ofSpread * Math.sqrt(log) + ofRange * log;
    },
    probability: distance => {
      if (!(distance > 0)) return 1;
      const root = (2 * distance) / (ofSpread + Math.sqrt(ofSpread ** 2 + 4 * ofRange * distance));
      return Math.min(1, 2 * Math.exp(-root * root));
    },
  };
}
