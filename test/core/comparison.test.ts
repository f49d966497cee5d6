import { describe, expect, test } from '@jest/globals';
import type { Comparison } from '../../src/core/comparison.ts';
import type { Sample, Wish } from './paired-rows.ts';
import { absolute, compareSample, guardOf, policyOf } from './policies.ts';
import { regression, repeated } from './samples.ts';

const wape: Wish = { task: 'regression', metrics: ['wape', 'mae', 'bias'] };

const outcome = ({ metrics }: Comparison): string => metrics[0]?.outcome ?? '';

describe('the primary metric', () => {
  test.each([
    [0.8, 'better', 'pass', 'pass'],
    [1, 'not-worse', 'inconclusive', 'pass'],
    [1.012, 'slightly-worse', 'fail', 'pass'],
    [1.3, 'worse', 'fail', 'fail'],
  ])('errors times %d: %s', (share, expected, better, notWorse) => {
    const sample = regression(4000, share);
    expect(outcome(compareSample(sample, wape))).toBe(expected);
    expect(compareSample(sample, wape, policyOf({ require: 'better' })).verdict).toBe(better);
    expect(compareSample(sample, wape).verdict).toBe(notWorse);
  });

  test('a copy of the baseline is identical and passes, whatever is required', () => {
    const { target, baseline } = regression(40, 1);
    for (const require of ['better', 'not-worse'] as const) {
      const comparison = compareSample(
        { target: target ?? [], baseline, candidate: [...baseline] },
        wape,
        policyOf({ require, margin: absolute(0) }),
      );
      expect(comparison.verdict).toBe('pass');
      expect(comparison.metrics.map(row => [row.outcome, row.improvement, row.interval])).toEqual(
        repeated(3, () => ['identical', 0, [0, 0]]),
      );
      expect(comparison.checks[0]).toMatchObject({ result: 'pass', message: 'no prediction differs' });
    }
  });

  test('too few rows are inconclusive, with how many more would tell', () => {
    const comparison = compareSample(regression(60, 0.98, 3, 0.9), wape);
    expect(comparison.verdict).toBe('inconclusive');
    const {
      rows_needed: needed,
      interval,
      improvement,
      margin,
      se,
    } = comparison.metrics[0] as Comparison['metrics'][number];
    expect(interval?.[0]).toBeLessThan(-(margin?.absolute ?? 0));
    const reach = (1.6448536269514722 + 0.8416212335729143) ** 2 * (se ?? 0) ** 2 * 60;
    const all = Math.ceil(reach / ((improvement ?? 0) + (margin?.absolute ?? 0)) ** 2);
    expect(needed).toEqual({ additional: all - 60, unit: 'rows', power: 0.8 });
  });

  test('far too few say that more would not tell', () => {
    const { target, baseline } = regression(30, 1);
    const candidate = baseline.map((value, row) => (value as number) + (row % 2 === 0 ? 30 : -30));
    expect(compareSample({ target: target ?? [], baseline, candidate }, wape).metrics[0]?.rows_needed).toBeNull();
  });

  test('an undefined metric never passes, and says why', () => {
    const ones = repeated(100, () => 1);
    const sample: Sample = {
      target: ones,
      baseline: repeated(100, row => 0.9 - row / 1000),
      candidate: repeated(100, row => 0.95 - row / 1000),
    };
    const comparison = compareSample(sample, { task: 'binary', metrics: ['roc_auc', 'specificity', 'log_loss'] });
    expect(comparison.verdict).toBe('inconclusive');
    expect(
      comparison.metrics
        .slice(0, 2)
        .map(({ baseline, candidate, improvement, outcome: is }) => [baseline, candidate, improvement, is]),
    ).toEqual(repeated(2, () => [null, null, null, 'inconclusive']));
    expect(comparison.metrics[0]?.reason).toBe('these rows hold one class only');
    expect(comparison.metrics[1]?.reason).toBe('specificity divides by zero on these rows');
    expect(comparison.checks[0]).toMatchObject({
      result: 'inconclusive',
      message: 'these rows hold one class only',
      actual: null,
    });
    expect(comparison.power.equal_passes).toBeNull();
  });

  test('what is undefined for one model is shown for the other', () => {
    const target = repeated(200, row => row % 2);
    const sample: Sample = { target, baseline: target.map(y => 0.3 + 0.4 * y), candidate: target.map(() => 0.2) };
    const [precision, recall] = compareSample(sample, { task: 'binary', metrics: ['precision', 'recall'] }).metrics;
    expect(precision).toMatchObject({ baseline: 1, candidate: null, improvement: null, outcome: 'inconclusive' });
    expect(precision?.reason).toBe('precision of the candidate divides by zero on these rows');
    expect(recall).toMatchObject({ baseline: 1, candidate: 0, improvement: -1, outcome: 'worse' });
  });

  test('a class that no row has is undefined, whether the metric is asked of all rows or of a slice', () => {
    const classes = ['ant', 'bee', 'cat', 'dog'];
    const labels = repeated(120, row => classes[row % 2] as string);
    const sample: Sample = {
      classes,
      target: labels.map((label, row) => (row < 60 ? label : row % 2 === 0 ? 'cat' : label)),
      baseline: labels,
      candidate: labels.map((label, row) => (row % 7 === 0 ? 'cat' : label)),
      slices: { half: labels.map((_, row) => (row < 60 ? 'first' : 'second')) },
    };
    const { metrics } = compareSample(sample, {
      task: 'multiclass',
      metrics: ['recall(cat)', 'precision(dog)', 'recall(yak)'],
    });
    expect(
      metrics.map(({ metric, slice, candidate, reason }) => [
        metric,
        slice?.half ?? null,
        candidate === null,
        reason !== null,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['precision(dog)', null, true, true],
        ['recall(yak)', null, true, true],
        ['recall(cat)', 'first', true, true],
      ]),
    );
    expect(compareSample(sample, { task: 'multiclass', metrics: ['recall(yak)'] }).verdict).toBe('inconclusive');
  });

  test('a maximum is for limits only', () => {
    const sample = regression(50, 0.5);
    const comparison = compareSample(sample, { task: 'regression', metrics: ['max_error'] });
    expect(comparison.verdict).toBe('inconclusive');
    expect(comparison.metrics[0]).toMatchObject({
      interval: null,
      outcome: 'inconclusive',
      reason: 'a maximum has no interval: for limits only',
    });
    const same = compareSample(
      { ...sample, candidate: sample.baseline },
      { task: 'regression', metrics: ['max_error'] },
    );
    expect(same.verdict).toBe('pass');
    const limit = (bound: number) =>
      policyOf({ limits: [{ text: `max_error <= ${bound}`, quantity: 'max_error', operator: '<=', bound }] });
    const wish: Wish = { task: 'regression', metrics: ['mae', 'max_error'] };
    expect(compareSample(sample, wish, limit(50)).verdict).toBe('pass');
    expect(compareSample(sample, wish, limit(1)).verdict).toBe('fail');
  });
});

describe('the order of checks', () => {
  test('primary, guards, slices, limits', () => {
    const base = regression(400, 1.3);
    const sample: Sample = {
      ...base,
      slices: {
        shop: repeated(400, row => (row % 2 === 0 ? 'Vigo' : 'Lugo')),
        day: repeated(400, row => (row < 390 ? 'weekday' : 'holiday')),
      },
    };
    const policy = policyOf({
      guards: [guardOf(sample, wape, 'bias', absolute(1))],
      slices: { required: ['shop', 'day', 'planet'] },
      limits: [{ text: 'mae <= 1', quantity: 'mae', operator: '<=', bound: 1 }],
    });
    const names = compareSample(sample, wape, policy).checks.map(({ name }) => name);
    expect(names[0]).toBe('wape: not-worse');
    expect(names[1]).toBe('bias: guard');
    expect(names.slice(2, 5).sort()).toEqual(['wape: day = weekday', 'wape: shop = Lugo', 'wape: shop = Vigo']);
    expect(names.slice(5)).toEqual(['wape: day = holiday', 'wape: planet', 'mae <= 1']);
  });
});
