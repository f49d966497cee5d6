// Evidence about metrics of the order of rows: the rows' targets and predictions themselves, two numbers a row and model.
import type { RankMetric, WeightedStatistic } from '../metrics/metric.ts';
import { blockJackknife, withoutBlocks } from '../statistics/block-jackknife.ts';
import { pairedBootstrap } from '../statistics/bootstrap.ts';
import { delong } from '../statistics/delong.ts';
import { caution, fromStudent, type Inference } from '../statistics/inference.ts';
import type { Resampled } from '../statistics/resampling.ts';
import { beyondResamples, resamplesFor } from './beyond-resamples.ts';
import type { Evidence, EvidenceRows, InferenceContext, Measured } from './evidence.ts';
import { undefinedMeasure } from './evidence.ts';
import { type Differing, heedFew, unvarying } from './few-differing.ts';
import { inferFrom, influenceOfUnits } from './influence.ts';
import {
  type Drawn,
  differingUnits,
  drawnUnits,
  type KeptRows,
  rowsAsTheyCame,
  type SortedRows,
  sortedRows,
} from './rank-rows.ts';

/** Columns are [target, baseline, candidate] and, where rows are weighted, [weight]. Memory grows with the rows. */
export class RankEvidence implements Evidence {
  readonly #metric: RankMetric;
  readonly #kept: KeptRows;

  constructor(metric: RankMetric, kept?: KeptRows) {
    this.#metric = metric;
    this.#kept = kept ?? { target: [], baseline: [], candidate: [], weight: [], unit: [] };
  }

  /** Reads back what `toJSON` wrote. */
  static read(metric: RankMetric, json: unknown): RankEvidence {
    const { target, baseline, candidate, weight, unit } = json as KeptRows;
    return new RankEvidence(metric, {
      target: [...target],
      baseline: [...baseline],
      candidate: [...candidate],
      weight: [...weight],
      unit: [...unit],
    });
  }

  add({ columns, units, rows, count }: EvidenceRows): void {
    const [target, baseline, candidate, weight] = columns;
    if (target === undefined || baseline === undefined || candidate === undefined) {
      throw new Error('Rows came without their target and both predictions.');
    }
    const kept = this.#kept;
    for (let index = 0; index < count; index++) {
      const row = rows === null ? index : (rows[index] as number);
      kept.target.push(target[row] as number);
      kept.baseline.push(baseline[row] as number);
      kept.candidate.push(candidate[row] as number);
      if (weight !== undefined) kept.weight.push(weight[row] as number);
      if (units !== null) kept.unit.push(units[row] as number);
    }
  }

