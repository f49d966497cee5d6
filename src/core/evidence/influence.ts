// Which method infers from influence values: independent units, skewed ones, or a series in time.

import { periodsOf } from '../series.ts';
import { dieboldMariano } from '../statistics/diebold-mariano.ts';
import type { Inference } from '../statistics/inference.ts';
import { longRunMean } from '../statistics/long-run.ts';
import { skewedT } from '../statistics/skewed-t.ts';
import { beyondResamples, resamplesFor } from './beyond-resamples.ts';
import type { InferenceContext, Series } from './evidence.ts';
import { type Differing, heedFew } from './few-differing.ts';

/** A smooth metric (or a combination of two) seen unit by unit: estimate + influence, which average to the estimate. */
export interface Influence {
  readonly estimate: number;
  /** Sample variance of the units' values. */
  readonly variance: number;
  readonly skewness: number;
  readonly units: number;
  /** The units' values; null when there are too many to keep. */
  readonly values: Float64Array | null;
  /** The units' codes; null where each row is its own unit. */
  readonly codes: readonly number[] | null;
  /** null where the spread of the values can be believed as it is. */
  readonly differing: Differing | null;
}

/** Infers from influence values by the method their structure asks for. */
export function inferFrom(influence: Influence, context: InferenceContext, method = 'delta method, t'): Inference {
  const inference = inferWith(influence, context, method);
  return influence.differing === null ? inference : heedFew(inference, influence.differing);
}

function inferWith(influence: Influence, context: InferenceContext, method: string): Inference {
  const { estimate, variance, skewness, units, values, codes } = influence;
  if (context.series !== null && values !== null && codes !== null) return inferSeries(values, codes, context.series);
  const { alpha, seed, mostResampled } = context;
  const sample = { mean: estimate, variance, skewness, n: units, seed, alpha };
  const formula = skewedT(sample, method);
  if (values === null || units > mostResampled) return formula;
  return beyondResamples(skewedT({ ...sample, values }, method), formula, resamplesFor(alpha));
}

function inferSeries(values: Float64Array, codes: readonly number[], { timeOf, facts }: Series): Inference {
  const times = codes.map(code => timeOf[code] as number);
  const order = [...codes.keys()].sort((a, b) => (times[a] as number) - (times[b] as number));
  const ordered = Float64Array.from(order, unit => values[unit] as number);
  const { season, horizon } = periodsOf(times, facts);
  return horizon === null ? longRunMean(ordered, season) : dieboldMariano(ordered, horizon);
}

/** Influence values whose mean is the estimate, with their variance (n − 1) and skewness. */
export function influenceOfUnits(values: Float64Array, codes: readonly number[]): Omit<Influence, 'differing'> {
  const n = values.length;
  let [sum, squares, cubes] = [0, 0, 0];
  for (const value of values) sum += value;
  const estimate = sum / n;
  for (const value of values) {
    const deviation = value - estimate;
    squares += deviation * deviation;
    cubes += deviation * deviation * deviation;
  }
  const variance = n > 1 ? squares / (n - 1) : Number.NaN;
  return { estimate, variance, skewness: squares > 0 ? cubes / n / (squares / n) ** 1.5 : 0, units: n, values, codes };
}
