// Seeded samples of every task: two models with errors in common, slices, groups or moments, weights.

import type { UnitKind } from '../../src/core/comparison-plan.ts';
import { metricsOf } from '../../src/core/metrics/catalogue.ts';
import type { Metric, Task } from '../../src/core/metrics/metric.ts';
import { normalQuantile } from '../../src/core/statistics/distributions.ts';
import { type Generator, seeded, uniform } from '../../src/core/statistics/generator.ts';
import type { Sample } from './paired-rows.ts';

export const tasks: readonly Task[] = ['regression', 'binary', 'multiclass', 'score'];
export const unitKinds: readonly UnitKind[] = ['row', 'group', 'time'];
export const DAY = 86_400_000;

/** A standard normal number. */
export const normal = (generator: Generator): number => normalQuantile(uniform(generator) + 2 ** -33);

/** What a sample is to be like. `better` is how much of the baseline's error the candidate sheds. */
export interface Taste {
  readonly rows: number;
  readonly seed: number;
  readonly unit?: UnitKind;
  readonly weighted?: boolean;
  readonly better?: number;
  /** Whether to give each row a shop, a price and, for binary tasks, a sex to be fair about. */
  readonly sliced?: boolean;
}

const classes = ['ant', 'bee', 'cat', 'dog'];
const shops = ['Vigo', 'Lugo', 'Oia', '', 'A Coruña'];

/** Rows of a task. */
export function sampleOf(task: Task, taste: Taste): Sample {
  const { rows, seed, unit = 'row', weighted = false, sliced = false } = taste;
  const generator = seeded(seed, 7);
  const each = <Value>(draw: (row: number) => Value): Value[] => Array.from({ length: rows }, (_, row) => draw(row));
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(uniform(generator) * values.length)] as Value;
  const units = Math.max(2, Math.ceil(rows / 4));
  return {
    ...predicted[task](generator, each, taste.better ?? 0.1),
    ...(weighted ? { weight: each(() => 0.5 + 1.5 * uniform(generator)) } : {}),
    ...(unit === 'group'
      ? { groups: each(row => `user ${row < units ? row : Math.floor(uniform(generator) * units)}`) }
      : {}),
    ...(unit === 'time' ? { times: each(row => DAY * (19_000 + (row % units))) } : {}),
    ...(sliced
      ? {
          slices: { shop: each(() => pick(shops)), price: each(() => String(Math.floor(uniform(generator) * 60) / 4)) },
        }
      : {}),
    ...(task === 'binary' ? { fairness: { sex: each(() => pick(['f', 'm', 'x'])) } } : {}),
  };
}

type Each = <Value>(draw: (row: number) => Value) => Value[];

const predicted: Record<Task, (generator: Generator, each: Each, better: number) => Sample> = {
  regression(generator, each, better) {
    const target = each(() => 50 + 20 * normal(generator));
    const common = each(() => 3 * normal(generator));
    const model = (share: number) =>
      each(row => (target[row] as number) + 0.5 + share * ((common[row] as number) + 2 * normal(generator)));
    return { target, baseline: model(1), candidate: model(1 - better) };
  },
  binary(generator, each, better) {
    const target = each(() => (uniform(generator) < 0.35 ? 1 : 0));
    const common = each(() => 0.2 * normal(generator));
    const model = (share: number) =>
      each(row => {
        const logit =
          0.15 + 0.55 * (target[row] as number) + share * ((common[row] as number) + 0.2 * normal(generator));
        return Math.round(100 * Math.min(1, Math.max(0, logit))) / 100;
      });
    return { target, baseline: model(1), candidate: model(1 - better) };
  },
  multiclass(generator, each, better) {
    const truth = each(() => Math.floor(uniform(generator) * classes.length));
    const model = (share: number): { label: string[]; columns: number[][] } => {
      const rows = each(row => classes.map((_, code) => uniform(generator) * share + (truth[row] === code ? 0.6 : 0)));
      const columns = classes.map((_, code) => rows.map(row => (row[code] as number) / row.reduce((a, b) => a + b, 0)));
      return { label: rows.map(row => classes[row.indexOf(Math.max(...row))] as string), columns };
    };
    const [baseline, candidate] = [model(1), model(1 - better)];
    return {
      classes,
      target: truth.map(code => classes[code] as string),
      baseline: baseline.label,
      candidate: candidate.label,
      probabilities: { baseline: baseline.columns, candidate: candidate.columns },
    };
  },
  score(generator, each, better) {
    const common = each(() => 2 * normal(generator));
    const model = (lift: number) => each(row => 3 + lift + (common[row] as number) + normal(generator));
    return { baseline: model(0), candidate: model(better) };
  },
};

/** How each metric of a task is written, with a class or a column where it wants one. */
export const metricTexts = (task: Task): string[] =>
  metricsOf(task).map(({ name, argument }) => `${name}${argument === undefined ? '' : argumentOf(argument)}`);

const argumentOf = ({ kind, fallback }: NonNullable<Metric['argument']>): string =>
  kind === 'number' ? `(${kind === 'number' && fallback === 2 ? 2 : 0.9})` : kind === 'class' ? '(bee)' : '(sex)';

/** The values of `count` rows. */
export const repeated = <Value>(count: number, value: (row: number) => Value): Value[] =>
  Array.from({ length: count }, (_, row) => value(row));

/** `rows` rows whose candidate is off by `share` of what the baseline is off by; each has a little noise of its own. */
export function regression(rows: number, share: number, seed = 1, noise = 0.2): Sample {
  const generator = seeded(seed);
  const target = repeated(rows, () => 50 + 10 * normal(generator));
  const off = repeated(rows, () => 5 * normal(generator));
  return {
    target,
    baseline: target.map((y, row) => y + (off[row] as number) + noise * normal(generator)),
    candidate: target.map((y, row) => y + share * (off[row] as number) + noise * normal(generator)),
  };
}
