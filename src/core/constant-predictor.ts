// The best model that looks at nothing: what a first version must beat.
import type { ChosenMetric } from './metrics/catalogue.ts';
import type { Task } from './metrics/metric.ts';

/** What is predicted for every row: a number or P(positive), or a class; with the share of each class. */
export type ConstantPrediction =
  | { readonly kind: 'number'; readonly value: number; readonly name: string }
  | {
      readonly kind: 'class';
      readonly label: string;
      readonly shares: ReadonlyMap<string, number>;
      readonly name: string;
    };

/** The targets that it is fitted on: numbers (0 and 1 for a binary task) and how much each counts, or labels. */
export type Targets =
  | { readonly kind: 'numbers'; readonly values: Float64Array; readonly weights: Float64Array | null }
  | { readonly kind: 'labels'; readonly counts: ReadonlyMap<string, number> };

type Numbers = Extract<Targets, { kind: 'numbers' }>;

/**
 * The constant that is best for the primary metric on these very targets, which makes it hard to beat rather than easy:
 * the median for absolute errors, a quantile for pinball, the mean for squared errors, the share of positives for
 * probabilities, the majority for labels. null for a score task, where nothing was predicted, and without targets.
 */
export function bestConstant(task: Task, primary: ChosenMetric, targets: Targets): ConstantPrediction | null {
  if (task === 'score') return null;
  if (targets.kind === 'labels') return targets.counts.size === 0 ? null : bestClass(primary, targets.counts);
  if (targets.values.length === 0) return null;
  if (task === 'binary') return binaryConstant(primary, targets);
  const { name, value } = fits[primary.metric.name] ?? median;
  return { kind: 'number', value: value(sorted(targets), Number(primary.argument)), name: name(primary.argument) };
}

/** How a constant is fitted to a metric of numbers. */
interface Fit {
  readonly name: (argument: ChosenMetric['argument']) => string;
  readonly value: (points: readonly Point[], argument: number) => number;
}

/** A target and its weight; lists of them are in ascending order. */
interface Point {
  readonly value: number;
  readonly weight: number;
}

function sorted({ values, weights }: Numbers): Point[] {
  const points = Array.from(values, (value, row) => ({ value, weight: weights?.[row] ?? 1 }));
  return points.filter(({ weight }) => weight > 0).sort((a, b) => a.value - b.value);
}

const average: Fit = { name: () => 'the mean', value: mean };
const median: Fit = { name: () => 'the median', value: points => quantile(points, 0.5) };

/** By metric; absolute errors, and what has no fit of its own, take the median. */
const fits: Readonly<Record<string, Fit>> = {
  mse: average,
  rmse: average,
  r2: average,
  bias: average,
  pinball: { name: level => `the ${level} quantile`, value: quantile },
  mape: { name: () => 'the median weighted by 1/|y|', value: medianOfShares },
  smape: { name: () => 'the best constant for smape', value: bestForSmape },
  medae: { name: () => 'the middle of the closest half', value: middleOfClosestHalf },
  max_error: { name: () => 'the middle of the range', value: points => (first(points) + last(points)) / 2 },
};

const first = (points: readonly Point[]): number => (points[0] as Point).value;
const last = (points: readonly Point[]): number => (points.at(-1) as Point).value;

function mean(points: readonly Point[]): number {
  let [sum, total] = [0, 0];
  for (const { value, weight } of points) {
    sum += weight * value;
    total += weight;
  }
  return sum / total;
}

/** A value with at most a share `level` of the weight below it and at most the rest above it; the middle of two such. */
function quantile(points: readonly Point[], level: number): number {
  const place = level * points.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  for (const [index, { value, weight }] of points.entries()) {
    below += weight;
    if (below < place) continue;
    const next = points[index + 1]?.value ?? value;
    return below === place ? (value + next) / 2 : value;
  }
  return last(points);
}

/** Minimises Σ w|y − c|/|y| over the y that are not 0: the median of y weighted by w/|y|. */
function medianOfShares(points: readonly Point[]): number {
  const shares = points
    .filter(({ value }) => value !== 0)
    .map(({ value, weight }) => ({ value, weight: weight / Math.abs(value) }));
  return shares.length === 0 ? 0 : quantile(shares, 0.5);
}

const GRID = 64;
const STEPS = 40;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** smape is no convex function of a constant: the best of some quantiles, refined between its neighbours. */
function bestForSmape(points: readonly Point[]): number {
  const loss = (constant: number): number => {
    let sum = 0;
    for (const { value, weight } of points) {
      const scale = Math.abs(value) + Math.abs(constant);
      if (scale > 0) sum += (weight * Math.abs(value - constant)) / scale;
    }
    return sum;
  };
  const at = (place: number): number =>
    (points[Math.round((Math.min(GRID, Math.max(0, place)) / GRID) * (points.length - 1))] as Point).value;
  const losses = Array.from({ length: GRID + 1 }, (_, place) => loss(at(place)));
  const best = losses.indexOf(Math.min(...losses));
  const refined = minimise(loss, at(best - 1), at(best + 1));
  return loss(refined) < (losses[best] as number) ? refined : at(best);
}

/** Golden-section search (Kiefer 1953) between two numbers. */
function minimise(loss: (value: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < STEPS; step++) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (loss(left) <= loss(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

/** Minimises the median of |y − c| (exactly where the number of rows is odd): Rousseeuw's least median of squares. */
function middleOfClosestHalf(points: readonly Point[]): number {
  const reach = Math.floor(points.length / 2);
  let [best, width] = [first(points), Number.POSITIVE_INFINITY];
  for (let index = 0; index + reach < points.length; index++) {
    const [low, high] = [(points[index] as Point).value, (points[index + reach] as Point).value];
    if (high - low < width) [best, width] = [(low + high) / 2, high - low];
  }
  return best;
}

const POSITIVE_WINS = new Set(['recall', 'f1', 'precision']);

/** Labels follow from a probability at ½: the share for scores of probabilities, 0 or 1 by majority for labels. */
function binaryConstant({ metric }: ChosenMetric, targets: Numbers): ConstantPrediction {
  const share = mean(sorted(targets));
  const ofLabels = metric.evidence === 'counts' || metric.name === 'accuracy';
  if (!ofLabels) return { kind: 'number', value: share, name: 'the share of positives' };
  if (POSITIVE_WINS.has(metric.name)) return { kind: 'number', value: 1, name: 'always positive' };
  if (metric.name === 'specificity') return { kind: 'number', value: 0, name: 'always negative' };
  return { kind: 'number', value: share > 0.5 ? 1 : 0, name: 'the majority' };
}

/** The majority; for a metric of one class, that class. */
function bestClass({ argument }: ChosenMetric, counts: ReadonlyMap<string, number>): ConstantPrediction {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const ordered = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const shares = new Map(ordered.map(([name, n]) => [name, n / total]));
  const wanted = typeof argument === 'string' && counts.has(argument) ? argument : null;
  return wanted === null
    ? { kind: 'class', label: ordered[0]?.[0] ?? '', shares, name: 'the majority' }
    : { kind: 'class', label: wanted, shares, name: `always ${wanted}` };
}
