import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  childEnvironment,
  describeEnding,
  runProcess
} from "./adapters-process-run-process.js";
import {
  ContinuedLedger,
  productionCommit
} from "./flows-continued-ledger.js";
import {
  nameRules
} from "./flows-evaluate-identity-2.js";
import {
  LOCK
} from "./flows-lock-data-2.js";
import {
  createWorkspace
} from "./picomatch.js";
import {
  createDataSets
} from "./adapters-rows-fingerprint.js";
import {
  parseConfig
} from "./config-schema.js";
import {
  BLOCK,
  ByteReader,
  StreamEnded,
  addDocument,
  claimName,
  codeOf,
  copyArtifact,
  defaultLimits,
  faultOfPath,
  hashFile,
  listArtifact,
  listNames,
  makeFolder,
  moveInto,
  packageArtifact,
  paddingAfter,
  sha256,
  syncFolder,
  unlessMissing,
  usingRegistry,
  verifyArtifact,
  writeNewFile,
  writeSynced
} from "./core-artifact-manifest.js";
import {
  GENESIS,
  appendLines,
  foldState,
  verifyChain
} from "./core-model-state-2.js";
import {
  readConfig
} from "./entry-cli-config-file.js";
import {
  isModelName
} from "./core-model-ref.js";
import {
  acceptPrediction,
  acceptProbability,
  median,
  readAnswer,
  repeatWithin
} from "./adapters-prediction-worker-message.js";
import {
  CsvWriter
} from "./adapters-rows-write-csv.js";
import {
  createRows,
  parseNumber
} from "./hyparquet-compressors.js";
import {
  nearest
} from "./core-nearest.js";
import {
  digestOf,
  hexOf,
  isDigest
} from "./core-digest.js";
import {
  exists,
  isFile,
  readText
} from "./adapters-system-2.js";
import {
  RelevoError,
  fail
} from "./errors-tables.js";

// src/entry/cli/local.ts
import { createHash as createHash3, randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import { basename as basename3, dirname as dirname9, join as join15, resolve as resolve4 } from "node:path";
import { fileURLToPath as fileURLToPath2 } from "node:url";

// src/adapters/checkout.ts
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { realpath, rm, stat } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
var run = promisify(execFile);
function createCheckout(root, env, rows, made = []) {
  const git = async (args, cwd = root) => {
    try {
      return (await run("git", args, { cwd, env: { ...env, LC_ALL: "C" }, maxBuffer: 2 ** 30 })).stdout;
    } catch {
      return null;
    }
  };
  const workspace = createWorkspace(root, env, rows);
  return {
    at: (dir) => dir === "." ? root : join(root, dir),
    head: () => readHead(git, [".relevo", ...made]),
    files: async (dir, globs, excluded) => {
      const paths = await workspace.match(dir, [...globs, ...excluded.map((glob) => `!${glob}`)]);
      return contentsOf(git, join(root, dir), paths);
    },
    nearest: async (dir, names) => {
      const start = await realpath(join(root, dir)).catch(() => join(root, dir));
      const top = resolve(start, (await git(["rev-parse", "--show-cdup"], start))?.trim() ?? relative(dir, "."));
      const found = await findNearest(start, top, names);
      const contents = [...found].map(([up, paths]) => contentsOf(git, resolve(start, up), paths, up));
      return (await Promise.all(contents)).flat();
    },
    present: (dir, globs) => workspace.match(dir, globs),
    textAt: (commit, path) => git(["show", `${commit}:./${path}`]),
    copyAt: (commit, path, to) => copyAt({ root, env }, ["cat-file", "blob", `${commit}:./${path}`], to)
  };
}
async function copyAt({ root, env }, args, to) {
  const child = spawn("git", args, { cwd: root, env, stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "close").catch(() => [null]);
  await pipeline(child.stdout, createWriteStream(to, { flags: "wx" }));
  const [code] = await ended;
  if (code !== 0) await rm(to, { force: true });
  return code === 0;
}
async function readHead(git, made) {
  const left = made.map((folder) => `:(exclude,literal)${folder}`);
  const [tree, status] = await Promise.all([
    git(["rev-parse", "--verify", "--quiet", "HEAD^{tree}"]),
    git(["status", "--porcelain=v2", "--branch", "-z", "--", ".", ...left])
  ]);
  const lines = (status ?? "").split("\0").filter((line) => line !== "");
  const header = (name) => {
    const found = lines.find((line) => line.startsWith(`# branch.${name} `))?.slice(`# branch.${name} `.length);
    return found === void 0 || found.startsWith("(") ? null : found;
  };
  const commit = header("oid");
  const isDirty = commit === null || lines.some((line) => !line.startsWith("# "));
  return { commit, tree: tree?.trim() || null, branch: header("head"), dirty: isDirty };
}
async function findNearest(folder, top, names) {
  const found = /* @__PURE__ */ new Map();
  const missing = new Set(names);
  for (let up = ""; missing.size > 0; up = `${up}../`) {
    const here = resolve(folder, up);
    const present = [];
    for (const name of missing) if (await isFile(join(here, name))) present.push(name);
    for (const name of present) missing.delete(name);
    if (present.length > 0) found.set(up, present);
    if (here === top || dirname(here) === here) break;
  }
  return found;
}
async function contentsOf(git, folder, paths, before = "") {
  if (paths.length === 0) return [];
  const known = await trackedContents(git, folder);
  const contents = await Promise.all(paths.map((path) => contentOf(folder, path, known)));
  return contents.filter((content) => content !== null).map(({ path, content }) => ({ path: before + path, content }));
}
async function trackedContents(git, folder) {
  const [staged, changed] = await Promise.all([
    git(["ls-files", "-z", "--stage"], folder),
    git(["diff", "-z", "--name-only", "--no-ext-diff", "--no-renames", "--relative", "--", "."], folder)
  ]);
  const differing = new Set((changed ?? "").split("\0"));
  const known = /* @__PURE__ */ new Map();
  for (const entry of (staged ?? "").split("\0")) {
    const [, id, path] = /^\d+ ([0-9a-f]+) 0\t(.*)$/s.exec(entry) ?? [];
    if (id !== void 0 && path !== void 0 && !differing.has(path)) known.set(path, `git:${id}`);
  }
  return known;
}
async function contentOf(folder, path, known) {
  const id = known.get(path);
  if (id !== void 0) return { path, content: id };
  const file = join(folder, path);
  const found = await stat(file).catch((thrown) => {
    if (thrown.code === "ENOENT") return null;
    throw thrown;
  });
  return found === null ? null : { path, content: await hashFile(file, found.size) };
}

// src/adapters/download/downloads.ts
import { mkdir as mkdir2, rm as rm3 } from "node:fs/promises";

// src/adapters/download/transfer.ts
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rm as rm2, stat as stat2 } from "node:fs/promises";
import { get as getHttp } from "node:http";
import { get as getHttps } from "node:https";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
var TransferFailed = class extends Error {
  isPassing;
  constructor(reason, isPassing = false) {
    super(reason);
    this.isPassing = isPassing;
  }
};
var TooLarge = class extends Error {
};
var MOST_REDIRECTS = 5;
var SILENCE_MS = 6e4;
var REDIRECTS = [301, 302, 303, 307, 308];
var PASSING = [408, 425, 429, 500, 502, 503, 504];
var PASSING_CODES = ["ECONNRESET", "ECONNREFUSED", "ETIMEDOUT", "EPIPE", "EAI_AGAIN", "ECONNABORTED"];
async function transfer(wanted) {
  for (let attempt = 0; ; attempt++) {
    try {
      const { protocol } = wanted.address;
      return await save(wanted, protocol === "file:" ? await openFile(wanted) : await request(wanted));
    } catch (thrown) {
      await rm2(wanted.file, { force: true });
      wanted.signal.throwIfAborted();
      const failure = asFailure(thrown);
      const pause = wanted.pausesMs[attempt];
      if (!(failure instanceof TransferFailed && failure.isPassing) || pause === void 0) throw failure;
      await wait(pause, void 0, { signal: wanted.signal });
    }
  }
}
function asFailure(thrown) {
  if (thrown instanceof TransferFailed || thrown instanceof TooLarge) return thrown;
  const { code, message } = thrown;
  if (code === void 0) return thrown;
  return new TransferFailed(`${message.replace(/\.$/, "")}.`, PASSING_CODES.includes(code));
}
async function openFile({ address, maxBytes }) {
  const path = fileURLToPath(address);
  const stats = await stat2(path);
  if (!stats.isFile()) throw new TransferFailed("It is no file. A folder is packed as one tar, or named by its path.");
  if (stats.size > maxBytes) throw new TooLarge();
  return createReadStream(path, { highWaterMark: 1 << 20 });
}
async function request(wanted) {
  let { address } = wanted;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await ask(address, wanted.signal);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) {
      if (Number(headers["content-length"] ?? 0) <= wanted.maxBytes) return whole(response);
      response.destroy();
      throw new TooLarge();
    }
    response.destroy();
    if (!REDIRECTS.includes(statusCode) || headers.location === void 0) {
      throw new TransferFailed(`The server answered with status ${statusCode}.`, PASSING.includes(statusCode));
    }
    address = nextAddress(headers.location, address, wanted.schemes);
  }
  throw new TransferFailed(`It was redirected more than ${MOST_REDIRECTS} times.`);
}
function nextAddress(location, from, schemes) {
  const next = URL.canParse(location, from.href) ? new URL(location, from) : null;
  if (next !== null && next.protocol !== "file:" && schemes.includes(next.protocol)) return next;
  throw new TransferFailed(
    `It was redirected to ${next === null ? "no address" : `an address with ${next.protocol}`}.`
  );
}
function ask(address, signal) {
  return new Promise((resolve5, reject) => {
    const headers = { "user-agent": "relevo", accept: "*/*", "accept-encoding": "identity" };
    const options = { headers, signal, timeout: SILENCE_MS };
    const isSecure = address.protocol === "https:";
    const asked = isSecure ? getHttps(address, options, resolve5) : getHttp(address, options, resolve5);
    asked.on("error", reject);
    asked.on("timeout", () => asked.destroy(new TransferFailed("The server fell silent for a minute.", true)));
  });
}
async function* whole(response) {
  yield* response;
  if (!response.complete) throw new TransferFailed("The connection ended too early.", true);
}
async function save({ file, maxBytes }, source) {
  const hash = createHash("sha256");
  const handle = await open(file, "wx");
  try {
    let bytes = 0;
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new TooLarge();
      hash.update(piece);
      await handle.writeFile(piece);
    }
  } finally {
    await handle.close();
  }
  return digestOf(hash.digest("hex"));
}

