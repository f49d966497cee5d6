import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  placeOf,
  readYaml
} from "./config-yaml-tree.js";
import "./yaml.js";
import "./config-problems-2.js";
import "./config-parsed.js";
import "./runtime.js";

// src/config/warnings.ts
function placeRemarks(text, file, remarks) {
  const { tree, problems } = readYaml(text, file);
  if (tree?.kind !== "map") throw new Error("The text of a valid config is no map.");
  for (const { model, keys, mistake } of remarks) {
    const own = ["models", model, ...keys];
    const shared = ["defaults", ...keys];
    const place = placeOf(tree, !isWritten(tree, own) && isWritten(tree, shared) ? shared : own);
    problems.add({ ...place, path: placeOf(tree, own).path }, mistake);
  }
  return problems.list();
}
function isWritten(tree, keys) {
  const [key, ...rest] = keys;
  if (tree === void 0 || key === void 0) return tree !== void 0;
  if (tree.kind === "map") return isWritten(tree.entries.get(String(key))?.value, rest);
  return tree.kind === "list" ? isWritten(tree.items[Number(key)], rest) : typeof key === "number";
}
export {
  placeRemarks
};
