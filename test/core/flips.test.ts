import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FlipSummary } from '../../src/core/flip-summary.ts';
import { TOLERANCE, WORST } from '../../src/core/flips.ts';
import { differences } from './closeness.ts';
import type { Sample, Wish } from './paired-rows.ts';
import { compareSample } from './policies.ts';
import { repeated, sampleOf } from './samples.ts';

const flipsOf = (sample: Sample, wish: Wish): FlipSummary => compareSample(sample, wish).flips;

describe('classes', () => {
  test('newly right and newly wrong are facts, and the surest come first', () => {
    const sample: Sample = {
      target: [1, 1, 1, 0, 0, 1],
      baseline: [0.9, 0.8, 0.2, 0.7, 0.1, 0.5],
      candidate: [0.3, 0.4, 0.9, 0.2, 0.2, 0.6],
    };
    expect(flipsOf(sample, { task: 'binary', metrics: ['accuracy'] })).toEqual({
      right_to_wrong: 2,
      wrong_to_right: 3,
      tolerance: null,
      // P(3 or more of 5) when both are equally likely.
      mcnemar_p: 0.5,
      slices: [],
      worst: [
        { kind: 'right_to_wrong', id: { id: '0' }, change: expect.closeTo(0.6, 12) },
        { kind: 'right_to_wrong', id: { id: '1' }, change: expect.closeTo(0.4, 12) },
        { kind: 'wrong_to_right', id: { id: '2' }, change: expect.closeTo(-0.7, 12) },
        { kind: 'wrong_to_right', id: { id: '3' }, change: expect.closeTo(-0.5, 12) },
        { kind: 'wrong_to_right', id: { id: '5' }, change: expect.closeTo(-0.1, 12) },
      ],
    });
  });

  test('of several kinds count a wrong class for another wrong class as no flip', () => {
    const sample: Sample = {
      classes: ['ant', 'bee', 'cat'],
      target: ['ant', 'ant', 'bee', 'cat'],
      baseline: ['bee', 'ant', 'bee', 'ant'],
      candidate: ['cat', 'bee', 'bee', 'cat'],
    };
    const { right_to_wrong, wrong_to_right, worst } = flipsOf(sample, { task: 'multiclass', metrics: ['accuracy'] });
    expect([right_to_wrong, wrong_to_right]).toEqual([1, 1]);
    expect(worst.map(({ id, change }) => [id, change])).toEqual([
      [{ id: '1' }, 1],
      [{ id: '3' }, -1],
    ]);
  });
});

describe('numbers', () => {
  const mae: Wish = { task: 'regression', metrics: ['mae'] };

  test('count where the error changed by a tenth of the usual error', () => {
    fc.assert(
      fc.property(fc.nat(1e6), seed => {
        const sample = sampleOf('regression', { rows: 200, seed });
        const { target = [], baseline, candidate } = sample;
        const loss = (values: Sample['baseline']) =>
          values.map((value, row) => Math.abs((value as number) - (target[row] as number)));
        const [before, after] = [loss(baseline), loss(candidate)];
        const flips = flipsOf(sample, mae);
        const wanted = (TOLERANCE * before.reduce((sum, value) => sum + value, 0)) / 200;
        const tolerance = flips.tolerance ?? Number.NaN;
        expect(tolerance).toBeGreaterThanOrEqual(wanted * (1 - 1e-9));
        expect(tolerance).toBeLessThan(wanted * 2 ** 0.126);
        const changes = after.map((value, row) => value - (before[row] as number));
        expect([flips.right_to_wrong, flips.wrong_to_right]).toEqual([
          changes.filter(change => change >= tolerance).length,
          changes.filter(change => change <= -tolerance).length,
        ]);
        const worst = (sign: number) =>
          [...changes]
            .sort((a, b) => sign * (a - b))
            .filter(change => -sign * change >= tolerance)
            .slice(0, WORST);
        expect(
          differences(
            flips.worst.map(({ change }) => change),
            [...worst(-1), ...worst(1)],
          ),
        ).toEqual([]);
      }),
      { seed: 42, numRuns: 30 },
    );
  });

  test('a tolerance at the very edge of a bin does not depend on rounding', () => {
    const edge = (values: number[]): Sample => ({
      target: values.map(() => 0),
      baseline: values,
      candidate: values.map(value => value + 0.95),
    });
    const [one, other] = [
      [5, 15, 9.9, 10.1],
      [10.1, 9.9, 15, 5],
    ].map(values => flipsOf(edge(values as number[]), mae).tolerance);
    expect(one).toBe(1);
    expect(other).toBe(1);
  });

  test('scores flip in their own direction', () => {
    const sample: Sample = { baseline: [1, 1, 1, 1], candidate: [2, 1, 0, 0] };
    const counts = (scoreDirection: 'higher' | 'lower') => {
      const { right_to_wrong, wrong_to_right } = flipsOf(sample, { task: 'score', metrics: ['score'], scoreDirection });
      return [right_to_wrong, wrong_to_right];
    };
    expect(counts('higher')).toEqual([2, 1]);
    expect(counts('lower')).toEqual([1, 2]);
  });

  test('changes of any size are told apart, and at most twenty of a kind are named', () => {
    const sizes = repeated(60, row => 10 ** (row / 2 - 15));
    const sample: Sample = { target: sizes.map(() => 0), baseline: sizes.map(() => 0), candidate: sizes };
    const { right_to_wrong, tolerance, worst } = flipsOf(sample, mae);
    expect([right_to_wrong, tolerance]).toEqual([60, 0]);
    expect(worst.map(({ id }) => id)).toEqual(repeated(WORST, rank => ({ id: String(59 - rank) })));
  });
});

test('slices have their own counts', () => {
  const sample: Sample = {
    target: repeated(80, () => 1),
    baseline: repeated(80, row => (row < 50 ? 0.9 : 0.1)),
    candidate: repeated(80, row => (row % 2 === 0 ? 0.9 : 0.1)),
    slices: { half: repeated(80, row => (row < 40 ? 'first' : 'second')) },
  };
  expect(flipsOf(sample, { task: 'binary', metrics: ['accuracy'] }).slices).toEqual([
    { slice: { half: 'first' }, right_to_wrong: 20, wrong_to_right: 0 },
    { slice: { half: 'second' }, right_to_wrong: 5, wrong_to_right: 15 },
  ]);
});
