import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { offset, stretch } from '../../src/core/evidence/evidence.ts';
import { improvementOf, testImprovement } from '../../src/core/improvement.ts';
import { outcomeOf } from '../../src/core/policy.ts';
import { seeded } from '../../src/core/statistics/generator.ts';
import { fromStudent, type Inference } from '../../src/core/statistics/inference.ts';
import { absolute, relative } from './policies.ts';
import { normal } from './samples.ts';
import { expectConsistent, expectMirrored, expectOrdered } from './statistics/inference-laws.ts';

interface Pair {
  readonly baseline: number;
  readonly candidate: number;
  readonly spread: readonly [ofBaseline: number, ofCandidate: number, correlation: number];
}

/** Two values known with normal errors. */
const measured = ({ baseline, candidate, spread: [sb, sc, rho] }: Pair) => ({
  rows: 100,
  units: 100,
  baseline,
  candidate,
  reason: null,
  combine: (b: number, c: number): Inference =>
    fromStudent({
      estimate: b * baseline + c * candidate,
      se: Math.sqrt(Math.max(0, (b * sb) ** 2 + (c * sc) ** 2 + 2 * b * c * rho * sb * sc)),
      df: 99,
      method: 't',
      units: 100,
      warnings: [],
    }),
});

describe('metrics with one good direction', () => {
  const pair = measured({ baseline: 10, candidate: 9, spread: [1, 1, 0.5] });

  test('plus is better, whichever way that is', () => {
    expect(improvementOf(pair, 'higher').estimate).toBe(-1);
    expect(improvementOf(pair, 'lower').estimate).toBe(1);
  });

  test('a relative margin is a combination of the two values, an absolute one an offset', () => {
    expect(testImprovement(pair, 'lower', relative(2)).allowance.estimate).toBeCloseTo(1.02 * 10 - 9, 12);
    expect(testImprovement(pair, 'lower', relative(2)).allowance.se).toBeCloseTo(Math.sqrt(1.02 ** 2 + 1 - 1.02), 12);
    expect(testImprovement(pair, 'higher', relative(2)).allowance.estimate).toBeCloseTo(9 - 0.98 * 10, 12);
    expect(testImprovement(pair, 'higher', absolute(0.5)).allowance.estimate).toBe(-0.5);
  });

  test('a negative score has its margin from its size', () => {
    const negative = measured({ baseline: -10, candidate: -10.1, spread: [0.01, 0.01, 0.5] });
    expect(testImprovement(negative, 'higher', relative(2)).allowance.estimate).toBeCloseTo(0.1, 12);
    expect(testImprovement(negative, 'lower', relative(2)).allowance.estimate).toBeCloseTo(0.3, 12);
  });
});

describe('bias, which is best at 0', () => {
  const bias = (pair: Pair) => improvementOf(measured(pair), 'zero');

  test('far from 0, its lower bound is the least over both signs of the candidate’s', () => {
    const pair: Pair = { baseline: -0.5, candidate: 0.3, spread: [0.05, 0.04, 0.6] };
    const { combine } = measured(pair);
    const expected = Math.min(combine(-1, -1).lower(0.05), combine(-1, 1).lower(0.05));
    expect(bias(pair).estimate).toBeCloseTo(0.2, 12);
    expect(bias(pair).lower(0.05)).toBe(expected);
  });

  test('where the baseline may be unbiased, it is the farthest end of the candidate’s interval at half the level', () => {
    const pair: Pair = { baseline: 0.01, candidate: -0.3, spread: [0.05, 0.04, -0.6] };
    expect(bias(pair).lower(0.05)).toBe(measured(pair).combine(0, 1).lower(0.025));
    const mirrored = { ...pair, candidate: 0.3 };
    expect(bias(mirrored).lower(0.05)).toBe(-measured(mirrored).combine(0, 1).upper(0.025));
  });

  test('two models that err alike are told apart by their difference, however unsure each bias is', () => {
    const pair: Pair = { baseline: -0.3, candidate: -0.31, spread: [0.4, 0.4, 0.9999] };
    const difference = measured(pair).combine(1, -1);
    expect(bias(pair).lower(0.05)).toBe(-difference.upper(0.025));
    expect(bias(pair).lower(0.05)).toBeGreaterThan(-0.03);
  });

  const value = fc.double({ min: -0.6, max: 0.6, noNaN: true });
  const size = fc.double({ min: 0.02, max: 0.2, noNaN: true });
  const pairs = fc
    .tuple(value, value, size, size, fc.double({ min: -0.9, max: 0.95, noNaN: true }))
    .map(([baseline, candidate, sb, sc, rho]): Pair => ({ baseline, candidate, spread: [sb, sc, rho] }));

  test('bounds and p-values agree, and swapping the models negates them', () => {
    fc.assert(
      fc.property(pairs, pair => {
        const swapped: Pair = {
          baseline: pair.candidate,
          candidate: pair.baseline,
          spread: [pair.spread[1], pair.spread[0], pair.spread[2]],
        };
        expectOrdered(bias(pair));
        expectMirrored(bias(pair), bias(swapped), 8);
      }),
      { seed: 42, numRuns: 200 },
    );
  });

  test('p-values are the bounds turned round, up to a half', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom(0.001, 0.05, 0.3), fc.constantFrom(-0.3, 0, 0.2), (pair, alpha, threshold) => {
        const { lower, upper, pAbove, pBelow } = bias(pair);
        const [above, below] = [pAbove(threshold), pBelow(threshold)];
        if (Math.abs(above - alpha) > 1e-6) expect(above <= alpha).toBe(lower(alpha) > threshold);
        if (Math.abs(below - alpha) > 1e-6) expect(below <= alpha).toBe(upper(alpha) < threshold);
      }),
      { seed: 42, numRuns: 500 },
    );
  });

  test('a candidate that is worse by the margin passes no more often than alpha', () => {
    const generator = seeded(6);
    for (const [truthOfBaseline, truthOfCandidate] of [
      [0.3, -0.35],
      [0, 0.05],
      [0.02, -0.07],
      [-0.1, 0.15],
    ] as const) {
      let passed = 0;
      for (let run = 0; run < 2000; run++) {
        const [shared, own, other] = [normal(generator), normal(generator), normal(generator)];
        const noise = (mine: number) => 0.03 * (Math.SQRT1_2 * shared + Math.SQRT1_2 * mine);
        const pair: Pair = {
          baseline: truthOfBaseline + noise(own),
          candidate: truthOfCandidate + noise(other),
          spread: [0.03, 0.03, 0.5],
        };
        const outcome = outcomeOf(testImprovement(measured(pair), 'zero', absolute(0.05)), 0.05);
        if (outcome === 'better' || outcome === 'not-worse' || outcome === 'slightly-worse') passed++;
      }
      expect(passed / 2000).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 2000));
    }
  });
});

describe('moving and stretching an inference', () => {
  const inference = fromStudent({ estimate: 2, se: 0.5, df: 9, method: 't', units: 10, warnings: [] });

  test('moves and stretches bounds and thresholds alike', () => {
    for (const moved of [offset(inference, 3), stretch(inference, 4), stretch(inference, -4)]) {
      expectConsistent(moved, [-9, -8, 0, 5, 8, moved.estimate]);
      expectOrdered(moved);
    }
    expect(stretch(inference, -4).lower(0.05)).toBeCloseTo(-4 * inference.upper(0.05), 12);
    expect(stretch(inference, -4).se).toBe(2);
    expect(offset(inference, 3).pAbove(5)).toBe(inference.pAbove(2));
  });
});
