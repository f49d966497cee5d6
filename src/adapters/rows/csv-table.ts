// Delimited text as a table: scanned for structure, read column by column from the bytes, batch by batch.
import { isUtf8 } from 'node:buffer';
import { fail } from '../../errors.ts';
import type { Column, ColumnKind, RowBatch, Table } from '../../ports.ts';
import type { ByteStream } from './byte-source.ts';
import { ByteWindow, type WindowCut } from './byte-window.ts';
import { type CellColumn, cellText, createCellColumn } from './cell-columns.ts';
import { CellScanner } from './cell-scanner.ts';
import { type Header, readHeader } from './csv-header.ts';
import { checkKnown } from './known-columns.ts';
import { LineIndex } from './line-index.ts';
import { show, unfit } from './unfit.ts';
import { firstLineNotUtf8 } from './utf8.ts';

/** Few enough for the positions of their cells to stay in the processor's cache. */
const SCANNED_RECORDS = 2048;

/** Enough for the header and the first row of nearly every table. */
const HEADER_BYTES = 1 << 16;

/** How a table is cut: bytes read at once, the most bytes of a record, rows a batch. */
export interface Cut extends WindowCut {
  readonly batchRows: number;
}

/** What every text format is made from. */
export interface TextOrigin extends Cut {
  readonly name: string;
  /** Opens the table's bytes, decompressed, from the front. */
  stream(): Promise<ByteStream>;
  digest(): Promise<string>;
}

interface Reader {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly cells: CellColumn;
}

/** One pass over the rows that stand in a window behind its header. */
class CsvReading {
  readonly #file: string;
  readonly #window: ByteWindow;
  readonly #header: Header;
  readonly #readers: readonly Reader[];
  readonly #scanner: CellScanner;
  readonly #batchRows: number;
  #lines = new LineIndex();
  #rows = 0;
  #firstRow = 0;

  constructor(origin: TextOrigin, window: ByteWindow, header: Header, wanted: ReadonlyMap<string, ColumnKind>) {
    this.#file = origin.name;
    this.#window = window;
    this.#header = header;
    this.#batchRows = origin.batchRows;
    this.#readers = Array.from(wanted, ([name, kind]) => ({
      name,
      kind,
      cells: createCellColumn(kind, origin.batchRows),
    }));
    const slots = Int32Array.from(header.names, name => this.#readers.findIndex(reader => reader.name === name));
    const shape = { delimiter: header.delimiter, width: header.names.length, slots, kept: this.#readers.length };
    this.#scanner = new CellScanner(shape, SCANNED_RECORDS, header.line);
  }

  async *batches(): AsyncGenerator<RowBatch> {
    while (true) {
      const hasFound = this.#scan();
      if (this.#rows === this.#batchRows) yield this.#batch();
      if (hasFound) continue;
      if (this.#window.ended) break;
      if (this.#window.isTooLong) this.#failOnOpenEnd();
      await this.#window.fill();
    }
    if (this.#scanner.open !== undefined) this.#failOnOpenEnd();
    if (this.#firstRow + this.#rows === 0) throw fail('table-no-rows', { file: this.#file });
    if (this.#rows > 0) yield this.#batch();
  }

  /** Takes what the window holds into the columns; false when it holds no whole record. */
  #scan(): boolean {
    const window = this.#window;
    const scanner = this.#scanner;
    const { line } = scanner;
    const { bytes, start, end } = window;
    scanner.scan(bytes, start, end, this.#batchRows - this.#rows, this.#lines, this.#rows);
    const scanned = bytes.subarray(start, scanner.position);
    if (!isUtf8(scanned)) throw fail('text-not-utf8', { file: this.#file, line: firstLineNotUtf8(scanned, line) });
    for (const [slot, reader] of this.#readers.entries()) {
      const record = reader.cells.take(bytes, scanner, slot);
      if (record >= 0) this.#failOnCell(reader, record, slot);
    }
    if (scanner.fault !== undefined) this.#failOnRecord(scanner.fault);
    window.start = scanner.position;
    this.#rows += scanner.records;
    return scanner.records > 0;
  }

  #batch(): RowBatch {
    const lines = this.#lines;
    const batch: RowBatch = {
      rows: this.#rows,
      firstRow: this.#firstRow,
      columns: new Map(this.#readers.map(({ name, cells }): [string, Column] => [name, cells.finish()])),
      lineOf: index => lines.lineOf(index),
    };
    this.#firstRow += this.#rows;
    this.#rows = 0;
    this.#lines = new LineIndex();
    return batch;
  }

  #failOnCell({ name, kind }: Reader, record: number, slot: number): never {
    const { starts, ends, kept } = this.#scanner;
    const cell = record * kept + slot;
    const text = cellText(this.#window.bytes, starts[cell] as number, ends[cell] as number);
    const line = this.#lines.lineOf(this.#rows + record);
    throw unfit({ file: this.#file, line, column: name }, kind, show(text));
  }

  #failOnRecord(fault: NonNullable<CellScanner['fault']>): never {
    const file = this.#file;
    const { names } = this.#header;
    if (fault.kind === 'stray-quote') {
      throw fail('quote-stray', { file, line: fault.line, column: names[fault.column] ?? fault.column + 1 });
    }
    throw fail('row-ragged', { file, line: this.#scanner.line, found: fault.found, expected: names.length });
  }

  #failOnOpenEnd(): never {
    const file = this.#file;
    const { open, line } = this.#scanner;
    if (open === undefined) throw fail('row-too-long', { file, line, limit: this.#window.limit });
    throw fail('quote-open', { file, line: open.line, column: this.#header.names[open.column] ?? open.column + 1 });
  }
}

/** A table of delimited text. */
export function createCsvTable(origin: TextOrigin): Table {
  const inWindow = async function* <Value>(work: (window: ByteWindow) => AsyncIterable<Value>): AsyncGenerator<Value> {
    const window = new ByteWindow(await origin.stream(), origin);
    try {
      yield* work(window);
    } finally {
      await window.close();
    }
  };
  return {
    name: origin.name,
    digest: () => origin.digest(),
    async columns() {
      const window = new ByteWindow(await origin.stream(), {
        ...origin,
        chunkBytes: Math.min(origin.chunkBytes, HEADER_BYTES),
      });
      try {
        return (await readHeader(window, origin.name)).names;
      } finally {
        await window.close();
      }
    },
    read: wanted =>
      inWindow(async function* (window) {
        const header = await readHeader(window, origin.name);
        checkKnown(origin.name, header.names, wanted);
        yield* new CsvReading(origin, window, header, wanted).batches();
      }),
  };
}
