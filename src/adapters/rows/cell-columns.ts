// Turns the cells of one delimited column into numbers, times, texts or codes, straight from the file's bytes.

import { keyOf, keyOfBytes } from '../../core/text-hash.ts';
import { parseTime } from '../../core/time-text.ts';
import type { CategoryColumn, Column, ColumnKind, NumberColumn, TextColumn } from '../../ports.ts';
import { BatchNumbers } from './batch-numbers.ts';
import { BytesDictionary } from './bytes-dictionary.ts';
import type { Cells } from './cell-scanner.ts';
import { parseNumberBytes } from './number-text.ts';
import { TimeBytes } from './time-bytes.ts';

const SPACE = 0x20;
const TAB = 0x09;
const LAST_ASCII = 0x7f;

/** Collects one column of one batch after another. */
export interface CellColumn {
  /** Takes one slot of scanned cells; the first record whose cell does not fit, or -1 when all do. */
  take(bytes: Buffer, cells: Cells, slot: number): number;
  /** The column of the rows taken since the last call. */
  finish(): Column;
}

/** Makes the collector for a kind of column; batches have at most `capacity` rows. */
export function createCellColumn(kind: ColumnKind, capacity: number): CellColumn {
  switch (kind) {
    case 'number':
      return new NumberCells(capacity);
    case 'time':
      return new TimeCells(capacity);
    case 'text':
      return new TextCells();
    case 'category':
      return new CategoryCells(capacity);
    case 'key':
      return new KeyCells(capacity);
  }
}

/** The text of a cell as the scanner found it: doubled quotes become single ones. */
export function cellText(bytes: Buffer, start: number, end: number): string {
  return end < 0 ? bytes.toString('utf8', start, ~end).replaceAll('""', '"') : bytes.toString('utf8', start, end);
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let position = start; position < end; position++) {
    if (bytes[position] !== SPACE && bytes[position] !== TAB) return false;
  }
  return true;
}

class NumberCells implements CellColumn {
  readonly #numbers: BatchNumbers;

  constructor(capacity: number) {
    this.#numbers = new BatchNumbers('number', capacity);
  }

  take(bytes: Buffer, cells: Cells, slot: number): number {
    const { starts, ends, kept, records } = cells;
    const { values, count } = this.#numbers;
    for (let record = 0, cell = slot; record < records; record++, cell += kept) {
      const start = starts[cell] as number;
      const end = ends[cell] as number;
      const value = end <= start ? Number.NaN : parseNumberBytes(bytes, start, end);
      if (Number.isNaN(value) && (end < 0 || !isBlank(bytes, start, end))) return record;
      values[count + record] = value;
    }
    this.#numbers.count = count + records;
    return -1;
  }

  finish(): NumberColumn {
    return this.#numbers.finish();
  }
}

/** Decodes a slot's cells together: gathered first, so that no string keeps the file's other bytes alive. */
class CellTexts {
  #scratch: Buffer = Buffer.allocUnsafeSlow(1 << 16);
  readonly #stops: number[] = [];

  /** Calls `each` with the text of every cell, in order, until it returns false; the record it stopped at, or -1. */
  decode(bytes: Buffer, cells: Cells, slot: number, each: (text: string) => boolean): number {
    const { starts, ends, kept, records } = cells;
    const isAscii = this.#gather(bytes, cells, slot);
    const all = isAscii ? this.#scratch.toString('latin1', 0, this.#stops[records - 1] ?? 0) : '';
    for (let record = 0, cell = slot, start = 0; record < records; record++, cell += kept) {
      const stop = this.#stops[record] as number;
      const text = isAscii ? all.substring(start, stop) : cellText(bytes, starts[cell] as number, ends[cell] as number);
      if (!each(text)) return record;
      start = stop;
    }
    return -1;
  }

