import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  fail
} from "./errors-tables.js";

// src/flows/portions.ts
var Portions = class {
  #batches;
  #batch = null;
  #from = 0;
  constructor(batches) {
    this.#batches = batches[Symbol.asyncIterator]();
  }
  /** Rows left of the current batch, after fetching the next one if none are left; 0 at the end. */
  async available() {
    while (this.#batch === null || this.#from >= this.#batch.rows) {
      const { done, value } = await this.#batches.next();
      if (done === true) return 0;
      this.#batch = value;
      this.#from = 0;
    }
    return this.#batch.rows - this.#from;
  }
  /** The next rows, no more than are available. */
  take(rows) {
    const batch = this.#batch;
    const from = this.#from;
    this.#from += rows;
    const columns = new Map([...batch.columns].map(([name, column]) => [name, part(column, from, from + rows)]));
    return { columns, lineOf: (row) => batch.lineOf(from + row) };
  }
  /** Lets go of the table, read to its end or not. */
  async close() {
    await this.#batches.return?.();
  }
};
function part(column, from, to) {
  switch (column.kind) {
    case "number":
    case "time":
    case "key":
      return { kind: column.kind, values: column.values.subarray(from, to) };
    case "text":
      return { kind: "text", values: column.values.slice(from, to) };
    case "category":
      return { ...column, codes: column.codes.subarray(from, to) };
  }
}
function textAt(column, row) {
  switch (column.kind) {
    case "text":
      return column.values[row];
    case "category":
      return column.labels[column.codes[row]];
    case "number":
    case "time":
    case "key":
      return String(column.values[row]);
  }
}

// src/flows/cells.ts
function emptiness(column) {
  if (column.kind === "number" || column.kind === "time") return (row) => Number.isNaN(column.values[row]);
  return (row) => textAt(column, row) === "";
}
function misfit(side, name, row, expected) {
  const column = side.columns.get(name);
  const found = emptiness(column)(row) ? "nothing" : JSON.stringify(textAt(column, row));
  return fail("data-value", { file: side.source.table.name, line: side.lineOf(row), column: name, found, expected });
}

// src/flows/code-targets.ts
var USUAL = { "0": 0, "1": 1, false: 0, true: 1, no: 0, yes: 1 };
var usualCode = (label) => USUAL[label.toLowerCase().replace(/^([01])\.0*$/, "$1")];
function codeTargets(rows, pairing) {
  const name = pairing.names.target;
  const { baseline, candidate } = rows;
  const [own, other] = baseline.source.hasTarget ? [baseline, candidate] : [candidate, baseline];
  const coded = codesOf(own, name, rows.count, pairing);
  if (other.source.hasTarget && !pairing.sources.oneTable) requireSame({ rows, own, other, name }, coded, pairing);
  return coded;
}
function codesOf(side, name, count, pairing) {
  const column = side.columns.get(name);
  if (pairing.plan.task === "regression" && isNumeric(column)) return column.values;
  const codeOf = coderOf(side, name, pairing);
  return Float64Array.from({ length: count }, (_, row) => codeOf(row));
}
var isNumeric = (column) => column.kind === "number" || column.kind === "time";
function coderOf(side, name, pairing) {
  const column = side.columns.get(name);
  const code = labelCoder(side, name, column, pairing);
  if (column.kind !== "category") return code;
  const known = [];
  return (row) => {
    const label = column.codes[row];
    known[label] ??= code(row);
    return known[label];
  };
}
function labelCoder(side, name, column, { plan, dictionaries: { classes }, coding }) {
  switch (plan.task) {
    case "binary":
      return (row) => binaryCode(side, name, row, coding);
    case "multiclass":
      return (row) => classCode(textAt(column, row), classes, coding);
    case "regression":
    case "score":
      return (row) => isNumeric(column) ? column.values[row] : numberAt(side, name, row);
  }
}
function numberAt(side, name, row) {
  const text = textAt(side.columns.get(name), row);
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  const place = { file: side.source.table.name, line: side.lineOf(row), column: name };
  throw fail("data-value", { ...place, found: JSON.stringify(text), expected: "a number" });
}
function binaryCode(side, name, row, { positive, seen }) {
  const label = textAt(side.columns.get(name), row);
  if (seen.has(label)) return labelCode(label, positive);
  const known = [...seen];
  seen.add(label);
  const unusual = positive === null && usualCode(label) === void 0;
  if (unusual || positive !== null && label !== positive && known.filter((other) => other !== positive).length > 0) {
    const place = { file: side.source.table.name, line: side.lineOf(row), column: name };
    throw fail("label-unknown", { ...place, found: label, known });
  }
  return labelCode(label, positive);
}
var labelCode = (label, positive) => positive === null ? usualCode(label) : label === positive ? 1 : 0;
function classCode(label, classes, { seen }) {
  seen.add(label);
  return classes.codeOf(label);
}
function requireSame({ rows, own, other, name }, coded, pairing) {
  const column = other.columns.get(name);
  const [isEmpty, codeOf] = [emptiness(column), coderOf(other, name, pairing)];
  for (let row = 0; row < rows.count; row++) {
    if (isEmpty(row) || codeOf(row) === coded[row]) continue;
    throw fail("target-differs", {
      file: other.source.table.name,
      line: other.lineOf(row),
      target: name,
      found: textAt(column, row),
      other: own.source.table.name,
      expected: textAt(own.columns.get(name), row)
    });
  }
}

