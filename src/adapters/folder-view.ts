// Looks at a folder for the proposal of a first relevo.yml: the names of its files, and the heads of its tables.
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TableHead } from '../config/column-roles.ts';
import { candidateTables, type FolderView } from '../config/proposal.ts';
import { fail, RelevoError } from '../errors.ts';
import type { Rows } from '../ports.ts';
import { listFolder } from './repository.ts';
import { exists, readText } from './system.ts';

const mostTables = 12;

/** A table that could not be read, and why. */
export interface Unread {
  readonly path: string;
  readonly reason: string;
}

/** What a folder holds; a table that cannot be read is told, not fatal, since nothing may depend on it. */
export async function viewFolder(
  folder: string,
  env: NodeJS.ProcessEnv,
  rows: Rows,
): Promise<{ readonly view: FolderView; readonly unread: readonly Unread[] }> {
  if (!(await exists(folder))) throw fail('file-not-found', { path: folder });
  if (!(await stat(folder)).isDirectory()) throw fail('file-unreadable', { path: folder, reason: 'It is no folder.' });
  const { files } = await listFolder(folder, env);
  const tables = new Map<string, TableHead>();
  const unread: Unread[] = [];
  for (const path of candidateTables(files).slice(0, mostTables)) {
    const head = await readHead(join(folder, path), rows);
    if (head instanceof RelevoError) unread.push({ path, reason: head.message });
    else tables.set(path, head);
  }
  const manifest = files.includes('package.json') ? await readText(join(folder, 'package.json')) : undefined;
  return { view: { name: basename(folder), files, tables, manifest }, unread };
}

/** The columns and first rows of a table, as text. */
async function readHead(path: string, rows: Rows): Promise<TableHead | RelevoError> {
  try {
    const table = await rows.open(path);
    const columns = await table.columns();
    for await (const batch of table.read(new Map(columns.map(name => [name, 'text'] as const)))) {
      const texts = columns.map(name => {
        const column = batch.columns.get(name);
        return column?.kind === 'text' ? column.values : [];
      });
      return { columns, rows: Array.from({ length: batch.rows }, (_, row) => texts.map(values => values[row] ?? '')) };
    }
    return { columns, rows: [] };
  } catch (thrown) {
    if (thrown instanceof RelevoError) return thrown;
    throw thrown;
  }
}
