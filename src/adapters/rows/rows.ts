// The port Rows on files: opens a table by its path, whatever format it is in, or standard input as `-`.
import { isAbsolute, relative } from 'node:path';
import { fail } from '../../errors.ts';
import type { Rows, Table } from '../../ports.ts';
import { type ByteSource, digestOf, findSource, firstBytes, gunzipBytes, spool, streamBytes } from './byte-source.ts';
import { type Cut, createCsvTable, type TextOrigin } from './csv-table.ts';
import { createJsonLinesTable } from './json-lines-table.ts';
import { createParquetTable } from './parquet-table.ts';
import { HEAD_BYTES, isGzip, type TableFormat, tellFormat } from './table-format.ts';

const STANDARD_INPUT = '-';
const CUT: Cut = { chunkBytes: 1 << 20, batchRows: 16_384 };

/** Reads the first bytes of a source, decompressed where it is gzip. */
async function readHead(source: ByteSource): Promise<{ head: Buffer; isZipped: boolean }> {
  const bytes = await source.open();
  try {
    const stored = Buffer.alloc(HEAD_BYTES);
    const head = stored.subarray(0, await bytes.readAt(stored, 0, HEAD_BYTES, 0));
    if (!isGzip(head)) return { head, isZipped: false };
  } finally {
    await bytes.close();
  }
  const stream = gunzipBytes(source.name, await source.open());
  try {
    const unzipped = Buffer.alloc(HEAD_BYTES);
    return { head: unzipped.subarray(0, await stream.read(unzipped, 0, HEAD_BYTES)), isZipped: true };
  } finally {
    await stream.close();
  }
}

async function openTable(source: ByteSource, cut: Cut): Promise<Table> {
  const { head, isZipped } = await readHead(source);
  const format: TableFormat = tellFormat(source.name, head);
  let digest: Promise<string> | undefined;
  const origin: TextOrigin = {
    ...cut,
    name: source.name,
    digest: () => (digest ??= digestOf(source)),
    stream: async () => (isZipped ? gunzipBytes(source.name, await source.open()) : streamBytes(await source.open())),
  };
  if (format === 'csv') return createCsvTable(origin);
  if (format === 'json-lines') return createJsonLinesTable(origin);
  if (isZipped) {
    const found = 'a Parquet file inside gzip';
    throw fail('table-format', { file: source.name, found, remedy: 'Decompress it; Parquet compresses by itself.' });
  }
  return createParquetTable(source, origin);
}

function nameFrom(root: string, path: string): string {
  const name = relative(root, path);
  return isAbsolute(name) || name === '' || name.startsWith('..') ? path : name.replaceAll('\\', '/');
}

/**
 * Opens tables from files, and from `standardInput`, which is kept in a temporary file because it is read twice. Messages
 * name what stands in `root` from there, as relevo.yml does.
 */
export function createRows(
  standardInput: AsyncIterable<Uint8Array | string>,
  cut: Cut = CUT,
  root: string | null = null,
): Rows {
  let kept: Promise<ByteSource> | undefined;
  return {
    async open(path, bytes) {
      if (path !== STANDARD_INPUT) {
        const source = await findSource(path, root === null ? path : nameFrom(root, path));
        return openTable(bytes === undefined ? source : firstBytes(source, bytes), cut);
      }
      kept ??= spool('standard input', standardInput);
      return openTable(await kept, cut);
    },
  };
}
