// The slices of a comparison: which are tested, which are too small, and which are proven worse.
import type { MeasuredMetric, SmallSlice } from './comparison.ts';
import { directionOf } from './comparison-plan.ts';
import type { InferenceContext } from './evidence/evidence.ts';
import { testImprovement } from './improvement.ts';
import { improvementRow, type MetricRow } from './metric-row.ts';
import type { PairedEvidence } from './paired-evidence.ts';
import type { Policy } from './policy.ts';
import type { UnitName } from './series.ts';
import type { NamedSlice } from './slice-column.ts';
import { holm } from './statistics/multiplicity.ts';

/** At most so many slices are tested. */
export const MOST_SLICES = 200;
/** A slice with fewer rows or units cannot be told from luck. */
export const LEAST_ROWS = 30;
export const LEAST_UNITS = 20;

/** The slices, worst first, and those that were not tested. */
export interface SliceRows {
  readonly rows: readonly MetricRow[];
  readonly small: readonly SmallSlice[];
  readonly leftOut: number;
  /** Columns with too many values to slice by. */
  readonly givenUp: readonly string[];
  /** Slices of a binary task in which all rows are of one class. */
  readonly oneClass: readonly SmallSlice[];
}

interface Candidate extends NamedSlice {
  readonly column: string;
}

/** Tests the primary metric on every slice that is large enough, and adjusts over all of them. */
export function sliceRows(
  evidence: PairedEvidence,
  policy: Policy,
  context: InferenceContext,
  primary: MeasuredMetric & { readonly unit: UnitName },
): SliceRows {
  const all = evidence.slices.flatMap(column => column.slices().map(slice => ({ ...slice, column: column.name })));
  const measured = all.map(slice => ({ ...slice, measured: slice.evidence.primary.measure(context) }));
  const isSmall = ({ measured: { rows, units } }: (typeof measured)[number]): boolean =>
    rows < LEAST_ROWS || units < LEAST_UNITS;
  const large = measured.filter(slice => !isSmall(slice)).sort((a, b) => b.evidence.rows - a.evidence.rows);
  const tested = large.slice(0, MOST_SLICES);
  const direction = directionOf(evidence.plan, primary.chosen);
  const margin = policy.slices.margin;
  const rows = tested.map(({ measured: measure, evidence: slice, column, value }) =>
    improvementRow(measure, {
      chosen: primary.chosen,
      role: 'primary',
      margin,
      direction,
      slice: { [column]: value },
      identical: slice.differing === 0,
      require: 'not-worse',
      alpha: policy.alpha,
      unit: primary.unit,
    }),
  );
  const worse = tested.map(({ measured: measure, evidence: slice }) =>
    measure.baseline === null || slice.differing === 0
      ? 1
      : testImprovement(measure, direction, margin).allowance.pBelow(0),
  );
  const adjusted = holm(worse);
  const described = rows.map((row, index) => ({ ...row, p_holm: adjusted[index] ?? null }));
  return {
    rows: described.sort(worstFirst),
    small: measured.filter(isSmall).map(small),
    leftOut: large.length - tested.length,
    givenUp: evidence.slices.filter(column => column.givenUp).map(column => column.name),
    oneClass:
      evidence.plan.task === 'binary'
        ? measured.filter(({ evidence: { rows: n, positives } }) => positives === 0 || positives === n).map(small)
        : [],
  };
}

const small = ({ column, value, measured }: Candidate & { measured: { rows: number; units: number } }): SmallSlice => ({
  slice: { [column]: value },
  rows: measured.rows,
  groups: measured.units,
});

/** By the upper bound of the improvement: what is surely worst comes first. */
function worstFirst(a: MetricRow, b: MetricRow): number {
  const upper = (row: MetricRow): number => row.interval?.[1] ?? Number.POSITIVE_INFINITY;
  return upper(a) - upper(b) || (JSON.stringify(a.slice) < JSON.stringify(b.slice) ? -1 : 1);
}
