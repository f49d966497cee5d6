import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type BootstrapInterval,
  type BootstrapPlan,
  bentLevel,
  medianBias,
  pairedBootstrap,
  straightenedLevel,
} from '../../../src/core/statistics/bootstrap.ts';
import { type Generator, seeded } from '../../../src/core/statistics/generator.ts';
import { caution } from '../../../src/core/statistics/inference.ts';
import { acceleration, resample } from '../../../src/core/statistics/resampling.ts';
import { expectConsistent, expectMirrored, expectOrdered } from './inference-laws.ts';
import { oracle } from './oracles.ts';

/** The generator that the oracle was made with. */
function mulberry32(seed: number): Generator {
  let state = seed;
  return {
    next() {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return mixed ^ (mixed >>> 14);
    },
  };
}

/** Σ copies·values / Σ copies over a range of units. */
const meanOf = (values: readonly number[], copies: Int32Array, from = 0, to = values.length): number => {
  let [sum, count] = [0, 0];
  for (let unit = from; unit < to; unit += 1) {
    sum += (copies[unit] ?? 0) * (values[unit] ?? Number.NaN);
    count += copies[unit] ?? 0;
  }
  return sum / count;
};

const planOf = (values: readonly number[], more: Partial<BootstrapPlan> = {}): BootstrapPlan => ({
  units: values.length,
  strata: null,
  statistic: copies => meanOf(values, copies),
  alpha: 0.05,
  seed: 5,
  ...more,
});

describe('a published bootstrap of a mean', () => {
  const facts = oracle<{
    d: number[];
    B: number;
    theta: number;
    se_boot: number;
    first3: number[];
    percentile95: [number, number];
    basic95: [number, number];
    prop_le0: number;
    bca: { z0: number; acceleration: number; alpha1: number; alpha2: number; ci95: [number, number] };
  }>('bootstrap_paired_mean');
  const infer = (interval: BootstrapInterval) =>
    pairedBootstrap(planOf(facts.d, { generator: mulberry32(42), interval }));
  const ends = (interval: BootstrapInterval) => [infer(interval).lower(0.025), infer(interval).upper(0.025)];

  test('the generator is the oracle’s', () => {
    const generator = mulberry32(42);
    const first = oracle<number[]>('mulberry32_seed42_first5').map(() => (generator.next() >>> 0) / 2 ** 32);
    expect(first).toEqual(oracle<number[]>('mulberry32_seed42_first5'));
  });

  test('resamples and their spread', () => {
    const values = resample(planOf(facts.d), facts.B, mulberry32(42));
    expect([...values.subarray(0, 3)]).toEqual(facts.first3.map(value => expect.closeTo(value, 14)));
    expect(values.filter(value => value <= 0).length / facts.B).toBe(facts.prop_le0);
    expect(infer('bca').se).toBeCloseTo(facts.se_boot, 14);
    expect(infer('bca').estimate).toBeCloseTo(facts.theta, 14);
  });

  test('percentile, basic and BCa intervals', () => {
    expect(ends('percentile')).toEqual(facts.percentile95.map(end => expect.closeTo(end, 12)));
    expect(ends('basic')).toEqual(facts.basic95.map(end => expect.closeTo(end, 12)));
    const { alpha1, alpha2, ci95 } = facts.bca;
    const atLevels = [infer('percentile').lower(alpha1), infer('percentile').upper(1 - alpha2)];
    expect(atLevels).toEqual(ci95.map(end => expect.closeTo(end, 12)));
    // Half a resample of bias, as below, moves a bound by less than one step between the resampled means.
    expect(ends('bca')).toEqual(ci95.map(end => expect.closeTo(end, 3)));
  });

  test('the corrections', () => {
    const bend = { bias: facts.bca.z0, acceleration: facts.bca.acceleration };
    expect(acceleration(planOf(facts.d), mulberry32(1))).toBeCloseTo(facts.bca.acceleration, 14);
    expect(bentLevel(-1.959963984540054, bend)).toBeCloseTo(facts.bca.alpha1, 12);
    expect(bentLevel(1.959963984540054, bend)).toBeCloseTo(facts.bca.alpha2, 12);
    // The source compares with the estimate bit by bit, which decides two ties by rounding: half a resample in 2000.
    const values = resample(planOf(facts.d), facts.B, mulberry32(42));
    const halfResample = 0.5 / facts.B / 0.3989;
    expect(Math.abs(medianBias(values, facts.theta, facts.se_boot) - facts.bca.z0)).toBeLessThan(1.01 * halfResample);
  });
});

test('SciPy’s documented acceleration of two samples', () => {
  const {
    y,
    z,
    acceleration: expected,
  } = oracle<{ y: number[]; z: number[]; acceleration: number }>('scipy_bca_acceleration');
  const pooled = [...y, ...z];
  const twoSamples = {
    units: pooled.length,
    strata: Int32Array.from(pooled, (_, unit) => (unit < y.length ? 0 : 1)),
    statistic: (copies: Int32Array) => meanOf(pooled, copies, y.length) - meanOf(pooled, copies, 0, y.length),
  };
  expect(acceleration(twoSamples, seeded(1))).toBeCloseTo(expected, 14);
});