  merge(other: Evidence, unitCodes: readonly number[] | null): void {
    const theirs = (other as RankEvidence).#kept;
    append(this.#kept.target, theirs.target);
    append(this.#kept.baseline, theirs.baseline);
    append(this.#kept.candidate, theirs.candidate);
    append(this.#kept.weight, theirs.weight);
    append(this.#kept.unit, unitCodes === null ? theirs.unit : theirs.unit.map(code => unitCodes[code] as number));
  }

  measure(context: InferenceContext): Measured {
    const isArea = this.#metric.method === 'delong' && this.#kept.weight.length === 0;
    const rows = (isArea ? rowsAsTheyCame : sortedRows)(this.#kept, context.unitRank);
    const units = rows.units === null ? rows.target.length : rows.unitCodes.length;
    const facts = { rows: rows.target.length, units };
    if (facts.rows === 0) return undefinedMeasure({ ...facts, reason: 'no rows' });
    const [ofBaseline, ofCandidate] = [rows.baseline, rows.candidate].map(prediction =>
      this.#metric.prepare(rows.target, prediction),
    ) as [WeightedStatistic, WeightedStatistic];
    const [baseline, candidate] = [ofBaseline(rows.weight), ofCandidate(rows.weight)];
    if (!Number.isFinite(baseline) || !Number.isFinite(candidate)) {
      return undefinedMeasure({ ...facts, reason: 'these rows hold one class only' });
    }
    const drawn = drawnUnits(rows, context);
    const shaken = isArea ? null : this.#shake(rows, drawn, [ofBaseline, ofCandidate], context);
    return {
      ...facts,
      baseline,
      candidate,
      reason: null,
      combine: (b, c) => {
        const inference = shaken === null ? inferArea(rows, [b, c], context) : shaken(b, c);
        const differing = this.#differing(rows, drawn, inference, b !== 0 && c !== 0);
        return differing === null ? inference : heedFew(inference, differing);
      },
    };
  }

  toJSON(): unknown {
    return this.#kept;
  }

  /** Inference about b·baseline + c·candidate, from resamples, or from leaving blocks out where there are many rows. */
  #shake(
    rows: SortedRows,
    { count, ofRow }: Drawn,
    [ofBaseline, ofCandidate]: readonly [WeightedStatistic, WeightedStatistic],
    { alpha, seed, mostResampled }: InferenceContext,
  ): (b: number, c: number) => Inference {
    const weights = new Float64Array(rows.target.length);
    const strata =
      this.#metric.stratified && ofRow === null ? Int32Array.from(rows.target, y => (y > 0.5 ? 1 : 0)) : null;
    const shaken = (statistic: WeightedStatistic): Resampled => ({
      units: count,
      strata,
      statistic: copies => {
        if (ofRow === null) weights.set(copies);
        else for (let row = 0; row < weights.length; row++) weights[row] = copies[ofRow[row] as number] as number;
        if (rows.weight !== null) multiply(weights, rows.weight);
        return statistic(weights);
      },
    });
    if (rows.target.length <= mostResampled) {
      return (b, c) => {
        const blend = (given: Float64Array | null): number => b * ofBaseline(given) + c * ofCandidate(given);
        const { estimate, se, ...rest } = pairedBootstrap({ ...shaken(blend), alpha, seed });
        const tail = fromStudent({ ...rest, estimate, se: se ?? Number.NaN, df: count - 1 });
        return beyondResamples({ ...rest, estimate, se }, tail, resamplesFor(alpha));
      };
    }
    const without = [ofBaseline, ofCandidate].map(statistic => withoutBlocks(shaken(statistic), seed));
    const [baseline, candidate] = without as [Float64Array, Float64Array];
    return (b, c) => {
      const estimate = b * ofBaseline(rows.weight) + c * ofCandidate(rows.weight);
      const values = baseline.map((value, block) => b * value + c * (candidate[block] as number));
      return blockJackknife(estimate, values, count);
    };
  }

  /** A statistic that nothing moves differs nowhere, whatever the predictions. */
  #differing(rows: SortedRows, drawn: Drawn, { se }: Inference, ofPair: boolean): Differing | null {
    const positives = rows.target.reduce((sum, y) => sum + (y > 0.5 ? 1 : 0), 0);
    const reach = drawn.count * drawn.largest * this.#metric.swing(positives, rows.target.length);
    if (!ofPair) return unvarying(se ?? Number.NaN, reach);
    const units = se === 0 ? 0 : differingUnits(rows, drawn);
    // In time, runs of moments are drawn: they are what can differ.
    return { units, among: drawn.count, reach, warning: caution.fewDiffering };
  }
}

/** DeLong's covariance; in time, his influence values summed by moment. */
function inferArea(rows: SortedRows, [b, c]: readonly [number, number], context: InferenceContext): Inference {
  const { target, baseline, candidate, units, unitCodes } = rows;
  const areas = delong({ target, baseline, candidate, clusters: units });
  if (context.series === null || units === null) return areas.combine(b, c);
  const influences = areas.influence(b, c);
  const estimate = influences.reduce((sum, influence) => sum + influence, 0) / target.length;
  const values = new Float64Array(unitCodes.length).fill(estimate);
  for (const [row, influence] of influences.entries()) {
    const unit = units[row] as number;
    // Only the deviations are summed, or a moment with many rows would seem to deviate by their number.
    values[unit] = (values[unit] as number) + ((influence - estimate) * values.length) / target.length;
  }
  return inferFrom({ ...influenceOfUnits(values, unitCodes), differing: null }, context, 'DeLong by moment');
}

function multiply(into: Float64Array, by: Float64Array): void {
  for (let row = 0; row < into.length; row++) into[row] = (into[row] as number) * (by[row] as number);
}

function append(into: number[], more: readonly number[]): void {
  for (const value of more) into.push(value);
}
