import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  additionalUnits,
  discordanceVariance,
  marginFor,
  mcnemarSampleSize,
  passProbability,
  unitsNeeded,
} from '../../../src/core/statistics/sample-size.ts';
import { oracle } from './oracles.ts';

interface Size {
  delta: number;
  discordance: number;
  alpha: number;
  power: number;
  n: number;
}

test.each(oracle<Size[]>('mcnemar_sample_size'))('McNemar: Δ = $delta, ρ = $discordance, α = $alpha', size => {
  const { delta: difference, discordance, alpha, power, n } = size;
  expect(mcnemarSampleSize({ difference, discordance, alpha: alpha / 2, power })).toBe(n);
  const improvement = difference;
  const variance = discordanceVariance(discordance, difference);
  const plain = unitsNeeded({ improvement, variance, margin: 0, alpha: alpha / 2, power });
  expect(plain).toBeLessThanOrEqual(n);
  expect(plain).toBeGreaterThan(0.99 * n);
});

describe('units needed', () => {
  const need = { improvement: 0, variance: 4, margin: 0.1, alpha: 0.05 };

  test('by hand: (1.6449 + 0.8416)² · 4 / 0.1²', () => {
    expect(unitsNeeded(need)).toBe(Math.ceil(2.486474860524394 ** 2 * 400));
  });

  test('a margin and an estimate count alike', () => {
    expect(unitsNeeded({ ...need, improvement: 0.1, margin: 0 })).toBe(unitsNeeded(need));
  });

  test('an estimate that does not pass never will', () => {
    expect(unitsNeeded({ ...need, improvement: -0.1 })).toBe(Infinity);
    expect(unitsNeeded({ ...need, improvement: -0.2 })).toBe(Infinity);
    expect(unitsNeeded({ ...need, improvement: Number.NaN })).toBeNaN();
  });

  test('additional units: none when there are enough, null above ten times what there is', () => {
    const needed = unitsNeeded(need);
    expect(additionalUnits(need, needed + 5)).toBe(0);
    expect(additionalUnits(need, needed - 7)).toBe(7);
    expect(additionalUnits(need, Math.ceil(needed / 11))).toBe(needed - Math.ceil(needed / 11));
    expect(additionalUnits(need, Math.floor(needed / 11) - 1)).toBeNull();
    expect(additionalUnits({ ...need, improvement: -1 }, 100)).toBeNull();
    expect(additionalUnits({ ...need, variance: Number.NaN }, 100)).toBeNull();
  });
});

describe('how often an equal candidate passes', () => {
  test('against the noncentral t', () => {
    // scipy.stats.nct.sf(t.ppf(0.95, df), df, margin/se)
    const known = [
      { df: 4, of: [0.20980168735983687, 0.5043501891064004, 0.7910901344027722] },
      { df: 10, of: [0.2382682901509379, 0.5861092560246237, 0.8735798742281587] },
      { df: 19, of: [0.24814802474889705, 0.6114844665167816, 0.8935640831560433] },
    ];
    for (const { df, of } of known) {
      for (const [index, exact] of of.entries()) {
        expect(Math.abs(passProbability({ se: 0.3, df, alpha: 0.05 }, 0.3 * (index + 1)) - exact)).toBeLessThan(0.006);
      }
    }
  });

  test('without a margin it is α', () => {
    for (const df of [9, 40, null]) expect(passProbability({ se: 2, df, alpha: 0.05 }, 0)).toBeCloseTo(0.05, 2);
  });

  test('a difference without spread passes any margin but none', () => {
    expect([0.1, 0].map(margin => passProbability({ se: 0, df: 9, alpha: 0.05 }, margin))).toEqual([1, 0]);
  });

  test('the margin for a power is that probability turned round, and the units for a margin agree with it', () => {
    const se = fc.double({ min: 0.01, max: 5, noNaN: true });
    fc.assert(
      fc.property(
        se,
        fc.constantFrom(5, 30, 400, null),
        fc.double({ min: 0.3, max: 0.99, noNaN: true }),
        (s, df, power) => {
          const sight = { se: s, df, alpha: 0.05 };
          expect(passProbability(sight, marginFor(sight, power))).toBeCloseTo(power, 9);
        },
      ),
      { seed: 42 },
    );
    const margin = marginFor({ se: 0.1, df: null, alpha: 0.05 });
    expect(unitsNeeded({ improvement: 0, variance: 0.01 * 500, margin, alpha: 0.05 })).toBeCloseTo(500, -1);
  });
});
