import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  parseConfig
} from "./config-schema.js";
import "./config-yaml-tree.js";
import "./yaml.js";
import "./config-margin.js";
import "./config-artifact-source.js";
import "./config-config.js";
import "./config-policy-consistency.js";
import "./core-metrics-ordered.js";
import "./core-metrics-terms.js";
import "./config-problems-2.js";
import "./zod.js";
import "./config-glob.js";
import "./config-percentage.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./core-nearest.js";
import "./core-digest.js";
import "./runtime.js";
export {
  parseConfig
};
