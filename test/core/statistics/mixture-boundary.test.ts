import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seeded, uniform } from '../../../src/core/statistics/generator.ts';
import {
  bernoulliSequence,
  betaBinomial,
  gammaExponential,
  gammaPoisson,
  type Mixture,
  mixtureBound,
  oneSidedNormal,
  polyStitchingBound,
  twoSidedNormal,
} from '../../../src/core/statistics/mixture-boundary.ts';
import { oracle } from './oracles.ts';

type Vector = Record<string, number | number[] | Record<string, number>>;

const vector = oracle<Vector>('confseq_cpp_tests');
const tuning = { v: 100, alpha: 0.05 };

const mixtures: [string, Mixture][] = [
  ['two_sided_normal', twoSidedNormal(tuning)],
  ['one_sided_normal', oneSidedNormal(tuning)],
  ['gamma_exponential c=2', gammaExponential(tuning, 2)],
  ['gamma_poisson c=2', gammaPoisson(tuning, 2)],
  ['beta_binomial two-sided g=.2 h=.8', betaBinomial(tuning, { g: 0.2, h: 0.8, sides: 2 })],
  ['beta_binomial one-sided', betaBinomial(tuning, { g: 0.2, h: 0.8, sides: 1 })],
];

/** The vectors are printed with seven digits. */
function expectPrinted(actual: number, printed: number | undefined): void {
  expect(actual / (printed ?? Number.NaN)).toBeCloseTo(1, 6);
}

describe('published values', () => {
  test.each(mixtures)('%s', (name, mixture) => {
    const row = vector[name] as Record<string, number>;
    const [logE, bound] = ['log_mixture', 'bound'].map(start =>
      Object.entries(row).find(([key]) => key.startsWith(start)),
    );
    expectPrinted(mixture.logE(10, 100), logE?.[1]);
    expectPrinted(mixtureBound(mixture, 100, 0.05), bound?.[1]);
  });

  test('ρ of the two-sided normal mixture, seen through its value at a sum of 0', () => {
    const { rho } = vector.two_sided_normal as { rho: number };
    expectPrinted(twoSidedNormal(tuning).logE(0, 100), Math.log(rho / (100 + rho)) / 2);
  });

  test('polynomial stitching', () => {
    const stitching = { v: 100, alpha: 0.05, from: 10 };
    expectPrinted(
      polyStitchingBound({ ...stitching, c: 3 }),
      vector['poly_stitching(v=100,alpha=.05,v_min=10,c=3)'] as number,
    );
    expectPrinted(polyStitchingBound({ ...stitching, c: -1 }), vector['poly_stitching c=-1'] as number);
  });

  test.each([
    ['bernoulli_ci(700/1000,.05,t_opt=100)', { k: 700, n: 1000 }, 100],
    ['bernoulli_ci(15/50,t_opt=50)', { k: 15, n: 50 }, 50],
    ['bernoulli_ci(5/50,t_opt=50)', { k: 5, n: 50 }, 50],
    ['bernoulli_ci(1/50)', { k: 1, n: 50 }, 50],
    ['bernoulli_ci(100/200,t_opt=1)', { k: 100, n: 200 }, 1],
  ])('%s', (name, counts, tightestAt) => {
    const [lower, upper] = vector[name] as [number, number];
    const found = bernoulliSequence(counts, { alpha: 0.05, tightestAt });
    // The vectors are cut, not rounded, after five or six decimals.
    expect(Math.abs(found.lower - lower)).toBeLessThan(2e-6);
    expect(Math.abs(found.upper - upper)).toBeLessThan(2e-6);
  });
});

describe('boundaries', () => {
  test.each(mixtures)(
    '%s: the process is 1/α at the boundary, and the boundary grows as α falls and v rises',
    (_, mixture) => {
      const bound = mixtureBound(mixture, 60, 0.02);
      expect(mixture.logE(bound, 60)).toBeCloseTo(Math.log(50), 9);
      expect(mixtureBound(mixture, 60, 0.01)).toBeGreaterThan(bound);
      expect(mixtureBound(mixture, 61, 0.02)).toBeGreaterThan(bound);
    },
  );

  test('no sum can pass the largest possible one', () => {
    const mixture = betaBinomial(tuning, { g: 0.2, h: 0.8, sides: 1 });
    expect(mixtureBound(mixture, 0.5, 1e-9)).toBe(2.5);
  });

  test('stitching with another speed of spending, by hand with ζ(2) = π²/6', () => {
    const level = 2 * Math.log(Math.log(8)) + Math.log(Math.PI ** 2 / 6 / (0.01 * Math.LN2 ** 2));
    const k1 = (2 ** 0.25 + 2 ** -0.25) / Math.SQRT2;
    const found = polyStitchingBound({ v: 40, alpha: 0.01, from: 10, c: 0, s: 2 });
    expect(found).toBeCloseTo(k1 * Math.sqrt(40 * level), 9);
    const early = polyStitchingBound({ v: 1, alpha: 0.01, from: 10, c: 0, s: 2 });
    expect(early).toBe(polyStitchingBound({ v: 10, alpha: 0.01, from: 10, c: 0, s: 2 }));
  });
});

describe('Bernoulli sequence', () => {
  const plan = { alpha: 0.1, tightestAt: 50 };

  test('bounds lie in [0, 1] around the share, and mirror', () => {
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.nat({ max: 60 }), (k, rest) => {
        fc.pre(k + rest > 0);
        const [found, mirrored] = [
          { k, n: k + rest },
          { k: rest, n: k + rest },
        ].map(c => bernoulliSequence(c, plan));
        expect(found?.lower).toBeGreaterThanOrEqual(0);
        expect(found?.upper).toBeLessThanOrEqual(1);
        expect(found?.lower).toBeLessThanOrEqual(k / (k + rest));
        expect(found?.upper).toBeGreaterThanOrEqual(k / (k + rest));
        expect(mirrored?.lower).toBeCloseTo(1 - (found?.upper ?? Number.NaN), 12);
      }),
      { seed: 42 },
    );
  });

  test('before the first trial nothing is known, and impossible counts are refused', () => {
    expect(bernoulliSequence({ k: 0, n: 0 }, plan)).toEqual({ lower: 0, upper: 1 });
    expect(() => bernoulliSequence({ k: 2, n: 1 }, plan)).toThrow(RangeError);
  });

  test('in 300 seeded streams the truth leaves the bounds at any of twelve looks in at most α of them', () => {
    const generator = seeded(9);
    let missed = 0;
    for (let stream = 0; stream < 300; stream += 1) {
      let [k, out] = [0, false];
      for (let n = 1; n <= 60; n += 1) {
        k += uniform(generator) < 0.3 ? 1 : 0;
        if (n % 5 !== 0) continue;
        const { lower, upper } = bernoulliSequence({ k, n }, plan);
        out ||= lower > 0.3 || upper < 0.3;
      }
      missed += out ? 1 : 0;
    }
    expect(missed / 300).toBeLessThanOrEqual(0.1);
    expect(missed).toBeGreaterThan(0);
  });
});
