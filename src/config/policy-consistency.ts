// Whether metrics, margins, guards and limits fit the task and each other.
import { type ChosenMetric, metricsOf } from '../core/metrics/catalogue.ts';
import type { Direction, Metric, Task } from '../core/metrics/metric.ts';
import { nearest } from '../core/nearest.ts';
import type { Limit, Margin } from '../core/policy.ts';
import { isMeasuredQuantity, measuredQuantities } from '../core/quantities.ts';
import { defaultMetrics } from './default-values.ts';
import type { GuardText } from './guard.ts';
import { lookUpMetric } from './metric-name.ts';
import type { ModelDraft, Say } from './model-draft.ts';
import type { Mistake, Parsed } from './parsed.ts';

/** Checks everything that names a metric. */
export function checkMetrics(draft: ModelDraft, say: Say): void {
  const { task, policy } = draft;
  if (task === undefined) return;
  const chosen = lookUpAll(draft, task, say);
  const [primary] = chosen ?? [];
  if (primary !== undefined) checkPrimary(primary, draft, say);
  for (const [index, guard] of (policy?.guard ?? []).entries()) {
    const mistake = guard && findInGuard(guard, chosen, task);
    if (mistake !== undefined) say(['policy', 'guard', index], mistake);
  }
  for (const [index, limit] of (policy?.limits ?? []).entries()) {
    const mistake = limit && findInLimit(limit, task, draft.direction ?? undefined);
    if (mistake !== undefined) say(['policy', 'limits', index], mistake);
  }
}

/** The metrics as the catalogue has them, the unknown ones undefined; undefined when there is no list to look at. */
function lookUpAll({ metrics }: ModelDraft, task: Task, say: Say): readonly (ChosenMetric | undefined)[] | undefined {
  if (metrics === undefined) return undefined;
  return (metrics ?? defaultMetrics[task]).map((text, index) => {
    const found = text === undefined ? undefined : lookUpMetric(text, task);
    if (found?.ok) return found.value;
    for (const mistake of found?.mistakes ?? []) say(['metrics', index], mistake);
    return undefined;
  });
}

function checkPrimary({ metric, text }: ChosenMetric, { policy }: ModelDraft, say: Say): void {
  if (metric.evidence === 'extremes') {
    say(['metrics', 0], {
      message: `${text} cannot be the primary metric: the largest of all errors has no interval`,
      hint: `Name another metric first, and bound it under policy.limits: "${text} <= …".`,
    });
  }
  const overall = policy?.margin ? findInMargin(policy.margin, metric) : undefined;
  if (overall !== undefined) say(['policy', 'margin'], overall);
  const slices = policy?.slices?.margin ? findInMargin(policy.slices.margin, metric) : undefined;
  if (slices !== undefined) say(['policy', 'slices', 'margin'], slices);
}

/** What keeps a margin from having a meaning for a metric. */
export function findInMargin({ kind, text, amount }: Margin, metric: Metric): Mistake | undefined {
  if (kind === 'relative' && !metric.ratioScale) {
    const points = Number((amount * 100).toPrecision(12));
    return {
      message: `a share of ${metric.name} has no meaning: it can be zero or negative, or its zero is arbitrary; found "${text}"`,
      hint: `Write an amount: ${points === 1 ? '1 point' : `${points} points`}, or ${amount}.`,
    };
  }
  return text.includes('point') && metric.shownAs === 'target'
    ? {
        message: `${metric.name} is no share, so that points have no meaning for it; found "${text}"`,
        hint: "Write an amount in the target's unit, or a percentage.",
      }
    : undefined;
}

function findInGuard(
  { metric: name, margin }: GuardText,
  chosen: readonly (ChosenMetric | undefined)[] | undefined,
  task: Task,
): Mistake | undefined {
  const found = lookUpMetric(name, task);
  if (!found.ok) return found.mistakes[0];
  const { metric } = found.value;
  if (metric.evidence === 'extremes') {
    return { message: `${name} can only have a limit`, hint: `Write under policy.limits: "${name} <= …".` };
  }
  if (chosen !== undefined && chosen[0]?.text === name) {
    return { message: `${name} is the primary metric`, hint: 'How much worse it may get is policy.margin.' };
  }
  if (chosen !== undefined && !chosen.some(other => other === undefined || other.text === name)) {
    return { message: `${name} is not among the metrics, so that nothing would guard it`, hint: 'Add it to metrics.' };
  }
  return readsAsPoints(margin, metric) ? undefined : findInMargin(margin, metric);
}

/** `bias within 1%`: of a metric that is itself a percentage and may be zero, 1% can only be one point. */
export const readsAsPoints = ({ kind }: Margin, metric: Metric): boolean =>
  kind === 'relative' && !metric.ratioScale && metric.shownAs === 'percent';

const measured: Pick<Metric, 'direction' | 'shownAs'> = { direction: 'lower', shownAs: 'target' };

function findInLimit(limit: Limit, task: Task, scoreDirection: 'higher' | 'lower' | undefined): Mistake | undefined {
  const { quantity, text, operator } = limit;
  const found = isMeasuredQuantity(quantity) ? undefined : lookUpMetric(quantity, task);
  if (found?.ok === false) return explainUnknown(limit, task, found);
  const { direction, shownAs } = found === undefined ? measured : found.value.metric;
  if (text.endsWith('%') && shownAs === 'target') {
    return { message: `${quantity} is no share, so that a percentage has no meaning for it; found "${text}"` };
  }
  const better: Direction | undefined = task === 'score' && quantity === 'score' ? scoreDirection : direction;
  const isFloor = operator.startsWith('>');
  if (better === undefined || better === 'zero' || isFloor === (better === 'higher')) return undefined;
  return {
    message: `${quantity} is better the ${better} it is, so that "${text}" would ask for a bad model`,
    hint: `Write ${text.replace(operator, isFloor ? operator.replace('>', '<') : operator.replace('<', '>'))}.`,
  };
}

function explainUnknown({ quantity }: Limit, task: Task, found: Parsed<unknown>): Mistake | undefined {
  const mistake = found.ok ? undefined : found.mistakes[0];
  if (mistake === undefined || quantity.includes('(')) return mistake;
  const names = [...metricsOf(task).map(({ name }) => name), ...measuredQuantities];
  return {
    ...mistake,
    nearest: names.includes(quantity) ? undefined : nearest(quantity, names),
    hint: `${mistake.hint ?? ''} Measured quantities are ${measuredQuantities.join(', ')}.`.trim(),
  };
}
