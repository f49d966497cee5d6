import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { kellyBets, plugInBets } from '../../../src/core/statistics/bets.ts';
import { bettingInterval, logCapital } from '../../../src/core/statistics/betting.ts';
import { seeded, uniform } from '../../../src/core/statistics/generator.ts';
import { empiricalBernsteinSequence, hoeffdingSequence } from '../../../src/core/statistics/predictable-mixture.ts';
import { oracle } from './oracles.ts';

interface Reference {
  alpha: number;
  t: number[];
  pm_eb_lower: number[];
  pm_hoeffding_lower: number[];
  hedged_lower: number[];
  hedged_upper: number[];
  betting_mart_m03_theta1: number[];
  lambda_eb_first5: number[];
  aKelly_m03_first5: number[];
}

const reference = oracle<Reference>('confseq_python_reference');
const { alpha } = reference;
const values = Array.from({ length: 20 }, () => [1, 0, 0, 1, 0, 1, 1, 0, 0, 0]).flat();

function expectEach(actual: Iterable<number>, expected: readonly number[], digits = 13): void {
  const found = [...actual];
  expect(found).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(found[index]).toBeCloseTo(value, digits);
}

const at = (series: Float64Array): number[] => reference.t.map(time => series[time - 1] ?? Number.NaN);

describe('the authors’ own numbers', () => {
  test('plug-in bets', () => expectEach(plugInBets(values, alpha).slice(0, 5), reference.lambda_eb_first5));

  test('approximate Kelly bets', () => expectEach(kellyBets(values, 0.3).slice(0, 5), reference.aKelly_m03_first5));

  test('capital against 0.3', () => {
    const log = logCapital(values, plugInBets(values, alpha), 0.3);
    expectEach(at(log).map(Math.exp), reference.betting_mart_m03_theta1, 12);
  });

  test('empirical Bernstein sequence', () => {
    expectEach(at(empiricalBernsteinSequence(values, alpha)), reference.pm_eb_lower);
  });

  test('Hoeffding sequence', () => expectEach(at(hoeffdingSequence(values, alpha)), reference.pm_hoeffding_lower));

  test('hedged capital, on their grid of a thousand means widened by one step', () => {
    const intervals = reference.t.map(time => bettingInterval(values.slice(0, time), alpha));
    const steps = 1000;
    const lower = intervals.map(interval => Math.max(0, Math.ceil(interval.lower * steps) - 1) / steps);
    const upper = intervals.map(interval => Math.min(steps, Math.floor(interval.upper * steps) + 1) / steps);
    expectEach(lower, reference.hedged_lower);
    expectEach(upper, reference.hedged_upper);
  });
});

const unitValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });

describe('betting interval', () => {
  test('lies within [0, 1], shrinks with every value, and mirrors', () => {
    fc.assert(
      fc.property(unitValues, drawn => {
        const whole = bettingInterval(drawn, 0.1);
        const before = bettingInterval(drawn.slice(0, -1), 0.1);
        expect(whole.lower).toBeGreaterThanOrEqual(before.lower - 1e-12);
        expect(whole.upper).toBeLessThanOrEqual(before.upper + 1e-12);
        expect(whole.lower).toBeGreaterThanOrEqual(0);
        expect(whole.upper).toBeLessThanOrEqual(1);
        const mirrored = bettingInterval(
          drawn.map(value => 1 - value),
          0.1,
        );
        expect(mirrored.lower).toBeCloseTo(1 - whole.upper, 9);
        expect(mirrored.upper).toBeCloseTo(1 - whole.lower, 9);
      }),
      { seed: 42 },
    );
  });

  test('the bound is where the capital passes 2/α', () => {
    const { lower } = bettingInterval(values, 0.1);
    const bets = plugInBets(values, 0.05);
    const peak = (m: number): number => Math.exp(Math.max(...logCapital(values, bets, m)));
    expect(peak(lower - 1e-6)).toBeGreaterThan(20);
    expect(peak(lower + 1e-6)).toBeLessThan(20);
  });

  test('nothing seen, nothing said; values outside [0, 1] are refused by their place', () => {
    expect(bettingInterval([], 0.05)).toEqual({ lower: 0, upper: 1 });
    for (const stray of [1.5, -0.1, Number.NaN]) {
      expect(() => bettingInterval([0.5, stray], 0.05)).toThrow(/value 1 of 2/);
      expect(() => logCapital([0.5, stray], [0.1, 0.1], 0.5)).toThrow(/value 1 of 2/);
      expect(() => hoeffdingSequence([0.5, stray], 0.05)).toThrow(/value 1 of 2/);
    }
  });

  test('a mean that changed leaves no mean standing', () => {
    const { lower, upper } = bettingInterval([...new Array(300).fill(0.1), ...new Array(300).fill(0.9)], 0.05);
    expect(lower).toBeGreaterThan(upper);
  });
});

/** The share of seeded samples of 0/1 and uniform values in which a sequence is ever wrong. */
function missRate(wrong: (sample: number[], mean: number) => boolean): number {
  const generator = seeded(11);
  let missed = 0;
  for (let sampleNo = 0; sampleNo < 1000; sampleNo += 1) {
    const binary = sampleNo % 2 === 0;
    const sample = Array.from({ length: 120 }, () => {
      const drawn = uniform(generator);
      return binary ? (drawn < 0.2 ? 1 : 0) : drawn ** 4;
    });
    missed += wrong(sample, 0.2) ? 1 : 0;
  }
  return missed / 1000;
}

describe('coverage at any time, in 1000 seeded samples of mean 0.2', () => {
  test('betting interval', () => {
    const rate = missRate((sample, mean) => {
      const { lower, upper } = bettingInterval(sample, 0.2);
      return lower > mean || upper < mean;
    });
    expect(rate).toBeLessThanOrEqual(0.2);
    expect(rate).toBeGreaterThan(0.05);
  });

  test.each([
    ['empirical Bernstein sequence', empiricalBernsteinSequence],
    ['Hoeffding sequence', hoeffdingSequence],
  ])('%s', (_, sequence) => {
    expect(missRate((sample, mean) => sequence(sample, 0.2).some(lower => lower > mean))).toBeLessThanOrEqual(0.2);
  });
});
