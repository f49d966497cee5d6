import { describe, expect, test } from '@jest/globals';
import { beyondResamples, resamplesFor } from '../../../src/core/evidence/beyond-resamples.ts';
import { fromStudent, type Inference } from '../../../src/core/statistics/inference.ts';
import { expectConsistent, expectOrdered } from '../statistics/inference-laws.ts';

const student = (se: number): Inference =>
  fromStudent({ estimate: 1, se, df: 60, method: 't', units: 61, warnings: [] });

/** What 2000 resamples show: nothing beyond one in 2001. */
const coarse = (inference: Inference): Inference => ({
  ...inference,
  lower: alpha => (alpha < 1 / 2001 ? Number.NEGATIVE_INFINITY : inference.lower(alpha)),
  upper: alpha => (alpha < 1 / 2001 ? Number.POSITIVE_INFINITY : inference.upper(alpha)),
  pAbove: threshold => Math.max(1 / 2001, inference.pAbove(threshold)),
  pBelow: threshold => Math.max(1 / 2001, inference.pBelow(threshold)),
});

describe('beyond the resamples', () => {
  test('a p-value can be as small as the formula says, and no smaller', () => {
    const far = beyondResamples(coarse(student(0.1)), student(0.11), 2000);
    expect(far.pAbove(0)).toBe(student(0.11).pAbove(0));
    expect(far.pBelow(2.2)).toBe(student(0.11).pBelow(2.2));
  });

  test('within what they show, the resamples speak', () => {
    const near = beyondResamples(coarse(student(0.5)), student(9), 2000);
    expect(near.pAbove(0.5)).toBe(student(0.5).pAbove(0.5));
    expect(near.lower(0.05)).toBe(student(0.5).lower(0.05));
  });

  test('the formula is never the bolder of the two', () => {
    const bold = beyondResamples(coarse(student(0.5)), student(0.01), 2000);
    expect(bold.lower(0.001)).toBe(student(0.5).lower(10 / 2001));
    expect(bold.pAbove(-5)).toBeLessThan(1e-6);
    expect(bold.pAbove(0)).toBe(student(0.5).pAbove(0));
  });

  test('bounds and p-values tell one story', () => {
    for (const formula of [0.3, 0.5, 2]) {
      const both = beyondResamples(coarse(student(0.5)), student(formula), 2000);
      expectConsistent(both, [-9, -3, -0.5, 0, 0.9, 1.1, 2, 3]);
      expectOrdered(both);
    }
  });

  test('as many are drawn as the level wants', () => {
    expect([0.05, 0.01, 0.001].map(resamplesFor)).toEqual([2000, 2000, 10_000]);
  });
});
