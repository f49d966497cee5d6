// Everything that the watch on a model remembers between two runs, as one JSON text.
import type { Digest } from '../digest.ts';
import type { Accepted } from './accepted.ts';
import type { Aftermath } from './aftermath.ts';
import type { FeatureCounts, FeatureReference } from './feature.ts';
import type { LossRange } from './loss.ts';
import type { QualityDay } from './quality.ts';
import type { SignalState } from './signal.ts';
import type { Trailing } from './trailing.ts';

/** A file of logs as it was read: enough to know it again, and to notice what changed in it. */
export interface FileRecord {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly digest: Digest;
  /** Where its last line was left out, as it had no end: the digest of all of it. */
  readonly whole?: Digest;
  /** The time of its latest row, of whatever version. */
  readonly last: number | null;
  /** The rows of the production that is watched. */
  readonly days: readonly FileDay[];
}

/** The rows of one day in one file: how many, how many labelled, and a sum over their contents in any order. */
export type FileDay = readonly [day: number, rows: number, labelled: number, content: number];

/** One watched mean, and what it is held against. */
export interface SignalReference {
  readonly name: string;
  readonly kind: 'performance' | 'business';
  /** null for all rows. */
  readonly slice: { readonly column: string; readonly value: string } | null;
  /** The column of a business metric, and which way it must not go. */
  readonly business: { readonly column: string; readonly must_not: 'fall' | 'rise' } | null;
  /** null while a business metric is still being learnt from production's first days. */
  readonly accepted: Accepted | null;
  readonly range: LossRange;
  /** The holdout's last days, for losses that are divided by the usual size of the target. */
  readonly trailing: Trailing;
}

/** How a numeric column is cut into slices: its values up to each edge, named. */
export interface SliceCut {
  readonly column: string;
  /** null: each value is a slice of its own. */
  readonly edges: readonly number[] | null;
  readonly names: readonly string[];
}

/** What a version was accepted by, computed once from its holdout. */
export interface Reference {
  readonly signals: readonly SignalReference[];
  readonly slices: readonly SliceCut[];
  readonly features: readonly FeatureReference[];
  readonly featuresFrom: 'training' | 'holdout' | null;
  readonly notes: readonly string[];
}

/** A counted day of a signal: its rows and mean loss, within [0, 1] and with what lies beyond. */
export type RecentDay = readonly [day: number, rows: number, loss: number, whole: number];

/** What is remembered of one signal of a version. */
export interface WatchedSignal {
  readonly name: string;
  readonly state: SignalState;
  /** The latest counted days. */
  readonly recent: readonly RecentDay[];
  readonly trailing: Trailing;
  /** Daily means of a business metric that is being learnt. */
  readonly learning: readonly number[];
}

/** Feature counts of one week. */
export interface FeatureWeek {
  readonly week: number;
  readonly features: readonly FeatureCounts[];
}

/** The watch on one version, kept when it is rolled back to. */
export interface VersionWatch {
  /** The event that made the version. */
  readonly made: Digest;
  readonly version: number;
  readonly reference: Reference;
  readonly signals: readonly WatchedSignal[];
  readonly quality: readonly QualityDay[];
  readonly weeks: readonly FeatureWeek[];
}

/** A week of the primary loss, for a chart. */
export interface LossWeek {
  /** Its first day. */
  readonly from: number;
  readonly version: number;
  readonly days: number;
  readonly rows: number;
  /** Σ over days of the mean loss, in the loss's own unit. */
  readonly sum: number;
}

/** What is remembered of an alarm that a promotion answered. */
export interface PendingRecovery {
  /** The `degraded` event. */
  readonly alarm: Digest;
  readonly signals: readonly Aftermath[];
}

/** The whole state. */
export interface WatchState {
  readonly schema: typeof STATE_SCHEMA;
  /** When it was made. */
  readonly at: string;
  /** The production event whose rows are counted, and since when. */
  readonly production: Digest;
  readonly since: number;
  readonly files: readonly FileRecord[];
  /** The time of the latest row. */
  readonly watermark: number | null;
  /** The last day whose rows have been counted. */
  readonly rowsThrough: number;
  /** The days whose labels have been counted: all up to one, and some after it. */
  readonly labels: { readonly through: number; readonly beyond: readonly number[] };
  readonly volumes: readonly (readonly [day: number, rows: number])[];
  readonly chart: readonly LossWeek[];
  /** The version in use first, then those that a rollback may return to. */
  readonly versions: readonly VersionWatch[];
  readonly recovery: PendingRecovery | null;
}

/** The state's own version. */
export const STATE_SCHEMA = 'relevo.watch-state/1';

/** Versions that are kept for a rollback. */
export const MOST_VERSIONS = 5;
/** Weeks of the chart. */
export const MOST_WEEKS = 60;

/** Writes a state. */
export const formatWatchState = (state: WatchState): string => `${JSON.stringify(state)}\n`;

/** Reads what `formatWatchState` wrote; null for anything else, as what a newer version wrote. */
export function parseWatchState(text: string): WatchState | null {
  try {
    const value = JSON.parse(text) as Partial<WatchState> | null;
    return value?.schema === STATE_SCHEMA ? (value as WatchState) : null;
  } catch {
    return null;
  }
}

/** Whether the labels of a day have been counted. */
export const hasLabelsCounted = ({ labels }: Pick<WatchState, 'labels'>, day: number): boolean =>
  day <= labels.through || labels.beyond.includes(day);

/** The labels counted so far and one more day's. */
export function withLabelsOf(labels: WatchState['labels'], day: number): WatchState['labels'] {
  const beyond = new Set([...labels.beyond, day]);
  let { through } = labels;
  while (beyond.delete(through + 1)) through += 1;
  return { through, beyond: [...beyond].filter(each => each > through).sort((a, b) => a - b) };
}
