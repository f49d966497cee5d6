import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  watchModel
} from "./core-watch-reference-signals.js";
import "./core-watch-signal.js";
import "./report-report-schema.js";
import "./flows-beside-table.js";
import "./flows-code-targets.js";
import "./core-statistics-long-run.js";
import "./core-metrics-ordered.js";
import "./core-metrics-terms.js";
import "./core-model-state-2.js";
import "./core-name-shape.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-comparison-schema-2.js";
import "./zod.js";
import "./core-model-ref.js";
import "./core-text-hash.js";
import "./core-json-shape.js";
import "./core-time-text.js";
import "./core-digest.js";
import "./errors-tables.js";
import "./runtime.js";
export {
  watchModel
};
