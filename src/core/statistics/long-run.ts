// The mean of a series whose units depend on their neighbours, by the equal-weighted cosine estimator.
import { caution, FEW_UNITS, fromStudent, type Inference, undetermined } from './inference.ts';
import { unitMoments } from './paired-t.ts';

/** Under so many periods there are too few degrees of freedom to say anything. */
export const LEAST_PERIODS = 12;

const METHOD = 'equal-weighted cosine, t';

/** Long-run variance of a series: n times the variance of its mean, and the degrees of freedom it is known with. */
export interface LongRunVariance {
  readonly variance: number;
  readonly df: number;
  /** Complete seasons that it rests on. */
  readonly periods: number;
}

/**
 * Long-run variance of `values` in time order, whose errors repeat every `season` units (an integer ≥ 1). Sums over
 * consecutive seasons, counted back from the end, are transformed: Λ_j = √(2/K) Σ_k S_k cos(πj(k − ½)/K), and
 * (1/ν)Σ Λ_j² is the long-run variance of a season's sum, with ν = ⌊0.4·K^{2/3}⌋. The oldest units, when they do not
 * fill a season, are a season of their own that weighs by its size. Null under 12 complete seasons.
 * Source: Lazarus, Lewis, Stock & Watson, "HAR inference: recommendations for practice", JBES 36 (2018), 541–559.
 */
export function longRunVariance(values: Float64Array, season = 1): LongRunVariance | null {
  const periods = Math.floor(values.length / season);
  if (periods < LEAST_PERIODS) return null;
  const sums = seasonSums(values, season);
  const df = Math.floor(0.4 * periods ** (2 / 3));
  let total = 0;
  for (let j = 1; j <= df; j += 1) total += cosineWeight(sums, j) ** 2;
  const ofOneSeason = (2 / sums.length) * (total / df);
  return { variance: (ofOneSeason * sums.length) / values.length, df, periods };
}

/**
 * Inference for the mean of dependent units: x̄ ± t_ν·√(long-run variance/n). `values` are the units' influence values
 * in time order, their mean the estimate. Under 12 seasons the bounds are infinite.
 */
export function longRunMean(values: Float64Array, season = 1): Inference {
  const { mean, n } = unitMoments(values);
  const longRun = longRunVariance(values, season);
  if (longRun === null) {
    return undetermined({ estimate: mean, method: METHOD, units: n, warnings: [caution.shortSeries] });
  }
  const warnings = longRun.periods < FEW_UNITS ? [caution.fewUnits] : [];
  const se = Math.sqrt(longRun.variance / n);
  return fromStudent({ estimate: mean, se, df: longRun.df, method: METHOD, units: n, warnings });
}

/** How much dependence widens the spread of a mean: long-run over short-run variance, at least 1; null when unknown. */
export function varianceInflation(values: Float64Array, season = 1): number | null {
  const longRun = longRunVariance(values, season);
  const { variance } = unitMoments(values);
  if (longRun === null || !Number.isFinite(variance)) return null;
  return variance > 0 ? Math.max(1, longRun.variance / variance) : 1;
}

/** Sums of deviations from the mean over each season, oldest first. */
function seasonSums(values: Float64Array, season: number): Float64Array {
  const { mean, n } = unitMoments(values);
  const count = Math.ceil(n / season);
  const sums = new Float64Array(count);
  const missing = count * season - n;
  for (let i = 0; i < n; i += 1) {
    const period = Math.floor((i + missing) / season);
    sums[period] = (sums[period] as number) + (values[i] as number) - mean;
  }
  return sums;
}

function cosineWeight(sums: Float64Array, frequency: number): number {
  const step = (Math.PI * frequency) / sums.length;
  let weight = 0;
  for (let k = 0; k < sums.length; k += 1) weight += (sums[k] as number) * Math.cos(step * (k + 0.5));
  return weight;
}
