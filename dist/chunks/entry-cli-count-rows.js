import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  countRows,
  rowsRead
} from "./entry-cli-count-rows-2.js";
import "./runtime.js";
export {
  countRows,
  rowsRead
};
