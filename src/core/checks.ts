// The checks that a policy asks of a comparison, each with what was expected, what was found, and its result.
import type { Check, ComparisonFacts, MeasuredMetric } from './comparison.ts';
import type { MetricRow } from './metric-row.ts';
import { amountText, changeText, metricText, numberText, rangeText } from './number-text.ts';
import { type Limit, limitResult, type Policy, type Result, resultOf } from './policy.ts';
import { MOST_SLICES, type SliceRows } from './slice-rows.ts';
import { fromStudent, type Inference } from './statistics/inference.ts';

interface CheckFacts {
  readonly measured: readonly MeasuredMetric[];
  readonly slices: SliceRows;
  readonly policy: Policy;
  readonly facts: Pick<ComparisonFacts, 'quantities'>;
}

/** Every check, in the order people read them: primary, guards, slices, limits. */
export function checksOf({ measured, slices, policy, facts }: CheckFacts): Check[] {
  return [
    ...measured.flatMap(({ row }) =>
      row.role === 'primary' || row.role === 'guard' ? [metricCheck(row, policy)] : [],
    ),
    ...slices.rows.flatMap(row => sliceCheck(row, policy)),
    ...untestedSlices(slices, policy, measured),
    ...policy.limits.map(limit => limitCheck(limit, measured, facts.quantities, policy.alpha)),
  ];
}

function metricCheck(row: MetricRow, policy: Policy): Check {
  const require = row.role === 'primary' ? policy.require : 'not-worse';
  const provenWorse = (row.interval?.[1] ?? 0) < 0;
  const result = resultOf(row.outcome, require, provenWorse);
  const name = row.role === 'primary' ? `${row.metric}: ${require}` : `${row.metric}: guard`;
  return { ...shared(row), name, expected: expectation(row, require), result, message: told(row) };
}

/** A required slice is always checked; another only appears when it is proven worse. */
function sliceCheck(row: MetricRow, policy: Policy): Check[] {
  const [column] = Object.keys(row.slice ?? {});
  const required = column !== undefined && policy.slices.required.includes(column);
  const result = resultOf(row.outcome, 'not-worse', false);
  if (!required && result !== 'fail') return [];
  const name = `${row.metric}: ${sliceText(row.slice)}`;
  return [{ ...shared(row), name, expected: expectation(row, 'not-worse'), result, message: told(row) }];
}

const shared = (row: MetricRow): Pick<Check, 'metric' | 'slice' | 'actual' | 'interval'> => ({
  metric: row.metric,
  slice: row.slice,
  actual: row.improvement,
  interval: row.interval,
});

const sliceText = (slice: MetricRow['slice']): string =>
  Object.entries(slice ?? {})
    .map(([column, value]) => `${column} = ${value === '' ? '(empty)' : value}`)
    .join(', ');

function expectation(row: MetricRow, require: Policy['require']): string {
  if (require === 'better') return 'proven better';
  const margin = row.margin?.absolute ?? null;
  if (margin === null || margin === 0) return 'proven not worse';
  return `not worse by more than ${amountText(margin, row.shown_as)}`;
}

/** `0.7 points better, 0.46 to 0.94 (90 %)`, or why there is nothing to tell. */
function told(row: MetricRow): string {
  if (row.outcome === 'identical') return 'no prediction differs';
  if (row.improvement === null || row.interval === null) return row.reason ?? 'undefined on these rows';
  const [lower, upper] = row.interval;
  const change = changeText(row.improvement, row.shown_as);
  if (lower === null || upper === null) return `${change}, but no interval can be given${because(row.reason)}`;
  return `${change}, ${rangeText([lower, upper], row.shown_as)} (${numberText(row.level * 100)} %)`;
}

const because = (reason: string | null): string => (reason === null ? '' : `: ${reason}`);

/** Required slices that were not tested: too small, too many, or none at all. What was not tested never passes. */
function untestedSlices(
  { rows, small, leftOut }: SliceRows,
  { slices: { required } }: Policy,
  measured: readonly MeasuredMetric[],
): Check[] {
  const metric = measured[0]?.row.metric ?? '';
  const inconclusive = (slice: Check['slice'], name: string, message: string): Check => ({
    name: `${metric}: ${name}`,
    metric,
    slice,
    expected: 'proven not worse',
    actual: null,
    interval: null,
    result: 'inconclusive',
    message,
  });
  return required.flatMap(column => {
    const tooSmall = small.filter(({ slice }) => column in slice);
    const tooMany = leftOut.filter(({ slice }) => column in slice).length;
    const seen = tooSmall.length + tooMany > 0 || rows.some(row => column in (row.slice ?? {}));
    if (!seen) return [inconclusive(null, column, 'the column has too many values, or none, to be sliced by')];
    const beyond = `${numberText(tooMany)} slices were not tested: at most ${MOST_SLICES} are`;
    return [
      ...tooSmall.map(({ slice, rows, groups }) =>
        inconclusive(slice, sliceText(slice), `too few to tell: ${numberText(rows)} rows, ${numberText(groups)} units`),
      ),
      ...(tooMany > 0 ? [inconclusive(null, column, beyond)] : []),
    ];
  });
}

function limitCheck(
  limit: Limit,
  measured: readonly MeasuredMetric[],
  quantities: Readonly<Record<string, number>>,
  alpha: number,
): Check {
  const found = measured.find(({ chosen }) => chosen.text === limit.quantity);
  const quantity = quantities[limit.quantity];
  const inference = found === undefined ? quantityInference(limit.quantity, quantity) : candidateOf(found);
  const shownAs = found?.row.shown_as ?? 'number';
  const check = { name: limit.text, metric: limit.quantity, slice: null, expected: limit.text };
  if (inference === null) {
    const message = found?.row.reason ?? 'was not measured';
    return { ...check, actual: null, interval: null, result: 'inconclusive', message };
  }
  const interval = [inference.lower(alpha), inference.upper(alpha)] as const;
  const result: Result = limitResult(limit, inference, alpha);
  const unit = shownAs === 'percent' ? 100 : 1;
  const range = interval.every(Number.isFinite)
    ? `, between ${numberText(interval[0] * unit)} and ${metricText(interval[1], shownAs)}`
    : `, but no interval can be given${because(inference.warnings.join('; ') || null)}`;
  return {
    ...check,
    actual: inference.estimate,
    interval: [finite(interval[0]), finite(interval[1])],
    result,
    message: `${metricText(inference.estimate, shownAs)}${interval[0] === interval[1] ? '' : range}`,
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const candidateOf = ({ measured }: MeasuredMetric): Inference | null =>
  measured.candidate === null ? null : measured.combine(0, 1);

/** A quantity that was measured once is a fact without an interval. */
const quantityInference = (name: string, value: number | undefined): Inference | null =>
  value === undefined || !Number.isFinite(value)
    ? null
    : fromStudent({ estimate: value, se: 0, df: 1, method: name, units: 1, warnings: [] });
