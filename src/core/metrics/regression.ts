// Metrics of a predicted number.
import { constant, divide, multiply, type Smooth, sqrt, subtract } from '../statistics/delta.ts';
import type { ExtremeMetric, Metric, MomentMetric, RankMetric, TermMeans } from './metric.ts';
import { meanOfOwn, momentMetric, only, ratioOfSums } from './moment-metric.ts';
import { prepareMedianError } from './ordered.ts';
import {
  absoluteError,
  absolutePercentageError,
  absoluteTarget,
  nonZeroTarget,
  quantileLoss,
  signedError,
  squaredError,
  squaredTargetFromOrigin,
  symmetricPercentageError,
  targetFromOrigin,
} from './terms.ts';

const regression = { tasks: ['regression'], direction: 'lower', ratioScale: true, shownAs: 'target' } as const;

const smooth = (row: Pick<MomentMetric, 'name' | 'own'> & Partial<MomentMetric>): MomentMetric =>
  momentMetric({ ...regression, ...row });

/** A variance of the target below this share of its distance from the origin is what rounding left, and not one. */
const ROUNDED = 1e-11;

/** 1 − Σ(ŷ−y)² / Σ(y−ȳ)², on the rows given; undefined where the target does not vary. */
function determination({ own, shared, weight }: TermMeans): Smooth {
  const [target, square] = shared;
  if (target === undefined || square === undefined) throw new Error('R² needs the target and its square.');
  const centre = divide(target, weight);
  const fromOrigin = divide(square, weight);
  const variance = subtract(fromOrigin, multiply(centre, centre));
  const isLost = variance.value <= ROUNDED * fromOrigin.value;
  const spread = isLost ? constant(0, variance.gradient.length) : variance;
  return subtract(divide(weight, weight), divide(divide(only(own), weight), spread));
}

const medianError: RankMetric = {
  ...regression,
  name: 'medae',
  evidence: 'ranks',
  method: 'bootstrap',
  stratified: false,
  swing: () => Number.POSITIVE_INFINITY,
  prepare: prepareMedianError,
};

const maximumError: ExtremeMetric = { ...regression, name: 'max_error', evidence: 'extremes', own: absoluteError };

/** Names and values are scikit-learn's; WAPE = Σ|ŷ−y| / Σ|y| and bias = Σ(ŷ−y) / Σ|y| have no counterpart there. */
export const regressionMetrics: readonly Metric[] = [
  smooth({ name: 'mae', own: [absoluteError] }),
  smooth({ name: 'mse', own: [squaredError], shownAs: 'number' }),
  smooth({ name: 'rmse', own: [squaredError], value: means => sqrt(meanOfOwn(means)) }),
  smooth({ name: 'wape', shared: [absoluteTarget], own: [absoluteError], value: ratioOfSums, shownAs: 'percent' }),
  smooth({
    name: 'mape',
    shared: [nonZeroTarget],
    own: [absolutePercentageError],
    value: ratioOfSums,
    shownAs: 'percent',
  }),
  smooth({ name: 'smape', own: [symmetricPercentageError], shownAs: 'percent' }),
  smooth({
    name: 'bias',
    shared: [absoluteTarget],
    own: [signedError],
    value: ratioOfSums,
    direction: 'zero',
    ratioScale: false,
    shownAs: 'percent',
  }),
  smooth({
    name: 'r2',
    shared: [targetFromOrigin, squaredTargetFromOrigin],
    own: [squaredError],
    value: determination,
    direction: 'higher',
    ratioScale: false,
    shownAs: 'number',
  }),
  smooth({ name: 'pinball', own: [quantileLoss], argument: { kind: 'number', fallback: 0.5 } }),
  medianError,
  maximumError,
];
