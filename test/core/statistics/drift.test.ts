import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  hellinger,
  jensenShannon,
  kullbackLeibler,
  largestGap,
  largestShift,
  standardizedWasserstein,
  totalVariation,
  wasserstein,
} from '../../../src/core/statistics/distance.ts';
import { chiSquareSf, tCdf } from '../../../src/core/statistics/distributions.ts';
import { homogeneity, kolmogorovSmirnov } from '../../../src/core/statistics/drift-test.ts';
import { seeded, uniform } from '../../../src/core/statistics/generator.ts';
import { psi, psiCriticalValue, psiMean } from '../../../src/core/statistics/psi.ts';
import { oracle } from './oracles.ts';

interface Vector {
  ref: number[];
  cur: number[];
  ks_stat: number;
  ks_p_exact: number;
  ks_p_asymp: number;
  wasserstein: number;
  wasserstein_norm_popstd: number;
  t_test_p: number;
  counts_ref: number[];
  counts_cur: number[];
  evidently_chi2_p_one_sample: number;
  homogeneity_chi2: number;
  homogeneity_p: number;
  psi: number;
  js_distance_base2: number;
  js_distance_nat: number;
  hellinger: number;
  tvd: number;
  l_inf: number;
  kl_pq: number;
}

const vector = oracle<Vector>('drift');
const { ref, cur, counts_ref: before, counts_cur: after } = vector;

describe('published values', () => {
  test('Kolmogorov–Smirnov', () => {
    const exact = kolmogorovSmirnov(ref, cur);
    expect(exact).toEqual({
      distance: vector.ks_stat,
      at: 43.3,
      p: expect.closeTo(vector.ks_p_exact, 14),
      law: 'exact',
    });
    const asymptotic = kolmogorovSmirnov(ref, cur, 'asymptotic');
    expect(asymptotic.p).toBeCloseTo(vector.ks_p_asymp, 14);
    expect(asymptotic.law).toBe('asymptotic');
  });

  test('Wasserstein', () => {
    expect(wasserstein(ref, cur)).toBeCloseTo(vector.wasserstein, 12);
    expect(standardizedWasserstein(ref, cur)).toBeCloseTo(vector.wasserstein_norm_popstd, 12);
  });

  test('homogeneity', () => {
    const found = homogeneity(before, after);
    expect(found.chiSquare).toBeCloseTo(vector.homogeneity_chi2, 13);
    expect(found.p).toBeCloseTo(vector.homogeneity_p, 13);
    expect(found).toMatchObject({ df: 5, smallestExpected: 10 });
  });

  test('taking the reference for the truth, as others do, overstates the evidence', () => {
    const oneSample = before.reduce((sum, count, index) => sum + ((after[index] ?? 0) - count) ** 2 / count, 0);
    expect(chiSquareSf(oneSample, 5)).toBeCloseTo(vector.evidently_chi2_p_one_sample, 13);
    expect(homogeneity(before, after).p).toBeGreaterThan(vector.evidently_chi2_p_one_sample);
  });

  test('Student’s t for two samples, from the means, agrees with its own p', () => {
    const mean = (sample: number[]): number => sample.reduce((sum, value) => sum + value, 0) / sample.length;
    const squares = (sample: number[]): number => sample.reduce((sum, value) => sum + (value - mean(sample)) ** 2, 0);
    const t = (mean(ref) - mean(cur)) / Math.sqrt(((squares(ref) + squares(cur)) / 14) * (2 / 8));
    expect(2 * tCdf(-Math.abs(t), 14)).toBeCloseTo(vector.t_test_p, 13);
  });

  test('distances of counts', () => {
    expect(jensenShannon(before, after)).toBeCloseTo(vector.js_distance_base2, 14);
    expect(jensenShannon(before, after, Math.E)).toBeCloseTo(vector.js_distance_nat, 14);
    expect(hellinger(before, after)).toBeCloseTo(vector.hellinger, 14);
    expect(totalVariation(before, after)).toBeCloseTo(vector.tvd, 14);
    expect(largestShift(before, after)).toBeCloseTo(vector.l_inf, 14);
    expect(kullbackLeibler(before, after)).toBeCloseTo(vector.kl_pq, 14);
    expect(psi(before, after).psi).toBeCloseTo(vector.psi, 14);
  });
});

interface Critical {
  B: number;
  n: number;
  m: number;
  mean_null: number;
  crit95: number;
  crit999: number;
}

