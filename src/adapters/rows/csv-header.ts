// The first record of delimited text: which delimiter parts the cells, and what the columns are called.
import { isUtf8 } from 'node:buffer';
import { fail } from '../../errors.ts';
import type { ByteWindow } from './byte-window.ts';
import { cellText } from './cell-columns.ts';
import { CellScanner, type Shape } from './cell-scanner.ts';
import { LineIndex } from './line-index.ts';

/** In the order in which they are tried: a comma wins where it fits. */
const DELIMITERS = [',', '\t', ';', '|'] as const;

/** The columns' names in order, the delimiter's byte, and the line after the header. */
export interface Header {
  readonly names: readonly string[];
  readonly delimiter: number;
  readonly line: number;
}

/** How the first two records look with one delimiter; 0 columns where there is no such record. */
interface Reading {
  readonly delimiter: string;
  readonly scanner: CellScanner;
  readonly header: number;
  readonly first: number;
}

const shapeOf = (delimiter: string, columns: number): Shape => ({
  delimiter: delimiter.charCodeAt(0),
  width: 0,
  slots: Int32Array.from({ length: columns }, (_, column) => column),
  kept: columns,
});

function tryDelimiter(window: ByteWindow, delimiter: string): Reading {
  const scanner = new CellScanner(shapeOf(delimiter, 0), 1, 1);
  const columns: number[] = [];
  for (let from = window.start; columns.length < 2; from = scanner.position) {
    scanner.scan(window.bytes, from, window.end, 1, new LineIndex(), 0);
    if (scanner.records === 0) break;
    columns.push(scanner.columns);
  }
  return { delimiter, scanner, header: columns[0] ?? 0, first: columns[1] ?? 0 };
}

/** Reads until the header and the record after it are there, or nothing more comes. */
async function readFirstRecords(window: ByteWindow): Promise<Reading[]> {
  for (;;) {
    await window.fill();
    const readings = DELIMITERS.map(delimiter => tryDelimiter(window, delimiter));
    const isSettled = readings.every(reading => reading.first > 0 || reading.scanner.fault !== undefined);
    if (isSettled || window.ended || window.isTooLong) return readings;
  }
}

/** Takes the delimiter that parts header and first row alike; a comma in the header counts even when the rows are ragged. */
function chooseReading(file: string, readings: readonly Reading[]): Reading {
  const [comma] = readings as [Reading, ...Reading[]];
  const fitting = readings.find(({ header, first }) => header > 1 && (first === header || first === 0));
  const chosen = fitting ?? comma;
  const other = readings.find(({ header }) => header > 1);
  if (chosen.header === 1 && other !== undefined) {
    const { delimiter, header, first } = other;
    throw fail('table-delimiter', { file, delimiter: delimiter === '\t' ? 'a tab' : `"${delimiter}"`, header, first });
  }
  return chosen;
}

function failWithoutHeader(file: string, window: ByteWindow, { scanner }: Reading): never {
  const { fault, open } = scanner;
  const place = (line: number, column: number) => ({ file, line, column: column + 1 });
  if (fault?.kind === 'stray-quote') throw fail('quote-stray', place(fault.line, fault.column));
  if (open !== undefined) throw fail('quote-open', place(open.line, open.column));
  if (!window.ended) throw fail('row-too-long', { file, line: scanner.line, limit: window.limit });
  throw fail('table-empty', { file });
}

function checkNames(file: string, line: number, names: readonly string[]): void {
  const seen = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const column = index + 1;
    if (name === '') throw fail('header-unnamed', { file, line, column });
    const first = seen.get(name);
    if (first !== undefined) throw fail('header-duplicate', { file, line, column, name, first });
    seen.set(name, column);
  }
}

/** Reads the header out of a window that nothing was read from; the window then stands at the first row. */
export async function readHeader(window: ByteWindow, file: string): Promise<Header> {
  const readings = await readFirstRecords(window);
  const reading = chooseReading(file, readings);
  if (reading.header === 0) failWithoutHeader(file, window, reading);
  const lines = new LineIndex();
  const scanner = new CellScanner(shapeOf(reading.delimiter, reading.header), 1, 1);
  scanner.scan(window.bytes, window.start, window.end, 1, lines, 0);
  const line = lines.lineOf(0);
  if (!isUtf8(window.bytes.subarray(window.start, scanner.position))) throw fail('text-not-utf8', { file, line });
  const names = Array.from(scanner.starts, (start, slot) =>
    cellText(window.bytes, start, scanner.ends[slot] as number),
  );
  if (reading.first === 0 && names.some(name => name.includes('\r'))) throw fail('table-line-ends', { file });
  checkNames(file, line, names);
  window.start = scanner.position;
  return { names, delimiter: reading.delimiter.charCodeAt(0), line: scanner.line };
}
