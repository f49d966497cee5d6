// Flips as a reader wants them: how many each way, in which slices, and which rows changed most.
import { countFrom, type FlipCounts, type FlippedRow, isClasses, toleranceOf } from './flips.ts';
import type { MetricRow } from './metric-row.ts';
import type { PairedEvidence } from './paired-evidence.ts';
import { mcnemar } from './statistics/mcnemar.ts';

/** A named row that flipped; `change` is how much its loss grew (plus) or shrank. */
export interface NamedFlip {
  readonly kind: 'right_to_wrong' | 'wrong_to_right';
  readonly id: Readonly<Record<string, string>>;
  readonly change: number;
}

/** Rows that got worse and rows that got better. For numbers: whose loss changed by at least `tolerance`. */
export interface FlipSummary {
  readonly right_to_wrong: number;
  readonly wrong_to_right: number;
  /** null for classes, where right and wrong are facts. */
  readonly tolerance: number | null;
  /** Exact one-sided McNemar p-value for the candidate being right more often; null unless rows are independent classes. */
  readonly mcnemar_p: number | null;
  readonly slices: readonly {
    readonly slice: Readonly<Record<string, string>>;
    readonly right_to_wrong: number;
    readonly wrong_to_right: number;
  }[];
  /** The twenty of each kind whose loss changed most. */
  readonly worst: readonly NamedFlip[];
}

/** Counts flips overall and by slice, for the slices that were tested, and names the worst. */
export function flipsOf(evidence: PairedEvidence, tested: readonly Pick<MetricRow, 'slice'>[]): FlipSummary {
  const { plan, totals, worst } = evidence;
  const { tolerance, bin } = isClasses(plan) ? { tolerance: 0, bin: 1 } : toleranceOf(totals.lossScale, totals.rows);
  const counted = (counts: FlipCounts): Pick<FlipSummary, 'right_to_wrong' | 'wrong_to_right'> => {
    const { grew, shrank } = countFrom(counts, bin);
    return { right_to_wrong: grew, wrong_to_right: shrank };
  };
  const named = (kind: NamedFlip['kind'], rows: readonly FlippedRow[]): NamedFlip[] =>
    rows
      .filter(({ change }) => Math.abs(change) >= tolerance)
      .map(({ id, change }) => ({
        kind,
        id: Object.fromEntries(plan.ids.map((name, index) => [name, id[index] ?? ''])),
        change,
      }));
  const all = counted(evidence.flips);
  const isExact = isClasses(plan) && plan.unit === 'row' && !plan.weighted;
  return {
    ...all,
    tolerance: isClasses(plan) ? null : tolerance,
    mcnemar_p: isExact ? mcnemar(all.wrong_to_right, all.right_to_wrong).exactGreater : null,
    slices: evidence.slices.flatMap(column =>
      column
        .slices()
        .filter(({ value }) => tested.some(({ slice }) => slice?.[column.name] === value))
        .map(({ value, evidence: slice }) => ({ slice: { [column.name]: value }, ...counted(slice.flips) })),
    ),
    worst: [...named('right_to_wrong', worst.grew), ...named('wrong_to_right', worst.shrank)],
  };
}
