import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seeded, uniform } from '../../../src/core/statistics/generator.ts';
import { caution } from '../../../src/core/statistics/inference.ts';
import { longRunMean, longRunVariance, varianceInflation } from '../../../src/core/statistics/long-run.ts';
import { expectConsistent, expectMirrored, expectOrdered } from './inference-laws.ts';

const noise = (length: number, seed = 1): Float64Array => {
  const generator = seeded(seed);
  return Float64Array.from({ length }, () => uniform(generator) - 0.5);
};

describe('the formula', () => {
  test('at season 1, written out', () => {
    const values = noise(40);
    const frequencies = [1, 2, 3, 4];
    expect(Math.floor(0.4 * 40 ** (2 / 3))).toBe(frequencies.length);
    const mean = values.reduce((sum, value) => sum + value, 0) / 40;
    const squares = frequencies.map(j => {
      const transform = values.reduce((sum, value, t) => sum + value * Math.cos((Math.PI * j * (t + 0.5)) / 40), 0);
      return (2 / 40) * transform ** 2;
    });
    const variance = squares.reduce((sum, square) => sum + square, 0) / 4;
    expect(longRunVariance(values)).toEqual({ variance: expect.closeTo(variance, 14), df: 4, periods: 40 });
    const inference = longRunMean(values);
    expect(inference.estimate).toBeCloseTo(mean, 14);
    expect(inference.se).toBeCloseTo(Math.sqrt(variance / 40), 14);
    expect(inference.df).toBe(4);
  });

  test('whole seasons: the estimator on the seasons’ averages', () => {
    const values = noise(84);
    const averages = Float64Array.from({ length: 12 }, (_, week) => {
      return values.subarray(7 * week, 7 * week + 7).reduce((sum, value) => sum + value, 0) / 7;
    });
    const [byDay, byWeek] = [longRunMean(values, 7), longRunMean(averages)];
    expect(byDay.lower(0.05)).toBeCloseTo(byWeek.lower(0.05), 12);
    expect([byDay.units, byDay.df]).toEqual([84, byWeek.df]);
  });

  test('an incomplete oldest season keeps its place in the estimate and weighs by its size', () => {
    const values = noise(84 + 3);
    const inference = longRunMean(values, 7);
    expect(inference.estimate).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 87, 14);
    expect(longRunVariance(values, 7)?.periods).toBe(12);
    const whole = longRunMean(values.subarray(3), 7);
    expect((inference.se ?? 0) / (whole.se ?? Number.NaN)).toBeGreaterThan(0.7);
    expect((inference.se ?? 0) / (whole.se ?? Number.NaN)).toBeLessThan(1.3);
  });
});

describe('edges', () => {
  test.each([
    [0, 1],
    [11, 1],
    [83, 7],
  ])('%d units with a season of %d prove nothing', (length, season) => {
    const inference = longRunMean(noise(length), season);
    expect([inference.lower(0.05), inference.upper(0.05), inference.pAbove(-9)]).toEqual([-Infinity, Infinity, 1]);
    expect(inference.warnings).toEqual([season > 1 ? caution.fewSeasons : caution.shortSeries]);
    expect([longRunVariance(noise(length), season), varianceInflation(noise(length), season)]).toEqual([null, null]);
  });

  test('twelve periods are enough', () => {
    expect(longRunMean(noise(12)).df).toBe(2);
    expect(longRunMean(noise(84), 7).df).toBe(2);
  });

  test('a constant series is its value', () => {
    const inference = longRunMean(new Float64Array(50).fill(0.5));
    expect([inference.lower(0.05), inference.upper(0.05), inference.warnings]).toEqual([
      0.5,
      0.5,
      [caution.noVariation],
    ]);
    expect(varianceInflation(new Float64Array(50).fill(0.5))).toBe(1);
  });
});

test('the inflation of an autoregression is (1 + ρ)/(1 − ρ), and never under 1', () => {
  const innovations = noise(50_000);
  let level = 0;
  const series = innovations.map(innovation => {
    level = 0.6 * level + innovation;
    return level;
  });
  expect(Math.abs((varianceInflation(series) ?? 0) - 1.6 / 0.4)).toBeLessThan(0.8);
  expect(varianceInflation(Float64Array.from({ length: 100 }, (_, t) => (t % 2 === 0 ? 1 : -1)))).toBe(1);
});

test('swapping the models negates; scaling scales; p-values and bounds agree', () => {
  const series = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 24, maxLength: 60 });
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 2 }), (differences, season) => {
      const inference = longRunMean(Float64Array.from(differences), season);
      expectMirrored(
        inference,
        longRunMean(
          Float64Array.from(differences, d => -d),
          season,
        ),
      );
      const scaled = longRunMean(
        Float64Array.from(differences, d => 2 * d),
        season,
      );
      expect(scaled.lower(0.05)).toBeCloseTo(2 * inference.lower(0.05), 9);
      expectConsistent(inference, [-1, 0, 2]);
      expectOrdered(inference);
    }),
    { seed: 42, numRuns: 50 },
  );
});
