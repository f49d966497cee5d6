import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  logFiles
} from "./adapters-log-files-2.js";
import "./adapters-rows-table-format.js";
import "./core-digest.js";
import "./errors-tables.js";
import "./runtime.js";
export {
  logFiles
};
