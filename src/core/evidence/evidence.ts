// What rows leave behind for one metric: mergeable, serialisable, and enough to infer from.
import type { SeriesFacts } from '../series.ts';
import { add, type Smooth, scale } from '../statistics/delta.ts';
import { type Inference, mirror, undetermined } from '../statistics/inference.ts';

/** Rows of one metric: its columns, each row's unit when rows are grouped, and which rows are meant (null: the first `count`). */
export interface EvidenceRows {
  readonly columns: readonly Float64Array[];
  readonly units: Int32Array | null;
  readonly rows: Int32Array | null;
  readonly count: number;
}

/** When each unit was, and how the errors of neighbouring units hang together. */
export interface Series {
  /** Milliseconds, by unit code. */
  readonly timeOf: readonly number[];
  readonly facts: SeriesFacts;
}

/** What inference needs beside the evidence. */
export interface InferenceContext {
  readonly alpha: number;
  readonly seed: number;
  /** Samples of more units (or rows, for metrics of their order) are not resampled: a formula or blocks take over. */
  readonly mostResampled: number;
  /** The place of each unit, by code, in an order that does not depend on how the rows came; null for single rows. */
  readonly unitRank: readonly number[] | null;
  readonly series: Series | null;
}

/** A metric's two values on the same rows, and inference about any combination of them. */
export interface Measured {
  readonly rows: number;
  readonly units: number;
  /** null where the metric is undefined on these rows; `reason` says why. */
  readonly baseline: number | null;
  readonly candidate: number | null;
  readonly reason: string | null;
  /** About `b·baseline + c·candidate`. */
  combine(b: number, c: number): Inference;
}

/** Sufficient statistics of one metric over some rows. */
export interface Evidence {
  add(rows: EvidenceRows): void;
  /** Adds what `other` has seen; `unitCodes` turns its unit codes into this one's. */
  merge(other: Evidence, unitCodes: readonly number[] | null): void;
  measure(context: InferenceContext): Measured;
  toJSON(): unknown;
}

/** The measurement of a metric that is undefined on its rows, for both models. */
export function undefinedMeasure(facts: { rows: number; units: number; reason: string }): Measured {
  return {
    ...facts,
    baseline: null,
    candidate: null,
    combine: () => undetermined({ estimate: Number.NaN, method: 'none', units: facts.units, warnings: [facts.reason] }),
  };
}

/** The values of both models, null where they are undefined, and the reason. */
export function valuesOf(
  name: string,
  baseline: number,
  candidate: number,
): Pick<Measured, 'baseline' | 'candidate' | 'reason'> {
  const values = [baseline, candidate].map(value => (Number.isFinite(value) ? value : null));
  const [ofBaseline = null, ofCandidate = null] = values;
  const missing = values.filter(value => value === null).length;
  const whose = missing === 2 ? '' : ` of the ${ofBaseline === null ? 'baseline' : 'candidate'}`;
  const reason = missing === 0 ? null : `${name}${whose} divides by zero on these rows`;
  return { baseline: ofBaseline, candidate: ofCandidate, reason };
}

/** b·baseline + c·candidate; a model that does not enter may be undefined. */
export function blend(baseline: Smooth, b: number, candidate: Smooth, c: number): Smooth {
  if (b === 0) return scale(candidate, c);
  return c === 0 ? scale(baseline, b) : add(scale(baseline, b), scale(candidate, c));
}

/** The same inference about truth + offset. */
export function offset(inference: Inference, by: number): Inference {
  if (by === 0) return inference;
  return {
    ...inference,
    estimate: inference.estimate + by,
    lower: alpha => inference.lower(alpha) + by,
    upper: alpha => inference.upper(alpha) + by,
    pAbove: threshold => inference.pAbove(threshold - by),
    pBelow: threshold => inference.pBelow(threshold - by),
  };
}

/** The same inference about factor · truth. */
export function stretch(inference: Inference, factor: number): Inference {
  if (factor === 1) return inference;
  if (factor < 0) return stretch(mirror(inference), -factor);
  return {
    ...inference,
    estimate: inference.estimate * factor,
    se: inference.se === null ? null : inference.se * factor,
    lower: alpha => inference.lower(alpha) * factor,
    upper: alpha => inference.upper(alpha) * factor,
    pAbove: threshold => inference.pAbove(threshold / factor),
    pBelow: threshold => inference.pBelow(threshold / factor),
  };
}
