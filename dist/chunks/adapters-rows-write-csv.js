import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  formatTime
} from "./adapters-rows-format-time.js";
import {
  fail
} from "./errors-tables.js";

// src/adapters/rows/write-csv.ts
import { open } from "node:fs/promises";
var FLUSH_CHARACTERS = 1 << 20;
var NEEDS_QUOTES = /[",;|\t\r\n]/;
var MISLEADING_START = /^(?:PAR1|PARE|ARROW1|BZh|PK|[^\x21-\x7f]|[{[])/;
var LONE_SURROGATE = new RegExp("\\p{Surrogate}", "u");
function quote(text) {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
function writeTime(milliseconds) {
  const whole = Math.floor(milliseconds);
  const microseconds = Math.round((milliseconds - whole) * 1e3);
  const carried = microseconds === 1e3 ? 1 : 0;
  return formatTime(whole + carried, carried === 1 ? 0 : microseconds * 1e3, "Z") ?? "";
}
function textOf(cell) {
  if (cell === null || typeof cell === "number" && Number.isNaN(cell)) return "";
  return cell instanceof Date ? writeTime(cell.getTime()) : String(cell);
}
function cellsOf(column) {
  if (column.kind === "text") return (row) => column.values[row];
  if (column.kind === "category") return (row) => column.labels[column.codes[row]];
  const write = column.kind === "time" ? writeTime : String;
  return (row) => {
    const value = column.values[row];
    return Number.isNaN(value) ? "" : write(value);
  };
}
var CsvWriter = class _CsvWriter {
  path;
  columns;
  #handle;
  #text = "";
  constructor(path, columns, handle) {
    this.path = path;
    this.columns = columns;
    this.#handle = handle;
  }
  /** Begins a new file with its header; a file that exists is left as it is. */
  static async create(path, columns) {
    try {
      const writer = new _CsvWriter(path, columns, await open(path, "wx"));
      writer.#append(
        columns.map(
          (name, index) => index === 0 && MISLEADING_START.test(name) ? `"${name.replaceAll('"', '""')}"` : quote(name)
        )
      );
      return writer;
    } catch (error) {
      throw error.code === "EEXIST" ? fail("file-exists", { path }, error) : unwritable(path, error);
    }
  }
  /** Writes rows whose cells stand in the order of the columns. */
  async write(rows) {
    for (const row of rows) {
      if (row.length !== this.columns.length)
        throw new RangeError(`${row.length} cells for ${this.columns.length} columns`);
      this.#append(row.map((cell) => quote(textOf(cell))));
      if (this.#text.length >= FLUSH_CHARACTERS) await this.#flush();
    }
  }
  /** Writes some rows of a batch that has all of the columns: those that `isWanted` names, or all. */
  async writeBatch(batch, isWanted = () => true) {
    const cells = this.columns.map((name) => {
      const column = batch.columns.get(name);
      if (column === void 0) throw new RangeError(`the batch lacks the column "${name}"`);
      return cellsOf(column);
    });
    for (let row = 0; row < batch.rows; row++) {
      if (!isWanted(row)) continue;
      this.#append(cells.map((cell) => quote(cell(row))));
      if (this.#text.length >= FLUSH_CHARACTERS) await this.#flush();
    }
  }
  /** Writes what is left and closes the file. */
  async close() {
    try {
      await this.#flush();
    } finally {
      await this.#handle.close();
    }
  }
  #append(cells) {
    const line = cells.join(",");
    this.#text += line === "" && cells.length === 1 ? '""\n' : `${line}
`;
  }
  async #flush() {
    const text = this.#text;
    this.#text = "";
    if (LONE_SURROGATE.test(text)) throw new RangeError("a cell holds half of a character (a lone surrogate)");
    try {
      await this.#handle.writeFile(text);
    } catch (error) {
      throw unwritable(this.path, error);
    }
  }
};
function unwritable(path, error) {
  const reason = `The system said: ${error instanceof Error ? error.message : String(error)}.`;
  return fail("output-unwritable", { output: path, reason }, error);
}

export {
  CsvWriter
};
