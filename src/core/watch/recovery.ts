// Is a mean loss below a bar again? Bets of a day's mean against it, and when they have won enough.
import {
  advance,
  BET_SHARES,
  type DetectorState,
  logEvidence,
  RECOVERY_THRESHOLD,
  startDetector,
} from '../statistics/e-detector.ts';
import type { Accepted } from './accepted.ts';

/** Evidence that the mean loss is below `bar`. */
export interface BelowBar {
  readonly bar: number;
  readonly detector: DetectorState;
}

/** From here on a mean loss cannot be proven to be below a bar. */
const HIGHEST_BAR = 0.999;
/** Losses reach up to 1, daily means hardly beyond so many of their usual deviations above the bar. */
const REACH = 3;
/** A holdout that hardly varies says little about the spread of days to come. */
const LEAST_REACH = 0.25;

/**
 * T0 where it is not known when a recovery may have come: while nothing is back, one is told within this time with a chance of
 * 1/20 at most. A false one costs little, as the signal is watched on; with years in its place, true ones would take months.
 */
export const RECOVERY_EVERY = 28;

/** Nothing seen yet; time counts from the beginning of `day`. */
export const startBelow = (bar: number, day: number): BelowBar => ({
  bar: Math.min(bar, HIGHEST_BAR),
  detector: startDetector(day - 1),
});

/**
 * One more day: e = 1 + λ(bar − X), λ a share of 1/(reach − bar), raised to 1/τ. Days beyond the reach, three deviations above the
 * bar, count as at it: cut there, the same days say much more than bets that could survive a loss of 1. `phase` is how the day
 * of the season compares with others.
 */
export function countBelow(
  { bar, detector }: BelowBar,
  { day, loss, mass }: { readonly day: number; readonly loss: number; readonly mass: number },
  { spread, mean, tau }: Pick<Accepted, 'spread' | 'mean' | 'tau'>,
  phase = 1,
): BelowBar {
  const own = Math.min(bar * phase, HIGHEST_BAR);
  const deviation = spread * Math.max(1, mean > 0 ? own / mean : 1);
  const reach = Math.min(1, own + Math.max(REACH * deviation, LEAST_REACH * own));
  const gain = (own - Math.min(loss, reach)) / (reach - own);
  const logE = BET_SHARES.map(share => Math.log1p(share * gain) / tau);
  return { bar, detector: advance(detector, { day: Math.max(day, detector.day), mass, logE }) };
}

/** Whether it is proven. */
export const isBelow = ({ detector }: BelowBar): boolean => logEvidence(detector) >= Math.log(RECOVERY_THRESHOLD);
