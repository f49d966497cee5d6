// Collects values that a format brings typed (JSON, Parquet) into columns, as the same cells in CSV would be read.

import { keyOf } from '../../core/text-hash.ts';
import { parseTime, timeOfNumber } from '../../core/time-text.ts';
import type { CategoryColumn, Column, ColumnKind, NumberColumn, TextColumn } from '../../ports.ts';
import { BatchNumbers } from './batch-numbers.ts';
import { parseNumber } from './number-text.ts';

/** Reads one value each way; NaN and undefined say that it cannot be read so. Null and undefined are never asked about. */
export interface Decoder {
  numberOf(value: unknown): number;
  timeOf(value: unknown): number;
  textOf(value: unknown): string | undefined;
}

/** Reads values that are what they seem: text, numbers, true and false. */
export const plainDecoder: Decoder = {
  numberOf(value) {
    if (typeof value === 'number') return Number.isFinite(value) ? value : Number.NaN;
    if (typeof value === 'bigint') return Number(value);
    return typeof value === 'string' ? parseNumber(value) : Number.NaN;
  },
  timeOf(value) {
    return typeof value === 'string' ? parseTime(value) : timeOfNumber(plainDecoder.numberOf(value));
  },
  textOf(value) {
    if (typeof value === 'string') return value;
    return typeof value === 'object' ? undefined : String(value);
  },
};

/** Collects one column of one batch after another. */
export interface ValueColumn {
  /** Takes the next row's value; false when it does not fit. */
  add(value: unknown): boolean;
  /** The column of the rows taken since the last call. */
  finish(): Column;
}

/** Makes the collector for a kind of column; batches have at most `capacity` rows. */
export function createValueColumn(kind: ColumnKind, capacity: number, decoder: Decoder): ValueColumn {
  switch (kind) {
    case 'number':
      return new Numbers('number', capacity, value => decoder.numberOf(value));
    case 'time':
      return new Numbers('time', capacity, value => decoder.timeOf(value));
    case 'text':
      return new Texts(decoder);
    case 'category':
      return new Categories(capacity, decoder);
    case 'key':
      return new Keys(capacity, decoder);
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

class Numbers implements ValueColumn {
  readonly #read: (value: unknown) => number;
  readonly #numbers: BatchNumbers;

  constructor(kind: 'number' | 'time', capacity: number, read: (value: unknown) => number) {
    this.#read = read;
    this.#numbers = new BatchNumbers(kind, capacity);
  }

  add(value: unknown): boolean {
    const number = isEmpty(value) ? Number.NaN : this.#read(value);
    if (Number.isNaN(number) && !isEmpty(value)) return false;
    this.#numbers.values[this.#numbers.count++] = number;
    return true;
  }

  finish(): NumberColumn {
    return this.#numbers.finish();
  }
}

class Texts implements ValueColumn {
  readonly #decoder: Decoder;
  #values: string[] = [];

  constructor(decoder: Decoder) {
    this.#decoder = decoder;
  }

  add(value: unknown): boolean {
    const text = value === null || value === undefined ? '' : this.#decoder.textOf(value);
    if (text === undefined) return false;
    this.#values.push(text);
    return true;
  }

  finish(): TextColumn {
    const values = this.#values;
    this.#values = [];
    return { kind: 'text', values };
  }
}

class Keys implements ValueColumn {
  readonly #decoder: Decoder;
  readonly #numbers: BatchNumbers;

  constructor(capacity: number, decoder: Decoder) {
    this.#decoder = decoder;
    this.#numbers = new BatchNumbers('key', capacity);
  }

  add(value: unknown): boolean {
    const text = value === null || value === undefined ? '' : this.#decoder.textOf(value);
    if (text === undefined) return false;
    this.#numbers.values[this.#numbers.count++] = keyOf(text);
    return true;
  }

  finish(): NumberColumn {
    return this.#numbers.finish();
  }
}

class Categories implements ValueColumn {
  readonly #decoder: Decoder;
  readonly #capacity: number;
  readonly #labels: string[] = [];
  readonly #codeOf = new Map<string, number>();
  #codes: Int32Array;
  #count = 0;

  constructor(capacity: number, decoder: Decoder) {
    this.#decoder = decoder;
    this.#capacity = capacity;
    this.#codes = new Int32Array(capacity);
  }

  add(value: unknown): boolean {
    const text = value === null || value === undefined ? '' : this.#decoder.textOf(value);
    if (text === undefined) return false;
    let code = this.#codeOf.get(text);
    if (code === undefined) {
      code = this.#labels.length;
      this.#labels.push(text);
      this.#codeOf.set(text, code);
    }
    this.#codes[this.#count++] = code;
    return true;
  }

  finish(): CategoryColumn {
    const codes = this.#codes.slice(0, this.#count);
    this.#codes = new Int32Array(this.#capacity);
    this.#count = 0;
    return { kind: 'category', codes, labels: this.#labels };
  }
}
