// JSON Lines as a table: one flat object a line, its keys the columns, an absent key an empty cell.
import { isUtf8 } from 'node:buffer';
import { fail } from '../../errors.ts';
import type { ColumnKind, RowBatch, Table } from '../../ports.ts';
import { ByteWindow } from './byte-window.ts';
import { LINE_FEED } from './cell-scanner.ts';
import type { TextOrigin } from './csv-table.ts';
import { checkKnown } from './known-columns.ts';
import { LineIndex } from './line-index.ts';
import { showValue, unfit } from './unfit.ts';
import { firstLineNotUtf8 } from './utf8.ts';
import { createValueColumn, type Decoder, plainDecoder, type ValueColumn } from './value-columns.ts';

/** The columns of a table are the keys of this many rows at its start. */
const FIRST_ROWS = 1000;
const NOT_FINITE = /"((?:[^"\\]|\\.)*)"\s*:\s*(NaN|-?Infinity)/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const IN_QUOTES = 'a number of at most 15 digits, or more digits in double quotes, because JSON readers round them';

type JsonObject = Readonly<Record<string, unknown>>;

interface JsonRow {
  readonly line: number;
  readonly object: JsonObject;
}

function parseLine(file: string, line: number, text: string): JsonObject {
  const value = parseValue(file, line, text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fail('json-line', { file, line, reason: `It is ${showValue(value)}.` });
  }
  if (text.includes('\\u') && Object.entries(value).flat().some(isHalfCharacter)) {
    throw fail('json-line', { file, line, reason: 'It escapes half of a character, which is no text.' });
  }
  return value as JsonObject;
}

function isHalfCharacter(value: unknown): boolean {
  return typeof value === 'string' && LONE_SURROGATE.test(value);
}

function parseValue(file: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, column, found] = NOT_FINITE.exec(text) ?? [];
    if (column !== undefined && found !== undefined) throw unfit({ file, line, column }, 'number', found);
    throw fail('json-line', { file, line, reason: `The JSON parser said: ${(error as Error).message}.` }, error);
  }
}

/** The rows of a window, some at a time; blank lines are passed over. */
async function* rowsOf(file: string, window: ByteWindow): AsyncGenerator<readonly JsonRow[]> {
  let line = 1;
  while (!window.ended) {
    await window.fill();
    const feed = window.length === 0 ? -1 : window.bytes.lastIndexOf(LINE_FEED, window.end - 1);
    if (feed < window.start) {
      if (window.isTooLong) throw fail('row-too-long', { file, line, limit: window.limit });
      continue;
    }
    const bytes = window.bytes.subarray(window.start, feed);
    if (!isUtf8(bytes)) throw fail('text-not-utf8', { file, line: firstLineNotUtf8(bytes, line) });
    const rows: JsonRow[] = [];
    for (const text of bytes.toString('utf8').split('\n')) {
      if (text.trim() !== '') rows.push({ line, object: parseLine(file, line, text) });
      line++;
    }
    window.start = feed + 1;
    yield rows;
  }
}

async function readColumns(file: string, window: ByteWindow): Promise<string[]> {
  const columns = new Set<string>();
  let count = 0;
  for await (const rows of rowsOf(file, window)) {
    for (const { object } of rows.slice(0, FIRST_ROWS - count)) {
      for (const key of Object.keys(object)) columns.add(key);
    }
    count += rows.length;
    if (count >= FIRST_ROWS) break;
  }
  if (count === 0) throw fail('table-empty', { file });
  return [...columns];
}

const decoder: Decoder = {
  ...plainDecoder,
  textOf: value =>
    typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER ? undefined : plainDecoder.textOf(value),
};

/** One pass over the rows of a table whose columns are known. */
class JsonReading {
  readonly #file: string;
  readonly #known: ReadonlySet<string>;
  readonly #columns: ReadonlyMap<string, { readonly kind: ColumnKind; readonly values: ValueColumn }>;
  readonly #batchRows: number;
  #lines = new LineIndex();
  #rows = 0;
  #firstRow = 0;

  constructor(origin: TextOrigin, known: readonly string[], wanted: ReadonlyMap<string, ColumnKind>) {
    this.#file = origin.name;
    this.#known = new Set(known);
    this.#batchRows = origin.batchRows;
    this.#columns = new Map(
      Array.from(wanted, ([name, kind]) => [
        name,
        { kind, values: createValueColumn(kind, origin.batchRows, decoder) },
      ]),
    );
  }

  async *batches(window: ByteWindow): AsyncGenerator<RowBatch> {
    for await (const rows of rowsOf(this.#file, window)) {
      for (const row of rows) {
        this.#take(row);
        if (this.#rows === this.#batchRows) yield this.#batch();
      }
    }
    if (this.#rows > 0) yield this.#batch();
  }

  #take({ object, line }: JsonRow): void {
    for (const key in object) {
      if (!this.#known.has(key)) {
        throw fail('json-late-column', { file: this.#file, line, column: key, first: FIRST_ROWS });
      }
    }
    this.#lines.note(this.#rows, line);
    for (const [name, { kind, values }] of this.#columns) {
      const value = Object.hasOwn(object, name) ? object[name] : undefined;
      if (!values.add(value)) this.#fail({ file: this.#file, line, column: name }, kind, value);
    }
    this.#rows++;
  }

  #fail(place: { file: string; line: number; column: string }, kind: ColumnKind, value: unknown): never {
    const isRounded = typeof value === 'number' && kind !== 'number' && kind !== 'time';
    if (isRounded) throw fail('data-value', { ...place, found: showValue(value), expected: IN_QUOTES });
    throw unfit(place, kind, showValue(value));
  }

  #batch(): RowBatch {
    const lines = this.#lines;
    const batch: RowBatch = {
      rows: this.#rows,
      firstRow: this.#firstRow,
      columns: new Map(Array.from(this.#columns, ([name, { values }]) => [name, values.finish()])),
      lineOf: index => lines.lineOf(index),
    };
    this.#firstRow += this.#rows;
    this.#rows = 0;
    this.#lines = new LineIndex();
    return batch;
  }
}

/** A table of JSON Lines. */
export function createJsonLinesTable(origin: TextOrigin): Table {
  let known: Promise<string[]> | undefined;
  const find = async () => {
    const window = new ByteWindow(await origin.stream(), origin);
    try {
      return await readColumns(origin.name, window);
    } finally {
      await window.close();
    }
  };
  // A thousand rows tell the columns: they are not parsed again for every reading.
  const columns = () => {
    known ??= find();
    return known;
  };
  return {
    name: origin.name,
    columns,
    digest: () => origin.digest(),
    async *read(wanted) {
      const names = await columns();
      checkKnown(origin.name, names, wanted);
      const window = new ByteWindow(await origin.stream(), origin);
      try {
        yield* new JsonReading(origin, names, wanted).batches(window);
      } finally {
        await window.close();
      }
    },
  };
}
