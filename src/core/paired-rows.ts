// Rows with both models' predictions, and what each metric takes from them.
import type { Codes } from './codes.ts';
import { type ComparisonPlan, fairnessColumnsOf } from './comparison-plan.ts';
import { combinationCode } from './evidence/count-layout.ts';
import type { ChosenMetric } from './metrics/catalogue.ts';
import type { ModelRows, Term } from './metrics/metric.ts';

/** The labels behind the codes of all rows of a comparison. */
export interface Dictionaries {
  readonly classes: Codes;
  readonly units: Codes;
  /** Milliseconds, by unit code, when units are moments in time. */
  readonly unitTimes: number[];
  /** One a slice column. */
  readonly slices: readonly Codes[];
  /** One a fairness column. */
  readonly fairness: readonly Codes[];
}

/**
 * A batch of rows. `target` holds numbers, 0 or 1, or class codes (0 for a score task); so do the predictions, except
 * that binary ones are P(positive). `idOf` gives a row's ids, asked for a few rows only.
 */
export interface PairedRows {
  readonly count: number;
  readonly target: Float64Array;
  readonly baseline: Float64Array;
  readonly candidate: Float64Array;
  readonly baselineProbabilities: readonly Float64Array[] | null;
  readonly candidateProbabilities: readonly Float64Array[] | null;
  readonly weight: Float64Array | null;
  readonly units: Int32Array | null;
  readonly slices: readonly Int32Array[];
  readonly fairness: readonly Int32Array[];
  idOf(row: number): readonly string[];
}

/** The rows as one model sees them. */
export function sideOf(rows: PairedRows, side: 'baseline' | 'candidate'): ModelRows {
  const probabilities = side === 'baseline' ? rows.baselineProbabilities : rows.candidateProbabilities;
  return { count: rows.count, target: rows.target, prediction: rows[side], probabilities };
}

/** Whether rows need a weight term: they are weighted, or summed by unit. */
export const needsWeight = (plan: ComparisonPlan): boolean => plan.weighted || plan.unit !== 'row';

/** The columns that a metric's evidence takes from a batch, laid out as that evidence says. */
export function columnsOf(rows: PairedRows, chosen: ChosenMetric, plan: ComparisonPlan): Float64Array[] {
  const { metric } = chosen;
  const weight = rows.weight === null ? [] : [rows.weight];
  switch (metric.evidence) {
    case 'moments':
      return momentColumns(rows, chosen, plan);
    case 'counts':
      return [classCombinations(rows, plan), ...weight];
    case 'fairness':
      return [fairnessCombinations(rows, fairnessColumnsOf(plan).indexOf(String(chosen.argument))), ...weight];
    case 'ranks':
      return [rows.target, rows.baseline, rows.candidate, ...weight];
    case 'extremes':
      return (['baseline', 'candidate'] as const).map(side => fill(metric.own, sideOf(rows, side), chosen, plan));
  }
}

function momentColumns(rows: PairedRows, chosen: ChosenMetric, plan: ComparisonPlan): Float64Array[] {
  const { metric } = chosen;
  if (metric.evidence !== 'moments') return [];
  const [baseline, candidate] = [sideOf(rows, 'baseline'), sideOf(rows, 'candidate')];
  const ofBaseline = metric.own.map(term => fill(term, baseline, chosen, plan));
  const columns = [
    ...metric.shared.map(term => fill(term, baseline, chosen, plan)),
    ...ofBaseline,
    ...metric.own.map((term, index) =>
      difference(fill(term, candidate, chosen, plan), ofBaseline[index] as Float64Array),
    ),
  ];
  if (!needsWeight(plan)) return columns;
  const { weight } = rows;
  if (weight === null) return [new Float64Array(rows.count).fill(1), ...columns];
  for (const column of columns) {
    for (let row = 0; row < rows.count; row++) column[row] = (column[row] as number) * (weight[row] as number);
  }
  return [weight, ...columns];
}

/** `from` − `what`, written over `from`. */
function difference(from: Float64Array, what: Float64Array): Float64Array {
  for (let row = 0; row < from.length; row++) from[row] = (from[row] as number) - (what[row] as number);
  return from;
}

function fill(term: Term, rows: ModelRows, { argument }: ChosenMetric, { origin }: ComparisonPlan): Float64Array {
  const into = new Float64Array(rows.count);
  term(rows, into, { argument: typeof argument === 'number' ? argument : Number.NaN, origin });
  return into;
}

/** The predicted class: the code itself, or for binary rows 1 above ½. */
const classOf = (prediction: number, { task }: ComparisonPlan): number =>
  task === 'binary' ? (prediction > 0.5 ? 1 : 0) : prediction;

function classCombinations(rows: PairedRows, plan: ComparisonPlan): Float64Array {
  const codes = new Float64Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    const baseline = classOf(rows.baseline[row] as number, plan);
    const candidate = classOf(rows.candidate[row] as number, plan);
    codes[row] = combinationCode(rows.target[row] as number, baseline, candidate);
  }
  return codes;
}

function fairnessCombinations(rows: PairedRows, column: number): Float64Array {
  const values = rows.fairness[column];
  if (values === undefined) throw new Error('Rows came without the column of a fairness metric.');
  const codes = new Float64Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    const group = 2 * (values[row] as number) + (rows.target[row] as number);
    codes[row] = combinationCode(
      group,
      (rows.baseline[row] as number) > 0.5 ? 1 : 0,
      (rows.candidate[row] as number) > 0.5 ? 1 : 0,
    );
  }
  return codes;
}
