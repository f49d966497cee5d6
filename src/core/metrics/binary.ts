// Metrics of a predicted probability of the positive class; labels follow from it at ½.
import { add, divide, multiply, type Smooth, scale, sqrt, subtract } from '../statistics/delta.ts';
import type { CountMeans, CountMetric, Metric, RankMetric } from './metric.ts';
import { momentMetric } from './moment-metric.ts';
import { prepareAreaUnderCurve, prepareAveragePrecision, prepareCalibrationError } from './ordered.ts';
import { binaryHit, binaryLogLoss, squaredError } from './terms.ts';

const binary = { tasks: ['binary'], direction: 'higher', ratioScale: true, shownAs: 'percent' } as const;

/** Means of the four cells of the confusion matrix. */
interface Confusion {
  readonly hits: Smooth;
  readonly positives: Smooth;
  readonly selected: Smooth;
  readonly total: Smooth;
}

function confusionOf({ total, support, predicted, hit }: CountMeans, positive: number): Confusion {
  const [positives, selected, hits] = [support.get(positive), predicted.get(positive), hit.get(positive)];
  if (positives === undefined || selected === undefined || hits === undefined) {
    throw new Error(`There are no counts of class ${positive}.`);
  }
  return { hits, positives, selected, total };
}

const falsePositives = ({ selected, hits }: Confusion): Smooth => subtract(selected, hits);
const negatives = ({ total, positives }: Confusion): Smooth => subtract(total, positives);
const rejected = ({ total, selected }: Confusion): Smooth => subtract(total, selected);
const recall = ({ hits, positives }: Confusion): Smooth => divide(hits, positives);
const specificity = (c: Confusion): Smooth => divide(subtract(negatives(c), falsePositives(c)), negatives(c));

/** Matthews' correlation: covariance of labels and predictions over their standard deviations. */
function correlation(c: Confusion): Smooth {
  const covariance = subtract(multiply(c.hits, c.total), multiply(c.positives, c.selected));
  const spread = multiply(multiply(c.positives, negatives(c)), multiply(c.selected, rejected(c)));
  return divide(covariance, sqrt(spread));
}

/** Cohen's kappa: agreement beyond chance over the most there could be. */
function kappa(c: Confusion): Smooth {
  const agreement = multiply(subtract(add(c.hits, negatives(c)), falsePositives(c)), c.total);
  const chance = add(multiply(c.positives, c.selected), multiply(negatives(c), rejected(c)));
  return divide(subtract(agreement, chance), subtract(multiply(c.total, c.total), chance));
}

const counted = (
  name: string,
  value: (confusion: Confusion) => Smooth,
  more: Partial<CountMetric> = {},
): CountMetric => ({
  ...binary,
  name,
  evidence: 'counts',
  value: (means, positive) => value(confusionOf(means, positive)),
  ...more,
});

const ranked = (
  row: Pick<RankMetric, 'name' | 'prepare' | 'method' | 'stratified' | 'swing'> & Partial<RankMetric>,
): RankMetric => ({
  ...binary,
  evidence: 'ranks',
  shownAs: 'number',
  ...row,
});

const correlated = { ratioScale: false, shownAs: 'number' } as const;

/** Names and values are scikit-learn's; specificity is the recall of the negative class. */
export const binaryMetrics: readonly Metric[] = [
  momentMetric({ ...binary, name: 'accuracy', own: [binaryHit], proportion: true }),
  counted('balanced_accuracy', c => scale(add(recall(c), specificity(c)), 0.5)),
  counted('precision', ({ hits, selected }) => divide(hits, selected)),
  counted('recall', recall),
  counted('f1', ({ hits, positives, selected }) => divide(scale(hits, 2), add(positives, selected))),
  counted('specificity', specificity),
  counted('mcc', correlation, correlated),
  counted('cohen_kappa', kappa, correlated),
  ranked({
    name: 'roc_auc',
    method: 'delong',
    stratified: true,
    swing: (positives, rows) => 1 / Math.min(positives, rows - positives),
    prepare: prepareAreaUnderCurve,
    ratioScale: false,
  }),
  ranked({
    name: 'average_precision',
    method: 'bootstrap',
    stratified: true,
    swing: positives => (1 + Math.log(positives)) / positives,
    prepare: prepareAveragePrecision,
  }),
  momentMetric({ ...binary, name: 'log_loss', direction: 'lower', shownAs: 'number', own: [binaryLogLoss] }),
  momentMetric({ ...binary, name: 'brier', direction: 'lower', shownAs: 'number', own: [squaredError] }),
  ranked({
    name: 'ece',
    method: 'bootstrap',
    stratified: true,
    swing: (_, rows) => 1 / rows,
    prepare: prepareCalibrationError,
    direction: 'lower',
  }),
];
