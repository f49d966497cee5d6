// A table whose further columns stand in another table, or are the same for every row.
import { fail } from '../errors.ts';
import type { CategoryColumn, Column, ColumnKind, RowBatch, Table } from '../ports.ts';
import { type Portion, Portions, textAt } from './portions.ts';

/** The rows of `left` with the columns of `right` beside them, row by row; their ids must agree in every row. */
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
  const leftNames = new Set(await left.columns());
  const shared = ids.filter(id => leftNames.has(id));
  const ofLeft = new Map([...wanted].filter(([name]) => leftNames.has(name)));
  const ofRight = new Map([...wanted].filter(([name]) => !leftNames.has(name)));
  for (const id of shared) {
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
      requireSame(here, there, shared, right.name);
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
  }
}
