import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { caution } from '../../../src/core/statistics/inference.ts';
import { pairedT, unitMoments } from '../../../src/core/statistics/paired-t.ts';
import { expectConsistent, expectMirrored, expectOrdered } from './inference-laws.ts';
import { oracle } from './oracles.ts';

const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 3, maxLength: 40 });
const from = (differences: readonly number[]) => pairedT(unitMoments(Float64Array.from(differences)));

test('published paired t', () => {
  const { d, t, p_greater, p_two_sided, ci95 } = oracle<{
    d: number[];
    t: number;
    p_greater: number;
    p_two_sided: number;
    ci95: [number, number];
  }>('paired_t');
  const inference = from(d);
  expect(inference.estimate / (inference.se ?? Number.NaN)).toBeCloseTo(t, 12);
  expect(inference.pAbove(0)).toBeCloseTo(p_greater, 14);
  expect(2 * inference.pAbove(0)).toBeCloseTo(p_two_sided, 14);
  expect([inference.lower(0.025), inference.upper(0.025)]).toEqual([
    expect.closeTo(ci95[0], 13),
    expect.closeTo(ci95[1], 13),
  ]);
  expect({ df: inference.df, units: inference.units, method: inference.method }).toEqual({
    df: 19,
    units: 20,
    method: 'paired t',
  });
});

describe('degenerate samples', () => {
  test.each([[[]], [[0.3]]])('%j proves nothing', differences => {
    const inference = from(differences);
    expect([inference.lower(0.05), inference.upper(0.05), inference.pAbove(-1e9)]).toEqual([-Infinity, Infinity, 1]);
    expect(inference.warnings).toEqual([caution.noUnits]);
  });

  test('one constant difference is that difference, and says that nothing varied', () => {
    const inference = from(Array.from({ length: 30 }, () => 0.25));
    expect([inference.lower(0.05), inference.upper(0.05)]).toEqual([0.25, 0.25]);
    expect(inference.warnings).toEqual([caution.noVariation]);
  });

  test('a variance that rounding left below zero counts as zero', () => {
    expect(pairedT({ mean: 1, variance: -1e-20, n: 50 }).lower(0.05)).toBe(1);
  });

  test('few units are named', () => {
    expect(from([1, 2, 3]).warnings).toEqual([caution.fewUnits]);
  });
});

describe('laws', () => {
  test('swapping the models negates, order changes nothing, scaling scales', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 50, noNaN: true }), (differences, factor) => {
        const inference = from(differences);
        expectMirrored(inference, from(differences.map(d => -d)));
        expect(from([...differences].reverse()).lower(0.05)).toBeCloseTo(inference.lower(0.05), 9);
        const scaled = from(differences.map(d => factor * d)).lower(0.05);
        expect(Math.abs(scaled - factor * inference.lower(0.05))).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(scaled)));
      }),
      { seed: 42 },
    );
  });

  test('p-values and bounds agree', () => {
    fc.assert(
      fc.property(values, fc.double({ min: -100, max: 100, noNaN: true }), (differences, threshold) => {
        expectConsistent(from(differences), [threshold, 0]);
        expectOrdered(from(differences));
      }),
      { seed: 42 },
    );
  });
});
