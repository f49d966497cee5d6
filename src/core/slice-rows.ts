// The slices of a comparison: which are tested, which are too small, and which are proven worse.
import type { MeasuredMetric, SmallSlice } from './comparison.ts';
import { directionOf } from './comparison-plan.ts';
import type { InferenceContext, Measured } from './evidence/evidence.ts';
import { improvementRow, type MetricRow, type RowFacts, testRow } from './metric-row.ts';
import type { PairedEvidence } from './paired-evidence.ts';
import { type Policy, sliceOutcome } from './policy.ts';
import type { UnitName } from './series.ts';
import type { NamedSlice } from './slice-column.ts';
import { holm } from './statistics/multiplicity.ts';

/** At most so many slices are tested. */
export const MOST_SLICES = 200;
/** A slice with fewer rows or units cannot be told from luck. */
export const LEAST_ROWS = 30;
export const LEAST_UNITS = 20;

/** So many units of all slices together are resampled, which takes about a second. */
const RESAMPLED_IN_ALL = 40_000;

/** The slices, worst first, and those that were not tested. */
export interface SliceRows {
  readonly rows: readonly MetricRow[];
  readonly small: readonly SmallSlice[];
  /** Large enough, yet beyond the most that are tested. */
  readonly leftOut: readonly SmallSlice[];
  /** Columns with too many values to slice by. */
  readonly givenUp: readonly string[];
  /** Slices of a binary task in which all rows are of one class. */
  readonly oneClass: readonly SmallSlice[];
}

interface MeasuredSlice extends NamedSlice {
  readonly column: string;
  readonly measured: Measured;
}

/**
 * Tests the primary metric on every slice that is large enough, and adjusts over all of them. When there are too many,
 * slices of required columns come first, then the largest.
 */
export function sliceRows(
  evidence: PairedEvidence,
  policy: Policy,
  context: InferenceContext,
  primary: MeasuredMetric & { readonly unit: UnitName },
): SliceRows {
  const all = evidence.slices.flatMap(column => column.slices().map(slice => ({ ...slice, column: column.name })));
  const share = Math.floor(RESAMPLED_IN_ALL / Math.min(MOST_SLICES, Math.max(1, all.length)));
  const ofSlices = { ...context, mostResampled: Math.min(context.mostResampled, share) };
  const measured = all.map(slice => ({ ...slice, measured: slice.evidence.primary.measure(ofSlices) }));
  const isRequired = ({ column }: MeasuredSlice): number => (policy.slices.required.includes(column) ? 1 : 0);
  const large = measured
    .filter(slice => !isSmall(slice))
    .sort((a, b) => isRequired(b) - isRequired(a) || b.evidence.rows - a.evidence.rows);
  const tested = large.slice(0, MOST_SLICES);
  return {
    rows: adjustedRows(tested, evidence, policy, primary).sort(worstFirst),
    small: measured.filter(isSmall).map(small),
    leftOut: large.slice(MOST_SLICES).map(small),
    givenUp: evidence.slices.filter(column => column.givenUp).map(column => column.name),
    oneClass:
      evidence.plan.task === 'binary'
        ? measured.filter(({ evidence: { rows: n, positives } }) => positives === 0 || positives === n).map(small)
        : [],
  };
}

const isSmall = ({ measured: { rows, units } }: MeasuredSlice): boolean => rows < LEAST_ROWS || units < LEAST_UNITS;

/** A row for each slice; `worse` only where that is proven after Holm's adjustment over all of them. */
function adjustedRows(
  slices: readonly MeasuredSlice[],
  { plan }: PairedEvidence,
  { alpha, slices: { margin } }: Policy,
  { chosen, unit }: MeasuredMetric & { readonly unit: UnitName },
): MetricRow[] {
  const tests = slices.map(({ measured, evidence, column, value }) => {
    const facts: RowFacts = {
      chosen,
      role: 'primary',
      margin,
      direction: directionOf(plan, chosen),
      slice: { [column]: value },
      identical: evidence.differing === 0,
      require: 'not-worse',
      alpha,
      unit,
    };
    const tested = testRow(measured, facts);
    const worse = facts.identical ? 1 : (tested?.allowance.pBelow(0) ?? 1);
    return { row: improvementRow(measured, facts, tested), worse };
  });
  const adjusted = holm(tests.map(({ worse }) => worse));
  return tests.map(({ row }, index) => {
    const p = adjusted[index] as number;
    return { ...row, p_holm: p, outcome: sliceOutcome(row.outcome, p, alpha) };
  });
}

const small = ({ column, value, measured }: MeasuredSlice): SmallSlice => ({
  slice: { [column]: value },
  rows: measured.rows,
  groups: measured.units,
});

/** By the upper bound of the improvement: what is surely worst comes first. */
function worstFirst(a: MetricRow, b: MetricRow): number {
  const upper = (row: MetricRow): number => row.interval?.[1] ?? Number.POSITIVE_INFINITY;
  return upper(a) - upper(b) || (JSON.stringify(a.slice) < JSON.stringify(b.slice) ? -1 : 1);
}
