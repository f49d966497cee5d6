import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  logTo
} from "./entry-cli-step-log-2.js";
import {
  openLocal
} from "./adapters-registry-directory-ledger.js";
import "./adapters-process-run-process.js";
import "./flows-continued-ledger.js";
import "./flows-evaluate-identity-2.js";
import "./flows-lock-data-2.js";
import "./core-lock-2.js";
import "./picomatch.js";
import "./adapters-repository-2.js";
import "./adapters-rows-fingerprint.js";
import "./config-schema.js";
import "./config-yaml-tree.js";
import "./yaml.js";
import "./config-margin.js";
import "./config-artifact-source.js";
import "./config-config.js";
import "./config-policy-consistency.js";
import "./core-metrics-ordered.js";
import "./core-metrics-terms.js";
import "./config-problems-2.js";
import "./core-artifact-manifest.js";
import "./core-model-state-2.js";
import "./core-name-shape.js";
import "./zod.js";
import "./entry-cli-config-file.js";
import "./config-glob.js";
import "./config-percentage.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./adapters-prediction-worker-message.js";
import "./adapters-rows-write-csv.js";
import "./hyparquet-compressors.js";
import "./adapters-rows-format-time.js";
import "./adapters-rows-table-format.js";
import "./core-text-hash.js";
import "./adapters-rows-byte-source.js";
import "./core-nearest.js";
import "./core-json-shape.js";
import "./core-time-text.js";
import "./core-digest.js";
import "./entry-cli-style-2.js";
import "./adapters-system-2.js";
import "./errors-tables.js";
import "./runtime.js";

// src/entry/cli/with-local.ts
import { setTimeout as wait } from "node:timers/promises";
var MOST_MS = 15e3;
async function withLocal(context, configPath, work) {
  const local = await openLocal(context, configPath, logTo(context));
  const done = work(local).finally(() => local.clear());
  const settled = done.catch(() => void 0);
  context.beforeEnd?.(() => Promise.race([settled, wait(MOST_MS)]));
  await done;
}
export {
  withLocal
};
