// What must hold of every comparison, whatever the rows.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Comparison } from '../../src/core/comparison.ts';
import { compare } from '../../src/core/comparison.ts';
import type { MetricRow } from '../../src/core/metric-row.ts';
import { PairedEvidence } from '../../src/core/paired-evidence.ts';
import type { Policy } from '../../src/core/policy.ts';
import { differences } from './closeness.ts';
import { dictionariesOf, pairedRows, planOf, rowNumbers, type Sample, swapped, type Wish } from './paired-rows.ts';
import { absolute, compareSample, plainFacts, policyOf, relative } from './policies.ts';
import { DAY, metricTexts, sampleOf, tasks, unitKinds } from './samples.ts';

/** Metrics whose resampling takes a while are asked for in tests of their own. */
const isSlow = (text: string): boolean => /medae|average_precision|ece/.test(text);
const quick = (task: Wish['task']): Wish => ({ task, metrics: metricTexts(task).filter(text => !isSlow(text)) });
const slow = (task: 'regression' | 'binary'): Wish => ({
  task,
  metrics: task === 'binary' ? ['average_precision', 'ece'] : ['medae'],
});

const cases = tasks.flatMap(task => unitKinds.map(unit => ({ task, unit })));
const seeds = fc.nat(1e6);
const strict = policyOf({ margin: absolute(0.01), slices: { margin: absolute(0.05) } });

type Judgement = Pick<MetricRow, 'metric' | 'slice' | 'outcome'>;
const judged = ({ metrics, verdict }: Comparison): { verdict: string; rows: Judgement[] } => ({
  verdict,
  rows: metrics.map(({ metric, slice, outcome }) => ({ metric, slice, outcome })),
});

describe('swapping the models', () => {
  const negated = ({ metric, slice, baseline, candidate, improvement, interval, se }: MetricRow) => ({
    metric,
    slice,
    baseline: candidate,
    candidate: baseline,
    improvement: improvement === null ? null : -improvement + 0,
    interval: interval === null ? null : [negatedBound(interval[1]), negatedBound(interval[0])],
    se,
  });
  const negatedBound = (bound: number | null): number | null => (bound === null ? null : -bound + 0);
  const own = ({ metric, slice, baseline, candidate, improvement, interval, se }: MetricRow) => ({
    metric,
    slice,
    baseline,
    candidate,
    improvement,
    interval,
    se,
  });
  const bySlice = (a: { slice: unknown }, b: { slice: unknown }): number =>
    JSON.stringify(a.slice) < JSON.stringify(b.slice) ? -1 : 1;

  test.each(cases)('negates every improvement and interval: $task by $unit', ({ task, unit }) => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, weighted) => {
        const sample = sampleOf(task, { rows: 90, seed, unit, weighted, sliced: true });
        const wish = quick(task);
        const [one, other] = [compareSample(sample, wish, strict), compareSample(swapped(sample), wish, strict)];
        const rows = one.metrics.map(negated).sort(bySlice);
        // The p-values of bias are found by bisection, and its bounds on either side of zero, so a little less is asked.
        expect(differences(other.metrics.map(own).sort(bySlice), rows, 1e-9)).toEqual([]);
        expect([other.flips.right_to_wrong, other.flips.wrong_to_right]).toEqual(
          task === 'regression' || task === 'score'
            ? expect.any(Array)
            : [one.flips.wrong_to_right, one.flips.right_to_wrong],
        );
      }),
      { seed: 42, numRuns: 3 },
    );
  });

  test('negates resampled intervals too, exactly, as long as no two rows are each other’s mirror', () => {
    for (const task of ['regression', 'binary'] as const) {
      const { target = [], baseline, candidate } = sampleOf(task, { rows: 120, seed: 8 });
      // Predictions on a grid of a hundredth would meet again the other way round; a trace of the row number prevents it.
      const apart = (values: Sample['baseline']) => values.map((value, row) => (value as number) * (1 - row * 1e-9));
      const sample: Sample = { target, baseline: apart(baseline), candidate: apart(candidate) };
      const [one, other] = [
        compareSample(sample, slow(task), strict),
        compareSample(swapped(sample), slow(task), strict),
      ];
      expect(differences(other.metrics.map(own), one.metrics.map(negated), 1e-9)).toEqual([]);
    }
  });

  test('negates them within what chance of resampling leaves, where rows mirror each other', () => {
    const sample = sampleOf('binary', { rows: 150, seed: 2 });
    const coarse = {
      ...sample,
      baseline: sample.baseline.map(p => Math.round(5 * (p as number)) / 5),
      candidate: sample.candidate.map(p => Math.round(5 * (p as number)) / 5),
    };
    const [one, other] = [
      compareSample(coarse, slow('binary'), strict),
      compareSample(swapped(coarse), slow('binary'), strict),
    ];
    for (const [index, row] of one.metrics.entries()) {
      const se = row.se ?? 0;
      const [lower = 0, upper = 0] = other.metrics[index]?.interval ?? [];
      expect(Math.abs((lower ?? 0) + (row.interval?.[1] ?? 0)) / se).toBeLessThan(0.2);
      expect(Math.abs((upper ?? 0) + (row.interval?.[0] ?? 0)) / se).toBeLessThan(0.2);
    }
  });
});

