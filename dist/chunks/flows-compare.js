import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  compareTables
} from "./core-evidence-moment-evidence.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./core-number-text.js";
import "./core-metrics-terms.js";
import "./core-nearest.js";
import "./core-time-text.js";
import "./errors-2.js";
import "./runtime.js";
export {
  compareTables
};
