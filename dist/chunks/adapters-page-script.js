import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  readPageScript
} from "./adapters-page-script-2.js";
import "./adapters-system-2.js";
import "./errors-tables.js";
import "./runtime.js";
export {
  readPageScript
};
