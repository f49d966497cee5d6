// The mean of a series whose units depend on their neighbours, by the equal-weighted cosine estimator.
import { caution, FEW_UNITS, fromStudent, type Inference, undetermined } from './inference.ts';
import { unitMoments } from './paired-t.ts';

/** Under so many periods there are too few degrees of freedom to say anything. */
export const LEAST_PERIODS = 12;

/** More degrees of freedom than these sharpen nothing: t on 1000 is the normal to three digits. */
const MOST_DF = 1000;

/** Longer series are first summed over runs of neighbouring seasons, down to so many: low frequencies do not notice. */
const MOST_SUMS = 10_000;

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
 * (1/ν)Σ Λ_j² is the long-run variance of a season's sum, with ν = ⌊0.4·K^{2/3}⌋, at most 1000. The oldest units, when
 * they do not fill a season, are a season of their own that weighs by its size. Above 10,000 seasons a sum spans several
 * of them. Null under 12 complete seasons. About 0.1 s for a million units.
 * Source: Lazarus, Lewis, Stock & Watson, "HAR inference: recommendations for practice", JBES 36 (2018), 541–559.
 */
export function longRunVariance(values: Float64Array, season = 1): LongRunVariance | null {
  const periods = Math.floor(values.length / season);
  if (periods < LEAST_PERIODS) return null;
  const sums = sumsOver(values, season * Math.ceil(periods / MOST_SUMS));
  const df = Math.min(MOST_DF, Math.floor(0.4 * periods ** (2 / 3)));
  let total = 0;
  for (let j = 1; j <= df; j += 1) total += cosineWeight(sums, j) ** 2;
  const ofOneSum = (2 / sums.length) * (total / df);
  return { variance: (ofOneSum * sums.length) / values.length, df, periods };
}

/**
 * Inference for the mean of dependent units: x̄ ± t_ν·√(long-run variance/n). `values` are the units' influence values
 * in time order, their mean the estimate. Under 12 seasons the bounds are infinite.
 */
export function longRunMean(values: Float64Array, season = 1): Inference {
  const { mean, n } = unitMoments(values);
  const longRun = longRunVariance(values, season);
  if (longRun === null) {
    // Of a series with a season more periods would not help, but more seasons.
    const warnings = [season > 1 ? caution.fewSeasons : caution.shortSeries];
    return undetermined({ estimate: mean, method: METHOD, units: n, warnings });
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

/** Sums of deviations from the mean over stretches of `span` units that end with the last one, oldest first. */
function sumsOver(values: Float64Array, span: number): Float64Array {
  const { mean, n } = unitMoments(values);
  const count = Math.ceil(n / span);
  const sums = new Float64Array(count);
  const missing = count * span - n;
  for (let i = 0; i < n; i += 1) {
    const place = Math.floor((i + missing) / span);
    sums[place] = (sums[place] as number) + (values[i] as number) - mean;
  }
  return sums;
}

function cosineWeight(sums: Float64Array, frequency: number): number {
  const step = (Math.PI * frequency) / sums.length;
  let weight = 0;
  for (let k = 0; k < sums.length; k += 1) weight += (sums[k] as number) * Math.cos(step * (k + 0.5));
  return weight;
}
