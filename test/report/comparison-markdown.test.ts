import { describe, expect, test } from '@jest/globals';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import type { Comparison } from '../../src/core/comparison.ts';
import { comparisonMarkdown } from '../../src/report/comparison-markdown.ts';
import { comparisonTerminal } from '../../src/report/comparison-terminal.ts';
import { compareSample, policyOf } from '../core/policies.ts';
import { repeated, sampleOf } from '../core/samples.ts';
import { cases } from './cases.ts';

const made = (name: string): Comparison => (cases[name] as () => Comparison)();
const plain = { paint: (_: string, text: string) => text, emoji: false };

describe('as Markdown', () => {
  const rendered = (markdown: string): string =>
    micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });

  /** Without most of the rows that are named: twenty of each kind. */
  const elided = (markdown: string): string => markdown.replace(/(?:^\| id = .*\n){38}/m, '| … |\n');

  test('a guard broken', () => {
    expect(elided(comparisonMarkdown(made('a guard broken')))).toMatchInlineSnapshot(`
"### ❌ Better on average, worse in bias

0.66 points better (90 %: 0.55 to 0.77) on 1,460 rows of 365 days.

| metric   | baseline | candidate | change (90 %)                    |  needed |        |
| :------- | -------: | --------: | :------------------------------- | ------: | :----- |
| **wape** |   6.92 % |    6.26 % | 0.66 points better, 0.55 to 0.77 | ≥ −0.14 | better |
| mae      |     33.2 |      30.0 | 3.2 better, 2.7 to 3.7           |         | better |
| bias     |    0.2 % |     3.3 % | 3.1 points worse, 2.2 to 3.3     |    ≥ −1 | worse  |

<details><summary>Slices: 4 better</summary>

| slice           | rows | baseline | candidate | change                           | error smaller | error larger |        |
| :-------------- | ---: | -------: | --------: | :------------------------------- | ------------: | -----------: | :----- |
| shop = Vigo     |  365 |   6.88 % |    6.31 % | 0.57 points better, 0.27 to 0.87 |           161 |          152 | better |
| shop = Lugo     |  365 |   7.02 % |    6.28 % | 0.75 points better, 0.50 to 0.99 |           162 |          154 | better |
| shop = Oia      |  365 |   7.06 % |    6.34 % | 0.72 points better, 0.44 to 0.99 |           168 |          156 | better |
| shop = A Coruña |  365 |   6.73 % |    6.11 % | 0.62 points better, 0.14 to 1.10 |           165 |          153 | better |

</details>

<details><summary>Rows: error smaller in 656, larger in 615, by 3.4 or more</summary>

| row       |               |   by |
| :-------- | :------------ | ---: |
| … |
| id = 1397 | error smaller | 41.3 |
| id = 841  | error smaller | 41.2 |

</details>

<details><summary>Policy: not-worse, alpha 0.05; 1 of 2 checks pass</summary>

| check           | expected                            | found                                      |      |
| :-------------- | :---------------------------------- | :----------------------------------------- | :--- |
| wape: not-worse | not worse by more than 0.138 points | 0.663 points better, 0.554 to 0.773 (90 %) | pass |
| bias: guard     | not worse by more than 1 point      | 3.06 points worse, 2.16 to 3.29 (90 %)     | fail |

</details>

An equally good candidate passes this policy 70 % of the time; for 80 %: about 450 days in all, or a margin of 2.3 %.
"
`);
  });

  test('a few rows differ', () => {
    expect(comparisonMarkdown(made('few rows differ'))).toMatchInlineSnapshot(`
"### ⚠️ Undecided

0.5 points worse, but anything from 5.4 worse to 4.5 better fits the data on 300 rows. The models differ in so few places that the data hardly tell them apart. More data of this kind would hardly decide.

| metric   | baseline | candidate | change (90 %)                             | needed |           |
| :------- | -------: | --------: | :---------------------------------------- | -----: | :-------- |
| **f1**   |   74.7 % |    74.2 % | 0.5 points worse, 5.4 worse to 4.5 better |    > 0 | undecided |
| accuracy |   87.3 % |    87.0 % | 0.3 points worse, 1.5 worse to 0.6 better |        | undecided |

<details><summary>Rows: 0 newly right, 1 newly wrong; exact McNemar p = 1</summary>

| row      |             | P(truth) by |
| :------- | :---------- | ----------: |
| id = 210 | newly wrong |       0.800 |

</details>

<details><summary>Policy: better, alpha 0.05; 0 of 1 checks pass</summary>

| check      | expected      | found                                                |              |
| :--------- | :------------ | :--------------------------------------------------- | :----------- |
| f1: better | proven better | 0.494 points worse, 5.45 worse to 4.46 better (90 %) | inconclusive |

</details>

An equally good candidate passes this policy 5 % of the time.
"
`);
  });

  test('every table is one, with as many cells in each row as in its header', () => {
    for (const name of Object.keys(cases)) {
      const html = rendered(comparisonMarkdown(made(name)));
      const tables = html.match(/<table>.*?<\/table>/gs) ?? [];
      expect(tables.length).toBeGreaterThan(0);
      for (const table of tables) {
        const rows = (table.match(/<tr>.*?<\/tr>/gs) ?? []).map(row => row.match(/<t[hd]/g)?.length);
        expect(new Set(rows).size).toBe(1);
      }
      expect(html).not.toMatch(/\|/);
    }
  });

  const evil = '| <img src=x> [a](https://e.example) @octocat `x` \u001b[2J\n::error::x';

  test('foreign slices, classes and ids make nothing of it', () => {
    const base = sampleOf('multiclass', { rows: 200, seed: 2 });
    const renamed = (values: readonly (string | number)[] = []) =>
      values.map(value => (value === 'bee' ? evil : value));
    const sample = {
      ...base,
      classes: (base.classes ?? []).map(name => (name === 'bee' ? evil : name)),
      target: renamed(base.target),
      baseline: renamed(base.baseline),
      candidate: renamed(base.candidate),
      slices: { [evil]: repeated(200, row => `${evil}${row % 2}`) },
    };
    const limit = { text: `recall(${evil}) >= 0.99`, quantity: 'recall(bee)', operator: '>=', bound: 0.99 } as const;
    const comparison = compareSample(
      sample,
      { task: 'multiclass', metrics: ['accuracy', 'f1_macro'] },
      policyOf({ limits: [limit], slices: { required: [evil] } }),
    );
    const html = rendered(comparisonMarkdown(comparison));
    expect(html).not.toMatch(/<(?:img|a|code|em|strong>[^a])/);
    expect(html).not.toContain('\u001b');
    expect(html).not.toContain('@octocat');
    expect(html).toContain('&lt;img src=x&gt;');
    const lines = comparisonTerminal(comparison, plain);
    expect(lines).not.toContain('\u001b');
    expect(lines.split('\n').filter(line => line.trimStart().startsWith('::'))).toEqual([]);
  });
});
