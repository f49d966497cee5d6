import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  Portions,
  textAt
} from "./flows-code-targets.js";
import {
  keyOf
} from "./core-text-hash.js";
import {
  fail
} from "./errors-tables.js";

// src/flows/beside-table.ts
function besideTable(left, right, ids) {
  return {
    name: left.name,
    columns: async () => [.../* @__PURE__ */ new Set([...await left.columns(), ...await right.columns()])],
    digest: () => left.digest(),
    read: (wanted) => readBoth(left, right, ids, wanted)
  };
}
async function* readBoth(left, right, ids, wanted) {
  const rightNames = new Set(await right.columns());
  const isRight = (name) => rightNames.has(name) && !ids.includes(name);
  const ofLeft = new Map([...wanted].filter(([name]) => !isRight(name)));
  const ofRight = new Map([...wanted].filter(([name]) => isRight(name)));
  for (const id of ids) {
    if (!ofLeft.has(id)) ofLeft.set(id, "text");
    ofRight.set(id, "text");
  }
  const [ours, theirs] = [new Portions(left.read(ofLeft)), new Portions(right.read(ofRight))];
  let firstRow = 0;
  try {
    for (; ; ) {
      const rows = Math.min(await ours.available(), await theirs.available());
      if (rows === 0) break;
      const [here, there] = [ours.take(rows), theirs.take(rows)];
      requireSame(here, there, ids, right.name);
      yield { rows, firstRow, columns: new Map([...there.columns, ...here.columns]), lineOf: here.lineOf };
      firstRow += rows;
    }
    if (await ours.available() !== await theirs.available()) {
      throw fail("rows-unequal", { file: right.name, other: left.name, rows: firstRow });
    }
  } finally {
    await ours.close();
    await theirs.close();
  }
}
function requireSame(here, there, ids, file) {
  for (const id of ids) {
    const [ours, theirs] = [here.columns.get(id), there.columns.get(id)];
    const rows = theirs.kind === "text" ? theirs.values.length : 0;
    for (let row = 0; row < rows; row++) {
      const [expected, found] = [textAt(ours, row), textAt(theirs, row)];
      if (expected === found) continue;
      throw fail("id-out-of-step", { file, line: there.lineOf(row), column: id, found, expected });
    }
  }
}
function withNumbers(table, name) {
  return {
    name: table.name,
    columns: async () => [name, ...(await table.columns()).filter((column) => column !== name)],
    digest: () => table.digest(),
    read: (wanted) => readWithNumbers(table, name, wanted)
  };
}
async function* readWithNumbers(table, name, wanted) {
  const own = new Map([...wanted].filter(([column]) => column !== name));
  for await (const { rows, firstRow, columns, lineOf } of table.read(own)) {
    const values = Array.from({ length: rows }, (_, row) => String(firstRow + row + 1));
    const numbered = new Map(columns);
    if (wanted.has(name)) numbered.set(name, { kind: "text", values });
    yield { rows, firstRow, columns: numbered, lineOf };
  }
}
function withConstants(table, constants) {
  return {
    name: table.name,
    columns: async () => [...(await table.columns()).filter((name) => !constants.has(name)), ...constants.keys()],
    digest: () => table.digest(),
    read: (wanted) => readWithConstants(table, constants, wanted)
  };
}
async function* readWithConstants(table, constants, wanted) {
  const own = new Map([...wanted].filter(([name]) => !constants.has(name)));
  const labels = new Map([...constants].map(([name, value]) => [name, [String(value)]]));
  for await (const batch of table.read(own)) {
    const columns = new Map(batch.columns);
    for (const [name, kind] of wanted) {
      const value = constants.get(name);
      if (value === void 0) continue;
      columns.set(name, constantColumn(kind, value, batch.rows, labels.get(name)));
    }
    yield { rows: batch.rows, firstRow: batch.firstRow, columns, lineOf: (row) => batch.lineOf(row) };
  }
}
function constantColumn(kind, value, rows, labels) {
  switch (kind) {
    case "number":
    case "time":
      return { kind, values: new Float64Array(rows).fill(Number(value)) };
    case "text":
      return { kind, values: new Array(rows).fill(String(value)) };
    case "category":
      return { kind, codes: new Int32Array(rows), labels };
    case "key":
      return { kind, values: new Float64Array(rows).fill(keyOf(String(value))) };
  }
}

export {
  besideTable,
  withNumbers,
  withConstants
};
