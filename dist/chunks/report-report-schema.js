import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  reportJsonSchema,
  reportSchema
} from "./report-report-schema-2.js";
import "./report-comparison-schema-2.js";
import "./zod.js";
import "./runtime.js";
export {
  reportJsonSchema,
  reportSchema
};
