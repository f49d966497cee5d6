// Tables for tests: written to a folder of their own, opened with any cut, read whole into plain values.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRows } from '../../../src/adapters/rows/rows.ts';
import { RelevoError } from '../../../src/errors.ts';
import type { Column, ColumnKind, Table } from '../../../src/ports.ts';

/** No bytes at all on standard input. */
export async function* nothing(): AsyncGenerator<Uint8Array> {}

/** A folder that is removed with `remove`. */
export interface Folder {
  write(name: string, content: string | Uint8Array): string;
  path(name: string): string;
  remove(): void;
}

export function createFolder(): Folder {
  const folder = mkdtempSync(join(tmpdir(), 'relevo-rows-test-'));
  return {
    path: name => join(folder, name),
    write(name, content) {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function open(path: string, chunkBytes = 1 << 16, batchRows = 1000): Promise<Table> {
  return createRows(nothing(), { chunkBytes, batchRows }).open(path);
}

/** The cells of a column as they can be compared: categories by label. */
export function valuesOf(column: Column): (string | number)[] {
  if (column.kind === 'category') return Array.from(column.codes, code => column.labels[code] as string);
  return Array.from<string | number>(column.values);
}

export interface Whole {
  readonly rows: number;
  readonly lines: readonly number[];
  readonly columns: Readonly<Record<string, readonly (string | number)[]>>;
}

/** Reads a whole table; each column as one list, and the line of each row. */
export async function readAll(table: Table, wanted: Readonly<Record<string, ColumnKind>>): Promise<Whole> {
  const lines: number[] = [];
  const columns = new Map(Object.keys(wanted).map(name => [name, [] as (string | number)[]]));
  for await (const batch of table.read(new Map(Object.entries(wanted)))) {
    for (let row = 0; row < batch.rows; row++) lines.push(batch.lineOf(row));
    for (const [name, column] of batch.columns) columns.get(name)?.push(...valuesOf(column));
  }
  return { rows: lines.length, lines, columns: Object.fromEntries(columns) };
}

/** The failure of a piece of work as its three sentences, with its file's folder left out. */
export async function failureOf(work: () => Promise<unknown>): Promise<{ code: string; what: string }> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RelevoError)) throw error;
    return { code: error.code, what: error.message.replace(/[^ ]*\/(?=[^/ ]+)/, '') };
  }
  throw new Error('nothing failed');
}
