// A table's rows in portions of any size, and the cells of its columns.
import type { Column, RowBatch } from '../ports.ts';

/** Some rows of a table. `lineOf` tells where a row stands, for messages. */
export interface Portion {
  readonly columns: ReadonlyMap<string, Column>;
  lineOf(row: number): number;
}

/** Hands out the rows of a table in any portions, whatever batches they come in. */
export class Portions {
  readonly #batches: AsyncIterator<RowBatch>;
  #batch: RowBatch | null = null;
  #from = 0;

  constructor(batches: AsyncIterable<RowBatch>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  /** Rows left of the current batch, after fetching the next one if none are left; 0 at the end. */
  async available(): Promise<number> {
    while (this.#batch === null || this.#from >= this.#batch.rows) {
      const { done, value } = await this.#batches.next();
      if (done === true) return 0;
      this.#batch = value;
      this.#from = 0;
    }
    return this.#batch.rows - this.#from;
  }

  /** The next rows, no more than are available. */
  take(rows: number): Portion {
    const batch = this.#batch as RowBatch;
    const from = this.#from;
    this.#from += rows;
    const columns = new Map([...batch.columns].map(([name, column]) => [name, part(column, from, from + rows)]));
    return { columns, lineOf: row => batch.lineOf(from + row) };
  }

  /** Lets go of the table, read to its end or not. */
  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}

/** Consecutive rows of a column. */
export function part(column: Column, from: number, to: number): Column {
  switch (column.kind) {
    case 'number':
    case 'time':
    case 'key':
      return { kind: column.kind, values: column.values.subarray(from, to) };
    case 'text':
      return { kind: 'text', values: column.values.slice(from, to) };
    case 'category':
      return { ...column, codes: column.codes.subarray(from, to) };
  }
}

/** The text of a cell, whatever it was read as. */
export function textAt(column: Column, row: number): string {
  switch (column.kind) {
    case 'text':
      return column.values[row] as string;
    case 'category':
      return column.labels[column.codes[row] as number] as string;
    case 'number':
    case 'time':
    case 'key':
      return String(column.values[row]);
  }
}
