import { describe, expect, test } from '@jest/globals';
import { seeded, uniform } from '../../../src/core/statistics/generator.ts';
import type { Sample, Wish } from '../paired-rows.ts';
import { absolute, compareSample, policyOf } from '../policies.ts';
import { repeated } from '../samples.ts';

describe('a handful of differing units', () => {
  const even = (rows: number, wrong: number, differing: number): Sample => {
    const target = repeated(rows, row => row % 2);
    const right = target.map(y => 0.25 + 0.5 * y);
    const baseline = right.map((p, row) => (row < wrong ? 1 - p : p));
    return {
      target,
      baseline,
      candidate: baseline.map((p, row) => (row < wrong + differing && row >= wrong ? 1 - p : p * 0.99)),
    };
  };
  const grouped = (sample: Sample, size: number): Sample => ({
    ...sample,
    groups: sample.baseline.map((_, row) => `g${Math.floor(row / size)}`),
  });

  test.each(['accuracy', 'precision', 'recall', 'f1', 'balanced_accuracy', 'roc_auc', 'mcc'])(
    '%s proves nothing on 60 groups of which none differs, and much on 3000',
    metric => {
      const wish: Wish = { task: 'binary', metrics: [metric] };
      const policy = policyOf({ margin: absolute(0.02) });
      expect(compareSample(grouped(even(240, 24, 0), 4), wish, policy).verdict).toBe('inconclusive');
      expect(compareSample(grouped(even(12_000, 1200, 0), 4), wish, policy).verdict).toBe('pass');
    },
  );

  test('the reason is told, and how many more units would tell', () => {
    const policy = policyOf({ margin: absolute(0.05) });
    const { metrics } = compareSample(grouped(even(240, 24, 1), 4), { task: 'binary', metrics: ['accuracy'] }, policy);
    expect(metrics[0]?.reason).toContain('under 10 differing units');
    expect(metrics[0]?.method).toContain('share of differing units');
    expect(metrics[0]?.rows_needed?.additional).toBeGreaterThan(60);
  });

  test('a truly worse candidate is let through about as often as alpha says', () => {
    const generator = seeded(4);
    let passed = 0;
    const runs = 400;
    for (let run = 0; run < runs; run++) {
      // 150 groups; the candidate breaks 4 % of them wholly: exactly the margin.
      const groups = repeated(300, row => `g${Math.floor(row / 2)}`);
      const broken = repeated(150, () => uniform(generator) < 0.04);
      const target = repeated(300, row => row % 2);
      const baseline = target.map(y => 0.25 + 0.5 * y);
      const candidate = baseline.map((p, row) => (broken[Math.floor(row / 2)] === true ? 1 - p : p));
      const policy = policyOf({ margin: absolute(0.04) });
      const { verdict } = compareSample(
        { target, baseline, candidate, groups },
        { task: 'binary', metrics: ['accuracy'] },
        policy,
      );
      passed += verdict === 'pass' ? 1 : 0;
    }
    expect(passed / runs).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
  });
});
