import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  isModelName,
  isRunId
} from "./core-model-ref.js";
import {
  leaf
} from "./core-json-shape.js";

// src/core/name-shape.ts
var modelName = leaf(
  "a model's name",
  (value) => typeof value === "string" && isModelName(value)
);
var runId = leaf("a run's id", (value) => typeof value === "string" && isRunId(value));
var objectId = leaf(
  "a git object's id",
  (value) => typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)
);

export {
  modelName,
  runId,
  objectId
};
