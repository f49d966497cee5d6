// Signals and facts as rows that every surface shows, in the units people know them in.
import { alarmThreshold, logEvidence } from '../statistics/e-detector.ts';
import type { Accepted } from './accepted.ts';
import { asLoss } from './business.ts';
import { DAY_MS, dayText } from './day.ts';
import { type LossRange, ofRange, shareOf, type WatchedLoss } from './loss.ts';
import { columnFacts, type Fact, type QualityRules, stalenessFact, volumeFact } from './quality.ts';
import { added, emptyTally, meanOf, type Tally, wholeMeanOf } from './signal.ts';
import type { SignalReference, VersionWatch, WatchedSignal, WatchState } from './watch-state.ts';

/** One row. */
export interface WatchRow {
  readonly name: string;
  readonly kind: 'performance' | 'business' | 'quality' | 'drift' | 'labels';
  readonly slice: { readonly column: string; readonly value: string } | null;
  readonly state: 'fine' | 'worse' | 'recovered' | 'unknown';
  /** What it was on the holdout at promotion. */
  readonly accepted: number | null;
  readonly promised: number | null;
  readonly now: number | null;
  readonly interval: readonly [number, number] | null;
  readonly unit: 'percent' | 'target' | 'number' | 'rows' | 'duration' | 'columns';
  readonly better: 'lower' | 'higher';
  readonly since: string | null;
  readonly days: number;
  readonly rows: number;
  readonly evidence: number | null;
  readonly threshold: number | null;
  readonly detail: string | null;
}

/** How losses become the values that people read. */
interface Scale {
  readonly unit: WatchRow['unit'];
  readonly better: WatchRow['better'];
  /** Between which shares of the range a mean lies, whatever the data. */
  readonly bounds: readonly [number, number];
  readonly show: (share: number) => number;
}

/** Every performance and business signal of a version. */
export function signalRows(version: VersionWatch, loss: WatchedLoss): WatchRow[] {
  const { signals: references } = version.reference;
  return version.signals.map((signal, index) =>
    signalRow(signal, references[index] as SignalReference, {
      loss,
      threshold: alarmThreshold(index === 0 ? 'overall' : 'other', references.length),
    }),
  );
}

function signalRow(
  signal: WatchedSignal,
  reference: SignalReference,
  { loss, threshold }: { readonly loss: WatchedLoss; readonly threshold: number },
): WatchRow {
  const { name, kind, slice, accepted } = reference;
  const scale = scaleOf(reference, loss);
  const common = { name, kind, slice, unit: scale.unit, better: scale.better, threshold };
  if (accepted === null) return { ...common, ...blank, state: 'unknown', detail: learningDetail(signal) };
  const { alarm, recovered } = signal.state;
  const tally = alarm?.tally ?? recentTally(signal);
  const mean = wholeMeanOf(tally, accepted.tau, scale.bounds);
  const shown =
    mean?.interval == null ? null : ([...mean.interval.map(scale.show)].sort((a, b) => a - b) as [number, number]);
  const since = alarm?.since ?? recovered?.day ?? null;
  return {
    ...common,
    state: stateOf(signal, accepted.limit),
    accepted: scale.show(accepted.mean),
    promised: scale.show(Math.min(1, accepted.limit)),
    now: mean === null ? null : scale.show(mean.mean),
    interval: shown,
    since: since === null ? null : dayText(since),
    days: tally.days,
    rows: tally.rows,
    evidence: evidenceOf(signal),
    detail: detailOf(tally, reference, accepted),
  };
}

/** Why a promise says less than it seems to. */
function detailOf(tally: Tally, { kind }: SignalReference, { limit, tau }: Accepted): string | null {
  if (limit >= 1) return 'its errors on the holdout were so large that worse ones could not be told';
  if (tally.days === 0 || kind !== 'performance') return null;
  const isWithin = (meanOf(tally, tau)?.mean ?? 0) <= limit && tally.whole.sum / tally.days > limit;
  return isWithin ? 'within it when errors count as no larger than those of the holdout' : null;
}

