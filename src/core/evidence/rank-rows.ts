// Rows of targets and predictions in an order that depends on their contents alone, for what draws or cuts them by chance.
import { periodsOf } from '../series.ts';
import { ascendingOrder } from '../statistics/index-sort.ts';
import type { InferenceContext } from './evidence.ts';

/** Rows as they came, column by column; `weight` and `unit` are empty where there are none. */
export interface KeptRows {
  readonly target: number[];
  readonly baseline: number[];
  readonly candidate: number[];
  readonly weight: number[];
  readonly unit: number[];
}

/** Rows in order. */
export interface SortedRows {
  readonly target: Float64Array;
  readonly baseline: Float64Array;
  readonly candidate: Float64Array;
  readonly weight: Float64Array | null;
  /** 0, 1, … in order of the units' names. */
  readonly units: Int32Array | null;
  readonly unitCodes: readonly number[];
}

/** Rows as they came, for what draws nothing: their order shows in no more than rounding. */
export const rowsAsTheyCame = (kept: KeptRows, unitRank: readonly number[] | null): SortedRows =>
  rowsIn(Uint32Array.from(kept.target.keys()), kept, unitRank);

/**
 * Rows by unit, target, weight, the smaller and the larger of the two predictions: the order in which rows came does not
 * show, nor which model is which, except among rows that have the same two predictions the other way round.
 */
export function sortedRows(kept: KeptRows, unitRank: readonly number[] | null): SortedRows {
  const { target, baseline, candidate, weight, unit } = kept;
  const smaller = baseline.map((value, row) => Math.min(value, candidate[row] as number));
  const larger = baseline.map((value, row) => Math.max(value, candidate[row] as number));
  const ranks = unit.map(code => unitRank?.[code] ?? code);
  return rowsIn(orderBy([ranks, target, weight, smaller, larger, baseline]), kept, unitRank);
}

function rowsIn(order: Uint32Array, kept: KeptRows, unitRank: readonly number[] | null): SortedRows {
  const { target, baseline, candidate, weight, unit } = kept;
  const rankOf = (code: number): number => unitRank?.[code] ?? code;
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

/** Row numbers by the first column, equal ones by the second, and so on: sorted by the last column first. */
function orderBy(columns: readonly (readonly number[])[]): Uint32Array {
  const used = columns.filter(column => column.length > 0);
  let order = Uint32Array.from((used[0] ?? []).keys());
  for (const column of [...used].reverse()) {
    const moved = ascendingOrder(Float64Array.from(order, row => column[row] as number));
    order = Uint32Array.from(moved, place => order[place] as number);
  }
  return order;
}

/** What is drawn or left out whole: single rows, groups, or runs of neighbouring moments. */
export interface Drawn {
  readonly count: number;
  /** By row; null where each row is drawn by itself. */
  readonly ofRow: Int32Array | null;
  /** Rows in the largest. */
  readonly largest: number;
}

/** Groups as they are; in time, runs of max(season, ⌈T^{1/3}⌉) moments, so that their dependence stays in them. */
export function drawnUnits({ target, units, unitCodes }: SortedRows, { series }: InferenceContext): Drawn {
  if (units === null) return { count: target.length, ofRow: null, largest: 1 };
  const runOf = series === null ? null : runsOf(unitCodes, series);
  const ofRow = runOf === null ? units : units.map(unit => runOf[unit] as number);
  const count = 1 + ofRow.reduce((most, unit) => Math.max(most, unit), 0);
  const sizes = new Uint32Array(count);
  for (const unit of ofRow) sizes[unit] = (sizes[unit] as number) + 1;
  return { count, ofRow, largest: sizes.reduce((most, size) => Math.max(most, size), 0) };
}

function runsOf(unitCodes: readonly number[], { timeOf, facts }: NonNullable<InferenceContext['series']>): Int32Array {
  const times = unitCodes.map(code => timeOf[code] as number);
  const length = Math.max(periodsOf(times, facts).season, Math.ceil(Math.cbrt(unitCodes.length)));
  const order = [...times.keys()].sort((a, b) => (times[a] as number) - (times[b] as number));
  const runOf = new Int32Array(unitCodes.length);
  for (const [rank, slot] of order.entries()) runOf[slot] = Math.floor(rank / length);
  return runOf;
}

/** How many units hold a row of which the two models predict something else. */
export function differingUnits({ baseline, candidate }: SortedRows, { count, ofRow }: Drawn): number {
  const differs = new Uint8Array(count);
  for (let row = 0; row < baseline.length; row++) {
    if (baseline[row] !== candidate[row]) differs[ofRow === null ? row : (ofRow[row] as number)] = 1;
  }
  return differs.reduce((sum, one) => sum + one, 0);
}
