// Which rows of logs are those of the production that is watched, and of which day.
import { DAY_MS, dayOf } from '../../core/watch/day.ts';
import { fail } from '../../errors.ts';
import type { RowBatch } from '../../ports.ts';
import { asTime, labelCache, numbersOf } from './cells.ts';
import type { WatchedModel } from './monitor.ts';

/** The production whose rows count: since when, and what the version column calls it. */
export interface LogOrigin {
  readonly model: WatchedModel;
  readonly since: number;
  readonly isVersion: (label: string) => boolean;
  readonly now: number;
}

/** Rows that were read and do not count, by why. */
export interface RowTotals {
  read: number;
  other_versions: number;
  before_promotion: number;
  without_time: number;
  without_prediction: number;
  future: number;
}

/** No rows. */
export const noRows = (): RowTotals => ({
  read: 0,
  other_versions: 0,
  before_promotion: 0,
  without_time: 0,
  without_prediction: 0,
  future: 0,
});

/** Why a row is not this production's, by what `day` answers for it: -1, -2, -3. */
const OTHERS = ['without_time', 'other_versions', 'before_promotion'] as const;

/** The reason behind a day below 0. */
export const whyNot = (day: number): (typeof OTHERS)[number] => OTHERS[-1 - day] as (typeof OTHERS)[number];

/** So many labels of other versions are kept of a file, and so much of each. */
const MOST_FOREIGN = 20;
const LONGEST_FOREIGN = 80;

const THIS = 1;
const OTHER = 0;

/** The rows of one file, a batch at a time. */
export class LogRows {
  readonly #since: number;
  readonly #firstDay: number;
  readonly #columns: { readonly time: string; readonly version: string | null };
  readonly #times;
  readonly #versions;
  #lineOf: (row: number) => number = () => 0;
  /** Some of the labels of other versions. */
  readonly foreign: string[] = [];
  times: Float64Array = new Float64Array();
  #labels: Float64Array | null = null;

  /** `hasVersion`: whether the file has the version column. */
  constructor(file: string, { model, since, isVersion }: LogOrigin, hasVersion: boolean) {
    const { time, version } = model.monitor;
    this.#since = since;
    this.#firstDay = dayOf(since);
    this.#columns = { time, version: hasVersion ? version : null };
    this.#times = labelCache((text, row) => {
      const found = asTime(text);
      if (!Number.isNaN(found) || text.trim() === '') return found;
      const place = { file, line: this.#lineOf(row), column: time };
      throw fail('data-value', { ...place, found: JSON.stringify(text), expected: 'a date or time' });
    });
    this.#versions = labelCache(label => {
      const text = label.trim();
      if (text === '') return Number.NaN;
      if (isVersion(text)) return THIS;
      if (this.foreign.length < MOST_FOREIGN) this.foreign.push(text.slice(0, LONGEST_FOREIGN));
      return OTHER;
    });
  }

  /** Turns to a batch. */
  turn(batch: RowBatch): void {
    const { columns, rows } = batch;
    const { time, version } = this.#columns;
    this.#lineOf = row => batch.lineOf(row);
    const [times, versions] = [columns.get(time), version === null ? undefined : columns.get(version)];
    this.times = times === undefined ? new Float64Array(rows).fill(Number.NaN) : numbersOf(times, rows, this.#times);
    this.#labels = versions === undefined ? null : numbersOf(versions, rows, this.#versions);
  }

  /** The day of a row; below 0 where the row is not this production's. The version's first day is all its own. */
  day(row: number): number {
    const time = this.times[row] as number;
    if (Number.isNaN(time)) return -1;
    const version = this.#labels === null ? Number.NaN : (this.#labels[row] as number);
    if (version === OTHER) return -2;
    const day = Math.floor(time / DAY_MS);
    return (version === THIS ? day < this.#firstDay : time < this.#since) ? -3 : day;
  }
}
