// The options of `relevo compare` that say what the candidate is judged by.
import { defaultMargins, defaultMetrics } from '../../../config/default-values.ts';
import { parseGuard } from '../../../config/guard.ts';
import { parseLimit } from '../../../config/limit.ts';
import { parseMargin } from '../../../config/margin.ts';
import { lookUpMetric } from '../../../config/metric-name.ts';
import { findInMargin, readsAsPoints } from '../../../config/policy-consistency.ts';
import type { ChosenMetric } from '../../../core/metrics/catalogue.ts';
import type { Task } from '../../../core/metrics/metric.ts';
import type { Guard, Limit, Margin, Policy } from '../../../core/policy.ts';
import { type CompareOptions, invalid, split, take } from './compare-options.ts';

/** The policy, and every metric that it or the reader asks for, the primary one first. */
export type PolicyWithMetrics = Policy & { readonly metrics: readonly ChosenMetric[] };

/** Reads what the candidate is judged by. */
export function readPolicy(options: CompareOptions, required: readonly string[]): PolicyWithMetrics {
  const { task } = options;
  const metrics = (options.metrics === undefined ? defaultMetrics[task] : split(options.metrics)).map(name =>
    chosen('--metrics', name, task),
  );
  const [primary] = metrics;
  if (primary === undefined) throw invalid('--metrics', options.metrics ?? '', 'at least one metric');
  requireIntervals('--metrics', primary);
  const guards = (options.guard ?? []).map(text => readGuard(text, task));
  const limits = (options.limit ?? []).map(text => take('--limit', text, parseLimit(text)));
  const limited = limits.map(({ quantity }) => chosen('--limit', quantity, task));
  return {
    metrics: distinct([...metrics, ...guards.map(({ metric }) => metric), ...limited]),
    require: options.require,
    margin: readMargin('--margin', options.margin, primary, 'overall'),
    guards,
    slices: { required, margin: readMargin('--slice-margin', options.sliceMargin, primary, 'slices') },
    limits: limits satisfies readonly Limit[],
    alpha: readAlpha(options.alpha),
  };
}

const chosen = (option: string, name: string, task: Task): ChosenMetric => take(option, name, lookUpMetric(name, task));

const distinct = (metrics: readonly ChosenMetric[]): ChosenMetric[] => [
  ...new Map(metrics.map(metric => [metric.text, metric])).values(),
];

function readGuard(text: string, task: Task): Guard {
  const guard = take('--guard', text, parseGuard(text));
  const metric = chosen('--guard', guard.metric, task);
  requireIntervals('--guard', metric);
  const { margin } = guard;
  // `bias within 1%`: of a share that may be zero, 1% can only be one point.
  if (readsAsPoints(margin, metric.metric)) return { metric, margin: { ...margin, kind: 'absolute' } };
  return { metric, margin: fitted('--guard', text, margin, metric) };
}

function readMargin(
  option: string,
  text: string | undefined,
  chosenMetric: ChosenMetric,
  place: 'overall' | 'slices',
): Margin {
  if (text === undefined) return defaultMargins(chosenMetric.metric)[place];
  return fitted(option, text, take(option, text, parseMargin(text)), chosenMetric);
}

function fitted(option: string, text: string, margin: Margin, { metric }: ChosenMetric): Margin {
  const mistake = findInMargin(margin, metric);
  if (mistake === undefined) return margin;
  throw invalid(option, text, [mistake.message, mistake.hint].filter(part => part !== undefined).join('; '));
}

/** The largest error of all rows has no interval, so that nothing can be proven about it: it can only have a limit. */
function requireIntervals(option: string, { metric, text }: ChosenMetric): void {
  if (metric.evidence !== 'extremes') return;
  throw invalid(option, text, `a metric with an interval; bound ${text} with --limit "${text} <= …"`);
}

function readAlpha(text: string): number {
  const alpha = Number(text);
  if (!(alpha > 0 && alpha < 0.5)) throw invalid('--alpha', text, 'a level between 0 and 0.5, such as 0.05');
  return alpha;
}