test.each(oracle<Critical[]>('psi_critical_values'))(
  'PSI of $B bins, $n against $m rows',
  ({ B, n, m, ...expected }) => {
    const size = { bins: B, n, m };
    expect(psiMean(size)).toBeCloseTo(expected.mean_null, 14);
    expect(psiCriticalValue(size, 0.05)).toBeCloseTo(expected.crit95, 13);
    expect(psiCriticalValue(size, 0.001)).toBeCloseTo(expected.crit999, 13);
  },
);

const sample = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 });
const count = fc.nat({ max: 50 });
const tables = fc
  .array(fc.tuple(count, count), { minLength: 1, maxLength: 12 })
  .filter(pairs => pairs.some(([a]) => a > 0) && pairs.some(([, b]) => b > 0))
  .map(pairs => [pairs.map(([a]) => a), pairs.map(([, b]) => b)] as const);

describe('samples', () => {
  test('the gap is symmetric, in [0, 1], what a search over all values finds, and 0 against itself', () => {
    const share = (values: number[], v: number): number => values.filter(value => value <= v).length / values.length;
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const { distance, at } = largestGap(a, b);
        expect(distance).toBe(largestGap(b, a).distance);
        expect(distance).toBeLessThanOrEqual(1);
        expect(distance).toBeCloseTo(Math.max(...[...a, ...b].map(v => Math.abs(share(a, v) - share(b, v)))), 12);
        expect(Math.abs(share(a, at) - share(b, at))).toBeCloseTo(distance, 12);
        expect(largestGap(a, [...a].reverse()).distance).toBe(0);
      }),
      { seed: 42 },
    );
  });

  test('p-values are symmetric, in (0, 1], and 1 for one and the same sample', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        for (const law of ['exact', 'asymptotic'] as const) {
          const { p } = kolmogorovSmirnov(a, b, law);
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
          expect(p).toBeCloseTo(kolmogorovSmirnov(b, a, law).p, 12);
          expect(kolmogorovSmirnov(a, a, law).p).toBe(1);
        }
      }),
      { seed: 42 },
    );
  });

  test('Wasserstein is a metric that follows the unit', () => {
    fc.assert(
      fc.property(sample, sample, sample, (a, b, c) => {
        const whole = wasserstein(a, b);
        expect(whole).toBeGreaterThanOrEqual(0);
        expect(whole).toBeCloseTo(wasserstein(b, a), 10);
        expect(whole).toBeLessThanOrEqual(wasserstein(a, c) + wasserstein(c, b) + 1e-9);
        const scaled = wasserstein(
          a.map(v => 7 * v + 3),
          b.map(v => 7 * v + 3),
        );
        expect(scaled).toBeCloseTo(7 * whole, 9);
        expect(wasserstein(a, a)).toBe(0);
      }),
      { seed: 42 },
    );
  });

  test('a sample moved by c is c away', () => {
    expect(wasserstein([1, 2, 3], [11, 12, 13])).toBeCloseTo(10, 12);
    expect(wasserstein([0, 0, 1, 1], [0, 1])).toBe(0);
    expect(standardizedWasserstein([5, 5], [5])).toBe(0);
    expect(standardizedWasserstein([5, 5], [6])).toBe(Number.POSITIVE_INFINITY);
  });

  test('two apart in everything', () => {
    expect(kolmogorovSmirnov([1, 2, 3], [4, 5, 6])).toEqual({
      distance: 1,
      at: 3,
      p: expect.closeTo(0.1, 14),
      law: 'exact',
    });
  });

  test.each([[[]], [[1, Number.NaN]], [[Number.POSITIVE_INFINITY]]])('%p is refused', wrong => {
    expect(() => largestGap(wrong, [1])).toThrow(RangeError);
    expect(() => wasserstein([1], wrong)).toThrow(RangeError);
  });
});

