import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  absolute,
  add,
  constant,
  divide,
  largest,
  log,
  multiply,
  negate,
  type Smooth,
  scale,
  shift,
  smallest,
  sqrt,
  square,
  subtract,
  variable,
  varianceAlong,
} from '../../../src/core/statistics/delta.ts';

type Formula = (means: ArrayLike<number>) => Smooth;

const formulas: Record<string, Formula> = {
  add: m => add(variable(0, m), variable(1, m)),
  subtract: m => subtract(variable(0, m), variable(1, m)),
  multiply: m => multiply(variable(0, m), variable(1, m)),
  divide: m => divide(variable(0, m), variable(1, m)),
  constant: m => divide(constant(2, 3), variable(2, m)),
  scale: m => scale(variable(2, m), -3),
  shift: m => square(shift(variable(2, m), 4)),
  negate: m => negate(variable(0, m)),
  square: m => square(variable(1, m)),
  sqrt: m => sqrt(variable(1, m)),
  log: m => log(multiply(variable(0, m), variable(1, m))),
  absolute: m => absolute(subtract(variable(0, m), scale(variable(1, m), 5))),
  largest: m => largest([variable(0, m), scale(variable(1, m), 9)]),
  smallest: m => smallest([variable(0, m), scale(variable(1, m), 9)]),
  'a matthews correlation': m => {
    const [a, b, c] = [variable(0, m), variable(1, m), variable(2, m)];
    return divide(subtract(multiply(a, b), square(c)), sqrt(multiply(add(a, c), add(b, c))));
  },
};

describe('gradients', () => {
  test.each(Object.entries(formulas))('%s agrees with central differences', (_name, formula) => {
    const part = fc.double({ min: 0.2, max: 1.1, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(part, part, part), means => {
        const { gradient } = formula(means);
        expect(gradient).toHaveLength(3);
        for (let i = 0; i < 3; i += 1) {
          const step = 1e-5;
          const at = (offset: number) => formula(means.map((mean, j) => (j === i ? mean + offset : mean))).value;
          expect(gradient[i]).toBeCloseTo((at(step) - at(-step)) / (2 * step), 5);
        }
      }),
      { seed: 42, numRuns: 50 },
    );
  });
});

describe('where there is no value', () => {
  const means = [0, 1];
  test('division by zero is NaN, also 0/0', () => {
    expect(divide(variable(1, means), variable(0, means)).value).toBeNaN();
    expect(divide(variable(0, means), variable(0, means)).value).toBeNaN();
  });

  test('the root of a negative and the logarithm of nothing are NaN', () => {
    expect(sqrt(shift(variable(0, means), -1)).value).toBeNaN();
    expect(log(variable(0, means)).value).toBeNaN();
  });

  test('the root of zero has an infinite slope in what it depends on, and none in the rest', () => {
    expect(sqrt(variable(0, means))).toEqual({ value: 0, gradient: Float64Array.of(Number.POSITIVE_INFINITY, 0) });
  });
});

test('variance along a gradient', () => {
  const covariance = Float64Array.of(4, 1, 1, 9);
  expect(varianceAlong(Float64Array.of(1, -1), covariance)).toBe(4 + 9 - 2);
  expect(varianceAlong(Float64Array.of(2, 0), covariance)).toBe(16);
  expect(varianceAlong(Float64Array.of(1, 1), Float64Array.of(1, -1 - 1e-16, -1, 1))).toBe(0);
});
