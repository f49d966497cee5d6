import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  candidateTables,
  propose,
  sidesOf
} from "./config-proposal-2.js";
import "./config-glob.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./core-digest.js";
import "./runtime.js";
export {
  candidateTables,
  propose,
  sidesOf
};