// src/adapters/download/unpack.ts
import { createReadStream as createReadStream2 } from "node:fs";
import { chmod, mkdir, rename } from "node:fs/promises";
import { dirname as dirname2, join as join2 } from "node:path";
import { pipeline as pipeline2 } from "node:stream";
import { createGunzip } from "node:zlib";

// src/adapters/download/tar-entries.ts
var TarRefused = class extends Error {
};
var MOST_EXTRA_BYTES = 1 << 20;
var isTarBlock = (block) => block.length >= BLOCK && Buffer.from(block.subarray(257, 262)).toString("latin1") === "ustar";
async function* readForeignTar(reader, mostEntries) {
  let extra = {};
  for (let count = 0; ; count++) {
    if (count > mostEntries) throw new TarRefused(`it has more than ${mostEntries} entries`);
    const block = await reader.take(BLOCK);
    if (block.every((byte) => byte === 0)) return;
    const header = readHeader(block);
    const said = await readExtra(reader, header);
    if (said !== null) {
      extra = { ...extra, ...said };
      continue;
    }
    const entry = entryOf(header, extra);
    extra = {};
    if (entry === null) continue;
    yield entry;
    await reader.take(paddingAfter(entry.bytes));
  }
}
function readHeader(block) {
  const sum = block.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  if (sum !== readNumber(block, 148, 8)) throw new TarRefused("a header in it is damaged");
  const isPosix = block.toString("latin1", 257, 263) === "ustar\0";
  const prefix = isPosix ? readText2(block, 345, 155) : "";
  const name = readText2(block, 0, 100);
  return {
    path: prefix === "" ? name : `${prefix}/${name}`,
    bytes: readNumber(block, 124, 12),
    type: block.toString("latin1", 156, 157),
    mode: readNumber(block, 100, 8)
  };
}
function readText2(block, at, length) {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end === -1 ? length : end);
}
function readNumber(block, at, length) {
  const digits = /^ *([0-7]*)[ \0]*$/.exec(block.toString("latin1", at, at + length))?.[1];
  if (digits === void 0) throw new TarRefused("a number in it cannot be read");
  return digits === "" ? 0 : Number.parseInt(digits, 8);
}
async function readExtra(reader, { type, bytes }) {
  if (!/^[xgLK]$/.test(type)) return null;
  if (bytes > MOST_EXTRA_BYTES) throw new TarRefused("a header in it is too long");
  const text = (await reader.take(bytes)).toString("utf8");
  await reader.take(paddingAfter(bytes));
  if (type === "x") return readRecords(text);
  return type === "L" ? { path: text.replace(/\0.*$/s, "") } : {};
}
function readRecords(text) {
  let extra = {};
  for (let rest = Buffer.from(text, "utf8"); rest.length > 0; ) {
    const length = Number(/^(\d+) /.exec(rest.toString("latin1", 0, 20))?.[1] ?? Number.NaN);
    if (!(length > 0 && length <= rest.length)) throw new TarRefused("a pax header in it is damaged");
    const [, key, value] = /^\d+ ([^=]*)=(.*)\n$/s.exec(rest.toString("utf8", 0, length)) ?? [];
    if (key === "path" && value !== void 0) extra = { ...extra, path: value };
    if (key === "size") extra = { ...extra, bytes: Number(value) };
    rest = rest.subarray(length);
  }
  return extra;
}
var KINDS = {
  "1": "a hard link",
  "2": "a symbolic link",
  "3": "a device",
  "4": "a device",
  "6": "a named pipe",
  S: "a sparse file"
};
function entryOf(header, extra) {
  const path = (extra.path ?? header.path).replace(/^(?:\.\/+)+/, "");
  const bytes = extra.bytes ?? header.bytes;
  const refuse = (fault2) => new TarRefused(`${JSON.stringify(path)} cannot be used: ${fault2}`);
  if (header.type === "5" || path === "" || path === ".") return null;
  if (!/^[0\0]$/.test(header.type)) throw refuse(`it is ${KINDS[header.type] ?? "neither a file nor a folder"}`);
  const fault = faultOfPath(path);
  if (fault !== void 0) throw refuse(fault);
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw refuse("its size cannot be read");
  return { path, bytes, executable: (header.mode & 64) !== 0 };
}

