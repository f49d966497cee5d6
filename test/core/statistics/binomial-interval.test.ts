import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clopperPearson, wilson } from '../../../src/core/statistics/binomial-interval.ts';
import { binomialCdf } from '../../../src/core/statistics/distributions.ts';
import { caution } from '../../../src/core/statistics/inference.ts';
import { expectConsistent, expectOrdered } from './inference-laws.ts';
import { oracle } from './oracles.ts';

interface Vector {
  k: number;
  n: number;
  clopper_pearson: [number, number];
  wilson: [number, number];
}

const methods = { clopperPearson, wilson };

const successes = fc
  .tuple(fc.nat({ max: 80 }), fc.nat({ max: 80 }))
  .filter(([k, rest]) => k + rest > 0)
  .map(([k, rest]) => ({ k, n: k + rest }));

test.each(oracle<Vector[]>('binomial_ci_95'))('$k of $n: 95 % intervals', vector => {
  for (const [inference, expected] of [
    [clopperPearson(vector), vector.clopper_pearson],
    [wilson(vector), vector.wilson],
  ] as const) {
    expect(inference.estimate).toBe(vector.k / vector.n);
    expect(inference.lower(0.025)).toBeCloseTo(expected[0], 13);
    expect(inference.upper(0.025)).toBeCloseTo(expected[1], 13);
  }
});

describe.each(Object.entries(methods))('%s', (_, bounds) => {
  test('bounds stay in [0, 1] around the share, and widen as α falls', () => {
    fc.assert(
      fc.property(successes, counts => {
        const inference = bounds(counts);
        for (const alpha of [1e-9, 0.01, 0.05, 0.4]) {
          expect(inference.lower(alpha)).toBeGreaterThanOrEqual(0);
          expect(inference.upper(alpha)).toBeLessThanOrEqual(1);
          expect(inference.lower(alpha)).toBeLessThanOrEqual(inference.estimate);
          expect(inference.upper(alpha)).toBeGreaterThanOrEqual(inference.estimate);
        }
        expectOrdered(inference);
      }),
      { seed: 42 },
    );
  });

  test('p-values and bounds agree', () => {
    fc.assert(
      fc.property(successes, fc.integer({ min: -100, max: 1100 }), (counts, thousandths) => {
        expectConsistent(bounds(counts), [thousandths / 1000, 0, 1, 0.5, 0.05, -0.01, 1.01]);
      }),
      { seed: 42 },
    );
  });

  test('success and failure are each other’s mirror', () => {
    fc.assert(
      fc.property(successes, ({ k, n }) => {
        const [inference, swapped] = [bounds({ k, n }), bounds({ k: n - k, n })];
        for (const alpha of [0.001, 0.05, 0.3]) {
          expect(inference.lower(alpha)).toBeCloseTo(1 - swapped.upper(alpha), 12);
        }
        expect(inference.pAbove(0.3)).toBeCloseTo(swapped.pBelow(0.7), 12);
      }),
      { seed: 42 },
    );
  });

  test('all or nothing bounds one side only', () => {
    expect([bounds({ k: 0, n: 7 }).lower(0.05), bounds({ k: 7, n: 7 }).upper(0.05)]).toEqual([0, 1]);
    expect([bounds({ k: 0, n: 7 }).pBelow(1.1), bounds({ k: 7, n: 7 }).pAbove(-0.1)]).toEqual([0, 0]);
    expect([bounds({ k: 0, n: 7 }).pBelow(0), bounds({ k: 7, n: 7 }).pAbove(1)]).toEqual([1, 1]);
    expect(bounds({ k: 0, n: 7 }).upper(0.05)).toBeLessThan(0.4);
  });

  test('no trial proves nothing, and impossible counts are refused', () => {
    const inference = bounds({ k: 0, n: 0 });
    expect([inference.lower(0.05), inference.upper(0.05)]).toEqual([-Infinity, Infinity]);
    expect(inference.warnings).toEqual([caution.noUnits]);
    for (const counts of [
      { k: 3, n: 2 },
      { k: -1, n: 2 },
      { k: 0.5, n: 2 },
    ]) {
      expect(() => bounds(counts)).toThrow(RangeError);
    }
  });

  test('at level 0 and 1 the bounds are the ends', () => {
    const inference = bounds({ k: 3, n: 9 });
    expect([inference.lower(0), inference.upper(0), inference.lower(1), inference.upper(1)]).toEqual([0, 1, 1, 0]);
  });
});

/** The chance, exactly, that the one-sided bound at α lies above the truth. */
function missRate(bounds: typeof wilson, n: number, truth: number, alpha: number): number {
  let missed = 0;
  for (let k = 0; k <= n; k += 1) {
    if (bounds({ k, n }).lower(alpha) > truth) missed += binomialCdf(k, n, truth) - binomialCdf(k - 1, n, truth);
  }
  return missed;
}

test('Clopper–Pearson never misses more often than α, whatever the truth', () => {
  for (let truth = 0.01; truth < 1; truth += 0.01) {
    expect(missRate(clopperPearson, 30, truth, 0.05)).toBeLessThanOrEqual(0.05 + 1e-12);
  }
});

test('Wilson misses α on average, and by four times as much at the worst small truth', () => {
  let total = 0;
  for (let step = 0; step < 100; step += 1) total += missRate(wilson, 30, (step + 0.5) / 100, 0.05);
  expect(total / 100).toBeGreaterThan(0.03);
  expect(total / 100).toBeLessThan(0.065);
  const justBelow = wilson({ k: 1, n: 30 }).lower(0.05) - 1e-9;
  expect(missRate(wilson, 30, justBelow, 0.05)).toBeCloseTo(1 - (1 - justBelow) ** 30, 12);
  expect(missRate(wilson, 30, justBelow, 0.05)).toBeGreaterThan(0.2);
});
