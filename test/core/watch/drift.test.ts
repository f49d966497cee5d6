// The drift that is shown beside an alarm, held to the published numbers of the tests and distances behind it.
import { describe, expect, test } from '@jest/globals';
import { driftOf } from '../../../src/core/watch/drift.ts';
import type { FeatureCounts, FeatureReference, LabelReference } from '../../../src/core/watch/feature.ts';
import { oracle } from '../statistics/oracles.ts';

interface Vector {
  counts_ref: number[];
  counts_cur: number[];
  homogeneity_p: number;
  psi: number;
  js_distance_base2: number;
}

const vector = oracle<Vector>('drift');
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

const labels = (name: string, counts: readonly number[]): LabelReference => ({
  kind: 'category',
  name,
  labels: counts.slice(1).map((_, place) => `label ${place}`),
  counts,
  rows: sum(counts),
  nulls: 0,
  closed: true,
});
const seen = (counts: readonly number[]): FeatureCounts => ({
  counts,
  rows: sum(counts),
  nulls: 0,
  strange: 0,
  sum: 0,
});

describe('one feature', () => {
  const [told] = driftOf([[labels('colour', vector.counts_ref), seen(vector.counts_cur)]]);

  test('has the p-value, the PSI and the distance that were published', () => {
    expect(told?.p).toBeCloseTo(vector.homogeneity_p, 13);
    expect(told?.psi).toBeCloseTo(vector.psi, 14);
    expect(told?.distance).toBeCloseTo(vector.js_distance_base2, 14);
    expect(told).toMatchObject({ state: 'fine', rows: 88 });
  });

  test('names the label that moved most, of two as far the first', () => {
    expect(told?.label).toEqual({ value: 'label 4', before: 12 / 88, now: 16 / 88 });
  });
});

interface Critical {
  B: number;
  n: number;
  m: number;
  crit95: number;
}

test.each(oracle<Critical[]>('psi_critical_values'))(
  'PSI of $B bins, $n against $m rows, is shown beside what chance exceeds once in twenty',
  ({ B, n, m, crit95 }) => {
    const feature: FeatureReference = {
      kind: 'number',
      name: 'price',
      edges: Array.from({ length: B - 1 }, (_, edge) => edge),
      counts: new Array<number>(B).fill(n / B),
      rows: n,
      nulls: 0,
      min: -1,
      max: B,
      mean: 1,
      deviation: 2,
    };
    const [told] = driftOf([[feature, { ...seen(new Array<number>(B).fill(m / B)), sum: 2 * m }]]);
    expect(told?.psi_critical).toBeCloseTo(crit95, 13);
    expect(told).toMatchObject({ psi: 0, p: 1, before: 1, now: 2, deviations: 0.5, state: 'fine' });
  },
);

describe('many features', () => {
  const even = [50, 50, 50, 50];
  const borderline = seen([68, 44, 44, 44]);

  test('need more of each, by Benjamini and Hochberg: one that stands out alone does not among twenty', () => {
    const still = Array.from({ length: 19 }, (_, place) => [labels(`still ${place}`, even), seen(even)] as const);
    const [alone] = driftOf([[labels('moved', even), borderline]]);
    const among = driftOf([[labels('moved', even), borderline], ...still]);
    const moved = among.find(({ feature }) => feature === 'moved');
    expect(alone?.p).toBeGreaterThan(0);
    expect(moved?.p).toBeCloseTo(Math.min(1, 20 * (alone?.p as number)), 12);
  });

  test('come with the farthest first, and shift only when they moved far and for sure', () => {
    const told = driftOf([
      [
        labels(
          'little, for sure',
          even.map(n => 1000 * n),
        ),
        seen([51_000, 49_000, 50_000, 50_000]),
      ],
      [labels('far', even), seen([150, 20, 20, 10])],
      [labels('few rows', even), seen([20, 5, 5, 5])],
    ]);
    expect(told.map(({ feature, state }) => [feature, state])).toEqual([
      ['far', 'shifted'],
      ['little, for sure', 'fine'],
      ['few rows', 'unknown'],
    ]);
    expect(told[1]?.p).toBeLessThan(0.001);
    expect(told[2]).toMatchObject({ p: null, psi: null, psi_critical: null, distance: null });
  });
});
