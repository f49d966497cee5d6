import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ascendingOrder } from '../../../src/core/statistics/index-sort.ts';

const byComparison = (values: Float64Array): number[] =>
  [...values.keys()].sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0) || i - j);

test.each([0, 1, 7, 511, 512, 2000])('%d values come in ascending order, equal ones as they came', length => {
  const number = fc.oneof(
    fc.double({ noNaN: true }),
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(0, -0, Infinity, -Infinity, 5e-324, -5e-324, Number.MAX_VALUE),
  );
  fc.assert(
    fc.property(fc.array(number, { minLength: length, maxLength: length }), numbers => {
      const values = Float64Array.from(numbers);
      expect([...ascendingOrder(values)]).toEqual(byComparison(values));
    }),
    { seed: 42, numRuns: length > 1000 ? 5 : 20 },
  );
});
