// Productions that are as good as they were: how often each way to watch them alarms all the same.
import { unitMoments } from '../../src/core/statistics/paired-t.ts';
import { isTooHigh } from '../error-rates/rates.ts';
import { markdownTable, percent } from '../error-rates/table.ts';
import { otherRules } from './other-rules.ts';
import { type Rule, relevo, type Watcher } from './rule.ts';
import { EVERY } from './watched-model.ts';
import { type DayOfRows, History, unharmed, type World } from './world.ts';

const YEAR = 365;
/** What `false_alarm_every: 5y` promises for the first year. */
export const PROMISED = YEAR / EVERY;

/** What was counted in histories of five years. */
export interface FalseAlarms {
  readonly runs: number;
  /** The share of histories with an alarm in the first year. */
  readonly firstYear: number;
  /** Alarms in five years, on average, and the standard error of that; while one is open, no other one counts. */
  readonly fiveYears: number;
  readonly error: number;
}

/** The alarms of one rule, history after history. */
class AlarmCount {
  readonly #rule: Rule;
  #watcher: Watcher | null = null;
  readonly #alarms: number[] = [];
  readonly #first: boolean[] = [];

  constructor(rule: Rule) {
    this.#rule = rule;
  }

  begin(world: World, holdout: readonly DayOfRows[]): void {
    this.#watcher = this.#rule.begin(world, holdout);
    this.#alarms.push(0);
    this.#first.push(false);
  }

  see(rows: DayOfRows, day: number): void {
    if (this.#watcher === null) throw new Error('No history has begun.');
    const isNews = !this.#watcher.isOpen();
    if (!this.#watcher.see(rows) || !isNews) return;
    const run = this.#alarms.length - 1;
    this.#alarms[run] = (this.#alarms[run] as number) + 1;
    if (day < YEAR) this.#first[run] = true;
  }

  told(): FalseAlarms {
    const runs = this.#alarms.length;
    const { mean, variance } = unitMoments(Float64Array.from(this.#alarms));
    const firstYear = this.#first.filter(Boolean).length / runs;
    return { runs, firstYear, fiveYears: mean, error: Math.sqrt(variance / runs) };
  }
}

/** Watches unharmed productions for five years each, every rule the same ones. */
export function falseAlarmsOf(world: World, rules: readonly Rule[], runs: number): FalseAlarms[] {
  const counts = rules.map(rule => new AlarmCount(rule));
  for (let run = 0; run < runs; run++) {
    const history = new History(world, `false ${run}`);
    for (const count of counts) count.begin(world, history.holdout);
    for (let day = 0; day < EVERY; day++) {
      const rows = history.next(unharmed);
      for (const count of counts) count.see(rows, day);
    }
  }
  return counts.map(count => count.told());
}

/** So many standard errors beyond the promise are called a miss. */
const BEYOND = 3;

/** Whether more alarms came than were promised, and than chance explains. */
export const breaksPromise = ({ firstYear, fiveYears, error, runs }: FalseAlarms): boolean =>
  isTooHigh(firstYear, runs, PROMISED) || fiveYears > 1 + BEYOND * error;

const digits = (count: number): string => count.toFixed(count < 10 ? 2 : 0);

/** `0.12 (2.0 %)`, marked where it is more than promised. */
export function falseAlarmCell(found: FalseAlarms): string {
  const text = `${digits(found.fiveYears)} (${percent(found.firstYear)})`;
  return breaksPromise(found) ? `**${text}** ▲` : text;
}

/** A row for each world, a column for each rule. */
export function falseAlarmTable(worlds: readonly World[], runs: number): string {
  const rules = [relevo, ...otherRules];
  const rows = worlds.map(world => {
    const own = rules.filter(rule => rule.isFor(world));
    const found = new Map(falseAlarmsOf(world, own, runs).map((each, place) => [own[place], each]));
    return [world.name, ...rules.map(rule => (found.has(rule) ? falseAlarmCell(found.get(rule) as FalseAlarms) : '–'))];
  });
  return markdownTable(['production', ...rules.map(({ name }) => name)], rows);
}