describe('the order of rows', () => {
  /** The same sample whose rows come in another order; ids and everything else stay with their row. */
  function reordered(sample: Sample, wish: Wish, order: readonly number[], policy: Policy): Comparison {
    const evidence = new PairedEvidence(planOf(sample, wish), dictionariesOf(sample, wish));
    evidence.add(pairedRows(sample, evidence.dictionaries, [...order]));
    return compare(evidence, policy, { ...plainFacts, series: { seasonMs: 3 * DAY, horizon: null } });
  }
  const shuffled = (sample: Sample, seed: number): number[] =>
    rowNumbers(sample).sort((a, b) => Math.sin((a + 1) * (seed + 1.5)) - Math.sin((b + 1) * (seed + 1.5)));

  test.each(cases)('changes nothing: $task by $unit', ({ task, unit }) => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, weighted) => {
        const sample = sampleOf(task, { rows: 90, seed, unit, weighted, sliced: true });
        const wish = quick(task);
        const straight = reordered(sample, wish, rowNumbers(sample), strict);
        expect(differences(reordered(sample, wish, shuffled(sample, seed), strict), straight)).toEqual([]);
      }),
      { seed: 42, numRuns: 3 },
    );
  });

  test.each(unitKinds)('changes no resampling, by %s', unit => {
    for (const task of ['regression', 'binary'] as const) {
      const sample = sampleOf(task, { rows: 90, seed: 6, unit, weighted: true });
      const straight = reordered(sample, slow(task), rowNumbers(sample), strict);
      expect(differences(reordered(sample, slow(task), shuffled(sample, 3), strict), straight)).toEqual([]);
    }
  });
});

test.each(cases)('a copy of the baseline is identical and passes: $task by $unit', ({ task, unit }) => {
  fc.assert(
    fc.property(seeds, seed => {
      const sample = sampleOf(task, { rows: 60, seed, unit, sliced: true });
      const { baseline, probabilities } = sample;
      const copy: Sample = {
        ...sample,
        candidate: [...baseline],
        ...(probabilities === undefined
          ? {}
          : { probabilities: { baseline: probabilities.baseline, candidate: probabilities.baseline } }),
      };
      const comparison = compareSample(copy, { task, metrics: metricTexts(task) }, policyOf({ require: 'better' }));
      expect(comparison.metrics.filter(({ outcome }) => outcome !== 'identical')).toEqual([]);
      expect(comparison.verdict).toBe('pass');
      expect([comparison.flips.right_to_wrong, comparison.flips.wrong_to_right]).toEqual([0, 0]);
    }),
    { seed: 42, numRuns: 3 },
  );
});

describe('the units of the target', () => {
  const changed = (sample: Sample, change: (value: number) => number): Sample => {
    const all = (values: readonly (number | string)[]) => values.map(value => change(value as number));
    return {
      ...sample,
      target: all(sample.target ?? []),
      baseline: all(sample.baseline),
      candidate: all(sample.candidate),
    };
  };
  const relativeMetrics: Wish = {
    task: 'regression',
    metrics: ['wape', 'mae', 'mse', 'rmse', 'mape', 'smape', 'bias', 'r2', 'pinball(0.9)'],
  };
  const anywhere: Wish = { task: 'regression', metrics: ['mae', 'mse', 'rmse', 'r2', 'pinball(0.9)'] };

  test.each(unitKinds)('times a thousand, or a thousandth, change no outcome, by %s', unit => {
    fc.assert(
      fc.property(
        seeds,
        fc.constantFrom(1000, 0.001),
        fc.double({ min: -0.1, max: 0.1, noNaN: true }),
        (seed, factor, better) => {
          const sample = sampleOf('regression', { rows: 90, seed, unit, better, sliced: true });
          const policy = policyOf({ margin: relative(5) });
          expect(
            judged(
              compareSample(
                changed(sample, value => value * factor),
                relativeMetrics,
                policy,
              ),
            ),
          ).toEqual(judged(compareSample(sample, relativeMetrics, policy)));
        },
      ),
      { seed: 42, numRuns: 5 },
    );
  });

  test('another zero changes no metric of errors', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(273.15, 1e9), (seed, offset) => {
        const sample = sampleOf('regression', { rows: 90, seed, sliced: true });
        const policy = policyOf({ margin: relative(5) });
        const [moved, straight] = [
          compareSample(
            changed(sample, value => value + offset),
            anywhere,
            policy,
          ),
          compareSample(sample, anywhere, policy),
        ];
        expect(judged(moved)).toEqual(judged(straight));
        const values = ({ metrics }: Comparison) => metrics.map(({ baseline, interval }) => ({ baseline, interval }));
        expect(differences(values(moved), values(straight), 1e-5)).toEqual([]);
      }),
      { seed: 42, numRuns: 5 },
    );
  });
});

test('a wider margin never turns a pass into a fail', () => {
  const rank = { fail: 0, inconclusive: 1, pass: 2 };
  fc.assert(
    fc.property(
      seeds,
      fc.constantFrom(...tasks),
      fc.double({ min: -0.1, max: 0.1, noNaN: true }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      fc.constantFrom(absolute, relative),
      (seed, task, better, margin, more, kind) => {
        const sample = sampleOf(task, { rows: 120, seed, better });
        const metrics = { regression: ['wape'], binary: ['log_loss'], multiclass: ['f1_macro'], score: ['score'] }[
          task
        ];
        const size = kind === absolute ? 0.01 : 1;
        for (const require of ['better', 'not-worse'] as const) {
          const verdict = (amount: number) =>
            rank[compareSample(sample, { task, metrics }, policyOf({ require, margin: kind(size * amount) })).verdict];
          expect(verdict(margin + more)).toBeGreaterThanOrEqual(verdict(margin));
        }
      },
    ),
    { seed: 42, numRuns: 40 },
  );
});
