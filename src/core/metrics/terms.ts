// What metrics take from each row; one loop a term, so that a million rows cost milliseconds.
import type { ModelRows, Term, TermConstants } from './metric.ts';

const perRow =
  (term: (target: number, prediction: number, constants: TermConstants) => number): Term =>
  ({ count, target, prediction }, into, constants) => {
    for (let row = 0; row < count; row++) {
      into[row] = term(target[row] as number, prediction[row] as number, constants);
    }
  };

/** |ŷ − y| */
export const absoluteError = perRow((target, prediction) => Math.abs(prediction - target));
/** (ŷ − y)² */
export const squaredError = perRow((target, prediction) => (prediction - target) ** 2);
/** ŷ − y */
export const signedError = perRow((target, prediction) => prediction - target);
/** |y| */
export const absoluteTarget = perRow(target => Math.abs(target));
/** y, measured from an origin near the data so that its square keeps its digits */
export const targetFromOrigin = perRow((target, _, { origin }) => target - origin);
/** (y − origin)² */
export const squaredTargetFromOrigin = perRow((target, _, { origin }) => (target - origin) ** 2);
/** 1 where y ≠ 0 */
export const nonZeroTarget = perRow(target => (target === 0 ? 0 : 1));
/** |ŷ − y| / |y|, 0 where y = 0 */
export const absolutePercentageError = perRow((target, prediction) =>
  target === 0 ? 0 : Math.abs((prediction - target) / target),
);
/** 2|ŷ − y| / (|y| + |ŷ|), 0 where both are 0 */
export const symmetricPercentageError = perRow((target, prediction) => {
  const scale = Math.abs(target) + Math.abs(prediction);
  return scale === 0 ? 0 : (2 * Math.abs(prediction - target)) / scale;
});
/** Quantile loss of the level in brackets (Koenker & Bassett 1978) */
export const quantileLoss = perRow((target, prediction, { argument }) =>
  target >= prediction ? argument * (target - prediction) : (1 - argument) * (prediction - target),
);
/** 1 where P(positive) > ½ says the class of the row, or where the class is the row's */
export const binaryHit = perRow((target, prediction) => (prediction > 0.5 === target > 0.5 ? 1 : 0));
export const classHit = perRow((target, prediction) => (target === prediction ? 1 : 0));
/** −log P(true class) of a binary prediction, clipped as scikit-learn clips it */
export const binaryLogLoss = perRow(
  (target, prediction) => -Math.log(clip(target > 0.5 ? prediction : 1 - prediction)),
);
/** The number itself */
export const itself = perRow((_, prediction) => prediction);

/** −log P(true class), with each row's probabilities scaled to sum to one as scikit-learn does. */
export const classLogLoss: Term = (rows, into) => {
  const probabilities = probabilitiesOf(rows);
  for (let row = 0; row < rows.count; row++) {
    let sum = 0;
    for (const column of probabilities) sum += column[row] as number;
    const truth = probabilities[rows.target[row] as number]?.[row] ?? 0;
    into[row] = -Math.log(clip(sum > 0 ? truth / sum : 0));
  }
};

/** 1 where the true class is among the k most probable; ties go to the later class, as in scikit-learn. */
export const topKHit: Term = (rows, into, { argument: k }) => {
  const probabilities = probabilitiesOf(rows);
  for (let row = 0; row < rows.count; row++) {
    const truth = rows.target[row] as number;
    const own = probabilities[truth]?.[row] ?? 0;
    let above = 0;
    for (let other = 0; other < probabilities.length; other++) {
      const probability = (probabilities[other] as Float64Array)[row] as number;
      if (probability > own || (probability === own && other > truth)) above++;
    }
    into[row] = above < k ? 1 : 0;
  }
};

const smallest = Number.EPSILON;
const clip = (probability: number): number => Math.min(Math.max(probability, smallest), 1 - smallest);

function probabilitiesOf(rows: ModelRows): readonly Float64Array[] {
  if (rows.probabilities === null) throw new Error('A metric of class probabilities was given rows without them.');
  return rows.probabilities;
}
