import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  refreshData
} from "./flows-retrain-refresh-2.js";
import "./flows-lock-data-2.js";
import "./core-lock-2.js";
import "./core-json-shape.js";
import "./core-digest.js";
import "./errors-tables.js";
import "./runtime.js";
export {
  refreshData
};
