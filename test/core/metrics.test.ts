import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { metrics } from '../../src/core/metrics/catalogue.ts';
import type { Task } from '../../src/core/metrics/metric.ts';
import { evidenceOf, plainContext, type Sample } from './paired-rows.ts';
import { oracle } from './statistics/oracles.ts';

type Values = Readonly<Record<string, number>>;

/** Both models predict the same, so that both values are held to the published one. */
function valuesOf(task: Task, names: readonly string[], sample: Omit<Sample, 'baseline'>): [string, number | null][][] {
  const evidence = evidenceOf({ ...sample, baseline: sample.candidate }, { task, metrics: names });
  const measured = evidence.metrics.map(metric => metric.measure(plainContext));
  return (['baseline', 'candidate'] as const).map(side =>
    measured.map((values, index): [string, number | null] => [names[index] as string, values[side]]),
  );
}

function expectValues(task: Task, expected: Values, sample: Omit<Sample, 'baseline'>): void {
  for (const side of valuesOf(task, Object.keys(expected), sample)) {
    const far = side.filter(([name, value]) => {
      const wanted = expected[name] as number;
      return value === null || Math.abs(value - wanted) > 1e-12 * Math.max(Math.abs(wanted), 1e-3);
    });
    expect(far).toEqual([]);
  }
}

interface Fixture {
  readonly target?: readonly (number | string)[];
  readonly prediction: readonly (number | string)[];
  readonly weight?: readonly number[] | null;
  readonly classes?: readonly string[];
  readonly probabilities?: readonly (readonly number[])[];
  readonly group?: readonly string[];
  readonly values: Values;
}

const fixtures = JSON.parse(readFileSync(new URL('../fixtures/metrics.json', import.meta.url), 'utf8')) as Record<
  'regression' | 'binary' | 'multiclass' | 'score' | 'fairness',
  readonly Fixture[]
>;

const sampleOf = ({
  target,
  prediction,
  weight,
  classes,
  probabilities,
  group,
}: Fixture): Omit<Sample, 'baseline'> => ({
  candidate: prediction,
  ...(target === undefined ? {} : { target }),
  ...(weight == null ? {} : { weight }),
  ...(classes === undefined ? {} : { classes }),
  ...(probabilities === undefined ? {} : { probabilities: { baseline: probabilities, candidate: probabilities } }),
  ...(group === undefined ? {} : { fairness: { group } }),
});

const cases = (['regression', 'binary', 'multiclass', 'score', 'fairness'] as const).flatMap(kind =>
  fixtures[kind].map((fixture, index) => ({ kind, index, fixture, weighted: fixture.weight != null })),
);

describe('values of scikit-learn and Fairlearn, for rows weighted or not', () => {
  test.each(cases)('$kind sample $index, weighted: $weighted', ({ kind, fixture }) => {
    expectValues(kind === 'fairness' ? 'binary' : kind, fixture.values, sampleOf(fixture));
  });

  test('every metric of every task is among them, weighted and not', () => {
    const seen = (weighted: boolean): Set<string> =>
      new Set(
        cases
          .filter(one => one.weighted === weighted)
          .flatMap(({ kind, fixture }) =>
            Object.keys(fixture.values).map(text => `${kind} ${text.replace(/\(.*/, '')}`),
          ),
      );
    const all = metrics.flatMap(({ tasks, name, evidence }) =>
      tasks.map(task => `${evidence === 'fairness' ? 'fairness' : task} ${name}`),
    );
    expect(all.filter(name => !seen(false).has(name))).toEqual([]);
    expect(all.filter(name => !seen(true).has(name))).toEqual([]);
  });
});

describe('published values', () => {
  test('ten rows, ECE among them', () => {
    const { y, p, auc, ece10_positive_class, ...rest } = oracle<{ y: number[]; p: number[] } & Values>('metrics');
    const named = Object.fromEntries(Object.entries(rest).filter(([name]) => !/10/.test(name))) as Values;
    const expected = { ...named, roc_auc: auc as number, ece: ece10_positive_class as number };
    expect(Object.keys(expected)).toHaveLength(12);
    expectValues('binary', expected, { target: y, candidate: p });
  });

  test('Fairlearn’s documentation', () => {
    const docs = oracle<{
      y_true: number[];
      y_pred: number[];
      sf: string[];
      dp_difference: number;
      eo_difference: number;
    }>('fairlearn_docs');
    expectValues(
      'binary',
      {
        'demographic_parity_difference(sf)': docs.dp_difference,
        'equalized_odds_difference(sf)': docs.eo_difference,
      },
      { target: docs.y_true, candidate: docs.y_pred, fairness: { sf: docs.sf } },
    );
  });
});
