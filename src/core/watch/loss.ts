// By which loss of a row production is watched, for each metric that may be primary, and how its mean is told.
import type { ChosenMetric } from '../metrics/catalogue.ts';

/** A loss of single rows, which days and slices average. */
export interface WatchedLoss {
  /** The metric that its mean is told as: the primary one, or what stands in for it. */
  readonly metric: string;
  /** Whether it is the primary metric itself, on days with as much to predict as before. */
  readonly exact: boolean;
  /** Whether it is divided by the usual size of the target, so that growing sales are no alarm. */
  readonly scaled: boolean;
  readonly unit: 'percent' | 'target' | 'number';
  readonly better: 'lower' | 'higher';
  /** Between which values a loss lies, whatever the data. */
  readonly bounds: readonly [number, number];
  /** The loss of a row: of two numbers, of P(positive) and 0 or 1, of two class codes, of a score. */
  of(target: number, prediction: number): number;
  /** What a mean loss is as the metric's value. */
  show(mean: number): number;
}

type LossRow = Omit<WatchedLoss, 'metric' | 'exact'>;

const itself = (mean: number): number => mean;
const absoluteError = (target: number, prediction: number): number => Math.abs(prediction - target);
const squaredError = (target: number, prediction: number): number => (prediction - target) ** 2;
const smallest = Number.EPSILON;
const clip = (probability: number): number => Math.min(Math.max(probability, smallest), 1 - smallest);

const positive = [0, Number.POSITIVE_INFINITY] as const;
const error = { scaled: false, better: 'lower', bounds: positive, show: itself } as const;
const absolute: LossRow = { ...error, unit: 'target', of: absoluteError };
const squared: LossRow = { ...error, unit: 'number', of: squaredError };
const relative: LossRow = { ...absolute, scaled: true, unit: 'percent' };
const accuracy = (of: WatchedLoss['of']): LossRow => ({
  scaled: false,
  unit: 'percent',
  better: 'higher',
  bounds: [0, 1],
  of,
  show: mean => 1 - mean,
});
const binaryAccuracy = accuracy((target, prediction) => (prediction > 0.5 === target > 0.5 ? 0 : 1));
const classAccuracy = accuracy((target, prediction) => (target === prediction ? 0 : 1));

const percentage: LossRow = {
  ...absolute,
  unit: 'percent',
  of: (target, prediction) => (target === 0 ? Number.NaN : Math.abs((prediction - target) / target)),
};
const symmetricPercentage: LossRow = {
  ...absolute,
  bounds: [0, 2],
  unit: 'percent',
  of(target, prediction) {
    const scale = Math.abs(target) + Math.abs(prediction);
    return scale === 0 ? 0 : (2 * Math.abs(prediction - target)) / scale;
  },
};
const logarithmic: LossRow = {
  ...squared,
  of: (target, prediction) => -Math.log(clip(target > 0.5 ? prediction : 1 - prediction)),
};
const pinball = (level: number): LossRow => ({
  ...absolute,
  of: (target, prediction) =>
    target >= prediction ? level * (target - prediction) : (1 - level) * (prediction - target),
});

/** Metrics whose mean of rows is watched as it is. */
const own: Readonly<Record<string, LossRow>> = {
  wape: relative,
  mae: absolute,
  mse: squared,
  rmse: { ...squared, unit: 'target', show: Math.sqrt },
  mape: percentage,
  smape: symmetricPercentage,
  log_loss: logarithmic,
  brier: { ...squared, bounds: [0, 1] },
};

/** What stands in for metrics that no single row has. */
const instead: Readonly<Record<string, string>> = {
  bias: 'wape',
  r2: 'mse',
  medae: 'mae',
  max_error: 'mae',
  roc_auc: 'brier',
  average_precision: 'brier',
  ece: 'brier',
};

/** The loss to watch for a task's primary metric; `direction` is that of a score. */
export function watchedLoss(
  { metric, argument, text }: ChosenMetric,
  { task, direction }: { readonly task: string; readonly direction: 'higher' | 'lower' | null },
): WatchedLoss {
  if (task === 'score') return scoreLoss(direction ?? 'higher');
  if (task === 'multiclass') return { ...classAccuracy, metric: 'accuracy', exact: metric.name === 'accuracy' };
  if (metric.name === 'pinball') return { ...pinball(Number(argument)), metric: text, exact: true };
  const name = instead[metric.name] ?? metric.name;
  const row = own[name];
  if (row !== undefined) return { ...row, metric: name, exact: name === metric.name };
  return { ...binaryAccuracy, metric: 'accuracy', exact: metric.name === 'accuracy' };
}

/** A score is watched as it is; higher ones count as negative losses. */
function scoreLoss(better: 'higher' | 'lower'): WatchedLoss {
  const sign = better === 'higher' ? -1 : 1;
  return {
    metric: 'score',
    exact: true,
    scaled: false,
    unit: 'number',
    better,
    bounds: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    of: (_, prediction) => sign * prediction,
    show: mean => sign * mean,
  };
}

/** Between which values losses are told apart: below and above, one is like the other. */
export interface LossRange {
  readonly from: number;
  readonly to: number;
}

/** The share of rows whose loss may lie beyond the range. */
const BEYOND = 0.005;

/** From the least loss there can be, or the 0.5 % quantile of losses below 0, to the 99.5 % quantile. */
export function lossRange(losses: Float64Array): LossRange {
  const sorted = Float64Array.from(losses).sort();
  const quantile = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const from = (sorted[0] ?? 0) >= 0 ? 0 : quantile(BEYOND);
  const to = quantile(1 - BEYOND);
  const widest = sorted.at(-1) ?? 0;
  if (to > from) return { from, to };
  return { from, to: widest > from ? widest : from + Math.max(1e-9, Math.abs(from) * 1e-6) };
}

/** A loss as a share of the range, below 0 and above 1 where it lies beyond it. */
export const shareOf = (loss: number, { from, to }: LossRange): number => (loss - from) / (to - from);

/** A loss as a share of the range, in [0, 1]. */
export function withinRange(loss: number, range: LossRange): number {
  return Math.min(1, Math.max(0, shareOf(loss, range)));
}

/** The loss that a share of the range is. */
export const ofRange = (share: number, { from, to }: LossRange): number => from + share * (to - from);
