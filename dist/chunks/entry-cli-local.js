import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  createWorkspace
} from "./picomatch.js";
import "./adapters-repository-2.js";
import {
  GENESIS,
  appendLines,
  foldState,
  modelName,
  objectId,
  runId,
  verifyChain
} from "./core-model-state-2.js";
import {
  LOCK
} from "./flows-lock-data-2.js";
import "./core-lock.js";
import {
  parseConfig
} from "./config-schema.js";
import "./config-yaml-tree.js";
import "./yaml.js";
import "./config-config.js";
import "./config-margin.js";
import "./config-policy-consistency.js";
import "./core-metrics-terms.js";
import "./zod.js";
import "./config-problems-2.js";
import {
  readConfig
} from "./entry-cli-config-file.js";
import "./config-path.js";
import "./config-percentage.js";
import "./config-parsed.js";
import {
  isModelName,
  isReservedOnWindows
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
  parseNumber,
  sizeOf
} from "./hyparquet-compressors.js";
import "./adapters-rows-table-format.js";
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
  nearest
} from "./core-nearest.js";
import "./core-time-text.js";
import {
  digestOf,
  hexOf,
  isDigest
} from "./core-digest.js";
import {
  exists,
  readText
} from "./adapters-system-2.js";
import {
  RelevoError,
  fail
} from "./errors-2.js";
import "./runtime.js";

