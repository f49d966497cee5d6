// The whole default policy on a year of daily sales of four shops, whose errors hang together in every way.
import type { Policy, Verdict } from '../../src/core/policy.ts';
import { Chance } from './chance.ts';
import { DAY, type Drawn, judge, plainPolicy, relative, type Scenario } from './scenario.ts';
import { errorRate, markdownTable, percent, repetitions } from './table.ts';

const DAYS = 365;
const RUNS = 250;
/** The shops' sales, and how much they differ by the day of the week. */
const LEVELS = [100, 60, 40, 20];
const WEEK = [0.8, 0.9, 1, 1, 1.2, 1.4, 0.7];
/** Errors correlate by 0.5 from day to day, and by 0.3 between shops on one day. */
const FROM_DAY_TO_DAY = 0.5;
const BETWEEN_SHOPS = 0.3;
const ERROR = 0.1;

/** The candidate's errors in each shop, as a multiple of the baseline's. */
type Factors = readonly number[];

const all = (factor: number): Factors => LEVELS.map(() => factor);
const smallestBroken: Factors = [0.95, 0.95, 0.95, 1.3];

interface Setup {
  readonly name: string;
  readonly policy: Policy;
  readonly margin: number;
}

const setup = (name: string, margin: number, required: readonly string[], ofSlices: number): Setup => ({
  name,
  margin,
  policy: plainPolicy(relative(margin), { slices: { required, margin: relative(ofSlices) } }),
});

const setups: readonly Setup[] = [
  setup('default: margin 2 %, no shop required', 0.02, [], 0.1),
  setup('margin 2 %, every shop required at 10 %', 0.02, ['shop'], 0.1),
  setup('margin 1 %, every shop required at 5 %', 0.01, ['shop'], 0.05),
];

const scenario: Scenario = {
  name: 'four shops',
  task: 'regression',
  metric: 'wape',
  margin: relative(0.02),
  unit: 'time',
  series: { seasonMs: 7 * DAY, horizon: null },
  slices: ['shop'],
  truth: { worse: 0, equal: 0, better: 0 },
  draw: chance => drawShops(chance, 0.9, all(1)),
};

/** Errors with variance 1 for each shop and day. */
function hangTogether(chance: Chance): Float64Array[] {
  const common = chance.autoregression(DAYS, FROM_DAY_TO_DAY);
  return LEVELS.map(() =>
    chance
      .autoregression(DAYS, FROM_DAY_TO_DAY)
      .map((own, day) => Math.sqrt(1 - BETWEEN_SHOPS) * own + Math.sqrt(BETWEEN_SHOPS) * (common[day] as number)),
  );
}

/** `alike`: the correlation of the two models' errors. */
function drawShops(chance: Chance, alike: number, factors: Factors): Drawn {
  const n = DAYS * LEVELS.length;
  const drawn = { target: new Float64Array(n), baseline: new Float64Array(n), candidate: new Float64Array(n) };
  const [units, shops] = [new Int32Array(n), new Int32Array(n)];
  const [shared, first, second] = [hangTogether(chance), hangTogether(chance), hangTogether(chance)];
  for (let row = 0; row < n; row++) {
    const [day, shop] = [Math.floor(row / LEVELS.length), row % LEVELS.length];
    const level = (LEVELS[shop] as number) * (WEEK[day % 7] as number);
    const of = (errors: readonly Float64Array[]): number => errors[shop]?.[day] as number;
    const error = (own: readonly Float64Array[]): number =>
      ERROR * level * (Math.sqrt(alike) * of(shared) + Math.sqrt(1 - alike) * of(own));
    const target = level * (1 + 0.1 * chance.normal());
    drawn.target[row] = target;
    drawn.baseline[row] = target + error(first);
    drawn.candidate[row] = target + (factors[shop] as number) * error(second);
    units[row] = day;
    shops[row] = shop;
  }
  return { ...drawn, units, slices: [shops] };
}

const alikes = [0.7, 0.9, 0.98];

/** A table of verdicts. */
export function policyTable(effort: number): string {
  const runs = repetitions(RUNS, DAYS, effort);
  const rows = setups.flatMap(({ name, policy, margin }) =>
    alikes.map(alike => {
      const verdicts = (factors: Factors): Record<Verdict, number> => countVerdicts(policy, alike, factors, runs);
      const equal = verdicts(all(1));
      return [
        name,
        String(alike),
        percent(equal.pass),
        percent(equal.inconclusive),
        percent(equal.fail),
        errorRate(verdicts(all(1 + margin)).pass, runs),
        percent(verdicts(all(0.95)).pass),
        percent(verdicts(smallestBroken).fail),
      ];
    }),
  );
  const head = [
    'policy',
    'the models’ errors correlate by',
    'equal: passes',
    'equal: inconclusive',
    'equal: fails',
    'worse by the margin: passes',
    '5 % better: passes',
    '5 % better, smallest shop 30 % worse: fails',
  ];
  return `${markdownTable(head, rows)}\n\n${runs.toLocaleString('en')} repetitions in each cell.`;
}

function countVerdicts(policy: Policy, alike: number, factors: Factors, runs: number): Record<Verdict, number> {
  const chance = new Chance(`shops ${alike} ${factors.join(' ')}`);
  const counts: Record<Verdict, number> = { pass: 0, inconclusive: 0, fail: 0 };
  for (let run = 0; run < runs; run++) {
    counts[judge(scenario, drawShops(chance, alike, factors), policy, run).verdict] += 1 / runs;
  }
  return counts;
}
