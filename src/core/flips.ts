// Rows that one model gets right and the other wrong; for numbers, rows whose error grew or shrank beyond a tolerance.
import type { ComparisonPlan } from './comparison-plan.ts';
import { absoluteError } from './metrics/terms.ts';
import { type PairedRows, sideOf } from './paired-rows.ts';

/** A row that flipped, with its ids and by how much its loss changed (plus is worse). */
export interface FlippedRow {
  readonly id: readonly string[];
  readonly change: number;
}

/** How the loss of each row of a batch changes from baseline to candidate. */
export interface LossChanges {
  /** Histogram bin by |change|: 0 for none, else 1 + (bin by size), negative where the loss shrank. */
  readonly bins: Int16Array;
  readonly change: Float64Array;
  /** Σ |baseline's loss|, which the tolerance is a share of. */
  readonly scale: number;
}

/** Counts of changes by size, so that a tolerance known only at the end still gives exact counts. */
export interface FlipCounts {
  readonly grew: Uint32Array;
  readonly shrank: Uint32Array;
}

/** The twenty largest changes of each kind. */
export interface WorstFlips {
  readonly grew: FlippedRow[];
  readonly shrank: FlippedRow[];
}

/** How many rows of each kind are named. */
export const WORST = 20;
/** A number's error must change by this share of the baseline's mean absolute loss to count as a flip. */
export const TOLERANCE = 0.1;

/** Sums in another order differ by less than this, and the tolerance must not. */
const ROUNDING = 1e-9;

const PER_OCTAVE = 8;
const OCTAVES = 128;
const BINS = 2 * OCTAVES * PER_OCTAVE + 2;

/** No flips yet. */
export const emptyFlipCounts = (): FlipCounts => ({ grew: new Uint32Array(BINS), shrank: new Uint32Array(BINS) });

/** The bin of a positive change: bin k holds sizes from 2^((k − 1 − offset)/8). */
const binOf = (size: number): number =>
  1 + Math.min(BINS - 2, Math.max(0, Math.floor(Math.log2(size) * PER_OCTAVE) + OCTAVES * PER_OCTAVE));

const edgeOf = (bin: number): number => 2 ** ((bin - 1 - OCTAVES * PER_OCTAVE) / PER_OCTAVE);

/** Each row's change of loss: 0/1 loss for classes, absolute error for numbers, the number itself for a score. */
export function lossChanges(rows: PairedRows, plan: ComparisonPlan): LossChanges {
  const bins = new Int16Array(rows.count);
  const change = new Float64Array(rows.count);
  const scale = isClasses(plan) ? classChanges(rows, plan, bins, change) : numberChanges(rows, plan, bins, change);
  return { bins, change, scale };
}

/** Whether right and wrong are facts, and no tolerance is needed. */
export const isClasses = ({ task }: Pick<ComparisonPlan, 'task'>): boolean =>
  task === 'binary' || task === 'multiclass';

function classChanges(rows: PairedRows, plan: ComparisonPlan, bins: Int16Array, change: Float64Array): number {
  const right = (prediction: number, target: number): boolean =>
    plan.task === 'binary' ? prediction > 0.5 === target > 0.5 : prediction === target;
  for (let row = 0; row < rows.count; row++) {
    const target = rows.target[row] as number;
    const before = right(rows.baseline[row] as number, target);
    const after = right(rows.candidate[row] as number, target);
    if (before === after) continue;
    bins[row] = before ? 1 : -1;
    change[row] = trueProbability(rows, plan, 'baseline', row) - trueProbability(rows, plan, 'candidate', row);
  }
  return 0;
}

/** P(true class) where the model gives it, else 1 or 0. */
function trueProbability(rows: PairedRows, plan: ComparisonPlan, side: 'baseline' | 'candidate', row: number): number {
  const { target, prediction, probabilities } = sideOf(rows, side);
  const truth = target[row] as number;
  if (plan.task === 'binary') return truth > 0.5 ? (prediction[row] as number) : 1 - (prediction[row] as number);
  return probabilities?.[truth]?.[row] ?? (prediction[row] === truth ? 1 : 0);
}

