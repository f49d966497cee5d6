// Some rows of a table, spread evenly over it, as a table of their own: for a look at the whole that takes no time.
import type { Column, ColumnKind, RowBatch, Table } from '../ports.ts';

/** At most so many rows of a table, and how many there are in all. */
export async function sampleTable(table: Table, most: number): Promise<{ table: Table; rows: number; of: number }> {
  const of = await countRows(table);
  if (of <= most) return { table, rows: of, of };
  const isKept = (row: number): boolean => Math.floor(((row + 1) * most) / of) > Math.floor((row * most) / of);
  const sampled: Table = {
    name: table.name,
    columns: () => table.columns(),
    digest: () => table.digest(),
    read: wanted => readKept(table, wanted, isKept),
  };
  return { table: sampled, rows: most, of };
}

async function countRows(table: Table): Promise<number> {
  const [first] = await table.columns();
  let rows = 0;
  const wanted = new Map<string, ColumnKind>(first === undefined ? [] : [[first, 'text']]);
  for await (const batch of table.read(wanted)) rows += batch.rows;
  return rows;
}

async function* readKept(
  table: Table,
  wanted: ReadonlyMap<string, ColumnKind>,
  isKept: (row: number) => boolean,
): AsyncGenerator<RowBatch> {
  let firstRow = 0;
  for await (const batch of table.read(wanted)) {
    const kept = Array.from({ length: batch.rows }, (_, row) => row).filter(row => isKept(batch.firstRow + row));
    if (kept.length === 0) continue;
    const columns = [...batch.columns].map(([name, column]): [string, Column] => [name, pick(column, kept)]);
    const lineOf = (index: number): number => batch.lineOf(kept[index] as number);
    yield { rows: kept.length, firstRow, columns: new Map(columns), lineOf };
    firstRow += kept.length;
  }
}

function pick(column: Column, rows: readonly number[]): Column {
  switch (column.kind) {
    case 'number':
    case 'time':
    case 'key':
      return { kind: column.kind, values: Float64Array.from(rows, row => column.values[row] as number) };
    case 'text':
      return { kind: 'text', values: rows.map(row => column.values[row] as string) };
    case 'category':
      return { ...column, codes: Int32Array.from(rows, row => column.codes[row] as number) };
  }
}
