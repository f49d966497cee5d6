import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  artifactPlace
} from "./config-artifact-source.js";

// src/config/key-values.ts
function keyValues({ name: _, ...model }) {
  const { artifact } = model.train;
  const source = artifact && {
    text: `${artifactPlace(artifact)}${artifact.digest === null ? "" : `@${artifact.digest}`}`
  };
  return Object.fromEntries(flatten({ ...model, train: { ...model.train, artifact: source } }));
}
function flatten(value, path = "") {
  if (!isRecord(value)) return /* @__PURE__ */ new Map([[path, textOf(value)]]);
  const written = value.text ?? value.given;
  if (typeof written === "string") return /* @__PURE__ */ new Map([[path, written]]);
  const parts = Object.entries(value).flatMap(([key, part]) => [
    ...flatten(part, path === "" ? key : `${path}.${key}`)
  ]);
  return new Map(parts);
}
var isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
function textOf(value) {
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : value.map(textOf).join(", ");
  if (isRecord(value)) return [...flatten(value).values()].join(" ");
  return value === null ? "nothing" : String(value);
}

export {
  keyValues,
  flatten
};
