import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  createRefresher
} from "./adapters-training-command-refresher-2.js";
import "./adapters-process-run-process.js";
import "./errors-tables.js";
import "./runtime.js";
export {
  createRefresher
};