// src/entry/cli/local.ts
import { createHash as createHash3, randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import { basename as basename2, dirname as dirname8, join as join15, resolve as resolve3 } from "node:path";
import { fileURLToPath } from "node:url";

// src/adapters/checkout.ts
import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

// src/adapters/registry/read-through.ts
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
var PIECE = 1 << 20;
var FILES_AT_ONCE = 4;
var FileChanged = class extends Error {
  constructor(path2) {
    super(`${path2} changed while it was read`);
    this.name = "FileChanged";
  }
};
async function* readPieces(path2, bytes) {
  const handle = await open(path2, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch((thrown) => {
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

// src/adapters/checkout.ts
var run = promisify(execFile);
function createCheckout(root, env, rows) {
  const git = async (args) => {
    try {
      return (await run("git", args, { cwd: root, env: { ...env, LC_ALL: "C" }, maxBuffer: 2 ** 30 })).stdout;
    } catch {
      return null;
    }
  };
  const workspace = createWorkspace(root, env, rows);
  return {
    at: (dir) => dir === "." ? root : join(root, dir),
    head: () => readHead(git),
    files: async (dir, globs, excluded) => {
      const paths = await workspace.match(dir, [...globs, ...excluded.map((glob) => `!${glob}`)]);
      const known = await trackedContents(git, dir);
      const contents2 = await Promise.all(paths.map((path2) => contentOf(join(root, dir), path2, known)));
      return contents2.filter((content) => content !== null);
    },
    present: (dir, globs) => workspace.match(dir, globs),
    textAt: (commit, path2) => git(["show", `${commit}:./${path2}`])
  };
}
async function readHead(git) {
  const [commit, tree, branch, changes] = await Promise.all([
    git(["rev-parse", "--verify", "--quiet", "HEAD"]),
    git(["rev-parse", "--verify", "--quiet", "HEAD^{tree}"]),
    git(["branch", "--show-current"]),
    // What Relevo itself keeps in the checkout makes nothing dirty.
    git(["status", "--porcelain", "-z", "--", ".", ":(exclude,top).relevo"])
  ]);
  return {
    commit: commit?.trim() || null,
    tree: tree?.trim() || null,
    branch: branch?.trim() || null,
    dirty: commit === null || changes !== ""
  };
}
async function trackedContents(git, dir) {
  const [staged, changed] = await Promise.all([
    git(["ls-files", "-z", "--stage", "--", dir]),
    git(["diff-files", "-z", "--name-only", "--relative", "--", dir])
  ]);
  const differing = new Set((changed ?? "").split("\0"));
  const known = /* @__PURE__ */ new Map();
  const prefix = dir === "." ? "" : `${dir}/`;
  for (const entry of (staged ?? "").split("\0")) {
    const [, id, path2] = /^\d+ ([0-9a-f]+) 0\t(.*)$/s.exec(entry) ?? [];
    if (id === void 0 || path2 === void 0 || differing.has(path2)) continue;
    if (path2.startsWith(prefix)) known.set(path2.slice(prefix.length), `git:${id}`);
  }
  return known;
}
async function contentOf(folder, path2, known) {
  const id = known.get(path2);
  if (id !== void 0) return { path: path2, content: id };
  const file2 = join(folder, path2);
  const found = await stat(file2).catch((thrown) => {
    if (thrown.code === "ENOENT") return null;
    throw thrown;
  });
  return found === null ? null : { path: path2, content: await hashFile(file2, found.size) };
}

// src/adapters/rows/fingerprint.ts
async function describe(rows, path2, time) {
  const table = await rows.open(path2);
  const wanted = new Map(time === void 0 ? [] : [[time, "time"]]);
  let count2 = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for await (const batch of table.read(wanted)) {
    count2 += batch.rows;
    const times = time === void 0 ? void 0 : batch.columns.get(time);
    if (times?.kind !== "time") continue;
    for (const value of times.values) {
      if (value < first) first = value;
      if (value > last) last = value;
    }
  }
  const facts = {
    digest: await table.digest(),
    bytes: await sizeOf(path2),
    rows: count2,
    columns: await table.columns()
  };
  return first <= last ? { ...facts, range: [first, last] } : facts;
}

// src/adapters/data-sets.ts
function createDataSets(rows) {
  const requireDigest = (text2) => {
    if (!isDigest(text2)) throw new Error(`A table's digest is written "${text2}".`);
    return text2;
  };
  return {
    async describe(path2, time) {
      const columns = await (await rows.open(path2)).columns();
      const named = time !== null && columns.includes(time) ? time : void 0;
      const { digest: digest2, range, ...facts } = await describe(rows, path2, named);
      return { ...facts, digest: requireDigest(digest2), range: range ?? null };
    },
    digest: async (path2) => requireDigest(await (await rows.open(path2)).digest())
  };
}

// src/adapters/prediction/predictor.ts
import { resolve } from "node:path";

// src/adapters/prediction/command-predictor.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// src/adapters/prediction/check-predictions.ts
var PREDICTION = "prediction";
var PROBABILITY = "p:";
var SEPARATOR = "";
async function checkPredictions(rows, path2, expected) {
  const { model, ids } = expected;
  const open4 = await readIds(rows, expected);
  const total = open4.size;
  const table = await rows.open(path2);
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
      if (open4.delete(id)) repeated.add(id);
      else throw unexpectedId(id, repeated, expected, { found, total });
    }
  }
  if (open4.size > 0) throw fail("predict-rows", { model, found, expected: total });
  return total;
}
async function readIds(rows, { data, ids }) {
  const table = await rows.open(data);
  const open4 = /* @__PURE__ */ new Set();
  for await (const batch of table.read(asText(ids))) {
    for (const [row, id] of idsOf(batch, ids).entries()) {
      if (open4.size === open4.add(id).size) {
        throw fail("id-duplicate", { file: table.name, line: batch.lineOf(row), id: show(id, ids) });
      }
    }
  }
  return open4;
}
function unexpectedId(id, repeated, { model, ids }, { found, total }) {
  if (found > total) return fail("predict-rows", { model, found, expected: total });
  return fail("predict-id", { model, id: show(id, ids), problem: repeated.has(id) ? "repeated" : "unknown" });
}
function requireSound(batch, columns, { model, task }) {
  for (const column of columns) {
    const texts = textsOf(batch, column);
    const judge2 = (text2) => column === PREDICTION ? judgePrediction(task, text2) : judgeNumber(text2);
    for (const [index, text2] of texts.entries()) {
      const judged = judge2(text2);
      if (judged.isSound) continue;
      const row = batch.firstRow + index + 1;
      const found = text2 === "" ? "nothing" : JSON.stringify(text2.slice(0, 40));
      throw fail("predict-value", { model, row, column, found, expected: judged.expected });
    }
  }
}
var judgePrediction = (task, text2) => acceptPrediction(task, task === "multiclass" ? text2 : parseNumber(text2));
var judgeNumber = (text2) => acceptProbability(parseNumber(text2));
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

// src/adapters/process/child-environment.ts
var ALLOWED_VARIABLES = [
  { names: ["PATH"], why: "where programs are found" },
  { names: ["HOME", "USER", "LOGNAME", "SHELL", "XDG_*"], why: "whose settings and caches are used" },
  { names: ["LANG", "LANGUAGE", "LC_*", "TZ"], why: "language, and the time zone" },
  { names: ["TMPDIR", "TMP", "TEMP"], why: "where temporary files go" },
  { names: ["TERM", "NO_COLOR", "FORCE_COLOR", "CI"], why: "how a program speaks" },
  { names: ["VIRTUAL_ENV", "CONDA_*", "PYENV_*", "PYTHON*"], why: "which Python runs, and with which packages" },
  { names: ["NODE_PATH", "NODE_EXTRA_CA_CERTS", "R_*", "JAVA_HOME", "JULIA_DEPOT_PATH"], why: "other languages" },
  { names: ["LD_LIBRARY_PATH", "DYLD_*"], why: "where shared libraries are found" },
  { names: ["CUDA_*", "NVIDIA_*", "NCCL_*", "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES"], why: "accelerators" },
  { names: ["OMP_*", "MKL_*", "OPENBLAS_*", "NUMEXPR_*", "VECLIB_*"], why: "how many threads numeric libraries use" },
  {
    names: ["TF_CPP_MIN_LOG_LEVEL", "TF_DETERMINISTIC_OPS", "TF_ENABLE_ONEDNN_OPTS", "TF_FORCE_GPU_ALLOW_GROWTH"],
    why: "TensorFlow (not TF_*, which holds secrets of Terraform)"
  },
  {
    names: ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy"],
    why: "the way to the network"
  },
  {
    names: ["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"],
    why: "whose certificates are trusted"
  },
  {
    names: ["SystemRoot", "SystemDrive", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA"],
    why: "what programs on Windows need to start"
  },
  { names: ["ProgramData", "ProgramFiles*", "NUMBER_OF_PROCESSORS", "PROCESSOR_*"], why: "the same" }
];
var REFUSED_VARIABLES = [
  "GITHUB_*",
  "GH_*",
  "ACTIONS_*",
  "RUNNER_*",
  "INPUT_*",
  "STATE_*",
  "RELEVO_*"
];
var TOKEN = /^(?:gh[oprsu]_|github_pat_)/;
function childEnvironment(parent, wanted, own, platform = process.platform) {
  const fold = platform === "win32" ? (name) => name.toUpperCase() : (name) => name;
  for (const name of wanted) requireHarmless(name, parent[name]);
  const isWanted = matcher([...ALLOWED_VARIABLES.flatMap(({ names }) => names), ...wanted], fold);
  const env = {};
  for (const [name, value] of Object.entries(parent)) {
    if (value !== void 0 && isWanted(name) && !TOKEN.test(value)) env[name] = value;
  }
  env.PYTHONUNBUFFERED ??= "1";
  return { env: { ...env, ...own }, unset: wanted.filter((name) => !parent[name]) };
}
function requireHarmless(name, value) {
  const refused = REFUSED_VARIABLES.find((pattern) => matcher([pattern], (upper) => upper)(name.toUpperCase()));
  if (refused !== void 0) throw fail("environment-refused", { name, pattern: refused });
  if (value !== void 0 && TOKEN.test(value)) throw fail("environment-token", { name });
}
function matcher(patterns, fold) {
  const exact = new Set(patterns.filter((pattern) => !pattern.endsWith("*")).map(fold));
  const starts = patterns.filter((pattern) => pattern.endsWith("*")).map((pattern) => fold(pattern.slice(0, -1)));
  return (name) => exact.has(fold(name)) || starts.some((start2) => fold(name).startsWith(start2));
}

// src/adapters/process/describe-ending.ts
var READ_LINES = "Read its last lines, and run the same command on your machine.";
var MEMORY = {
  why: "The system ends a program like this when memory runs out.",
  remedy: "Use less memory, or a machine with more."
};
var NATIVE = {
  why: "Native code of a library crashed; often two packages do not fit each other, or the processor.",
  remedy: "Install the versions of the lock file, and run the same command on your machine."
};
var BY_SIGNAL = {
  SIGKILL: MEMORY,
  SIGSEGV: NATIVE,
  SIGBUS: NATIVE,
  SIGILL: NATIVE,
  SIGFPE: NATIVE,
  SIGABRT: { why: "It gave up by itself, as Node does when its memory limit is reached.", remedy: READ_LINES }
};
var BY_NUMBER = {
  4: "SIGILL",
  6: "SIGABRT",
  7: "SIGBUS",
  8: "SIGFPE",
  9: "SIGKILL",
  11: "SIGSEGV",
  15: "SIGTERM"
};
var BY_CODE = {
  126: { why: "A program that it calls may not be run.", remedy: "Make it executable: chmod +x." },
  127: { why: "A program that it calls was not found.", remedy: "Install it before Relevo runs." }
};
var SHELL_SIGNAL = 128;
function describeEnding(ending) {
  switch (ending.kind) {
    case "exited":
      return ending.code === 0 ? null : describeCode(ending.code);
    case "killed":
      return describeSignal(ending.signal, `was killed by ${ending.signal}`);
    case "timed-out":
      return {
        how: `did not end within ${formatLimit(ending.limitMs)}`,
        why: "It was ended with everything that it had started.",
        remedy: "Raise `timeout` in relevo.yml if it needs longer; else find out what it waits for."
      };
  }
}
function describeCode(code) {
  const how = `ended with exit code ${code}`;
  const signal = BY_NUMBER[code - SHELL_SIGNAL];
  if (signal !== void 0) return describeSignal(signal, `${how} (${signal})`);
  return { how, ...BY_CODE[code] ?? { why: "The program itself says that it failed.", remedy: READ_LINES } };
}
function describeSignal(signal, how) {
  return { how, ...BY_SIGNAL[signal] ?? { why: "Something on the machine ended it.", remedy: READ_LINES } };
}
function formatLimit(ms) {
  if (ms >= 6e4) return `${Number((ms / 6e4).toFixed(1))} min`;
  return ms >= 1e3 ? `${Number((ms / 1e3).toFixed(1))} s` : `${ms} ms`;
}

// src/adapters/process/run-process.ts
import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { setTimeout as wait2 } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";

// src/adapters/process/line-splitter.ts
var LINE_FEED = 10;
var RETURN = 13;
var MOST_BYTES = 16384;
var LineSplitter = class {
  #onLine;
  #mostBytes;
  #kept = [];
  #keptBytes = 0;
  #droppedBytes = 0;
  #isReturned = false;
  constructor(onLine, mostBytes = MOST_BYTES) {
    this.#onLine = onLine;
    this.#mostBytes = mostBytes;
  }
  /** Takes the next bytes. */
  write(chunk) {
    let start2 = 0;
    for (let feed = chunk.indexOf(LINE_FEED); feed !== -1; feed = chunk.indexOf(LINE_FEED, start2)) {
      this.#endLine(chunk.subarray(start2, feed));
      start2 = feed + 1;
    }
    this.#add(chunk.subarray(start2));
  }
  /** Gives out what stands after the last line end. */
  end() {
    if (this.#keptBytes > 0) this.#emit();
  }
  #endLine(bytes) {
    const isPlain = this.#keptBytes === 0 && !this.#isReturned && bytes.length <= this.#mostBytes;
    if (isPlain && !bytes.includes(RETURN)) {
      this.#onLine(bytes.toString("utf8"));
      return;
    }
    this.#add(bytes);
    this.#emit();
  }
  #add(bytes) {
    if (bytes.length === 0) return;
    const end = withoutReturns(bytes);
    if (end > 0) {
      const isAnew = this.#isReturned;
      const start2 = bytes.lastIndexOf(RETURN, end - 1) + 1;
      if (isAnew || start2 > 0) this.#reset();
      this.#keep(bytes.subarray(start2, end));
    }
    this.#isReturned = end < bytes.length;
  }
  #keep(bytes) {
    const room = Math.max(0, this.#mostBytes - this.#keptBytes);
    if (room > 0) this.#kept.push(Buffer.from(bytes.subarray(0, room)));
    this.#keptBytes += Math.min(room, bytes.length);
    this.#droppedBytes += Math.max(0, bytes.length - room);
  }
  #emit() {
    const text2 = new TextDecoder().decode(Buffer.concat(this.#kept), { stream: this.#droppedBytes > 0 });
    const rest = this.#droppedBytes === 0 ? "" : ` … (${this.#droppedBytes} bytes more)`;
    this.#reset();
    this.#onLine(text2 + rest);
  }
  #reset() {
    this.#kept = [];
    this.#keptBytes = 0;
    this.#droppedBytes = 0;
    this.#isReturned = false;
  }
};
function withoutReturns(bytes) {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === RETURN) end--;
  return end;
}

// src/adapters/process/process-family.ts
import { execFile as execFile3 } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { promisify as promisify3 } from "node:util";

// src/adapters/process/process-table.ts
import { execFile as execFile2 } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify as promisify2 } from "node:util";
function processLister(platform) {
  if (platform === "linux") return async () => listFromProc();
  return platform === "win32" ? null : listFromPs;
}
var TICK_MS = 10;
function listFromProc() {
  return readdirSync("/proc").flatMap((name) => {
    const isProcess = /^\d+$/.test(name);
    const row = isProcess ? readProcess(Number(name)) : null;
    return row === null ? [] : [row];
  });
}
function readProcess(pid) {
  const text2 = readGone(`/proc/${pid}/stat`);
  if (text2 === null) return null;
  const fields = text2.slice(text2.lastIndexOf(")") + 2).split(" ");
  const numbers = fields.map(Number);
  const at = (field) => numbers[field - 3] ?? 0;
  return {
    pid,
    parent: at(4),
    group: at(5),
    session: at(6),
    started: fields[19] ?? "",
    isDead: /^[ZXx]$/.test(fields[0] ?? ""),
    cpuMs: (at(14) + at(15) + at(16) + at(17)) * TICK_MS,
    bytes: 0
  };
}
function readMemory(pid) {
  const text2 = readGone(`/proc/${pid}/status`) ?? "";
  const kilobytes = (key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(text2)?.[1] ?? 0);
  return { now: kilobytes("VmRSS") * 1024, most: kilobytes("VmHWM") * 1024 };
}
function readWaitedMs(pid) {
  const text2 = readGone(`/proc/${pid}/stat`);
  if (text2 === null) return null;
  const fields = text2.slice(text2.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}
function readGone(path2) {
  try {
    return readFileSync(path2, "latin1");
  } catch (thrown) {
    const { code } = thrown;
    if (code === "ENOENT" || code === "ESRCH" || code === "EACCES") return null;
    throw thrown;
  }
}
var PS = ["-A", "-o", "pid=,ppid=,pgid=,stat=,rss=,time=,lstart="];
async function listFromPs() {
  const { stdout } = await promisify2(execFile2)("ps", PS, { env: { PATH: "/bin:/usr/bin", LC_ALL: "C" } });
  return parsePs(stdout);
}
function parsePs(text2) {
  return text2.split("\n").flatMap((line) => {
    const [pid, parent, group, state, kilobytes, time, ...started] = line.trim().split(/\s+/);
    if (time === void 0) return [];
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        group: Number(group),
        session: 0,
        started: started.join(" "),
        isDead: state?.startsWith("Z") === true,
        cpuMs: readDuration(time),
        bytes: Number(kilobytes) * 1024
      }
    ];
  });
}
function readDuration(text2) {
  const [, days = "0", clock = ""] = /^(?:(\d+)-)?(.*)$/.exec(text2) ?? [];
  const seconds = clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round((Number(days) * 86400 + seconds) * 1e3);
}