// src/adapters/download/unpack.ts
async function unpack(unpacking) {
  const { file, folder, name, place } = unpacking;
  for (const isZipped of [false, true]) {
    if (isTarBlock(await readHead2(file, isZipped))) return unpackTar(unpacking, isZipped);
  }
  const fault = faultOfPath(name);
  if (fault !== void 0) {
    throw fail("artifact-refused", { folder: place, reason: `${JSON.stringify(name)} cannot be used: ${fault}` });
  }
  await rename(file, join2(folder, name));
}
async function readHead2(file, isZipped) {
  const reader = new ByteReader(bytesOf(file, isZipped));
  try {
    return await reader.take(BLOCK);
  } catch (thrown) {
    if (thrown instanceof StreamEnded || isDamage(thrown)) return new Uint8Array();
    throw thrown;
  } finally {
    await reader.close();
  }
}
var isDamage = (thrown) => codeOf(thrown)?.startsWith("Z_") === true;
async function* bytesOf(file, isZipped) {
  const stored = createReadStream2(file, { highWaterMark: 1 << 20 });
  yield* isZipped ? pipeline2(stored, createGunzip(), () => void 0) : stored;
}
async function unpackTar({ file, place, folder, maxBytes }, isZipped) {
  const reader = new ByteReader(bytesOf(file, isZipped));
  let [files, bytes] = [0, 0];
  try {
    for await (const entry of readForeignTar(reader, 2 * defaultLimits.files)) {
      files += 1;
      bytes += entry.bytes;
      if (files > defaultLimits.files) throw new TarRefused(`it has more than ${defaultLimits.files} files`);
      if (bytes > maxBytes) throw new TarRefused(`its files are more than ${maxBytes} bytes`);
      await writeEntry(reader, folder, entry);
    }
    if (files === 0) throw new TarRefused("it has no file");
  } catch (thrown) {
    const isTar = thrown instanceof TarRefused || thrown instanceof StreamEnded || isDamage(thrown);
    if (!isTar) throw thrown;
    throw fail("artifact-refused", { folder: place, reason: thrown.message }, thrown);
  } finally {
    await reader.close();
  }
}
async function writeEntry(reader, folder, entry) {
  const path = join2(folder, entry.path);
  try {
    await mkdir(dirname2(path), { recursive: true });
    await writeNewFile(path, async (handle) => {
      for await (const part of reader.pass(entry.bytes)) await handle.writeFile(part);
    });
    if (entry.executable) await chmod(path, 493);
  } catch (thrown) {
    const isTwice = ["EEXIST", "ENOTDIR", "EISDIR"].includes(codeOf(thrown) ?? "");
    throw isTwice ? new TarRefused(`${JSON.stringify(entry.path)} stands in it twice`) : thrown;
  }
}

