// Reads one file of logs: every row goes to its day, and what the file holds is noted.
import type { ModelConfig, MonitorConfig } from '../../config/config.ts';
import { mix } from '../../core/text-hash.ts';
import { DAY_MS } from '../../core/watch/day.ts';
import type { WatchedLoss } from '../../core/watch/loss.ts';
import { sliceValue } from '../../core/watch/reference-signals.ts';
import type { FileDay, Reference } from '../../core/watch/watch-state.ts';
import { fail, RelevoError } from '../../errors.ts';
import type { Column, RowBatch, Table } from '../../ports.ts';
import { usualCode } from '../code-targets.ts';
import { asNumber, asTime, classCode, KeyReader, type LabelCache, labelCache, numbersOf } from './cells.ts';
import { FeatureCounter, type Run } from './feature-counting.ts';
import type { HeldDay, HeldRow } from './held-day.ts';
import { findLogColumns, type LogColumns } from './log-columns.ts';

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

/** What is read, and what for. */
export interface LogReading {
  readonly model: ModelConfig & { readonly monitor: MonitorConfig };
  readonly loss: WatchedLoss;
  readonly reference: Reference;
  /** The production whose rows count: since when, and what the version column calls it. */
  readonly since: number;
  readonly isVersion: (label: string) => boolean;
  readonly now: number;
  /** The day that holds the rows of a day number; null for a day whose rows are not held. */
  dayFor(day: number): HeldDay | null;
  /** Whether features of a day are counted; their totals are then those of the held day. */
  readonly features: (day: number) => boolean;
  /** Whether they may be of any day of the file. */
  readonly wantsFeatures: boolean;
}

/** What a file turned out to hold of this production. */
export interface FileContents {
  readonly days: readonly FileDay[];
  /** The time of the latest row of any version that is not in the future; null when there is none. */
  readonly last: number | null;
  /** The time of the latest row of this production. */
  readonly watermark: number | null;
  readonly totals: RowTotals;
}

/** Reads a file whose place among all files is `place`. */
export async function readLog(
  table: Table,
  place: number,
  reading: LogReading,
  tolerant = false,
): Promise<FileContents> {
  const { model, reference } = reading;
  const features = reading.wantsFeatures ? reference.features : null;
  const columns = await findLogColumns(table, { model, slices: reference.slices, features, tolerant });
  const pass = new LogPass(table.name, place, reading, columns);
  for await (const batch of table.read(columns.wanted)) pass.take(batch);
  return pass.contents();
}

/** Whether a file might be readable if its numeric features were read as texts. */
export const isCellProblem = (thrown: unknown): boolean =>
  thrown instanceof RelevoError && thrown.code === 'data-value';

const NO_DAY = -1;

interface DayNote {
  rows: number;
  labelled: number;
  content: number;
}

/** A batch's columns as numbers. */
interface Numbers {
  readonly times: Float64Array;
  readonly predictions: Float64Array;
  readonly targets: Float64Array | null;
  readonly versions: ArrayLike<number> | null;
  readonly keys: Float64Array | null;
  readonly slices: readonly Int32Array[];
  readonly business: readonly Float64Array[];
}

const THIS = 1;
const OTHER = 0;