function numberChanges(rows: PairedRows, plan: ComparisonPlan, bins: Int16Array, change: Float64Array): number {
  const [before, after] = [lossOf(rows, plan, 'baseline'), lossOf(rows, plan, 'candidate')];
  let scale = 0;
  for (let row = 0; row < rows.count; row++) {
    const grown = (after[row] as number) - (before[row] as number);
    scale += Math.abs(before[row] as number);
    change[row] = grown;
    if (grown !== 0) bins[row] = grown > 0 ? binOf(grown) : -binOf(-grown);
  }
  return scale;
}

function lossOf(rows: PairedRows, plan: ComparisonPlan, side: 'baseline' | 'candidate'): Float64Array {
  if (plan.task === 'score') return plan.scoreDirection === 'lower' ? rows[side] : rows[side].map(value => -value);
  const losses = new Float64Array(rows.count);
  absoluteError(sideOf(rows, side), losses, { argument: Number.NaN, origin: 0 });
  return losses;
}

/** Counts a batch's changes. */
export function countFlips(into: FlipCounts, { bins }: LossChanges, rows: Int32Array | null, count: number): void {
  for (let index = 0; index < count; index++) {
    const bin = bins[rows === null ? index : (rows[index] as number)] as number;
    if (bin > 0) into.grew[bin] = (into.grew[bin] as number) + 1;
    else if (bin < 0) into.shrank[-bin] = (into.shrank[-bin] as number) + 1;
  }
}

/** Adds another's counts. */
export function mergeFlips(into: FlipCounts, other: FlipCounts): void {
  addCounts(into.grew, other.grew);
  addCounts(into.shrank, other.shrank);
}

function addCounts(into: Uint32Array, other: Uint32Array): void {
  for (let bin = 0; bin < into.length; bin++) into[bin] = (into[bin] as number) + (other[bin] as number);
}

/** The tolerance, rounded up to the edge of a bin, and the bin it begins. */
export function toleranceOf(scale: number, rows: number): { tolerance: number; bin: number } {
  const wanted = (TOLERANCE * scale) / rows;
  if (!(wanted > 0)) return { tolerance: 0, bin: 1 };
  const bin = edgeOf(binOf(wanted)) < wanted * (1 - ROUNDING) ? binOf(wanted) + 1 : binOf(wanted);
  return { tolerance: edgeOf(bin), bin };
}

/** How many changes are at least as large as a bin's edge. */
export function countFrom(counts: FlipCounts, bin: number): { grew: number; shrank: number } {
  const sum = (sizes: Uint32Array): number => sizes.subarray(bin).reduce((so, count) => so + count, 0);
  return { grew: sum(counts.grew), shrank: sum(counts.shrank) };
}

/** Keeps the rows with the largest changes; equal changes are settled by their ids, so order does not matter. */
export function keepWorst(into: WorstFlips, { bins, change }: LossChanges, rows: PairedRows): void {
  for (let row = 0; row < rows.count; row++) {
    const bin = bins[row] as number;
    if (bin === 0) continue;
    const list = bin > 0 ? into.grew : into.shrank;
    const size = Math.abs(change[row] as number);
    const least = list.length < WORST ? -1 : Math.abs((list[WORST - 1] as FlippedRow).change);
    if (size >= least) insert(list, { id: rows.idOf(row), change: change[row] as number });
  }
}

/** Adds another's worst rows. */
export function mergeWorst(into: WorstFlips, other: WorstFlips): void {
  for (const row of other.grew) insert(into.grew, row);
  for (const row of other.shrank) insert(into.shrank, row);
}

function insert(list: FlippedRow[], row: FlippedRow): void {
  const at = list.findIndex(other => isWorse(row, other));
  if (at < 0) list.push(row);
  else list.splice(at, 0, row);
  if (list.length > WORST) list.pop();
}

function isWorse(first: FlippedRow, second: FlippedRow): boolean {
  const [a, b] = [Math.abs(first.change), Math.abs(second.change)];
  return a > b || (a === b && first.id.join('\u0000') < second.id.join('\u0000'));
}
