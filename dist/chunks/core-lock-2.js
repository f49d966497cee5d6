import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  digest,
  listOf,
  nullable,
  object,
  text,
  wholeNumber
} from "./core-json-shape.js";

// src/core/lock.ts
var dataSet = object({
  /** From the repository's root, with `/`. */
  path: text(4096),
  digest,
  bytes: wholeNumber(0),
  rows: wholeNumber(0),
  columns: listOf(text(1e3), 1e5),
  /** The first and the last time, as ISO 8601 text, where the model has a time column. */
  range: nullable(object({ from: text(40), to: text(40) }))
});
var lockShape = object({ schema: text(40), data: listOf(dataSet, 1e5) });
var SCHEMA = "relevo.lock/1";
function readLock(json) {
  let value;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { ok: false, reason: `it is no JSON (${error.message})` };
  }
  const reading = lockShape.read(value, "");
  if (!reading.ok) return { ok: false, reason: `${reading.at || "it"} must be ${reading.expected}` };
  if (reading.value.schema !== SCHEMA)
    return { ok: false, reason: `its schema is "${reading.value.schema}", not "${SCHEMA}"` };
  return { ok: true, data: reading.value.data };
}
function formatLock(data) {
  const sorted = [...data].sort((a, b) => a.path < b.path ? -1 : 1);
  return `${JSON.stringify({ schema: SCHEMA, data: sorted }, null, 2)}
`;
}
function changesOf(before, after) {
  const [old, now] = [byPath(before), byPath(after)];
  const paths = [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])].sort();
  return paths.flatMap((path) => {
    const [was, is] = [old.get(path) ?? null, now.get(path) ?? null];
    if (was === null) return [{ path, kind: "added", before: null, after: is }];
    if (is === null) return [{ path, kind: "removed", before: was, after: null }];
    return was.digest === is.digest ? [] : [{ path, kind: "changed", before: was, after: is }];
  });
}
var byPath = (data) => new Map(data.map((each) => [each.path, each]));
var shortDigest = (full) => full.slice("sha256:".length, "sha256:".length + 12);

export {
  readLock,
  formatLock,
  changesOf,
  shortDigest
};