// src/adapters/download/downloads.ts
function createDownloads({
  schemes = ["https:", "file:"],
  pausesMs = [1e3, 4e3]
} = {}) {
  return {
    async fetch(request2) {
      const { digest, folder, maxBytes } = request2;
      const address = new URL(request2.address);
      if (!schemes.includes(address.protocol)) throw new TypeError(`No download by ${address.protocol}.`);
      const place = shown(address);
      const file = `${folder}.download`;
      const limit = AbortSignal.timeout(request2.timeoutMs);
      const signal = request2.signal === void 0 ? limit : AbortSignal.any([request2.signal, limit]);
      await mkdir2(folder, { recursive: true });
      try {
        const found = await transfer({ address, file, maxBytes, signal, schemes, pausesMs });
        if (found !== digest) throw fail("artifact-differs", { place, pinned: digest, found });
        await unpack({ file, place, name: lastPart(address), folder, maxBytes });
      } catch (thrown) {
        request2.signal?.throwIfAborted();
        throw explain(thrown, { place, request: request2, hasEnded: limit.aborted });
      } finally {
        await rm3(file, { force: true });
      }
    }
  };
}
var shown = ({ origin, protocol, pathname }) => protocol === "file:" ? `file://${pathname}` : `${origin}${pathname}`;
function lastPart({ pathname }) {
  const part = pathname.slice(pathname.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
function explain(thrown, { place, request: request2, hasEnded }) {
  const { model, maxBytes, timeoutMs } = request2;
  if (thrown instanceof TooLarge) {
    const most = `${maxBytes} bytes`;
    return fail("artifact-too-large", { folder: place, found: `more than ${most}`, most }, thrown);
  }
  const reason = hasEnded ? `It was not there within ${Number((timeoutMs / 1e3).toFixed(1))} s.` : thrown instanceof TransferFailed ? thrown.message : null;
  return reason === null ? thrown : fail("artifact-unreachable", { model, address: place, reason }, thrown);
}

// src/adapters/prediction/predictor.ts
import { resolve as resolve2 } from "node:path";

// src/adapters/prediction/command-predictor.ts
import { mkdtemp, rm as rm4 } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join3 } from "node:path";

// src/adapters/prediction/check-predictions.ts
var PREDICTION = "prediction";
var PROBABILITY = "p:";
var SEPARATOR = "";
async function checkPredictions(rows, path, expected) {
  const { model, ids } = expected;
  const open3 = await readIds(rows, expected);
  const total = open3.size;
  const table = await rows.open(path);
  const known = await table.columns();
  const missing = [...ids, PREDICTION].find((column) => !known.includes(column));
  if (missing !== void 0) throw fail("predict-column", { model, column: missing, known });
  const values = known.filter((column) => column === PREDICTION || column.startsWith(PROBABILITY));
  const repeated = /* @__PURE__ */ new Set();
  let found = 0;
  for await (const batch of table.read(asText([...ids, ...values]))) {
    found += batch.rows;
    requireSound(batch, values, expected);
    for (const id of idsOf(batch, ids)) {
      if (open3.delete(id)) repeated.add(id);
      else throw unexpectedId(id, repeated, expected, { found, total });
    }
  }
  if (open3.size > 0) throw fail("predict-rows", { model, found, expected: total });
  return total;
}
async function readIds(rows, { data, ids }) {
  const table = await rows.open(data);
  const open3 = /* @__PURE__ */ new Set();
  for await (const batch of table.read(asText(ids))) {
    for (const [row, id] of idsOf(batch, ids).entries()) {
      if (open3.size === open3.add(id).size) {
        throw fail("holdout-id", { row: batch.firstRow + row + 1, id: show(id, ids) });
      }
    }
  }
  return open3;
}
function unexpectedId(id, repeated, { model, ids }, { found, total }) {
  if (found > total) return fail("predict-rows", { model, found, expected: total });
  return fail("predict-id", { model, id: show(id, ids), problem: repeated.has(id) ? "repeated" : "unknown" });
}
function requireSound(batch, columns, { model, task }) {
  for (const column of columns) {
    const texts = textsOf(batch, column);
    const judge2 = (text) => column === PREDICTION ? judgePrediction(task, text) : judgeNumber(text);
    for (const [index, text] of texts.entries()) {
      const judged = judge2(text);
      if (judged.isSound) continue;
      const row = batch.firstRow + index + 1;
      const found = text === "" ? "nothing" : JSON.stringify(text.slice(0, 40));
      throw fail("predict-value", { model, row, column, found, expected: judged.expected });
    }
  }
}
var judgePrediction = (task, text) => acceptPrediction(task, task === "multiclass" ? text : parseNumber(text));
var judgeNumber = (text) => acceptProbability(parseNumber(text));
function idsOf(batch, ids) {
  const columns = ids.map((id) => textsOf(batch, id));
  return Array.from({ length: batch.rows }, (_, row) => columns.map((texts) => texts[row] ?? "").join(SEPARATOR));
}
function textsOf(batch, name) {
  const column = batch.columns.get(name);
  return column?.kind === "text" ? column.values : [];
}
var asText = (columns) => new Map(columns.map((column) => [column, "text"]));
var show = (id, names) => id.split(SEPARATOR).map((value, index) => `${names[index]} = ${JSON.stringify(value)}`).join(", ");

// src/adapters/prediction/predictor-process.ts
var SAID_LINES = 5;
var SAID_CHARACTERS = 1e3;
async function callPredictor(environment, call) {
  const { model, argv, folder, limits, failure } = call;
  const { env } = childEnvironment(environment, limits.environment, { RELEVO_MODEL: model });
  const result = await runProcess({ ...limits, argv, cwd: folder, env });
  const fault = describeEnding(result.ending);
  if (fault !== null) throw fail(failure, { model, ...fault, said: lastWords(result.lastLines) });
  return result;
}
function lastWords(lines) {
  const said = lines.filter((line) => line.trim() !== "").slice(-SAID_LINES).join("\n");
  return said === "" ? void 0 : said.slice(-SAID_CHARACTERS);
}

// src/adapters/prediction/command-predictor.ts
var MOST_REPEATS = 3;
var ONE_ROW_PATIENCE = 2;
function fillIn(command, paths) {
  return command.map(
    (argument) => argument.replaceAll(/\$(MODEL|DATA|OUTPUT)(?![A-Za-z0-9_])/g, (_, name) => paths[name] ?? "")
  );
}
async function predictWithCommand(tools, request2, command) {
  const usage = await runOn(tools, request2, command, request2);
  const rows = await checkPredictions(tools.rows, request2.output, request2);
  const speed = await measure(tools, request2, command, { rows, wallMs: usage.wallMs });
  const { wallMs, cpuMs, peakBytes } = usage;
  return { path: request2.output, rows, backend: null, speed, usage: { wallMs, cpuMs, peakBytes } };
}
async function runOn({ environment }, request2, command, { data, output }) {
  const { model, folder } = request2;
  const argv = fillIn(command, { MODEL: request2.weights, DATA: data, OUTPUT: output });
  const result = await callPredictor(environment, { model, argv, folder, limits: request2, failure: "predict-failed" });
  if (!await exists(output)) throw fail("predict-no-output", { model });
  return result;
}
async function measure(tools, request2, command, { rows, wallMs }) {
  const whole2 = { loadMs: null, msPerRow: wallMs / rows, repeats: 1, method: "whole" };
  if (request2.measureMs === 0 || rows < 2) return whole2;
  const folder = await mkdtemp(join3(tmpdir(), "relevo-measure-"));
  try {
    const data = join3(folder, "one-row.csv");
    await writeFirstRow(tools.rows, request2.data, data);
    const timeoutMs = Math.min(request2.timeoutMs, ONE_ROW_PATIENCE * wallMs + request2.measureMs);
    const quiet = { ...request2, timeoutMs, onLine: () => void 0 };
    const time = async (input) => {
      const output = join3(folder, "predictions");
      await rm4(output, { recursive: true, force: true });
      return (await runOn(tools, quiet, command, { data: input, output })).wallMs;
    };
    return await timePairs(whole2, { rows, wallMs, measureMs: request2.measureMs }, time, {
      all: request2.data,
      one: data
    });
  } finally {
    await rm4(folder, { recursive: true, force: true });
  }
}
async function timePairs(whole2, { rows, wallMs, measureMs }, time, data) {
  const starts = [];
  const totals = [];
  try {
    starts.push(await time(data.one));
    const left = measureMs - (starts[0] ?? 0);
    await repeatWithin(left - wallMs, MOST_REPEATS, async () => {
      totals.push(await time(data.all));
      starts.push(await time(data.one));
      return 0;
    });
  } catch (thrown) {
    if (!(thrown instanceof RelevoError)) throw thrown;
    return whole2;
  }
  const total = median(totals.length === 0 ? [wallMs] : totals);
  const loadMs = Math.min(median(starts), total);
  const repeats = Math.max(1, totals.length);
  return { loadMs, msPerRow: (total - loadMs) / (rows - 1), repeats, method: "difference" };
}
async function writeFirstRow(rows, from, to) {
  const table = await rows.open(from);
  const columns = await table.columns();
  const writer = await CsvWriter.create(to, columns);
  for await (const batch of table.read(new Map(columns.map((column) => [column, "text"])))) {
    await writer.writeBatch(batch, (row) => row === 0);
    break;
  }
  await writer.close();
}

// src/adapters/prediction/lend-packages.ts
import { mkdir as mkdir3, readdir, symlink } from "node:fs/promises";
import { dirname as dirname3, join as join4, relative as relative2 } from "node:path";
var NODE_MODULES = "node_modules";
async function lendPackages(folder, project) {
  const isInside = !relative2(project, folder).startsWith("..");
  if (isInside || await exists(join4(folder, NODE_MODULES))) return;
  for (const ancestor of ancestorsOf(project)) await linkAll(join4(ancestor, NODE_MODULES), join4(folder, NODE_MODULES));
}
function ancestorsOf(folder) {
  const above = dirname3(folder);
  return above === folder ? [folder] : [folder, ...ancestorsOf(above)];
}
async function linkAll(from, into) {
  const names = await readdir(from).catch(() => []);
  if (names.length > 0) await mkdir3(into, { recursive: true });
  for (const name of names) {
    if (name.startsWith("@")) await linkAll(join4(from, name), join4(into, name));
    else if (!name.startsWith(".")) await link(join4(from, name), join4(into, name));
  }
}
async function link(target, path) {
  try {
    await symlink(target, path, "junction");
  } catch (thrown) {
    if (thrown.code !== "EEXIST") throw thrown;
  }
}

// src/adapters/prediction/tensorflow-predictor.ts
import { mkdtemp as mkdtemp2, readFile, rm as rm5, stat as stat3, writeFile } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join5 } from "node:path";
var MOST_ANSWER_BYTES = 1 << 20;
var NODE_OPTIONS = ["--experimental-detect-module", "--disable-warning=ExperimentalWarning"];
async function predictWithTensorflow(tools, request2, predictor) {
  const { model, task, folder, weights, data, output, measureMs } = request2;
  const ids = [...request2.ids];
  const resolveFrom = [folder, tools.workspace];
  const wanted = { model, task, predictor, folder, weights, data, ids, output, measureMs, resolveFrom };
  const exchange = await mkdtemp2(join5(tmpdir2(), "relevo-predict-"));
  try {
    const paths = [join5(exchange, "request.json"), join5(exchange, "answer.json")];
    await writeFile(paths[0], JSON.stringify(wanted));
    const argv = [tools.node, ...NODE_OPTIONS, tools.worker, ...paths];
    const usage = await callPredictor(tools.environment, {
      model,
      argv,
      folder,
      limits: request2,
      failure: "predict-failed"
    });
    const { backend, speed, peakBytes } = await takeAnswer(paths[1], model);
    if (!await exists(output)) throw fail("predict-no-output", { model });
    const rows = await checkPredictions(tools.rows, output, request2);
    const { wallMs, cpuMs } = usage;
    const most = Math.max(usage.peakBytes ?? 0, peakBytes);
    return { path: output, rows, backend, speed, usage: { wallMs, cpuMs, peakBytes: most } };
  } finally {
    await rm5(exchange, { recursive: true, force: true });
  }
}
async function takeAnswer(path, model) {
  const size = await stat3(path).then(
    (stats) => stats.size,
    () => 0
  );
  if (size === 0 || size > MOST_ANSWER_BYTES) throw fail("predict-no-output", { model });
  const answer = readAnswer(await readFile(path, "utf8"));
  if (answer.kind === "done") return answer;
  const { code, ...explanation } = answer;
  throw new RelevoError(code, explanation);
}

// src/adapters/prediction/predictor.ts
function createPredictor(tools) {
  return {
    async setUp({ model, argv, folder, ...limits }) {
      await callPredictor(tools.environment, { model, argv, folder, limits, failure: "setup-failed" });
    },
    async predict(given) {
      const { predictor, folder } = given;
      const request2 = { ...given, weights: resolve2(folder, given.weights) };
      const project = resolve2(tools.workspace, given.project ?? ".");
      await lendPackages(folder, project);
      switch (predictor.kind) {
        case "command":
          return predictWithCommand(tools, request2, predictor.command);
        case "module":
        case "features":
          return predictWithTensorflow({ ...tools, workspace: project }, request2, predictor);
      }
    }
  };
}

// src/adapters/registry/directory-blobs.ts
import { lstat as lstat2, rename as rename2, rm as rm7 } from "node:fs/promises";
import { join as join7 } from "node:path";

