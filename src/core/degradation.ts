// Signals' states and the ledger's open alarm → healthy, degraded, recovered or unknown, and what is to be written down. The
// only place that decides it.
import type { Digest } from './digest.ts';
import type { Alarm } from './model-state.ts';
import { isBack, isProvenBetter } from './watch/aftermath.ts';
import { dayInstant } from './watch/day.ts';
import type { PendingRecovery, VersionWatch } from './watch/watch-state.ts';

/** What is known when it is decided. */
export interface WatchFacts {
  /** The production event that is watched. */
  readonly production: Digest;
  readonly version: VersionWatch;
  /** The open alarm, whatever production it was about. */
  readonly alarm: Alarm | null;
  /** What is counted since, of an alarm that these signals do not remember themselves. */
  readonly recovery: PendingRecovery | null;
  /** Why nothing can be told at present; null where rows and labels come. */
  readonly blind: string | null;
}

/** An event that the watch wants in the ledger. */
export type WatchEvent =
  | {
      readonly event: 'degraded';
      readonly production: Digest;
      readonly signals: readonly string[];
      readonly since: string;
    }
  | { readonly event: 'recovered'; readonly production: Digest; readonly signals: readonly string[] };

/** What production's state is. */
export interface Degradation {
  readonly state: 'healthy' | 'degraded' | 'recovered' | 'unknown';
  /** Why it is unknown, or how it recovered. */
  readonly reason: string | null;
  readonly events: readonly WatchEvent[];
}

/** A ledger's name of a signal has at most so many characters. */
const LONGEST_NAME = 200;

/** Decides. Proof that something is worse comes before everything; absence of proof is never health. */
export function judgeProduction(facts: WatchFacts): Degradation {
  const worse = facts.version.signals.filter(({ state }) => state.alarm !== null);
  if (worse.length > 0) return degraded(facts, worse);
  if (facts.alarm !== null) return afterAlarm(facts, facts.alarm);
  if (facts.blind !== null) return { state: 'unknown', reason: facts.blind, events: [] };
  return { state: 'healthy', reason: null, events: [] };
}

/** An event only where the set of signals is news. */
function degraded({ production, alarm }: WatchFacts, worse: VersionWatch['signals']): Degradation {
  const signals = worse.map(({ name }) => ledgerName(name)).sort();
  const since = dayInstant(Math.min(...worse.map(({ state }) => state.alarm?.since ?? Number.POSITIVE_INFINITY)));
  const known = alarm?.production === production ? [...alarm.signals].sort() : null;
  const isNews = known === null || known.join('\n') !== signals.join('\n');
  const event = { event: 'degraded', production, signals, since } as const;
  return { state: 'degraded', reason: null, events: isNews ? [event] : [] };
}

/** A ledger's events hold names of limited length. */
export const ledgerName = (name: string): string =>
  name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;

/** Nothing is worse at present, and an alarm is open: it ends with evidence, and with nothing else. */
function afterAlarm({ production, version, alarm, recovery }: WatchFacts, open: Alarm): Degradation {
  const event = { event: 'recovered', production, signals: open.signals } as const;
  if (alarm?.production === production && isProvenBack(version, open)) {
    return {
      state: 'recovered',
      reason: 'Its mean loss is within what was promised, and proven to be lower than while it was worse.',
      events: [event],
    };
  }
  const pending = recovery?.signals ?? [];
  const isPending = recovery?.alarm === open.event && pending.length > 0;
  const back = pending.filter(each => {
    const accepted = version.reference.signals.find(({ name }) => name === each.signal)?.accepted;
    return accepted != null && isBack(each, accepted);
  });
  if (isPending && back.length === pending.length) {
    const days = Math.min(...pending.map(({ tally }) => tally.days));
    const proof = pending.every(isProvenBetter) ? ', and proven to be better than while it was worse' : '';
    const reason = `Within what was promised on ${days} days since${proof}.`;
    return { state: 'recovered', reason, events: [event] };
  }
  const counted = isPending ? Math.min(...pending.map(({ tally }) => tally.days)) : 0;
  const days = counted === 1 ? '1 day' : `${counted} days`;
  const reason = `It got worse under an earlier version or watch, and ${days} of labelled rows since do not tell yet whether it is back.`;
  return { state: 'unknown', reason, events: [] };
}

/** Whether every signal of an alarm is one whose own detector told its recovery in this run. */
const isProvenBack = ({ signals }: VersionWatch, { signals: names }: Alarm): boolean =>
  names.every(name => signals.some(signal => ledgerName(signal.name) === name && signal.state.recovered !== null));

/** The signals of an open alarm that have to be followed by what is counted from now on, and not by their own detectors. */
export function unfollowed({
  production,
  version,
  alarm,
}: Pick<WatchFacts, 'production' | 'version' | 'alarm'>): readonly string[] {
  if (alarm === null) return [];
  const isFollowed = (name: string): boolean =>
    alarm.production === production &&
    version.signals.some(({ name: own, state }) => ledgerName(own) === name && state.alarm !== null);
  const names = alarm.signals.filter(name => !isFollowed(name));
  const known = version.signals.map(({ name }) => name).filter(name => names.includes(ledgerName(name)));
  const overall = version.signals[0]?.name;
  return names.length > 0 && known.length === 0 && overall !== undefined ? [overall] : known;
}
