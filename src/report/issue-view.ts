// What the issue of a model tells: facts as numbers, put together from the watch's document, the ledger and the config.

/** What is measured in: shares are shown as percent, durations are milliseconds, rows are those of a day. */
export type WatchUnit = 'percent' | 'target' | 'number' | 'rows' | 'duration' | 'columns';

/** One watched quantity. Its name is foreign text where it holds a column or a value. */
export interface SignalView {
  /** What it is called in the ledger. */
  readonly id: string;
  /** `overall WAPE`, `shop = Vigo`. */
  readonly name: string;
  readonly kind: 'performance' | 'business' | 'quality';
  readonly state: 'worse' | 'fine' | 'unknown';
  readonly unit: WatchUnit;
  /** What was promised, and on which side of it lies what is worse. */
  readonly promised: { readonly bound: 'at-most' | 'at-least'; readonly value: number } | null;
  /** What it was when it was promised. */
  readonly before: number | null;
  readonly now: number | null;
  /** A two-sided 90 % interval of `now`. */
  readonly interval: readonly [number, number] | null;
  readonly rows: number | null;
  /** Which columns are meant, or why nothing is known; foreign text. */
  readonly detail: string | null;
  /** A day, as `2025-07-03`: since when it is likely so. */
  readonly since: string | null;
}

/** A column whose values moved. It never raises an alarm by itself. */
export interface DriftView {
  readonly feature: string;
  /** The value whose share of rows changed most; null for numbers, of which the mean is told. */
  readonly label: string | null;
  readonly before: number | null;
  readonly now: number | null;
  /** The effect size, the Jensen–Shannon distance: between 0, for no difference, and 1. */
  readonly distance: number;
}

/** What one week came to. */
export interface WeekView {
  /** The first day, as `2025-06-30`. */
  readonly from: string;
  readonly value: number | null;
  readonly rows: number;
}

/** A version, and since when it is or was in use. */
export interface VersionView {
  readonly version: number;
  readonly since: string;
}

/** Everything that the issue tells. */
export interface IssueView {
  readonly model: string;
  readonly status: 'worse' | 'recovered';
  /** What leads: the signal that says most about the alarm, or about its end. */
  readonly leading: SignalView;
  readonly signals: readonly SignalView[];
  readonly weeks: { readonly metric: string; readonly unit: WatchUnit; readonly of: readonly WeekView[] };
  readonly drift: readonly DriftView[];
  /** The version that got worse. */
  readonly alarmed: VersionView;
  /** The version that is watched now. */
  readonly watched: VersionView;
  /** All that was in use, the oldest first; for what stands beside the chart and for the way back. */
  readonly versions: readonly VersionView[];
  readonly falseAlarmEvery: string;
  /** The day up to which rows were counted. */
  readonly until: string;
  /** Signals that a person said to know. */
  readonly acknowledged: readonly string[];
  readonly snoozedUntil: string | null;
  readonly retrain: RetrainView;
  /** What a reader should know about the numbers; may hold foreign text. */
  readonly notes: readonly string[];
}

/** What is done to mend it. */
export type RetrainView =
  | { readonly kind: 'none'; readonly can: boolean }
  | { readonly kind: 'pull-request'; readonly number: number; readonly url: string }
  | { readonly kind: 'branch'; readonly branch: string; readonly compareUrl: string };
