import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Comparison, compare } from '../../src/core/comparison.ts';
import type { Evidence } from '../../src/core/evidence/evidence.ts';
import { PairedEvidence } from '../../src/core/paired-evidence.ts';
import type { Policy } from '../../src/core/policy.ts';
import { differences } from './closeness.ts';
import { dictionariesOf, evidenceOf, pairedRows, planOf, rowNumbers, type Sample, type Wish } from './paired-rows.ts';
import { DAY, metricTexts, sampleOf, tasks, unitKinds } from './samples.ts';

const margin = { kind: 'absolute', amount: 0.01, text: '0.01' } as const;
const policy: Policy = {
  require: 'not-worse',
  margin,
  guards: [],
  slices: { required: ['shop'], margin },
  limits: [],
  alpha: 0.05,
};

const compared = (evidence: PairedEvidence): Comparison =>
  compare(evidence, policy, { seed: 3, series: { seasonMs: 7 * DAY, horizon: null }, quantities: {} });

/** The rows cut into shards, folded apart, written down and read back, and merged in the order given. */
function merged(sample: Sample, wish: Wish, shardOf: readonly number[], order: readonly number[]): PairedEvidence {
  const plan = planOf(sample, wish);
  const whole = new PairedEvidence(plan, dictionariesOf(sample, wish));
  for (const shard of order) {
    const rows = rowNumbers(sample).filter(row => shardOf[row % shardOf.length] === shard);
    const own = new PairedEvidence(plan, dictionariesOf(sample, wish));
    own.add(pairedRows(sample, own.dictionaries, rows));
    whole.merge(PairedEvidence.read(plan, JSON.parse(JSON.stringify(own))));
  }
  return PairedEvidence.read(plan, JSON.parse(JSON.stringify(whole)));
}

const cases = tasks.flatMap(task =>
  unitKinds.flatMap(unit => [false, true].map(weighted => ({ task, unit, weighted }))),
);

const shards = fc.record({
  seed: fc.nat(1e6),
  shardOf: fc.array(fc.nat(3), { minLength: 7, maxLength: 7 }),
  order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
});

/** Every metric's values and bounds. Little is resampled, so that this takes no time; what is drawn does not matter here. */
function measuredOf({ metrics, plan, dictionaries: { units, unitTimes } }: PairedEvidence): unknown {
  const sorted = [...units.labels].sort();
  const context = {
    alpha: 0.05,
    seed: 1,
    mostResampled: 40,
    unitRank: plan.unit === 'row' ? null : units.labels.map(label => sorted.indexOf(label)),
    series: plan.unit === 'time' ? { timeOf: unitTimes, facts: { seasonMs: null, horizon: null } } : null,
  };
  return plan.metrics.map(({ text }, index) => {
    const measured = (metrics[index] as Evidence).measure(context);
    const { baseline, candidate, reason, rows, units: count } = measured;
    const combined = [measured.combine(-1, 1), measured.combine(1.02, -1), measured.combine(0, 1)].map(
      ({ estimate, se, df, method, lower, upper, pAbove }) => ({
        estimate,
        se,
        df,
        method,
        lower: lower(0.05),
        upper: upper(0.05),
        p: pAbove(0),
      }),
    );
    return { text, rows, count, baseline, candidate, reason, combined };
  });
}

describe('shards merged in any order, through JSON, are the whole', () => {
  test.each(cases)('$task by $unit, weighted: $weighted, every metric', ({ task, unit, weighted }) => {
    const wish = { task, metrics: metricTexts(task) };
    fc.assert(
      fc.property(shards, ({ seed, shardOf, order }) => {
        const sample = sampleOf(task, { rows: 120, seed, unit, weighted });
        const [shards, whole] = [merged(sample, wish, shardOf, order), evidenceOf(sample, wish)];
        expect(differences(measuredOf(shards), measuredOf(whole))).toEqual([]);
      }),
      { seed: 42, numRuns: 5 },
    );
  });

  test.each(unitKinds)('the whole comparison, by %s', unit => {
    for (const task of tasks) {
      const sample = sampleOf(task, { rows: 150, seed: 4, unit, sliced: true });
      const [shards, whole] = both(sample, {
        task,
        metrics: metricTexts(task).filter(text => !/medae|ece|average/.test(text)),
      });
      expect(differences(shards, whole)).toEqual([]);
    }
  });

  test('single rows and groups do not mix', () => {
    const wish: Wish = { task: 'score', metrics: ['score'] };
    const single = evidenceOf(sampleOf('score', { rows: 5, seed: 1 }), wish);
    const grouped = evidenceOf(sampleOf('score', { rows: 5, seed: 1, unit: 'group' }), wish);
    expect(() => single.merge(grouped)).toThrow('cannot be merged');
  });

  test('shards must share their origin and number their classes alike', () => {
    const regression: Wish = { task: 'regression', metrics: ['r2'] };
    const at = (seed: number) => evidenceOf(sampleOf('regression', { rows: 5, seed }), regression);
    expect(() => at(1).merge(at(2))).toThrow('different origins');
    const animals: Wish = { task: 'multiclass', metrics: ['accuracy'] };
    const numbered = (classes: string[]) =>
      evidenceOf({ target: ['a'], baseline: ['b'], candidate: ['a'], classes }, animals);
    expect(() => numbered(['a', 'b']).merge(numbered(['b', 'a']))).toThrow('number their classes differently');
  });

  test('what was read twice from one document is not mixed up', () => {
    const sample = sampleOf('regression', { rows: 40, seed: 9, sliced: true });
    const wish: Wish = { task: 'regression', metrics: ['mae', 'medae'] };
    const written = JSON.parse(JSON.stringify(evidenceOf(sample, wish)));
    const [first, second] = [0, 1].map(() => PairedEvidence.read(planOf(sample, wish), written)) as [
      PairedEvidence,
      PairedEvidence,
    ];
    first.merge(second);
    expect(first.totals.rows).toBe(80);
    expect(second.totals.rows).toBe(40);
    expect(
      differences(compared(PairedEvidence.read(planOf(sample, wish), written)), compared(evidenceOf(sample, wish))),
    ).toEqual([]);
  });
});