// src/adapters/process/process-family.ts
var SHORTEST_PAUSE_MS = 100;
var LOOKING_SHARE = 20;
var POLL_MS = 25;
var AFTER_KILL_MS = 5e3;
var ProcessFamily = class {
  #leader;
  #platform;
  #known = /* @__PURE__ */ new Map();
  #cpuMs = null;
  #peakBytes = null;
  #isOver = false;
  #next;
  constructor(leader, platform = process.platform) {
    this.#leader = leader;
    this.#platform = platform;
  }
  get cpuMs() {
    return this.#cpuMs;
  }
  get peakBytes() {
    return this.#peakBytes;
  }
  /** Looks now, and again until `stop`. */
  async watch() {
    const from = performance.now();
    await this.look();
    const took = performance.now() - from;
    if (this.#isOver) return;
    const pause = Math.max(SHORTEST_PAUSE_MS, took * LOOKING_SHARE);
    this.#next = setTimeout(() => void this.watch(), pause).unref();
  }
  stop() {
    this.#isOver = true;
    clearTimeout(this.#next);
  }
  /** Finds the members that live now, and measures them; without a way to list processes there are none to find. */
  async look() {
    const list = processLister(this.#platform);
    if (list === null) return [];
    const members = this.#membersOf(await list());
    for (const member of members) this.#known.set(member.pid, member);
    if (members.length > 0) this.#measure(members);
    return members;
  }
  #membersOf(rows) {
    const living = rows.filter(({ isDead }) => !isDead);
    const isIn = /* @__PURE__ */ new Set();
    const leader = this.#known.get(this.#leader);
    const belongs = (row) => row.pid === this.#leader && (leader === void 0 || leader.started === row.started) || row.group === this.#leader || row.session === this.#leader || isIn.has(row.parent) || this.#known.get(row.pid)?.started === row.started;
    for (let before = -1; before < isIn.size; ) {
      before = isIn.size;
      for (const row of living) if (belongs(row)) isIn.add(row.pid);
    }
    return living.filter(({ pid }) => isIn.has(pid));
  }
  #measure(members) {
    const cpuMs = members.reduce((sum, row) => sum + row.cpuMs, 0);
    this.#cpuMs = Math.max(this.#cpuMs ?? 0, cpuMs);
    const memory = members.map(
      (row) => this.#platform === "linux" ? readMemory(row.pid) : { now: row.bytes, most: row.bytes }
    );
    const together = memory.reduce((sum, { now }) => sum + now, 0);
    this.#peakBytes = Math.max(this.#peakBytes ?? 0, together, ...memory.map(({ most }) => most));
  }
  /** Asks every member to end, and after `graceMs` ends those that are left; returns when all are gone. */
  async end(graceMs) {
    await this.#signal("SIGTERM");
    if (await this.#isGone(graceMs)) return;
    await this.#signal("SIGKILL");
    await this.#isGone(AFTER_KILL_MS);
  }
  /** Whether nothing of the group is left, told without listing processes. */
  isGroupEmpty() {
    return this.#platform === "win32" || !sendSignal(-this.#leader, 0);
  }
  async #signal(signal) {
    if (this.#platform === "win32") return endOnWindows(this.#leader);
    const members = await this.look();
    sendSignal(-this.#leader, signal);
    for (const { pid, group } of members) if (group !== this.#leader) sendSignal(pid, signal);
  }
  async #isGone(withinMs) {
    const until = performance.now() + withinMs;
    do {
      if ((await this.look()).length === 0) return true;
      await wait(POLL_MS);
    } while (performance.now() < until);
    return false;
  }
};
async function endOnWindows(pid) {
  await promisify3(execFile3)("taskkill", ["/pid", String(pid), "/T", "/F"]).catch(() => void 0);
}
function sendSignal(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch (thrown) {
    const { code } = thrown;
    if (code === "ESRCH" || code === "EPERM") return false;
    throw thrown;
  }
}

// src/adapters/process/run-process.ts
var GRACE_MS = 5e3;
var LAST_LINES = 40;
var AFTER_EXIT_MS = 1e3;
var LONGEST_TIMER_MS = 2 ** 31 - 1;
var running = 0;
async function runProcess(request) {
  request.signal?.throwIfAborted();
  const from = performance.now();
  const wasAlone = running === 0;
  const waitedBefore = readWaitedMs(process.pid);
  const child = await start(request);
  const family = new ProcessFamily(child.pid);
  const endAtExit = () => sendSignal(-child.pid, "SIGKILL");
  process.once("exit", endAtExit);
  running++;
  try {
    const lastLines = collectLines(child, request.onLine);
    void family.watch();
    const ending = await untilEnd(child, family, request);
    const wallMs = performance.now() - from;
    await endRest(child, family, request.graceMs ?? GRACE_MS);
    request.signal?.throwIfAborted();
    const waited = wasAlone && running === 1 && waitedBefore !== null ? readWaitedMs(process.pid) : null;
    const cpuMs = waited === null ? family.cpuMs : Math.max(family.cpuMs ?? 0, waited - (waitedBefore ?? 0));
    return { ending, wallMs, cpuMs, peakBytes: family.peakBytes, lastLines: lastLines() };
  } finally {
    running--;
    family.stop();
    process.removeListener("exit", endAtExit);
  }
}
var NOT_STARTED = {
  ENOENT: () => "There is no such program in PATH, or at that path.",
  EACCES: (program) => `The file is there, and may not be run. Try: chmod +x ${program}`,
  ENOEXEC: () => "The file is no program: a script begins with #! and its interpreter.",
  E2BIG: () => "Arguments and environment are too long together."
};
async function start({ argv: argv2, cwd, env }) {
  const [program = "", ...args] = argv2;
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true) throw fail("folder-not-found", { path: cwd });
  const unable = (thrown) => {
    const { code = "", message } = thrown;
    return fail("command-not-started", { program, reason: NOT_STARTED[code]?.(program) ?? message }, thrown);
  };
  try {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      windowsHide: true
    });
    if (child.pid === void 0) throw (await once(child, "error"))[0];
    return child;
  } catch (thrown) {
    throw unable(thrown);
  }
}
function collectLines(child, onLine) {
  const last = [];
  const splitters = ["stdout", "stderr"].map((stream) => {
    const splitter = new LineSplitter((line) => {
      last.push(stripVTControlCharacters(line));
      if (last.length > LAST_LINES) last.shift();
      onLine?.(line, stream);
    });
    child[stream]?.on("data", (chunk) => splitter.write(chunk));
    return splitter;
  });
  return () => {
    for (const splitter of splitters) splitter.end();
    return [...last];
  };
}
async function untilEnd(child, family, request) {
  const { timeoutMs, graceMs = GRACE_MS } = request;
  const exited = once(child, "exit");
  const settled = new AbortController();
  const signal = request.signal === void 0 ? settled.signal : AbortSignal.any([settled.signal, request.signal]);
  const stopped = wait2(Math.min(timeoutMs, LONGEST_TIMER_MS), void 0, { signal }).catch(() => void 0);
  const end = await Promise.race([exited, stopped]);
  settled.abort();
  if (end === void 0) {
    await family.end(graceMs);
    await exited;
    return { kind: "timed-out", limitMs: timeoutMs };
  }
  const [code, killer] = end;
  return killer === null ? { kind: "exited", code: code ?? 1 } : { kind: "killed", signal: killer };
}
async function endRest(child, family, graceMs) {
  const isClosed = () => child.stdout?.closed === true && child.stderr?.closed === true;
  const closed = new Promise((resolve4) => isClosed() ? resolve4() : child.once("close", () => resolve4()));
  await Promise.race([closed, wait2(AFTER_EXIT_MS)]);
  if (!family.isGroupEmpty() || (await family.look()).length > 0) await family.end(graceMs);
  child.stdout?.destroy();
  child.stderr?.destroy();
  await closed;
}

