// A dozen comparisons that readers meet, made by the real core from seeded rows.
import type { Comparison, ComparisonFacts } from '../../src/core/comparison.ts';
import type { Policy } from '../../src/core/policy.ts';
import { seeded, uniform } from '../../src/core/statistics/generator.ts';
import type { Sample, Wish } from '../core/paired-rows.ts';
import { absolute, compareSample, guardOf, plainFacts, policyOf, relative } from '../core/policies.ts';
import { DAY, normal, repeated } from '../core/samples.ts';

const sales: Wish = { task: 'regression', metrics: ['wape', 'mae', 'bias'] };
const shops = ['Vigo', 'Lugo', 'Oia', 'A Coruña'];

/** A year of daily sales in four shops; the candidate's errors are so many times the baseline's, by shop if need be. */
export function dailySales(
  share: number | ((shop: string) => number),
  { days = 365, noise = 6, shift = 0 } = {},
): Sample {
  const generator = seeded(17);
  const rows = days * shops.length;
  const shopOf = (row: number): string => shops[row % shops.length] as string;
  const target = repeated(rows, row => 480 + 60 * Math.sin(row / 29) + 40 * normal(generator));
  const off = repeated(rows, () => 42 * normal(generator));
  const times = (row: number): number => (typeof share === 'number' ? share : share(shopOf(row)));
  return {
    target,
    baseline: target.map((y, row) => y + (off[row] as number) + noise * normal(generator)),
    candidate: target.map((y, row) => y + shift + times(row) * (off[row] as number) + noise * normal(generator)),
    times: repeated(rows, row => Date.UTC(2024, 0, 1) + DAY * Math.floor(row / shops.length)),
    slices: { shop: repeated(rows, shopOf) },
  };
}

/** Emails, a few of them spam; the candidate gets some more of them right. */
function spam(rows: number, gained: number, lost: number): Sample {
  const generator = seeded(4);
  const target = repeated(rows, () => (uniform(generator) < 0.2 ? 1 : 0));
  const baseline = target.map(y => (uniform(generator) < 0.9 ? 0.1 + 0.8 * y : 0.9 - 0.8 * y));
  const candidate = baseline.map((p, row) => {
    const right = p > 0.5 === (target[row] as number) > 0.5;
    return uniform(generator) < (right ? lost : gained) ? 1 - p : p;
  });
  return { target, baseline, candidate };
}

const week = { ...plainFacts, series: { seasonMs: 7 * DAY, horizon: null } };
export const compared = (
  sample: Sample,
  policy: Policy = policyOf(),
  wish = sales,
  facts: ComparisonFacts = week,
): Comparison => compareSample(sample, wish, policy, facts);

/** By what a reader should learn from it. */
export const cases: Readonly<Record<string, () => Comparison>> = {
  better: () => compared(dailySales(0.9)),
  'not worse': () => compared(dailySales(0.989, { noise: 6 })),
  'a little worse': () => compared(dailySales(1.008, { noise: 0.5 })),
  identical: () => {
    const sample = dailySales(1);
    return compared({ ...sample, candidate: sample.baseline });
  },
  worse: () => compared(dailySales(1.15)),
  'a slice broken': () => compared(dailySales(shop => (shop === 'Vigo' ? 1.4 : 0.7))),
  'a guard broken': () => {
    const sample = dailySales(0.8, { shift: 15 });
    return compared(sample, policyOf({ guards: [guardOf(sample, sales, 'bias', { ...absolute(0.01), text: '1%' })] }));
  },
  'a limit broken': () =>
    compared(
      dailySales(0.9),
      policyOf({
        limits: [
          { text: 'wape <= 5%', quantity: 'wape', operator: '<=', bound: 0.05 },
          { text: 'predict_ms_per_row <= 5', quantity: 'predict_ms_per_row', operator: '<=', bound: 5 },
        ],
      }),
      sales,
      { ...week, quantities: { predict_ms_per_row: 0.0893 } },
    ),
  undecided: () => compared(dailySales(0.99, { days: 90, noise: 12 })),
  'not proven better': () => compared(dailySales(0.985, { days: 180 }), policyOf({ require: 'better' })),
  'a required slice undecided': () =>
    compared(dailySales(0.97), policyOf({ slices: { required: ['shop'], margin: relative(1) } })),
  'an undefined metric': () =>
    compared(
      {
        target: repeated(60, () => 1),
        baseline: repeated(60, row => 0.7 + row / 300),
        candidate: repeated(60, row => 0.8 + row / 400),
      },
      policyOf({ margin: absolute(0.01) }),
      { task: 'binary', metrics: ['roc_auc', 'accuracy', 'log_loss'] },
      plainFacts,
    ),
  'classes, better': () =>
    compared(
      spam(12_345, 0.4, 0.01),
      policyOf(),
      { task: 'binary', metrics: ['accuracy', 'recall', 'precision', 'log_loss'] },
      plainFacts,
    ),
  'few rows differ': () =>
    compared(
      spam(300, 0, 0.005),
      policyOf({ require: 'better' }),
      { task: 'binary', metrics: ['f1', 'accuracy'] },
      plainFacts,
    ),
};
