// Evidence about metrics of the order of rows: the rows' targets and predictions themselves, two numbers a row and model.
import type { RankMetric, WeightedStatistic } from '../metrics/metric.ts';
import { periodsOf } from '../series.ts';
import { pairedBootstrap } from '../statistics/bootstrap.ts';
import { delong } from '../statistics/delong.ts';
import type { Inference } from '../statistics/inference.ts';
import type { Evidence, EvidenceRows, InferenceContext, Measured } from './evidence.ts';
import { undefinedMeasure } from './evidence.ts';
import { inferFrom, influenceOfUnits } from './influence.ts';

interface Kept {
  readonly target: number[];
  readonly baseline: number[];
  readonly candidate: number[];
  readonly weight: number[];
  readonly unit: number[];
}

/** Columns are [target, baseline, candidate] and, where rows are weighted, [weight]. Memory grows with the rows. */
export class RankEvidence implements Evidence {
  readonly #metric: RankMetric;
  readonly #kept: Kept;

  constructor(metric: RankMetric, kept?: Kept) {
    this.#metric = metric;
    this.#kept = kept ?? { target: [], baseline: [], candidate: [], weight: [], unit: [] };
  }

  /** Reads back what `toJSON` wrote. */
  static read(metric: RankMetric, json: unknown): RankEvidence {
    const { target, baseline, candidate, weight, unit } = json as Kept;
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
    const rows = sortedRows(this.#kept, context.unitRank);
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
    const smooth = this.#metric.method === 'delong' && rows.weight === null;
    return {
      ...facts,
      baseline,
      candidate,
      reason: null,
      combine: (b, c) =>
        smooth
          ? inferArea(rows, [b, c], context)
          : this.#resample(
              rows,
              (weights: Float64Array) => b * ofBaseline(weights) + c * ofCandidate(weights),
              context,
            ),
    };
  }

  toJSON(): unknown {
    return this.#kept;
  }

  /** Units are resampled whole; in time, blocks of neighbouring units are, so that their dependence stays in them. */
  #resample(rows: SortedRows, statistic: (weights: Float64Array) => number, context: InferenceContext): Inference {
    const unitOfRow = rows.units === null ? null : blocksOf(rows, context);
    const count =
      unitOfRow === null ? rows.target.length : 1 + unitOfRow.reduce((most, unit) => Math.max(most, unit), 0);
    const weights = new Float64Array(rows.target.length);
    return pairedBootstrap({
      units: count,
      strata:
        this.#metric.stratified && unitOfRow === null ? Int32Array.from(rows.target, y => (y > 0.5 ? 1 : 0)) : null,
      statistic: copies => {
        for (let row = 0; row < weights.length; row++) {
          const copied = copies[unitOfRow === null ? row : (unitOfRow[row] as number)] as number;
          weights[row] = copied * (rows.weight === null ? 1 : (rows.weight[row] as number));
        }
        return statistic(weights);
      },
      alpha: context.alpha,
      seed: context.seed,
    });
  }
}

/** DeLong's covariance; in time, his influence values summed by moment. */
function inferArea(rows: SortedRows, [b, c]: readonly [number, number], context: InferenceContext): Inference {
  const { target, baseline, candidate, units, unitCodes } = rows;
  const areas = delong({ target, baseline, candidate, clusters: units });
  if (context.series === null || units === null) return areas.combine(b, c);
  const values = new Float64Array(unitCodes.length);
  for (const [row, influence] of areas.influence(b, c).entries()) {
    const unit = units[row] as number;
    values[unit] = (values[unit] as number) + (influence * values.length) / target.length;
  }
  return inferFrom(influenceOfUnits(values, unitCodes), context);
}

interface SortedRows {
  readonly target: Float64Array;
  readonly baseline: Float64Array;
  readonly candidate: Float64Array;
  readonly weight: Float64Array | null;
  /** 0, 1, … in order of the units' names. */
  readonly units: Int32Array | null;
  readonly unitCodes: readonly number[];
}

/** Rows in an order that depends on their contents alone, so that a seeded resampling does not see how they came. */
function sortedRows(
  { target, baseline, candidate, weight, unit }: Kept,
  unitRank: readonly number[] | null,
): SortedRows {
  const order = Uint32Array.from(target.keys());
  const rankOf = (code: number): number => unitRank?.[code] ?? code;
  const by = [unit.map(rankOf), target, baseline, candidate, weight].filter(column => column.length > 0);
  order.sort((a, b) => {
    for (const column of by) if (column[a] !== column[b]) return (column[a] as number) - (column[b] as number);
    return 0;
  });
  const pick = (column: readonly number[]): Float64Array => Float64Array.from(order, row => column[row] as number);
  const unitCodes = [...new Set(unit)].sort((a, b) => rankOf(a) - rankOf(b));
  const slots = new Map(unitCodes.map((code, slot) => [code, slot]));
  return {
    target: pick(target),
    baseline: pick(baseline),
    candidate: pick(candidate),
    weight: weight.length === 0 ? null : pick(weight),
    units: unit.length === 0 ? null : Int32Array.from(order, row => slots.get(unit[row] as number) as number),
    unitCodes,
  };
}

/** The resampled unit of each row: its group, or in time a block of max(season, ⌈T^{1/3}⌉) neighbouring units. */
function blocksOf({ units, unitCodes }: SortedRows, { series }: InferenceContext): Int32Array {
  const own = units as Int32Array;
  if (series === null) return own;
  const times = unitCodes.map(code => series.timeOf[code] as number);
  const { season } = periodsOf(times, series.facts);
  const length = Math.max(season, Math.ceil(Math.cbrt(unitCodes.length)));
  const order = [...times.keys()].sort((a, b) => (times[a] as number) - (times[b] as number));
  const blockOf = new Int32Array(unitCodes.length);
  for (const [rank, slot] of order.entries()) blockOf[slot] = Math.floor(rank / length);
  return own.map(slot => blockOf[slot] as number);
}

function append(into: number[], more: readonly number[]): void {
  for (const value of more) into.push(value);
}
