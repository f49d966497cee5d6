// Finds where the cells of delimited text begin and end (RFC 4180), without reading them: only structure, only positions.
import type { LineIndex } from './line-index.ts';

export const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;

/** A place in a record: its line, and its column counted from 0. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** Why a record cannot be read. */
export type Fault = { readonly kind: 'ragged'; readonly found: number } | ({ readonly kind: 'stray-quote' } & Spot);

/** What a scanner looks for: `width` columns a record (0: any number), of which `slots` (column → slot or -1) are kept. */
export interface Shape {
  readonly delimiter: number;
  readonly width: number;
  readonly slots: Int32Array;
  readonly kept: number;
}

/** The cells that a scan kept: how many records, how many cells each, and where each stands. */
export interface Cells {
  readonly records: number;
  readonly kept: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Where an unquoted cell stops: at its delimiter or line feed. */
function findStop(bytes: Uint8Array, start: number, delimiter: number): number {
  let position = start;
  let byte = bytes[position];
  while (byte !== delimiter && byte !== LINE_FEED) byte = bytes[++position];
  return position;
}

/** Where an unquoted cell ends that stops at `stop`: before a carriage return that belongs to a line feed. */
function findEnd(bytes: Uint8Array, start: number, stop: number): number {
  const isReturn = stop > start && bytes[stop] === LINE_FEED && bytes[stop - 1] === CARRIAGE_RETURN;
  return isReturn ? stop - 1 : stop;
}

/**
 * Scans whole records out of bytes that are followed by one extra line feed. The cell of record r in slot s stands at
 * `starts[r * kept + s]` up to `ends[…]`; an end below 0 is `~end` of a quoted cell in which each quote is doubled.
 */
export class CellScanner implements Cells {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly kept: number;
  /** How many records the last scan found, and where the first record begins that it did not take. */
  records = 0;
  position = 0;
  /** The line on which that record begins. */
  line: number;
  fault: Fault | undefined;
  /** The quote that was still open where the last scan's bytes ended. */
  open: Spot | undefined;
  /** How many columns the last record had that was found. */
  columns = 0;
  readonly #shape: Shape;
  readonly #capacity: number;
  #cursor = 0;
  #linesInCell = 0;
  #doubled = false;

  constructor(shape: Shape, capacity: number, line: number) {
    this.kept = shape.kept;
    this.starts = new Int32Array(shape.kept * capacity);
    this.ends = new Int32Array(shape.kept * capacity);
    this.line = line;
    this.#shape = shape;
    this.#capacity = capacity;
  }

  /** Scans the records between `from` and `to`, at most `most`, and notes their lines as rows from `firstRow` on. */
  scan(bytes: Uint8Array, from: number, to: number, most: number, lines: LineIndex, firstRow: number): void {
    const limit = Math.min(most, this.#capacity);
    this.records = 0;
    this.position = from;
    this.fault = undefined;
    this.open = undefined;
    while (this.records < limit && this.position < to) {
      const spanned = this.#record(bytes, this.position, to, this.records * this.kept);
      if (spanned === 0) return;
      if (spanned > 0) lines.note(firstRow + this.records++, this.line);
      this.line += Math.abs(spanned);
      this.position = this.#cursor;
    }
  }

  /** One record: the lines it spans, -1 for a blank line, 0 when it is incomplete or faulty. */
  #record(bytes: Uint8Array, from: number, to: number, base: number): number {
    const { delimiter, slots, width } = this.#shape;
    let lines = 1;
    let column = 0;
    for (let start = from; ; column++) {
      let end: number;
      let stop: number;
      if (bytes[start] === QUOTE) {
        end = this.#quoted(bytes, start, to, { line: this.line + lines - 1, column });
        if (end < 0) return 0;
        start++;
        stop = this.#cursor;
        lines += this.#linesInCell;
        if (this.#doubled) end = ~end;
      } else {
        stop = findStop(bytes, start, delimiter);
        if (stop >= to) return 0;
        end = findEnd(bytes, start, stop);
      }
      const slot = slots[column] ?? -1;
      if (slot >= 0) this.#keep(base + slot, start, end);
      start = stop + 1;
      if (bytes[stop] !== LINE_FEED) continue;
      this.#cursor = start;
      this.columns = column + 1;
      return this.columns === width ? lines : this.#uneven(column + 1, end === from, lines);
    }
  }

  #keep(cell: number, start: number, end: number): void {
    this.starts[cell] = start;
    this.ends[cell] = end;
  }

  /** A record whose width is not the expected one: any width was fine, a blank line, or ragged. */
  #uneven(found: number, isEmpty: boolean, lines: number): number {
    if (found === 1 && isEmpty) return -1;
    if (this.#shape.width === 0) return lines;
    this.fault = { kind: 'ragged', found };
    return 0;
  }

  /** The end of the quoted cell that begins at `start`, leaving the cursor at its terminator; -1 if incomplete or faulty. */
  #quoted(bytes: Uint8Array, start: number, to: number, spot: Spot): number {
    this.#linesInCell = 0;
    this.#doubled = false;
    for (let position = start + 1; position < to; position++) {
      const byte = bytes[position];
      if (byte === LINE_FEED) this.#linesInCell++;
      if (byte !== QUOTE) continue;
      const next = position + 1;
      if (next >= to) return -1;
      if (bytes[next] !== QUOTE) return this.#close(bytes, next, to, spot);
      this.#doubled = true;
      position = next;
    }
    this.open = spot;
    return -1;
  }

  /** Checks what follows a closing quote: a delimiter or the end of the line. */
  #close(bytes: Uint8Array, next: number, to: number, spot: Spot): number {
    const isReturn = bytes[next] === CARRIAGE_RETURN;
    if (isReturn && next + 1 >= to) return -1;
    const terminator = isReturn && bytes[next + 1] === LINE_FEED ? next + 1 : next;
    const byte = bytes[terminator];
    if (byte !== this.#shape.delimiter && byte !== LINE_FEED) {
      this.fault = { kind: 'stray-quote', line: spot.line + this.#linesInCell, column: spot.column };
      return -1;
    }
    this.#cursor = terminator;
    return next - 1;
  }
}
