// Writes rows as CSV that every reader understands the same way: commas, line feeds, UTF-8, quotes where they are needed.
import { type FileHandle, open } from 'node:fs/promises';
import { fail, type RelevoError } from '../../errors.ts';
import type { Column, RowBatch } from '../../ports.ts';
import { formatTime } from './format-time.ts';

/** What a cell may be; null and NaN are empty cells, a Date becomes ISO 8601. */
export type Cell = string | number | bigint | boolean | Date | null;

const FLUSH_CHARACTERS = 1 << 20;
/** Also delimiters of other dialects, so that no reader takes them for this one's. */
const NEEDS_QUOTES = /[",;|\t\r\n]/;
/** A first cell that begins like this could be taken for another format, or its mark for that of the file. */
const MISLEADING_START = /^(?:PAR1|PARE|ARROW1|BZh|PK|[^\x21-\x7f]|[{[])/;
const LONE_SURROGATE = /\p{Surrogate}/u;

function quote(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function writeTime(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  const microseconds = Math.round((milliseconds - whole) * 1000);
  const carried = microseconds === 1000 ? 1 : 0;
  return formatTime(whole + carried, carried === 1 ? 0 : microseconds * 1000, 'Z') ?? '';
}

function textOf(cell: Cell): string {
  if (cell === null || (typeof cell === 'number' && Number.isNaN(cell))) return '';
  return cell instanceof Date ? writeTime(cell.getTime()) : String(cell);
}

/** How each row's cell of a column is written. */
function cellsOf(column: Column): (row: number) => string {
  if (column.kind === 'text') return row => column.values[row] as string;
  if (column.kind === 'category') return row => column.labels[column.codes[row] as number] as string;
  const write = column.kind === 'time' ? writeTime : String;
  return row => {
    const value = column.values[row] as number;
    return Number.isNaN(value) ? '' : write(value);
  };
}

/** A CSV file in the making. Rows go to the disk as they come; the file is complete when `close` has returned. */
export class CsvWriter {
  readonly path: string;
  readonly columns: readonly string[];
  readonly #handle: FileHandle;
  #text = '';

  private constructor(path: string, columns: readonly string[], handle: FileHandle) {
    this.path = path;
    this.columns = columns;
    this.#handle = handle;
  }

  /** Begins a new file with its header; a file that exists is left as it is. */
  static async create(path: string, columns: readonly string[]): Promise<CsvWriter> {
    try {
      const writer = new CsvWriter(path, columns, await open(path, 'wx'));
      writer.#append(
        columns.map((name, index) =>
          index === 0 && MISLEADING_START.test(name) ? `"${name.replaceAll('"', '""')}"` : quote(name),
        ),
      );
      return writer;
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'EEXIST'
        ? fail('file-exists', { path }, error)
        : unwritable(path, error);
    }
  }

  /** Writes rows whose cells stand in the order of the columns. */
  async write(rows: Iterable<readonly Cell[]>): Promise<void> {
    for (const row of rows) {
      if (row.length !== this.columns.length)
        throw new RangeError(`${row.length} cells for ${this.columns.length} columns`);
      this.#append(row.map(cell => quote(textOf(cell))));
      if (this.#text.length >= FLUSH_CHARACTERS) await this.#flush();
    }
  }

  /** Writes some rows of a batch that has all of the columns: those that `isWanted` names, or all. */
  async writeBatch(batch: RowBatch, isWanted: (row: number) => boolean = () => true): Promise<void> {
    const cells = this.columns.map(name => {
      const column = batch.columns.get(name);
      if (column === undefined) throw new RangeError(`the batch lacks the column "${name}"`);
      return cellsOf(column);
    });
    for (let row = 0; row < batch.rows; row++) {
      if (!isWanted(row)) continue;
      this.#append(cells.map(cell => quote(cell(row))));
      if (this.#text.length >= FLUSH_CHARACTERS) await this.#flush();
    }
  }

  /** Writes what is left and closes the file. */
  async close(): Promise<void> {
    try {
      await this.#flush();
    } finally {
      await this.#handle.close();
    }
  }

  #append(cells: readonly string[]): void {
    const line = cells.join(',');
    // A lone empty cell is quoted, because a blank line is no row.
    this.#text += line === '' && cells.length === 1 ? '""\n' : `${line}\n`;
  }

  async #flush(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    if (LONE_SURROGATE.test(text)) throw new RangeError('a cell holds half of a character (a lone surrogate)');
    try {
      await this.#handle.writeFile(text);
    } catch (error) {
      throw unwritable(this.path, error);
    }
  }
}

function unwritable(path: string, error: unknown): RelevoError {
  const reason = `The system said: ${error instanceof Error ? error.message : String(error)}.`;
  return fail('output-unwritable', { output: path, reason }, error);
}
