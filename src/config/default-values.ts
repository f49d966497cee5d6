// Defaults that depend on the task or on the primary metric.
import type { Metric, Task } from '../core/metrics/metric.ts';
import type { Margin } from '../core/policy.ts';

/** The metrics of a task when none are named; each can be computed from any predictor's output. */
export const defaultMetrics: Readonly<Record<Task, readonly [primary: string, ...others: string[]]>> = {
  regression: ['wape', 'mae', 'bias'],
  binary: ['log_loss', 'roc_auc', 'accuracy'],
  multiclass: ['accuracy', 'f1_macro'],
  score: ['score'],
};

/** How much worse the primary metric may be overall, and in a slice. */
export interface DefaultMargins {
  readonly overall: Margin;
  readonly slices: Margin;
}

const relative: DefaultMargins = {
  overall: { kind: 'relative', amount: 0.02, text: '2%' },
  slices: { kind: 'relative', amount: 0.1, text: '10%' },
};

const points: DefaultMargins = {
  overall: { kind: 'absolute', amount: 0.01, text: '1 point' },
  slices: { kind: 'absolute', amount: 0.05, text: '5 points' },
};

/** The margins for a metric: a share of the baseline's value where that has a meaning. */
export const defaultMargins = (metric: Metric): DefaultMargins => (metric.ratioScale ? relative : points);
