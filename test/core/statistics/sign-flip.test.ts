import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { signFlip } from '../../../src/core/statistics/sign-flip.ts';
import { oracle } from './oracles.ts';

test('published exact test', () => {
  const { d, n_flips, p_greater, p_two_sided } = oracle<{
    d: number[];
    n_flips: number;
    p_greater: number;
    p_two_sided: number;
  }>('sign_flip_exact');
  expect(signFlip(Float64Array.from(d), 1)).toEqual({
    pGreater: p_greater,
    pTwoSided: p_two_sided,
    flips: n_flips,
    exact: true,
  });
});

describe('edges', () => {
  test('nothing to flip is no evidence', () => {
    expect(signFlip(new Float64Array(), 1)).toEqual({ pGreater: 1, pTwoSided: 1, flips: 1, exact: true });
    expect(signFlip(new Float64Array(5), 1).pTwoSided).toBe(1);
  });

  test('the largest exact sample', () => {
    expect(
      signFlip(
        Float64Array.from({ length: 20 }, (_, i) => i + 1),
        1,
      ).pGreater,
    ).toBe(2 ** -20);
  });

  test('random patterns never give 0, and come near the exact p', () => {
    const far = signFlip(
      Float64Array.from({ length: 60 }, (_, i) => i + 1),
      1,
      999,
    );
    expect(far).toEqual({ pGreater: 1 / 1000, pTwoSided: 1 / 1000, flips: 999, exact: false });
    const { d } = oracle<{ d: number[] }>('paired_t');
    const exact = signFlip(Float64Array.from(d), 1);
    const padded = signFlip(Float64Array.from([...d, 0]), 1, 20_000);
    expect(exact.exact && !padded.exact).toBe(true);
    expect(Math.abs(padded.pGreater - exact.pGreater)).toBeLessThan(5 * Math.sqrt(exact.pGreater / 20_000));
  });
});

test('order changes nothing, seeds repeat, negation keeps the two-sided p', () => {
  const numbers = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(numbers, differences => {
      const result = signFlip(Float64Array.from(differences), 7, 200);
      expect(signFlip(Float64Array.from([...differences].reverse()), 7, 200)).toEqual(result);
      expect(
        signFlip(
          Float64Array.from(differences, d => -d),
          7,
          200,
        ).pTwoSided,
      ).toBe(result.pTwoSided);
    }),
    { seed: 42, numRuns: 40 },
  );
});