// src/adapters/prediction/predictor-process.ts
var SAID_LINES = 5;
var SAID_CHARACTERS = 1e3;
async function callPredictor(environment, call) {
  const { model, argv: argv2, folder, limits, failure } = call;
  const { env } = childEnvironment(environment, limits.environment, { RELEVO_MODEL: model });
  const result = await runProcess({ ...limits, argv: argv2, cwd: folder, env });
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
async function predictWithCommand(tools, request, command) {
  const usage = await runOn(tools, request, command, request);
  const rows = await checkPredictions(tools.rows, request.output, request);
  const speed = await measure(tools, request, command, { rows, wallMs: usage.wallMs });
  const { wallMs, cpuMs, peakBytes } = usage;
  return { path: request.output, rows, backend: null, speed, usage: { wallMs, cpuMs, peakBytes } };
}
async function runOn({ environment }, request, command, { data, output }) {
  const { model, folder } = request;
  const argv2 = fillIn(command, { MODEL: request.weights, DATA: data, OUTPUT: output });
  const result = await callPredictor(environment, { model, argv: argv2, folder, limits: request, failure: "predict-failed" });
  if (!await exists(output)) throw fail("predict-no-output", { model });
  return result;
}
async function measure(tools, request, command, { rows, wallMs }) {
  const whole = { loadMs: null, msPerRow: wallMs / rows, repeats: 1, method: "whole" };
  if (request.measureMs === 0 || rows < 2) return whole;
  const folder = await mkdtemp(join2(tmpdir(), "relevo-measure-"));
  try {
    const data = join2(folder, "one-row.csv");
    await writeFirstRow(tools.rows, request.data, data);
    const timeoutMs = Math.min(request.timeoutMs, ONE_ROW_PATIENCE * wallMs + request.measureMs);
    const quiet = { ...request, timeoutMs, onLine: () => void 0 };
    const time = async (input) => {
      const output = join2(folder, "predictions");
      await rm(output, { recursive: true, force: true });
      return (await runOn(tools, quiet, command, { data: input, output })).wallMs;
    };
    return await timePairs(whole, { rows, wallMs, measureMs: request.measureMs }, time, {
      all: request.data,
      one: data
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
async function timePairs(whole, { rows, wallMs, measureMs }, time, data) {
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
    return whole;
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
import { mkdir, readdir, symlink } from "node:fs/promises";
import { dirname, join as join3, relative } from "node:path";
var NODE_MODULES = "node_modules";
async function lendPackages(folder, project) {
  const isInside = !relative(project, folder).startsWith("..");
  if (isInside || await exists(join3(folder, NODE_MODULES))) return;
  for (const ancestor of ancestorsOf(project)) await linkAll(join3(ancestor, NODE_MODULES), join3(folder, NODE_MODULES));
}
function ancestorsOf(folder) {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...ancestorsOf(above)];
}
async function linkAll(from, into) {
  const names = await readdir(from).catch(() => []);
  if (names.length > 0) await mkdir(into, { recursive: true });
  for (const name of names) {
    if (name.startsWith("@")) await linkAll(join3(from, name), join3(into, name));
    else if (!name.startsWith(".")) await link(join3(from, name), join3(into, name));
  }
}
async function link(target, path2) {
  try {
    await symlink(target, path2, "junction");
  } catch (thrown) {
    if (thrown.code !== "EEXIST") throw thrown;
  }
}

// src/adapters/prediction/tensorflow-predictor.ts
import { mkdtemp as mkdtemp2, readFile, rm as rm2, stat as stat2, writeFile } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join4 } from "node:path";
var MOST_ANSWER_BYTES = 1 << 20;
var NODE_OPTIONS = ["--experimental-detect-module", "--disable-warning=ExperimentalWarning"];
async function predictWithTensorflow(tools, request, predictor2) {
  const { model, task, folder, weights, data, output, measureMs } = request;
  const ids = [...request.ids];
  const resolveFrom = [folder, tools.workspace];
  const wanted = { model, task, predictor: predictor2, folder, weights, data, ids, output, measureMs, resolveFrom };
  const exchange = await mkdtemp2(join4(tmpdir2(), "relevo-predict-"));
  try {
    const paths = [join4(exchange, "request.json"), join4(exchange, "answer.json")];
    await writeFile(paths[0], JSON.stringify(wanted));
    const argv2 = [tools.node, ...NODE_OPTIONS, tools.worker, ...paths];
    const usage = await callPredictor(tools.environment, {
      model,
      argv: argv2,
      folder,
      limits: request,
      failure: "predict-failed"
    });
    const { backend, speed, peakBytes } = await takeAnswer(paths[1], model);
    if (!await exists(output)) throw fail("predict-no-output", { model });
    const rows = await checkPredictions(tools.rows, output, request);
    const { wallMs, cpuMs } = usage;
    const most = Math.max(usage.peakBytes ?? 0, peakBytes);
    return { path: output, rows, backend, speed, usage: { wallMs, cpuMs, peakBytes: most } };
  } finally {
    await rm2(exchange, { recursive: true, force: true });
  }
}
async function takeAnswer(path2, model) {
  const size = await stat2(path2).then(
    (stats) => stats.size,
    () => 0
  );
  if (size === 0 || size > MOST_ANSWER_BYTES) throw fail("predict-no-output", { model });
  const answer = readAnswer(await readFile(path2, "utf8"));
  if (answer.kind === "done") return answer;
  const { code, ...explanation } = answer;
  throw new RelevoError(code, explanation);
}

// src/adapters/prediction/predictor.ts
function createPredictor(tools) {
  return {
    async setUp({ model, argv: argv2, folder, ...limits }) {
      await callPredictor(tools.environment, { model, argv: argv2, folder, limits, failure: "setup-failed" });
    },
    async predict(given) {
      const { predictor: predictor2, folder } = given;
      const request = { ...given, weights: resolve(folder, given.weights) };
      const project = resolve(tools.workspace, given.project ?? ".");
      await lendPackages(folder, project);
      switch (predictor2.kind) {
        case "command":
          return predictWithCommand(tools, request, predictor2.command);
        case "module":
        case "features":
          return predictWithTensorflow({ ...tools, workspace: project }, request, predictor2);
      }
    }
  };
}

// src/adapters/registry/directory-blobs.ts
import { lstat as lstat4, rename as rename2, rm as rm5 } from "node:fs/promises";
import { join as join8 } from "node:path";

// src/adapters/registry/artifact-check.ts
import { chmod, lstat as lstat2, mkdir as mkdir3, readFile as readFile2, rm as rm3 } from "node:fs/promises";
import { dirname as dirname3, join as join6 } from "node:path";

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
function digestArtifact({ contents: contents2, files }, sha2563) {
  const lines = files.map(({ path: path2, sha256: sha2564, bytes }) => `${sha2564} ${bytes} ${path2}
`);
  return sha2563(`${SCHEMA}
${JSON.stringify(contents2)}
${lines.join("")}`);
}
function makeManifest(facts, sha2563) {
  const files = sortByPath(facts.files);
  const documents = sortByPath(facts.documents);
  const unnamed = { ...facts, schema: SCHEMA, digest: sha2563(""), files, documents };
  const reading = manifestShape.read(unnamed, "");
  if (!reading.ok) return refuse(`${reading.at || "it"} must be ${reading.expected}`);
  return checkManifest({ ...reading.value, digest: digestArtifact(reading.value, sha2563) });
}
function readManifest(json, sha2563) {
  const reading = manifestShape.read(parseJson(json), "");
  if (!reading.ok) return refuse(`${reading.at || "it"} must be ${reading.expected}`);
  if (reading.value.digest !== digestArtifact(reading.value, sha2563))
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

// src/adapters/registry/durable.ts
import { link as link2, mkdir as mkdir2, open as open2, readdir as readdir2, rename } from "node:fs/promises";
import { dirname as dirname2 } from "node:path";
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
  return (await unlessMissing(readdir2(folder), [])).sort();
}
async function makeFolder(folder) {
  const first = await mkdir2(folder, { recursive: true });
  if (first === void 0) return;
  for (let made = folder; made.length >= first.length; made = dirname2(made)) await syncFolder(dirname2(made));
}
async function makeNewFolder(folder) {
  await makeFolder(dirname2(folder));
  try {
    await mkdir2(folder);
  } catch (thrown) {
    throw codeOf(thrown) === "EEXIST" ? fail("file-exists", { path: folder }, thrown) : thrown;
  }
}
async function syncFolder(folder) {
  if (process.platform === "win32") return;
  const handle = await open2(folder, "r");
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
  const handle = await open2(path2, "wx");
  try {
    await write(handle);
  } finally {
    await handle.close();
  }
}
async function moveInto(staged, path2) {
  await rename(staged, path2);
  await syncFolder(dirname2(path2));
}
async function claimName(staged, path2) {
  try {
    await link2(staged, path2);
  } catch (thrown) {
    if (codeOf(thrown) === "EEXIST") return false;
    throw thrown;
  }
  await syncFolder(dirname2(path2));
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
import { lstat, readdir as readdir3 } from "node:fs/promises";
import { join as join5 } from "node:path";
var defaultLimits = { bytes: 2e9, files: 1e4 };
async function scanFolder(root, limits = defaultLimits) {
  const progress = { root, limits, files: [], hasManifest: false, bytes: 0 };
  const failure = await scanInto(progress, "");
  if (failure !== void 0) return failure;
  const { files, hasManifest } = progress;
  return { ok: true, files: files.sort((a, b) => a.path < b.path ? -1 : 1), hasManifest };
}
async function scanInto(progress, folder) {
  for (const entry of await readdir3(join5(progress.root, folder), { withFileTypes: true, encoding: "buffer" })) {
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
  const stats = await lstat(join5(progress.root, path2));
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

// src/adapters/registry/artifact-check.ts
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
    await rm3(to, { recursive: true, force: true });
    throw thrown;
  });
  if (!copied.ok) await rm3(to, { recursive: true, force: true });
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
    const path2 = join6(folder, MANIFEST);
    const stats = await lstat2(path2);
    if (!stats.isFile() || stats.size > MOST_MANIFEST_BYTES) return { ok: false, reason: `${MANIFEST} is no manifest` };
    const text2 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile2(path2));
    const reading = readManifest(text2, sha256);
    return reading.ok ? reading : { ok: false, reason: `${MANIFEST} is not as Relevo writes it: ${reading.reason}` };
  } catch (thrown) {
    if (codeOf(thrown) === "ENOENT" || codeOf(thrown) === "ENOTDIR")
      return { ok: false, reason: `it has no ${MANIFEST}` };
    if (codeOf(thrown) !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw thrown;
    return { ok: false, reason: `${MANIFEST} is not UTF-8 text` };
  }
}
async function compareFile(folder, { path: path2, bytes, sha256: sha2563 }) {
  return compareDigest(path2, sha2563, () => hashFile(join6(folder, path2), bytes));
}
async function copyFiles(copying, listed) {
  const { to, isKept } = copying;
  const files = [...listed.manifest.files, ...listed.manifest.documents];
  for (const file2 of files) {
    await mkdir3(dirname3(join6(to, file2.path)), { recursive: true });
    const reason = await copyFile(copying, file2);
    if (reason !== void 0) return { ok: false, reason };
  }
  const write = isKept ? writeSynced : writeNewFile;
  await write(join6(to, MANIFEST), (handle) => handle.writeFile(listed.text));
  if (isKept) for (const folder of foldersOf(files)) await syncFolder(join6(to, folder));
  return listed;
}
async function copyFile({ from, to, isKept }, file2) {
  const { path: path2, bytes, sha256: sha2563, executable } = file2;
  const write = isKept ? writeSynced : writeNewFile;
  let reason;
  await write(join6(to, path2), async (handle) => {
    const copy2 = () => hashFile(join6(from, path2), bytes, (piece) => handle.writeFile(piece));
    reason = await compareDigest(path2, sha2563, copy2);
  });
  await chmod(join6(to, path2), executable ? 493 : 420);
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

// src/adapters/registry/staging.ts
import { createHash as createHash2, randomUUID } from "node:crypto";
import { readlinkSync } from "node:fs";
import { lstat as lstat3, rm as rm4 } from "node:fs/promises";
import { hostname } from "node:os";
import { join as join7 } from "node:path";
var ABANDONED_MS = 24 * 3600 * 1e3;
var Staging = class {
  #folder;
  constructor(folder) {
    this.#folder = folder;
  }
  /** A path at which nothing stands, for this process alone. */
  async newPath() {
    await makeFolder(this.#folder);
    return join7(this.#folder, `${home}-${process.pid}-${randomUUID()}`);
  }
  /** Removes what ended processes left; returns how many things that were. */
  async clean() {
    let removed = 0;
    for (const name of await listNames(this.#folder)) {
      const path2 = join7(this.#folder, name);
      if (!await isAbandoned(path2, name)) continue;
      await rm4(path2, { recursive: true, force: true });
      removed += 1;
    }
    return removed;
  }
};
async function isAbandoned(path2, name) {
  const [madeIn, pid] = name.split("-");
  if (madeIn === home && isEnded(Number(pid))) return true;
  const stats = await unlessMissing(lstat3(path2), null);
  return stats !== null && Date.now() - stats.mtimeMs > ABANDONED_MS;
}
function isEnded(pid) {
  try {
    process.kill(pid, 0);
    return false;
  } catch (thrown) {
    return thrown.code === "ESRCH";
  }
}
var home = createHash2("sha256").update(`${hostname()} ${processNamespace()}`).digest("hex").slice(0, 16);
function processNamespace() {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}

// src/adapters/registry/directory-blobs.ts
var DirectoryBlobs = class {
  #root;
  #limits;
  #staging;
  constructor(root, limits = defaultLimits) {
    this.#root = root;
    this.#limits = limits;
    this.#staging = new Staging(join8(root, "temp"));
  }
  async put(folder) {
    return usingRegistry(this.#root, async () => {
      await this.#staging.clean();
      const { digest: digest2 } = accept(folder, await listArtifact(folder, this.#limits));
      if ((await this.#check(digest2)).ok) return digest2;
      const staged = await this.#staging.newPath();
      accept(folder, await copyArtifact({ from: folder, to: staged, limits: this.#limits, isKept: true }));
      await makeFolder(join8(this.#root, "blobs"));
      await this.#settle(staged, digest2);
      return digest2;
    });
  }
  async has(digest2) {
    return usingRegistry(this.#root, () => this.#isTaken(digest2));
  }
  async verify(digest2) {
    return usingRegistry(this.#root, async () => {
      await this.#expect(digest2);
      return this.#trust(digest2, await this.#check(digest2));
    });
  }
  async fetch(digest2, folder) {
    return usingRegistry(this.#root, async () => {
      await this.#expect(digest2);
      const from = this.#placeOf(digest2);
      return this.#trust(digest2, await copyArtifact({ from, to: folder, limits: this.#limits, isKept: false, digest: digest2 }));
    });
  }
  async #expect(digest2) {
    if (await this.#isTaken(digest2)) return;
    throw fail("registry-missing", { wanted: wantedAs(digest2), place: join8(this.#root, "blobs") });
  }
  #trust(digest2, verified) {
    if (verified.ok) return verified.manifest;
    const place = this.#placeOf(digest2);
    throw fail("registry-damaged", { wanted: wantedAs(digest2), place, reason: verified.reason });
  }
  async #check(digest2) {
    return verifyArtifact(this.#placeOf(digest2), this.#limits, digest2);
  }
  /** Whether something has the name: it is given to whole copies only. */
  async #isTaken(digest2) {
    return await unlessMissing(lstat4(this.#placeOf(digest2)), null) !== null;
  }
  /** Gives a finished copy its name. What has it already stays when it is intact, and makes room when it is damaged. */
  async #settle(staged, digest2) {
    const place = this.#placeOf(digest2);
    for (; ; ) {
      try {
        return await moveInto(staged, place);
      } catch (thrown) {
        if (!await this.#isTaken(digest2)) throw thrown;
      }
      if ((await this.#check(digest2)).ok) return rm5(staged, { recursive: true, force: true });
      const aside = await this.#staging.newPath();
      await unlessMissing(rename2(place, aside), void 0);
      await rm5(aside, { recursive: true, force: true });
    }
  }
  #placeOf(digest2) {
    return join8(this.#root, "blobs", hexOf(digest2));
  }
};
function accept(place, verified) {
  if (verified.ok) return verified.manifest;
  throw fail("artifact-invalid", { place, reason: verified.reason });
}
function wantedAs(digest2) {
  return `The artifact ${digest2}`;
}

// src/adapters/registry/directory-ledger.ts
import { readFile as readFile5, rm as rm6 } from "node:fs/promises";
import { join as join11 } from "node:path";

// src/adapters/registry/ledger-file.ts
import { constants as constants2 } from "node:fs";
import { open as open3, readFile as readFile3 } from "node:fs/promises";
import { dirname as dirname4, join as join9 } from "node:path";
var nothing = { head: GENESIS, entries: [], bytes: Buffer.alloc(0), written: 0 };
var LedgerFile = class {
  #model;
  #file;
  #claims;
  constructor(model, folder) {
    this.#model = model;
    this.#file = join9(folder, "ledger.jsonl");
    this.#claims = join9(folder, "claims");
  }
  /** Reads and verifies what was appended, oldest first, while others may append. */
  async read() {
    const before = await this.#listClaims();
    const bytes = withoutHole(await unlessMissing(readFile3(this.#file), Buffer.alloc(0)));
    const whole = this.#extend(nothing, bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1));
    const content = await this.#replay(cutToClaim(whole, await this.#listClaims()));
    this.#expectHeads(content, before);
    return { ...this.#reconcile(whole, bytes, content), written: bytes.length };
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
  async #replay(start2) {
    for (let content = start2; ; ) {
      const claim = await unlessMissing(readFile3(this.#claimOf(content.head)), null);
      if (claim === null) return content;
      content = this.#extend(content, claim);
    }
  }
  /** What ledger.jsonl and the claims say together: one is the beginning of the other, or something was changed. */
  #reconcile(whole, bytes, claimed) {
    const common = lengthInCommon(bytes, claimed.bytes);
    if (common === bytes.length) return claimed;
    if (common === claimed.bytes.length && bytes.length === whole.bytes.length) return whole;
    const line = countLines(bytes.subarray(0, common)) + 1;
    throw this.#broken(line, common === claimed.bytes.length ? "it has no end" : "it is not what was appended");
  }
  async #listClaims() {
    return new Set((await listNames(this.#claims)).map(digestOf));
  }
  #extend(content, lines) {
    const start2 = { head: content.head, lines: content.entries.length };
    const verified = verifyChain(lines.toString("utf8"), sha256, start2);
    if (!verified.ok) throw this.#broken(verified.line, verified.reason, verified.fault);
    const other = verified.entries.findIndex(({ event }) => event.model !== this.#model);
    if (other !== -1) throw this.#broken(start2.lines + other + 1, "it belongs to another model");
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
    return join9(this.#claims, hexOf(head));
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
function cutToClaim(whole, claimed) {
  const kept = [GENESIS, ...whole.entries.map(({ id }) => id)].findLastIndex((head) => claimed.has(head));
  if (kept === -1) return whole;
  const entries = whole.entries.slice(0, kept);
  return { ...whole, head: entries.at(-1)?.id ?? GENESIS, entries, bytes: firstLines(whole.bytes, kept) };
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
async function writeAt(path2, bytes, place) {
  const handle = await open3(path2, constants2.O_RDWR | constants2.O_CREAT, 420);
  try {
    for (let done = 0; done < bytes.length; ) {
      done += (await handle.write(bytes, done, bytes.length - done, place + done)).bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname4(path2));
}

// src/adapters/registry/version-marks.ts
import { readFile as readFile4 } from "node:fs/promises";
import { join as join10 } from "node:path";
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
    const marked = new Set(await listNames(join10(this.#folder, model)));
    for (const { id, event } of entries) {
      if (event.event !== "promoted" && event.event !== "forced") continue;
      const name = `v${event.version}.json`;
      if (marked.has(name)) continue;
      const staged = await this.#staging.newPath();
      const text2 = `${JSON.stringify({ event: id, artifact: event.artifact })}
`;
      await writeSynced(staged, (handle) => handle.writeFile(text2));
      await makeFolder(join10(this.#folder, model));
      await moveInto(staged, join10(this.#folder, model, name));
    }
  }
  /** The marks of a model's versions. To be read before the ledger is, which then holds the event of each. */
  async read(model) {
    const folder = join10(this.#folder, model);
    const names = await listNames(folder);
    return Promise.all(names.map(async (name) => readMark(join10(folder, name), name.replace(/\.json$/, ""))));
  }
  /** Refuses a ledger that does not hold the event of every mark. */
  expectIn(model, entries, marks) {
    const ids = new Set(entries.map(({ id }) => id));
    const lost = marks.find(({ event }) => !ids.has(event));
    if (lost === void 0) return;
    if (entries.length === 0) throw fail("ledger-lost", { model, evidence: join10(this.#folder, model) });
    throw fail("ledger-rewritten", { model, missing: `the event that made ${lost.version}`, evidence: lost.place });
  }
};
async function readMark(place, version) {
  const event = eventIn(await readFile4(place, "utf8"));
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
  async append({ model, head, events, reports }) {
    if (events.length === 0 || events.some((event) => event.model !== model)) {
      throw new TypeError(`An addition to ${model} is one or more of its own events.`);
    }
    const lines = appendLines(events, head, sha256);
    return usingRegistry(this.#root, async () => {
      await this.#staging.clean();
      const content = await this.#read(model);
      if (content.head !== head) return { outcome: "conflict" };
      for (const report of reports) await this.#keepReport(model, report);
      if (!await this.#claim(model, content, lines.text)) return { outcome: "conflict" };
      await this.#marks.add(model, [...content.entries, ...lines.entries]);
      return { outcome: "appended", head: lines.head, entries: lines.entries };
    });
  }
  async report(model, digest2) {
    return usingRegistry(this.#root, async () => {
      const place = this.#reportPath(model, digest2);
      const wanted = `The report ${digest2}`;
      const bytes = await unlessMissing(readFile5(place), null);
      if (bytes === null) throw fail("registry-missing", { wanted, place });
      if (sha256(bytes) === digest2) return bytes.toString("utf8");
      throw fail("registry-damaged", { wanted, place, reason: "its content has another SHA-256" });
    });
  }
  async #read(model) {
    const file2 = new LedgerFile(model, this.#folderOf(model));
    const marks = await this.#marks.read(model);
    const content = await file2.read();
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
      await rm6(staged, { force: true });
    }
  }
  /** Reports go before the events that name them: what a killed process leaves is a report that nothing names. */
  async #keepReport(model, report) {
    const path2 = this.#reportPath(model, sha256(report));
    const staged = await this.#staging.newPath();
    await makeFolder(join11(this.#folderOf(model), "reports"));
    await writeSynced(staged, (handle) => handle.writeFile(report));
    await moveInto(staged, path2);
  }
  #reportPath(model, digest2) {
    return join11(this.#folderOf(model), "reports", `${hexOf(digest2)}.json`);
  }
  #folderOf(model) {
    if (!isModelName(model)) throw fail("model-name", { name: model });
    return join11(this.#root, "models", model);
  }
};

// src/adapters/registry/directory.ts
function openDirectoryRegistry(folder, limits) {
  return { ledger: new DirectoryLedger(folder), blobs: new DirectoryBlobs(folder, limits) };
}

// src/adapters/training/output-folder.ts
import { lstat as lstat5, mkdir as mkdir4, readdir as readdir4, rename as rename3, rm as rm7 } from "node:fs/promises";
import { basename, dirname as dirname5, isAbsolute, join as join12, relative as relative2, resolve as resolve2, sep } from "node:path";
async function prepareOutput(folder, cwd) {
  const inside = relative2(resolve2(folder), resolve2(cwd));
  const holdsCwd = inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
  if (holdsCwd || await exists(join12(folder, ".git"))) throw fail("train-output-taken", { path: folder });
  const former = join12(dirname5(folder), `.${basename(folder)}.before-training`);
  try {
    if (await exists(former)) await rm7(folder, { recursive: true, force: true });
    else if (await exists(folder)) await rename3(folder, former);
    await mkdir4(folder, { recursive: true });
  } catch (thrown) {
    throw fail("output-unwritable", { output: folder, reason: thrown.message }, thrown);
  }
  return {
    isFilled: () => holdsFile(folder),
    keep: () => rm7(former, { recursive: true, force: true }),
    async restore() {
      if (!await exists(former)) return;
      await rm7(folder, { recursive: true, force: true });
      await rename3(former, folder);
    }
  };
}
async function holdsFile(folder) {
  const stats = await lstat5(folder).catch(() => null);
  if (stats === null || !stats.isDirectory()) return false;
  const entries = await readdir4(folder, { recursive: true, withFileTypes: true });
  return entries.some((entry) => entry.isFile());
}

// src/adapters/training/command-trainer.ts
function createTrainer(environment) {
  return {
    async train(request) {
      const { env, unset } = childEnvironment(environment, request.environment, variablesOf(request));
      const output = await prepareOutput(request.output, request.cwd);
      try {
        const result = await runProcess({ ...request, env });
        const failure = await judge(request, result.ending, output);
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
async function judge(request, ending, output) {
  const { model } = request;
  const fault = describeEnding(ending);
  if (fault !== null) return fail("train-failed", { model, ...fault });
  return await output.isFilled() ? null : fail("train-output-empty", { model, output: request.output });
}

// src/adapters/workshop.ts
import { cp, mkdir as mkdir6, mkdtemp as mkdtemp3, rm as rm8 } from "node:fs/promises";
import { tmpdir as tmpdir3 } from "node:os";
import { dirname as dirname7, join as join14 } from "node:path";

// src/adapters/registry/artifact.ts
import { mkdir as mkdir5, rename as rename4, writeFile as writeFile2 } from "node:fs/promises";
import { dirname as dirname6, join as join13 } from "node:path";
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
  await writeFile2(join13(folder, MANIFEST), made.text, { flag: "wx" });
  return made.manifest;
}
async function describeFile(folder, { path: path2, bytes, executable }) {
  try {
    return { path: path2, sha256: await hashFile(join13(folder, path2), bytes), bytes, executable };
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
  await mkdir5(dirname6(join13(folder, path2)), { recursive: true });
  await writeFile2(join13(folder, path2), text2);
  await writeFile2(join13(folder, `${MANIFEST}.new`), made.text);
  await rename4(join13(folder, `${MANIFEST}.new`), join13(folder, MANIFEST));
  return made.manifest;
}
async function openArtifact(folder, limits = defaultLimits) {
  const verified = await verifyArtifact(folder, limits);
  if (verified.ok) return verified.manifest;
  throw fail("artifact-invalid", { place: folder, reason: verified.reason });
}

// src/adapters/workshop.ts
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
      for (const path2 of paths) await copy(join14(from, path2), join14(into, path2));
    },
    pack: (folder, facts) => packageArtifact({ folder, facts }),
    async describe(folder, name, text2) {
      await addDocument(folder, name, text2);
    },
    writeRows
  };
  return { workshop, clear: () => rm8(root, { recursive: true, force: true }) };
}
async function copy(from, to) {
  await mkdir6(dirname7(to), { recursive: true });
  try {
    await cp(from, to, { recursive: true, verbatimSymlinks: true });
  } catch (thrown) {
    if (thrown.code === "ENOENT") throw fail("file-not-found", { path: from }, thrown);
    throw thrown;
  }
}
var ROW = "relevo_row";
async function writeRows(table, { columns, numbered, path: path2 }) {
  const writer = await CsvWriter.create(path2, numbered ? [ROW, ...columns] : columns);
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
var worker = fileURLToPath(new URL("../tensorflow-worker.js", import.meta.url));
var sha2562 = (text2) => digestOf(createHash3("sha256").update(text2).digest("hex"));
async function openLocal(context, configPath, log) {
  const path2 = resolve3(context.cwd, configPath);
  const config = await readConfig(context, configPath);
  const root = dirname8(path2);
  const env = context.env;
  const rows = createRows(context.stdin);
  const { workshop, clear } = await openWorkshop();
  const lock = join15(root, LOCK);
  return {
    root,
    configPath: basename2(path2),
    config,
    rows,
    workshop,
    clear,
    checkout: createCheckout(root, env, rows),
    dataSets: createDataSets(rows),
    trainer: createTrainer(context.env),
    predictor: createPredictor({ environment: context.env, rows, node: "node", worker, workspace: root }),
    ...openDirectoryRegistry(join15(root, ".relevo")),
    clock: { now: context.now },
    log,
    sha256: sha2562,
    lock: await exists(lock) ? await readText(lock) : null,
    by: personAt(env)
  };
}
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
async function productionConfig({ checkout, configPath, ledger }, model) {
  const state = foldState((await ledger.read(model)).entries);
  const made = state.versions.findLast(({ version }) => version === state.production?.version)?.made;
  const text2 = made?.commit == null ? null : await checkout.textAt(made.commit, configPath);
  if (text2 === null) return null;
  const parsed = parseConfig(text2, configPath);
  return "config" in parsed ? parsed.config.models[model] ?? null : null;
}
export {
  modelsNamed,
  newRunId,
  openLocal,
  productionConfig
};
