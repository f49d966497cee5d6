// The watch while days are counted, one after another in their order: what is remembered, moved on by each of them.
import { countAftermath } from './aftermath.ts';
import { type CountRules, countLabels, type LabelledRows, withLearnt } from './count-labels.ts';
import { DAY_MS } from './day.ts';
import { addCounts, type FeatureCounts } from './feature.ts';
import type { QualityDay } from './quality.ts';
import { type FeatureWeek, type LossWeek, MOST_WEEKS, type WatchState, withLabelsOf } from './watch-state.ts';

/** A complete day's columns, whether or not its labels are known. */
export interface DayColumns {
  readonly quality: QualityDay;
  /** By the reference's features; null where nothing was counted of them. */
  readonly features: readonly FeatureCounts[] | null;
}

/** The latest days that facts about columns are told from, and that tell the usual volume. */
const QUALITY_DAYS = 7;
const VOLUME_DAYS = 56;
/** Features are held against training on the latest four weeks. */
const FEATURE_WEEKS = 4;
const WEEK = 7;
/** 1970 began on a Thursday; weeks begin on Mondays. */
const MONDAY = 3;

/** The Monday of a day's week. */
export const weekOf = (day: number): number => Math.floor((day + MONDAY) / WEEK) * WEEK - MONDAY;

/** Counts days into a state. */
export class DayCounter {
  #state: WatchState;
  readonly #rules: CountRules;
  /** The days whose labels were counted, in order. */
  readonly counted: number[] = [];

  constructor(state: WatchState, rules: CountRules) {
    this.#state = state;
    this.#rules = rules;
  }

  get state(): WatchState {
    return this.#state;
  }

  /** Forgets what was counted since a state. */
  restart(state: WatchState): void {
    this.#state = state;
    this.counted.length = 0;
  }

  /** Counts the rows of the day after the last one counted: `volume` of them, each id once. */
  countRows(day: number, volume: number): void {
    if (day !== this.#state.rowsThrough + 1) throw new RangeError(`day ${day} is not the next`);
    const isWhole = day * DAY_MS >= this.#state.since;
    this.#state = {
      ...this.#state,
      rowsThrough: day,
      // The day of the promotion is only in part this production's.
      volumes: isWhole ? [...this.#state.volumes, [day, volume] as const].slice(-VOLUME_DAYS) : this.#state.volumes,
    };
  }

  /** Of days with rows, in their order, those whose features will be remembered once all of them are counted. */
  remembered(days: readonly number[]): number[] {
    const known = this.#state.versions[0]?.weeks.map(({ week }) => week) ?? [];
    const weeks = [...new Set([...known, ...days.map(weekOf)])].slice(-FEATURE_WEEKS);
    return days.filter(day => weeks.includes(weekOf(day)));
  }

  /** Counts the columns of a day whose rows were counted; days come in their order. */
  countColumns({ quality, features }: DayColumns): void {
    const [version, ...others] = this.#state.versions;
    if (version === undefined) throw new RangeError('no version is watched');
    const next = {
      ...version,
      quality: [...version.quality, quality].slice(-QUALITY_DAYS),
      weeks: features === null ? version.weeks : withFeatures(version.weeks, quality.day, features),
    };
    this.#state = { ...this.#state, versions: [next, ...others] };
  }

  /** Counts the labels of a complete day, once. */
  countLabels(day: LabelledRows): void {
    const [version, ...others] = this.#state.versions;
    if (version === undefined) throw new RangeError('no version is watched');
    const counted = countLabels(version, day, this.#rules);
    const learnt = withLearnt(counted.version, day.day, this.#rules);
    const chart =
      counted.overall === null
        ? this.#state.chart
        : withWeek(this.#state.chart, { ...counted.overall, day: day.day, version: version.version });
    this.#state = { ...this.#state, versions: [learnt, ...others], chart };
    this.#countRecovery(day.day);
    this.pass(day.day);
    if (counted.overall !== null) this.counted.push(day.day);
  }

  /** Marks a day as counted. */
  pass(day: number): void {
    this.#state = { ...this.#state, labels: withLabelsOf(this.#state.labels, day) };
  }

  /** Moves on what follows an alarm that the signals do not remember themselves. */
  #countRecovery(day: number): void {
    const { recovery, versions } = this.#state;
    const version = versions[0];
    if (recovery === null || version === undefined) return;
    const signals = recovery.signals.map(each => {
      const place = version.signals.findIndex(({ name }) => name === each.signal);
      const accepted = version.reference.signals[place]?.accepted;
      const last = version.signals[place]?.recent.at(-1);
      if (accepted == null || last === undefined || last[0] !== day) return each;
      return countAftermath(each, { day, rows: last[1], loss: last[2], whole: last[3] }, accepted);
    });
    this.#state = { ...this.#state, recovery: { ...recovery, signals } };
  }
}

function withFeatures(
  weeks: readonly FeatureWeek[],
  day: number,
  features: readonly FeatureCounts[],
): readonly FeatureWeek[] {
  const week = weekOf(day);
  const last = weeks.at(-1);
  if (last?.week !== week) return [...weeks, { week, features }].slice(-FEATURE_WEEKS);
  const sums = last.features.map((counts, place) => addCounts(counts, features[place] ?? counts));
  return [...weeks.slice(0, -1), { week, features: sums }];
}

function withWeek(
  chart: readonly LossWeek[],
  { day, loss, rows, version }: { day: number; loss: number; rows: number; version: number },
): readonly LossWeek[] {
  const from = weekOf(day);
  const place = chart.findIndex(week => week.from === from && week.version === version);
  const known = chart[place];
  if (known === undefined) {
    const sorted = [...chart, { from, version, days: 1, rows, sum: loss }];
    return sorted.sort((a, b) => a.from - b.from || a.version - b.version).slice(-MOST_WEEKS);
  }
  return chart.with(place, { ...known, days: known.days + 1, rows: known.rows + rows, sum: known.sum + loss });
}
