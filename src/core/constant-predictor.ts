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

/** The targets that it is fitted on: numbers (0 and 1 for a binary task), or labels. */
export type Targets =
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'labels'; readonly counts: ReadonlyMap<string, number> };

/**
 * The constant that is best for the primary metric on these very targets, which makes it hard to beat rather than easy:
 * the median for absolute errors, a quantile for pinball, the mean for squared errors, the share of positives for
 * probabilities, the majority for labels. null for a score task, where nothing was predicted.
 */
export function bestConstant(task: Task, primary: ChosenMetric, targets: Targets): ConstantPrediction | null {
  if (task === 'score') return null;
  if (targets.kind === 'labels') return majority(targets.counts);
  if (task === 'binary') return binaryConstant(primary, targets.values);
  return regressionConstant(primary, targets.values);
}

const number = (value: number, name: string): ConstantPrediction => ({ kind: 'number', value, name });

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function regressionConstant({ metric, argument }: ChosenMetric, values: Float64Array): ConstantPrediction {
  switch (metric.name) {
    case 'mse':
    case 'rmse':
    case 'r2':
    case 'bias':
      return number(mean(values), 'the mean');
    case 'pinball':
      return number(quantile(values, Number(argument)), `the ${Number(argument)} quantile`);
    case 'mape':
      return number(weightedMedian(values), 'the median weighted by 1/|y|');
    case 'max_error': {
      const sorted = values.slice().sort();
      return number(((sorted[0] as number) + (sorted.at(-1) as number)) / 2, 'the middle of the range');
    }
    default:
      return number(quantile(values, 0.5), 'the median');
  }
}

/** Labels follow from a probability at ½: the share for scores of probabilities, 0 or 1 by majority for labels. */
function binaryConstant({ metric }: ChosenMetric, values: Float64Array): ConstantPrediction {
  const share = mean(values);
  const ofLabels = metric.evidence === 'counts' || metric.name === 'accuracy';
  if (!ofLabels) return number(share, 'the share of positives');
  const rewardsPositives = metric.name === 'recall' || metric.name === 'f1' || metric.name === 'precision';
  if (rewardsPositives) return number(1, 'always positive');
  if (metric.name === 'specificity') return number(0, 'always negative');
  return number(share > 0.5 ? 1 : 0, 'the majority');
}

function majority(counts: ReadonlyMap<string, number>): ConstantPrediction {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const ordered = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const [label] = ordered[0] ?? [''];
  return { kind: 'class', label, shares: new Map(ordered.map(([name, n]) => [name, n / total])), name: 'the majority' };
}

/** The smallest value with at least a share `level` of the values at or below it; the middle of two at a half. */
function quantile(values: Float64Array, level: number): number {
  const sorted = values.slice().sort();
  const place = level * sorted.length;
  const below = sorted[Math.max(0, Math.ceil(place) - 1)] as number;
  const above = sorted[Math.min(sorted.length - 1, Math.floor(place))] as number;
  return (below + above) / 2;
}

/** The median of y weighted by 1/|y|, which minimises Σ|y − c|/|y|. */
function weightedMedian(values: Float64Array): number {
  const sorted = values.filter(value => value !== 0).sort();
  const total = sorted.reduce((sum, value) => sum + 1 / Math.abs(value), 0);
  let below = 0;
  for (const value of sorted) {
    below += 1 / Math.abs(value);
    if (below * 2 >= total) return value;
  }
  return 0;
}
