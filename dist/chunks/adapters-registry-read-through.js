import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  digestOf
} from "./core-digest.js";

// src/adapters/registry/read-through.ts
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
var PIECE = 1 << 20;
var FILES_AT_ONCE = 4;
var FileChanged = class extends Error {
  constructor(path) {
    super(`${path} changed while it was read`);
    this.name = "FileChanged";
  }
};
async function* readPieces(path, bytes) {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch((thrown) => {
    throw isGone(thrown) ? new FileChanged(path) : thrown;
  });
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.size !== bytes) throw new FileChanged(path);
    const total = yield* readAhead(handle, bytes);
    if (total !== bytes) throw new FileChanged(path);
  } finally {
    await handle.close();
  }
}
async function* readAhead(handle, bytes) {
  const size = Math.min(PIECE, bytes + 1);
  let [current, next] = [Buffer.allocUnsafe(size), Buffer.allocUnsafe(size)];
  let total = 0;
  let reading = handle.read(current, 0, size, 0);
  try {
    for (; ; ) {
      const { bytesRead } = await reading;
      total += bytesRead;
      if (bytesRead === 0 || total > bytes) return total;
      reading = handle.read(next, 0, size, total);
      yield current.subarray(0, bytesRead);
      [current, next] = [next, current];
    }
  } finally {
    await reading.catch(() => void 0);
  }
}
function isGone(thrown) {
  return ["ENOENT", "ENOTDIR", "ELOOP", "EISDIR"].includes(thrown.code ?? "");
}
async function hashFile(path, bytes, also) {
  const hash = createHash("sha256");
  for await (const piece of readPieces(path, bytes)) {
    hash.update(piece);
    await also?.(piece);
  }
  return digestOf(hash.digest("hex"));
}
function sha256(content) {
  return digestOf(createHash("sha256").update(content).digest("hex"));
}
async function inParallel(items, width, work) {
  const rest = items.values();
  let isStopped = false;
  const lane = async () => {
    for (const item of rest) {
      if (isStopped) return;
      await work(item);
    }
  };
  const lanes = Array.from(
    { length: width },
    () => lane().catch((error) => {
      isStopped = true;
      throw error;
    })
  );
  const failed = (await Promise.allSettled(lanes)).find((result) => result.status === "rejected");
  if (failed !== void 0) throw failed.reason;
}

export {
  FILES_AT_ONCE,
  FileChanged,
  readPieces,
  hashFile,
  sha256,
  inParallel
};
