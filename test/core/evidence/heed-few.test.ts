import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ENOUGH_DIFFERING, heedFew, unvarying } from '../../../src/core/evidence/few-differing.ts';
import { caution, type Inference, mirror } from '../../../src/core/statistics/inference.ts';
import { pairedT, unitMoments } from '../../../src/core/statistics/paired-t.ts';
import { expectConsistent, expectMirrored, expectOrdered } from '../statistics/inference-laws.ts';

const warning = caution.fewDiffering;

/** n units of which the first have these differences. */
const units = (n: number, ...differences: readonly number[]): Inference =>
  pairedT(unitMoments(Float64Array.from({ length: n }, (_, unit) => differences[unit] ?? 0)));

describe('a difference carried by a few units', () => {
  test('of none is bounded by the rule of three', () => {
    const none = heedFew(units(100), { units: 0, reach: 1, warning });
    expect(none.lower(0.05)).toBeCloseTo(-(1 - 0.05 ** (1 / 100)), 12);
    expect(none.upper(0.05)).toBeCloseTo(1 - 0.05 ** (1 / 100), 12);
    expect(none.pAbove(-0.05)).toBeCloseTo(0.95 ** 100, 12);
    expect(none.warnings).toContain(warning);
    expect(none.se).toBeGreaterThan(0);
  });

  test('is bounded by the exact share of units that differ', () => {
    const three = heedFew(units(200, -1, -1, -1), { units: 3, reach: 1, warning });
    // SciPy: beta.ppf(0.95, 4, 197).
    expect(three.lower(0.05)).toBeCloseTo(-0.03830970849856914, 12);
  });

  test('of ten units and more, or of all there are, is left as it is', () => {
    const inference = units(50, ...new Array(10).fill(-1));
    expect(heedFew(inference, { units: ENOUGH_DIFFERING, reach: 1, warning })).toBe(inference);
    const all = units(6, 1, 2, 3, 4, 5, 6);
    expect(heedFew(all, { units: 6, reach: 6, warning })).toBe(all);
  });

  test('of unknown reach proves nothing', () => {
    for (const reach of [0, Number.POSITIVE_INFINITY, Number.NaN]) {
      expect(heedFew(units(50, 1), { units: 1, reach, warning }).pAbove(-10)).toBe(1);
    }
  });

  test('obeys the laws of every inference, and never says more than what it was given', () => {
    const few = fc.array(fc.constantFrom(-1, -0.5, 0.25, 1), { maxLength: 9 });
    fc.assert(
      fc.property(
        few,
        fc.integer({ min: 12, max: 400 }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (differences, n, reach) => {
          const given = units(n, ...differences);
          const heeded = heedFew(given, { units: differences.length, reach, warning });
          expectConsistent(heeded, [-0.2, -0.05, 0, 0.05, heeded.estimate]);
          expectOrdered(heeded);
          expectMirrored(heeded, heedFew(mirror(given), { units: differences.length, reach, warning }));
          expect(heeded.lower(0.05)).toBeLessThanOrEqual(given.lower(0.05));
          expect(heeded.upper(0.05)).toBeGreaterThanOrEqual(given.upper(0.05));
        },
      ),
      { seed: 42, numRuns: 200 },
    );
  });
});

test('a single value is doubted only where it does not vary', () => {
  expect(unvarying(0, 2)).toEqual({ units: 0, reach: 2, warning: caution.noVariation });
  expect(unvarying(0.1, 2)).toBeNull();
  expect(unvarying(Number.NaN, 2)).toBeNull();
});
