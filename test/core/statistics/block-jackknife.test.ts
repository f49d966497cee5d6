import { describe, expect, test } from '@jest/globals';
import { prepareAveragePrecision } from '../../../src/core/metrics/ordered.ts';
import { blockJackknife, withoutBlocks } from '../../../src/core/statistics/block-jackknife.ts';
import { seeded, uniform } from '../../../src/core/statistics/generator.ts';
import { normal } from '../samples.ts';
import { expectConsistent, expectMirrored, expectOrdered } from './inference-laws.ts';

const generator = seeded(3);
const values = Float64Array.from({ length: 1000 }, () => normal(generator));

const meanOf = (numbers: Float64Array) => (copies: Int32Array) => {
  let [sum, count] = [0, 0];
  for (let unit = 0; unit < numbers.length; unit += 1) {
    sum += (copies[unit] as number) * (numbers[unit] as number);
    count += copies[unit] as number;
  }
  return sum / count;
};

describe('leaving out blocks', () => {
  test('each unit is left out once, and strata keep their shares', () => {
    const strata = Int32Array.from(values, (_, unit) => (unit < 300 ? 1 : 0));
    const left = new Int32Array(values.length);
    const shares: number[] = [];
    withoutBlocks(
      {
        units: values.length,
        strata,
        statistic: copies => {
          const gone = [...copies.keys()].filter(unit => copies[unit] === 0);
          for (const unit of gone) left[unit] = (left[unit] as number) + 1;
          shares.push(gone.filter(unit => unit < 300).length / gone.length);
          return 0;
        },
      },
      1,
    );
    expect([...left]).toEqual(new Array(1000).fill(1));
    expect(shares).toEqual(new Array(100).fill(0.3));
  });

  test('no block has under five units', () => {
    const blocks = (units: number): number => withoutBlocks({ units, strata: null, statistic: () => 0 }, 1).length;
    expect([4, 12, 60, 499, 500, 9000].map(blocks)).toEqual([2, 2, 12, 99, 100, 100]);
  });

  test('the same seed leaves out the same blocks, so that values can be combined', () => {
    const other = values.map(value => value ** 2);
    const plan = (numbers: Float64Array) => ({ units: 1000, strata: null, statistic: meanOf(numbers) });
    const [first, second] = [withoutBlocks(plan(values), 7), withoutBlocks(plan(other), 7)];
    const sum = withoutBlocks(plan(values.map((value, unit) => value + (other[unit] as number))), 7);
    expect(
      Math.max(...sum.map((value, block) => Math.abs(value - (first[block] as number) - (second[block] as number)))),
    ).toBeLessThan(1e-12);
  });
});

describe('the interval', () => {
  const without = withoutBlocks({ units: 1000, strata: null, statistic: meanOf(values) }, 1);
  const estimate = meanOf(values)(new Int32Array(1000).fill(1));

  test('of a mean is that of the means of blocks', () => {
    // A block's own mean is estimate − (G − 1)(θ₍g₎ − estimate), and their variance over G is se².
    const means = without.map(value => estimate - 99 * (value - estimate));
    const variance = means.reduce((sum, mean) => sum + (mean - estimate) ** 2, 0) / 99;
    const inference = blockJackknife(estimate, without, 1000);
    expect(inference.se).toBeCloseTo(Math.sqrt(variance / 100), 12);
    expect(inference).toMatchObject({ df: 99, units: 1000, method: 'block jackknife, t' });
    expect((inference.se as number) / (1 / Math.sqrt(1000))).toBeCloseTo(1, 0);
  });

  test('obeys the laws of every inference', () => {
    const inference = blockJackknife(estimate, without, 1000);
    expectConsistent(inference, [-0.05, 0, estimate, 0.1]);
    expectOrdered(inference);
    expectMirrored(
      inference,
      blockJackknife(
        -estimate,
        without.map(value => -value),
        1000,
      ),
    );
  });

  test('is infinite where a block was needed', () => {
    expect(blockJackknife(1, Float64Array.of(1, Number.NaN, 2), 15).lower(0.05)).toBe(-Infinity);
  });

  test('of average precision misses as often as it promises', () => {
    const draw = (rows: number) => {
      const target = new Float64Array(rows);
      const [one, other] = [new Float64Array(rows), new Float64Array(rows)];
      for (let row = 0; row < rows; row += 1) {
        const signal = normal(generator);
        target[row] = uniform(generator) < 1 / (1 + Math.exp(2 - 1.5 * signal)) ? 1 : 0;
        one[row] = signal + normal(generator);
        other[row] = signal + normal(generator);
      }
      return { target, scores: [one, other] as const };
    };
    const runs = 150;
    let [above, below] = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      const { target, scores } = draw(2500);
      const weights = new Float64Array(target.length);
      const [first, second] = scores.map(score => {
        const precision = prepareAveragePrecision(target, score);
        const statistic = (copies: Int32Array) => {
          weights.set(copies);
          return precision(weights);
        };
        return {
          estimate: precision(null),
          without: withoutBlocks({ units: target.length, strata: Int32Array.from(target), statistic }, run),
        };
      }) as [{ estimate: number; without: Float64Array }, { estimate: number; without: Float64Array }];
      const without = second.without.map((value, block) => value - (first.without[block] as number));
      const inference = blockJackknife(second.estimate - first.estimate, without, target.length);
      if (inference.lower(0.1) > 0) above += 1;
      if (inference.upper(0.1) < 0) below += 1;
    }
    const slack = 3.5 * Math.sqrt(0.1 * 0.9 * runs);
    for (const missed of [above, below]) {
      expect(missed).toBeLessThan(0.1 * runs + slack);
      expect(missed).toBeGreaterThan(0.1 * runs - slack);
    }
  });
});
