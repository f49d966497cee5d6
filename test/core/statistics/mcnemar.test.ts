import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mcnemar } from '../../../src/core/statistics/mcnemar.ts';
import { oracle } from './oracles.ts';

interface Row {
  b: number;
  c: number;
  exact_two_sided: number;
  midp_two_sided: number;
  chi2: number;
  p_chi2: number;
  chi2_cc: number;
  p_chi2_cc: number;
  z: number;
  exact_one_sided_b_gt_c: number;
  midp_one_sided_b_gt_c: number;
}

const near = (value: number) => expect.closeTo(value, 12);

test.each(oracle<Row[]>('mcnemar'))('b = $b, c = $c', row => {
  expect(mcnemar(row.b, row.c)).toEqual({
    exactGreater: near(row.exact_one_sided_b_gt_c),
    midpGreater: near(row.midp_one_sided_b_gt_c),
    exactTwoSided: near(row.exact_two_sided),
    midpTwoSided: near(row.midp_two_sided),
    z: near(row.z),
    chiSquare: near(row.chi2),
    pChiSquare: near(row.p_chi2),
    chiSquareCorrected: near(row.chi2_cc),
    pChiSquareCorrected: near(row.p_chi2_cc),
  });
});

test('small p-values keep their digits', () => {
  const row = oracle<Row[]>('mcnemar')[0];
  expect(mcnemar(121, 59).exactGreater / (row?.exact_one_sided_b_gt_c ?? Number.NaN)).toBeCloseTo(1, 10);
});

describe('edges', () => {
  test('no differing row is no evidence', () => {
    expect(mcnemar(0, 0)).toEqual({
      exactGreater: 1,
      midpGreater: 0.5,
      exactTwoSided: 1,
      midpTwoSided: 1,
      z: 0,
      chiSquare: 0,
      pChiSquare: 1,
      chiSquareCorrected: 0,
      pChiSquareCorrected: 1,
    });
  });

  test('every p-value is one, for any counts', () => {
    const count = fc.nat({ max: 3000 });
    fc.assert(
      fc.property(count, count, (b, c) => {
        const { z, chiSquare, chiSquareCorrected, ...pValues } = mcnemar(b, c);
        for (const p of Object.values(pValues)) expect(p >= 0 && p <= 1).toBe(true);
        expect(z * z).toBeCloseTo(chiSquare, 8);
        expect(mcnemar(c, b).exactTwoSided).toBe(pValues.exactTwoSided);
        expect(pValues.midpTwoSided).toBeLessThanOrEqual(pValues.exactTwoSided);
        expect(mcnemar(c, b).midpGreater).toBeCloseTo(1 - pValues.midpGreater, 9);
        expect(chiSquareCorrected).toBeGreaterThanOrEqual(0);
      }),
      { seed: 42 },
    );
  });
});
