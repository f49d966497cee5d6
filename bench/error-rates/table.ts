// Rates as Markdown tables: a share that misses its promise by more than chance explains is marked.
import { isTooHigh, isTooLow, type Rates, ratesOf } from './rates.ts';
import { ALPHA, type Scenario } from './scenario.ts';

/** Scenarios that one table shows. */
export interface Family {
  readonly title: string;
  /** What is simulated, in a sentence or two. */
  readonly about: string;
  readonly sizes: readonly number[];
  readonly runs: number;
  /** From this size on there are fewer repetitions; 5,000 unless said otherwise. */
  readonly large?: number;
  scenarios(): readonly Scenario[];
}

const percents = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `4.8 %`. */
export const percent = (share: number): string => percents.format(share).replace('%', ' %');

/** `**7.9 %** ▲` above the promise, `**84.0 %** ▼` below it. */
const marked = (share: number, sign: '▲' | '▼' | null): string =>
  sign === null ? percent(share) : `**${percent(share)}** ${sign}`;

/** An error rate that should be at most `nominal`. */
export const errorRate = (share: number, runs: number, nominal = ALPHA): string =>
  marked(share, isTooHigh(share, runs, nominal) ? '▲' : null);

/** A Markdown table; columns of numbers are aligned to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, index) => (/^(\*\*)?\d[\d.,]*( %|\*\*|$)/.test(rows[0]?.[index] ?? '') ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

const head = [
  'what is compared',
  'n',
  '90 % interval holds the truth',
  'worse by the margin, passes',
  'equal, passes `better`',
  'equal, passes',
  'better, passes `better`',
  'repetitions',
];

const rowOf = (name: string, rates: Rates): string[] => {
  const { n, runs, covered } = rates;
  return [
    name,
    n.toLocaleString('en'),
    marked(covered, isTooLow(covered, 3 * runs) ? '▼' : null),
    errorRate(rates.worsePasses, runs),
    errorRate(rates.equalIsBetter, runs),
    percent(rates.equalPasses),
    percent(rates.betterPasses),
    runs.toLocaleString('en'),
  ];
};

/** A family as its heading, its sentence and its table; `effort` multiplies the repetitions. */
export function familyTable({ title, about, sizes, runs, large, scenarios }: Family, effort: number): string {
  const rows = scenarios().flatMap(scenario =>
    (scenario.sizes ?? sizes).map(n => rowOf(scenario.name, ratesOf(scenario, n, repetitions(runs, n, effort, large)))),
  );
  return `### ${title}\n\n${about}\n\n${markdownTable(head, rows)}`;
}

/** Large samples take long, and get 0.3 of the repetitions. */
export const repetitions = (runs: number, n: number, effort: number, large = 5000): number =>
  Math.max(20, Math.round(runs * effort * (n >= large ? 0.3 : 1)));
