// Baseline + candidate → Comparison: every number a surface shows, and the verdict, computed once.

import { checksOf } from './checks.ts';
import { directionOf } from './comparison-plan.ts';
import type { InferenceContext, Measured } from './evidence/evidence.ts';
import { type FlipSummary, flipsOf } from './flip-summary.ts';
import { improvementRow, type MetricRow, type RowFacts } from './metric-row.ts';
import type { ChosenMetric } from './metrics/catalogue.ts';
import type { Task } from './metrics/metric.ts';
import type { PairedEvidence } from './paired-evidence.ts';
import { type Margin, type Policy, type Result, type Verdict, verdictOf } from './policy.ts';
import { type Power, powerOf } from './power.ts';
import { type SeriesFacts, type UnitName, unitNameOf } from './series.ts';
import { sliceRows } from './slice-rows.ts';
import { RESAMPLED_UNITS } from './statistics/skewed-t.ts';
import { type Warning, warningsOf } from './warnings.ts';

/** One row of what the policy asks. */
export interface Check {
  readonly name: string;
  readonly metric: string;
  readonly slice: Readonly<Record<string, string>> | null;
  readonly expected: string;
  /** Improvement for a comparison, the candidate's value for a limit; null where it is undefined. */
  readonly actual: number | null;
  readonly interval: readonly [number | null, number | null] | null;
  readonly result: Result;
  readonly message: string;
}

/** The comparison of two models on the same rows (`relevo.comparison/1` without its lineage). */
export interface Comparison {
  readonly task: Task;
  readonly rows: number;
  /** Independent units: rows, groups, or moments in time. */
  readonly groups: number;
  readonly unit: UnitName;
  readonly alpha: number;
  readonly require: Policy['require'];
  readonly seed: number;
  readonly metrics: readonly MetricRow[];
  readonly slices: { readonly too_small: readonly SmallSlice[]; readonly left_out: number };
  readonly flips: FlipSummary;
  readonly checks: readonly Check[];
  readonly power: Power;
  readonly verdict: Verdict;
  readonly warnings: readonly Warning[];
}

/** A slice with too few rows or units to be tested. */
export interface SmallSlice {
  readonly slice: Readonly<Record<string, string>>;
  readonly rows: number;
  readonly groups: number;
}

/** What a comparison is made with beside its rows and policy. */
export interface ComparisonFacts {
  readonly seed: number;
  readonly series: SeriesFacts;
  /** Measured quantities that limits may name: `model_mb`, `predict_ms_per_row`, … */
  readonly quantities: Readonly<Record<string, number>>;
  /** Checks that were made elsewhere, on the data themselves. */
  readonly checks?: readonly Check[];
}

/** A metric of the plan, measured on all rows. */
export interface MeasuredMetric {
  readonly chosen: ChosenMetric;
  readonly measured: Measured;
  readonly row: MetricRow;
}

const noMargin: Margin = { kind: 'absolute', amount: 0, text: '0' };

/** Compares, judges, and says how sure it is. */
export function compare(evidence: PairedEvidence, policy: Policy, facts: ComparisonFacts): Comparison {
  const { plan, totals } = evidence;
  const context = contextOf(evidence, policy, facts);
  const identical = totals.differing === 0;
  const unit = unitNameOf(plan.unit, evidence.dictionaries.unitTimes);
  const measured = plan.metrics.flatMap((chosen, index): MeasuredMetric[] => {
    const measure = (evidence.metrics[index] as PairedEvidence['metrics'][number]).measure(context);
    return placesOf(chosen, index, policy).map(place => {
      const rowFacts: RowFacts = {
        chosen,
        ...place,
        direction: directionOf(plan, chosen),
        slice: null,
        identical,
        require: place.role === 'primary' ? policy.require : 'not-worse',
        alpha: policy.alpha,
        unit,
      };
      return { chosen, measured: measure, row: improvementRow(measure, rowFacts) };
    });
  });
  const [primary] = measured;
  if (primary === undefined) throw new Error('A comparison needs a metric.');
  const slices = sliceRows(evidence, policy, context, { ...primary, unit });
  const checks = [...checksOf({ measured, slices, policy, facts }), ...(facts.checks ?? [])];
  return {
    task: plan.task,
    rows: totals.rows,
    groups: primary.measured.units,
    unit,
    alpha: policy.alpha,
    require: policy.require,
    seed: facts.seed,
    metrics: [...measured.map(({ row }) => row), ...slices.rows],
    slices: { too_small: slices.small, left_out: slices.leftOut.length },
    flips: flipsOf(evidence, slices.rows),
    checks,
    power: powerOf({ measured, slices, policy }),
    verdict: verdictOf(checks.map(check => check.result)),
    warnings: warningsOf(evidence, measured, slices),
  };
}

/** The parts a metric plays, each with its margin: every guard is a row of its own, the primary metric's too. */
function placesOf(chosen: ChosenMetric, index: number, policy: Policy): Pick<RowFacts, 'role' | 'margin'>[] {
  const guards = policy.guards
    .filter(({ metric }) => metric.text === chosen.text)
    .map(({ margin }) => ({ role: 'guard' as const, margin }));
  if (index === 0) return [{ role: 'primary', margin: policy.margin }, ...guards];
  if (guards.length > 0) return guards;
  const limited = policy.limits.some(limit => limit.quantity === chosen.text);
  return [{ role: limited ? 'limit' : 'shown', margin: noMargin }];
}

function contextOf(evidence: PairedEvidence, policy: Policy, facts: ComparisonFacts): InferenceContext {
  const { units, unitTimes } = evidence.dictionaries;
  const { plan } = evidence;
  return {
    alpha: policy.alpha,
    seed: facts.seed,
    mostResampled: RESAMPLED_UNITS,
    unitRank: plan.unit === 'row' ? null : rankOf(units.labels),
    series: plan.unit === 'time' ? { timeOf: unitTimes, facts: facts.series } : null,
  };
}

/** The place of each label in sorted order. */
function rankOf(labels: readonly string[]): number[] {
  const rank = new Array<number>(labels.length);
  const order = [...labels.keys()].sort((a, b) => ((labels[a] as string) < (labels[b] as string) ? -1 : 1));
  for (const [place, code] of order.entries()) rank[code] = place;
  return rank;
}
