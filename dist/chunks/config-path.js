import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  bad,
  good,
  quote,
  unlike
} from "./config-parsed.js";

// src/config/path.ts
var LONGEST = 1e3;
var pathPattern = "^(?![/~!]|[A-Za-z]:)(?!(?:.*/)?\\.\\.(?:/|$))[^\\\\\\u0000-\\u001f]+$";
var expected = "a path inside the repository";
function findEscape(text) {
  if (text.length > LONGEST) return bad(`a path has at most ${LONGEST} characters; found ${text.length}`);
  if (/[\u0000-\u001f\u007f]/.test(text)) return bad(`a path has no control characters; found ${quote(text)}`);
  if (text.includes("\\")) {
    return bad(`a path is written with /, not \\; found ${quote(text)}`, { nearest: text.replaceAll("\\", "/") });
  }
  if (/^(?:[/~]|[A-Za-z]:)/.test(text)) {
    return bad(`expected ${expected}; found ${quote(text)}, which leads out of it`, {
      hint: "Write it relative to the folder of the model."
    });
  }
  const segments = text.split("/");
  if (segments.includes("..")) {
    return bad(`a path has no ".."; found ${quote(text)}`, {
      hint: "Set `dir` to a folder that holds everything the model needs, and write paths from there."
    });
  }
  return segments.some((segment) => segment.toLowerCase() === ".git") ? bad(`git's own folder is not part of the repository; found ${quote(text)}`) : void 0;
}
function parsePath(raw) {
  if (typeof raw !== "string" || raw.trim() === "") return unlike(expected, raw);
  const wayOut = findEscape(raw);
  if (wayOut !== void 0) return wayOut;
  if (/[*?]/.test(raw)) return bad(`expected one path; found the pattern ${quote(raw)}`);
  return good(straighten(raw));
}
function parseOutputFolder(raw) {
  const path = parsePath(raw);
  if (!path.ok || path.value !== ".") return path;
  return bad('the folder that the command fills must be a folder of its own; found "."', {
    hint: "Write for example `output: model`."
  });
}
var straighten = (text) => text.split("/").filter((segment) => segment !== "" && segment !== ".").join("/") || ".";

export {
  pathPattern,
  findEscape,
  parsePath,
  parseOutputFolder,
  straighten
};