// src/core/statistics/multiplicity.ts
function holm(pValues) {
  const adjusted = new Array(pValues.length);
  let highest = 0;
  for (const [rank, index] of ascending(pValues).entries()) {
    highest = Math.max(highest, pValues[index] * (pValues.length - rank));
    adjusted[index] = Math.min(1, highest);
  }
  return adjusted;
}
function benjaminiHochberg(pValues) {
  const adjusted = new Array(pValues.length);
  let lowest = 1;
  for (const [fromTop, index] of ascending(pValues).reverse().entries()) {
    lowest = Math.min(lowest, pValues[index] * (pValues.length / (pValues.length - fromTop)));
    adjusted[index] = lowest;
  }
  return adjusted;
}
function ascending(pValues) {
  const stray = pValues.findIndex((p) => !(p >= 0 && p <= 1));
  if (stray !== -1) throw new RangeError(`p-value ${stray} of ${pValues.length} is ${pValues[stray]}, not in [0, 1]`);
  return pValues.map((_, index) => index).sort((i, j) => pValues[i] - pValues[j]);
}

// src/core/slice-quantiles.ts
var QUANTILES = 5;
function rangesOf(numbers) {
  const ranges = cutByRows([...numbers].sort((a, b) => a.number - b.number));
  return ranges.map((parts, index) => ({ name: nameOf(ranges, index), parts }));
}
var distinct = (numbers) => new Set(numbers.map(({ number }) => number)).size;
function cutByRows(ascending2) {
  const ranges = Array.from({ length: QUANTILES }, () => []);
  const total = ascending2.reduce((sum, { rows }) => sum + rows, 0);
  let before = 0;
  for (const equal of runsOfEquals(ascending2)) {
    const rows = equal.reduce((sum, part2) => sum + part2.rows, 0);
    const middle = before + rows / 2;
    ranges[Math.min(QUANTILES - 1, Math.floor(middle / total * QUANTILES))]?.push(...equal);
    before += rows;
  }
  return ranges.filter((range) => range.length > 0);
}
function runsOfEquals(ascending2) {
  const runs = [];
  for (const part2 of ascending2) {
    const last = runs.at(-1);
    if (last?.[0]?.number === part2.number) last.push(part2);
    else runs.push([part2]);
  }
  return runs;
}
function nameOf(ranges, index) {
  const range = ranges[index] ?? [];
  const [first, last] = [range[0]?.number, range.at(-1)?.number];
  if (ranges.length === 1) return `${first} to ${last}`;
  if (index === 0) return `up to ${last}`;
  return index === ranges.length - 1 ? `from ${first}` : `${first} to ${last}`;
}

export {
  Portions,
  textAt,
  holm,
  benjaminiHochberg,
  rangesOf,
  distinct,
  emptiness,
  misfit,
  usualCode,
  codeTargets
};