  /** Copies the cells of a slot next to each other; false when not all of it is ASCII. */
  #gather(bytes: Buffer, cells: Cells, slot: number): boolean {
    const { starts, ends, kept, records } = cells;
    let length = 0;
    for (let record = 0, cell = slot; record < records; record++, cell += kept) {
      const start = starts[cell] as number;
      const end = ends[cell] as number;
      if (end < 0) return false;
      this.#reserve(length + end - start);
      const scratch = this.#scratch;
      for (let position = start; position < end; position++) {
        const byte = bytes[position] as number;
        if (byte > LAST_ASCII) return false;
        scratch[length++] = byte;
      }
      this.#stops[record] = length;
    }
    return true;
  }

  #reserve(length: number): void {
    if (length <= this.#scratch.length) return;
    const larger = Buffer.allocUnsafeSlow(length * 2);
    this.#scratch.copy(larger);
    this.#scratch = larger;
  }
}

class TextCells implements CellColumn {
  readonly #texts = new CellTexts();
  #values: string[] = [];

  take(bytes: Buffer, cells: Cells, slot: number): number {
    const values = this.#values;
    return this.#texts.decode(bytes, cells, slot, text => {
      values.push(text);
      return true;
    });
  }

  finish(): TextColumn {
    const values = this.#values;
    this.#values = [];
    return { kind: 'text', values };
  }
}

class TimeCells implements CellColumn {
  readonly #times = new TimeBytes();
  readonly #numbers: BatchNumbers;

  constructor(capacity: number) {
    this.#numbers = new BatchNumbers('time', capacity);
  }

  take(bytes: Buffer, cells: Cells, slot: number): number {
    const { starts, ends, kept, records } = cells;
    const { values, count } = this.#numbers;
    for (let record = 0, cell = slot; record < records; record++, cell += kept) {
      const start = starts[cell] as number;
      const end = ends[cell] as number;
      let time = end < 0 ? Number.NaN : this.#times.read(bytes, start, end);
      if (Number.isNaN(time)) {
        const text = cellText(bytes, start, end);
        time = parseTime(text);
        if (Number.isNaN(time) && text.trim() !== '') return record;
      }
      values[count + record] = time;
    }
    this.#numbers.count = count + records;
    return -1;
  }

  finish(): NumberColumn {
    return this.#numbers.finish();
  }
}

class KeyCells implements CellColumn {
  readonly #numbers: BatchNumbers;

  constructor(capacity: number) {
    this.#numbers = new BatchNumbers('key', capacity);
  }

  take(bytes: Buffer, cells: Cells, slot: number): number {
    const { starts, ends, kept, records } = cells;
    const { values, count } = this.#numbers;
    for (let record = 0, cell = slot; record < records; record++, cell += kept) {
      const start = starts[cell] as number;
      const end = ends[cell] as number;
      const key = end < 0 ? Number.NaN : keyOfBytes(bytes, start, end);
      values[count + record] = Number.isNaN(key) ? keyOf(cellText(bytes, start, end)) : key;
    }
    this.#numbers.count = count + records;
    return -1;
  }

  finish(): NumberColumn {
    return this.#numbers.finish();
  }
}

class CategoryCells implements CellColumn {
  readonly #dictionary = new BytesDictionary();
  readonly #capacity: number;
  #codes: Int32Array;
  #count = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#codes = new Int32Array(capacity);
  }

  take(bytes: Buffer, cells: Cells, slot: number): number {
    const { starts, ends, kept, records } = cells;
    const dictionary = this.#dictionary;
    const codes = this.#codes;
    let count = this.#count;
    for (let record = 0, cell = slot; record < records; record++, cell += kept) {
      const start = starts[cell] as number;
      const end = ends[cell] as number;
      codes[count++] = end < 0 ? dictionary.codeOfDoubled(bytes, start, ~end) : dictionary.codeOf(bytes, start, end);
    }
    this.#count = count;
    return -1;
  }

  finish(): CategoryColumn {
    const codes = this.#codes.slice(0, this.#count);
    this.#codes = new Int32Array(this.#capacity);
    this.#count = 0;
    return { kind: 'category', codes, labels: this.#dictionary.labels };
  }
}
