// Cells of a column as messages see them.
import { fail } from '../errors.ts';
import type { Column } from '../ports.ts';
import type { SideRows } from './aligned-rows.ts';
import { textAt } from './portions.ts';

/** Tells which cells of a column are empty. */
export function emptiness(column: Column): (row: number) => boolean {
  if (column.kind === 'number' || column.kind === 'time') return row => Number.isNaN(column.values[row]);
  return row => textAt(column, row) === '';
}

/** The error of a cell that holds something else than expected. */
export function misfit(side: SideRows, name: string, row: number, expected: string): Error {
  const column = side.columns.get(name) as Column;
  const found = emptiness(column)(row) ? 'nothing' : JSON.stringify(textAt(column, row));
  return fail('data-value', { file: side.source.table.name, line: side.lineOf(row), column: name, found, expected });
}
