// The table of every metric, and how a metric is written: `wape`, `pinball(0.9)`, `recall(cat)`.
import { binaryMetrics } from './binary.ts';
import { fairnessMetrics } from './fairness.ts';
import type { Metric, Task } from './metric.ts';
import { multiclassMetrics } from './multiclass.ts';
import { regressionMetrics } from './regression.ts';
import { scoreMetrics } from './score.ts';

/** Every metric Relevo knows. Adding one is adding a row to its task's table. */
export const metrics: readonly Metric[] = [
  ...regressionMetrics,
  ...binaryMetrics,
  ...multiclassMetrics,
  ...scoreMetrics,
  ...fairnessMetrics,
];

/** A metric as somebody asked for it. */
export interface ChosenMetric {
  /** As it was written, without spaces that mean nothing. */
  readonly text: string;
  readonly metric: Metric;
  /** What stands in brackets; a number metric's fallback when nothing does. */
  readonly argument: string | number | null;
}

/** Why a metric cannot be chosen: the sentence, and what was meant, if it is near something. */
export interface UnknownMetric {
  readonly text: string;
  readonly problem: string;
}

/** The metrics of a task, by name. */
export const metricsOf = (task: Task): readonly Metric[] => metrics.filter(metric => metric.tasks.includes(task));

/** Reads a metric as written, for a task. */
export function chooseMetric(text: string, task: Task): ChosenMetric | UnknownMetric {
  const [, name, bracketed] = /^\s*([a-z0-9_]+)\s*(?:\(\s*(.*?)\s*\))?\s*$/.exec(text) ?? [];
  const metric = metricsOf(task).find(candidate => candidate.name === name && takes(candidate, bracketed));
  if (metric !== undefined) return withArgument(spelt(metric.name, bracketed), metric, bracketed);
  const elsewhere = [...metricsOf(task), ...metrics].find(candidate => candidate.name === name);
  if (elsewhere === undefined) return { text, problem: `there is no metric "${text}"` };
  if (!elsewhere.tasks.includes(task)) {
    return { text, problem: `${elsewhere.name} is a metric of ${elsewhere.tasks.join(' and ')}, not of ${task}` };
  }
  return {
    text,
    problem:
      elsewhere.argument === undefined
        ? `${elsewhere.name} takes nothing in brackets`
        : `${elsewhere.name} is written with its ${elsewhere.argument.kind} in brackets`,
  };
}

/** One spelling for each metric: `recall(cat)`, however many spaces were written. */
const spelt = (name: string, bracketed: string | undefined): string =>
  bracketed === undefined || bracketed === '' ? name : `${name}(${bracketed})`;

const takes = (metric: Metric, bracketed: string | undefined): boolean =>
  bracketed === undefined || bracketed === ''
    ? metric.argument === undefined || metric.argument.fallback !== undefined
    : metric.argument !== undefined;

function withArgument(text: string, metric: Metric, bracketed: string | undefined): ChosenMetric | UnknownMetric {
  const { argument } = metric;
  if (argument === undefined) return { text, metric, argument: null };
  if (argument.kind !== 'number') return { text, metric, argument: bracketed ?? '' };
  const number = bracketed === undefined || bracketed === '' ? argument.fallback : Number(bracketed);
  if (number === undefined || !Number.isFinite(number) || !fits(metric.name, number)) {
    return { text, problem: `${metric.name} does not take "${bracketed}"` };
  }
  return { text, metric, argument: number };
}

/** A quantile level lies inside (0, 1); a rank is a whole number from 1. */
const fits = (name: string, value: number): boolean =>
  name === 'pinball' ? value > 0 && value < 1 : Number.isInteger(value) && value >= 1;
