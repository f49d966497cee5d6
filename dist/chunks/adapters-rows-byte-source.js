import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  RelevoError,
  fail
} from "./errors-tables.js";

// src/adapters/rows/byte-source.ts
import { createHash } from "node:crypto";
import { createReadStream, openSync, read, rmSync, write } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { promisify } from "node:util";
import { createGunzip } from "node:zlib";
var CHUNK_BYTES = 1 << 20;
var readFrom = promisify(read);
var writeTo = promisify(write);
function reasonOf(error) {
  const code = error.code;
  if (code === "EACCES" || code === "EPERM") return "This user may not read it.";
  return `The system said: ${error instanceof Error ? error.message : String(error)}.`;
}
function asFailure(path, error) {
  if (error instanceof RelevoError) return error;
  const code = error.code;
  if (code === "ENOENT" || code === "ENOTDIR") return fail("file-not-found", { path }, error);
  return fail("file-unreadable", { path, reason: reasonOf(error) }, error);
}
async function orFail(path, work) {
  try {
    return await work();
  } catch (error) {
    throw asFailure(path, error);
  }
}
function fileSource(path, name) {
  return {
    name,
    open: () => orFail(name, async () => {
      const handle = await open(path, "r");
      return {
        size: (await handle.stat()).size,
        close: () => handle.close(),
        readAt: (into, offset, length, position) => orFail(name, async () => (await handle.read(into, offset, length, position)).bytesRead)
      };
    })
  };
}
async function forget(folder) {
  try {
    await rm(folder, { recursive: true });
  } catch {
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  }
}
async function spool(name, stream) {
  return orFail(name, async () => {
    const folder = await mkdtemp(join(tmpdir(), "relevo-"));
    const descriptor = openSync(join(folder, "table"), "w+", 384);
    await forget(folder);
    let size = 0;
    for await (const chunk of stream) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      for (let written = 0; written < bytes.length; ) {
        written += (await writeTo(descriptor, bytes, written, bytes.length - written, size + written)).bytesWritten;
      }
      size += bytes.length;
    }
    const readAt = (into, offset, length, position) => orFail(name, async () => (await readFrom(descriptor, into, offset, length, position)).bytesRead);
    return { name, open: async () => ({ size, close: async () => {
    }, readAt }) };
  });
}
async function findSource(path, name) {
  const found = await orFail(name, () => stat(path));
  if (found.isDirectory()) throw fail("file-is-folder", { path: name });
  return found.isFile() ? fileSource(path, name) : spool(name, createReadStream(path));
}
function firstBytes(source, most) {
  return {
    name: source.name,
    async open() {
      const bytes = await source.open();
      const size = Math.min(bytes.size, most);
      return {
        size,
        close: () => bytes.close(),
        readAt: (into, offset, length, position) => bytes.readAt(into, offset, Math.max(0, Math.min(length, size - position)), position)
      };
    }
  };
}
async function sizeOf(path) {
  return (await orFail(path, () => stat(path))).size;
}
function streamBytes(bytes) {
  const piece = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, bytes.size + 1));
  let [position, start, end] = [0, 0, 0];
  let coming;
  const ask = () => {
    const asked = bytes.readAt(piece, 0, piece.length, position);
    asked.catch(() => void 0);
    return asked;
  };
  return {
    async read(into, offset, length) {
      if (start === end) {
        const count = await (coming ?? ask());
        coming = void 0;
        [start, end, position] = [0, count, position + count];
        if (count === 0) return 0;
      }
      const taken = piece.copy(into, offset, start, Math.min(end, start + length));
      start += taken;
      if (start === end) coming = ask();
      return taken;
    },
    async close() {
      await coming?.catch(() => void 0);
      await bytes.close();
    }
  };
}
async function* chunksOf(bytes, chunkBytes) {
  for (let position = 0; ; ) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const count = await bytes.readAt(chunk, 0, chunkBytes, position);
    if (count === 0) return;
    position += count;
    yield chunk.subarray(0, count);
  }
}
function gunzipBytes(name, bytes) {
  const unzipped = createGunzip({ chunkSize: CHUNK_BYTES });
  pipeline(Readable.from(chunksOf(bytes, CHUNK_BYTES)), unzipped, () => {
  });
  const chunks = unzipped[Symbol.asyncIterator]();
  let rest = Buffer.alloc(0);
  return {
    async read(into, offset, length) {
      try {
        while (rest.length === 0) {
          const next = await chunks.next();
          if (next.done === true) return 0;
          rest = next.value;
        }
      } catch (error) {
        throw error instanceof RelevoError ? error : fail("gzip-broken", { file: name, reason: reasonOf(error) }, error);
      }
      const count = rest.copy(into, offset, 0, Math.min(length, rest.length));
      rest = rest.subarray(count);
      return count;
    },
    async close() {
      unzipped.destroy();
      await bytes.close();
    }
  };
}
async function digestOf(source) {
  const bytes = await source.open();
  try {
    const hash = createHash("sha256");
    for await (const chunk of chunksOf(bytes, CHUNK_BYTES)) hash.update(chunk);
    return `sha256:${hash.digest("hex")}`;
  } finally {
    await bytes.close();
  }
}

export {
  spool,
  findSource,
  firstBytes,
  sizeOf,
  streamBytes,
  gunzipBytes,
  digestOf
};
