// After a promotion that answered an alarm: is it better now than while it was bad? Told of the new version's own rows.
import {
  advance,
  BET_SHARES,
  type DetectorState,
  logEvidence,
  RECOVERY_THRESHOLD,
  startDetector,
} from '../statistics/e-detector.ts';
import type { Accepted } from './accepted.ts';
import { added, type DayLoss, emptyTally, type Tally } from './signal.ts';

/** A signal that was bad under the version before. */
export interface Aftermath {
  readonly signal: string;
  /** The mean loss that is to be disproven, on the new version's scale; null where it is not known. */
  readonly bar: number | null;
  readonly test: DetectorState;
  readonly tally: Tally;
}

/** So many days within what was promised tell a recovery too, where the proof takes longer. */
export const ENOUGH_DAYS = 30;

/** The reach of a day's mean above the bar, in standard deviations of days on the holdout. */
const REACH = 3;

/** Nothing seen yet of the new version. */
export function startAftermath(signal: string, bar: number | null, day: number): Aftermath {
  return { signal, bar, test: startDetector(day - 1), tally: emptyTally };
}

/**
 * One more day of the new version: e = 1 + λ(bar − X), a test that begins at the promotion, so that its mass is 1 at the first
 * day and 0 later: P(ever ≥ 20) ≤ 1/20 while the mean is no better than it was.
 */
export function countAftermath(state: Aftermath, observed: DayLoss, { spread, limit, tau }: Accepted): Aftermath {
  const tally = added(state.tally, observed);
  const bar = Math.min(Math.max(state.bar ?? 0, limit), HIGHEST);
  const reach = Math.min(1, bar + Math.max(REACH * spread, bar / 2));
  const gain = (bar - Math.min(observed.loss, reach)) / (reach - bar);
  const logE = BET_SHARES.map(share => Math.log1p(share * gain) / tau);
  const day = Math.max(observed.day, state.test.day);
  const test = advance(state.test, { day, mass: state.tally.days === 0 ? 1 : 0, logE });
  return { ...state, test, tally };
}

const HIGHEST = 0.999;

/** Whether a signal is back: within what was promised on average, and proven better than it was, or so for long. */
export function isBack({ test, tally, bar }: Aftermath, { limit }: Accepted): boolean {
  if (tally.days === 0 || tally.sum / tally.days > limit) return false;
  const isProven = bar !== null && logEvidence(test) >= Math.log(RECOVERY_THRESHOLD);
  return isProven || tally.days >= ENOUGH_DAYS;
}
