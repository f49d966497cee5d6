import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  recordWatch
} from "./flows-monitor-record-2.js";
import "./core-model-state-2.js";
import "./core-name-shape.js";
import "./core-model-ref.js";
import "./core-json-shape.js";
import "./core-digest.js";
import "./errors-tables.js";
import "./runtime.js";
export {
  recordWatch
};
