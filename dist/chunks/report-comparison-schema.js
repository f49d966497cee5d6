import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  comparisonBody,
  comparisonDocument,
  comparisonJsonSchema,
  comparisonSchema
} from "./report-comparison-schema-2.js";
import "./zod.js";
import "./runtime.js";
export {
  comparisonBody,
  comparisonDocument,
  comparisonJsonSchema,
  comparisonSchema
};
