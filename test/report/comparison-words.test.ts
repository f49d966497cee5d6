import { describe, expect, test } from '@jest/globals';
import type { Comparison } from '../../src/core/comparison.ts';
import { evidenceSentence, firstLine, type Subject } from '../../src/report/comparison-words.ts';
import { inertTerminal, inertTerminalSentence } from '../../src/report/inert.ts';
import { cases } from './cases.ts';

const merging: Subject = {
  model: 'daily-sales',
  baseline: 'v11',
  consequence: { pass: 'merging makes it v12', otherwise: 'merging keeps v11' },
  inert: inertTerminal,
};

const told = (comparison: Comparison): string[] => {
  const isCopy = comparison.metrics[0]?.outcome === 'identical';
  const consequence = {
    pass: isCopy ? 'merging changes nothing' : 'merging makes it v12',
    otherwise: 'merging keeps v11',
  };
  const { sign, text } = firstLine(comparison, { ...merging, consequence });
  return [`${sign} ${text}`, evidenceSentence(comparison, inertTerminalSentence)];
};

test('the answer in the first line, and the evidence in the second', () => {
  expect(Object.fromEntries(Object.entries(cases).map(([name, make]) => [name, told(make())]))).toMatchInlineSnapshot(`
{
  "a guard broken": [
    "❌ daily-sales: better on average, worse in bias; merging keeps v11",
    "0.66 points better (90 %: 0.55 to 0.77) on 1,460 rows of 365 days.",
  ],
  "a limit broken": [
    "❌ daily-sales: better on average, breaks the limit wape ≤ 5 %; merging keeps v11",
    "0.62 points better (90 %: 0.53 to 0.71) on 1,460 rows of 365 days.",
  ],
  "a little worse": [
    "✅ daily-sales: a little worse than v11, within the 2 % allowed; merging makes it v12",
    "0.061 points worse (90 %: 0.057 to 0.065) on 1,460 rows of 365 days.",
  ],
  "a required slice undecided": [
    "⚠️ daily-sales: WAPE 6.92 % → 6.79 %, but undecided for shop = Oia and 1 more slice; merging keeps v11",
    "0.14 points better (90 %: 0.07 to 0.21) on 1,460 rows of 365 days. Undecided: shop = Oia, 0.0531 points better, 0.132 worse to 0.238 better (90 %), and 1 more check.",
  ],
  "a slice broken": [
    "❌ daily-sales: better on average, worse for shop = Vigo; merging keeps v11",
    "0.78 points better (90 %: 0.58 to 0.99) on 1,460 rows of 365 days.",
  ],
  "an undefined metric": [
    "⚠️ daily-sales: undecided, merging keeps v11",
    "ROC AUC is undefined on 60 rows: these rows hold one class only.",
  ],
  "better": [
    "✅ daily-sales: WAPE 6.92 % → 6.31 %, merging makes it v12",
    "0.62 points better (90 %: 0.53 to 0.71) on 1,460 rows of 365 days.",
  ],
  "classes, better": [
    "✅ daily-sales: accuracy 90.01 % → 93.26 %, merging makes it v12",
    "3.25 points better (90 %: 2.93 to 3.58) on 12,345 rows.",
  ],
  "few rows differ": [
    "⚠️ daily-sales: undecided, merging keeps v11",
    "0.5 points worse, but anything from 5.4 worse to 4.5 better fits the data on 300 rows. The models differ in so few places that the data hardly tell them apart. More data of this kind would hardly decide.",
  ],
  "identical": [
    "➖ daily-sales: predicts exactly what v11 does; merging changes nothing",
    "No prediction differs on 1,460 rows of 365 days.",
  ],
  "not proven better": [
    "⚠️ daily-sales: undecided, merging keeps v11",
    "0.09 points better, but anything from 0.04 worse to 0.23 better fits the data on 720 rows of 180 days. About 230 more days would decide.",
  ],
  "not worse": [
    "✅ daily-sales: as good as v11 (WAPE 6.92 % → 6.92 %), merging makes it v12",
    "0.01 points better (90 %: 0.06 worse to 0.07 better) on 1,460 rows of 365 days.",
  ],
  "undecided": [
    "⚠️ daily-sales: undecided, merging keeps v11",
    "0.2 points better, but anything from 0.9 worse to 1.2 better fits the data on 360 rows of 90 days. About 650 more days would decide, or a margin of 12 %.",
  ],
  "worse": [
    "❌ daily-sales: WAPE 6.922 % → 8.022 %, merging keeps v11",
    "1.100 points worse (90 %: 1.050 to 1.149) on 1,460 rows of 365 days.",
  ],
}
`);
});

