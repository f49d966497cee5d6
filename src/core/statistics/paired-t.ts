// Student's t on differences of units: the method for means, and for smooth metrics through their influence values.
import { caution, FEW_UNITS, fromStudent, type Inference, undetermined } from './inference.ts';

/** Differences (or influence values) of n independent units: their mean, and their sample variance over n − 1. */
export interface UnitMoments {
  readonly mean: number;
  readonly variance: number;
  readonly n: number;
}

/**
 * d̄ ± t_{n−1}·s/√n. Fewer than two units give infinite bounds; a variance of 0 the point d̄; a variance that rounding
 * left just below 0 counts as 0. Source: Student, "The probable error of a mean", Biometrika 6 (1908), 1–25.
 */
export function pairedT({ mean, variance, n }: UnitMoments, method = 'paired t'): Inference {
  if (n < 2) return undetermined({ estimate: mean, method, units: n, warnings: [caution.noUnits] });
  const se = Math.sqrt(Math.max(0, variance) / n);
  const warnings = n < FEW_UNITS ? [caution.fewUnits] : [];
  return fromStudent({ estimate: mean, se, df: n - 1, method, units: n, warnings });
}

/** Mean and sample variance (two passes) of differences in any order. */
export function unitMoments(values: Float64Array): UnitMoments {
  const n = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / n;
  let squares = 0;
  let rest = 0;
  for (const value of values) {
    const deviation = value - mean;
    squares += deviation * deviation;
    rest += deviation;
  }
  return { mean, variance: n > 1 ? (squares - (rest * rest) / n) / (n - 1) : Number.NaN, n };
}
