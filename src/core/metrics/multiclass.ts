// Metrics of a predicted class among several.
import { add, constant, divide, multiply, type Smooth, scale } from '../statistics/delta.ts';
import type { CountMeans, CountMetric, Metric } from './metric.ts';
import { momentMetric } from './moment-metric.ts';
import { classHit, classLogLoss, topKHit } from './terms.ts';

const multiclass = { tasks: ['multiclass'], direction: 'higher', ratioScale: true, shownAs: 'percent' } as const;

type OfClass = (means: CountMeans, code: number) => Smooth;

const cell = (cells: ReadonlyMap<number, Smooth>, code: number): Smooth => {
  const found = cells.get(code);
  if (found === undefined) throw new Error(`There are no counts of class ${code}.`);
  return found;
};

const recallOf: OfClass = ({ hit, support }, code) => divide(cell(hit, code), cell(support, code));
const precisionOf: OfClass = ({ hit, predicted }, code) => divide(cell(hit, code), cell(predicted, code));
const f1Of: OfClass = ({ hit, support, predicted }, code) =>
  divide(scale(cell(hit, code), 2), add(cell(support, code), cell(predicted, code)));

/** A class counts where it stands among the labels or among the model's predictions, as in scikit-learn. */
const present = ({ support, predicted }: CountMeans): number[] =>
  [...support.keys()].filter(code => cell(support, code).value + cell(predicted, code).value > 0);

const labelled = ({ support }: CountMeans): number[] =>
  [...support.keys()].filter(code => cell(support, code).value > 0);

/** Unweighted mean over classes; a class without a denominator scores 0, as in scikit-learn. */
function macro(means: CountMeans, codes: readonly number[], ofClass: OfClass): Smooth {
  const values = codes.map(code => ofClass(means, code)).filter(value => !Number.isNaN(value.value));
  const zero = constant(0, means.total.gradient.length);
  return scale(values.reduce(add, zero), 1 / codes.length);
}

/** Mean of the classes' F1 weighted by their rows. */
function weightedF1(means: CountMeans): Smooth {
  const { hit, support, predicted, total } = means;
  const zero = constant(0, total.gradient.length);
  const sum = labelled(means).reduce((so, code) => {
    const pair = add(cell(support, code), cell(predicted, code));
    return add(so, divide(scale(multiply(cell(support, code), cell(hit, code)), 2), pair));
  }, zero);
  return divide(sum, total);
}

const counted = (name: string, value: CountMetric['value'], more: Partial<CountMetric> = {}): CountMetric => ({
  ...multiclass,
  name,
  evidence: 'counts',
  value,
  ...more,
});

const ofClass = { argument: { kind: 'class' } } as const;

/** Names and values are scikit-learn's; `recall(cat)` and `precision(cat)` are those of one class. */
export const multiclassMetrics: readonly Metric[] = [
  momentMetric({ ...multiclass, name: 'accuracy', own: [classHit], proportion: true }),
  counted('balanced_accuracy', means => macro(means, labelled(means), recallOf)),
  counted('f1_macro', means => macro(means, present(means), f1Of)),
  momentMetric({ ...multiclass, name: 'f1_micro', own: [classHit], proportion: true }),
  counted('f1_weighted', weightedF1),
  counted('precision_macro', means => macro(means, present(means), precisionOf)),
  counted('recall_macro', means => macro(means, present(means), recallOf)),
  momentMetric({
    ...multiclass,
    name: 'log_loss',
    direction: 'lower',
    shownAs: 'number',
    own: [classLogLoss],
    needsProbabilities: true,
  }),
  momentMetric({
    ...multiclass,
    name: 'top_k_accuracy',
    own: [topKHit],
    proportion: true,
    needsProbabilities: true,
    argument: { kind: 'number', fallback: 2 },
  }),
  counted('recall', recallOf, ofClass),
  counted('precision', precisionOf, ofClass),
];
