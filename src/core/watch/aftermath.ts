// After a promotion that answered an alarm: is it better now than while it was bad? Told of the new version's own rows.
import { type Accepted, limitOn } from './accepted.ts';
import { type BelowBar, countBelow, isBelow, startBelow } from './recovery.ts';
import { added, type DayLoss, emptyTally, type Tally } from './signal.ts';

/** A signal that was bad under the version before. */
export interface Aftermath {
  readonly signal: string;
  /** Evidence against the mean loss of that time, on the new version's scale; null where that is not known. */
  readonly better: BelowBar | null;
  readonly tally: Tally;
}

/** So many days within what was promised tell a recovery too, where the proof takes longer. */
export const ENOUGH_DAYS = 30;

/** Nothing seen yet of the new version. */
export const startAftermath = (signal: string, bar: number | null, day: number): Aftermath => ({
  signal,
  better: bar === null ? null : startBelow(bar, day),
  tally: emptyTally,
});

/**
 * One more day of the new version. When it came is known, so the test begins there: a mass of 1 at the first day and none
 * later, P(ever ≥ 20) ≤ 1/20 while the mean is no better than it was.
 */
export function countAftermath(state: Aftermath, observed: DayLoss, accepted: Accepted): Aftermath {
  const { better, tally } = state;
  const { day, loss } = observed;
  const phase = limitOn(accepted, day) / accepted.limit;
  const mass = tally.days === 0 ? 1 : 0;
  const moved = better === null ? null : countBelow(better, { day, loss, mass }, accepted, phase);
  return { ...state, better: moved, tally: added(tally, observed) };
}

/** Whether a signal is back: within what was promised on average, and proven better than it was, or so for long. */
export function isBack(aftermath: Aftermath, { limit }: Accepted): boolean {
  const { days, sum } = aftermath.tally;
  if (days === 0 || sum / days > limit) return false;
  return isProvenBetter(aftermath) || days >= ENOUGH_DAYS;
}

/** Whether the mean loss is proven to be lower than while it was bad. */
export const isProvenBetter = ({ better }: Aftermath): boolean => better !== null && isBelow(better);
