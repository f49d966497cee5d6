import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  absoluteMargin,
  type Limit,
  limitResult,
  type Outcome,
  outcomeOf,
  type Policy,
  type Result,
  resultOf,
  sliceOutcome,
  verdictOf,
} from '../../src/core/policy.ts';
import { fromStudent, type Inference, undetermined } from '../../src/core/statistics/inference.ts';

/** An inference whose bounds are these, at whatever level. */
const between = (lower: number, upper: number): Inference => ({
  ...undetermined({ estimate: (lower + upper) / 2, method: 'given', units: 100, warnings: [] }),
  lower: () => lower,
  upper: () => upper,
});

/** L and U of the improvement, with a margin m taken from the allowance. */
const tested = (lower: number, upper: number, margin: number) => ({
  improvement: between(lower, upper),
  allowance: between(lower + margin, upper + margin),
});

interface Row {
  readonly outcome: Outcome;
  readonly lower: number;
  readonly upper: number;
  readonly margin: number;
  readonly better: Result;
  readonly notWorse: Result;
}

const row = (
  lower: number,
  upper: number,
  margin: number,
  outcome: Outcome,
  better: Result,
  notWorse: Result,
): Row => ({
  lower,
  upper,
  margin,
  outcome,
  better,
  notWorse,
});

const nan = Number.NaN;

const table: readonly Row[] = [
  row(0.1, 0.5, 1, 'better', 'pass', 'pass'),
  row(0.1, 0.5, 0, 'better', 'pass', 'pass'),
  row(1e-300, 0.5, 0, 'better', 'pass', 'pass'),
  row(-0.5, -0.1, 1, 'slightly-worse', 'fail', 'pass'),
  row(-0.9, -1e-300, 1, 'slightly-worse', 'fail', 'pass'),
  row(-0.5, 0.5, 1, 'not-worse', 'inconclusive', 'pass'),
  row(-0.5, 0, 1, 'not-worse', 'inconclusive', 'pass'),
  row(0, 0.5, 1, 'not-worse', 'inconclusive', 'pass'),
  row(0, 0, 1, 'not-worse', 'inconclusive', 'pass'),
  row(-3, -2, 1, 'worse', 'fail', 'fail'),
  row(-3, -0.1, 0, 'worse', 'fail', 'fail'),
  row(-2, 0.5, 1, 'inconclusive', 'inconclusive', 'inconclusive'),
  row(-2, -0.5, 1, 'inconclusive', 'fail', 'inconclusive'),
  row(-2, -1, 1, 'inconclusive', 'fail', 'inconclusive'),
  row(-1, 0.5, 1, 'inconclusive', 'inconclusive', 'inconclusive'),
  row(-0.5, 0.5, 0, 'inconclusive', 'inconclusive', 'inconclusive'),
  row(0, 0, 0, 'inconclusive', 'inconclusive', 'inconclusive'),
  row(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1, 'inconclusive', 'inconclusive', 'inconclusive'),
  row(nan, nan, 1, 'inconclusive', 'inconclusive', 'inconclusive'),
  row(nan, -0.5, 1, 'inconclusive', 'fail', 'inconclusive'),
];

