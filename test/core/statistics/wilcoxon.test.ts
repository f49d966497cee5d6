import { describe, expect, test } from '@jest/globals';
import { wilcoxon } from '../../../src/core/statistics/wilcoxon.ts';
import { oracle } from './oracles.ts';

interface Published {
  d: number[];
  two_sided: { W_min: number; p: number };
  greater: { W_plus: number; p: number };
  asymptotic_no_cc: { p: number };
  asymptotic_cc: { p: number };
}

describe('SciPy’s documented example', () => {
  const facts = oracle<Published>('wilcoxon_scipy_docs');
  const d = Float64Array.from(facts.d);

  test('exact', () => {
    expect(wilcoxon(d)).toEqual({
      wPlus: facts.greater.W_plus,
      wMin: facts.two_sided.W_min,
      pGreater: facts.greater.p,
      pTwoSided: facts.two_sided.p,
      method: 'exact',
    });
  });

  test('normal approximation, with and without continuity correction', () => {
    expect(wilcoxon(d, { approximate: true }).pTwoSided).toBeCloseTo(facts.asymptotic_no_cc.p, 14);
    expect(wilcoxon(d, { approximate: true, continuity: true }).pTwoSided).toBeCloseTo(facts.asymptotic_cc.p, 14);
  });
});

test('ties take mid-ranks and the normal approximation', () => {
  // scipy.stats.wilcoxon([1, 1, -1, 2, 3, 0, 3], correction=False, mode='approx')
  expect(wilcoxon(Float64Array.of(1, 1, -1, 2, 3, 0, 3))).toEqual({
    wPlus: 19,
    wMin: 2,
    pGreater: expect.closeTo(0.03537493353818881, 12),
    pTwoSided: expect.closeTo(0.07074986707637762, 12),
    method: 'normal',
  });
});

test('no difference, or a balanced one, is no evidence', () => {
  expect(wilcoxon(new Float64Array(4)).pTwoSided).toBe(1);
  expect(wilcoxon(Float64Array.of(1, -1)).pTwoSided).toBe(1);
  expect(wilcoxon(new Float64Array()).pGreater).toBe(1);
});
