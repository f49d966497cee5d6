import { describe, expect, test } from '@jest/globals';
import { seeded } from '../../src/core/statistics/generator.ts';
import type { Wish } from './paired-rows.ts';
import { absolute, compareSample, policyOf, relative } from './policies.ts';
import { normal, regression, repeated, sampleOf } from './samples.ts';

const wape: Wish = { task: 'regression', metrics: ['wape', 'mae', 'bias'] };

describe('the policy’s own power', () => {
  test('is the share of equal candidates that pass', () => {
    const generator = seeded(21);
    const [runs, rows] = [250, 120];
    const policy = policyOf({ margin: absolute(0.25) });
    let [passed, promised] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const common = repeated(rows, () => normal(generator));
      const model = () => common.map(value => value + 0.8 * normal(generator));
      const comparison = compareSample(
        { baseline: model(), candidate: model() },
        { task: 'score', metrics: ['score'] },
        policy,
      );
      passed += comparison.verdict === 'pass' ? 1 : 0;
      promised += comparison.power.equal_passes ?? 0;
    }
    expect(promised / runs).toBeGreaterThan(0.6);
    expect(Math.abs(passed - promised) / runs).toBeLessThan(0.06);
  });

  test('says what would make it 80 %', () => {
    const sample = sampleOf('score', { rows: 200, seed: 3, better: 0 });
    const wish: Wish = { task: 'score', metrics: ['score'] };
    const { power } = compareSample(sample, wish, policyOf({ margin: absolute(0.1) }));
    expect(power.equal_passes).toBeLessThan(0.5);
    const { groups, margin } = power.for_80;
    expect(compareSample(sample, wish, policyOf({ margin: absolute(margin ?? 0) })).power.equal_passes).toBeCloseTo(
      0.8,
      2,
    );
    const times = Math.ceil((groups ?? 0) / 200);
    const longer = {
      baseline: repeated(200 * times, row => sample.baseline[row % 200] as number),
      candidate: repeated(200 * times, row => sample.candidate[row % 200] as number),
    };
    expect(compareSample(longer, wish, policyOf({ margin: absolute(0.1) })).power.equal_passes).toBeGreaterThan(0.79);
  });

  test('an equal candidate passes `better` at the level alpha, and nothing makes that 80 %', () => {
    const { power } = compareSample(regression(500, 1), wape, policyOf({ require: 'better' }));
    expect(power.equal_passes).toBeCloseTo(0.05, 2);
    expect(power.for_80).toEqual({ groups: null, margin: null });
  });

  test('counts the limits that a baseline itself would break', () => {
    const sample = regression(500, 1);
    const limit = (bound: number) =>
      policyOf({ margin: relative(50), limits: [{ text: 'x', quantity: 'wape', operator: '<=', bound }] });
    const value = compareSample(sample, wape).metrics[0]?.baseline ?? 0;
    expect(compareSample(sample, wape, limit(value * 2)).power.equal_passes).toBeCloseTo(1, 3);
    expect(compareSample(sample, wape, limit(value)).power.equal_passes).toBeLessThan(0.1);
  });
});
