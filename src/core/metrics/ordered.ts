// Statistics of the order of rows, prepared once and then computed for any weights in one pass: what a bootstrap needs.
import { ascendingOrder } from '../statistics/index-sort.ts';
import type { WeightedStatistic } from './metric.ts';

const weightOf = (weights: Float64Array | null, row: number): number =>
  weights === null ? 1 : (weights[row] as number);

/** Median of |ŷ − y|; an even total weight averages the two middle rows, as scikit-learn does. */
export function prepareMedianError(target: Float64Array, prediction: Float64Array): WeightedStatistic {
  const errors = target.map((value, row) => Math.abs((prediction[row] as number) - value));
  const order = ascendingOrder(errors);
  return weights => {
    let total = weights === null ? errors.length : 0;
    if (weights !== null) for (let row = 0; row < weights.length; row++) total += weights[row] as number;
    if (total === 0) return Number.NaN;
    let below = 0;
    let lower = Number.NaN;
    for (let rank = 0; rank < order.length; rank++) {
      const row = order[rank] as number;
      below += weightOf(weights, row);
      if (Number.isNaN(lower) && below * 2 >= total) lower = errors[row] as number;
      if (below * 2 > total) return (lower + (errors[row] as number)) / 2;
    }
    return lower;
  };
}

/** Σ (Rₖ − Rₖ₋₁)·Pₖ over distinct scores from the highest; NaN without a positive row. */
export function prepareAveragePrecision(target: Float64Array, prediction: Float64Array): WeightedStatistic {
  const order = ascendingOrder(prediction.map(score => -score));
  const isPositive = Uint8Array.from(order, row => ((target[row] as number) > 0.5 ? 1 : 0));
  const isLast = Uint8Array.from(order, (row, rank) => {
    const next = order[rank + 1];
    return next === undefined || prediction[next] !== prediction[row] ? 1 : 0;
  });
  return weights => {
    let hits = 0;
    let seen = 0;
    let recalled = 0;
    let sum = 0;
    for (let rank = 0; rank < order.length; rank++) {
      const weight = weightOf(weights, order[rank] as number);
      seen += weight;
      if (isPositive[rank] === 1) hits += weight;
      if (isLast[rank] === 0) continue;
      if (hits > recalled) sum += ((hits - recalled) * hits) / seen;
      recalled = hits;
    }
    return hits > 0 ? sum / hits : Number.NaN;
  };
}

/** P(score of a positive > score of a negative), ties half; NaN unless both classes are there. */
export function prepareAreaUnderCurve(target: Float64Array, prediction: Float64Array): WeightedStatistic {
  const order = ascendingOrder(prediction);
  return weights => {
    let negatives = 0;
    let positives = 0;
    let won = 0;
    let from = 0;
    while (from < order.length) {
      const score = prediction[order[from] as number];
      let [tiedNegatives, tiedPositives] = [0, 0];
      let to = from;
      for (; to < order.length && prediction[order[to] as number] === score; to++) {
        const row = order[to] as number;
        if ((target[row] as number) > 0.5) tiedPositives += weightOf(weights, row);
        else tiedNegatives += weightOf(weights, row);
      }
      won += tiedPositives * (negatives + tiedNegatives / 2);
      negatives += tiedNegatives;
      positives += tiedPositives;
      from = to;
    }
    return won / (negatives * positives);
  };
}

const BINS = 10;

/** Expected calibration error: |mean P − share of positives| over ten equal, right-closed bins, weighted by rows. */
export function prepareCalibrationError(target: Float64Array, prediction: Float64Array): WeightedStatistic {
  const bins = Uint8Array.from(prediction, probability =>
    Math.min(BINS - 1, Math.max(0, Math.ceil(probability * BINS) - 1)),
  );
  const tooHigh = prediction.map((probability, row) => probability - (target[row] as number));
  return weights => {
    const gaps = new Float64Array(BINS);
    let total = 0;
    for (let row = 0; row < bins.length; row++) {
      const weight = weightOf(weights, row);
      const bin = bins[row] as number;
      gaps[bin] = (gaps[bin] as number) + weight * (tooHigh[row] as number);
      total += weight;
    }
    return total > 0 ? gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total : Number.NaN;
  };
}
