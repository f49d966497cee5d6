// The port Workshop in a temporary folder of this machine, which goes when the run ends.
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fail } from '../errors.ts';
import type { ColumnKind, Table, Workshop } from '../ports.ts';
import { addDocument, packageArtifact } from './registry/artifact.ts';
import { defaultLimits } from './registry/folder-scan.ts';
import { CsvWriter } from './rows/write-csv.ts';

/** A workshop, and how it is cleared. */
export interface OpenWorkshop {
  readonly workshop: Workshop;
  /** Removes everything that was made in it. */
  clear(): Promise<void>;
}

/** Opens a workshop in a new temporary folder. */
export async function openWorkshop(): Promise<OpenWorkshop> {
  const root = await mkdtemp(join(tmpdir(), 'relevo-'));
  let made = 0;
  const workshop: Workshop = {
    async folder(name) {
      made++;
      const folder = join(root, `${made}-${name}`);
      await mkdir(folder);
      return folder;
    },
    async gather(from, paths, into) {
      for (const path of paths) await copy(join(from, path), join(into, path));
    },
    pack: (folder, facts, bytes = defaultLimits.bytes) =>
      packageArtifact({ folder, facts, limits: { ...defaultLimits, bytes } }),
    async describe(folder, name, text) {
      await addDocument(folder, name, text);
    },
    writeRows,
  };
  return { workshop, clear: () => rm(root, { recursive: true, force: true }) };
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    // Links are copied as links, so that packaging can refuse them.
    await cp(from, to, { recursive: true, verbatimSymlinks: true });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') throw fail('file-not-found', { path: from }, thrown);
    throw thrown;
  }
}

/** The column of row numbers, from 1. */
const ROW = 'relevo_row';

async function writeRows(
  table: Table,
  { columns, numbered, path }: { columns: readonly string[]; numbered: boolean; path: string },
): Promise<number> {
  const writer = await CsvWriter.create(path, numbered ? [ROW, ...columns] : columns);
  let rows = 0;
  try {
    // As text, every cell stays what it was.
    for await (const batch of table.read(new Map(columns.map((column): [string, ColumnKind] => [column, 'text'])))) {
      if (numbered) await writer.writeBatch({ ...batch, columns: withNumbers(batch, rows) });
      else await writer.writeBatch(batch);
      rows += batch.rows;
    }
  } finally {
    await writer.close();
  }
  return rows;
}

type Batch = Parameters<CsvWriter['writeBatch']>[0];

function withNumbers(batch: Batch, before: number): Batch['columns'] {
  const values = Array.from({ length: batch.rows }, (_, row) => String(before + row + 1));
  return new Map([[ROW, { kind: 'text', values }], ...batch.columns]);
}
