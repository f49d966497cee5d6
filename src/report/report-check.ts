// What a report must be beyond its schema before a surface shows it: free of contradictions, and without the rows that may
// not be named.
import type { Check } from '../core/comparison.ts';
import { verdictOf } from '../core/policy.ts';
import type { Settings } from './pull-request-view.ts';
import type { Report } from './report-schema.ts';

/** Why a report contradicts itself, as one that Relevo wrote never does; null when it does not. */
export function contradictionOf({ comparison, verdict, outcome, failure, training }: Report): string | null {
  if (comparison === null) return verdict === 'pass' ? 'it passes without a comparison' : null;
  if (failure !== null || training.how === 'failed') return 'it holds both a failure and a comparison';
  const primary = comparison.metrics.find(({ role, slice }) => role === 'primary' && slice === null);
  if (primary === undefined) return 'its comparison has no primary metric';
  if (outcome !== primary.outcome) return 'its outcome is not that of its primary metric';
  const judged = verdictOf(comparison.checks.map((check: Pick<Check, 'result'>) => check.result));
  if (verdict !== comparison.verdict || verdict !== judged) return 'its verdict is not that of its checks';
  const isOpen = primary.outcome === 'worse' || primary.outcome === 'inconclusive';
  return verdict === 'pass' && isOpen ? 'it passes although its primary metric does not' : null;
}

/** Failures whose words name a row. */
const namingRows: ReadonlySet<string> = new Set([
  'holdout-id',
  'id-duplicate',
  'id-missing',
  'id-out-of-step',
  'predict-id',
  'predict-value',
  'production-cannot-predict',
]);

/** The report as its surfaces may show it: with `none`, no row is named. */
export function presentable(report: Report, rows: Settings['rows']): Report {
  if (rows === 'ids') return report;
  const { comparison, failure, baseline } = report;
  return {
    ...report,
    comparison: comparison && { ...comparison, flips: { ...comparison.flips, worst: [] } },
    failure: nameless(failure),
    baseline: { ...baseline, problem: nameless(baseline.problem) },
  };
}

/** What is said of the others where no row may be named. */
const withoutRow: Readonly<Record<string, (what: string) => string>> = {
  'holdout-id': () => 'Two rows of the holdout have the same id.',
  'production-cannot-predict': what => what,
};

function nameless(failure: Report['failure']): Report['failure'] {
  if (failure === null || !namingRows.has(failure.code)) return failure;
  return {
    ...failure,
    what: withoutRow[failure.code]?.(failure.what) ?? 'A row of the predictions does not fit the holdout.',
    why: `Which one stands in the log of the run; \`report: { rows: ids }\` would name it here.`,
  };
}