describe('resampling', () => {
  test('keeps the size of every stratum', () => {
    const strata = Int32Array.from([0, 1, 1, 0, 2, 1, 2, 0, 0, 1]);
    resample(
      {
        units: 10,
        strata,
        statistic: copies => {
          const sizes = [0, 0, 0];
          for (const [unit, count] of copies.entries())
            sizes[strata[unit] ?? 0] = (sizes[strata[unit] ?? 0] ?? 0) + count;
          expect(sizes).toEqual([4, 4, 2]);
          return 0;
        },
      },
      50,
      seeded(3),
    );
  });

  test('blocks of units bend like single ones', () => {
    const values = Array.from({ length: 4000 }, (_, i) => -Math.log((i + 0.5) / 4000));
    const blocks = acceleration(planOf(values), seeded(2));
    expect(blocks).toBeCloseTo(2 / (6 * Math.sqrt(4000)), 3);
  });

  test('draws at least ten resamples beyond the level', () => {
    let calls = 0;
    const counted = planOf([1, 2, 3, 4], {
      alpha: 0.001,
      statistic: copies => {
        calls += 1;
        return meanOf([1, 2, 3, 4], copies);
      },
    });
    const inference = pairedBootstrap(counted);
    expect(calls).toBe(1 + 10_000 + 4);
    expect(inference.lower(0.001)).toBeGreaterThan(0.9);
    expect(inference.lower(0.00005)).toBe(-Infinity);
  });
});

describe('edges', () => {
  test.each([0, 1])('%d units prove nothing', units => {
    const inference = pairedBootstrap(planOf(Array.from({ length: units }, () => 3)));
    expect([inference.lower(0.05), inference.upper(0.05), inference.pAbove(-9)]).toEqual([-Infinity, Infinity, 1]);
    expect(inference.warnings).toEqual([caution.noUnits]);
  });

  test('an undefined statistic proves nothing', () => {
    const inference = pairedBootstrap(planOf([1, 2, 3], { statistic: () => Number.NaN }));
    expect([inference.lower(0.05), inference.warnings]).toEqual([-Infinity, [caution.notANumber]]);
  });

  test('one constant value is that value, and says that nothing varied', () => {
    const inference = pairedBootstrap(planOf(Array.from({ length: 30 }, () => 2)));
    expect([inference.lower(0.05), inference.upper(0.05), inference.pAbove(2), inference.warnings]).toEqual([
      2,
      2,
      1,
      [caution.noVariation],
    ]);
  });

  test('resamples without a value pull both bounds out', () => {
    const values = Array.from({ length: 25 }, (_, i) => i);
    const undefinedWhen = (limit: number) => (copies: Int32Array) =>
      (copies[0] ?? 0) > limit ? Number.NaN : meanOf(values, copies);
    const [seldom, often] = [3, 1].map(limit =>
      pairedBootstrap(planOf(values, { statistic: undefinedWhen(limit), interval: 'percentile' })),
    );
    const whole = pairedBootstrap(planOf(values, { interval: 'percentile' }));
    expect(seldom?.warnings).toEqual([caution.undefinedResamples]);
    expect(seldom?.lower(0.05)).toBeLessThan(whole.lower(0.05));
    expect(seldom?.upper(0.05)).toBeGreaterThanOrEqual(whole.upper(0.05));
    expect([often?.lower(0.05), often?.upper(0.05)]).toEqual([-Infinity, Infinity]);
    if (seldom !== undefined) expectConsistent(seldom, [5, 8, 12, 15]);
  });
});

describe('laws', () => {
  const values = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 5, maxLength: 25 });
  const interval = fc.constantFrom<BootstrapInterval>('bca', 'percentile', 'basic');

  test('swapping the models negates; p-values and bounds agree; bounds are ordered', () => {
    fc.assert(
      fc.property(values, interval, (differences, kind) => {
        const inference = pairedBootstrap(planOf(differences, { interval: kind }));
        const negated = differences.map(d => -d);
        expectMirrored(inference, pairedBootstrap(planOf(negated, { interval: kind })), 8);
        expectConsistent(inference, [-3, 0, 0.5, inference.estimate, 4]);
        expectOrdered(inference);
      }),
      { seed: 42, numRuns: 40 },
    );
  });

  test('scaling scales, and a seed repeats', () => {
    fc.assert(
      fc.property(values, interval, (differences, kind) => {
        const [once, again, scaled] = [differences, differences, differences.map(d => 4 * d)].map(of =>
          pairedBootstrap(planOf(of, { interval: kind })),
        );
        expect(again?.lower(0.05)).toBe(once?.lower(0.05));
        expect(scaled?.upper(0.05)).toBeCloseTo(4 * (once?.upper(0.05) ?? Number.NaN), 8);
      }),
      { seed: 42, numRuns: 20 },
    );
  });

  test('bent and straightened levels undo each other', () => {
    const size = fc.double({ min: -0.3, max: 0.3, noNaN: true });
    fc.assert(
      fc.property(size, size, fc.double({ min: -2.5, max: 2.5, noNaN: true }), (bias, pull, z) => {
        const bend = { bias, acceleration: pull };
        expect(straightenedLevel(bentLevel(z, bend), bend)).toBeCloseTo(z, 6);
      }),
      { seed: 42 },
    );
  });
});
