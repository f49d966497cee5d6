import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  logTo
} from "./entry-cli-step-log-2.js";
import "./entry-cli-style-2.js";
import "./runtime.js";
export {
  logTo
};
