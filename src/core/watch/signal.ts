// One watched mean: a few numbers that remember all days since the promotion, and what follows from one more day.

import { tQuantile } from '../statistics/distributions.ts';
import {
  BET_SHARES,
  type DetectorComponent,
  type DetectorState,
  logEvidence,
  startDetector,
  update,
} from '../statistics/e-detector.ts';
import { type Accepted, limitOn } from './accepted.ts';
import { type BelowBar, countBelow, isBelow, RECOVERY_EVERY, startBelow } from './recovery.ts';

/** What days add up to. */
export interface Tally {
  readonly days: number;
  readonly rows: number;
  readonly sum: number;
  readonly squares: number;
  /** The same sums of the days' losses with what lies beyond [0, 1]. */
  readonly whole: { readonly sum: number; readonly squares: number };
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
  /** Evidence that its mean loss is back below m0. */
  readonly within: BelowBar;
  /** Evidence that it is lower than while it was worse, by the lower bound of what that was. */
  readonly better: BelowBar;
  /** The latest days' losses since the alarm. */
  readonly latest: readonly number[];
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

/** A day's rows and their mean loss as a share of the range: row by row within [0, 1], which is evidence, and whole. */
export interface DayLoss {
  readonly day: number;
  readonly loss: number;
  /** With what lies beyond the range: what people are told. */
  readonly whole: number;
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

/** So many days within what was promised, and proven to be better than while it was worse, are a recovery too. */
const LATEST_DAYS = 28;

const noDays: Tally = { days: 0, rows: 0, sum: 0, squares: 0, whole: { sum: 0, squares: 0 } };

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
  return { ...next, recovered: null, alarm: raised({ day, since, tally, evidence }, accepted) };
}

function raised(
  { day, since, tally, evidence }: { day: number; since: number; tally: Tally; evidence: number },
  { limit, tau }: Accepted,
): SignalAlarm {
  const bad = meanOf(tally, tau);
  const bar = Math.max(limit, bad?.interval?.[0] ?? bad?.mean ?? 0);
  const [within, better] = [startBelow(limit, day + 1), startBelow(bar, day + 1)];
  return { day, since, tally, logEvidence: evidence, within, better, latest: [] };
}

function watchForRecovery(
  state: SignalState,
  alarm: SignalAlarm,
  observed: DayLoss,
  { accepted }: SignalRule,
): SignalState {
  const day = Math.max(observed.day, alarm.within.detector.day);
  const step = { day, loss: observed.loss, mass: (day - alarm.within.detector.day) / RECOVERY_EVERY };
  const phase = limitOn(accepted, observed.day) / accepted.limit;
  const within = countBelow(alarm.within, step, accepted, phase);
  const better = countBelow(alarm.better, step, accepted, phase);
  const latest = [...alarm.latest, observed.loss].slice(-LATEST_DAYS);
  const next = { ...alarm, within, better, latest, tally: added(alarm.tally, observed) };
  const isBack = isBelow(within) || (isBelow(better) && areWithin(latest, accepted.limit));
  return isBack ? { ...startSignal(day + 1), recovered: { day, since: alarm.since } } : { ...state, alarm: next };
}

const areWithin = (latest: readonly number[], limit: number): boolean =>
  latest.length === LATEST_DAYS && latest.reduce((sum, loss) => sum + loss, 0) / LATEST_DAYS <= limit;

const wasReset = ({ since, logCusum }: DetectorComponent): boolean => since === null || logCusum <= 0;

/** A tally with one more day. */
export function added({ days, rows, sum, squares, whole }: Tally, day: Omit<DayLoss, 'day'>): Tally {
  return {
    days: days + 1,
    rows: rows + day.rows,
    sum: sum + day.loss,
    squares: squares + day.loss ** 2,
    whole: { sum: whole.sum + day.whole, squares: whole.squares + day.whole ** 2 },
  };
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

/** A mean with a two-sided 90 % interval, which it has from two days on. */
export interface DayMean {
  readonly mean: number;
  readonly interval: readonly [number, number] | null;
}

/** The mean of the days of a tally, within [0, 1]; null without days. */
export const meanOf = ({ days, sum, squares }: Tally, tau: number): DayMean | null =>
  dayMean({ days, sum, squares }, tau, [0, 1]);

/** The same with what lies beyond, within its own bounds. */
export const wholeMeanOf = ({ days, whole }: Tally, tau: number, bounds: readonly [number, number]): DayMean | null =>
  dayMean({ days, ...whole }, tau, bounds);

function dayMean(
  { days, sum, squares }: Pick<Tally, 'days' | 'sum' | 'squares'>,
  tau: number,
  [least, most]: readonly [number, number],
): DayMean | null {
  if (days === 0) return null;
  const mean = sum / days;
  if (days < 2) return { mean, interval: null };
  const variance = Math.max(0, (squares - sum * mean) / (days - 1));
  const half = tQuantile(0.95, days - 1) * Math.sqrt((variance * tau) / days);
  return { mean, interval: [Math.max(least, mean - half), Math.min(most, mean + half)] };
}

/** Goes on with a version that is in use again: the time in which it was not counts for nothing. */
export function resumeSignal(state: SignalState, day: number): SignalState {
  const resumed = (detector: DetectorState): DetectorState => ({ ...detector, day: Math.max(detector.day, day - 1) });
  const below = (test: BelowBar): BelowBar => ({ ...test, detector: resumed(test.detector) });
  const { alarm } = state;
  const moved = alarm === null ? null : { ...alarm, within: below(alarm.within), better: below(alarm.better) };
  return { ...state, detector: resumed(state.detector), alarm: moved, recovered: null };
}
