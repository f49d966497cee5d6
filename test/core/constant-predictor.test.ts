import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bestConstant, type Targets } from '../../src/core/constant-predictor.ts';
import { chosen, evidenceOf, plainContext, type Sample } from './paired-rows.ts';

const numbers = (values: readonly number[], weights?: readonly number[]): Targets => ({
  kind: 'numbers',
  values: Float64Array.from(values),
  weights: weights === undefined ? null : Float64Array.from(weights),
});

/** The metric of a constant prediction, computed as every comparison computes it. */
function metricOf(
  metric: string,
  task: 'regression' | 'binary',
  target: readonly number[],
  constant: number,
  weight?: number[],
) {
  const column = target.map(() => constant);
  const sample: Sample = { target, baseline: column, candidate: column, ...(weight === undefined ? {} : { weight }) };
  const [measured] = evidenceOf(sample, { task, metrics: [metric] }).metrics;
  return measured?.measure(plainContext).candidate ?? Number.NaN;
}

const directions: Readonly<Record<string, (value: number) => number>> = {
  higher: value => -value,
  lower: value => value,
  zero: value => Math.abs(value),
};

/** How bad a constant is; a metric that it leaves undefined is the worst. */
function badness(
  metric: string,
  task: 'regression' | 'binary',
  target: readonly number[],
  constant: number,
  weight?: number[],
) {
  const value = metricOf(metric, task, target, constant, weight);
  const bad = directions[chosen(metric, task).metric.direction]?.(value) ?? Number.NaN;
  return Number.isNaN(bad) ? Number.POSITIVE_INFINITY : bad;
}

const odd = fc
  .array(fc.integer({ min: -40, max: 60 }), { minLength: 3, maxLength: 15 })
  .filter(values => values.length % 2 === 1 && values.some(value => value !== values[0]));

describe('of numbers, no constant is better', () => {
  test.each([
    'mae',
    'mse',
    'rmse',
    'wape',
    'mape',
    'smape',
    'bias',
    'r2',
    'pinball(0.9)',
    'pinball(0.2)',
    'medae',
    'max_error',
  ])('for %s', metric => {
    fc.assert(
      fc.property(odd, fc.double({ min: -50, max: 70, noNaN: true }), (target, other) => {
        const best = bestConstant('regression', chosen(metric, 'regression'), numbers(target));
        if (best?.kind !== 'number') throw new Error('No number.');
        const mine = badness(metric, 'regression', target, best.value);
        for (const constant of [other, ...target, 0]) {
          const theirs = badness(metric, 'regression', target, constant);
          expect(mine).toBeLessThanOrEqual(theirs + 1e-6 * Math.max(1, Math.abs(theirs)));
        }
      }),
      { seed: 42, numRuns: 60 },
    );
  });

  test.each(['mae', 'mse', 'mape', 'pinball(0.9)'])('for %s with weights', metric => {
    const weighted = odd.chain(target =>
      fc.tuple(
        fc.constant(target),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: target.length, maxLength: target.length }),
      ),
    );
    fc.assert(
      fc.property(weighted, fc.double({ min: -50, max: 70, noNaN: true }), ([target, weight], other) => {
        const best = bestConstant('regression', chosen(metric, 'regression'), numbers(target, weight));
        if (best?.kind !== 'number') throw new Error('No number.');
        const mine = badness(metric, 'regression', target, best.value, weight);
        for (const constant of [other, ...target]) {
          expect(mine).toBeLessThanOrEqual(badness(metric, 'regression', target, constant, weight) + 1e-6);
        }
      }),
      { seed: 42, numRuns: 60 },
    );
  });
});

describe('of two classes, no constant is better', () => {
  test.each([
    'accuracy',
    'balanced_accuracy',
    'precision',
    'recall',
    'f1',
    'specificity',
    'roc_auc',
    'average_precision',
    'log_loss',
    'brier',
    'ece',
  ])('for %s', metric => {
    const both = fc
      .array(fc.integer({ min: 0, max: 1 }), { minLength: 4, maxLength: 12 })
      .filter(values => values.includes(0) && values.includes(1));
    fc.assert(
      fc.property(both, fc.double({ min: 0, max: 1, noNaN: true }), (target, other) => {
        const best = bestConstant('binary', chosen(metric, 'binary'), numbers(target));
        if (best?.kind !== 'number') throw new Error('No number.');
        const mine = badness(metric, 'binary', target, best.value);
        expect(mine).not.toBe(Number.POSITIVE_INFINITY);
        for (const constant of [other, 0, 1]) {
          expect(mine).toBeLessThanOrEqual(badness(metric, 'binary', target, constant) + 1e-9);
        }
      }),
      { seed: 42, numRuns: 60 },
    );
  });
});

describe('of several classes', () => {
  const counts = new Map([
    ['cat', 3],
    ['dog', 5],
    ['ant', 2],
  ]);
  test('it is the majority, with the share of each', () => {
    expect(bestConstant('multiclass', chosen('f1_macro', 'multiclass'), { kind: 'labels', counts })).toEqual({
      kind: 'class',
      label: 'dog',
      shares: new Map([
        ['dog', 0.5],
        ['cat', 0.3],
        ['ant', 0.2],
      ]),
      name: 'the majority',
    });
  });

  test('it is the class that the metric is of, and among equals the first by name', () => {
    expect(bestConstant('multiclass', chosen('recall(cat)', 'multiclass'), { kind: 'labels', counts })).toMatchObject({
      label: 'cat',
    });
    const equal = new Map([
      ['b', 2],
      ['a', 2],
    ]);
    expect(
      bestConstant('multiclass', chosen('accuracy', 'multiclass'), { kind: 'labels', counts: equal }),
    ).toMatchObject({
      label: 'a',
    });
  });
});

test('a score has none, and no targets have none', () => {
  expect(bestConstant('score', chosen('score', 'score'), numbers([1]))).toBeNull();
  expect(bestConstant('regression', chosen('mae', 'regression'), numbers([]))).toBeNull();
  expect(
    bestConstant('multiclass', chosen('accuracy', 'multiclass'), { kind: 'labels', counts: new Map() }),
  ).toBeNull();
});
