// One metric compared on some rows: the row of numbers that tables and JSON show.
import type { Measured } from './evidence/evidence.ts';
import { testImprovement } from './improvement.ts';
import type { ChosenMetric } from './metrics/catalogue.ts';
import type { Direction } from './metrics/metric.ts';
import { absoluteMargin, type Margin, type Outcome, outcomeOf, type Policy, type Tested } from './policy.ts';
import type { UnitName } from './series.ts';
import { normalQuantile } from './statistics/distributions.ts';
import { additionalUnits, POWER } from './statistics/sample-size.ts';

/** How many more units would decide. */
export interface RowsNeeded {
  readonly additional: number;
  readonly unit: UnitName;
  readonly power: number;
}

/** One metric on all rows or on one slice. Bounds are null where the data give none. */
export interface MetricRow {
  readonly metric: string;
  readonly role: 'primary' | 'guard' | 'shown' | 'limit';
  readonly direction: Direction;
  /** How people read its values: `percent` is a share, `target` is in the target's unit. */
  readonly shown_as: 'percent' | 'target' | 'number';
  readonly slice: Readonly<Record<string, string>> | null;
  readonly rows: number;
  readonly groups: number;
  readonly baseline: number | null;
  readonly candidate: number | null;
  /** Plus is better. */
  readonly improvement: number | null;
  readonly interval: readonly [number | null, number | null] | null;
  /** Of the two-sided interval: 1 − 2·alpha. */
  readonly level: number;
  readonly se: number | null;
  readonly df: number | null;
  readonly method: string | null;
  /** One-sided, for improvement > 0 and for improvement > −margin. */
  readonly p_better: number | null;
  readonly p_margin: number | null;
  /** For a slice: the p-value of being worse than the margin, adjusted over all slices tested. */
  readonly p_holm: number | null;
  readonly margin: { readonly given: string; readonly absolute: number | null } | null;
  readonly outcome: Outcome;
  readonly rows_needed: RowsNeeded | null;
  /** Why a number is null, or what to know about the method. */
  readonly reason: string | null;
}

/** What is known of a row before its numbers. */
export interface RowFacts {
  readonly chosen: ChosenMetric;
  readonly role: MetricRow['role'];
  readonly margin: Margin;
  readonly direction: Direction;
  readonly slice: MetricRow['slice'];
  /** Whether no prediction differs on these rows. */
  readonly identical: boolean;
  readonly require: Policy['require'];
  readonly alpha: number;
  readonly unit: RowsNeeded['unit'];
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * The row of a metric. A metric without intervals (a maximum) or without a value is inconclusive, never a pass; a maximum
 * is identical where no prediction differs.
 */
export function improvementRow(measured: Measured, facts: RowFacts, tested = testRow(measured, facts)): MetricRow {
  const { chosen, direction, alpha } = facts;
  const head = {
    metric: chosen.text,
    role: facts.role,
    direction,
    shown_as: chosen.metric.shownAs,
    slice: facts.slice,
    rows: measured.rows,
    groups: measured.units,
    baseline: measured.baseline,
    candidate: measured.candidate,
    level: 1 - 2 * alpha,
    p_holm: null,
  };
  if (measured.baseline === null || measured.candidate === null) {
    return { ...head, ...nothingInferred, reason: measured.reason };
  }
  if (tested === null) {
    const improvement = measured.baseline - measured.candidate;
    const outcome = facts.identical ? 'identical' : 'inconclusive';
    return { ...head, ...nothingInferred, improvement, outcome, reason: 'a maximum has no interval: for limits only' };
  }
  const outcome = facts.identical ? 'identical' : outcomeOf(tested, alpha);
  return { ...head, ...inferredRow(measured, tested, facts), outcome };
}

/** The improvement and what is left of the margin; null where there is nothing to infer from. */
export function testRow(measured: Measured, { chosen, direction, margin }: RowFacts): Tested | null {
  if (measured.baseline === null || measured.candidate === null || chosen.metric.evidence === 'extremes') return null;
  return testImprovement(measured, direction, margin);
}

const nothingInferred = {
  improvement: null,
  interval: null,
  se: null,
  df: null,
  method: null,
  p_better: null,
  p_margin: null,
  margin: null,
  outcome: 'inconclusive' as const,
  rows_needed: null,
};

type Inferred = Omit<
  MetricRow,
  | 'metric'
  | 'role'
  | 'direction'
  | 'shown_as'
  | 'slice'
  | 'rows'
  | 'groups'
  | 'baseline'
  | 'candidate'
  | 'level'
  | 'p_holm'
  | 'outcome'
>;

function inferredRow(measured: Measured, { improvement, allowance }: Tested, facts: RowFacts): Inferred {
  const { alpha, margin, identical } = facts;
  const bounds = [finite(improvement.lower(alpha)), finite(improvement.upper(alpha))] as const;
  const undecided = !identical && outcomeOf({ improvement, allowance }, alpha) === 'inconclusive';
  return {
    improvement: finite(improvement.estimate),
    interval: identical ? [0, 0] : bounds,
    se: improvement.se,
    df: improvement.df,
    method: identical ? 'no prediction differs' : improvement.method,
    p_better: identical ? 1 : improvement.pAbove(0),
    p_margin: identical ? (margin.amount > 0 ? 0 : 1) : allowance.pAbove(0),
    margin: { given: margin.text, absolute: absoluteMargin(margin, measured.baseline) },
    rows_needed:
      undecided || needsMore(improvement, facts) ? needed({ improvement, allowance }, measured, facts) : null,
    reason: identical || improvement.warnings.length === 0 ? null : improvement.warnings.join('; '),
  };
}

/** `better` is required and the whole interval is not above zero, yet not below it either. */
const needsMore = (improvement: Tested['improvement'], { require, alpha, identical }: RowFacts): boolean =>
  !identical && require === 'better' && improvement.lower(alpha) <= 0 && improvement.upper(alpha) >= 0;

/**
 * By the formula for means. Where that says that there is enough, although the bounds say otherwise (they are wider than
 * Student's for skewed or few units), the bound's own distance stands in for the standard error.
 */
function needed({ improvement, allowance }: Tested, measured: Measured, facts: RowFacts): RowsNeeded | null {
  const { alpha, unit, require } = facts;
  const asked = require === 'better' ? improvement : allowance;
  const { se } = improvement;
  if (se === null) return null;
  const shown = (asked.estimate - asked.lower(alpha)) / normalQuantile(1 - alpha);
  const more = (error: number): number | null =>
    additionalUnits(
      { improvement: asked.estimate, variance: error ** 2 * measured.units, margin: 0, alpha },
      measured.units,
    );
  const additional = more(se) === 0 ? more(shown) : more(se);
  return additional === null ? null : { additional, unit, power: POWER };
}
