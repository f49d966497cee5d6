import { describe, expect, test } from '@jest/globals';
import type { Comparison } from '../../src/core/comparison.ts';
import { seeded, uniform } from '../../src/core/statistics/generator.ts';
import type { Sample, Wish } from './paired-rows.ts';
import { absolute, compareSample, policyOf, relative, resultsOf } from './policies.ts';
import { normal, regression, repeated } from './samples.ts';

const wape: Wish = { task: 'regression', metrics: ['wape', 'mae', 'bias'] };

describe('slices', () => {
  const rows = 3000;
  const shops = ['Vigo', 'Lugo', 'Oia'];
  const base = regression(rows, 0.95);
  const sliced = (broken: (row: number) => boolean, shop = (row: number) => shops[row % 3] as string): Sample => ({
    ...base,
    candidate: base.candidate.map((value, row) => (broken(row) ? (value as number) + 12 : value)),
    slices: { shop: repeated(rows, shop) },
  });

  test('one proven worse fails, required or not, and comes first', () => {
    const comparison = compareSample(
      sliced(row => row % 3 === 0 && row % 9 === 0),
      wape,
    );
    expect(comparison.verdict).toBe('fail');
    expect(resultsOf(comparison)['wape: shop = Vigo']).toBe('fail');
    expect(Object.keys(resultsOf(comparison))).not.toContain('wape: shop = Lugo');
    expect(comparison.metrics[3]).toMatchObject({ slice: { shop: 'Vigo' }, outcome: 'worse' });
    expect(comparison.metrics[3]?.p_holm).toBeLessThan(0.05);
  });

  test('a required one must be proven not worse', () => {
    const policy = policyOf({ slices: { required: ['shop'], margin: relative(10) } });
    expect(
      compareSample(
        sliced(() => false),
        wape,
        policy,
      ).verdict,
    ).toBe('pass');
    const strict = policyOf({ slices: { required: ['shop'], margin: absolute(0) }, margin: absolute(0.1) });
    const even = { ...regression(rows, 1), slices: { shop: repeated(rows, row => shops[row % 3] as string) } };
    expect(compareSample(even, wape, strict).verdict).toBe('inconclusive');
    expect(
      compareSample(even, wape, policyOf({ margin: absolute(0.1), slices: { margin: absolute(0) } })).verdict,
    ).toBe('pass');
  });

  test('a required one under 30 rows or 20 units is inconclusive', () => {
    const rare = sliced(
      () => false,
      row => (row < 29 ? 'Oia' : 'Vigo'),
    );
    const policy = policyOf({ slices: { required: ['shop'] } });
    const comparison = compareSample(rare, wape, policy);
    expect(comparison.checks.at(-1)).toMatchObject({
      result: 'inconclusive',
      slice: { shop: 'Oia' },
      message: 'too few to tell: 29 rows, 29 units',
    });
    expect(comparison.verdict).toBe('inconclusive');
    expect(comparison.power.equal_passes).toBe(0);
    expect(compareSample(rare, wape).verdict).toBe('pass');
    const enough = sliced(
      () => false,
      row => (row < 30 ? 'Oia' : 'Vigo'),
    );
    expect(compareSample(enough, wape, policy).slices.too_small).toEqual([]);
    const grouped = { ...enough, groups: repeated(rows, row => `g${row < 30 ? row % 19 : row}`) };
    expect(compareSample(grouped, wape, policy).slices.too_small).toEqual([
      { slice: { shop: 'Oia' }, rows: 30, groups: 19 },
    ]);
  });

  test('a required column that cannot be sliced by is inconclusive', () => {
    const names = sliced(
      () => false,
      row => `user ${row}`,
    );
    const comparison = compareSample(names, wape, policyOf({ slices: { required: ['shop'] } }));
    expect(comparison.checks.at(-1)).toMatchObject({ result: 'inconclusive', slice: null });
    expect(comparison.power.equal_passes).toBe(0);
  });

  test('beyond two hundred, required columns come first, and what is left out of them is inconclusive', () => {
    const many = regression(9300, 0.95);
    const sample: Sample = {
      ...many,
      slices: {
        item: repeated(9300, row => `i${row % 155}`),
        day: repeated(9300, row => `d${row % 100}`),
        user: repeated(9300, row => `u${row % 300}`),
      },
    };
    const compared = (required: string[]) => compareSample(sample, wape, policyOf({ slices: { required } }));
    const columns = ({ metrics }: Comparison) => new Set(metrics.flatMap(({ slice }) => Object.keys(slice ?? {})));
    const day = compared(['day']);
    expect(day.metrics.filter(({ slice }) => slice !== null)).toHaveLength(200);
    expect(columns(day)).toEqual(new Set(['day', 'item']));
    expect(day.slices.left_out).toBe(355);
    expect(day.warnings.find(({ code }) => code === 'left-out-slices')?.count).toBe(355);
    const user = compared(['user']);
    expect(columns(user)).toEqual(new Set(['user']));
    expect(user.checks.at(-1)).toMatchObject({
      result: 'inconclusive',
      metric: 'wape',
      message: '100 slices were not tested: at most 200 are',
    });
    expect(user.flips.slices).toHaveLength(200);
  });

  test('two hundred slices of an equal candidate hardly ever fail it, and a broken one of them does', () => {
    const generator = seeded(11);
    const slices = { shop: repeated(8000, row => `s${row % 200}`) };
    let failed = 0;
    for (let run = 0; run < 12; run++) {
      const common = repeated(8000, () => normal(generator) ** 2);
      const model = () => common.map(value => value + 0.5 * normal(generator) ** 2);
      const sample: Sample = { baseline: model(), candidate: model(), slices };
      const score: Wish = { task: 'score', metrics: ['score'] };
      const policy = policyOf({ margin: absolute(0.1), slices: { margin: absolute(0) } });
      failed += compareSample(sample, score, policy).verdict === 'fail' ? 1 : 0;
      const broken = {
        ...sample,
        candidate: sample.candidate.map((value, row) => (row % 200 === 7 ? (value as number) - 4 : value)),
      };
      expect(resultsOf(compareSample(broken, score, policy))['score: shop = s7']).toBe('fail');
    }
    expect(failed).toBeLessThanOrEqual(2);
  });

  test('a rare and skewed harm is proven in one of two hundred slices', () => {
    const generator = seeded(12);
    const losses = repeated(16_000, () => Math.exp(normal(generator)));
    const sample: Sample = {
      target: losses.map(() => 0),
      baseline: losses,
      candidate: losses.map((value, row) =>
        row % 200 === 3 ? 3 * value : value * (1 + 0.01 * (uniform(generator) - 0.5)),
      ),
      slices: { shop: repeated(16_000, row => `s${row % 200}`) },
    };
    const comparison = compareSample(
      sample,
      { task: 'regression', metrics: ['mae'] },
      policyOf({ margin: relative(50) }),
    );
    expect(resultsOf(comparison)['mae: shop = s3']).toBe('fail');
    expect(comparison.metrics.find(({ slice }) => slice?.shop === 's3')?.method).toContain('studentized');
  });
});
