// Scores whose per-row difference is drawn directly: skewed, by group, or in time.
import type { SeriesFacts } from '../../src/core/series.ts';
import type { Chance } from './chance.ts';
import { absolute, DAY, type Drawn, type Scenario, type World } from './scenario.ts';

/** A loss of about 10 a row; `extra` is what the candidate loses beyond its mean. */
function losses(chance: Chance, extra: Float64Array, shift: number): Drawn {
  const baseline = chance.many(extra.length, () => 10 + chance.normal());
  return { baseline, candidate: baseline.map((value, row) => value + (extra[row] as number) - shift) };
}

interface Difference {
  readonly name: string;
  readonly margin: number;
  readonly sizes?: readonly number[];
  readonly unit?: 'group' | 'time';
  readonly series?: SeriesFacts;
  /** With mean 0. */
  extra(chance: Chance, n: number): { readonly values: Float64Array; readonly units?: Int32Array };
}

/** The candidate's loss is the baseline's plus `extra`, moved to each world's mean. */
function scoreScenario({ margin, extra, ...facts }: Difference): Scenario {
  const truth: Record<World, number> = { worse: -margin, equal: 0, better: margin };
  return {
    ...facts,
    task: 'score',
    metric: 'score',
    margin: absolute(margin),
    truth,
    draw: (chance, n, world) => {
      const { values, units } = extra(chance, n);
      const drawn = losses(chance, values, truth[world]);
      return units === undefined ? drawn : { ...drawn, units };
    },
  };
}

const FAILURE = 1 / 200;

/** Student's t with 3 degrees of freedom. */
function heavyTailed(chance: Chance): number {
  const squares = chance.normal() ** 2 + chance.normal() ** 2 + chance.normal() ** 2;
  return chance.normal() / Math.sqrt(squares / 3);
}

export const lognormal = scoreScenario({
  name: 'candidate’s extra loss is lognormal',
  margin: 0.25,
  extra: (chance, n) => ({ values: chance.many(n, () => Math.exp(chance.normal()) - Math.exp(0.5)) }),
});

export const skewed: readonly Scenario[] = [
  lognormal,
  scoreScenario({
    name: 'baseline’s extra loss is lognormal',
    margin: 0.25,
    extra: (chance, n) => ({ values: chance.many(n, () => Math.exp(0.5) - Math.exp(chance.normal())) }),
  }),
  scoreScenario({
    name: 'both tails heavy (t, 3 df)',
    margin: 0.25,
    extra: (chance, n) => ({ values: chance.many(n, () => heavyTailed(chance)) }),
  }),
  scoreScenario({
    name: 'one row in 200 fails badly',
    margin: 0.1,
    extra: (chance, n) => ({
      values: chance.many(n, () => 20 * ((chance.uniform() < FAILURE ? 1 : 0) - FAILURE) + 0.1 * chance.normal()),
    }),
  }),
];

const ICC = 0.3;

/** Groups of one to nine rows; their differences correlate by 0.3. */
export const grouped = scoreScenario({
  name: 'mean of a loss',
  unit: 'group',
  margin: 0.15,
  extra: (chance, n) => {
    const [values, units]: [number[], number[]] = [[], []];
    for (let group = 0; group < n; group++) {
      const common = Math.sqrt(ICC) * chance.normal();
      for (let row = chance.whole(1, 9); row > 0; row--) {
        values.push(common + Math.sqrt(1 - ICC) * chance.normal());
        units.push(group);
      }
    }
    return { values: Float64Array.from(values), units: Int32Array.from(units) };
  },
});

/** One row a day. */
const everyDay = (n: number): Int32Array => Int32Array.from({ length: n }, (_, day) => day);

const WEEK = [1, 0.5, -1, -1, 0, 0.5, 0];
const lengths = [50, 200, 365, 1000, 5000];

/** The week begins on any day; what it adds averages to 0 over whole weeks. */
function addWeek(chance: Chance, values: Float64Array): Float64Array {
  const start = chance.whole(0, 6);
  return values.map((value, day) => value + (WEEK[(day + start) % 7] as number));
}

const inTime = { unit: 'time', margin: 0.25, sizes: lengths } as const;
const week = { seasonMs: 7 * DAY, horizon: null };

export const autoregressive = scoreScenario({
  ...inTime,
  name: 'cosine estimator; correlation 0.6 from day to day',
  extra: (chance, n) => ({ values: chance.autoregression(n, 0.6), units: everyDay(n) }),
});

export const weekly = scoreScenario({
  ...inTime,
  name: 'cosine estimator, season of 7; 0.6 and a weekly pattern',
  series: week,
  extra: (chance, n) => ({ values: addWeek(chance, chance.autoregression(n, 0.6)), units: everyDay(n) }),
});

const HORIZON = 7;

export const series: readonly Scenario[] = [
  autoregressive,
  weekly,
  scoreScenario({
    ...inTime,
    name: 'cosine estimator; correlation 0.9',
    margin: 0.5,
    extra: (chance, n) => ({ values: chance.autoregression(n, 0.9), units: everyDay(n) }),
  }),
  scoreScenario({
    ...inTime,
    name: 'Diebold–Mariano, HLN; forecasts 7 days ahead',
    series: { seasonMs: null, horizon: { periods: HORIZON } },
    extra: (chance, n) => {
      const shocks = chance.many(n + HORIZON - 1, () => chance.normal() / Math.sqrt(HORIZON));
      return {
        values: Float64Array.from({ length: n }, (_, day) =>
          shocks.subarray(day, day + HORIZON).reduce((sum, shock) => sum + shock, 0),
        ),
        units: everyDay(n),
      };
    },
  }),
];
