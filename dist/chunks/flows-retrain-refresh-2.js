import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  lockData
} from "./flows-lock-data-2.js";
import {
  changesOf,
  formatLock,
  readLock
} from "./core-lock-2.js";
import {
  fail
} from "./errors-tables.js";

// src/flows/retrain/refresh.ts
async function refreshData(model, lock, ports) {
  const { name, dir, data, train } = model;
  if (data.refresh === null) throw fail("refresh-undeclared", { model: name });
  ports.log.step(`refreshing the data of ${name}`);
  await ports.refresher.refresh({
    model: name,
    argv: data.refresh,
    cwd: ports.checkout.at(dir),
    environment: train.env,
    timeoutMs: data.timeout.ms,
    onLine: (line) => ports.log.output(line)
  });
  return { ...await pinAnew(model, lock, ports), paths: await changedFiles(model, ports) };
}
async function pinAnew(model, lock, ports) {
  const before = lock === null ? null : readLock(lock);
  if (before?.ok === false) throw fail("lock-unreadable", { reason: before.reason });
  const alone = { models: { [model.name]: model }, retired: [] };
  const { data } = await lockData(alone, null, ports);
  const own = new Set(data.map(({ path }) => path));
  const old = before?.data ?? [];
  const all = [...old.filter(({ path }) => !own.has(path)), ...data];
  return { lock: formatLock(all), changes: changesOf(old, all) };
}
async function changedFiles({ dir, train, holdout }, { checkout }) {
  const files = await checkout.files(dir, [...train.data, holdout.data], []);
  const prefix = dir === "." ? "" : `${dir}/`;
  return files.filter(({ content }) => !content.startsWith("git:")).map(({ path }) => `${prefix}${path}`);
}

export {
  refreshData
};
