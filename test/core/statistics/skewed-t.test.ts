import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { normalQuantile } from '../../../src/core/statistics/distributions.ts';
import { seeded } from '../../../src/core/statistics/generator.ts';
import { caution } from '../../../src/core/statistics/inference.ts';
import { pairedT, unitMoments } from '../../../src/core/statistics/paired-t.ts';
import { skewedT } from '../../../src/core/statistics/skewed-t.ts';
import { fromStudentized, studentizedResamples } from '../../../src/core/statistics/studentized-bootstrap.ts';
import { expectConsistent, expectMirrored, expectOrdered } from './inference-laws.ts';

function skewnessOf(values: Float64Array): number {
  const { mean, n } = unitMoments(values);
  const moment = (power: number): number => values.reduce((sum, value) => sum + (value - mean) ** power, 0) / n;
  return moment(3) / moment(2) ** 1.5;
}

const infer = (values: Float64Array, seed = 1) =>
  skewedT({ ...unitMoments(values), skewness: skewnessOf(values), values, seed });

const withoutValues = (values: Float64Array) =>
  skewedT({ ...unitMoments(values), skewness: skewnessOf(values), seed: 1 });

/** Quantiles of the exponential distribution: skewness near 2. */
const exponential = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => -Math.log((i + 0.5) / n));

describe('which method', () => {
  test('little skewness leaves Student’s t alone', () => {
    const values = Float64Array.from({ length: 50 }, (_, i) => Math.sin(i));
    expect(infer(values).method).toBe('paired t');
    expect(infer(values).lower(0.05)).toBe(pairedT(unitMoments(values)).lower(0.05));
  });

  test('skewed units with their values: studentized bootstrap, and a warning', () => {
    const inference = infer(exponential(60));
    expect(inference.method).toBe('paired t, studentized bootstrap');
    expect(inference.warnings).toEqual([caution.skewed, caution.fewSkewed]);
    expect(infer(exponential(100)).warnings).toEqual([caution.skewed]);
  });

  test('skewed units without their values, or with too many: Hall’s correction', () => {
    expect(withoutValues(exponential(300)).method).toBe('paired t, Hall’s corrected t');
    expect(infer(exponential(2001)).method).toBe('paired t, Hall’s corrected t');
  });

  test('a skewness that is no number, one unit or no variation are what Student’s t makes of them', () => {
    const units = { mean: 1, variance: 4, n: 30, seed: 1 };
    expect(skewedT({ ...units, skewness: Number.NaN }).method).toBe('paired t');
    expect(skewedT({ ...units, n: 1, skewness: 5 }).pAbove(0)).toBe(1);
    expect(skewedT({ ...units, variance: 0, skewness: 5 }).lower(0.05)).toBe(1);
  });
});

describe('the bounds', () => {
  test('are the worse of the two on each side', () => {
    for (const inference of [infer(exponential(200)), withoutValues(exponential(200))]) {
      const student = pairedT(unitMoments(exponential(200)));
      expect(inference.lower(0.05)).toBeCloseTo(student.lower(0.05), 14);
      expect(inference.upper(0.05)).toBeGreaterThan(student.upper(0.05) + 0.005);
    }
  });

  test('of the correction are what the bootstrap converges to', () => {
    const [resampled, corrected] = [infer(exponential(2000)), withoutValues(exponential(2000))];
    const se = corrected.se ?? Number.NaN;
    expect(Math.abs(resampled.upper(0.05) - corrected.upper(0.05)) / se).toBeLessThan(0.12);
  });

  test('of the correction remove the first Edgeworth term', () => {
    // P(T ≤ x) = Φ(x) + γ(2x² + 1)φ(x)/(6√n): the quantile moves by −γ(2z² + 1)/(6√n), up to terms of order 1/n.
    const [skewness, n] = [3, 1e6];
    const inference = skewedT({ mean: 0, variance: n, n, skewness, seed: 1 });
    const z = normalQuantile(0.05);
    const shift = (skewness * (2 * z * z + 1)) / (6 * Math.sqrt(n));
    expect(inference.upper(0.05)).toBeCloseTo(-z + shift, 4);
  });

  test('are infinite where resamples without spread decide', () => {
    const rare = Float64Array.from({ length: 40 }, (_, i) => (i < 1 ? 1 : 0));
    expect(infer(rare).upper(0.05)).toBe(Infinity);
    expect(infer(rare).lower(0.05)).toBeLessThan(0);
    expect(infer(rare).pBelow(100)).toBeGreaterThan(0.3);
  });

  test('need resamples beyond the level', () => {
    const units = { ...unitMoments(exponential(80)), skewness: 2, values: exponential(80), seed: 1 };
    expect(skewedT(units).lower(1 / 3000)).toBe(-Infinity);
    expect(skewedT({ ...units, alpha: 1 / 3000 }).lower(1 / 3000)).toBeGreaterThan(-Infinity);
  });
});

describe('laws', () => {
  const skewed = fc
    .array(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { minLength: 8, maxLength: 60 })
    .map(parts => Float64Array.from(parts, part => (1 / part) ** 1.5))
    .filter(values => Math.abs(skewnessOf(values)) > 1.01);

  test('swapping the models negates every bound; row order changes nothing; p-values and bounds agree', () => {
    fc.assert(
      fc.property(skewed, fc.boolean(), (values, kept) => {
        const of = (units: Float64Array) => (kept ? infer(units) : withoutValues(units));
        const inference = of(values);
        expectMirrored(inference, of(values.map(value => -value)), 8);
        const reversed = of(values.slice().reverse());
        expect(Math.abs(reversed.upper(0.05) / inference.upper(0.05) - 1) > 1e-9).toBe(false);
        expectConsistent(inference, [0, 1, 3, 10, inference.estimate]);
        expectOrdered(inference);
      }),
      { seed: 42, numRuns: 25 },
    );
  });

  test('scaling scales', () => {
    const values = exponential(150);
    expect(infer(values.map(value => 8 * value)).upper(0.05)).toBeCloseTo(8 * infer(values).upper(0.05), 10);
  });
});

test('a resample of one repeated value has an infinite ratio, or none at the mean itself', () => {
  const ratios = studentizedResamples(Float64Array.of(0, 0, 0, 3), 4000, seeded(2));
  expect(ratios.filter(ratio => ratio === -Infinity).length / 4000).toBeCloseTo(0.75 ** 4, 1);
  expect(ratios.some(Number.isNaN)).toBe(false);
  expect([...studentizedResamples(new Float64Array(3).fill(5), 3, seeded(2))]).toEqual([0, 0, 0]);
});

test('p-values count resamples at least as extreme, and never reach 0', () => {
  const inference = fromStudentized({ estimate: 1, se: 0.5 }, 10, () => Float64Array.of(-2, -1, 0, 1, 2, 2, 3, 4, 5));
  expect([0, 0.5, 1, 5].map(inference.pAbove)).toEqual([0.6, 0.7, 0.8, 1]);
  expect(inference.pAbove(-9)).toBe(0.1);
  expect(inference.lower(0.1)).toBe(1 - 0.5 * 5);
  expect(inference.lower(0.09)).toBe(-Infinity);
  expect(inference.upper(0.2)).toBe(1 + 0.5 * 1);
  expectConsistent(inference, [-2, -1.5, -1, 0, 0.5, 1, 1.5, 2]);
});
