// Two hundred slices of thirty rows: how often an equal candidate fails for one of them, with Holm and without.
import type { MetricRow } from '../../src/core/metric-row.ts';
import { Chance } from './chance.ts';
import { twoErrors } from './numbers.ts';
import { absolute, type Drawn, judge, plainPolicy, relative, type Scenario } from './scenario.ts';
import { errorRate, markdownTable, percent, repetitions } from './table.ts';

const SLICES = 200;
const ROWS = 30;
const RUNS = 150;

interface Kind {
  readonly name: string;
  readonly scenario: Scenario;
  readonly margin: Scenario['margin'];
}

/** The first slice's errors are `broken` times as large in the candidate. */
function draw(chance: Chance, broken: number, tail: (error: number) => number): Drawn {
  const n = SLICES * ROWS;
  const drawn = { target: new Float64Array(n), baseline: new Float64Array(n), candidate: new Float64Array(n) };
  const slices = new Int32Array(n);
  for (let row = 0; row < n; row++) {
    const slice = row % SLICES;
    const [baseline, candidate] = twoErrors(chance, 1);
    drawn.target[row] = 100;
    drawn.baseline[row] = 100 + tail(baseline);
    drawn.candidate[row] = 100 + (slice === 0 ? broken : 1) * tail(candidate);
    slices[row] = slice;
  }
  return { ...drawn, slices: [slices] };
}

const scenarioOf = (name: string): Scenario => ({
  name,
  task: 'regression',
  metric: 'mae',
  margin: absolute(1e6),
  slices: ['slice'],
  truth: { worse: 0, equal: 0, better: 0 },
  draw: () => {
    throw new Error('Slices are drawn with what is broken.');
  },
});

const heavy = (error: number): number => Math.sign(error) * Math.abs(error) ** 3;

const kinds: readonly (Kind & { readonly tail: (error: number) => number })[] = [
  ...[0, 0.1].map(share => ({
    name: `normal errors, margin ${100 * share} %`,
    scenario: scenarioOf('normal'),
    margin: relative(share),
    tail: (error: number) => error,
  })),
  { name: 'cubed normal errors, margin 10 %', scenario: scenarioOf('cubed'), margin: relative(0.1), tail: heavy },
];

/** Whether the whole interval lies below the margin: what each slice alone would be called worse for. */
const isBelowMargin = ({ interval, margin }: MetricRow): boolean =>
  (interval?.[1] ?? Number.POSITIVE_INFINITY) < -(margin?.absolute ?? Number.POSITIVE_INFINITY);

/** A table of what Holm's adjustment prevents, and of what is still found. */
export function slicesTable(effort: number): string {
  const runs = repetitions(RUNS, SLICES, effort);
  const rows = kinds.map(({ name, scenario, margin, tail }) => {
    const shares = (broken: number): readonly [failed: number, unadjusted: number] => {
      const chance = new Chance(`slices ${name} ${broken}`);
      const policy = plainPolicy(absolute(1e6), { slices: { required: [], margin } });
      let [failed, unadjusted] = [0, 0];
      for (let run = 0; run < runs; run++) {
        const { metrics, verdict } = judge(scenario, draw(chance, broken, tail), policy, run);
        if (verdict === 'fail') failed++;
        if (metrics.some(row => row.slice !== null && isBelowMargin(row))) unadjusted++;
      }
      return [failed / runs, unadjusted / runs];
    };
    const [failed, unadjusted] = shares(1);
    return [
      name,
      errorRate(failed, runs),
      percent(unadjusted),
      percent(shares(2)[0]),
      percent(shares(3)[0]),
      String(runs),
    ];
  });
  const head = [
    '200 slices of 30 rows',
    'equal, fails for a slice',
    'the same without Holm',
    'one slice twice as wrong, fails',
    'one slice three times as wrong, fails',
    'repetitions',
  ];
  return markdownTable(head, rows);
}
