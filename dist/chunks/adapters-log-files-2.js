import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  HEAD_BYTES,
  isLines
} from "./adapters-rows-table-format.js";
import {
  digestOf
} from "./core-digest.js";
import {
  RelevoError,
  fail
} from "./errors-tables.js";

// src/adapters/log-files.ts
import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";
var PIECE = 1 << 20;
var LINE_FEED = 10;
var logFiles = {
  async stamp(path) {
    try {
      const { size, mtimeMs } = await stat(path);
      return { bytes: size, modified: Math.floor(mtimeMs) };
    } catch (thrown) {
      if (thrown.code === "ENOENT") return null;
      throw unreadable(path, thrown);
    }
  },
  digests: (path, lengths) => orGone(path, () => hashPrefixes(path, lengths)),
  wholeLines: (path, bytes) => orGone(path, () => countWholeLines(path, bytes))
};
var unreadable = (path, thrown) => fail("file-unreadable", { path, reason: `The system said: ${thrown.message}.` }, thrown);
async function orGone(path, work) {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof RelevoError) throw thrown;
    if (thrown.code === "ENOENT") throw fail("log-moving", { file: path }, thrown);
    throw unreadable(path, thrown);
  }
}
async function hashPrefixes(path, lengths) {
  const hash = createHash("sha256");
  const found = /* @__PURE__ */ new Map();
  const rest = [...new Set(lengths)].sort((one, other) => one - other);
  const bytes = rest.at(-1) ?? 0;
  let total = 0;
  for await (const piece of firstPieces(path, bytes)) {
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
  if (total < bytes) throw fail("log-moving", { file: path });
  for (const length of rest) found.set(length, digestNow(hash));
  return lengths.map((length) => found.get(length));
}
async function* firstPieces(path, bytes) {
  const file = await open(path);
  const size = Math.max(1, Math.min(PIECE, bytes));
  let [current, next] = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
  let total = 0;
  const ask = (piece) => {
    const asked = file.read(piece, 0, Math.min(size, bytes - total), total);
    asked.catch(() => void 0);
    return asked;
  };
  let reading = ask(current);
  try {
    while (total < bytes) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      total += bytesRead;
      reading = ask(next);
      yield current.subarray(0, bytesRead);
      [current, next] = [next, current];
    }
  } finally {
    await reading.catch(() => void 0);
    await file.close();
  }
}
var digestNow = (hash) => digestOf(hash.copy().digest("hex"));
async function countWholeLines(path, bytes) {
  const file = await open(path);
  try {
    const piece = Buffer.alloc(PIECE);
    const { bytesRead } = await file.read(piece, 0, HEAD_BYTES, 0);
    if (!isLines(piece.subarray(0, bytesRead))) return bytes;
    for (let end = bytes; end > 0; ) {
      const start = Math.max(0, end - PIECE);
      const read = await file.read(piece, 0, end - start, start);
      const feed = piece.subarray(0, read.bytesRead).lastIndexOf(LINE_FEED);
      if (feed >= 0) return start + feed + 1;
      end = start;
    }
    return 0;
  } finally {
    await file.close();
  }
}

export {
  logFiles
};
