import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  CsvWriter
} from "./adapters-rows-write-csv.js";
import "./adapters-rows-format-time.js";
import {
  HEAD_BYTES,
  isGzip,
  tellFormat
} from "./adapters-rows-table-format.js";
import {
  createFile,
  readFailure,
  reserve
} from "./adapters-system-2.js";
import {
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/adapters/split-files.ts
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

// src/adapters/row-copy.ts
var LINE_FEED = 10;
var BYTE_ORDER_MARK = Buffer.from([239, 187, 191]);
async function copyRows(bytes, placed, files) {
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
var LineSplitter = class {
  #cursor;
  /** The line that the next byte stands on, and where it goes: to both files until the first row. */
  #line = 1;
  #targets = [0, 1];
  #isFresh = true;
  constructor(cursor) {
    this.#cursor = cursor;
  }
  async split(chunk) {
    const parts = [[], []];
    let from = this.#isFresh && chunk.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
    if (from > 0) for (const part of parts) part.push(BYTE_ORDER_MARK);
    this.#isFresh = false;
    for (; ; ) {
      const to = this.#seek(chunk, from);
      for (const target of this.#targets) parts[target]?.push(chunk.subarray(from, to));
      if (this.#line < this.#cursor.line) return parts;
      from = to;
      this.#targets = [this.#cursor.side];
      if (!this.#cursor.step()) await this.#cursor.advance();
    }
  }
  /** Where in the chunk the next row begins; its end when that is further on. */
  #seek(chunk, from) {
    let position = from;
    while (this.#line < this.#cursor.line) {
      const end = chunk.indexOf(LINE_FEED, position);
      if (end < 0) return chunk.length;
      this.#line++;
      position = end + 1;
    }
    return position;
  }
};
var RowCursor = class {
  line = 0;
  side = 0;
  #batches;
  #current;
  #row = 0;
  constructor(placed) {
    this.#batches = placed[Symbol.asyncIterator]();
  }
  /** Moves to the next row that is already here; false when more have to be read. */
  step() {
    if (this.#current === void 0 || this.#row >= this.#current.batch.rows) return false;
    this.line = this.#current.batch.lineOf(this.#row);
    this.side = this.#current.heldOut[this.#row] ?? 0;
    this.#row++;
    return true;
  }
  /** Moves to the next row; after the last one, `line` is infinite. */
  async advance() {
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
  async close() {
    await this.#batches.return?.();
  }
};

// src/adapters/split-files.ts
async function writeSides(files, placed) {
  const kind = await kindOf(files.source);
  if (kind === "parquet") return writeTable(files, placed);
  return allOrNone(files, createFile, (sides) => copyRows(readBytes(files.source, kind === "gzip"), placed, sides));
}
async function allOrNone({ train, holdout, signal }, begin, write) {
  const begun = [];
  const next = async (path) => {
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
async function writeTable(files, placed) {
  const { table } = files;
  const columns = await table.columns();
  const cursor = new RowCursor(placed);
  const begin = (path, signal) => createCsv(path, columns, signal);
  await allOrNone(files, begin, async (sides) => {
    for await (const batch of table.read(new Map(columns.map((name) => [name, "text"])))) {
      const places = new Uint8Array(batch.rows);
      for (let row = 0; row < batch.rows; row++) {
        if (!cursor.step()) await cursor.advance();
        places[row] = cursor.side;
      }
      for (const [side, { writer }] of sides.entries()) await writer.writeBatch(batch, (row) => places[row] === side);
    }
  }).finally(() => cursor.close());
}
async function createCsv(path, columns, signal) {
  const reservation = await reserve(path, signal);
  const writer = await CsvWriter.create(reservation.partial, columns);
  return {
    writer,
    async finish() {
      await writer.close();
      await reservation.keep();
    },
    async discard() {
      await writer.close().catch(() => void 0);
      await reservation.discard();
    }
  };
}
async function kindOf(path) {
  try {
    const handle = await open(path, "r");
    try {
      if (!(await handle.stat()).isFile()) {
        throw fail("file-unreadable", { path, reason: "It is no plain file, and a split reads it more than once." });
      }
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const head = buffer.subarray(0, bytesRead);
      if (isGzip(head)) return "gzip";
      return tellFormat(path, head) === "parquet" ? "parquet" : "plain";
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw readFailure(path, thrown);
  }
}
async function* readBytes(path, isZipped) {
  const stored = createReadStream(path, { highWaterMark: 1 << 20 });
  try {
    yield* isZipped ? pipeline(stored, createGunzip(), () => void 0) : stored;
  } catch (thrown) {
    throw readFailure(path, thrown);
  }
}
export {
  writeSides
};