test('without a model, the first line begins with a capital letter and promises nothing', () => {
  const twoFiles: Subject = { model: null, baseline: 'the baseline', consequence: null, inert: inertTerminal };
  const lines = Object.values(cases).map(make => firstLine(make(), twoFiles).text);
  expect(lines.filter(line => !/^[A-Z]/.test(line))).toEqual([]);
  expect(lines.join('\n')).not.toMatch(/v1[12]|merging/);
});

describe('what decides an undecided comparison', () => {
  const base = cases.undecided as () => Comparison;
  const withPrimary = (
    more: Partial<Comparison['metrics'][number]>,
    require: Comparison['require'] = 'not-worse',
  ): string => {
    const comparison = base();
    const [primary, ...others] = comparison.metrics;
    const metrics = [{ ...(primary as Comparison['metrics'][number]), ...more }, ...others];
    return (
      evidenceSentence({ ...comparison, require, metrics }, inertTerminalSentence)
        .split(/(?<=\.) /)
        .at(-1) ?? ''
    );
  };

  test.each([
    ['more data and a margin', {}, 'About 650 more days would decide, or a margin of 12 %.'],
    ['a margin alone', { rows_needed: null }, 'A margin of 12 % would decide.'],
    [
      'points, for a margin in points',
      { margin: { given: '0.5 points', absolute: 0.005 } },
      'About 650 more days would decide, or a margin of 0.87 points.',
    ],
    [
      'points of bias, whose 1 % is a point',
      { direction: 'zero' as const, margin: { given: '1%', absolute: 0.01 } },
      'About 650 more days would decide, or a margin of 0.87 points.',
    ],
    [
      'an amount, in the target’s unit',
      { shown_as: 'target' as const, margin: { given: '0.5', absolute: 0.5 } },
      'About 650 more days would decide, or a margin of 0.0087.',
    ],
    [
      'one more',
      { rows_needed: { additional: 1, unit: 'days' as const, power: 0.8 } },
      'About 1 more day would decide, or a margin of 12 %.',
    ],
    [
      'two figures of many',
      { rows_needed: { additional: 123_456, unit: 'rows' as const, power: 0.8 } },
      'About 130,000 more days would decide, or a margin of 12 %.',
    ],
  ])('%s', (_, more, sentence) => {
    expect(withPrimary(more)).toBe(sentence);
  });

  test('no margin helps where better is required', () => {
    expect(withPrimary({}, 'better')).toBe('About 650 more days would decide.');
    expect(withPrimary({ rows_needed: null }, 'better')).toBe('More data of this kind would hardly decide.');
  });
});

test('foreign names stay inert in every sentence', () => {
  const evil = '\u001b[2J::error::x';
  const comparison = (cases['a required slice undecided'] as () => Comparison)();
  const [primary] = comparison.metrics;
  const named: Comparison = {
    ...comparison,
    metrics: comparison.metrics.map(row => ({
      ...row,
      metric: evil,
      slice: row.slice === null ? null : { [evil]: evil },
    })),
    checks: comparison.checks.map(check => ({
      ...check,
      name: evil,
      metric: evil,
      expected: evil,
      message: evil,
      slice: check.slice === null ? null : { [evil]: evil },
    })),
  };
  const failing = {
    ...named,
    verdict: 'fail' as const,
    checks: named.checks.map((check, index) => (index === 0 ? check : { ...check, result: 'fail' as const })),
  };
  const guard = {
    ...failing,
    checks: failing.checks.map(check => ({ ...check, slice: null, name: `${evil}: guard` })),
  };
  const undefinedMetric = {
    ...named,
    metrics: [{ ...(primary as Comparison['metrics'][number]), metric: evil, improvement: null, reason: evil }],
  };
  const texts = [named, failing, guard, undefinedMetric].flatMap(one => [
    firstLine(one, merging).text,
    evidenceSentence(one, inertTerminalSentence),
  ]);
  expect(texts.filter(text => text.includes('\u001b'))).toEqual([]);
  expect(texts.join('').match(/�/g)?.length).toBeGreaterThan(8);
});
