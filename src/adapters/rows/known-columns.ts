// Columns that were asked for, against the columns that a table has.
import { nearest } from '../../core/nearest.ts';
import { fail } from '../../errors.ts';
import type { ColumnKind } from '../../ports.ts';

/** Fails on the first wanted column that the table does not have, with the name that comes nearest. */
export function checkKnown(file: string, known: readonly string[], wanted: ReadonlyMap<string, ColumnKind>): void {
  for (const column of wanted.keys()) {
    if (!known.includes(column)) throw fail('column-unknown', { file, column, nearest: nearest(column, known), known });
  }
}
