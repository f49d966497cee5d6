// Parquet as a table: each wanted column advances page by page, and all of them a batch at a time.
import { type FileMetaData, parquetMetadataAsync, parquetSchema, type SchemaTree } from 'hyparquet';
import { fail, RelevoError } from '../../errors.ts';
import type { ColumnKind, RowBatch, Table } from '../../ports.ts';
import type { ByteSource, OpenBytes } from './byte-source.ts';
import type { Cut } from './csv-table.ts';
import { checkKnown } from './known-columns.ts';
import { ChunkPages, type Page } from './parquet-pages.ts';
import { decoderOf, rawElement, textParsers } from './parquet-values.ts';
import { showValue, unfit } from './unfit.ts';
import { createValueColumn, type Decoder, type ValueColumn } from './value-columns.ts';

const MAGIC = 'PAR1';
const SMALLEST_FILE = 12;

interface OpenParquet {
  readonly file: string;
  readonly bytes: OpenBytes;
  readonly metadata: FileMetaData;
  readonly root: SchemaTree;
}

/** Whatever goes wrong inside a Parquet file is told as a failure of that file. */
async function orUnreadable<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RelevoError) throw error;
    const reason = `The Parquet reader said: ${error instanceof Error ? error.message : String(error)}.`;
    throw fail('parquet-unreadable', { file, reason }, error);
  }
}

async function readSlice(bytes: OpenBytes, start: number, end: number): Promise<ArrayBuffer> {
  const buffer = new ArrayBuffer(end - start);
  const target = Buffer.from(buffer);
  for (let filled = 0; filled < target.length; ) {
    const count = await bytes.readAt(target, filled, target.length - filled, start + filled);
    if (count === 0) throw new Error('it ends too early');
    filled += count;
  }
  return buffer;
}

async function openParquet(file: string, bytes: OpenBytes): Promise<OpenParquet> {
  const tail = Buffer.alloc(MAGIC.length);
  if (bytes.size >= SMALLEST_FILE) await bytes.readAt(tail, 0, MAGIC.length, bytes.size - MAGIC.length);
  if (tail.toString('latin1') !== MAGIC) throw fail('parquet-truncated', { file });
  const slice = (start: number, end = bytes.size) => readSlice(bytes, start, end);
  return orUnreadable(file, async () => {
    const metadata = await parquetMetadataAsync({ byteLength: bytes.size, slice }, { geoparquet: false });
    const root = parquetSchema(metadata);
    checkNames(file, columnsOf(root));
    checkRows(metadata);
    if (rowsOf(metadata) === 0) throw fail('table-no-rows', { file });
    return { file, bytes, metadata, root };
  });
}

function columnsOf(root: SchemaTree): string[] {
  return root.children.map(({ element }) => element.name);
}

function rowsOf(metadata: FileMetaData): number {
  return metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
}

/** Row groups must have the rows that the file promises. */
function checkRows(metadata: FileMetaData): void {
  const rows = rowsOf(metadata);
  const isSound = Number.isSafeInteger(rows) && metadata.row_groups.every(group => group.num_rows >= 0n);
  if (!isSound || BigInt(rows) !== metadata.num_rows) {
    throw new Error(`its row groups have ${rows} rows where it promises ${metadata.num_rows}`);
  }
}

function checkNames(file: string, names: readonly string[]): void {
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string') throw new Error(`column ${index + 1} has no name`);
    const first = names.indexOf(name) + 1;
    if (first <= index) throw fail('header-duplicate', { file, column: index + 1, name, first });
  }
}

/** One column, read through all row groups into batches. */
class ParquetColumn {
  readonly name: string;
  readonly #kind: ColumnKind;
  readonly #parquet: OpenParquet;
  readonly #column: SchemaTree;
  readonly #decoder: Decoder;
  readonly #values: ValueColumn;
  #nextGroup = 0;
  #rowsInGroup = 0;
  #pages: ChunkPages | undefined;
  #page: Page | undefined;
  #rowsInPage = 0;