describe('counts', () => {
  test('distances are symmetric, bounded, and 0 against the same shares', () => {
    fc.assert(
      fc.property(tables, ([a, b]) => {
        for (const distance of [jensenShannon, hellinger, totalVariation, largestShift]) {
          const found = distance(a, b);
          expect(found).toBeGreaterThanOrEqual(0);
          expect(found).toBeLessThanOrEqual(1 + 1e-12);
          expect(found).toBeCloseTo(distance(b, a), 12);
          expect(
            distance(
              a,
              a.map(n => 3 * n),
            ),
          ).toBeCloseTo(0, 7);
        }
        expect(jensenShannon(a, b, Math.E)).toBeLessThanOrEqual(Math.sqrt(Math.LN2) + 1e-12);
        expect(kullbackLeibler(a, b)).toBeGreaterThanOrEqual(-1e-12);
      }),
      { seed: 42 },
    );
  });

  test('known inequalities: H² ≤ TV ≤ √2·H, JSD ≤ TV in bits', () => {
    fc.assert(
      fc.property(tables, ([a, b]) => {
        const [h, tv] = [hellinger(a, b), totalVariation(a, b)];
        expect(h * h).toBeLessThanOrEqual(tv + 1e-12);
        expect(tv).toBeLessThanOrEqual(Math.SQRT2 * h + 1e-12);
        expect(jensenShannon(a, b) ** 2).toBeLessThanOrEqual(tv + 1e-12);
      }),
      { seed: 42 },
    );
  });

  test('nothing in common is as far as it goes', () => {
    const [a, b] = [
      [3, 0],
      [0, 9],
    ];
    expect([jensenShannon(a, b), hellinger(a, b), totalVariation(a, b), largestShift(a, b)]).toEqual([1, 1, 1, 1]);
    expect(kullbackLeibler(a, b)).toBe(Number.POSITIVE_INFINITY);
    expect(homogeneity(a, b)).toMatchObject({ chiSquare: expect.closeTo(12, 12), df: 1, v: expect.closeTo(1, 12) });
  });

  test('homogeneity and PSI are symmetric, and leave out what neither saw', () => {
    fc.assert(
      fc.property(tables, ([a, b]) => {
        const found = homogeneity(a, b);
        expect(found.chiSquare).toBeCloseTo(homogeneity(b, a).chiSquare, 9);
        expect(homogeneity([0, ...a], [0, ...b])).toEqual(found);
        expect(found.v).toBeLessThanOrEqual(1);
        expect(found.p).toBeGreaterThanOrEqual(0);
        expect(found.p).toBeLessThanOrEqual(1);
        const index = psi(a, b);
        expect(index.psi).toBeCloseTo(psi(b, a).psi, 9);
        expect(psi([0, ...a], [0, ...b])).toEqual(index);
        expect(index.psi).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(index.psi)).toBe(true);
      }),
      { seed: 42 },
    );
  });

  test('one category alone cannot drift', () => {
    expect(homogeneity([5], [7])).toMatchObject({ df: 0, p: 1, chiSquare: 0 });
    expect(psi([5], [7])).toEqual({ psi: 0, p: 1, smoothed: false, bins: 1, n: 5, m: 7 });
  });

  test('a bin that emptied is smoothed, and says so', () => {
    const found = psi([10, 10], [20, 0]);
    expect(found.smoothed).toBe(true);
    const [p, q] = [10.5 / 21, 20.5 / 21];
    expect(found.psi).toBeCloseTo((q - p) * Math.log(q / p) + (p - q) * Math.log((1 - q) / (1 - p)), 12);
  });

  test('the critical value is where p is α', () => {
    const found = psi([40, 60, 50], [80, 50, 60]);
    const alpha = found.p;
    expect(psiCriticalValue(found, alpha)).toBeCloseTo(found.psi, 10);
  });

  test.each([
    [[1, 2], [1]],
    [
      [0, 0],
      [1, 1],
    ],
    [
      [-1, 2],
      [1, 1],
    ],
    [
      [Number.NaN, 2],
      [1, 1],
    ],
    [[], []],
  ] as [number[], number[]][])('%p against %p is refused', (a, b) => {
    for (const measure of [jensenShannon, kullbackLeibler, hellinger, totalVariation, largestShift, homogeneity, psi]) {
      expect(() => measure(a, b)).toThrow(RangeError);
    }
  });
});

describe('chance', () => {
  const generator = seeded(21);
  const draw = (n: number): number[] => Array.from({ length: n }, () => uniform(generator));
  const tally = (values: readonly number[], bins: number): number[] => {
    const counts = new Array<number>(bins).fill(0);
    for (const value of values) counts[Math.floor(value * bins)] = (counts[Math.floor(value * bins)] ?? 0) + 1;
    return counts;
  };
  const rejections = (p: () => number): number => {
    let rejected = 0;
    for (let trial = 0; trial < 1000; trial += 1) rejected += p() <= 0.05 ? 1 : 0;
    return rejected / 1000;
  };

  test('the exact Kolmogorov–Smirnov test keeps its level', () => {
    const rate = rejections(() => kolmogorovSmirnov(draw(40), draw(25)).p);
    expect(rate).toBeLessThanOrEqual(0.065);
    expect(rate).toBeGreaterThan(0.02);
  });

  test('homogeneity and PSI keep theirs nearly', () => {
    const both = [homogeneity, psi].map(measure =>
      rejections(() => measure(tally(draw(300), 8), tally(draw(200), 8)).p),
    );
    for (const rate of both) {
      expect(rate).toBeLessThanOrEqual(0.075);
      expect(rate).toBeGreaterThan(0.03);
    }
  });
});
