// The rows of one day while they are read: as few numbers as counting them needs, one row a place in each column.
import type { LabelledRows } from '../../core/watch/count-labels.ts';

/** How a watch's rows are held. */
export interface RowShape {
  /** Whether rows have ids, so that one that comes twice is told. */
  readonly keyed: boolean;
  readonly sized: boolean;
  readonly slices: number;
  readonly business: readonly string[];
}

/** One row. */
export interface HeldRow {
  readonly key: number;
  readonly content: number;
  /** NaN without a label or a prediction. */
  readonly loss: number;
  readonly size: number;
  readonly labelled: boolean;
  readonly predicted: boolean;
}

/** What a day's rows come to. */
export interface FinishedDay {
  readonly rows: LabelledRows;
  /** Rows with a prediction, and how many of them are labelled. */
  readonly predicted: number;
  readonly labelled: number;
  readonly total: number;
  readonly duplicates: number;
  readonly corrected: number;
}

/** A batch's columns beyond those of single rows. */
export interface HeldColumns {
  readonly slices: readonly Int32Array[];
  readonly business: readonly Float64Array[];
}

const FIRST_CAPACITY = 256;
const LABELLED = 1;
const PREDICTED = 2;

/** Numbers that grow in number. */
class Growing<Values extends Float64Array | Int32Array | Uint8Array> {
  values: Values;
  readonly #make: (length: number) => Values;

  constructor(make: (length: number) => Values, length: number) {
    this.#make = make;
    this.values = make(length);
  }

  reserve(length: number): void {
    if (length <= this.values.length) return;
    const larger = this.#make(Math.max(length, this.values.length * 2));
    larger.set(this.values);
    this.values = larger;
  }
}

const floats = (length: number) => new Growing(size => new Float64Array(size), length);
const integers = (length: number) => new Growing(size => new Int32Array(size), length);
const bytes = (length: number) => new Growing(size => new Uint8Array(size), length);

/** One day's rows, from any number of files. */
export class HeldDay {
  readonly day: number;
  readonly #shape: RowShape;
  readonly #keys: Growing<Float64Array>;
  readonly #contents: Growing<Int32Array>;
  readonly #files: Growing<Int32Array>;
  readonly #flags: Growing<Uint8Array>;
  readonly #losses: Growing<Float64Array>;
  readonly #sizes: Growing<Float64Array>;
  readonly #slices: readonly Growing<Int32Array>[];
  readonly #business: readonly Growing<Float64Array>[];
  count = 0;

  /** `expected`: about so many rows will come. */
  constructor(day: number, shape: RowShape, expected = FIRST_CAPACITY) {
    const { keyed, sized, slices, business } = shape;
    const length = Math.max(FIRST_CAPACITY, expected);
    const [keys, sizes] = [keyed ? length : 0, sized ? length : 0];
    this.day = day;
    this.#shape = shape;
    this.#keys = floats(keys);
    this.#contents = integers(keys);
    this.#files = integers(keys);
    this.#flags = bytes(length);
    this.#losses = floats(length);
    this.#sizes = floats(sizes);
    this.#slices = Array.from({ length: slices }, () => integers(length));
    this.#business = business.map(() => floats(length));
  }

  /** Takes a row, of which the batch's columns tell the rest. */
  add(row: HeldRow, file: number, { slices, business }: HeldColumns, at: number): void {
    const place = this.count;
    if (place >= this.#losses.values.length) this.#reserve(place + 1);
    this.#losses.values[place] = row.loss;
    this.#flags.values[place] = (row.labelled ? LABELLED : 0) | (row.predicted ? PREDICTED : 0);
    if (this.#shape.keyed) {
      this.#keys.values[place] = row.key;
      this.#contents.values[place] = row.content;
      this.#files.values[place] = file;
    }
    if (this.#shape.sized) this.#sizes.values[place] = row.size;
    for (let column = 0; column < slices.length; column++) {
      (this.#slices[column] as Growing<Int32Array>).values[place] = (slices[column] as Int32Array)[at] as number;
    }
    for (let column = 0; column < business.length; column++) {
      (this.#business[column] as Growing<Float64Array>).values[place] = (business[column] as Float64Array)[
        at
      ] as number;
    }
    this.count++;
  }

  #reserve(length: number): void {
    const { keyed, sized } = this.#shape;
    const columns = [
      this.#losses,
      this.#flags,
      ...(keyed ? [this.#keys, this.#contents, this.#files] : []),
      ...(sized ? [this.#sizes] : []),
      ...this.#slices,
      ...this.#business,
    ];
    for (const column of columns) column.reserve(length);
  }

  /** The rows as they count: of those with one id the last that has a label, in the order of files and rows. */
  finish(): FinishedDay {
    const { kept, duplicates, corrected } = this.#shape.keyed
      ? this.#distinct()
      : { kept: null, duplicates: 0, corrected: 0 };
    const count = kept?.length ?? this.count;
    const at = (place: number): number => (kept === null ? place : (kept[place] as number));
    const pick = (values: Float64Array): Float64Array =>
      kept === null ? values.subarray(0, count) : Float64Array.from(kept, place => values[place] as number);
    let [labelled, predicted] = [0, 0];
    for (let place = 0; place < count; place++) {
      const flags = this.#flags.values[at(place)] as number;
      if ((flags & PREDICTED) === 0) continue;
      predicted++;
      if ((flags & LABELLED) !== 0) labelled++;
    }
    const rows: LabelledRows = {
      day: this.day,
      count,
      losses: pick(this.#losses.values),
      sizes: this.#shape.sized ? pick(this.#sizes.values) : null,
      slices: this.#slices.map(({ values }) =>
        kept === null ? values.subarray(0, count) : Int32Array.from(kept, place => values[place] as number),
      ),
      business: new Map(
        this.#shape.business.flatMap((name, column) =>
          meanEntry(name, pick(this.#business[column]?.values ?? new Float64Array())),
        ),
      ),
    };
    return { rows, predicted, labelled, total: count, duplicates, corrected };
  }

  /** The places of one row an id, by an open-addressing table over the keys. */
  #distinct(): { kept: Int32Array | null; duplicates: number; corrected: number } {
    const keys = this.#keys.values;
    const size = 2 ** Math.ceil(Math.log2(Math.max(4, this.count * 2)));
    const table = new Int32Array(size).fill(-1);
    let [duplicates, corrected] = [0, 0];
    for (let row = 0; row < this.count; row++) {
      let slot = (keys[row] as number) & (size - 1);
      for (; ; slot = (slot + 1) & (size - 1)) {
        const other = table[slot] as number;
        if (other === -1 || keys[other] === keys[row]) break;
      }
      const before = table[slot] as number;
      if (before !== -1) {
        duplicates++;
        if (this.#contents.values[before] !== this.#contents.values[row]) corrected++;
      }
      if (before === -1 || this.#replaces(row, before)) table[slot] = row;
    }
    if (duplicates === 0) return { kept: null, duplicates, corrected };
    return { kept: table.filter(row => row !== -1).sort(), duplicates, corrected };
  }

  #replaces(row: number, before: number): boolean {
    const isLabelled = (place: number): boolean => ((this.#flags.values[place] as number) & LABELLED) !== 0;
    if (isLabelled(row) !== isLabelled(before)) return isLabelled(row);
    return (this.#files.values[row] as number) >= (this.#files.values[before] as number);
  }
}

/** The mean of the values that are there. */
function meanEntry(name: string, values: Float64Array): [string, { mean: number; rows: number }][] {
  let [sum, rows] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    rows++;
  }
  return rows === 0 ? [] : [[name, { mean: sum / rows, rows }]];
}
