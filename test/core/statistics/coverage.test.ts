// Seeded simulation: how often each method's bounds miss the truth, beside what they promise.
import { describe, expect, test } from '@jest/globals';
import { pairedBootstrap } from '../../../src/core/statistics/bootstrap.ts';
import { delong } from '../../../src/core/statistics/delong.ts';
import { dieboldMariano } from '../../../src/core/statistics/diebold-mariano.ts';
import { normalQuantile } from '../../../src/core/statistics/distributions.ts';
import { type Generator, seeded, uniform } from '../../../src/core/statistics/generator.ts';
import type { Inference } from '../../../src/core/statistics/inference.ts';
import { longRunMean } from '../../../src/core/statistics/long-run.ts';
import { pairedT, unitMoments } from '../../../src/core/statistics/paired-t.ts';
import { signFlip } from '../../../src/core/statistics/sign-flip.ts';
import { skewedT } from '../../../src/core/statistics/skewed-t.ts';
import { tango } from '../../../src/core/statistics/tango.ts';

const ALPHA = 0.1;

const normal = (generator: Generator): number => normalQuantile(uniform(generator) + 2 ** -33);
const exponential = (generator: Generator): number => -Math.log(uniform(generator) + 2 ** -33);
const sample = (n: number, draw: () => number): Float64Array => Float64Array.from({ length: n }, draw);

function skewed(values: Float64Array, seed: number, kept: boolean): Inference {
  const { mean, variance, n } = unitMoments(values);
  const cubes = values.reduce((sum, value) => sum + (value - mean) ** 3, 0) / n;
  const skewness = cubes / ((variance * (n - 1)) / n) ** 1.5;
  return skewedT({ mean, variance, n, skewness, seed, ...(kept ? { values } : {}) });
}

/** Autoregression with ρ = 0.6 and a weekly pattern that averages to 0 over the whole weeks there are. */
function weeklySeries(generator: Generator): Float64Array {
  let level = normal(generator) / 0.8;
  return sample(364, () => {
    level = 0.6 * level + normal(generator);
    return level;
  }).map((value, day) => value + ([1, 0.5, -1, -1, 0, 0.5, 0][day % 7] ?? 0));
}

/** Two models that separate the classes equally well, with errors in common; clusters share a part of the score. */
function twoScores(generator: Generator, clusters: number, size: number): Inference {
  const rows = clusters * size;
  const shared = sample(clusters, () => normal(generator));
  const target = sample(rows, () => (uniform(generator) < 0.3 ? 1 : 0));
  const both = target.map((y, row) => y + (size > 1 ? (shared[Math.floor(row / size)] ?? 0) : normal(generator)));
  const score = () => both.map(part => part + normal(generator));
  const groups = Int32Array.from(target, (_, row) => Math.floor(row / size));
  return delong({ target, baseline: score(), candidate: score(), clusters: size > 1 ? groups : null }).inference;
}

const cases: readonly { name: string; truth: number; runs: number; infer(g: Generator, run: number): Inference }[] = [
  {
    name: 'paired t, 12 normal differences',
    truth: 0.3,
    runs: 1000,
    infer: g => pairedT(unitMoments(sample(12, () => 0.3 + normal(g)))),
  },
  {
    name: 'Tango, 150 rows',
    truth: 0.04,
    runs: 1000,
    infer: g => {
      const draws = sample(150, () => uniform(g));
      const count = (low: number, high: number) => draws.filter(draw => draw >= low && draw < high).length;
      return tango({ b: count(0, 0.1), c: count(0.1, 0.16), n: 150 });
    },
  },
  {
    name: 'worse of t and studentized bootstrap, 150 exponential differences',
    truth: 1,
    runs: 400,
    infer: (g, run) =>
      skewed(
        sample(150, () => exponential(g)),
        run,
        true,
      ),
  },
  {
    name: 'worse of t and Hall’s correction, 2500 exponential differences',
    truth: 1,
    runs: 400,
    infer: (g, run) =>
      skewed(
        sample(2500, () => exponential(g)),
        run,
        false,
      ),
  },
  {
    name: 'equal-weighted cosine, a year of days, ρ = 0.6, weekly pattern',
    truth: 0,
    runs: 600,
    infer: g => longRunMean(weeklySeries(g), 7),
  },
  {
    name: 'Diebold–Mariano, 80 forecasts two steps ahead',
    truth: 0,
    runs: 1000,
    infer: g => {
      const shocks = sample(81, () => normal(g));
      return dieboldMariano(
        shocks.subarray(1).map((shock, t) => shock + 0.5 * (shocks[t] ?? 0)),
        2,
      );
    },
  },
  { name: 'DeLong, 200 rows', truth: 0, runs: 600, infer: g => twoScores(g, 200, 1) },
  { name: 'DeLong by group, 60 groups of 5 rows', truth: 0, runs: 600, infer: g => twoScores(g, 60, 5) },
  {
    name: 'BCa bootstrap of a difference of medians, 80 rows',
    truth: 0.2,
    runs: 250,
    infer: (g, run) => {
      const differences = sample(81, () => 0.2 + normal(g)).sort();
      return pairedBootstrap({ units: 81, strata: null, statistic: medianOf(differences), alpha: ALPHA, seed: run });
    },
  },
];

/** The median of sorted values, each taken copies[i] times. */
const medianOf = (sorted: Float64Array) => (copies: Int32Array) => {
  const middle = copies.reduce((sum, count) => sum + count, 0) / 2;
  let seen = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    seen += copies[i] ?? 0;
    if (seen > middle) return sorted[i] ?? Number.NaN;
  }
  return Number.NaN;
};

describe('one-sided bounds miss about one time in ten, as they promise', () => {
  test.each(cases)('$name', ({ truth, runs, infer }) => {
    const generator = seeded(20);
    let [above, below] = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      const inference = infer(generator, run);
      if (inference.lower(ALPHA) > truth) above += 1;
      if (inference.upper(ALPHA) < truth) below += 1;
    }
    const slack = 4 * Math.sqrt(ALPHA * (1 - ALPHA) * runs);
    for (const missed of [above, below]) {
      expect(missed).toBeLessThan(ALPHA * runs + slack);
      expect(missed).toBeGreaterThan(ALPHA * runs - slack);
    }
  });
});

test('the sign-flip test rejects equal models no more often than its level', () => {
  const generator = seeded(8);
  let rejected = 0;
  for (let run = 0; run < 1000; run += 1) {
    if (
      signFlip(
        sample(9, () => normal(generator)),
        run,
      ).pGreater <= ALPHA
    )
      rejected += 1;
  }
  expect(rejected).toBeLessThan(ALPHA * 1000 + 4 * Math.sqrt(ALPHA * (1 - ALPHA) * 1000));
  expect(rejected).toBeGreaterThan(50);
});
