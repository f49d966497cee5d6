// What other rules would have said of the same simulated comparisons: points, "not significantly worse", Newey–West.
import type { MetricRow } from '../../src/core/metric-row.ts';
import { normalCdf } from '../../src/core/statistics/distributions.ts';
import { pairedT, unitMoments } from '../../src/core/statistics/paired-t.ts';
import { Chance } from './chance.ts';
import { accuracy } from './classes.ts';
import { autoregressive, grouped, weekly } from './differences.ts';
import { mae } from './numbers.ts';
import { ALPHA, type Drawn, measure, type Scenario, type World, worlds } from './scenario.ts';
import { errorRate, markdownTable, percent, repetitions } from './table.ts';

const RUNS = 1000;

/** Whether a rule lets a candidate through that was compared like this. */
type Rule = (row: MetricRow) => boolean;

const bound = (row: MetricRow, side: 0 | 1): number =>
  row.interval?.[side] ?? (side === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);

const rules: readonly (readonly [name: string, passes: Rule])[] = [
  ['the score is at least as good', row => (row.improvement ?? Number.NaN) >= 0],
  [
    'the score is worse by less than the margin',
    row => (row.improvement ?? Number.NaN) > -(row.margin?.absolute ?? Number.NaN),
  ],
  ['not significantly worse (5 %)', row => bound(row, 1) >= 0],
  ['**Relevo, `not-worse`**', row => ['better', 'slightly-worse', 'not-worse'].includes(row.outcome)],
  ['**Relevo, `better`**', row => row.outcome === 'better'],
];

const cases: readonly { scenario: Scenario; n: number; text: string }[] = [
  { scenario: accuracy, n: 500, text: 'accuracy, 500 rows, margin 2 points' },
  { scenario: accuracy, n: 2000, text: 'accuracy, 2,000 rows, margin 2 points' },
  { scenario: mae, n: 200, text: 'MAE, 200 rows, margin 5 %' },
  { scenario: mae, n: 1000, text: 'MAE, 1,000 rows, margin 5 %' },
];

/** A table of rules on independent rows. */
export function rulesTable(effort: number): string {
  const rows = cases.flatMap(({ scenario, n, text }) => {
    const runs = repetitions(RUNS, n, effort);
    const byWorld = worlds.map(world => compareMany(scenario, n, world, runs));
    return rules.map(([name, passes]) => [
      text,
      name,
      ...byWorld.map(compared => percent(compared.filter(passes).length / runs)),
    ]);
  });
  const head = [
    'what is compared',
    'rule',
    'worse by the margin, passes',
    'equal, passes',
    'better by as much, passes',
  ];
  return markdownTable(head, rows);
}

function compareMany(scenario: Scenario, n: number, world: World, runs: number): MetricRow[] {
  const chance = new Chance(`rules ${scenario.name} ${n} ${world}`);
  return Array.from({ length: runs }, (_, run) => {
    return measure(scenario, scenario.draw(chance, n, world), run);
  });
}

/** p-value for "the candidate is better", from the rows in their order. */
type Test = (scenario: Scenario, drawn: Drawn, run: number) => number;

const improvements = ({ baseline, candidate }: Drawn): Float64Array =>
  baseline.map((loss, row) => loss - (candidate[row] as number));

/** Newey & West (1987) with Bartlett's weights and the usual lag ⌊4(T/100)^{2/9}⌋, on the normal distribution. */
export function neweyWest(values: Float64Array): number {
  const { mean, n } = unitMoments(values);
  const covariance = (lag: number): number => {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += ((values[t] as number) - mean) * ((values[t - lag] as number) - mean);
    return sum / n;
  };
  const lags = Math.floor(4 * (n / 100) ** (2 / 9));
  let variance = covariance(0);
  for (let lag = 1; lag <= lags; lag++) variance += 2 * (1 - lag / (lags + 1)) * covariance(lag);
  return normalCdf(-mean / Math.sqrt(variance / n));
}

const tests: readonly (readonly [name: string, p: Test])[] = [
  ['t, as if rows were independent', (_, drawn) => pairedT(unitMoments(improvements(drawn))).pAbove(0)],
  ['Newey–West, usual lag', (_, drawn) => neweyWest(improvements(drawn))],
  ['**Relevo**', (scenario, drawn, run) => measure(scenario, drawn, run).p_better ?? 1],
];

const dependent: readonly { scenario: Scenario; n: number; text: string; inTime: boolean }[] = [
  { scenario: autoregressive, n: 365, text: '365 days, correlation 0.6', inTime: true },
  { scenario: weekly, n: 365, text: '365 days, 0.6 and a weekly pattern', inTime: true },
  { scenario: grouped, n: 200, text: '200 groups of 1 to 9 rows, correlation 0.3', inTime: false },
];

/** A table of tests on rows that hang together. */
export function dependenceTable(effort: number): string {
  const rows = dependent.map(({ scenario, n, text, inTime }) => {
    const runs = repetitions(RUNS, n, effort);
    return [
      text,
      ...tests.map(([name, p]) => {
        if (!inTime && name.startsWith('Newey')) return '';
        const chance = new Chance(`dependence ${scenario.name}`);
        let count = 0;
        for (let run = 0; run < runs; run++) if (p(scenario, scenario.draw(chance, n, 'equal'), run) <= ALPHA) count++;
        return errorRate(count / runs, runs);
      }),
    ];
  });
  return markdownTable(['an equal candidate is called better', ...tests.map(([name]) => name)], rows);
}
