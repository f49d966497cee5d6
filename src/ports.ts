// What the flows need from the world, as verbs. An adapter implements a port; tests and laptops bring another one.

/** How a column is wanted: numbers and times as float64 (NaN where empty), texts as strings, categories as codes. */
export type ColumnKind = 'number' | 'time' | 'text' | 'category';

/** Numbers, or times in milliseconds since 1970 (UTC); NaN where the cell is empty, otherwise always finite. */
export interface NumberColumn {
  readonly kind: 'number' | 'time';
  readonly values: Float64Array;
}

/** Strings as they stand; '' where the cell is empty. */
export interface TextColumn {
  readonly kind: 'text';
  readonly values: readonly string[];
}

/** Codes into `labels`; the list is shared by all batches of one reading and only grows. The label '' is an empty cell. */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly codes: Int32Array;
  readonly labels: readonly string[];
}

/** One column of one batch. */
export type Column = NumberColumn | TextColumn | CategoryColumn;

/** Some consecutive rows of a table, by column. `firstRow` counts data rows from 0; `lineOf` tells where a row stands. */
export interface RowBatch {
  readonly rows: number;
  readonly firstRow: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** The line (CSV, JSON Lines) or the row (Parquet) of the batch's row `index`, counted from 1, for messages. */
  lineOf(index: number): number;
}

/** A table that can be read more than once, always in the same order. */
export interface Table {
  /** What messages call it: the path as the user wrote it, or `standard input`. */
  readonly name: string;
  /** The names of its columns, in order. */
  columns(): Promise<readonly string[]>;
  /** Reads the wanted columns, in batches; a cell that does not fit its kind is an error with file, line and column. */
  read(wanted: ReadonlyMap<string, ColumnKind>): AsyncIterable<RowBatch>;
  /** `sha256:` of the table's bytes, for lineage. */
  digest(): Promise<string>;
}

/** Opens tables by path: CSV, JSON Lines or Parquet, told by content, then by name. */
export interface Rows {
  open(path: string): Promise<Table>;
}
