// Reads one file of logs: every row goes to its day, and what the file holds is noted.
import { mix } from '../../core/text-hash.ts';
import type { WatchedLoss } from '../../core/watch/loss.ts';
import type { FileDay, Reference } from '../../core/watch/watch-state.ts';
import { RelevoError } from '../../errors.ts';
import type { RowBatch, Table } from '../../ports.ts';
import type { HeldDay, HeldRow } from './held-day.ts';
import { findRowColumns, type RowColumns } from './log-columns.ts';
import { LogNumbers, type Numbers } from './log-numbers.ts';
import { type LogOrigin, LogRows, noRows, type RowTotals, whyNot } from './log-rows.ts';

/** What is read, and what for. */
export interface LogReading extends LogOrigin {
  readonly loss: WatchedLoss;
  readonly reference: Reference;
  /** The day that holds the rows of a day number; null for a day whose rows are not held. */
  dayFor(day: number): HeldDay | null;
}

/** What a file turned out to hold of this production. */
export interface FileContents {
  readonly days: readonly FileDay[];
  /** The time of the latest row of any version that is not in the future; null when there is none. */
  readonly last: number | null;
  /** The time of the latest row of this production. */
  readonly watermark: number | null;
  readonly totals: RowTotals;
  /** Some of the labels of other versions. */
  readonly foreign: readonly string[];
}

/** Reads a file whose place among all files is `place`; one without rows holds nothing. */
export async function readLog(table: Table, place: number, reading: LogReading): Promise<FileContents> {
  const columns = await findRowColumns(table, reading);
  const pass = new LogPass(table.name, place, reading, columns);
  for await (const batch of table.read(columns.wanted)) pass.take(batch);
  return pass.contents();
}

/** A file that nothing was read from. */
export const noContents = (): FileContents => ({
  days: [],
  last: null,
  watermark: null,
  totals: noRows(),
  foreign: [],
});

/** Whether a table turned out to be one without rows: production may have had nothing to predict. */
export const isWithoutRows = (thrown: unknown): boolean =>
  thrown instanceof RelevoError && (thrown.code === 'table-empty' || thrown.code === 'table-no-rows');

interface DayNote {
  rows: number;
  labelled: number;
  content: number;
}

class LogPass {
  readonly #place: number;
  readonly #reading: LogReading;
  readonly #rows: LogRows;
  readonly #numbers: LogNumbers;
  readonly #notes = new Map<number, DayNote>();
  readonly #totals = noRows();
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

  constructor(file: string, place: number, reading: LogReading, columns: RowColumns) {
    this.#place = place;
    this.#reading = reading;
    this.#rows = new LogRows(file, reading, columns.hasVersion);
    this.#numbers = new LogNumbers(file, reading, columns);
  }

  take(batch: RowBatch): void {
    this.#rows.turn(batch);
    const numbers = this.#numbers.of(batch);
    this.#totals.read += batch.rows;
    for (let row = 0; row < batch.rows; row++) this.#takeRow(numbers, row);
  }

  contents(): FileContents {
    const found = [...this.#notes].sort(([a], [b]) => a - b);
    const finite = (time: number): number | null => (Number.isFinite(time) ? time : null);
    return {
      days: found.map(([day, { rows, labelled, content }]) => [day, rows, labelled, content | 0] as const),
      last: finite(this.#last),
      watermark: finite(this.#watermark),
      totals: this.#totals,
      foreign: this.#rows.foreign,
    };
  }

  /** Notes a row and gives it to its day. */
  #takeRow(numbers: Numbers, at: number): void {
    const { now, loss, model } = this.#reading;
    const time = this.#rows.times[at] as number;
    if (time <= now && time > this.#last) this.#last = time;
    const day = this.#rows.day(at);
    if (day < 0) {
      this.#totals[whyNot(day)]++;
      return;
    }
    const prediction = numbers.predictions[at] as number;
    const target = numbers.targets === null ? Number.NaN : (numbers.targets[at] as number);
    const row = this.#row;
    row.predicted = !Number.isNaN(prediction);
    row.labelled = model.task === 'score' ? row.predicted : !Number.isNaN(target);
    row.key = numbers.keys === null ? 0 : (numbers.keys[at] as number);
    row.content = mix(bitsOf(prediction) + Math.imul(bitsOf(target), 31));
    this.#note(day, row);
    if (time > now) {
      this.#totals.future++;
      return;
    }
    if (time > this.#watermark) this.#watermark = time;
    if (!row.predicted) this.#totals.without_prediction++;
    const held = this.#reading.dayFor(day);
    if (held === null) return;
    row.loss = row.labelled && row.predicted ? loss.of(target, prediction) : Number.NaN;
    row.size = Math.abs(target);
    held.add(row, this.#place, numbers, at);
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
}

const bits = new Float64Array(1);
const halves = new Int32Array(bits.buffer);

/** The bits of a double, folded; every NaN alike. */
function bitsOf(value: number): number {
  if (Number.isNaN(value)) return 0;
  bits[0] = value;
  return (halves[0] as number) ^ Math.imul(halves[1] as number, 0x9e3779b1);
}