/** Whole and merged evidence of one sample, cut at the same places. */
function both(sample: Sample, wish: Wish): [Comparison, Comparison] {
  const shardOf = [0, 2, 1, 0, 3, 2, 2, 1, 3];
  return [compared(merged(sample, wish, shardOf, [3, 1, 0, 2])), compared(evidenceOf(sample, wish))];
}

const slicesOf = ({ metrics }: Comparison, column: string): string[] =>
  metrics.flatMap(({ slice }) => (slice !== null && column in slice ? [slice[column] as string] : [])).sort();

describe('slices', () => {
  const rows = 1300;
  const plain = sampleOf('regression', { rows, seed: 5 });
  const wish: Wish = { task: 'regression', metrics: ['wape'] };
  const withSlice = (name: string, value: (row: number) => string): Sample => ({
    ...plain,
    slices: { [name]: rowNumbers(plain).map(value) },
  });

  test('of any metric that is primary', () => {
    for (const task of tasks) {
      const sample = sampleOf(task, { rows: 150, seed: 2, sliced: true });
      for (const metric of metricTexts(task).filter(text => !/medae|ece/.test(text))) {
        const [shards, whole] = both(
          { ...sample, slices: { shop: sample.slices?.shop ?? [] } },
          { task, metrics: [metric] },
        );
        expect(differences(shards, whole)).toEqual([]);
        expect(slicesOf(whole, 'shop').length + whole.slices.too_small.length).toBe(5);
      }
    }
  });

  test('few numbers are slices by value, an empty cell among them', () => {
    const [shards, whole] = both(
      withSlice('stars', row => (row % 6 === 0 ? '' : String(row % 6))),
      wish,
    );
    expect(slicesOf(whole, 'stars')).toEqual(['', '1', '2', '3', '4', '5']);
    expect(differences(shards, whole)).toEqual([]);
  });

  test('many numbers are cut at quantiles, which are named by the values at their ends', () => {
    const [shards, whole] = both(
      withSlice('price', row => (row % 10 === 7 ? '' : String((row % 49) / 2))),
      wish,
    );
    expect(slicesOf(whole, 'price')).toEqual(['', '14.5 to 19', '5 to 9', '9.5 to 14', 'from 19.5', 'up to 4.5']);
    expect(differences(shards, whole)).toEqual([]);
  });

  test('more than a thousand numbers are rounded on the way, whole or in shards', () => {
    const [shards, whole] = both(
      withSlice('distance', row => String(1000 + row * 1.25)),
      wish,
    );
    expect(slicesOf(whole, 'distance')).toHaveLength(5);
    expect(differences(shards, whole)).toEqual([]);
  });

  test('a number is never split, however it is spelt', () => {
    const spelt = (row: number): string =>
      row % 30 === 12 ? (['12', '12.0', '1.2e1'][row % 3] ?? '') : String(row % 30);
    const [shards, whole] = both(withSlice('price', spelt), wish);
    expect(slicesOf(whole, 'price')).toEqual(['12 to 17', '18 to 23', '6 to 11', 'from 24', 'up to 5']);
    expect(differences(shards, whole)).toEqual([]);
  });

  test('a column of more than a thousand texts is given up, wherever the text stands', () => {
    for (const text of [0, rows - 1]) {
      const [shards, whole] = both(
        withSlice('user', row => (row === text ? 'ana' : String(row))),
        wish,
      );
      expect(slicesOf(whole, 'user')).toEqual([]);
      expect(whole.warnings.map(({ code }) => code)).toContain('too-many-values');
      expect(differences(shards, whole)).toEqual([]);
    }
  });
});
