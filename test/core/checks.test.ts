import { describe, expect, test } from '@jest/globals';
import type { Sample, Wish } from './paired-rows.ts';
import { absolute, compareSample, guardOf, plainFacts, policyOf, resultsOf } from './policies.ts';
import { regression, repeated } from './samples.ts';

const wape: Wish = { task: 'regression', metrics: ['wape', 'mae', 'bias'] };

describe('guards', () => {
  const sample = regression(2000, 0.9);
  const half = regression(2000, 0.5);
  const biased: Sample = { ...half, candidate: half.candidate.map(value => (value as number) + 2) };
  const guarded = (...guards: [string, ReturnType<typeof absolute>][]) =>
    policyOf({ guards: guards.map(([text, margin]) => guardOf(sample, wape, text, margin)) });

  test('a metric that got worse fails, although the primary one got better', () => {
    const comparison = compareSample(biased, { ...wape, metrics: ['wape', 'bias'] }, guarded(['bias', absolute(0.01)]));
    expect(resultsOf(comparison)).toEqual({ 'wape: not-worse': 'pass', 'bias: guard': 'fail' });
    expect(comparison.verdict).toBe('fail');
  });

  test('one that cannot be told is inconclusive, one within its margin passes', () => {
    expect(resultsOf(compareSample(sample, wape, guarded(['bias', absolute(0.01)])))['bias: guard']).toBe('pass');
    expect(compareSample(sample, wape, guarded(['mae', absolute(0)])).verdict).toBe('pass');
    const even = regression(2000, 1, 2);
    expect(compareSample(even, wape, guarded(['mae', absolute(0)])).verdict).toBe('inconclusive');
  });

  test('every guard is a check, on the primary metric and twice on one metric too', () => {
    const policy = guarded(['wape', absolute(0.00001)], ['bias', absolute(0.5)], ['bias', absolute(0.001)]);
    const even = regression(300, 1);
    const { checks, metrics } = compareSample(even, wape, policy);
    expect(checks.map(({ name }) => name)).toEqual(['wape: not-worse', 'wape: guard', 'bias: guard', 'bias: guard']);
    expect(metrics.map(({ metric, role, margin }) => [metric, role, margin?.given])).toEqual([
      ['wape', 'primary', '2%'],
      ['wape', 'guard', '0.00001'],
      ['mae', 'shown', '0'],
      ['bias', 'guard', '0.5'],
      ['bias', 'guard', '0.001'],
    ]);
    expect(checks[1]?.result).toBe('inconclusive');
  });
});

describe('limits', () => {
  const sample = regression(500, 0.9);
  const limited = (text: string, quantity: string, operator: '<=' | '>=', bound: number) =>
    policyOf({ limits: [{ text, quantity, operator, bound }] });

  test('are held by the bound, broken by the other bound, and undecided between', () => {
    const [, , candidate] = [0, 0, compareSample(sample, wape).metrics[0]?.candidate ?? 0];
    const result = (bound: number) => resultsOf(compareSample(sample, wape, limited('x', 'wape', '<=', bound))).x;
    expect(result(candidate * 1.1)).toBe('pass');
    expect(result(candidate * 1.01)).toBe('inconclusive');
    expect(result(candidate * 0.99)).toBe('inconclusive');
    expect(result(candidate * 0.9)).toBe('fail');
  });

  test('on what nobody measured are inconclusive; on a measured quantity they are a fact', () => {
    const policy = limited('model_mb <= 50', 'model_mb', '<=', 50);
    const check = (quantities: Record<string, number>) =>
      compareSample(sample, wape, policy, { ...plainFacts, quantities }).checks[1];
    expect(check({})).toMatchObject({ result: 'inconclusive', message: 'was not measured', actual: null });
    expect(check({ model_mb: 12 })).toMatchObject({ result: 'pass', actual: 12 });
    expect(check({ model_mb: 50 })?.result).toBe('pass');
    expect(check({ model_mb: 50.1 })?.result).toBe('fail');
    expect(check({ model_mb: Number.NaN })?.result).toBe('inconclusive');
  });

  test('a perfect score on a few rows does not hold a high limit', () => {
    const perfect = (rows: number): Sample => ({
      target: repeated(rows, row => row % 2),
      baseline: repeated(rows, row => (row % 2 === 0 ? 0.2 : 0.8)),
      candidate: repeated(rows, row => (row % 2 === 0 ? 0.1 : 0.9)),
    });
    for (const metric of ['accuracy', 'recall', 'precision', 'roc_auc', 'average_precision', 'f1']) {
      const result = (rows: number) =>
        resultsOf(
          compareSample(
            perfect(rows),
            { task: 'binary', metrics: ['log_loss', metric] },
            limited('x', metric, '>=', 0.95),
          ),
        ).x;
      expect([metric, result(30), result(1500)]).toEqual([metric, 'inconclusive', 'pass']);
    }
  });
});
