import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  createDataSets
} from "./adapters-rows-fingerprint.js";
import "./adapters-rows-byte-source.js";
import "./core-digest.js";
import "./errors-tables.js";
import "./runtime.js";
export {
  createDataSets
};
