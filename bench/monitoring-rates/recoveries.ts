// Harm that ends, and harm that stays: how long an alarm stays open, how well its beginning is dated, and whether it ends falsely.
import { markdownTable, percent } from '../error-rates/table.ts';
import { BEFORE, type Delays, delayCell, LONGEST, quantileOf } from './delays.ts';
import { WatchedModel } from './watched-model.ts';
import { FIRST_DAY, type Harm, History, unharmed, type World } from './world.ts';

/** How many days the harm goes on after it was noticed. */
const NOTICED = 30;
const YEAR = 365;

/** What is counted of alarms. */
export interface Recoveries {
  /** Days from the first one that is as good as before the harm to the end of the alarm. */
  readonly delays: Delays;
  /** Days between the true first day of the harm and the one told. */
  readonly misdated: Delays;
  /** The share of alarms that end within a year although nothing changes. */
  readonly falsely: number;
}

/** Half of the histories are as good as before from a month after the alarm on, the others stay as bad. */
export function recoveriesOf(world: World, factor: number, runs: number): Recoveries {
  const [delays, misdated]: [number[], number[]] = [[], []];
  let [ended, lasting] = [0, 0];
  const harm: Harm = { factor, shop: null };
  for (let run = 0; run < 2 * runs; run++) {
    const history = new History(world, `recovery ${run}`);
    const model = new WatchedModel(world, history.holdout);
    for (let day = 0; day < BEFORE; day++) model.count(history.next(unharmed));
    const since = model.isFine ? dayTold(model, history, harm) : null;
    if (since === null) continue;
    misdated.push(Math.abs(since - (FIRST_DAY + world.holdout + BEFORE)));
    for (let day = 0; day < NOTICED; day++) model.count(history.next(harm));
    if (run % 2 === 0) delays.push(daysUntilFine(model, history, unharmed));
    else {
      lasting += 1;
      if (daysUntilFine(model, history, harm) <= YEAR) ended += 1;
    }
  }
  return { delays, misdated, falsely: ended / lasting };
}

/** From which day on the first alarm says that it is worse. */
function dayTold(model: WatchedModel, history: History, harm: Harm): number | null {
  for (let day = 1; day <= LONGEST; day++) {
    const [alarm] = model.count(history.next(harm));
    if (alarm !== undefined) return alarm.since;
  }
  return null;
}

function daysUntilFine(model: WatchedModel, history: History, harm: Harm): number {
  for (let day = 1; day <= LONGEST; day++) {
    model.count(history.next(harm));
    if (model.isFine) return day;
  }
  return Number.POSITIVE_INFINITY;
}

const FACTORS = [1.6, 2, 3];

/** A row for each production and size of harm. */
export function recoveryTable(worlds: readonly World[], runs: number): string {
  const rows = worlds.flatMap(world =>
    FACTORS.map(factor => {
      const { delays, misdated, falsely } = recoveriesOf(world, factor, runs);
      const harm = `+${Math.round(100 * (factor - 1))} %`;
      return [world.name, harm, String(quantileOf(misdated, 0.5)), delayCell(delays), percent(falsely)];
    }),
  );
  const head = [
    'production',
    'harm',
    'first day told, days off (median)',
    'days from its end to the end of the alarm',
    'nothing changes: ends within a year',
  ];
  return markdownTable(head, rows);
}
