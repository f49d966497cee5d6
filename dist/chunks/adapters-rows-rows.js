import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  createRows
} from "./hyparquet-compressors.js";
import "./adapters-rows-format-time.js";
import "./adapters-rows-table-format.js";
import "./core-text-hash.js";
import "./adapters-rows-byte-source.js";
import "./core-nearest.js";
import "./core-time-text.js";
import "./errors-tables.js";
import "./runtime.js";
export {
  createRows
};
