import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  isDigest
} from "./core-digest.js";

// src/core/model-ref.ts
var LONGEST_NAME = 64;
function isModelName(text) {
  return text.length <= LONGEST_NAME && /^[a-z0-9](?:[a-z0-9_-]|\.(?!\.))*(?<=[a-z0-9])$/.test(text) && !text.endsWith(".lock") && !isReservedOnWindows(text) && !/^(?:production|v\d+)$/.test(text);
}
function isReservedOnWindows(name) {
  return /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/i.test(name);
}
function isRunId(text) {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text) && !/^(?:production|v\d+)$/.test(text);
}
function parseModelRef(text) {
  const split = text.indexOf("@");
  const model = split === -1 ? null : text.slice(0, split);
  if (model !== null && !isModelName(model)) return void 0;
  const target = parseTarget(text.slice(split + 1));
  return target === void 0 ? void 0 : { model, target };
}
function parseTarget(text) {
  if (text === "production") return { kind: "production" };
  const version = /^v([1-9]\d{0,8})$/.exec(text)?.[1];
  if (version !== void 0) return { kind: "version", version: Number(version) };
  const start = /^sha256:([0-9a-f]{8,64})$/.exec(text)?.[1];
  if (start !== void 0) return { kind: "digest", start };
  return isRunId(text) ? { kind: "run", run: text } : void 0;
}
function startsWith(digest, target) {
  return isDigest(digest) && digest.startsWith(`sha256:${target.start}`);
}

export {
  isModelName,
  isReservedOnWindows,
  isRunId,
  parseModelRef,
  startsWith
};
