// A table whose further columns stand in another table, are the same for every row, or number the rows.

import { keyOf } from '../core/text-hash.ts';
import { fail } from '../errors.ts';
import type { CategoryColumn, Column, ColumnKind, RowBatch, Table } from '../ports.ts';
import { type Portion, Portions, textAt } from './portions.ts';

/**
 * The rows of `left` with the columns of `right` beside them, row by row; their ids must agree in every row. Where both have
 * another column of one name, it is read from `right`: a holdout may have a column that is called `prediction`.
 */
export function besideTable(left: Table, right: Table, ids: readonly string[]): Table {
  return {
    name: left.name,
    columns: async () => [...new Set([...(await left.columns()), ...(await right.columns())])],
    digest: () => left.digest(),
    read: wanted => readBoth(left, right, ids, wanted),
  };
}

async function* readBoth(
  left: Table,
  right: Table,
  ids: readonly string[],
  wanted: ReadonlyMap<string, ColumnKind>,
): AsyncGenerator<RowBatch> {
  const rightNames = new Set(await right.columns());
  const isRight = (name: string): boolean => rightNames.has(name) && !ids.includes(name);
  const ofLeft = new Map([...wanted].filter(([name]) => !isRight(name)));
  const ofRight = new Map([...wanted].filter(([name]) => isRight(name)));
  for (const id of ids) {
    if (!ofLeft.has(id)) ofLeft.set(id, 'text');
    ofRight.set(id, 'text');
  }
  const [ours, theirs] = [new Portions(left.read(ofLeft)), new Portions(right.read(ofRight))];
  let firstRow = 0;
  try {
    for (;;) {
      const rows = Math.min(await ours.available(), await theirs.available());
      if (rows === 0) break;
      const [here, there] = [ours.take(rows), theirs.take(rows)];
      requireSame(here, there, ids, right.name);
      yield { rows, firstRow, columns: new Map([...there.columns, ...here.columns]), lineOf: here.lineOf };
      firstRow += rows;
    }
    if ((await ours.available()) !== (await theirs.available())) {
      throw fail('rows-unequal', { file: right.name, other: left.name, rows: firstRow });
    }
  } finally {
    await ours.close();
    await theirs.close();
  }
}

function requireSame(here: Portion, there: Portion, ids: readonly string[], file: string): void {
  for (const id of ids) {
    const [ours, theirs] = [here.columns.get(id) as Column, there.columns.get(id) as Column];
    const rows = theirs.kind === 'text' ? theirs.values.length : 0;
    for (let row = 0; row < rows; row++) {
      const [expected, found] = [textAt(ours, row), textAt(theirs, row)];
      if (expected === found) continue;
      throw fail('id-out-of-step', { file, line: there.lineOf(row), column: id, found, expected });
    }
  }
}

/** The rows of a table with a further column that numbers them from 1. */
export function withNumbers(table: Table, name: string): Table {
  return {
    name: table.name,
    columns: async () => [name, ...(await table.columns()).filter(column => column !== name)],
    digest: () => table.digest(),
    read: wanted => readWithNumbers(table, name, wanted),
  };
}

async function* readWithNumbers(
  table: Table,
  name: string,
  wanted: ReadonlyMap<string, ColumnKind>,
): AsyncGenerator<RowBatch> {
  const own = new Map([...wanted].filter(([column]) => column !== name));
  for await (const { rows, firstRow, columns, lineOf } of table.read(own)) {
    const values = Array.from({ length: rows }, (_, row) => String(firstRow + row + 1));
    const numbered = new Map(columns);
    if (wanted.has(name)) numbered.set(name, { kind: 'text', values });
    yield { rows, firstRow, columns: numbered, lineOf };
  }
}

/** One value for every row of a table: a number, or a label. */
export type ConstantColumns = ReadonlyMap<string, number | string>;

/** The rows of a table with further columns that are the same in every row. */
export function withConstants(table: Table, constants: ConstantColumns): Table {
  return {
    name: table.name,
    columns: async () => [...(await table.columns()).filter(name => !constants.has(name)), ...constants.keys()],
    digest: () => table.digest(),
    read: wanted => readWithConstants(table, constants, wanted),
  };
}

async function* readWithConstants(
  table: Table,
  constants: ConstantColumns,
  wanted: ReadonlyMap<string, ColumnKind>,
): AsyncGenerator<RowBatch> {
  const own = new Map([...wanted].filter(([name]) => !constants.has(name)));
  const labels = new Map([...constants].map(([name, value]) => [name, [String(value)]]));
  for await (const batch of table.read(own)) {
    const columns = new Map(batch.columns);
    for (const [name, kind] of wanted) {
      const value = constants.get(name);
      if (value === undefined) continue;
      columns.set(name, constantColumn(kind, value, batch.rows, labels.get(name) as string[]));
    }
    yield { rows: batch.rows, firstRow: batch.firstRow, columns, lineOf: row => batch.lineOf(row) };
  }
}

function constantColumn(kind: ColumnKind, value: number | string, rows: number, labels: string[]): Column {
  switch (kind) {
    case 'number':
    case 'time':
      return { kind, values: new Float64Array(rows).fill(Number(value)) };
    case 'text':
      return { kind, values: new Array<string>(rows).fill(String(value)) };
    case 'category':
      return { kind, codes: new Int32Array(rows), labels } satisfies CategoryColumn;
    case 'key':
      return { kind, values: new Float64Array(rows).fill(keyOf(String(value))) };
  }
}
