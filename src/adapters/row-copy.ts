// Copies the rows of a text file, byte by byte, to one of two new files; what a row is, the reader of tables has decided.
import type { RowBatch } from '../ports.ts';

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Some rows and the file each goes to: 0 for the first, 1 for the second. */
export interface PlacedBatch {
  readonly batch: Pick<RowBatch, 'rows' | 'lineOf'>;
  readonly heldOut: Uint8Array;
}

/** Takes bytes, in order. */
export interface Sink {
  write(bytes: Uint8Array): Promise<void>;
}

/**
 * Copies each row with its line end, and what stands above the first row to both files. A row reaches to the line on which the
 * next one begins, so that quoted line ends and blank lines stay where they are.
 */
export async function copyRows(
  bytes: AsyncIterable<Buffer>,
  placed: AsyncIterable<PlacedBatch>,
  files: readonly [Sink, Sink],
): Promise<void> {
  const cursor = new RowCursor(placed);
  const splitter = new LineSplitter(cursor);
  try {
    await cursor.advance();
    for await (const chunk of bytes) {
      const parts = await splitter.split(chunk);
      for (const [index, file] of files.entries()) await file.write(Buffer.concat(parts[index] ?? []));
    }
    if (Number.isFinite(cursor.line)) throw new Error(`The file ended before its row on line ${cursor.line}.`);
  } finally {
    await cursor.close();
  }
}

/** Cuts chunks of bytes where the next row begins. */
class LineSplitter {
  readonly #cursor: RowCursor;
  /** The line that the next byte stands on, and where it goes: to both files until the first row. */
  #line = 1;
  #targets: readonly number[] = [0, 1];
  #isFresh = true;

  constructor(cursor: RowCursor) {
    this.#cursor = cursor;
  }

  async split(chunk: Buffer): Promise<[Buffer[], Buffer[]]> {
    const parts: [Buffer[], Buffer[]] = [[], []];
    let from = this.#isFresh && chunk.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
    if (from > 0) for (const part of parts) part.push(BYTE_ORDER_MARK);
    this.#isFresh = false;
    for (;;) {
      const to = this.#seek(chunk, from);
      for (const target of this.#targets) parts[target]?.push(chunk.subarray(from, to));
      if (this.#line < this.#cursor.line) return parts;
      from = to;
      this.#targets = [this.#cursor.side];
      if (!this.#cursor.step()) await this.#cursor.advance();
    }
  }

  /** Where in the chunk the next row begins; its end when that is further on. */
  #seek(chunk: Buffer, from: number): number {
    let position = from;
    while (this.#line < this.#cursor.line) {
      const end = chunk.indexOf(LINE_FEED, position);
      if (end < 0) return chunk.length;
      this.#line++;
      position = end + 1;
    }
    return position;
  }
}

/** The next row to copy: on which line it begins and where it goes. */
export class RowCursor {
  line = 0;
  side = 0;
  readonly #batches: AsyncIterator<PlacedBatch>;
  #current: PlacedBatch | undefined;
  #row = 0;

  constructor(placed: AsyncIterable<PlacedBatch>) {
    this.#batches = placed[Symbol.asyncIterator]();
  }

  /** Moves to the next row that is already here; false when more have to be read. */
  step(): boolean {
    if (this.#current === undefined || this.#row >= this.#current.batch.rows) return false;
    this.line = this.#current.batch.lineOf(this.#row);
    this.side = this.#current.heldOut[this.#row] ?? 0;
    this.#row++;
    return true;
  }

  /** Moves to the next row; after the last one, `line` is infinite. */
  async advance(): Promise<void> {
    while (!this.step()) {
      const { done, value } = await this.#batches.next();
      if (done === true) {
        this.line = Number.POSITIVE_INFINITY;
        return;
      }
      this.#current = value;
      this.#row = 0;
    }
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}
