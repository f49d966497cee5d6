import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { empiricalBernstein } from '../../../src/core/statistics/empirical-bernstein.ts';
import { seeded, uniform } from '../../../src/core/statistics/generator.ts';
import { caution } from '../../../src/core/statistics/inference.ts';
import { expectConsistent, expectMirrored, expectOrdered } from './inference-laws.ts';

const sample = fc
  .record({
    n: fc.integer({ min: 2, max: 5000 }),
    mean: fc.double({ min: 0, max: 1, noNaN: true }),
    variance: fc.double({ min: 0, max: 0.5, noNaN: true }),
  })
  .map(facts => ({ ...facts, low: 0, high: 1 }));

test('the published formula, with numbers that can be followed by hand', () => {
  // ln(2/δ) = 1 at δ = 2/e, and ten times as much on a scale ten times as wide.
  const delta = 2 / Math.E;
  const narrow = empiricalBernstein({ n: 1001, mean: 0.5, variance: 0.08, low: 0, high: 1 });
  expect(narrow.upper(delta)).toBeCloseTo(0.5 + Math.sqrt(0.16 / 1001) + 7 / 3000, 14);
  expect(narrow.lower(delta)).toBeCloseTo(0.5 - Math.sqrt(0.16 / 1001) - 7 / 3000, 14);
  const wide = empiricalBernstein({ n: 1001, mean: 0, variance: 8, low: -5, high: 5 });
  expect(wide.upper(delta)).toBeCloseTo(10 * (Math.sqrt(0.16 / 1001) + 7 / 3000), 13);
});

test('bounds stay within the range around the mean, widen as α falls, and agree with the p-values', () => {
  fc.assert(
    fc.property(sample, fc.integer({ min: -100, max: 1100 }), (facts, thousandths) => {
      const inference = empiricalBernstein(facts);
      expect(inference.lower(0.01)).toBeGreaterThanOrEqual(0);
      expect(inference.upper(0.01)).toBeLessThanOrEqual(1);
      expectOrdered(inference);
      expectConsistent(inference, [thousandths / 1000, 0.25, -0.01, 1.01]);
    }),
    { seed: 42 },
  );
});

test('turning the scale round negates', () => {
  fc.assert(
    fc.property(sample, facts => {
      expectMirrored(empiricalBernstein(facts), empiricalBernstein({ ...facts, mean: -facts.mean, low: -1, high: 0 }));
    }),
    { seed: 42 },
  );
});

test('one value proves nothing, and impossible facts are refused', () => {
  const fine = { n: 10, mean: 0.5, variance: 0.1, low: 0, high: 1 };
  const single = empiricalBernstein({ ...fine, n: 1, variance: 0 });
  expect([single.lower(0.05), single.warnings]).toEqual([-Infinity, [caution.noUnits]]);
  for (const wrong of [{ mean: 1.5 }, { mean: Number.NaN }, { variance: -1 }, { variance: Number.NaN }, { high: 0 }]) {
    expect(() => empiricalBernstein({ ...fine, ...wrong })).toThrow(RangeError);
  }
});

test('in 4000 seeded samples of rare errors the bound misses less often than α, and says something', () => {
  const generator = seeded(7);
  const n = 400;
  let [missed, widest] = [0, 0];
  for (let sampleNo = 0; sampleNo < 4000; sampleNo += 1) {
    let k = 0;
    for (let row = 0; row < n; row += 1) k += uniform(generator) < 0.1 ? 1 : 0;
    const mean = k / n;
    const variance = (mean * (1 - mean) * n) / (n - 1);
    const upper = empiricalBernstein({ n, mean, variance, low: 0, high: 1 }).upper(0.2);
    missed += upper < 0.1 ? 1 : 0;
    widest = Math.max(widest, upper - mean);
  }
  expect(missed / 4000).toBeLessThanOrEqual(0.2);
  expect(widest).toBeLessThan(0.06);
});