describe('the outcome of one comparison', () => {
  test.each(table)(
    'L = $lower, U = $upper, m = $margin: $outcome',
    ({ lower, upper, margin, outcome, better, notWorse }) => {
      expect(outcomeOf(tested(lower, upper, margin), 0.05)).toBe(outcome);
      expect(resultOf(outcome, 'better', upper < 0)).toBe(better);
      expect(resultOf(outcome, 'not-worse', upper < 0)).toBe(notWorse);
    },
  );

  test('identical meets both', () => {
    expect(resultOf('identical', 'better', false)).toBe('pass');
    expect(resultOf('identical', 'not-worse', false)).toBe('pass');
  });

  test('a wider margin never turns a pass into a fail, and never takes a pass away', () => {
    const bound = fc.double({ min: -5, max: 5, noNaN: true });
    const rank = { fail: 0, inconclusive: 1, pass: 2, skipped: -1 };
    fc.assert(
      fc.property(
        bound,
        bound,
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (a, b, m, more) => {
          const [lower, upper] = [Math.min(a, b), Math.max(a, b)];
          for (const require of ['better', 'not-worse'] as const) {
            const result = (margin: number) =>
              rank[resultOf(outcomeOf(tested(lower, upper, margin), 0.05), require, upper < 0)];
            expect(result(m + more)).toBeGreaterThanOrEqual(result(m));
          }
        },
      ),
      { seed: 42, numRuns: 500 },
    );
  });

  test('a smaller alpha never turns inconclusive into an answer', () => {
    const student = fc.record({
      estimate: fc.double({ min: -3, max: 3, noNaN: true }),
      margin: fc.double({ min: 0, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(student, ({ estimate, margin }) => {
        const inference = fromStudent({ estimate, se: 0.5, df: 20, method: 't', units: 21, warnings: [] });
        const shifted = fromStudent({
          estimate: estimate + margin,
          se: 0.5,
          df: 20,
          method: 't',
          units: 21,
          warnings: [],
        });
        const at = (alpha: number) => outcomeOf({ improvement: inference, allowance: shifted }, alpha);
        if (at(0.05) === 'inconclusive') expect(at(0.01)).toBe('inconclusive');
      }),
      { seed: 42, numRuns: 300 },
    );
  });
});

describe('slices', () => {
  test('are worse only by their adjusted p-value', () => {
    expect(sliceOutcome('worse', 0.05, 0.05)).toBe('worse');
    expect(sliceOutcome('worse', 0.0501, 0.05)).toBe('inconclusive');
    expect(sliceOutcome('worse', nan, 0.05)).toBe('inconclusive');
    for (const outcome of ['identical', 'better', 'slightly-worse', 'not-worse', 'inconclusive'] as const) {
      expect(sliceOutcome(outcome, 0, 0.05)).toBe(outcome);
    }
  });
});

describe('limits', () => {
  const limit = (operator: Limit['operator'], bound: number): Limit => ({
    text: 'wape',
    quantity: 'wape',
    operator,
    bound,
  });

  test.each<[Limit['operator'], number, number, number, Result]>([
    ['<=', 0.2, 0.24, 0.25, 'pass'],
    ['<=', 0.2, 0.25, 0.25, 'pass'],
    ['<=', 0.2, 0.26, 0.25, 'inconclusive'],
    ['<=', 0.25, 0.3, 0.25, 'inconclusive'],
    ['<=', 0.26, 0.3, 0.25, 'fail'],
    ['<', 0.2, 0.25, 0.25, 'inconclusive'],
    ['<', 0.25, 0.3, 0.25, 'fail'],
    ['>=', 0.8, 0.9, 0.8, 'pass'],
    ['>=', 0.79, 0.9, 0.8, 'inconclusive'],
    ['>=', 0.7, 0.8, 0.8, 'inconclusive'],
    ['>=', 0.7, 0.79, 0.8, 'fail'],
    ['>', 0.8, 0.9, 0.8, 'inconclusive'],
    ['>', 0.81, 0.9, 0.8, 'pass'],
    ['>', 0.7, 0.8, 0.8, 'fail'],
    ['<=', nan, nan, 0.25, 'inconclusive'],
    ['>=', nan, nan, 0.25, 'inconclusive'],
    ['<=', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0.25, 'inconclusive'],
    ['<=', 0.2, 0.24, nan, 'inconclusive'],
  ])('%s with %d to %d against %d: %s', (operator, lower, upper, bound, result) => {
    expect(limitResult(limit(operator, bound), between(lower, upper), 0.05)).toBe(result);
  });

  test('are held by the bound at alpha, not by the point', () => {
    const wape = fromStudent({ estimate: 0.24, se: 0.02, df: 99, method: 't', units: 100, warnings: [] });
    expect(limitResult(limit('<=', 0.25), wape, 0.05)).toBe('inconclusive');
    expect(limitResult(limit('<=', 0.28), wape, 0.05)).toBe('pass');
    expect(limitResult(limit('<=', 0.2), wape, 0.05)).toBe('fail');
  });
});

describe('the verdict', () => {
  test.each<[Result[], Policy['require'] | string]>([
    [['pass'], 'pass'],
    [['pass', 'pass', 'skipped'], 'pass'],
    [['pass', 'inconclusive'], 'inconclusive'],
    [['inconclusive', 'fail', 'pass'], 'fail'],
    [['fail'], 'fail'],
    [[], 'inconclusive'],
    [['skipped', 'skipped'], 'inconclusive'],
  ])('of %j is %s', (results, verdict) => {
    expect(verdictOf(results)).toBe(verdict);
  });

  test('passes only when something passes and nothing else happens', () => {
    const result = fc.constantFrom<Result>('pass', 'fail', 'inconclusive', 'skipped');
    fc.assert(
      fc.property(fc.array(result, { maxLength: 6 }), results => {
        const passes = results.includes('pass') && results.every(one => one === 'pass' || one === 'skipped');
        expect(verdictOf(results) === 'pass').toBe(passes);
      }),
      { seed: 42 },
    );
  });
});

test('a margin in the metric’s own unit', () => {
  expect(absoluteMargin({ kind: 'absolute', amount: 0.5, text: '0.5' }, null)).toBe(0.5);
  expect(absoluteMargin({ kind: 'relative', amount: 0.02, text: '2%' }, 40)).toBeCloseTo(0.8, 14);
  expect(absoluteMargin({ kind: 'relative', amount: 0.02, text: '2%' }, -40)).toBeCloseTo(0.8, 14);
  expect(absoluteMargin({ kind: 'relative', amount: 0.02, text: '2%' }, null)).toBeNull();
});
