// One watched mean: a few numbers that remember all days since the promotion, and what follows from one more day.

import { tQuantile } from '../statistics/distributions.ts';
import {
  BET_SHARES,
  type DetectorComponent,
  type DetectorState,
  logEvidence,
  RECOVERY_THRESHOLD,
  startDetector,
  update,
} from '../statistics/e-detector.ts';
import { type Accepted, limitOn } from './accepted.ts';

/** What days add up to. */
export interface Tally {
  readonly days: number;
  readonly rows: number;
  readonly sum: number;
  readonly squares: number;
}

/** A signal that was proven worse and has not been proven back. */
export interface SignalAlarm {
  /** The day on which it was proven, and the one from which it likely was so. */
  readonly day: number;
  readonly since: number;
  /** The days since then. */
  readonly tally: Tally;
  /** ln of the evidence at that day. */
  readonly logEvidence: number;
  readonly recovery: DetectorState;
}

/** What is remembered of a signal. */
export interface SignalState {
  readonly detector: DetectorState;
  /** For each component of the detector, the days since its CUSUM's last reset. */
  readonly tallies: readonly Tally[];
  readonly alarm: SignalAlarm | null;
  /** The day on which it was proven to be back; kept until the run ends in which that was. */
  readonly recovered: { readonly day: number; readonly since: number } | null;
}

/** A day's mean loss in [0, 1] and its rows. */
export interface DayLoss {
  readonly day: number;
  readonly loss: number;
  readonly rows: number;
}

/** What a signal is held against. */
export interface SignalRule {
  readonly accepted: Accepted;
  /** T0 in days. */
  readonly every: number;
  /** The evidence from which it is an alarm. */
  readonly threshold: number;
}

/**
 * T0 of a recovery: while nothing is back, a recovery is told within this time with a chance of 1/20 at most. A false one
 * costs little, as the signal is watched on; and with years in its place a true one would take months to be told.
 */
const RECOVERY_EVERY = 28;

/** Beyond so many standard deviations above the limit a day counts as no worse, when the question is whether it is back. */
const RECOVERY_REACH = 3;

const noDays: Tally = { days: 0, rows: 0, sum: 0, squares: 0 };

/** Nothing seen yet; time counts from the beginning of `day`. */
export function startSignal(day: number): SignalState {
  return { detector: startDetector(day - 1), tallies: BET_SHARES.map(() => noDays), alarm: null, recovered: null };
}

/** The state after one more complete day. A day that was late to be labelled counts as of the last one counted. */
export function countDay(state: SignalState, day: DayLoss, rule: SignalRule): SignalState {
  return state.alarm === null ? watchForHarm(state, day, rule) : watchForRecovery(state, state.alarm, day, rule);
}

function watchForHarm(state: SignalState, observed: DayLoss, { accepted, every, threshold }: SignalRule): SignalState {
  const day = Math.max(observed.day, state.detector.day);
  const { tau } = accepted;
  const options = { m0: limitOn(accepted, observed.day), every, tau, watch: 'harm' } as const;
  const detector = update(state.detector, { day, loss: observed.loss }, options);
  const tallies = state.detector.components.map((component, index) =>
    added(wasReset(component) ? noDays : (state.tallies[index] as Tally), observed),
  );
  const next = { detector, tallies, alarm: null, recovered: state.recovered };
  const evidence = logEvidence(detector);
  if (evidence < Math.log(threshold)) return next;
  const leading = leadingComponent(detector);
  const since = detector.components[leading]?.since ?? day;
  const tally = tallies[leading] as Tally;
  return {
    ...next,
    recovered: null,
    alarm: { day, since, tally, logEvidence: evidence, recovery: startDetector(day) },
  };
}

function watchForRecovery(
  state: SignalState,
  alarm: SignalAlarm,
  observed: DayLoss,
  { accepted }: SignalRule,
): SignalState {
  const day = Math.max(observed.day, alarm.recovery.day);
  const recovery = update(alarm.recovery, ...recoveryStep(accepted, observed, day));
  if (logEvidence(recovery) < Math.log(RECOVERY_THRESHOLD)) {
    return { ...state, alarm: { ...alarm, recovery, tally: added(alarm.tally, observed) } };
  }
  return { ...startSignal(day + 1), recovered: { day, since: alarm.since } };
}

/**
 * The day as the recovery's detector takes it. Losses reach up to 1, daily means hardly beyond their usual spread: cut there,
 * the same days say much more.
 */
function recoveryStep(
  accepted: Accepted,
  observed: DayLoss,
  day: number,
): [{ day: number; loss: number }, { m0: number; every: number; tau: number; watch: 'recovery' }] {
  const limit = Math.min(limitOn(accepted, observed.day), HIGHEST_LIMIT);
  const reach = Math.min(1, limit + Math.max(RECOVERY_REACH * accepted.spread, LEAST_REACH * limit));
  const { tau } = accepted;
  return [
    { day, loss: Math.min(observed.loss, reach) / reach },
    { m0: limit / reach, every: RECOVERY_EVERY, tau, watch: 'recovery' },
  ];
}

/** From here on a mean loss cannot be proven to be below the limit. */
const HIGHEST_LIMIT = 0.999;
/** A holdout without spread says little about that of days to come. */
const LEAST_REACH = 0.5;

const wasReset = ({ since, logCusum }: DetectorComponent): boolean => since === null || logCusum <= 0;

/** A tally with one more day. */
export function added({ days, rows, sum, squares }: Tally, day: Pick<DayLoss, 'loss' | 'rows'>): Tally {
  return { days: days + 1, rows: rows + day.rows, sum: sum + day.loss, squares: squares + day.loss ** 2 };
}

/** No days. */
export const emptyTally = noDays;

function leadingComponent({ components }: DetectorState): number {
  let leading = 0;
  for (const [index, { logM }] of components.entries()) {
    if ((logM ?? Number.NEGATIVE_INFINITY) > (components[leading]?.logM ?? Number.NEGATIVE_INFINITY)) leading = index;
  }
  return leading;
}

/** The mean of the days of a tally, with a two-sided 90 % interval; null without days, an interval from two days on. */
export function meanOf(
  { days, sum, squares }: Tally,
  tau: number,
): { readonly mean: number; readonly interval: readonly [number, number] | null } | null {
  if (days === 0) return null;
  const mean = sum / days;
  if (days < 2) return { mean, interval: null };
  const variance = Math.max(0, (squares - sum * mean) / (days - 1));
  const half = tQuantile(0.95, days - 1) * Math.sqrt((variance * tau) / days);
  return { mean, interval: [Math.max(0, mean - half), Math.min(1, mean + half)] };
}

/** Goes on with a version that is in use again: the time in which it was not counts for nothing. */
export function resumeSignal(state: SignalState, day: number): SignalState {
  const resumed = (detector: DetectorState): DetectorState => ({ ...detector, day: Math.max(detector.day, day - 1) });
  const alarm = state.alarm === null ? null : { ...state.alarm, recovery: resumed(state.alarm.recovery) };
  return { ...state, detector: resumed(state.detector), alarm, recovered: null };
}