const blank = {
  accepted: null,
  promised: null,
  now: null,
  interval: null,
  since: null,
  days: 0,
  rows: 0,
  evidence: null,
};

function stateOf({ state, recent }: WatchedSignal, limit: number): WatchRow['state'] {
  if (state.alarm !== null) return 'worse';
  if (state.recovered !== null) return 'recovered';
  return recent.length === 0 || limit >= 1 ? 'unknown' : 'fine';
}

const learningDetail = ({ learning }: WatchedSignal): string =>
  `what is usual is being learnt, from ${learning.length} days so far`;

/** The evidence of harm, and of an alarm at the day it was told. */
function evidenceOf({ state }: WatchedSignal): number | null {
  const log = state.alarm?.logEvidence ?? logEvidence(state.detector);
  return log === Number.NEGATIVE_INFINITY ? 0 : Math.exp(Math.min(log, LARGEST_LOG));
}

/** Beyond it a double holds no more. */
const LARGEST_LOG = 700;

/** The days remembered as one tally. */
const recentTally = ({ recent }: WatchedSignal): Tally =>
  recent.reduce<Tally>((tally, [, rows, loss, whole]) => added(tally, { rows, loss, whole }), emptyTally);

function scaleOf({ business, range }: SignalReference, loss: WatchedLoss): Scale {
  if (business === null) {
    const bounds = [shareOf(loss.bounds[0], range), shareOf(loss.bounds[1], range)] as const;
    return { unit: loss.unit, better: loss.better, bounds, show: share => loss.show(ofRange(share, range)) };
  }
  const show = (share: number): number => asLoss(ofRange(share, range), business.must_not);
  const better = business.must_not === 'fall' ? 'higher' : 'lower';
  return { unit: 'number', better, bounds: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], show };
}

/** What the mean of a week's losses is as the metric's value. */
export const chartValue = (mean: number, loss: WatchedLoss): number => loss.show(mean);

/** The limit of the overall signal as the metric's value. */
export function promisedOverall({ reference }: VersionWatch, loss: WatchedLoss): number | null {
  const overall = reference.signals[0];
  return overall?.accepted == null
    ? null
    : loss.show(ofRange(Math.min(1, overall.accepted.limit), overall.range as LossRange));
}

/** The rows of facts: columns, volume, staleness, and labels. */
export function factRows(state: WatchState, { rules, now, labelTimeoutMs, needsLabels }: FactRules): WatchRow[] {
  const [version] = state.versions;
  if (version === undefined) return [];
  const facts = [
    ...columnFacts(version.reference.features, version.quality, rules),
    volumeFact(state.volumes, rules),
    stalenessFact(state.watermark, now, rules),
  ];
  const quality = facts.map((fact): WatchRow => factRow(fact, 'quality'));
  return needsLabels ? [...quality, factRow(labelsFact(state, now, labelTimeoutMs), 'labels')] : quality;
}

/** By what facts are told. */
export interface FactRules {
  readonly rules: QualityRules;
  readonly now: number;
  readonly labelTimeoutMs: number;
  readonly needsLabels: boolean;
}

function factRow({ name, state, promised, now, unit, detail }: Fact, kind: 'quality' | 'labels'): WatchRow {
  const better = unit === 'rows' ? 'higher' : 'lower';
  return { ...blank, name, kind, slice: null, state, promised, now, unit, better, threshold: null, detail };
}

/** How long ago the last day ended whose labels were counted. */
function labelsFact(state: WatchState, now: number, timeout: number): Fact {
  const last = state.versions[0]?.signals[0]?.recent.at(-1)?.[0];
  const end = ((last ?? Math.floor(state.since / DAY_MS) - 1) + 1) * DAY_MS;
  const age = Math.max(0, now - Math.max(end, state.since));
  // A day is complete only a day after its end.
  const promised = timeout + DAY_MS;
  const isMissing = age > promised;
  const detail = isMissing ? 'labels are missing' : null;
  return {
    name: 'time without labels',
    state: isMissing ? 'worse' : 'fine',
    promised,
    now: age,
    unit: 'duration',
    detail,
  };
}