// src/adapters/registry/staging.ts
import { randomUUID } from "node:crypto";
import { lstat, rm as rm6, writeFile as writeFile2 } from "node:fs/promises";
import { dirname as dirname4, join as join6 } from "node:path";

// src/adapters/process/maker.ts
import { createHash as createHash2 } from "node:crypto";
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
var home = createHash2("sha256").update(`${hostname()} ${processNamespace()}`).digest("hex").slice(0, 16);
var thisMaker = `${home}-${process.pid}`;
function pidOf(name) {
  const [madeIn, pid] = name.split("-");
  return madeIn === home ? Number(pid) : null;
}
function isEnded(pid) {
  try {
    process.kill(pid, 0);
    return false;
  } catch (thrown) {
    return thrown.code === "ESRCH";
  }
}
function processNamespace() {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}

// src/adapters/registry/staging.ts
var ABANDONED_MS = 24 * 3600 * 1e3;
var Staging = class {
  #folder;
  constructor(folder) {
    this.#folder = folder;
  }
  /** A path at which nothing stands, for this process alone. */
  async newPath() {
    if (await makeFolder(this.#folder)) await keepOutOfGit(dirname4(this.#folder));
    return join6(this.#folder, `${thisMaker}-${randomUUID()}`);
  }
  /** Removes what ended processes left; returns how many things that were. */
  async clean() {
    let removed = 0;
    for (const name of await listNames(this.#folder)) {
      const path = join6(this.#folder, name);
      if (!await isAbandoned(path, name)) continue;
      await rm6(path, { recursive: true, force: true });
      removed += 1;
    }
    return removed;
  }
};
async function keepOutOfGit(registry) {
  await writeFile2(join6(registry, ".gitignore"), "*\n", { flag: "wx" }).catch((thrown) => {
    if (codeOf(thrown) !== "EEXIST") throw thrown;
  });
}
async function isAbandoned(path, name) {
  const pid = pidOf(name);
  if (pid !== null && isEnded(pid)) return true;
  const stats = await unlessMissing(lstat(path), null);
  return stats !== null && Date.now() - stats.mtimeMs > ABANDONED_MS;
}

// src/adapters/registry/directory-blobs.ts
var DirectoryBlobs = class {
  #root;
  #limits;
  #staging;
  constructor(root, limits = defaultLimits) {
    this.#root = root;
    this.#limits = limits;
    this.#staging = new Staging(join7(root, "temp"));
  }
  async put(folder) {
    return usingRegistry(this.#root, async () => {
      await this.#staging.clean();
      const { digest } = accept(folder, await listArtifact(folder, this.#limits));
      if ((await this.#check(digest)).ok) return digest;
      const staged = await this.#staging.newPath();
      accept(folder, await copyArtifact({ from: folder, to: staged, limits: this.#limits, isKept: true }));
      await makeFolder(join7(this.#root, "blobs"));
      await this.#settle(staged, digest);
      return digest;
    });
  }
  async has(digest) {
    return usingRegistry(this.#root, () => this.#isTaken(digest));
  }
  async verify(digest) {
    return usingRegistry(this.#root, async () => {
      await this.#expect(digest);
      return this.#trust(digest, await this.#check(digest));
    });
  }
  async fetch(digest, folder) {
    return usingRegistry(this.#root, async () => {
      await this.#expect(digest);
      const from = this.#placeOf(digest);
      return this.#trust(digest, await copyArtifact({ from, to: folder, limits: this.#limits, isKept: false, digest }));
    });
  }
  async list() {
    return usingRegistry(this.#root, async () => {
      const stored = [];
      for (const digest of (await listNames(join7(this.#root, "blobs"))).map(digestOf).filter(isDigest)) {
        const stats = await unlessMissing(lstat2(this.#placeOf(digest)), null);
        if (stats !== null) stored.push({ digest, at: stats.mtime.toISOString() });
      }
      return stored;
    });
  }
  /** It loses its name at once, and its files after that: whoever is killed meanwhile leaves no half artifact. */
  async remove(digest) {
    await usingRegistry(this.#root, async () => {
      const aside = await this.#staging.newPath();
      await unlessMissing(rename2(this.#placeOf(digest), aside), void 0);
      await rm7(aside, { recursive: true, force: true });
    });
  }
  async #expect(digest) {
    if (await this.#isTaken(digest)) return;
    throw fail("registry-missing", { wanted: wantedAs(digest), place: join7(this.#root, "blobs") });
  }
  #trust(digest, verified) {
    if (verified.ok) return verified.manifest;
    const place = this.#placeOf(digest);
    throw fail("registry-damaged", { wanted: wantedAs(digest), place, reason: verified.reason });
  }
  async #check(digest) {
    return verifyArtifact(this.#placeOf(digest), this.#limits, digest);
  }
  /** Whether something has the name: it is given to whole copies only. */
  async #isTaken(digest) {
    return await unlessMissing(lstat2(this.#placeOf(digest)), null) !== null;
  }
  /** Gives a finished copy its name. What has it already stays when it is intact, and makes room when it is damaged. */
  async #settle(staged, digest) {
    const place = this.#placeOf(digest);
    for (; ; ) {
      try {
        return await moveInto(staged, place);
      } catch (thrown) {
        if (!await this.#isTaken(digest)) throw thrown;
      }
      if ((await this.#check(digest)).ok) return rm7(staged, { recursive: true, force: true });
      const aside = await this.#staging.newPath();
      await unlessMissing(rename2(place, aside), void 0);
      await rm7(aside, { recursive: true, force: true });
    }
  }
  #placeOf(digest) {
    return join7(this.#root, "blobs", hexOf(digest));
  }
};
function accept(place, verified) {
  if (verified.ok) return verified.manifest;
  throw fail("artifact-invalid", { place, reason: verified.reason });
}
function wantedAs(digest) {
  return `The artifact ${digest}`;
}

// src/adapters/registry/directory-ledger.ts
import { readFile as readFile5, rm as rm9 } from "node:fs/promises";
import { join as join11 } from "node:path";

// src/adapters/registry/ledger-file.ts
import { constants } from "node:fs";
import { open as open2, readFile as readFile2 } from "node:fs/promises";
import { dirname as dirname5, join as join8 } from "node:path";
var nothing = { head: GENESIS, entries: [], bytes: Buffer.alloc(0), written: 0 };
var LedgerFile = class {
  #model;
  #file;
  #claims;
  constructor(model, folder) {
    this.#model = model;
    this.#file = join8(folder, "ledger.jsonl");
    this.#claims = join8(folder, "claims");
  }
  /** Reads and verifies what was appended, oldest first, while others may append. */
  async read() {
    const before = await this.#listClaims();
    const bytes = withoutHole(await unlessMissing(readFile2(this.#file), Buffer.alloc(0)));
    const whole2 = this.#extend(nothing, bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1));
    const content = await this.#replay(cutToClaim(whole2, await this.#listClaims()));
    this.#expectHeads(content, before);
    return { ...this.#reconcile(whole2, bytes, content), written: bytes.length };
  }
  /** Appends staged lines if `content` is still all there is; of several at once exactly one is answered true. */
  async append(content, staged, lines) {
    await makeFolder(this.#claims);
    if (!await claimName(staged, this.#claimOf(content.head))) return false;
    const rest = Buffer.concat([content.bytes.subarray(content.written), Buffer.from(lines, "utf8")]);
    await writeAt(this.#file, rest, content.written);
    return true;
  }
  /** Adds the claims that follow one another from a head on. */
  async #replay(start) {
    for (let content = start; ; ) {
      const claim2 = await unlessMissing(readFile2(this.#claimOf(content.head)), null);
      if (claim2 === null) return content;
      content = this.#extend(content, claim2);
    }
  }
  /** What ledger.jsonl and the claims say together: one is the beginning of the other, or something was changed. */
  #reconcile(whole2, bytes, claimed) {
    const common = lengthInCommon(bytes, claimed.bytes);
    if (common === bytes.length) return claimed;
    if (common === claimed.bytes.length && bytes.length === whole2.bytes.length) return whole2;
    const line = countLines(bytes.subarray(0, common)) + 1;
    throw this.#broken(line, common === claimed.bytes.length ? "it has no end" : "it is not what was appended");
  }
  async #listClaims() {
    return new Set((await listNames(this.#claims)).map(digestOf));
  }
  #extend(content, lines) {
    const start = { head: content.head, lines: content.entries.length };
    const verified = verifyChain(lines.toString("utf8"), sha256, start);
    if (!verified.ok) throw this.#broken(verified.line, verified.reason, verified.fault);
    const other = verified.entries.findIndex(({ event }) => event.model !== this.#model);
    if (other !== -1) throw this.#broken(start.lines + other + 1, "it belongs to another model");
    const entries = [...content.entries, ...verified.entries];
    return { head: verified.head, entries, bytes: Buffer.concat([content.bytes, lines]), written: 0 };
  }
  /** A claim on a head that the ledger does not have says that lines are gone. */
  #expectHeads({ entries }, claimed) {
    const heads = /* @__PURE__ */ new Set([GENESIS, ...entries.map(({ id }) => id)]);
    const stray = [...claimed].find((head) => isDigest(head) && !heads.has(head));
    if (stray === void 0) return;
    const evidence = this.#claimOf(stray);
    if (entries.length === 0) throw fail("ledger-lost", { model: this.#model, evidence });
    throw fail("ledger-rewritten", { model: this.#model, missing: "an event that was appended to it", evidence });
  }
  #claimOf(head) {
    return join8(this.#claims, hexOf(head));
  }
  #broken(line, reason, fault = "broken") {
    return fail(fault === "newer" ? "ledger-newer" : "ledger-broken", { file: this.#file, line, reason });
  }
};
var NEWLINE = 10;
function withoutHole(bytes) {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}
function cutToClaim(whole2, claimed) {
  const kept = [GENESIS, ...whole2.entries.map(({ id }) => id)].findLastIndex((head) => claimed.has(head));
  if (kept === -1) return whole2;
  const entries = whole2.entries.slice(0, kept);
  return { ...whole2, head: entries.at(-1)?.id ?? GENESIS, entries, bytes: firstLines(whole2.bytes, kept) };
}
function firstLines(bytes, lines) {
  let end = 0;
  for (let line = 0; line < lines; line += 1) end = bytes.indexOf(NEWLINE, end) + 1;
  return bytes.subarray(0, end);
}
function lengthInCommon(one, other) {
  const most = Math.min(one.length, other.length);
  if (one.subarray(0, most).equals(other.subarray(0, most))) return most;
  return one.findIndex((byte, index) => byte !== other[index]);
}
function countLines(bytes) {
  return bytes.filter((byte) => byte === NEWLINE).length;
}
async function writeAt(path, bytes, place) {
  const handle = await open2(path, constants.O_RDWR | constants.O_CREAT, 420);
  try {
    for (let done = 0; done < bytes.length; ) {
      done += (await handle.write(bytes, done, bytes.length - done, place + done)).bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname5(path));
}

// src/adapters/registry/version-marks.ts
import { readFile as readFile3 } from "node:fs/promises";
import { join as join9 } from "node:path";
var VersionMarks = class {
  #folder;
  #staging;
  constructor(folder, staging) {
    this.#folder = folder;
    this.#staging = staging;
  }
  /** The names of the models that have versions. */
  async models() {
    return listNames(this.#folder);
  }
  /** Marks the versions of a ledger that have no mark yet. */
  async add(model, entries) {
    const marked = new Set(await listNames(join9(this.#folder, model)));
    for (const { id, event } of entries) {
      if (event.event !== "promoted" && event.event !== "forced") continue;
      const name = `v${event.version}.json`;
      if (marked.has(name)) continue;
      const staged = await this.#staging.newPath();
      const text = `${JSON.stringify({ event: id, artifact: event.artifact })}
`;
      await writeSynced(staged, (handle) => handle.writeFile(text));
      await makeFolder(join9(this.#folder, model));
      await moveInto(staged, join9(this.#folder, model, name));
    }
  }
  /** The marks of a model's versions. To be read before the ledger is, which then holds the event of each. */
  async read(model) {
    const folder = join9(this.#folder, model);
    const names = await listNames(folder);
    return Promise.all(names.map(async (name) => readMark(join9(folder, name), name.replace(/\.json$/, ""))));
  }
  /** Refuses a ledger that does not hold the event of every mark. */
  expectIn(model, entries, marks) {
    const ids = new Set(entries.map(({ id }) => id));
    const lost = marks.find(({ event }) => !ids.has(event));
    if (lost === void 0) return;
    if (entries.length === 0) throw fail("ledger-lost", { model, evidence: join9(this.#folder, model) });
    throw fail("ledger-rewritten", { model, missing: `the event that made ${lost.version}`, evidence: lost.place });
  }
};
async function readMark(place, version) {
  const event = eventIn(await readFile3(place, "utf8"));
  if (isDigest(event)) return { version, event, place };
  throw fail("registry-damaged", { wanted: `The mark of ${version}`, place, reason: "it names no event" });
}
function eventIn(json) {
  try {
    return JSON.parse(json)?.event;
  } catch {
    return void 0;
  }
}

// src/adapters/registry/watch-file.ts
import { readFile as readFile4, rm as rm8, stat as stat4 } from "node:fs/promises";
import { join as join10 } from "node:path";
var NAME = /^[1-9]\d*$/;
var MOST_TRIES = 100;
var WatchFile = class {
  #folder;
  #staging;
  constructor(folder, staging) {
    this.#folder = join10(folder, "watch");
    this.#staging = staging;
  }
  /** The state that counts, while others may store theirs. */
  async read(settle) {
    for (let tries = 0; ; tries += 1) {
      const content = await this.#readOnce(settle);
      if (!("emptied" in content)) return content;
      if (tries === MOST_TRIES) throw this.#damaged(content.emptied, "it is empty");
    }
  }
  /** Stores a state after `content`; of several at once exactly one is answered its number, the others null. */
  async store(content, { text }, events) {
    const stored = { text, events };
    const staged = await this.#stage(JSON.stringify(stored));
    try {
      await makeFolder(this.#folder);
      const number = content.last + 1;
      return await claimName(staged, this.#pathOf(number)) ? number : null;
    } finally {
      await rm8(staged, { force: true });
    }
  }
  /** Empties what came before a state that counts. */
  async forgetBefore(number) {
    for (const earlier of await this.#numbers()) {
      if (earlier >= number) continue;
      if ((await stat4(this.#pathOf(earlier))).size === 0) return;
      await moveInto(await this.#stage(""), this.#pathOf(earlier));
    }
  }
  async #readOnce(settle) {
    const numbers = await this.#numbers();
    const last = numbers[0] ?? 0;
    for (const number of numbers) {
      const bytes = await readFile4(this.#pathOf(number));
      if (bytes.length === 0) return { emptied: number };
      const { text, events } = this.#parse(number, bytes);
      if (events === null || await settle(events) === "appended") return { text, number, last };
    }
    return { text: null, number: 0, last };
  }
  /** The numbers that were given, the last first. */
  async #numbers() {
    const names = (await listNames(this.#folder)).filter((name) => NAME.test(name));
    return names.map(Number).sort((a, b) => b - a);
  }
  async #stage(content) {
    const staged = await this.#staging.newPath();
    await writeSynced(staged, (handle) => handle.writeFile(content));
    return staged;
  }
  #parse(number, bytes) {
    try {
      const { text, events } = JSON.parse(bytes.toString("utf8"));
      if (typeof text === "string" && (events === null || typeof events?.lines === "string")) return { text, events };
    } catch {
    }
    throw this.#damaged(number, "it is not what Relevo writes there");
  }
  #damaged(number, reason) {
    return fail("watch-damaged", { place: this.#pathOf(number), folder: this.#folder, reason });
  }
  #pathOf(number) {
    return join10(this.#folder, String(number));
  }
};
function startsFrom({ text }, { before }) {
  return (text === null ? null : sha256(text)) === before;
}

// src/adapters/registry/directory-ledger.ts
var DirectoryLedger = class {
  #root;
  #staging;
  #marks;
  constructor(root) {
    this.#root = root;
    this.#staging = new Staging(join11(root, "temp"));
    this.#marks = new VersionMarks(join11(root, "blobs", "versions"), this.#staging);
  }
  async models() {
    return usingRegistry(this.#root, async () => {
      const names = new Set(await this.#marks.models());
      for (const name of await listNames(join11(this.#root, "models"))) {
        if (isModelName(name) && await this.#hasEvents(name)) names.add(name);
      }
      return [...names].sort();
    });
  }
  async read(model) {
    return usingRegistry(this.#root, async () => {
      const { head, entries } = await this.#read(model);
      return { head, entries };
    });
  }
  async append(addition) {
    const { model, head, events, watch } = addition;
    if (events.length === 0 && watch === void 0 || events.some((event) => event.model !== model)) {
      throw new TypeError(`An addition to ${model} is events of its own, or a state of its watch, or both.`);
    }
    const lines = appendLines(events, head, sha256);
    return usingRegistry(this.#root, async () => {
      await this.#staging.clean();
      return watch === void 0 ? this.#appendLines(addition, lines) : this.#storeWatch(addition, watch, lines);
    });
  }
  async watch(model) {
    return usingRegistry(this.#root, async () => {
      const file = new WatchFile(this.#folderOf(model), this.#staging);
      return (await file.read(async (pending) => settlementOf(pending, await this.#read(model)))).text;
    });
  }
  async report(model, digest) {
    return usingRegistry(this.#root, async () => {
      const place = this.#reportPath(model, digest);
      const wanted = `The report ${digest}`;
      const bytes = await unlessMissing(readFile5(place), null);
      if (bytes === null) throw fail("registry-missing", { wanted, place });
      if (sha256(bytes) === digest) return bytes.toString("utf8");
      throw fail("registry-damaged", { wanted, place, reason: "its content has another SHA-256" });
    });
  }
  async #appendLines({ model, head, reports }, lines) {
    const content = await this.#read(model);
    if (content.head !== head) return { outcome: "conflict" };
    for (const report of reports) await this.#keepReport(model, report);
    if (!await this.#claim(model, content, lines.text)) return { outcome: "conflict" };
    await this.#marks.add(model, [...content.entries, ...lines.entries]);
    return { outcome: "appended", head: lines.head, entries: lines.entries };
  }
  /** First the state with its lines, which does not count yet; then the lines: by that the state counts too. */
  async #storeWatch({ model, head, events, reports }, change, lines) {
    const file = new WatchFile(this.#folderOf(model), this.#staging);
    const stored = await file.read(async (pending2) => this.#settle(model, pending2));
    const content = await this.#read(model);
    const isCurrent = events.length === 0 || content.head === head;
    if (!isCurrent || !startsFrom(stored, change)) return { outcome: "conflict" };
    for (const report of reports) await this.#keepReport(model, report);
    const pending = events.length === 0 ? null : { after: head, head: lines.head, lines: lines.text };
    const number = await file.store(stored, change, pending);
    if (number === null) return { outcome: "conflict" };
    if (pending !== null && await this.#settle(model, pending) !== "appended") return { outcome: "conflict" };
    await file.forgetBefore(number);
    return { outcome: "appended", head: events.length === 0 ? content.head : lines.head, entries: lines.entries };
  }
  /** Appends lines that a state came with, unless that was done, or others were appended in their place. */
  async #settle(model, pending) {
    for (; ; ) {
      const content = await this.#read(model);
      const settlement = settlementOf(pending, content);
      if (settlement !== "open") return settlement;
      if (await this.#claim(model, content, pending.lines)) {
        await this.#marks.add(model, (await this.#read(model)).entries);
      }
    }
  }
  async #read(model) {
    const file = new LedgerFile(model, this.#folderOf(model));
    const marks = await this.#marks.read(model);
    const content = await file.read();
    this.#marks.expectIn(model, content.entries, marks);
    return content;
  }
  async #hasEvents(model) {
    const folder = this.#folderOf(model);
    const claims = await listNames(join11(folder, "claims"));
    return claims.length > 0 || (await listNames(folder)).includes("ledger.jsonl");
  }
  async #claim(model, content, lines) {
    const staged = await this.#staging.newPath();
    try {
      await writeSynced(staged, (handle) => handle.writeFile(lines));
      return await new LedgerFile(model, this.#folderOf(model)).append(content, staged, lines);
    } finally {
      await rm9(staged, { force: true });
    }
  }
  /** Reports go before the events that name them: what a killed process leaves is a report that nothing names. */
  async #keepReport(model, report) {
    const path = this.#reportPath(model, sha256(report));
    const staged = await this.#staging.newPath();
    await makeFolder(join11(this.#folderOf(model), "reports"));
    await writeSynced(staged, (handle) => handle.writeFile(report));
    await moveInto(staged, path);
  }
  #reportPath(model, digest) {
    return join11(this.#folderOf(model), "reports", `${hexOf(digest)}.json`);
  }
  #folderOf(model) {
    if (!isModelName(model)) throw fail("model-name", { name: model });
    return join11(this.#root, "models", model);
  }
};
function settlementOf({ after, head }, content) {
  if (content.entries.some(({ id }) => id === head)) return "appended";
  return content.head === after ? "open" : "refused";
}

// src/adapters/registry/directory.ts
function openDirectoryRegistry(folder, limits) {
  const blobs = new DirectoryBlobs(folder, limits);
  return { ledger: new DirectoryLedger(folder), blobs, storage: blobs };
}

// src/adapters/training/folder-hold.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { lstat as lstat3, mkdir as mkdir4, readFile as readFile6, rename as rename3, rm as rm10, writeFile as writeFile3 } from "node:fs/promises";
import { basename, dirname as dirname6, join as join12 } from "node:path";
var ABANDONED_MS2 = 24 * 3600 * 1e3;
var UNNAMED_MS = 1e4;
var holdOf = (folder) => join12(dirname6(folder), `.${basename(folder)}.training`);
async function holdFolder(folder) {
  const path = holdOf(folder);
  await mkdir4(dirname6(path), { recursive: true });
  while (!await claim(path)) await letGoOfAbandoned(path, folder);
  return () => rm10(path, { force: true });
}
async function claim(path) {
  try {
    await writeFile3(path, thisMaker, { flag: "wx" });
    return true;
  } catch (thrown) {
    const { code, message } = thrown;
    if (code === "EEXIST") return false;
    await rm10(path, { force: true });
    throw fail("output-unwritable", { output: dirname6(path), reason: message }, thrown);
  }
}
async function letGoOfAbandoned(path, folder) {
  const holder = await textOf(path);
  if (holder === null) return;
  if (!await isAbandoned2(path, holder)) throw fail("train-output-busy", { output: folder, pid: pidOf(holder) });
  const aside = `${path}.${randomUUID2()}`;
  await rename3(path, aside).catch(() => void 0);
  const taken = await textOf(aside);
  await rm10(aside, { force: true });
  if (taken === null || taken === holder) return;
  await writeFile3(path, taken, { flag: "wx" }).catch(() => void 0);
  throw fail("train-output-busy", { output: folder, pid: pidOf(taken) });
}
async function isAbandoned2(path, holder) {
  const pid = pidOf(holder);
  if (pid !== null) return isEnded(pid);
  const stats = await lstat3(path).catch(() => null);
  return stats !== null && Date.now() - stats.mtimeMs > (holder === "" ? UNNAMED_MS : ABANDONED_MS2);
}
var textOf = (path) => readFile6(path, "utf8").catch(() => null);

// src/adapters/training/output-folder.ts
import { lstat as lstat4, mkdir as mkdir5, readdir as readdir2, rename as rename4, rm as rm11 } from "node:fs/promises";
import { basename as basename2, dirname as dirname7, isAbsolute, join as join13, relative as relative3, resolve as resolve3, sep } from "node:path";
var formerOf = (folder) => join13(dirname7(folder), `.${basename2(folder)}.before-training`);
async function prepareOutput(folder, cwd) {
  const inside = relative3(resolve3(folder), resolve3(cwd));
  const holdsCwd = inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
  if (holdsCwd || await exists(join13(folder, ".git"))) throw fail("train-output-taken", { path: folder });
  const former = formerOf(folder);
  try {
    if (await exists(former)) await rm11(folder, { recursive: true, force: true });
    else if (await exists(folder)) await rename4(folder, former);
    await mkdir5(folder, { recursive: true });
  } catch (thrown) {
    throw fail("output-unwritable", { output: folder, reason: thrown.message }, thrown);
  }
  return {
    isFilled: () => holdsFile(folder),
    keep: () => rm11(former, { recursive: true, force: true }),
    async restore() {
      if (!await exists(former)) return;
      await rm11(folder, { recursive: true, force: true });
      await rename4(former, folder);
    }
  };
}
async function holdsFile(folder) {
  const stats = await lstat4(folder).catch(() => null);
  if (stats === null || !stats.isDirectory()) return false;
  const entries = await readdir2(folder, { recursive: true, withFileTypes: true });
  return entries.some((entry) => entry.isFile());
}

// src/adapters/training/command-trainer.ts
function createTrainer(environment) {
  return {
    hold: holdFolder,
    async train(request2) {
      const { env, unset } = childEnvironment(environment, request2.environment, variablesOf(request2));
      const output = await prepareOutput(request2.output, request2.cwd);
      try {
        const result = await runProcess({ ...request2, env });
        const failure = await judge(request2, result.ending, output);
        if (failure === null) await output.keep();
        return { ...result, failure, unset };
      } finally {
        await output.restore();
      }
    }
  };
}
function variablesOf({ model, output, seed }) {
  return { RELEVO_MODEL: model, RELEVO_OUTPUT: output, RELEVO_SEED: String(seed) };
}
async function judge(request2, ending, output) {
  const { model } = request2;
  const fault = describeEnding(ending);
  if (fault !== null) return fail("train-failed", { model, ...fault });
  return await output.isFilled() ? null : fail("train-output-empty", { model, output: request2.output });
}

// src/adapters/workshop.ts
import { cp, mkdir as mkdir6, mkdtemp as mkdtemp3, rm as rm12 } from "node:fs/promises";
import { tmpdir as tmpdir3 } from "node:os";
import { dirname as dirname8, join as join14 } from "node:path";
async function openWorkshop() {
  const root = await mkdtemp3(join14(tmpdir3(), "relevo-"));
  let made = 0;
  const workshop = {
    async folder(name) {
      made++;
      const folder = join14(root, `${made}-${name}`);
      await mkdir6(folder);
      return folder;
    },
    async gather(from, paths, into) {
      for (const path of paths) await copy(join14(from, path), join14(into, path));
    },
    pack: (folder, facts, bytes = defaultLimits.bytes) => packageArtifact({ folder, facts, limits: { ...defaultLimits, bytes } }),
    async describe(folder, name, text) {
      await addDocument(folder, name, text);
    },
    writeRows
  };
  return { workshop, clear: () => rm12(root, { recursive: true, force: true }) };
}
async function copy(from, to) {
  await mkdir6(dirname8(to), { recursive: true });
  try {
    await cp(from, to, { recursive: true, verbatimSymlinks: true });
  } catch (thrown) {
    if (thrown.code === "ENOENT") throw fail("file-not-found", { path: from }, thrown);
    throw thrown;
  }
}
var ROW = "relevo_row";
async function writeRows(table, { columns, numbered, path }) {
  const writer = await CsvWriter.create(path, numbered ? [ROW, ...columns] : columns);
  let rows = 0;
  try {
    for await (const batch of table.read(new Map(columns.map((column) => [column, "text"])))) {
      if (numbered) await writer.writeBatch({ ...batch, columns: withNumbers(batch, rows) });
      else await writer.writeBatch(batch);
      rows += batch.rows;
    }
  } finally {
    await writer.close();
  }
  return rows;
}
function withNumbers(batch, before) {
  const values = Array.from({ length: batch.rows }, (_, row) => String(before + row + 1));
  return new Map([[ROW, { kind: "text", values }], ...batch.columns]);
}

// src/entry/cli/local.ts
var worker = fileURLToPath2(new URL("../tensorflow-worker.js", import.meta.url));
var sha2562 = (text) => digestOf(createHash3("sha256").update(text).digest("hex"));
async function openLocal(context, configPath, log) {
  const path = resolve4(context.cwd, configPath);
  const config = await readConfig(context, configPath);
  const root = dirname9(path);
  const env = context.env;
  const rows = createRows(context.stdin, void 0, root);
  const { workshop, clear } = await openWorkshop();
  const lock = join15(root, LOCK);
  const registry = openDirectoryRegistry(join15(root, ".relevo"), limitsOf(config));
  return {
    root,
    configPath: basename3(path),
    config,
    rows,
    workshop,
    clear,
    checkout: createCheckout(root, env, rows, foldersMade(config)),
    dataSets: createDataSets(rows),
    downloads: createDownloads(),
    trainer: createTrainer(context.env),
    predictor: createPredictor({ environment: context.env, rows, node: "node", worker, workspace: root }),
    ...registry,
    ledger: new ContinuedLedger(registry.ledger, config),
    clock: { now: context.now },
    log,
    sha256: sha2562,
    lock: await exists(lock) ? await readText(lock) : null,
    by: personAt(env)
  };
}
function limitsOf({ models }) {
  const most = Object.values(models).map(({ train }) => train.max_size.bytes);
  return { ...defaultLimits, bytes: Math.max(defaultLimits.bytes, ...most) };
}
var foldersMade = ({ models }) => Object.values(models).flatMap(({ dir, train }) => {
  const output = join15(dir, train.output);
  return [output, formerOf(output), holdOf(output)];
});
function personAt(env) {
  try {
    return userInfo().username;
  } catch {
    return env.USER || env.LOGNAME || "somebody";
  }
}
function modelsNamed({ config }, names) {
  const known = Object.keys(config.models);
  if (names.length === 0) return Object.values(config.models);
  return names.map((name) => {
    const model = config.models[name];
    if (model === void 0) throw fail("model-unknown", { model: name, known, nearest: nearest(name, known) });
    return model;
  });
}
function newRunId(now) {
  const time = now.toISOString().replace(/[-:]|\.\d+Z$/g, "").replace("T", "-");
  return `${time}-${randomBytes(3).toString("hex")}`;
}
async function productionConfig({ checkout, configPath, ledger, sha256: sha2563 }, model) {
  const state = foldState((await ledger.read(model.name)).entries);
  if (nameRules(model, sha2563) === state.yardstick?.rules) return null;
  const commit = productionCommit(state);
  const text = commit === null ? null : await checkout.textAt(commit, configPath);
  if (text === null) return null;
  const parsed = parseConfig(text, configPath);
  if (!("config" in parsed)) return null;
  const { models } = parsed.config;
  const found = [model.name, ...model.was].map((each) => models[each]).find((each) => each !== void 0);
  return found ?? null;
}

export {
  openLocal,
  modelsNamed,
  newRunId,
  productionConfig
};
