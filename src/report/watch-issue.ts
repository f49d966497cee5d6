// The watch's document beside the ledger, as what the model's issue tells.
import { ledgerName } from '../core/degradation.ts';
import type { ModelState, Production } from '../core/model-state.ts';
import { metricName } from './figures.ts';
import type { DriftView, IssueView, RetrainView, SignalView, VersionView } from './issue-view.ts';
import type { Watch, WatchSignal } from './watch-schema.ts';
import { signalName } from './watch-words.ts';

/** What is known when an issue is written. */
export interface IssueFacts {
  readonly watch: Watch;
  /** The document with which the open or last alarm came; null where none was kept. */
  readonly alarmed: Watch | null;
  readonly status: 'worse' | 'recovered';
  /** The production event that the alarm was about, and its signals by their ledger's names. */
  readonly alarm: { readonly production: string; readonly signals: readonly string[] };
  readonly state: ModelState;
  readonly acknowledged: readonly string[];
  readonly snoozedUntil: string | null;
  readonly retrain: RetrainView;
}

/** Puts it together; null when nothing is in production, or nothing that could lead. */
export function issueView(facts: IssueFacts): IssueView | null {
  const { watch, status, state, alarm } = facts;
  const watched = state.production;
  const leading = leadingSignal(facts);
  if (watched === null || leading === null) return null;
  const about = state.productions.find(({ event }) => event === alarm.production) ?? watched;
  return {
    model: watch.model,
    status,
    leading,
    signals: signalViews(watch),
    weeks: weeksOf(watch),
    drift: watch.drift.flatMap(driftOf),
    alarmed: versionOf(about),
    watched: versionOf(watched),
    versions: state.productions.map(versionOf),
    falseAlarmEvery: watch.false_alarm_every.text,
    until: lastDay(watch),
    acknowledged: facts.acknowledged,
    snoozedUntil: facts.snoozedUntil,
    retrain: facts.retrain,
    notes: [...(watch.state === 'unknown' && watch.reason !== null ? [watch.reason] : []), ...watch.notes],
  };
}

/** Every signal, that of all rows first. Drift has a table of its own. */
export function signalViews(watch: Watch): SignalView[] {
  return watch.signals
    .filter(({ kind }) => kind !== 'drift')
    .map(viewOf)
    .sort((a, b) => Number(isOverall(b, watch)) - Number(isOverall(a, watch)));
}

/** The day up to which labels were counted; before any were, the day of the look. */
export const lastDay = ({ days, at }: Watch): string => days.last ?? at.slice(0, 10);

/** The signal that says most: of the alarm, the one of all rows first, then the one with most evidence. */
function leadingSignal(facts: IssueFacts): SignalView | null {
  const { watch, alarmed, alarm, status, state } = facts;
  const inAlarm = ({ name }: WatchSignal): boolean => alarm.signals.includes(ledgerName(name));
  const wasWorse = strongest((alarmed?.signals ?? []).filter(inAlarm));
  const now = watch.signals.filter(inAlarm);
  if (status === 'recovered') {
    const back = strongest(now.filter(({ state: one }) => one === 'recovered')) ?? strongest(now) ?? watch.signals[0];
    if (back === undefined) return null;
    const before = wasWorse?.name === back.name ? wasWorse.now : null;
    return { ...viewOf(back), before };
  }
  const about = state.productions.find(({ event }) => event === alarm.production) ?? null;
  // What is watched now may be another version, whose numbers are not those of the alarm.
  const isSame = about?.event === state.production?.event;
  const worse = isSame ? strongest(now.filter(({ state: one }) => one === 'worse')) : undefined;
  const leading = worse ?? wasWorse ?? strongest(now) ?? watch.signals[0];
  return leading === undefined ? null : viewOf(leading);
}

const kinds: readonly WatchSignal['kind'][] = ['performance', 'business', 'labels', 'quality', 'drift'];

function strongest(signals: readonly WatchSignal[]): WatchSignal | undefined {
  return [...signals].sort(
    (a, b) =>
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      Number(a.slice !== null) - Number(b.slice !== null) ||
      (b.evidence ?? 0) - (a.evidence ?? 0),
  )[0];
}

const shownKinds: Readonly<Record<WatchSignal['kind'], SignalView['kind']>> = {
  performance: 'performance',
  business: 'business',
  quality: 'quality',
  labels: 'quality',
  drift: 'quality',
};

/** Foreign text is made inert where it is written. */
const itself = (text: string): string => text;

function viewOf(signal: WatchSignal): SignalView {
  const { name, kind, promised, better, rows, since } = signal;
  return {
    id: ledgerName(name),
    name: signalName(signal, itself),
    kind: shownKinds[kind],
    state: signal.state === 'recovered' ? 'fine' : signal.state,
    unit: signal.unit,
    promised: promised === null ? null : { bound: better === 'lower' ? 'at-most' : 'at-least', value: promised },
    before: signal.accepted,
    now: signal.now,
    interval: signal.interval,
    rows: rows > 0 ? rows : null,
    detail: signal.detail,
    since,
  };
}

const isOverall = ({ name, kind }: SignalView, { weekly }: Watch): boolean =>
  kind === 'performance' && weekly !== null && name === `overall ${metricName(weekly.metric)}`;

function weeksOf({ weekly }: Watch): IssueView['weeks'] {
  if (weekly === null) return { metric: '', unit: 'number', of: [] };
  const { metric, unit, points } = weekly;
  return { metric, unit, of: points.map(({ from, value, rows }) => ({ from, value, rows })) };
}

/** Only what moved, by how far. */
function driftOf({ feature, state, distance, label, before, now }: Watch['drift'][number]): DriftView[] {
  if (state !== 'shifted' || distance === null) return [];
  const moved = label === null ? { label: null, before, now } : { ...label, label: label.value };
  return [{ feature, label: moved.label, before: moved.before, now: moved.now, distance }];
}

const versionOf = ({ version, since }: Production): VersionView => ({ version, since });
