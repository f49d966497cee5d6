// How each row of one class ranks among the rows of the other: what an area under the ROC curve is made of.
import { ascendingOrder } from './index-sort.ts';

/** How many rows have target 1, and how many have not. */
export interface ClassCounts {
  readonly positives: number;
  readonly negatives: number;
}

/** Counts the classes of 0/1 targets. */
export function countClasses(target: ArrayLike<number>): ClassCounts {
  let positives = 0;
  for (let i = 0; i < target.length; i += 1) if (target[i] === 1) positives += 1;
  return { positives, negatives: target.length - positives };
}

/**
 * Per row: for a positive the share of negatives scored below it, for a negative the share of positives scored above
 * it, ties half. Their mean over either class is the AUC. `score` must be free of NaN. One sort, one pass: Sun & Xu's
 * mid-ranks (IEEE Signal Processing Letters 21, 2014, 1389–1393) counted directly.
 */
export function placements(target: ArrayLike<number>, score: Float64Array, counts: ClassCounts): Float64Array {
  const order = ascendingOrder(score);
  const placed = new Float64Array(score.length);
  let [positivesBelow, negativesBelow] = [0, 0];
  for (let start = 0; start < order.length; ) {
    const value = score[order[start] as number];
    let [end, positives] = [start, 0];
    for (; end < order.length && score[order[end] as number] === value; end += 1) {
      if (target[order[end] as number] === 1) positives += 1;
    }
    const negatives = end - start - positives;
    const ofPositive = (negativesBelow + negatives / 2) / counts.negatives;
    const ofNegative = (counts.positives - positivesBelow - positives / 2) / counts.positives;
    for (let i = start; i < end; i += 1) {
      const row = order[i] as number;
      placed[row] = target[row] === 1 ? ofPositive : ofNegative;
    }
    positivesBelow += positives;
    negativesBelow += negatives;
    start = end;
  }
  return placed;
}
