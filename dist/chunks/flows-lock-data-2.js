import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  changesOf,
  formatLock,
  readLock
} from "./core-lock-2.js";
import {
  fail
} from "./errors-tables.js";

// src/flows/lock-data.ts
var LOCK = "relevo.lock";
async function lockData(config, before, ports) {
  const data = /* @__PURE__ */ new Map();
  for (const model of Object.values(config.models)) {
    for (const declared of await declaredData(model, ports.checkout)) {
      const path = fromRoot(model, declared.path);
      if (!data.has(path)) data.set(path, await describe(model, path, declared.path, ports));
    }
  }
  const sorted = [...data.values()].sort((a, b) => a.path < b.path ? -1 : 1);
  return { text: formatLock(sorted), data: sorted, changes: changesOf(before === null ? [] : lockOf(before), sorted) };
}
async function requirePinned(model, lock, ports) {
  if (lock === null) throw fail("lock-missing", { model: model.name });
  const pinned = new Map(lockOf(lock).map((each) => [each.path, each]));
  const found = [];
  for (const { path, part } of await declaredData(model, ports.checkout)) {
    const known = pinned.get(fromRoot(model, path));
    if (known === void 0) throw fail("data-unpinned", { path: fromRoot(model, path), model: model.name });
    const digest = await ports.dataSets.digest(`${ports.checkout.at(model.dir)}/${path}`);
    if (digest !== known.digest) {
      throw fail("data-changed", {
        path: fromRoot(model, path),
        rows: known.rows,
        found: digest,
        pinned: known.digest
      });
    }
    const range = known.range === null ? null : [known.range.from, known.range.to];
    found.push({ path, part, digest, rows: known.rows, columns: known.columns, range });
  }
  return found;
}
async function dataAsItIs(model, ports) {
  const { data } = model.train;
  const isThere = data.length > 0 && (await ports.checkout.present(model.dir, data)).length > 0;
  const declared = await declaredData(
    isThere ? model : { ...model, train: { ...model.train, data: [] } },
    ports.checkout
  );
  return Promise.all(
    declared.map(async ({ path, part }) => {
      const { digest, rows, columns, range } = await describe(model, path, path, ports);
      return { path, part, digest, rows, columns, range: range === null ? null : [range.from, range.to] };
    })
  );
}
function lockOf(text) {
  const lock = readLock(text);
  if (!lock.ok) throw fail("lock-unreadable", { reason: lock.reason });
  return lock.data;
}
var fromRoot = ({ dir }, path) => dir === "." ? path : `${dir}/${path}`;
async function declaredData(model, checkout) {
  const { train, holdout, dir } = model;
  const files = train.data.length === 0 ? [] : await checkout.present(dir, train.data);
  if (train.data.length > 0 && files.length === 0) throw fail("data-none", { model: model.name, globs: train.data });
  const training = files.filter((path) => path !== holdout.data).map((path) => ({ path, part: "training" }));
  return [...training, { path: holdout.data, part: "holdout" }];
}
async function describe(model, path, inDir, ports) {
  const file = `${ports.checkout.at(model.dir)}/${inDir}`;
  const { digest, bytes, rows, columns, range } = await ports.dataSets.describe(file, model.holdout.time);
  const text = (time) => new Date(time).toISOString();
  return {
    path,
    digest,
    bytes,
    rows,
    columns,
    range: range === null ? null : { from: text(range[0]), to: text(range[1]) }
  };
}

export {
  LOCK,
  lockData,
  requirePinned,
  dataAsItIs
};