class LogPass {
  readonly #file: string;
  readonly #place: number;
  readonly #reading: LogReading;
  readonly #columns: LogColumns;
  readonly #keys: KeyReader;
  readonly #counter: FeatureCounter;
  readonly #notes = new Map<number, DayNote>();
  readonly #totals = noRows();
  readonly #caches: { time: LabelCache; prediction: LabelCache; target: LabelCache; version: LabelCache };
  readonly #sliceCaches: readonly LabelCache[];
  readonly #numberCache: LabelCache;
  #lineOf: (row: number) => number = () => 0;
  #last = Number.NEGATIVE_INFINITY;
  #watermark = Number.NEGATIVE_INFINITY;
  readonly #row: { -readonly [K in keyof HeldRow]: HeldRow[K] } = {
    key: 0,
    content: 0,
    loss: Number.NaN,
    size: 0,
    labelled: false,
    predicted: false,
  };

  constructor(file: string, place: number, reading: LogReading, columns: LogColumns) {
    this.#file = file;
    this.#place = place;
    this.#reading = reading;
    this.#columns = columns;
    const { monitor, task } = reading.model;
    this.#keys = new KeyReader(monitor.id.length);
    this.#counter = new FeatureCounter(reading.reference.features);
    this.#numberCache = labelCache(asNumber);
    const prediction = task === 'multiclass' ? classCode : asNumber;
    this.#caches = {
      time: labelCache((text, row) => this.#checkedTime(text, row)),
      prediction: labelCache(prediction),
      target: labelCache((label, row) => this.#targetOf(label, row)),
      version: labelCache(label => (label.trim() === '' ? Number.NaN : reading.isVersion(label.trim()) ? THIS : OTHER)),
    };
    this.#sliceCaches = reading.reference.slices.map(cut => {
      const places = new Map<string, number>();
      for (const [place, { slice }] of reading.reference.signals.entries()) {
        if (slice?.column === cut.column) places.set(slice.value, place);
      }
      return labelCache(label => places.get(sliceValue(cut, label)) ?? NO_DAY);
    });
  }

  take(batch: RowBatch): void {
    this.#lineOf = row => batch.lineOf(row);
    const numbers = this.#numbersOf(batch);
    const runs: Run[] = [];
    let run: { from: number; day: HeldDay } | null = null;
    this.#totals.read += batch.rows;
    for (let row = 0; row <= batch.rows; row++) {
      const day = row < batch.rows ? this.#takeRow(numbers, row) : null;
      if (run !== null && day !== run.day) {
        if (run.day.features !== null) runs.push({ from: run.from, to: row, totals: run.day.features });
        run = null;
      }
      if (run === null && day !== null && this.#reading.features(day.day)) run = { from: row, day };
    }
    this.#counter.count(batch.columns, runs);
  }

  contents(): FileContents {
    const found = [...this.#notes].sort(([a], [b]) => a - b);
    const finite = (time: number): number | null => (Number.isFinite(time) ? time : null);
    return {
      days: found.map(([day, { rows, labelled, content }]) => [day, rows, labelled, content | 0] as const),
      last: finite(this.#last),
      watermark: finite(this.#watermark),
      totals: this.#totals,
    };
  }

  #numbersOf({ columns, rows }: RowBatch): Numbers {
    const { monitor } = this.#reading.model;
    const { hasTarget, hasVersion, slices, business } = this.#columns;
    const of = (name: string): Column => columns.get(name) as Column;
    const read = (name: string, cache: LabelCache): Float64Array => numbersOf(of(name), rows, cache);
    return {
      times: read(monitor.time, this.#caches.time),
      predictions: read(monitor.prediction, this.#caches.prediction),
      targets: hasTarget && monitor.target !== null ? read(monitor.target, this.#caches.target) : null,
      versions: hasVersion ? read(monitor.version, this.#caches.version) : null,
      keys: monitor.id.length === 0 ? null : this.#keys.read(monitor.id.map(of), rows),
      slices: this.#reading.reference.slices.map(({ column }, place) =>
        slices.has(column)
          ? new Int32Array(read(column, this.#sliceCaches[place] as LabelCache))
          : new Int32Array(rows).fill(NO_DAY),
      ),
      business: monitor.business.map(({ column }) =>
        business.has(column) ? read(column, this.#numberCache) : new Float64Array(rows).fill(Number.NaN),
      ),
    };
  }

  /** Notes a row and gives it to its day; null for one that is not held. */
  #takeRow(numbers: Numbers, at: number): HeldDay | null {
    const { since, now, loss, model } = this.#reading;
    const time = numbers.times[at] as number;
    if (Number.isNaN(time)) return this.#skip('without_time');
    if (time <= now && time > this.#last) this.#last = time;
    const version = numbers.versions === null ? Number.NaN : (numbers.versions[at] as number);
    if (version === OTHER) return this.#skip('other_versions');
    const day = Math.floor(time / DAY_MS);
    if (version === THIS ? day < Math.floor(since / DAY_MS) : time < since) return this.#skip('before_promotion');
    const prediction = numbers.predictions[at] as number;
    const target = numbers.targets === null ? Number.NaN : (numbers.targets[at] as number);
    const row = this.#row;
    row.predicted = !Number.isNaN(prediction);
    row.labelled = model.task === 'score' ? row.predicted : !Number.isNaN(target);
    row.key = numbers.keys === null ? 0 : (numbers.keys[at] as number);
    row.content = mix(bitsOf(prediction) + Math.imul(bitsOf(target), 31));
    this.#note(day, row);
    if (time > now) return this.#skip('future');
    if (time > this.#watermark) this.#watermark = time;
    if (!row.predicted) this.#totals.without_prediction++;
    const held = this.#reading.dayFor(day);
    if (held === null) return null;
    row.loss = row.labelled && row.predicted ? loss.of(target, prediction) : Number.NaN;
    row.size = Math.abs(target);
    held.add(row, this.#place, { slices: numbers.slices, business: numbers.business, at });
    return held;
  }

  #skip(why: Exclude<keyof RowTotals, 'read'>): null {
    this.#totals[why]++;
    return null;
  }

  /** Sums over contents do not depend on the order of rows. */
  #note(day: number, row: HeldRow): void {
    let note = this.#notes.get(day);
    if (note === undefined) {
      note = { rows: 0, labelled: 0, content: 0 };
      this.#notes.set(day, note);
    }
    note.rows++;
    if (row.labelled) note.labelled++;
    note.content = (note.content + mix(row.key ^ row.content)) | 0;
  }

  #checkedTime(text: string, row: number): number {
    const time = asTime(text);
    if (!Number.isNaN(time) || text.trim() === '') return time;
    const { time: column } = this.#reading.model.monitor;
    throw fail('data-value', {
      ...this.#placeOf(column, row),
      found: JSON.stringify(text),
      expected: 'a date or time',
    });
  }

  #targetOf(label: string, row: number): number {
    const { task, monitor, holdout } = this.#reading.model;
    if (label === '') return Number.NaN;
    if (task === 'multiclass') return classCode(label);
    if (task !== 'binary') return asNumber(label);
    if (holdout.positive !== null) return label === holdout.positive ? 1 : 0;
    const code = usualCode(label);
    if (code !== undefined) return code;
    throw fail('label-unknown', { ...this.#placeOf(monitor.target ?? '', row), found: label, known: ['0', '1'] });
  }

  #placeOf(column: string, row: number): { file: string; line: number; column: string } {
    return { file: this.#file, line: this.#lineOf(row), column };
  }
}

const bits = new Float64Array(1);
const halves = new Int32Array(bits.buffer);

/** The bits of a double, folded; every NaN alike. */
function bitsOf(value: number): number {
  if (Number.isNaN(value)) return 0;
  bits[0] = value;
  return (halves[0] as number) ^ Math.imul(halves[1] as number, 0x9e3779b1);
}
