import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addRows,
  coMoment,
  emptyMoments,
  KEPT_ROWS,
  type Moments,
  meansOf,
  mergeMoments,
  spreadOf,
} from '../../src/core/moments.ts';
import { seeded, uniform } from '../../src/core/statistics/generator.ts';
import { differences } from './closeness.ts';
import { normal } from './samples.ts';

/** Columns whose values lie around their offset, the last one skewed. */
function columnsOf(rows: number, offsets: readonly number[], seed: number): Float64Array[] {
  const generator = seeded(seed);
  const common = Float64Array.from({ length: rows }, () => normal(generator));
  return offsets.map((offset, term) =>
    common.map(
      shared =>
        offset + shared + (term === offsets.length - 1 ? -Math.log(uniform(generator) + 1e-9) : normal(generator)),
    ),
  );
}

function momentsOf(columns: readonly Float64Array[], rows: Int32Array | null = null): Moments {
  const moments = emptyMoments(columns.length);
  addRows(moments, columns, rows, rows === null ? (columns[0] as Float64Array).length : rows.length);
  return moments;
}

/** Sums of products of deviations by the definition, in two passes. */
function direct(columns: readonly Float64Array[], terms: readonly number[]): number {
  const means = columns.map(column => column[0] as number);
  const shifted = columns.map((column, term) => {
    const deviations = column.map(value => value - (means[term] as number));
    const mean = deviations.reduce((sum, value) => sum + value, 0) / column.length;
    return deviations.map(value => value - mean);
  });
  return (columns[0] as Float64Array).reduce(
    (sum, _, row) => sum + terms.reduce((product, term) => product * (shifted[term]?.[row] as number), 1),
    0,
  );
}

/** Everything but the rows kept, whose order is that of the shards; moments relative to their scale. */
function comparable(moments: Moments, spread = 2): unknown {
  const { count, second, third, kept } = moments;
  return {
    count,
    mean: [...meansOf(moments)],
    second: [...second].map(value => value / (count * spread ** 2)),
    third: [...third].map(value => value / (count * spread ** 3)),
    kept: kept?.length ?? null,
  };
}

const offsets = fc.constantFrom([0, 0], [1, -3, 2], [1e9, 1e9, -1e9, 0]);
const shape = fc.record({ offsets, seed: fc.nat(1e6), rows: fc.integer({ min: 1, max: 300 }) });

describe('moments', () => {
  test('second and third co-moments are those of the definition, large offsets or not', () => {
    fc.assert(
      fc.property(shape, ({ offsets, seed, rows }) => {
        const columns = columnsOf(rows, offsets, seed);
        const moments = momentsOf(columns);
        const wanted: number[] = [];
        const terms = offsets.length;
        let triple = 0;
        for (let i = 0; i < terms; i++) {
          for (let j = i; j < terms; j++) {
            expect(Math.abs(coMoment(moments, i, j) - direct(columns, [i, j]))).toBeLessThanOrEqual(1e-12 * rows * 40);
            for (let l = j; l < terms; l++) wanted[triple++] = direct(columns, [i, j, l]);
          }
        }
        expect(
          differences(
            [...moments.third].map(value => value / rows / 8),
            wanted.map(value => value / rows / 8),
          ),
        ).toEqual([]);
      }),
      { seed: 42, numRuns: 100 },
    );
  });

  test('any cut, merged in any order, is one pass', () => {
    const cuts = fc.array(fc.nat(3), { minLength: 300, maxLength: 300 });
    fc.assert(
      fc.property(
        shape,
        cuts,
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        ({ offsets, seed, rows }, cut, order) => {
          const columns = columnsOf(rows, offsets, seed);
          const merged = emptyMoments(offsets.length);
          for (const shard of order) {
            const own = Int32Array.from([...cut.slice(0, rows).keys()].filter(row => cut[row] === shard));
            mergeMoments(merged, momentsOf(columns, own));
          }
          expect(differences(comparable(merged), comparable(momentsOf(columns)))).toEqual([]);
        },
      ),
      { seed: 42, numRuns: 100 },
    );
  });

  test('many blocks of rows are one sample', () => {
    const columns = columnsOf(10_000, [1e9, 5], 3);
    const moments = momentsOf(columns);
    expect(differences(coMoment(moments, 0, 1) / 10_000, direct(columns, [0, 1]) / 10_000)).toEqual([]);
    expect(differences((moments.third[3] as number) / 10_000, direct(columns, [1, 1, 1]) / 10_000)).toEqual([]);
  });

  test('rows are kept up to a limit, whether they come at once, in parts, or by merging', () => {
    const columns = columnsOf(KEPT_ROWS + 1, [0, 0], 1);
    const rows = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, index) => from + index);
    expect(momentsOf(columns).kept).toBeNull();
    const parts = momentsOf(columns, rows(0, KEPT_ROWS));
    expect(parts.kept).toEqual([...rows(0, KEPT_ROWS)].flatMap(row => columns.map(column => column[row])));
    mergeMoments(parts, momentsOf(columns, rows(KEPT_ROWS, KEPT_ROWS + 1)));
    expect(parts.kept).toBeNull();
    const two = momentsOf(columns, rows(0, 700));
    addRows(two, columns, rows(700, 1400), 700);
    expect(two.kept).toHaveLength(2800);
  });

  test('the spread of a combination is that of the combined numbers', () => {
    const columns = columnsOf(500, [10, -4, 0], 8);
    const weights = [2, -1, 0.5];
    const combined = columns[0]?.map((_, row) =>
      weights.reduce((sum, weight, term) => sum + weight * (columns[term]?.[row] as number), 0),
    ) as Float64Array;
    const [second, third] = [direct([combined], [0, 0]), direct([combined], [0, 0, 0])];
    const { variance, skewness } = spreadOf(momentsOf(columns), Float64Array.from(weights));
    expect(variance).toBeCloseTo(second / 499, 10);
    expect(skewness).toBeCloseTo(third / 500 / (second / 500) ** 1.5, 10);
  });

  test('no variation has no skewness, and one row no variance', () => {
    const flat = momentsOf([Float64Array.of(0.1, 0.1, 0.1)]);
    expect(spreadOf(flat, Float64Array.of(1))).toEqual({ variance: 0, skewness: 0 });
    expect(spreadOf(momentsOf([Float64Array.of(3)]), Float64Array.of(1)).variance).toBeNaN();
  });

  test('nothing merged into something leaves it as it is, and takes what it gets', () => {
    const moments = momentsOf(columnsOf(5, [1, 2], 2));
    const before = comparable(moments);
    mergeMoments(moments, emptyMoments(2));
    expect(comparable(moments)).toEqual(before);
    const taken = emptyMoments(2);
    mergeMoments(taken, moments);
    expect(comparable(taken)).toEqual(before);
  });
});
