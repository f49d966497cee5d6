import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  compareTables,
  readPairs
} from "./core-evidence-moment-evidence.js";
import "./flows-code-targets.js";
import "./core-policy.js";
import "./core-statistics-long-run.js";
import "./core-metrics-terms.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./core-nearest.js";
import "./core-time-text.js";
import "./errors-tables.js";
import "./runtime.js";
export {
  compareTables,
  readPairs
};
