import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  evaluateModel
} from "./flows-evaluate-run-report.js";
import "./config-key-values.js";
import "./report-model-card.js";
import "./report-report-schema.js";
import "./flows-evaluate-packaging.js";
import "./flows-evaluate-judgement.js";
import "./flows-beside-table.js";
import "./flows-evaluate-identity-2.js";
import "./core-evidence-moment-evidence.js";
import "./flows-code-targets.js";
import "./core-policy.js";
import "./core-statistics-long-run.js";
import "./config-artifact-source.js";
import "./config-config.js";
import "./config-policy-consistency.js";
import "./core-metrics-ordered.js";
import "./core-metrics-terms.js";
import "./core-model-state-2.js";
import "./core-name-shape.js";
import "./markdown-table.js";
import "./report-comparison-words.js";
import "./report-inert.js";
import "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-comparison-schema-2.js";
import "./zod.js";
import "./report-workflow-commands.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./core-text-hash.js";
import "./core-nearest.js";
import "./core-json-shape.js";
import "./core-time-text.js";
import "./core-digest.js";
import "./errors-tables.js";
import "./runtime.js";
export {
  evaluateModel
};
