import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dieboldMariano } from '../../../src/core/statistics/diebold-mariano.ts';
import { caution } from '../../../src/core/statistics/inference.ts';
import { pairedT, unitMoments } from '../../../src/core/statistics/paired-t.ts';
import { expectConsistent, expectMirrored } from './inference-laws.ts';
import { oracle } from './oracles.ts';

interface Row {
  e1: number[];
  e2: number[];
  h: number;
  DM: number;
  p_two_sided: number;
  published: [number, number];
}

test.each(oracle<Row[]>('diebold_mariano_hln'))('published statistic at h = $h', row => {
  const differences = Float64Array.from(row.e1, (error, t) => error ** 2 - (row.e2[t] ?? Number.NaN) ** 2);
  const inference = dieboldMariano(differences, row.h);
  expect(inference.estimate / (inference.se ?? Number.NaN)).toBeCloseTo(row.DM, 12);
  expect(2 * inference.pBelow(0)).toBeCloseTo(row.p_two_sided, 12);
  expect(2 * inference.pBelow(0)).toBeCloseTo(row.published[1], 5);
});

describe('horizons', () => {
  test('one step ahead it is the paired t', () => {
    const differences = Float64Array.of(3, -1, 4, 1, -5, 9, 2, 6, -5, 3, 5);
    const t = pairedT(unitMoments(differences));
    expect(dieboldMariano(differences, 1).lower(0.05)).toBeCloseTo(t.lower(0.05), 12);
  });

  test('two steps ahead, by hand', () => {
    const differences = Float64Array.of(1, 2, 4, 3, 0, 2);
    const [gamma0, gamma1] = [10 / 6, (-1 * 0 + 0 * 2 + 2 * 1 + 1 * -2 + -2 * 0) / 6];
    const factor = (6 + 1 - 4 + 2 / 6) / 6;
    const inference = dieboldMariano(differences, 2);
    expect(inference.se).toBeCloseTo(Math.sqrt((gamma0 + 2 * gamma1) / 6 / factor), 12);
    expect(inference.df).toBe(5);
  });

  test('a negative variance falls back to Bartlett’s weights, and says so', () => {
    const alternating = Float64Array.from({ length: 40 }, (_, t) => (t % 2 === 0 ? 1.1 : -1));
    const inference = dieboldMariano(alternating, 2);
    expect(inference.warnings).toEqual([caution.truncatedVariance]);
    expect(inference.se).toBeGreaterThan(0);
  });

  test.each([
    [[], 1],
    [[1], 1],
    [[1, 2, 3], 3],
    [[1, 2, 3], 7],
  ])('%j at horizon %d proves nothing', (differences, horizon) => {
    const inference = dieboldMariano(Float64Array.from(differences), horizon);
    expect([inference.lower(0.05), inference.upper(0.05), inference.pAbove(-9)]).toEqual([-Infinity, Infinity, 1]);
  });
});

test('swapping the models negates; p-values and bounds agree', () => {
  const series = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 4, maxLength: 30 });
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 3 }), (differences, horizon) => {
      const inference = dieboldMariano(Float64Array.from(differences), horizon);
      if (inference.se === null) return;
      expectMirrored(
        inference,
        dieboldMariano(
          Float64Array.from(differences, d => -d),
          horizon,
        ),
      );
      expectConsistent(inference, [-1, 0, 2]);
    }),
    { seed: 42 },
  );
});
