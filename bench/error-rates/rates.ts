// How often a method is wrong, and how often it sees what is there: counted over repetitions.
import { resultOf } from '../../src/core/policy.ts';
import { Chance } from './chance.ts';
import { ALPHA, measure, type Scenario, type World, worlds } from './scenario.ts';

/** Shares of repetitions. Each world is drawn anew `runs` times. */
export interface Rates {
  readonly n: number;
  readonly runs: number;
  /** Of intervals, over all three worlds: those that hold the truth. No bound at all holds it too. */
  readonly covered: number;
  /** Pass `not-worse` though worse by exactly the margin. */
  readonly worsePasses: number;
  /** Pass `better` though equal. */
  readonly equalIsBetter: number;
  /** Equal, and pass `not-worse`. */
  readonly equalPasses: number;
  /** Better by the stated amount, and pass `better`. */
  readonly betterPasses: number;
}

/** Repeats a scenario at one size, in each of its worlds. */
export function ratesOf(scenario: Scenario, n: number, runs: number): Rates {
  const byWorld = Object.fromEntries(worlds.map(world => [world, countWorld(scenario, n, world, runs)])) as Record<
    World,
    Counts
  >;
  const share = (count: number, of = runs): number => count / of;
  return {
    n,
    runs,
    covered: share(
      worlds.reduce((sum, world) => sum + byWorld[world].covered, 0),
      runs * worlds.length,
    ),
    worsePasses: share(byWorld.worse.passes),
    equalIsBetter: share(byWorld.equal.isBetter),
    equalPasses: share(byWorld.equal.passes),
    betterPasses: share(byWorld.better.isBetter),
  };
}

interface Counts {
  covered: number;
  passes: number;
  isBetter: number;
}

function countWorld(scenario: Scenario, n: number, world: World, runs: number): Counts {
  const chance = new Chance(`${scenario.name} ${n} ${world}`);
  const counts: Counts = { covered: 0, passes: 0, isBetter: 0 };
  const truth = scenario.truth[world];
  for (let run = 0; run < runs; run++) {
    const row = measure(scenario, scenario.draw(chance, n, world), run);
    const lower = row.interval?.[0] ?? Number.NEGATIVE_INFINITY;
    const upper = row.interval?.[1] ?? Number.POSITIVE_INFINITY;
    if (lower <= truth && truth <= upper) counts.covered++;
    if (resultOf(row.outcome, 'not-worse', false) === 'pass') counts.passes++;
    if (resultOf(row.outcome, 'better', false) === 'pass') counts.isBetter++;
  }
  return counts;
}

/** The standard error of a share that is `rate` in truth. */
export const monteCarlo = (rate: number, runs: number): number => Math.sqrt((rate * (1 - rate)) / runs);

/** So many standard errors beyond the promise are called a miss. */
export const BEYOND = 3;

/** Whether an error rate is above its promise by more than chance explains. */
export const isTooHigh = (rate: number, runs: number, nominal = ALPHA): boolean =>
  rate > nominal + BEYOND * monteCarlo(nominal, runs);

/** Whether a coverage is below its promise by more than chance explains. */
export const isTooLow = (rate: number, runs: number, nominal = 1 - 2 * ALPHA): boolean =>
  rate < nominal - BEYOND * monteCarlo(nominal, runs);
