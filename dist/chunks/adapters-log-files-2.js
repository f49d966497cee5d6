import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  FileChanged,
  readPieces
} from "./adapters-registry-read-through.js";
import {
  digestOf
} from "./core-digest.js";
import {
  fail
} from "./errors-tables.js";

// src/adapters/log-files.ts
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
var logFiles = {
  async stamp(path) {
    try {
      const { size, mtimeMs } = await stat(path);
      return { bytes: size, modified: Math.floor(mtimeMs) };
    } catch (thrown) {
      if (thrown.code === "ENOENT") return null;
      throw fail("file-unreadable", { path, reason: `The system said: ${thrown.message}.` }, thrown);
    }
  },
  async digests(path, lengths) {
    const bytes = Math.max(0, ...lengths);
    try {
      return await hashPrefixes(path, bytes, lengths);
    } catch (thrown) {
      throw thrown instanceof FileChanged ? fail("log-moving", { file: path }, thrown) : thrown;
    }
  }
};
async function hashPrefixes(path, bytes, lengths) {
  const hash = createHash("sha256");
  const found = /* @__PURE__ */ new Map();
  const rest = [...new Set(lengths)].sort((a, b) => a - b);
  let total = 0;
  for await (const piece of readPieces(path, bytes)) {
    let from = 0;
    while (rest[0] !== void 0 && rest[0] < total + piece.length) {
      const length = rest.shift();
      hash.update(piece.subarray(from, length - total));
      from = length - total;
      found.set(length, digestNow(hash));
    }
    hash.update(piece.subarray(from));
    total += piece.length;
  }
  for (const length of rest) found.set(length, digestNow(hash));
  return lengths.map((length) => found.get(length));
}
var digestNow = (hash) => digestOf(hash.copy().digest("hex"));

export {
  logFiles
};
