import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  RelevoError,
  fail
} from "./errors-tables.js";

// src/adapters/system.ts
import { constants, rmSync } from "node:fs";
import { access, copyFile, link, mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
async function readText(path, name = path) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (thrown) {
    throw readFailure(name, thrown);
  }
}
async function exists(path) {
  return access(path).then(
    () => true,
    () => false
  );
}
async function isFile(path) {
  return stat(path).then(
    (found) => found.isFile(),
    () => false
  );
}
async function writeNew(path, text) {
  const file = await createFile(path);
  try {
    await file.write(text);
    await file.finish();
  } catch (thrown) {
    await file.discard();
    throw thrown;
  }
}
async function reserve(path, signal) {
  const partial = join(dirname(path), `.${basename(path)}.partial-${process.pid}`);
  await attempt(dirname(path), () => mkdir(dirname(path), { recursive: true }));
  if (await exists(path)) throw fail("file-exists", { path });
  const forget = () => rmSync(partial, { force: true });
  signal?.addEventListener("abort", forget);
  let isKept = false;
  return {
    path,
    partial,
    async keep() {
      await attempt(path, () => giveName(partial, path));
      isKept = true;
      signal?.removeEventListener("abort", forget);
    },
    async discard() {
      signal?.removeEventListener("abort", forget);
      await rm(isKept ? path : partial, { force: true });
    }
  };
}
async function createFile(path, signal) {
  const reservation = await reserve(path, signal);
  const handle = await attempt(path, () => open(reservation.partial, "wx"));
  return {
    write: (content) => attempt(path, () => handle.appendFile(content)),
    async finish() {
      await attempt(path, () => handle.close());
      await reservation.keep();
    },
    async discard() {
      await handle.close();
      await reservation.discard();
    }
  };
}
async function giveName(partial, path) {
  try {
    await link(partial, path);
  } catch (thrown) {
    if (thrown.code === "EEXIST") throw thrown;
    await copyFile(partial, path, constants.COPYFILE_EXCL);
  }
  await rm(partial, { force: true });
}
async function attempt(path, write) {
  try {
    return await write();
  } catch (thrown) {
    const { code, message, syscall } = thrown;
    if (code === "EEXIST") throw fail("file-exists", { path }, thrown);
    if (syscall === void 0) throw thrown;
    throw fail("output-unwritable", { output: path, reason: message }, thrown);
  }
}
function readFailure(path, thrown) {
  if (thrown instanceof RelevoError) return thrown;
  const { code, message } = thrown;
  if (code === "ENOENT" || code === "ENOTDIR") return fail("file-not-found", { path }, thrown);
  if (code === "EISDIR") return fail("file-unreadable", { path, reason: "It is a folder." }, thrown);
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    return fail("file-unreadable", { path, reason: "It is not UTF-8 text." }, thrown);
  }
  return code === void 0 ? thrown : fail("file-unreadable", { path, reason: message }, thrown);
}
async function replaceText(path, text) {
  const partial = `${path}.partial-${process.pid}`;
  try {
    await writeFile(partial, text);
    await rename(partial, path);
  } catch (thrown) {
    await rm(partial, { force: true });
    throw fail("output-unwritable", { output: path, reason: thrown.message }, thrown);
  }
}

export {
  readText,
  exists,
  isFile,
  writeNew,
  reserve,
  createFile,
  readFailure,
  replaceText
};