  constructor(parquet: OpenParquet, column: SchemaTree, kind: ColumnKind, capacity: number) {
    const { element } = column;
    if (column.children.length > 0 || element.repetition_type === 'REPEATED') {
      throw unfit({ file: parquet.file, column: element.name }, kind, 'lists or objects');
    }
    this.name = element.name;
    this.#kind = kind;
    this.#parquet = parquet;
    this.#column = column;
    this.#decoder = decoderOf(element);
    this.#values = createValueColumn(kind, capacity, this.#decoder);
  }

  /** Reads the next `count` rows, of which the first is row `firstRow` of the file. */
  read(count: number, firstRow: number): Promise<void> {
    return orUnreadable(this.#parquet.file, () => this.#read(count, firstRow));
  }

  async #read(count: number, firstRow: number): Promise<void> {
    for (let read = 0; read < count; ) {
      const page = this.#rowsInPage === 0 || this.#page === undefined ? await this.#turn() : this.#page;
      const rows = Math.min(this.#rowsInPage, count - read);
      for (const end = read + rows; read < end; read++) {
        const value = page.next();
        if (!this.#values.add(value)) this.#fail(value, firstRow + read + 1);
      }
      this.#rowsInPage -= rows;
    }
  }

  /** The column of the rows read since the last call. */
  finish(): ReturnType<ValueColumn['finish']> {
    return this.#values.finish();
  }

  /** Turns to the next page, of this row group or the next one with rows. */
  async #turn(): Promise<Page> {
    if (this.#pages === undefined || this.#rowsInGroup === 0) this.#pages = this.#openGroup();
    const page = await this.#pages.next(this.#rowsInGroup);
    this.#page = page;
    this.#rowsInPage = page.rows;
    this.#rowsInGroup -= page.rows;
    return page;
  }

  #openGroup(): ChunkPages {
    const { bytes, metadata, root } = this.#parquet;
    for (;;) {
      const group = metadata.row_groups[this.#nextGroup++];
      if (group === undefined) throw new Error(`column "${this.name}" ends too early`);
      this.#rowsInGroup = Number(group.num_rows);
      if (this.#rowsInGroup === 0) continue;
      const element = rawElement(this.#column.element);
      return new ChunkPages({ bytes, root, column: this.#column, element, parsers: textParsers, group });
    }
  }

  #fail(value: unknown, line: number): never {
    const isTyped = typeof value === 'number' || typeof value === 'bigint';
    const found = (isTyped ? this.#decoder.textOf(value) : undefined) ?? showValue(value);
    throw unfit({ file: this.#parquet.file, line, column: this.name }, this.#kind, found);
  }
}

async function* batchesOf(
  parquet: OpenParquet,
  wanted: ReadonlyMap<string, ColumnKind>,
  batchRows: number,
): AsyncGenerator<RowBatch> {
  const { file, metadata, root } = parquet;
  checkKnown(file, columnsOf(root), wanted);
  const readers = Array.from(wanted, ([name, kind]) => {
    const column = root.children.find(({ element }) => element.name === name) as SchemaTree;
    return new ParquetColumn(parquet, column, kind, batchRows);
  });
  const all = rowsOf(metadata);
  for (let firstRow = 0; firstRow < all; firstRow += batchRows) {
    const rows = Math.min(batchRows, all - firstRow);
    for (const reader of readers) await reader.read(rows, firstRow);
    const columns = new Map(readers.map(reader => [reader.name, reader.finish()]));
    yield { rows, firstRow, columns, lineOf: index => firstRow + index + 1 };
  }
}

/** A table in a Parquet file. */
export function createParquetTable(source: ByteSource, origin: Cut & { digest(): Promise<string> }): Table {
  const { name } = source;
  return {
    name,
    digest: () => origin.digest(),
    async columns() {
      const bytes = await source.open();
      try {
        return columnsOf((await openParquet(name, bytes)).root);
      } finally {
        await bytes.close();
      }
    },
    async *read(wanted) {
      const bytes = await source.open();
      try {
        yield* batchesOf(await openParquet(name, bytes), wanted, origin.batchRows);
      } finally {
        await bytes.close();
      }
    },
  };
}
