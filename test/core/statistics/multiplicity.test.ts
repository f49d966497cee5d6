import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { benjaminiHochberg, holm } from '../../../src/core/statistics/multiplicity.ts';
import { oracle } from './oracles.ts';

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });

function expectEach(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(actual[index]).toBeCloseTo(value, 14);
}

test.each(oracle<{ p: number[]; holm: number[]; bh: number[] }[]>('multiplicity'))('published: $p', vector => {
  expectEach(holm(vector.p), vector.holm);
  expectEach(benjaminiHochberg(vector.p), vector.bh);
});

test('published: the fifteen tests of the thrombolysis trial', () => {
  const { p, bh } = oracle<{ p: number[]; bh: number[] }>('bh_scipy_docs_thrombolysis');
  expectEach(benjaminiHochberg(p), bh);
});

describe.each([
  ['holm', holm],
  ['benjaminiHochberg', benjaminiHochberg],
])('%s', (_, adjust) => {
  test('never below the p-value, never above 1, in the same order as the p-values', () => {
    fc.assert(
      fc.property(pValues, raw => {
        const adjusted = adjust(raw);
        for (const [i, p] of raw.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of raw.entries()) {
            if (p <= other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number);
          }
        }
      }),
      { seed: 42 },
    );
  });

  test('follows the tests when they are put in another order', () => {
    fc.assert(
      fc.property(pValues, raw => expect(adjust([...raw].reverse())).toEqual(adjust(raw).reverse())),
      { seed: 42 },
    );
  });

  test('leaves one test alone, and none alone', () => {
    expect(adjust([0.03])).toEqual([0.03]);
    expect(adjust([])).toEqual([]);
  });

  test.each([Number.NaN, -0.1, 1.1])('refuses %p by its place', p => {
    expect(() => adjust([0.5, p])).toThrow(/p-value 1 of 2/);
  });
});

test('Benjamini–Hochberg is never stricter than Holm', () => {
  fc.assert(
    fc.property(pValues, raw => {
      const strict = holm(raw);
      for (const [i, p] of benjaminiHochberg(raw).entries())
        expect(p).toBeLessThanOrEqual((strict[i] as number) + 1e-15);
    }),
    { seed: 42 },
  );
});
