// Writes the two sides of a table as files: text formats byte by byte, Parquet as CSV; both appear whole, or neither does.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { fail } from '../errors.ts';
import type { Table } from '../ports.ts';
import { copyRows, type PlacedBatch, RowCursor } from './row-copy.ts';
import { HEAD_BYTES, isGzip, tellFormat } from './rows/table-format.ts';
import { CsvWriter } from './rows/write-csv.ts';
import { createFile, type NewFile, readFailure, reserve } from './system.ts';

/** A table in a file, and the two files to make of it. */
export interface SplitFiles {
  readonly source: string;
  readonly table: Table;
  readonly train: string;
  readonly holdout: string;
  readonly signal: AbortSignal;
}

/** Writes each row to its file. A compressed file is written decompressed. */
export async function writeSides(files: SplitFiles, placed: AsyncIterable<PlacedBatch>): Promise<void> {
  const kind = await kindOf(files.source);
  if (kind === 'parquet') return writeTable(files, placed);
  return allOrNone(files, createFile, sides => copyRows(readBytes(files.source, kind === 'gzip'), placed, sides));
}

/** Begins both files, has them written, and gives both their names; after a failure neither is left. */
async function allOrNone<Side extends Pick<NewFile, 'finish' | 'discard'>>(
  { train, holdout, signal }: SplitFiles,
  begin: (path: string, signal: AbortSignal) => Promise<Side>,
  write: (sides: readonly [Side, Side]) => Promise<void>,
): Promise<void> {
  const begun: Side[] = [];
  const next = async (path: string) => {
    const side = await begin(path, signal);
    begun.push(side);
    return side;
  };
  try {
    await write([await next(train), await next(holdout)]);
    for (const side of begun) await side.finish();
  } catch (thrown) {
    for (const side of begun) await side.discard();
    throw thrown;
  }
}

async function writeTable(files: SplitFiles, placed: AsyncIterable<PlacedBatch>): Promise<void> {
  const { table } = files;
  const columns = await table.columns();
  const cursor = new RowCursor(placed);
  const begin = (path: string, signal: AbortSignal) => createCsv(path, columns, signal);
  await allOrNone(files, begin, async sides => {
    for await (const batch of table.read(new Map(columns.map(name => [name, 'text'] as const)))) {
      const places = new Uint8Array(batch.rows);
      for (let row = 0; row < batch.rows; row++) {
        if (!cursor.step()) await cursor.advance();
        places[row] = cursor.side;
      }
      for (const [side, { writer }] of sides.entries()) await writer.writeBatch(batch, row => places[row] === side);
    }
  }).finally(() => cursor.close());
}

/** A CSV file in the making, which has its name only once it is whole. */
async function createCsv(path: string, columns: readonly string[], signal: AbortSignal) {
  const reservation = await reserve(path, signal);
  const writer = await CsvWriter.create(reservation.partial, columns);
  return {
    writer,
    async finish() {
      await writer.close();
      await reservation.keep();
    },
    async discard() {
      // What went wrong before is already on its way to be told.
      await writer.close().catch(() => undefined);
      await reservation.discard();
    },
  };
}

/** How a file has to be read to copy its rows; only a plain file can be read more than once. */
async function kindOf(path: string): Promise<'plain' | 'gzip' | 'parquet'> {
  try {
    const handle = await open(path, 'r');
    try {
      if (!(await handle.stat()).isFile()) {
        throw fail('file-unreadable', { path, reason: 'It is no plain file, and a split reads it more than once.' });
      }
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const head = buffer.subarray(0, bytesRead);
      if (isGzip(head)) return 'gzip';
      return tellFormat(path, head) === 'parquet' ? 'parquet' : 'plain';
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw readFailure(path, thrown);
  }
}

async function* readBytes(path: string, isZipped: boolean): AsyncGenerator<Buffer> {
  const stored = createReadStream(path, { highWaterMark: 1 << 20 });
  try {
    // Errors reach whoever iterates; the callback only keeps them from being thrown a second time.
    yield* isZipped ? pipeline(stored, createGunzip(), () => undefined) : stored;
  } catch (thrown) {
    throw readFailure(path, thrown);
  }
}
