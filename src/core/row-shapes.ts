// The shapes of many rows, for pictures: whether probabilities hold, where errors lie, and how they move in time.
import { wilson } from './statistics/binomial-interval.ts';

/** Some rows together; where they lie along the picture, what was found there, and its range. */
export interface Bin {
  readonly x: number;
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly rows: number;
}

/** What a model said of each row, and what came true; both columns are equally long. */
export interface Forecasts {
  readonly forecast: Float64Array;
  readonly outcome: Float64Array;
}

/** No bin holds fewer rows, so that none tells of a single one. */
export const FEWEST = 10;
const MOST_BINS = 20;

/**
 * Probabilities beside the shares that came true, in bins of about as many rows each, with Wilson's interval at a one-sided
 * alpha. Outcomes are 0 or 1. Empty for fewer rows than fill a bin.
 */
export function calibrationBins(rows: Forecasts, alpha: number): Bin[] {
  return binsOf(rows.forecast).map(members => {
    const k = sumOf(members, rows.outcome);
    const share = wilson({ k, n: members.length });
    return {
      x: sumOf(members, rows.forecast) / members.length,
      y: share.estimate,
      low: share.lower(alpha),
      high: share.upper(alpha),
      rows: members.length,
    };
  });
}

/** Errors (outcome − forecast) by the size of the forecast: the median, and the range of the middle eight tenths. */
export function residualBins({ forecast, outcome }: Forecasts): Bin[] {
  return binsOf(forecast).map(members => {
    const errors = Float64Array.from(members, row => (outcome[row] as number) - (forecast[row] as number)).sort();
    const forecasts = Float64Array.from(members, row => forecast[row] as number);
    return {
      x: quantile(forecasts, 0.5),
      y: quantile(errors, 0.5),
      low: quantile(errors, 0.1),
      high: quantile(errors, 0.9),
      rows: members.length,
    };
  });
}

/** Rows in ascending order of a value, in bins of about as many each; equal values stay together. */
function binsOf(values: Float64Array): Int32Array[] {
  const order = Int32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const wanted = Math.max(FEWEST, Math.ceil(values.length / MOST_BINS));
  const bins: Int32Array[] = [];
  let from = 0;
  for (let to = wanted; to <= order.length; to++) {
    const isTied = to < order.length && values[order[to] as number] === values[order[to - 1] as number];
    if (to - from < wanted || isTied) continue;
    // What is left over belongs to the last bin.
    const end = order.length - to < wanted ? order.length : to;
    bins.push(order.subarray(from, end));
    from = end;
    to = end;
  }
  return bins;
}

const sumOf = (members: Int32Array, values: Float64Array): number =>
  members.reduce((sum, row) => sum + (values[row] as number), 0);

/** Linear between neighbours, as numpy does by default. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return below + (above - below) * (at - Math.floor(at));
}

/** How large errors are, as shares of rows between equally spaced edges; the outer ones hold everything beyond them. */
export function errorShares(sides: readonly Forecasts[]): readonly (readonly Bin[])[] {
  const errors = sides.map(({ forecast, outcome }) => outcome.map((truth, row) => truth - (forecast[row] as number)));
  const all = Float64Array.from(errors.flatMap(side => [...side])).sort();
  if (all.length < sides.length * FEWEST) return sides.map(() => []);
  const [from, to] = [quantile(all, 0.01), quantile(all, 0.99)];
  if (from === to) return sides.map(() => []);
  return errors.map(side => sharesBetween(side, from, (to - from) / SHARES));
}

const SHARES = 30;

function sharesBetween(errors: Float64Array, from: number, width: number): Bin[] {
  const counts = new Uint32Array(SHARES);
  for (const error of errors) {
    const bin = Math.min(SHARES - 1, Math.max(0, Math.floor((error - from) / width)));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return Array.from(counts, (rows, bin) => ({
    x: from + (bin + 0.5) * width,
    y: rows / errors.length,
    low: null,
    high: null,
    rows,
  }));
}

/** The losses of both models at one moment: sums over its rows. */
export interface MomentLoss {
  readonly time: number;
  readonly rows: number;
  readonly baseline: number;
  readonly candidate: number;
}

/** One stretch of time: mean losses of both models. */
export interface PeriodLoss extends MomentLoss {
  /** Where it ends. */
  readonly until: number;
}

const MOST_PERIODS = 60;

/** Mean losses by stretches of time, each of about as many rows. */
export function periodLosses(moments: readonly MomentLoss[]): PeriodLoss[] {
  const sorted = [...moments].sort((a, b) => a.time - b.time);
  const total = sorted.reduce((sum, { rows }) => sum + rows, 0);
  const wanted = Math.max(FEWEST, Math.ceil(total / MOST_PERIODS));
  const periods: PeriodLoss[] = [];
  let open: PeriodLoss | null = null;
  for (const moment of sorted) {
    open = open === null ? { ...moment, until: moment.time } : joined(open, moment);
    if (open.rows < wanted) continue;
    periods.push(open);
    open = null;
  }
  const last = periods.pop();
  if (last !== undefined) periods.push(open === null ? last : joined(last, { ...open }));
  return periods.map(period => ({
    ...period,
    baseline: period.baseline / period.rows,
    candidate: period.candidate / period.rows,
  }));
}

const joined = (one: PeriodLoss, next: MomentLoss & { readonly until?: number }): PeriodLoss => ({
  time: one.time,
  until: next.until ?? next.time,
  rows: one.rows + next.rows,
  baseline: one.baseline + next.baseline,
  candidate: one.candidate + next.candidate,
});
