// Productions that get worse on one day by a known factor: after how many days each way to watch them says so.
import { markdownTable } from '../error-rates/table.ts';
import { type FalseAlarms, falseAlarmCell, falseAlarmsOf } from './false-alarms.ts';
import { otherRules } from './other-rules.ts';
import { type Rule, relevo } from './rule.ts';
import { type Harm, History, unharmed, type World } from './world.ts';

/** Days before the harm, and the most after it that are waited for. */
export const BEFORE = 100;
export const LONGEST = 1096;

/** Days from the harm to the first alarm, one for each history; infinite where none came in three years. */
export type Delays = readonly number[];

/** The `share` quantile. */
export const quantileOf = (delays: Delays, share: number): number =>
  [...delays].sort((a, b) => a - b)[Math.min(delays.length - 1, Math.floor(share * delays.length))] ?? Number.NaN;

/** Harms productions after a hundred days; an alarm before that is over by then. */
export function delaysOf(world: World, rule: Rule, harm: Harm, runs: number): Delays {
  return Array.from({ length: runs }, (_, run) => {
    const history = new History(world, `harm ${run}`);
    const watcher = rule.begin(world, history.holdout);
    for (let day = 0; day < BEFORE; day++) watcher.see(history.next(unharmed));
    for (let day = 1; day <= LONGEST; day++) if (watcher.see(history.next(harm))) return day;
    return Number.POSITIVE_INFINITY;
  });
}

const days = (delay: number): string =>
  `${Number.isFinite(delay) ? '' : '> '}${Math.min(delay, LONGEST).toLocaleString('en')}`;

/** `40 (62)`: the median, and the days by which nine in ten are found. */
export const delayCell = (delays: Delays): string =>
  `${days(quantileOf(delays, 0.5))} (${days(quantileOf(delays, 0.9))})`;

/** Sizes of harm. */
const FACTORS = [1.2, 1.4, 1.6, 1.8, 2, 3];
const plus = (factor: number): string => `+${Math.round(100 * (factor - 1))} %`;

/** Relevo's delays: a row for each production, a column for each size of harm. */
export function delayTable(worlds: readonly World[], runs: number): string {
  const rows = worlds.map(world => [
    world.name,
    ...FACTORS.map(factor => delayCell(delaysOf(world, relevo, { factor, shop: null }, runs))),
  ]);
  return markdownTable(['production', ...FACTORS.map(plus)], rows);
}

/** What is left of a business metric. */
const LEFT = [0.8, 0.7, 0.5];

/** Relevo's watch on a business metric: false alarms, then the delay by how much of it is lost. */
export function businessTable(worlds: readonly World[], runs: number): string {
  const rows = worlds.map(world => [
    world.name,
    falseAlarmCell(falseAlarmsOf(world, [relevo], runs)[0] as FalseAlarms),
    ...LEFT.map(revenue => delayCell(delaysOf(world, relevo, { ...unharmed, revenue }, runs))),
  ]);
  return markdownTable(['revenue', 'false alarms', ...LEFT.map(left => `−${Math.round(100 * (1 - left))} %`)], rows);
}

/** Every rule's delays in one production, beside those of harm to one shop of four. */
export function delayComparison(world: World, runs: number): string {
  const rows = [relevo, ...otherRules]
    .filter(rule => rule.isFor(world))
    .map(rule => [
      rule.name,
      ...FACTORS.map(factor => delayCell(delaysOf(world, rule, { factor, shop: null }, runs))),
      delayCell(delaysOf(world, rule, { factor: 2, shop: 0 }, runs)),
    ]);
  return markdownTable(['rule', ...FACTORS.map(plus), 'one shop of four +100 %'], rows);
}
