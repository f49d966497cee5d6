import { describe, expect, test } from '@jest/globals';
import type { PairedRows } from '../../src/core/paired-rows.ts';
import { RowSample } from '../../src/flows/row-sample.ts';

const batch = (from: number, count: number, more: Partial<PairedRows> = {}): PairedRows => {
  const column = (add: number): Float64Array => Float64Array.from({ length: count }, (_, row) => from + row + add);
  return {
    count,
    target: column(0),
    baseline: column(0.5),
    candidate: column(0.25),
    baselineProbabilities: null,
    candidateProbabilities: null,
    weight: null,
    units: null,
    slices: [],
    fairness: [],
    idOf: () => [],
    ...more,
  };
};

describe('a sample of rows', () => {
  test('holds all rows of a short table', () => {
    const sample = new RowSample(100);
    sample.add(batch(0, 60), 'regression');
    expect(sample.stride).toBe(1);
    expect([...sample.forecasts('candidate').outcome]).toEqual(Array.from({ length: 60 }, (_, row) => row));
    expect(sample.forecasts('baseline').forecast[7]).toBe(7.5);
  });

  test.each([1, 7, 64, 1000])('holds evenly spaced rows of a long one, in whatever batches of %i it comes', size => {
    const sample = new RowSample(100);
    for (let from = 0; from < 1000; from += size) sample.add(batch(from, Math.min(size, 1000 - from)), 'regression');
    const { outcome } = sample.forecasts('candidate');
    expect(sample.stride).toBe(16);
    expect([...outcome]).toEqual(Array.from({ length: 63 }, (_, index) => 16 * index));
  });

  test('takes of classes the probability of the one that was predicted, and whether it was right', () => {
    const sample = new RowSample();
    const classes = Float64Array.of(0, 1);
    const probabilities = [Float64Array.of(0.8, 0.4), Float64Array.of(0.2, 0.6)];
    const more = { target: Float64Array.of(0, 0), baseline: classes, candidate: classes };
    sample.add(
      batch(0, 2, { ...more, baselineProbabilities: probabilities, candidateProbabilities: probabilities }),
      'multiclass',
    );
    expect(sample.hasProbabilities).toBe(true);
    expect(sample.forecasts('candidate')).toEqual({
      forecast: Float64Array.of(0.8, 0.6),
      outcome: Float64Array.of(1, 0),
    });
  });
});
