import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  listFolder
} from "./adapters-repository-2.js";
import {
  candidateTables
} from "./config-proposal-2.js";
import "./config-glob.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./core-digest.js";
import {
  exists,
  readText
} from "./adapters-system-2.js";
import {
  RelevoError,
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/adapters/folder-view.ts
import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
var mostTables = 12;
async function viewFolder(folder, env, rows) {
  if (!await exists(folder)) throw fail("file-not-found", { path: folder });
  if (!(await stat(folder)).isDirectory()) throw fail("file-unreadable", { path: folder, reason: "It is no folder." });
  const { files } = await listFolder(folder, env);
  const tables = /* @__PURE__ */ new Map();
  const unread = [];
  for (const path of candidateTables(files).slice(0, mostTables)) {
    const head = await readHead(join(folder, path), rows);
    if (head instanceof RelevoError) unread.push({ path, reason: head.message });
    else tables.set(path, head);
  }
  const manifest = files.includes("package.json") ? await readText(join(folder, "package.json")) : void 0;
  return { view: { name: basename(folder), files, tables, manifest }, unread };
}
async function readHead(path, rows) {
  try {
    const table = await rows.open(path);
    const columns = await table.columns();
    for await (const batch of table.read(new Map(columns.map((name) => [name, "text"])))) {
      const texts = columns.map((name) => {
        const column = batch.columns.get(name);
        return column?.kind === "text" ? column.values : [];
      });
      return { columns, rows: Array.from({ length: batch.rows }, (_, row) => texts.map((values) => values[row] ?? "")) };
    }
    return { columns, rows: [] };
  } catch (thrown) {
    if (thrown instanceof RelevoError) return thrown;
    throw thrown;
  }
}
export {
  viewFolder
};
