// What a run begins with: what was remembered, moved on to the production that is in use now.
import type { Digest } from '../digest.ts';
import type { Alarm } from '../model-state.ts';
import { startAftermath } from './aftermath.ts';
import { DAY_MS, dayOf } from './day.ts';
import { ofRange, withinRange } from './loss.ts';
import { meanOf, resumeSignal, type SignalState, startSignal } from './signal.ts';
import { seedFor, type Trailing } from './trailing.ts';
import {
  MOST_VERSIONS,
  type PendingRecovery,
  type Reference,
  STATE_SCHEMA,
  type VersionWatch,
  type WatchState,
} from './watch-state.ts';

/** The production to be watched. */
export interface WatchedProduction {
  readonly event: Digest;
  readonly made: Digest;
  readonly version: number;
  readonly since: number;
}

/** The watch on a version that nobody has watched yet. */
export function newVersionWatch(
  { made, version, since }: WatchedProduction,
  reference: Reference,
  former: VersionWatch | null,
): VersionWatch {
  const day = dayOf(since);
  const signals = reference.signals.map(({ name, trailing }) => ({
    name,
    state: startSignal(day),
    recent: [],
    trailing: trailingFor(former, name, trailing, day),
    learning: [],
  }));
  return { made, version, reference, signals, quality: [], weeks: [] };
}

/** The usual size of the target has nothing to do with the version: what is known of it is taken over. */
function trailingFor(former: VersionWatch | null, name: string, holdout: Trailing, day: number): Trailing {
  const known = former?.signals.find(signal => signal.name === name)?.trailing ?? [];
  const before = seedFor(
    known.filter(([counted]) => counted < day),
    day,
  );
  return before.length > 0 ? before : seedFor(holdout, day);
}

/** The state that this run goes on from; the first version in it is the one in use. */
export function openState(
  previous: WatchState | null,
  production: WatchedProduction,
  version: VersionWatch,
  at: string,
): WatchState {
  if (previous === null) return firstState(production, version, at);
  const others = previous.versions.filter(({ made }) => made !== version.made);
  const versions = [version, ...others].slice(0, MOST_VERSIONS);
  if (previous.production === production.event) {
    return { ...previous, at, versions: versions.map(unmarked) };
  }
  return {
    ...movedOn(previous, production),
    at,
    versions: [resumed(version, production, others[0] ?? null), ...versions.slice(1)],
  };
}

const firstState = (production: WatchedProduction, version: VersionWatch, at: string): WatchState => ({
  schema: STATE_SCHEMA,
  at,
  production: production.event,
  since: production.since,
  files: [],
  watermark: null,
  rowsThrough: dayOf(production.since) - 1,
  labels: { through: dayOf(production.since) - 1, beyond: [] },
  volumes: [],
  chart: [],
  versions: [version],
  recovery: null,
});

/** Another production: its days begin anew, and files that may hold its rows are read again. */
function movedOn(previous: WatchState, { event, since }: WatchedProduction): WatchState {
  const first = dayOf(since);
  return {
    ...previous,
    production: event,
    since,
    files: previous.files
      .filter(({ last }) => last === null || last < first * DAY_MS)
      .map(file => ({ ...file, days: [] })),
    rowsThrough: first - 1,
    labels: { through: first - 1, beyond: [] },
    volumes: previous.volumes.filter(([day]) => day < first),
  };
}

/** A recovery is told in the run in which it was. */
const unmarked = (version: VersionWatch): VersionWatch => ({
  ...version,
  signals: version.signals.map(signal => ({ ...signal, state: { ...signal.state, recovered: null } })),
});

/** A version that is in use again goes on where it stopped. */
function resumed(version: VersionWatch, { since }: WatchedProduction, former: VersionWatch | null): VersionWatch {
  const day = dayOf(since);
  const signals = version.signals.map(signal => ({
    ...signal,
    state: resumeSignal(signal.state, day),
    trailing: trailingFor(former, signal.name, signal.trailing, day),
  }));
  return { ...version, signals, quality: [], weeks: [] };
}

/**
 * What follows an open alarm on signals that do not remember it themselves, as it was raised under another version or before
 * the state was lost: what is known of how bad it was, on the scale of the version in use.
 */
export function followAlarm(state: WatchState, alarm: Alarm | null, names: readonly string[]): PendingRecovery | null {
  if (alarm === null || names.length === 0) return null;
  if (state.recovery?.alarm === alarm.event) return state.recovery;
  const [version, ...others] = state.versions;
  const day = state.labels.through + 1;
  const signals = names.map(name =>
    startAftermath(name, version === undefined ? null : barOf(name, version, others), day),
  );
  return { alarm: alarm.event, signals };
}

/** The lower bound of the mean loss while it was bad, at 95 %. */
function barOf(name: string, version: VersionWatch, others: readonly VersionWatch[]): number | null {
  const own = version.reference.signals.find(signal => signal.name === name);
  for (const other of others) {
    const place = other.signals.findIndex(signal => signal.name === name);
    const state = other.signals[place]?.state as SignalState | undefined;
    const reference = other.reference.signals[place];
    if (state?.alarm == null || reference === undefined || own === undefined) continue;
    const bad = meanOf(state.alarm.tally, reference.accepted?.tau ?? 1);
    if (bad === null) continue;
    const bar = withinRange(ofRange(bad.interval?.[0] ?? bad.mean, reference.range), own.range);
    return Math.max(bar, own.accepted?.limit ?? 0);
  }
  return null;
}
