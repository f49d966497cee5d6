// Rows counted at the terminal while a table is read.
import type { Table } from '../../ports.ts';
import type { StatusLine } from './status-line.ts';

/** How many rows were read, as the status line tells it. */
export const rowsRead = (rows: number): string => `${rows.toLocaleString('en')} rows`;

/** The same table, whose rows are counted on the status line while they are read. */
export function countRows(table: Table, status: StatusLine): Table {
  return {
    name: table.name,
    columns: () => table.columns(),
    digest: () => table.digest(),
    async *read(wanted) {
      for await (const batch of table.read(wanted)) {
        status.tell(rowsRead(batch.firstRow + batch.rows));
        yield batch;
      }
    },
  };
}
