// What is to be compared, before any row is read.
import type { ChosenMetric } from './metrics/catalogue.ts';
import type { Direction, Task } from './metrics/metric.ts';

/** What counts as one independent piece of evidence: a row, a group of rows, or a moment in time. */
export type UnitKind = 'row' | 'group' | 'time';

/** The question that the rows will answer. Shards of one comparison share one plan. */
export interface ComparisonPlan {
  readonly task: Task;
  /** The first is primary. */
  readonly metrics: readonly ChosenMetric[];
  /** Which way the numbers of a `score` task are better. */
  readonly scoreDirection: 'higher' | 'lower';
  /** The columns whose values make slices. */
  readonly slices: readonly string[];
  readonly unit: UnitKind;
  readonly weighted: boolean;
  /** The columns that name a row. */
  readonly ids: readonly string[];
  /** A number near the targets: squares are taken from there, so that large offsets do not eat their digits. */
  readonly origin: number;
}

/** Which way a metric is better under a plan. */
export const directionOf = (plan: ComparisonPlan, { metric }: ChosenMetric): Direction =>
  metric.name === 'score' ? plan.scoreDirection : metric.direction;

/** The columns that fairness metrics look at. */
export const fairnessColumnsOf = (plan: Pick<ComparisonPlan, 'metrics'>): string[] => [
  ...new Set(
    plan.metrics.flatMap(({ metric, argument }) => (metric.evidence === 'fairness' ? [String(argument)] : [])),
  ),
];
