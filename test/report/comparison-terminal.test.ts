import { describe, expect, test } from '@jest/globals';
import type { Comparison } from '../../src/core/comparison.ts';
import { comparisonTerminal } from '../../src/report/comparison-terminal.ts';
import { cases } from './cases.ts';

const made = (name: string): Comparison => (cases[name] as () => Comparison)();
const plain = { paint: (_: string, text: string) => text, emoji: false };
const terminal = (name: string): string => comparisonTerminal(made(name), plain);

describe('on a terminal', () => {
  test('better, with a limit broken', () => {
    expect(terminal('a limit broken')).toMatchInlineSnapshot(`
"fail: Better on average, breaks the limit wape ≤ 5 %

0.62 points better (90 %: 0.53 to 0.71) on 1,460 rows of 365 days.

  metric       baseline  candidate  change (90 %)                                   needed
  wape           6.92 %     6.31 %  0.62 points better, 0.53 to 0.71               ≥ −0.14  better
  mae             33.23      30.27  2.95 better, 2.55 to 3.36                               better
  bias           0.19 %     0.15 %  0.04 points better, 0.20 worse to 0.20 better           undecided
  wape, limit               6.31 %  between 5.99 and 6.63                            ≤ 5 %  beyond
  ms per row                0.0893                                                     ≤ 5  within

Slices: 4 better
  slice            rows  baseline  candidate  change                            error smaller  error larger
  shop = Oia        365    7.06 %     6.51 %  0.55 points better, 0.34 to 0.75            152            84  better
  shop = Vigo       365    6.88 %     6.27 %  0.62 points better, 0.47 to 0.76            177            95  better
  shop = A Coruña   365    6.73 %     6.10 %  0.63 points better, 0.35 to 0.91            170            90  better
  shop = Lugo       365    7.02 %     6.35 %  0.67 points better, 0.43 to 0.91            172            76  better

Rows: error smaller in 671, larger in 345, by 3.4 or more
  row                         by
  id = 39    error larger   23.3
  id = 830   error larger   22.9
  id = 550   error larger   22.8
  id = 957   error larger   20.4
  id = 751   error larger   19.2
  id = 421   error smaller  36.9
  id = 144   error smaller  30.2
  id = 1394  error smaller  29.0
  id = 962   error smaller  27.6
  id = 152   error smaller  25.5

fail: wape <= 5%: 6.307 %, between 5.986 and 6.627 %; needed: wape <= 5%

An equally good candidate hardly ever passes this policy.
"
`);
  });

  test('a slice broken', () => {
    expect(terminal('a slice broken')).toMatchInlineSnapshot(`
"fail: Better on average, worse for shop = Vigo

0.78 points better (90 %: 0.58 to 0.99) on 1,460 rows of 365 days.

  metric  baseline  candidate  change (90 %)                                  needed
  wape      6.92 %     6.14 %  0.78 points better, 0.58 to 0.99              ≥ −0.14  better
  mae         33.2       29.5  3.8 better, 2.8 to 4.7                                 better
  bias      0.19 %     0.23 %  0.04 points worse, 0.36 worse to 0.36 better           undecided

Slices: 1 worse, 3 better
  slice            rows  baseline  candidate  change                            error smaller  error larger
  shop = Vigo       365    6.88 %     9.68 %  2.80 points worse, 2.65 to 2.94              30           280  worse
  shop = Oia        365    7.06 %     5.11 %  1.95 points better, 1.64 to 2.26            244            35  better
  shop = A Coruña   365    6.73 %     4.77 %  1.95 points better, 1.57 to 2.34            249            48  better
  shop = Lugo       365    7.02 %     4.98 %  2.04 points better, 1.73 to 2.36            251            36  better

Rows: error smaller in 774, larger in 399, by 3.4 or more
  row                         by
  id = 1112  error larger   53.1
  id = 32    error larger   47.6
  id = 1100  error larger   47.3
  id = 968   error larger   46.1
  id = 368   error larger   44.8
  id = 962   error smaller  48.2
  id = 421   error smaller  45.3
  id = 431   error smaller  44.8
  id = 1001  error smaller  44.0
  id = 1281  error smaller  42.6

fail: wape: shop = Vigo: 2.8 points worse, 2.65 to 2.94 (90 %); needed: not worse by more than 0.688 points

An equally good candidate passes this policy 32 % of the time; for 80 %: about 1,300 days in all, or a margin of 4.3 %.
"
`);
  });

  test('undecided', () => {
    expect(terminal('undecided')).toMatchInlineSnapshot(`
"inconclusive: Undecided

0.2 points better, but anything from 0.9 worse to 1.2 better fits the data on 360 rows of 90 days. About 650 more days would decide, or a margin of 12 %.

  metric  baseline  candidate  change (90 %)                                needed
  wape       7.3 %      7.1 %  0.2 points better, 0.9 worse to 1.2 better  ≥ −0.15  undecided
  mae         34.7       34.0  0.8 better, 4.1 worse to 5.6 better                  undecided
  bias      −0.3 %     −0.1 %  0.2 points better, 0.6 worse to 1.2 better           undecided

Slices: 3 undecided, 1 not worse
  slice            rows  baseline  candidate  change                                      error smaller  error larger
  shop = Vigo        90     6.7 %      6.4 %  0.3 points better, 0.7 worse to 1.3 better             34            33  undecided
  shop = Lugo        90     7.9 %      8.0 %  0.1 points worse, 1.4 worse to 1.3 better              40            33  undecided
  shop = Oia         90     7.2 %      7.5 %  0.3 points worse, 2.1 worse to 1.5 better              36            39  undecided
  shop = A Coruña    90     7.3 %      6.6 %  0.7 points better, 0.4 worse to 1.8 better             42            30  not worse

Rows: error smaller in 152, larger in 135, by 3.7 or more
  row                        by
  id = 325  error larger   42.2
  id = 76   error larger   39.4
  id = 221  error larger   38.9
  id = 10   error larger   38.1
  id = 58   error larger   34.7
  id = 231  error smaller  51.9
  id = 190  error smaller  43.7
  id = 359  error smaller  40.5
  id = 207  error smaller  35.8
  id = 31   error smaller  35.3

inconclusive: wape: not-worse: 0.159 points better, 0.861 worse to 1.18 better (90 %); needed: not worse by more than 0.146 points

An equally good candidate passes this policy 11 % of the time; for 80 %: about 3,300 days in all, or a margin of 20 %.
"
`);
  });

  test('undefined', () => {
    expect(terminal('an undefined metric')).toMatchInlineSnapshot(`
"inconclusive: Undecided

ROC AUC is undefined on 60 rows: these rows hold one class only.

  metric    baseline  candidate  change (90 %)                       needed
  roc_auc          –          –  –                                           these rows hold one class only
  accuracy   100.0 %    100.0 %  no change, 4.3 worse to 4.3 better          undecided
  log_loss    0.2279     0.1362  0.0917 better, 0.0867 to 0.0967             better

Rows: 0 newly right, 0 newly wrong; exact McNemar p = 1

inconclusive: roc_auc: not-worse: these rows hold one class only; needed: proven not worse

warning: Every row is positive: what tells the classes apart is not tested.
"
`);
  });

  test('identical says no more than that', () => {
    expect(terminal('identical')).toMatchInlineSnapshot(`
"pass: Predicts exactly what the baseline does

No prediction differs on 1,460 rows of 365 days.

  metric  baseline  candidate  change (90 %)   needed
  wape      6.92 %     6.92 %  identical      ≥ −0.14  identical
  mae        33.23      33.23  identical               identical
  bias      0.19 %     0.19 %  identical               identical
"
`);
  });

  test('classes', () => {
    expect(terminal('classes, better')).toMatchInlineSnapshot(`
"pass: Accuracy 90.01 % → 93.26 %

3.25 points better (90 %: 2.93 to 3.58) on 12,345 rows.

  metric     baseline  candidate  change (90 %)                     needed
  accuracy    90.01 %    93.26 %  3.25 points better, 2.93 to 3.58  ≥ −1.8  better
  recall       90.1 %     93.3 %  3.2 points better, 2.5 to 4.0             better
  precision    69.8 %     78.0 %  8.2 points better, 7.4 to 9.1             better
  log_loss      0.325      0.253  0.071 better, 0.064 to 0.079              better

Rows: 505 newly right, 104 newly wrong; exact McNemar p = 2e-64
  row                      P(truth) by
  id = 0      newly wrong        0.800
  id = 1004   newly wrong        0.800
  id = 10060  newly wrong        0.800
  id = 1015   newly wrong        0.800
  id = 10303  newly wrong        0.800
  id = 10012  newly right        0.800
  id = 1010   newly right        0.800
  id = 10101  newly right        0.800
  id = 10105  newly right        0.800
  id = 10119  newly right        0.800

An equally good candidate practically always passes this policy.
"
`);
  });

  test('colours and signs are asked for, and change no word', () => {
    const painted = comparisonTerminal(made('worse'), { paint: (style, text) => `<${style}>${text}</>`, emoji: true });
    expect(painted.split('\n')[0]).toBe('<bold><red>❌ WAPE 6.922 % → 8.022 %</></>');
    const bare = painted.replace('❌', 'fail:').replaceAll(/<\/?\w*>/g, '');
    expect(bare).toBe(terminal('worse'));
  });

  test('no line ends in spaces, and nothing but text is printed', () => {
    for (const name of Object.keys(cases)) {
      const text = terminal(name);
      expect(text).not.toMatch(/ $/m);
      expect(text).not.toMatch(/undefined \(|NaN|Infinity|null|\[object/);
      expect(text.endsWith('\n')).toBe(true);
    }
  });
});
