// A simulated production: days of rows whose losses are known to be as they were, or to be worse by a known factor.
import { Chance } from '../error-rates/chance.ts';

/** The rows of one day, labelled. */
export interface DayOfRows {
  readonly day: number;
  /** In their own unit. */
  readonly losses: Float64Array;
  /** |y|, where losses are divided by its usual size. */
  readonly sizes: Float64Array | null;
  /** By slice column, 0, 1, … for each row. */
  readonly slices: readonly Int32Array[];
  /** The mean of a business metric; null where none is watched. */
  readonly revenue: number | null;
}

/** How much larger the mean loss is than it was: of all rows, or of one shop's. */
export interface Harm {
  readonly factor: number;
  readonly shop: number | null;
  /** What is left of the business metric; all of it unless said otherwise. */
  readonly revenue?: number;
}

/** A slice column, and how many values it has: 0, 1, … */
export type SliceColumn = readonly [column: string, values: number];

/** What holds of all days of a production. */
export interface World {
  readonly name: string;
  /** Rows a day, and days of the holdout. */
  readonly rows: number;
  readonly holdout: number;
  /** Whether the holdout has days, and not rows alone. */
  readonly isTimed: boolean;
  /** `season: 7d` in relevo.yml. */
  readonly isWeekly: boolean;
  /** Wrong or right (`accuracy`), an absolute error (`mae`), or one beside the size of the target (`wape`). */
  readonly loss: 'wrong' | 'absolute' | 'relative';
  /** Shops take turns; of every other column, a row has any value alike. */
  readonly slices: readonly SliceColumn[];
  /** Whether there is a business metric, and whether the holdout has it. */
  readonly business: 'none' | 'in the holdout' | 'learnt';
  /** Days one after another, first those of the holdout. */
  begin(chance: Chance): (day: number, harm: Harm) => DayOfRows;
}

/** A day's mean loss, or its sales, as a factor; a new series for each history. */
export type Level = (chance: Chance) => (day: number) => number;

/** Nothing changes from day to day. */
export const steady: Level = () => () => 1;

const WEEK = [0.6, 0.7, 0.9, 1, 1.1, 1.2, 1.5];

/** By the day of the week, from 0.6 to 1.5 of the mean. */
export const weekly: Level = () => day => WEEK[day % 7] as number;

/** From 0.7 to 1.3 of the mean and back within a year. */
export const yearly: Level = () => day => 1 + 0.3 * Math.sin((2 * Math.PI * day) / 365.25);

/** Times e to the power of a stationary autoregression with the given deviation, with a mean of 1. */
export const autocorrelated =
  (coefficient: number, deviation = 0.3): Level =>
  chance => {
    const step = Math.sqrt(1 - coefficient * coefficient);
    let state = chance.normal();
    return () => {
      state = coefficient * state + step * chance.normal();
      return Math.exp(deviation * state - (deviation * deviation) / 2);
    };
  };

/** So many times as much after each year. */
export const growing =
  (yearly: number): Level =>
  () =>
  day =>
    yearly ** (day / 365.25);

/** Levels that multiply. */
export const together =
  (...levels: readonly Level[]): Level =>
  chance => {
    const each = levels.map(level => level(chance));
    return day => each.reduce((product, level) => product * level(day), 1);
  };

/** How much a business metric differs from day to day. */
const NOISE = 0.1;

interface Kind extends Omit<World, 'begin'> {
  /** The mean of a loss: a share of wrong answers, or of the sales of a row. */
  readonly base: number;
  readonly level: Level;
  /** The size of the target; losses that are `absolute` or `relative` grow with it. */
  readonly sales: Level;
  /** The business metric, but for a tenth of noise. */
  readonly revenue: Level;
  /** A positive number with mean 1 that is an absolute error's luck. */
  readonly tail: (chance: Chance) => number;
}

/** The absolute value of a normal number, with mean 1. */
export const normalTail = (chance: Chance): number => Math.abs(chance.normal()) * Math.sqrt(Math.PI / 2);

/** Lognormal: in a hundred rows one is nine times the median. */
export const heavyTail = (chance: Chance): number => Math.exp(0.95 * chance.normal() - 0.95 ** 2 / 2);

const usual: Kind = {
  name: '',
  rows: 4,
  holdout: 365,
  isTimed: true,
  isWeekly: false,
  loss: 'wrong',
  slices: [
    ['shop', 4],
    ['segment', 7],
  ],
  base: 0.2,
  level: steady,
  sales: steady,
  business: 'none',
  revenue: steady,
  tail: normalTail,
};

/** A world that differs from the plainest one: four rows a day, of which one in five is wrong, for a year of holdout. */
export function worldOf(name: string, differences: Partial<Kind> = {}): World {
  const kind: Kind = { ...usual, ...differences, name };
  return { ...kind, begin: chance => beginning(kind, chance) };
}

function beginning(kind: Kind, chance: Chance): (day: number, harm: Harm) => DayOfRows {
  const [level, sales, revenue] = [kind.level(chance), kind.sales(chance), kind.revenue(chance)];
  const lossOf = (mean: number, size: number): number =>
    kind.loss === 'wrong' ? Number(chance.uniform() < mean) : mean * size * kind.tail(chance);
  return (day, harm) => {
    const [mean, size] = [kind.base * level(day), sales(day)];
    const shops = kind.slices[0]?.[1] ?? 1;
    const factorOf = (row: number): number => (harm.shop === null || harm.shop === row % shops ? harm.factor : 1);
    const rows = Array.from({ length: kind.rows }, (_, row) => row);
    return {
      day,
      losses: Float64Array.from(rows, row => lossOf(mean * factorOf(row), size)),
      sizes:
        kind.loss === 'relative' ? Float64Array.from(rows, () => size * Math.max(0, 1 + 0.1 * chance.normal())) : null,
      slices: kind.slices.map(([, values], column) =>
        Int32Array.from(rows, row => (column === 0 ? row % values : chance.whole(0, values - 1))),
      ),
      revenue: kind.business === 'none' ? null : (harm.revenue ?? 1) * revenue(day) * Math.exp(NOISE * chance.normal()),
    };
  };
}

/** Production as it was accepted. */
export const unharmed: Harm = { factor: 1, shop: null };

/** The first day of every simulation, a Monday. */
export const FIRST_DAY = 20_010;

/** One history: the days of a holdout, then those of production one by one. */
export class History {
  readonly holdout: readonly DayOfRows[];
  readonly #next: (day: number, harm: Harm) => DayOfRows;
  #day = FIRST_DAY;

  constructor(world: World, name: string) {
    this.#next = world.begin(new Chance(`${world.name} ${name}`));
    this.holdout = Array.from({ length: world.holdout }, () => this.next(unharmed));
  }

  /** The next day. */
  next(harm: Harm): DayOfRows {
    return this.#next(this.#day++, harm);
  }
}
