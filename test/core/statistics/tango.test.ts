import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { caution } from '../../../src/core/statistics/inference.ts';
import { tango, tangoStatistic } from '../../../src/core/statistics/tango.ts';
import { expectConsistent, expectMirrored, expectOrdered } from './inference-laws.ts';
import { oracle } from './oracles.ts';

interface PairedTable {
  name: string;
  a: number;
  b: number;
  c: number;
  d: number;
  n: number;
  estimate: number;
  tango: [number, number];
}

const counts = fc
  .tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 }), fc.nat({ max: 200 }))
  .filter(([b, c, rest]) => b + c + rest > 0)
  .map(([b, c, rest]) => ({ b, c, n: b + c + rest }));

test.each(oracle<PairedTable[]>('paired_proportion_diff_ci_95'))('$name: 95 % interval', table => {
  const inference = tango(table);
  expect(inference.estimate).toBeCloseTo(table.estimate, 14);
  expect(inference.lower(0.025)).toBeCloseTo(table.tango[0], 11);
  expect(inference.upper(0.025)).toBeCloseTo(table.tango[1], 11);
});

test('the statistic at 0 is McNemar’s z', () => {
  for (const { b, c, z } of oracle<{ b: number; c: number; z: number }[]>('mcnemar')) {
    expect(tangoStatistic({ b, c, n: 1000 }, 0)).toBeCloseTo(z, 12);
    expect(tangoStatistic({ b, c, n: b + c }, 0)).toBeCloseTo(z, 12);
  }
});

describe('edges', () => {
  test('no row differs: Wilson-like bounds around 0, never a point', () => {
    const z = 1.6448536269514722;
    const inference = tango({ b: 0, c: 0, n: 100 });
    expect(inference.upper(0.05)).toBeCloseTo((z * z) / (100 + z * z), 12);
    expect(inference.lower(0.05)).toBeCloseTo((-z * z) / (100 + z * z), 12);
    expect(inference.pAbove(0)).toBe(0.5);
  });

  test('the candidate alone is right, always', () => {
    const inference = tango({ b: 40, c: 0, n: 40 });
    expect(inference.upper(0.05)).toBe(1);
    const z2 = 1.6448536269514722 ** 2 / 40;
    expect(inference.lower(0.05)).toBeCloseTo((1 - z2) / (1 + z2), 12);
    expect([inference.pAbove(-2), inference.pAbove(1), inference.pAbove(2)]).toEqual([0, 0.5, 1]);
  });

  test('no rows prove nothing', () => {
    const inference = tango({ b: 0, c: 0, n: 0 });
    expect([inference.lower(0.05), inference.upper(0.05), inference.pAbove(-1)]).toEqual([-Infinity, Infinity, 1]);
    expect(inference.warnings).toEqual([caution.noUnits]);
  });
});

describe('laws', () => {
  test('bounds stay in [−1, 1] around the estimate', () => {
    fc.assert(
      fc.property(counts, table => {
        const inference = tango(table);
        const strays = [1e-6, 0.01, 0.05, 0.4].filter(alpha => {
          const [lower, upper] = [inference.lower(alpha), inference.upper(alpha)];
          return lower < -1 || upper > 1 || lower > inference.estimate + 1e-12 || upper < inference.estimate - 1e-12;
        });
        expect(strays).toEqual([]);
        expectOrdered(inference);
      }),
      { seed: 42 },
    );
  });

  test('swapping the models negates', () => {
    fc.assert(
      fc.property(counts, ({ b, c, n }) => expectMirrored(tango({ b, c, n }), tango({ b: c, c: b, n }))),
      { seed: 42 },
    );
  });

  test('p-values and bounds agree, for any margin', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: -1, max: 1, noNaN: true }), (table, margin) => {
        expectConsistent(tango(table), [margin, 0, -0.02, 1, -1]);
      }),
      { seed: 42 },
    );
  });

  test('the statistic never rises with the hypothesis', () => {
    const point = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(counts, point, point, (table, x, y) => {
        const [low, high] = [tangoStatistic(table, Math.min(x, y)), tangoStatistic(table, Math.max(x, y))];
        expect(low).toBeGreaterThanOrEqual(high - 1e-7);
      }),
      { seed: 42, numRuns: 2000 },
    );
  });
});
