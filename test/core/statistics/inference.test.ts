import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { caution, fromStudent, mirror, undetermined, worseOf } from '../../../src/core/statistics/inference.ts';
import { expectConsistent, expectMirrored, expectOrdered } from './inference-laws.ts';

const pivot = { estimate: 0.4, se: 0.2, df: 9, method: 't', units: 10, warnings: [] };

describe('from a Student pivot', () => {
  test('bounds and p-values are each other turned round', () => {
    const inference = fromStudent(pivot);
    expect(inference.lower(0.05)).toBeCloseTo(0.4 - 1.833112932656237 * 0.2, 12);
    expect(inference.upper(0.05)).toBeCloseTo(0.4 + 1.833112932656237 * 0.2, 12);
    expect(inference.pAbove(inference.lower(0.05))).toBeCloseTo(0.05, 12);
    expectConsistent(inference, [-1, 0, 0.1, 0.4, 0.7, 2]);
    expectOrdered(inference);
  });

  test('infinite degrees of freedom are the normal, and have no df to show', () => {
    const inference = fromStudent({ ...pivot, df: Number.POSITIVE_INFINITY });
    expect(inference.df).toBeNull();
    expect(inference.lower(0.025)).toBeCloseTo(0.4 - 1.959963984540054 * 0.2, 12);
  });

  test('a standard error of 0 is the point itself, and says so', () => {
    const inference = fromStudent({ ...pivot, se: 0 });
    expect([inference.lower(0.05), inference.upper(0.05)]).toEqual([0.4, 0.4]);
    expect([0.3, 0.4, 0.5].map(inference.pAbove)).toEqual([0, 1, 1]);
    expect([0.3, 0.4, 0.5].map(inference.pBelow)).toEqual([1, 1, 0]);
    expect(inference.warnings).toEqual([caution.noVariation]);
    expectConsistent(inference, [0.3, 0.4, 0.5]);
  });

  test.each([
    { estimate: Number.NaN },
    { se: Number.NaN },
    { se: Number.POSITIVE_INFINITY },
    { se: -1 },
    { df: 0 },
    { estimate: Number.POSITIVE_INFINITY },
  ])('%j proves nothing', broken => {
    const inference = fromStudent({ ...pivot, ...broken });
    expect([inference.lower(0.05), inference.upper(0.05), inference.pAbove(-1e9), inference.pBelow(1e9)]).toEqual([
      -Infinity,
      Infinity,
      1,
      1,
    ]);
    expect(inference.warnings).toEqual([caution.notANumber]);
  });
});

test('undetermined proves nothing at any level', () => {
  const inference = undetermined({ estimate: 1, method: 't', units: 1, warnings: [] });
  expectConsistent(inference, [-1e300, 0, 1e300]);
});

test('mirror speaks of the opposite difference, and twice is nothing', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: 0.01, max: 3, noNaN: true }),
      (estimate, se) => {
        const inference = fromStudent({ ...pivot, estimate, se });
        expectMirrored(inference, mirror(inference));
        expectConsistent(mirror(inference), [-1, 0, 1]);
        expect(mirror(mirror(inference)).lower(0.05)).toBe(inference.lower(0.05));
      },
    ),
    { seed: 42 },
  );
});

test('the worse of two is cautious on each side', () => {
  const [left, right] = [
    fromStudent({ ...pivot, estimate: 0.3 }),
    fromStudent({ ...pivot, se: 0.25, warnings: ['x'] }),
  ];
  const worse = worseOf(left, right);
  for (const alpha of [0.01, 0.05, 0.2]) {
    expect(worse.lower(alpha)).toBe(Math.min(left.lower(alpha), right.lower(alpha)));
    expect(worse.upper(alpha)).toBe(Math.max(left.upper(alpha), right.upper(alpha)));
  }
  expect(worse.warnings).toEqual(['x']);
  expectConsistent(worse, [-0.2, 0, 0.1, 0.3, 0.6]);
});
