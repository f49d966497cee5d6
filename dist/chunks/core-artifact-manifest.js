import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  modelName,
  objectId,
  runId
} from "./core-name-shape.js";
import {
  isReservedOnWindows
} from "./core-model-ref.js";
import {
  digest,
  flag,
  instant,
  listOf,
  nullable,
  object,
  oneOf,
  taggedBy,
  text,
  wholeNumber
} from "./core-json-shape.js";
import {
  digestOf
} from "./core-digest.js";
import {
  fail
} from "./errors-tables.js";

// src/adapters/registry/durable.ts
import { link, mkdir, open, readdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
function codeOf(thrown) {
  const code = thrown?.code;
  return typeof code === "string" ? code : void 0;
}
async function unlessMissing(read, otherwise) {
  return read.catch((thrown) => {
    if (codeOf(thrown) === "ENOENT") return otherwise;
    throw thrown;
  });
}
async function listNames(folder) {
  return (await unlessMissing(readdir(folder), [])).sort();
}
async function makeFolder(folder) {
  const first = await mkdir(folder, { recursive: true });
  if (first === void 0) return false;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
  return true;
}
async function makeNewFolder(folder) {
  await makeFolder(dirname(folder));
  try {
    await mkdir(folder);
  } catch (thrown) {
    throw codeOf(thrown) === "EEXIST" ? fail("file-exists", { path: folder }, thrown) : thrown;
  }
}
async function syncFolder(folder) {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
async function writeSynced(path2, write) {
  await writeNewFile(path2, async (handle) => {
    await write(handle);
    await handle.sync();
  });
}
async function writeNewFile(path2, write) {
  const handle = await open(path2, "wx");
  try {
    await write(handle);
  } finally {
    await handle.close();
  }
}
async function moveInto(staged, path2) {
  await rename(staged, path2);
  await syncFolder(dirname(path2));
}
async function claimName(staged, path2) {
  try {
    await link(staged, path2);
  } catch (thrown) {
    if (codeOf(thrown) === "EEXIST") return false;
    throw thrown;
  }
  await syncFolder(dirname(path2));
  return true;
}
async function usingRegistry(place, work) {
  try {
    return await work();
  } catch (thrown) {
    const { syscall, message } = thrown;
    if (syscall === void 0) throw thrown;
    throw fail("registry-unusable", { place, reason: `${message}.` }, thrown);
  }
}

// src/adapters/registry/folder-scan.ts
import { lstat, readdir as readdir2 } from "node:fs/promises";
import { join } from "node:path";

// src/core/artifact-path.ts
var LONGEST_PATH = 1024;
var LONGEST_NAME = 255;
function faultOfPath(path2) {
  if (path2.startsWith("/")) return "it is absolute";
  if (bytesOf(path2) > LONGEST_PATH) return `it is longer than ${LONGEST_PATH} bytes`;
  for (const name of path2.split("/")) {
    const fault = faultOfName(name);
    if (fault !== void 0) return fault;
  }
  return void 0;
}
var faults = [
  ["it has an empty part", (name) => name === ""],
  ["it leaves the folder", (name) => name === ".."],
  ["it has a part that is only a dot", (name) => name === "."],
  [`it has a part longer than ${LONGEST_NAME} bytes`, (name) => bytesOf(name) > LONGEST_NAME],
  ["it is not valid Unicode", (name) => new RegExp("\\p{Surrogate}", "u").test(name)],
  ["it has a control character", (name) => new RegExp("\\p{Control}", "u").test(name)],
  ['it has a character that Windows refuses in names: \\ : * ? " < > |', (name) => /[\\:*?"<>|]/.test(name)],
  ["it has a part that ends in a dot or space, which Windows drops", (name) => /[. ]$/.test(name)],
  ["it has a part that Windows reserves for a device", isReservedOnWindows]
];
function faultOfName(name) {
  return faults.find(([, has]) => has(name))?.[0];
}
function findCollision(paths) {
  const seen = /* @__PURE__ */ new Map();
  for (const path2 of paths) {
    const other = seen.get(keyOf(path2));
    if (other !== void 0) return [other, path2];
    seen.set(keyOf(path2), path2);
  }
  return findFolderCollision(paths, seen);
}
function findFolderCollision(paths, files) {
  const folders = /* @__PURE__ */ new Map();
  for (const path2 of paths) {
    for (let end = path2.indexOf("/"); end !== -1; end = path2.indexOf("/", end + 1)) {
      const folder = path2.slice(0, end);
      const key = keyOf(folder);
      const other = files.get(key) ?? folders.get(key) ?? folder;
      if (other !== folder || files.has(key)) return [other, path2];
      folders.set(key, folder);
    }
  }
  return void 0;
}
function keyOf(path2) {
  return path2.normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKD");
}
function bytesOf(text2) {
  let bytes = 0;
  for (const character of text2) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 128 ? 1 : code < 2048 ? 2 : code < 65536 ? 3 : 4;
  }
  return bytes;
}

// src/core/artifact-manifest.ts
var MANIFEST = "relevo.json";
var SCHEMA = "relevo.artifact/1";
var MOST_FILES = 1e6;
var path = text(1024);
var argv = listOf(text(1e4), 1e3, 1);
var file = object({
  path,
  sha256: digest,
  bytes: wholeNumber(0),
  /** May be started as a program, where the system knows the difference. */
  executable: flag
});
var predictor = taggedBy("kind", {
  /** A JavaScript module in the artifact with `predict({ tf, model, rows })`. */
  module: object({ kind: oneOf("module"), path }),
  /** A program and its arguments, with `$MODEL`, `$DATA` and `$OUTPUT` to be replaced. */
  command: object({ kind: oneOf("command"), argv }),
  /** A plain tfjs model on these numeric columns, in this order. */
  features: object({ kind: oneOf("features"), columns: listOf(text(1e3), 1e5, 1) })
});
var contents = taggedBy("kind", {
  /** Weights, and what turns rows into predictions with them. */
  artifact: object({
    kind: oneOf("artifact"),
    task: oneOf("regression", "binary", "multiclass", "score"),
    predictor,
    /** The folder with the weights. */
    weights: path,
    /** What must run once before the predictor can, in a fresh folder. */
    setup: nullable(argv),
    /** The file, in the artifact, that pins what the predictor ran with. */
    lock: nullable(path)
  }),
  /** One model's predictions on one holdout. */
  predictions: object({ kind: oneOf("predictions"), holdout: digest, rows: wholeNumber(0) })
});
var manifestShape = object({
  schema: oneOf(SCHEMA),
  digest,
  model: modelName,
  contents,
  /** Where it came from, for people; what holds is what the ledger says. Null for what was made before Relevo came. */
  run: nullable(object({ id: runId, commit: nullable(objectId), training: nullable(digest), at: instant })),
  files: listOf(file, MOST_FILES),
  /** Files that tell about it, such as a model card; checked like the others, but no part of what the digest names. */
  documents: listOf(file, MOST_FILES)
});
function digestArtifact({ contents: contents2, files }, sha2562) {
  const lines = files.map(({ path: path2, sha256: sha2563, bytes }) => `${sha2563} ${bytes} ${path2}
`);
  return sha2562(`${SCHEMA}
${JSON.stringify(contents2)}
${lines.join("")}`);
}
function makeManifest(facts, sha2562) {
  const files = sortByPath(facts.files);
  const documents = sortByPath(facts.documents);
  const unnamed = { ...facts, schema: SCHEMA, digest: sha2562(""), files, documents };
  const reading = manifestShape.read(unnamed, "");
  if (!reading.ok) return refuse(`${reading.at || "it"} must be ${reading.expected}`);
  return checkManifest({ ...reading.value, digest: digestArtifact(reading.value, sha2562) });
}
function readManifest(json, sha2562) {
  const reading = manifestShape.read(parseJson(json), "");
  if (!reading.ok) return refuse(`${reading.at || "it"} must be ${reading.expected}`);
  if (reading.value.digest !== digestArtifact(reading.value, sha2562))
    return refuse("its digest is not that of its list");
  const checked = checkManifest(reading.value);
  return checked.ok && checked.text !== json ? refuse("it is not spelled as Relevo writes it") : checked;
}
function checkManifest(manifest) {
  const reason = faultOfPaths(manifest) ?? faultOfContents(manifest);
  if (reason !== void 0) return refuse(reason);
  return { ok: true, manifest, text: `${JSON.stringify(manifest, void 0, 2)}
` };
}
function faultOfPaths({ files, documents }) {
  const paths = [MANIFEST, ...files.map((each) => each.path), ...documents.map((each) => each.path)];
  for (const each of paths) {
    const fault = faultOfPath(each);
    if (fault !== void 0) return `${JSON.stringify(each)} cannot be used: ${fault}`;
  }
  const collision = findCollision(paths)?.map((each) => JSON.stringify(each));
  if (collision !== void 0) return `${collision.join(" and ")} are one on some systems`;
  const isSorted = (list) => list.every((each, index) => index === 0 || isBefore(list[index - 1], each));
  return isSorted(files) && isSorted(documents) ? void 0 : "its files are not sorted";
}
function faultOfContents({ contents: contents2, files }) {
  if (contents2.kind !== "artifact") return void 0;
  const { predictor: predictor2, weights, lock } = contents2;
  const missing = [predictor2.kind === "module" ? predictor2.path : null, lock].find(
    (needed) => needed !== null && !files.some((each) => each.path === needed)
  );
  if (missing != null) return `it needs ${JSON.stringify(missing)}, which is not among its files`;
  if (files.some((each) => each.path.startsWith(`${weights}/`))) return void 0;
  return `it needs weights in ${JSON.stringify(weights)}, and there is no file in that folder`;
}
function sortByPath(files) {
  return [...files].sort((a, b) => isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0);
}
function isBefore(one, other) {
  return one !== void 0 && one.path < other.path;
}
function parseJson(json) {
  try {
    return JSON.parse(json);
  } catch {
    return void 0;
  }
}
function refuse(reason) {
  return { ok: false, reason };
}

// src/adapters/registry/folder-scan.ts
var defaultLimits = { bytes: 2e9, files: 1e4 };
async function scanFolder(root, limits = defaultLimits) {
  const progress = { root, limits, files: [], hasManifest: false, bytes: 0 };
  const failure = await scanInto(progress, "");
  if (failure !== void 0) return failure;
  const { files, hasManifest } = progress;
  return { ok: true, files: files.sort((a, b) => a.path < b.path ? -1 : 1), hasManifest };
}
async function scanInto(progress, folder) {
  for (const entry of await readdir2(join(progress.root, folder), { withFileTypes: true, encoding: "buffer" })) {
    const name = decodeName(entry.name);
    if (name === void 0) return refuse2(folder || ".", "a name in it is not UTF-8");
    const path2 = folder === "" ? name : `${folder}/${name}`;
    const fault = faultOfPath(path2) ?? faultOfKind(entry);
    if (fault !== void 0) return refuse2(path2, fault);
    const failure = entry.isDirectory() ? await scanInto(progress, path2) : await addFile(progress, path2);
    if (failure !== void 0) return failure;
  }
  return void 0;
}
async function addFile(progress, path2) {
  const stats = await lstat(join(progress.root, path2));
  if (!stats.isFile()) return refuse2(path2, "it changed while the folder was read");
  if (path2 === MANIFEST) {
    progress.hasManifest = true;
    return void 0;
  }
  const executable = process.platform !== "win32" && (stats.mode & 64) !== 0;
  progress.files.push({ path: path2, bytes: stats.size, executable });
  progress.bytes += stats.size;
  const { bytes, files } = progress.limits;
  if (progress.files.length > files) return tooLarge(`more than ${count(files)} files`, `${count(files)} files`);
  if (progress.bytes > bytes) return tooLarge(`more than ${count(bytes)} bytes`, `${count(bytes)} bytes`);
  return void 0;
}
var kinds = [
  ["a symbolic link", (entry) => entry.isSymbolicLink()],
  ["a named pipe", (entry) => entry.isFIFO()],
  ["a socket", (entry) => entry.isSocket()],
  ["a device", (entry) => entry.isBlockDevice() || entry.isCharacterDevice()],
  ["neither a file nor a folder", (entry) => !entry.isFile() && !entry.isDirectory()]
];
function faultOfKind(entry) {
  const kind = kinds.find(([, is]) => is(entry))?.[0];
  return kind === void 0 ? void 0 : `it is ${kind}`;
}
function decodeName(name) {
  const text2 = name.toString("utf8");
  return Buffer.from(text2, "utf8").equals(name) ? text2 : void 0;
}
function refuse2(path2, fault) {
  return { ok: false, problem: "kind", reason: `${JSON.stringify(path2)} cannot be used: ${fault}` };
}
function tooLarge(found, most) {
  return { ok: false, problem: "size", found, most };
}
function count(number) {
  return number.toLocaleString("en-US");
}

// src/adapters/registry/read-through.ts
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open as open2 } from "node:fs/promises";
var PIECE = 1 << 20;
var FILES_AT_ONCE = 4;
var FileChanged = class extends Error {
  constructor(path2) {
    super(`${path2} changed while it was read`);
    this.name = "FileChanged";
  }
};
async function* readPieces(path2, bytes) {
  const handle = await open2(path2, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch((thrown) => {
    throw isGone(thrown) ? new FileChanged(path2) : thrown;
  });
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.size !== bytes) throw new FileChanged(path2);
    const total = yield* readAhead(handle, bytes);
    if (total !== bytes) throw new FileChanged(path2);
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
async function hashFile(path2, bytes, also) {
  const hash = createHash("sha256");
  for await (const piece of readPieces(path2, bytes)) {
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

// src/adapters/registry/artifact.ts
import { mkdir as mkdir3, rename as rename2, writeFile } from "node:fs/promises";
import { dirname as dirname3, join as join3 } from "node:path";

// src/adapters/registry/artifact-check.ts
import { chmod, lstat as lstat2, mkdir as mkdir2, readFile, rm } from "node:fs/promises";
import { dirname as dirname2, join as join2 } from "node:path";
var MOST_MANIFEST_BYTES = 32 << 20;
var anotherArtifact = { ok: false, reason: "it is another artifact" };
async function verifyArtifact(folder, limits = defaultLimits, digest2) {
  const listed = await listArtifact(folder, limits);
  if (!listed.ok) return listed;
  if (digest2 !== void 0 && listed.manifest.digest !== digest2) return anotherArtifact;
  const { files, documents } = listed.manifest;
  const reasons = [];
  await inParallel([...files, ...documents], FILES_AT_ONCE, async (file2) => {
    const reason2 = await compareFile(folder, file2);
    if (reason2 !== void 0) reasons.push(reason2);
  });
  const [reason] = reasons.sort();
  return reason === void 0 ? listed : { ok: false, reason };
}
async function copyArtifact(copying) {
  const { from, to, limits, digest: digest2 } = copying;
  const listed = await listArtifact(from, limits);
  if (!listed.ok) return listed;
  if (digest2 !== void 0 && listed.manifest.digest !== digest2) return anotherArtifact;
  await makeNewFolder(to);
  const copied = await copyFiles(copying, listed).catch(async (thrown) => {
    await rm(to, { recursive: true, force: true });
    throw thrown;
  });
  if (!copied.ok) await rm(to, { recursive: true, force: true });
  return copied;
}
async function listArtifact(folder, limits) {
  const read = await readManifestFile(folder);
  if (!read.ok) return read;
  const scan = await scanFolder(folder, limits);
  if (!scan.ok) return { ok: false, reason: scan.problem === "size" ? `it holds ${scan.found}` : scan.reason };
  const found = new Map(scan.files.map((file2) => [file2.path, file2.bytes]));
  for (const { path: path2, bytes } of [...read.manifest.files, ...read.manifest.documents]) {
    if (!found.has(path2)) return { ok: false, reason: `${JSON.stringify(path2)} is missing` };
    if (found.get(path2) !== bytes) return { ok: false, reason: `${JSON.stringify(path2)} has another size` };
    found.delete(path2);
  }
  const [extra] = found.keys();
  return extra === void 0 ? read : { ok: false, reason: `${JSON.stringify(extra)} is in no list` };
}
async function readManifestFile(folder) {
  try {
    const path2 = join2(folder, MANIFEST);
    const stats = await lstat2(path2);
    if (!stats.isFile() || stats.size > MOST_MANIFEST_BYTES) return { ok: false, reason: `${MANIFEST} is no manifest` };
    const text2 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(path2));
    const reading = readManifest(text2, sha256);
    return reading.ok ? reading : { ok: false, reason: `${MANIFEST} is not as Relevo writes it: ${reading.reason}` };
  } catch (thrown) {
    if (codeOf(thrown) === "ENOENT" || codeOf(thrown) === "ENOTDIR")
      return { ok: false, reason: `it has no ${MANIFEST}` };
    if (codeOf(thrown) !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw thrown;
    return { ok: false, reason: `${MANIFEST} is not UTF-8 text` };
  }
}
async function compareFile(folder, { path: path2, bytes, sha256: sha2562 }) {
  return compareDigest(path2, sha2562, () => hashFile(join2(folder, path2), bytes));
}
async function copyFiles(copying, listed) {
  const { to, isKept } = copying;
  const files = [...listed.manifest.files, ...listed.manifest.documents];
  for (const file2 of files) {
    await mkdir2(dirname2(join2(to, file2.path)), { recursive: true });
    const reason = await copyFile(copying, file2);
    if (reason !== void 0) return { ok: false, reason };
  }
  const write = isKept ? writeSynced : writeNewFile;
  await write(join2(to, MANIFEST), (handle) => handle.writeFile(listed.text));
  if (isKept) for (const folder of foldersOf(files)) await syncFolder(join2(to, folder));
  return listed;
}
async function copyFile({ from, to, isKept }, file2) {
  const { path: path2, bytes, sha256: sha2562, executable } = file2;
  const write = isKept ? writeSynced : writeNewFile;
  let reason;
  await write(join2(to, path2), async (handle) => {
    const copy = () => hashFile(join2(from, path2), bytes, (piece) => handle.writeFile(piece));
    reason = await compareDigest(path2, sha2562, copy);
  });
  await chmod(join2(to, path2), executable ? 493 : 420);
  return reason;
}
async function compareDigest(path2, expected, hash) {
  try {
    if (await hash() === expected) return void 0;
  } catch (thrown) {
    if (!(thrown instanceof FileChanged)) throw thrown;
  }
  return `${JSON.stringify(path2)} has other content`;
}
function foldersOf(files) {
  const folders = /* @__PURE__ */ new Set(["."]);
  for (const { path: path2 } of files) {
    for (let end = path2.lastIndexOf("/"); end !== -1; end = path2.lastIndexOf("/", end - 1)) {
      const folder = path2.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

// src/adapters/registry/artifact.ts
async function packageArtifact({ folder, facts, limits = defaultLimits }) {
  const scan = await scanFolder(folder, limits);
  if (!scan.ok) {
    if (scan.problem === "size") throw fail("artifact-too-large", { folder, found: scan.found, most: scan.most });
    throw fail("artifact-refused", { folder, reason: scan.reason });
  }
  if (scan.hasManifest)
    throw fail("artifact-refused", { folder, reason: `it holds ${MANIFEST}, which Relevo itself writes` });
  const files = [];
  await inParallel(scan.files, FILES_AT_ONCE, async (file2) => {
    files.push(await describeFile(folder, file2));
  });
  const made = makeManifest({ ...facts, files, documents: [] }, sha256);
  if (!made.ok) throw fail("artifact-refused", { folder, reason: made.reason });
  await writeFile(join3(folder, MANIFEST), made.text, { flag: "wx" });
  return made.manifest;
}
async function describeFile(folder, { path: path2, bytes, executable }) {
  try {
    return { path: path2, sha256: await hashFile(join3(folder, path2), bytes), bytes, executable };
  } catch (thrown) {
    if (!(thrown instanceof FileChanged)) throw thrown;
    throw fail("artifact-refused", { folder, reason: thrown.message }, thrown);
  }
}
async function addDocument(folder, path2, text2) {
  const { schema: _, digest: __, ...facts } = await openArtifact(folder);
  const document = { path: path2, sha256: sha256(text2), bytes: Buffer.byteLength(text2), executable: false };
  const others = facts.documents.filter((other) => other.path !== path2);
  const made = makeManifest({ ...facts, documents: [...others, document] }, sha256);
  if (!made.ok) throw fail("artifact-refused", { folder, reason: made.reason });
  await mkdir3(dirname3(join3(folder, path2)), { recursive: true });
  await writeFile(join3(folder, path2), text2);
  await writeFile(join3(folder, `${MANIFEST}.new`), made.text);
  await rename2(join3(folder, `${MANIFEST}.new`), join3(folder, MANIFEST));
  return made.manifest;
}
async function openArtifact(folder, limits = defaultLimits) {
  const verified = await verifyArtifact(folder, limits);
  if (verified.ok) return verified.manifest;
  throw fail("artifact-invalid", { place: folder, reason: verified.reason });
}

// src/adapters/registry/byte-reader.ts
var StreamEnded = class extends Error {
  constructor() {
    super("it ends too early");
    this.name = "StreamEnded";
  }
};
var ByteReader = class {
  #pieces;
  #piece = new Uint8Array();
  constructor(source) {
    this.#pieces = source[Symbol.asyncIterator]();
  }
  /** Exactly so many bytes, together: for headers and other small things. */
  async take(bytes) {
    const parts = [];
    for await (const part of this.pass(bytes)) parts.push(Uint8Array.from(part));
    return Buffer.concat(parts);
  }
  /** Exactly so many bytes, in parts as they come. */
  async *pass(bytes) {
    for (let left = bytes; left > 0; ) {
      if (!await this.#fill()) throw new StreamEnded();
      const part = this.#piece.subarray(0, left);
      this.#piece = this.#piece.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }
  /** Whether nothing is left. */
  async isAtEnd() {
    return !await this.#fill();
  }
  /** Lets go of the stream, read to its end or not. */
  async close() {
    await this.#pieces.return?.();
  }
  async #fill() {
    while (this.#piece.length === 0) {
      const { done, value } = await this.#pieces.next();
      if (done === true) return false;
      this.#piece = value;
    }
    return true;
  }
};

// src/adapters/registry/tar-header.ts
var BLOCK = 512;
var TIME = Date.UTC(1980, 0, 1) / 1e3;
var MOST_TAR_BYTES = 8 ** 11 - 1;
function writeHeader(entry) {
  const split = splitPath(entry.path);
  const mode = entry.executable ? 493 : 420;
  if (split !== void 0) return writeBlock({ ...split, bytes: entry.bytes, mode, type: "0" });
  const record = writeRecord("path", entry.path);
  const fallback = entry.path.replace(/[^\x20-\x7e]/g, "_").slice(-100);
  return Buffer.concat([
    writeBlock({ name: "PaxHeader", prefix: "", bytes: record.length, mode: 420, type: "x" }),
    record,
    Buffer.alloc(paddingAfter(record.length)),
    writeBlock({ name: fallback, prefix: "", bytes: entry.bytes, mode, type: "0" })
  ]);
}
function paddingAfter(bytes) {
  return (BLOCK - bytes % BLOCK) % BLOCK;
}
function splitPath(path2) {
  if (!/^[\x20-\x7e]*$/.test(path2)) return void 0;
  if (path2.length <= 100) return { name: path2, prefix: "" };
  const cut = path2.indexOf("/", path2.length - 101);
  if (cut === -1 || cut > 155) return void 0;
  return { name: path2.slice(cut + 1), prefix: path2.slice(0, cut) };
}
function writeBlock({ name, prefix, bytes, mode, type }) {
  const block = Buffer.alloc(BLOCK);
  const put = (offset, text2) => block.write(text2, offset, "ascii");
  const octal = (number, digits) => number.toString(8).padStart(digits, "0");
  put(0, name);
  put(100, octal(mode, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(bytes, 11));
  put(136, octal(TIME, 11));
  put(148, " ".repeat(8));
  put(156, type);
  put(257, "ustar\x0000");
  put(329, octal(0, 7));
  put(337, octal(0, 7));
  put(345, prefix);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\0 `);
  return block;
}
function writeRecord(key, value) {
  const rest = Buffer.from(` ${key}=${value}
`, "utf8");
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

export {
  faultOfPath,
  MANIFEST,
  readManifest,
  codeOf,
  unlessMissing,
  listNames,
  makeFolder,
  makeNewFolder,
  syncFolder,
  writeSynced,
  writeNewFile,
  moveInto,
  claimName,
  usingRegistry,
  defaultLimits,
  FileChanged,
  readPieces,
  hashFile,
  sha256,
  MOST_MANIFEST_BYTES,
  verifyArtifact,
  copyArtifact,
  listArtifact,
  packageArtifact,
  addDocument,
  openArtifact,
  StreamEnded,
  ByteReader,
  BLOCK,
  MOST_TAR_BYTES,
  writeHeader,
  paddingAfter
};
