import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  keepingOf,
  prune
} from "./flows-prune.js";
import "./core-promotion-conditions.js";
import "./core-model-state-2.js";
import "./core-name-shape.js";
import "./core-model-ref.js";
import "./core-json-shape.js";
import "./core-digest.js";
import {
  RelevoError
} from "./errors-tables.js";
import "./runtime.js";

// src/entry/cli/let-go.ts
async function letGo(local) {
  const models = Object.values(local.config.models);
  const keep = keepingOf(models);
  try {
    await prune({ keep, by: "relevo", writer: "local" }, local);
  } catch (thrown) {
    if (!(thrown instanceof RelevoError)) throw thrown;
    local.log.step(`nothing was let go: ${thrown.message}`);
  }
}
export {
  letGo
};
