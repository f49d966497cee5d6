import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  fail
} from "./errors-tables.js";

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
    const text = new TextDecoder().decode(Buffer.concat(this.#kept), { stream: this.#droppedBytes > 0 });
    const rest = this.#droppedBytes === 0 ? "" : ` … (${this.#droppedBytes} bytes more)`;
    this.#reset();
    this.#onLine(text + rest);
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
import { execFile as execFile2 } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { promisify as promisify2 } from "node:util";

// src/adapters/process/process-table.ts
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
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
  const text = readGone(`/proc/${pid}/stat`);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
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
  const text = readGone(`/proc/${pid}/status`) ?? "";
  const kilobytes = (key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
  return { now: kilobytes("VmRSS") * 1024, most: kilobytes("VmHWM") * 1024 };
}
function readWaitedMs(pid) {
  const text = readGone(`/proc/${pid}/stat`);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}
function readGone(path) {
  try {
    return readFileSync(path, "latin1");
  } catch (thrown) {
    const { code } = thrown;
    if (code === "ENOENT" || code === "ESRCH" || code === "EACCES") return null;
    throw thrown;
  }
}
var PS = ["-A", "-o", "pid=,ppid=,pgid=,stat=,rss=,time=,lstart="];
async function listFromPs() {
  const { stdout } = await promisify(execFile)("ps", PS, { env: { PATH: "/bin:/usr/bin", LC_ALL: "C" } });
  return parsePs(stdout);
}
function parsePs(text) {
  return text.split("\n").flatMap((line) => {
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
function readDuration(text) {
  const [, days = "0", clock = ""] = /^(?:(\d+)-)?(.*)$/.exec(text) ?? [];
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
  await promisify2(execFile2)("taskkill", ["/pid", String(pid), "/T", "/F"]).catch(() => void 0);
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
async function start({ argv, cwd, env }) {
  const [program = "", ...args] = argv;
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
  const closed = new Promise((resolve) => isClosed() ? resolve() : child.once("close", () => resolve()));
  const settled = new AbortController();
  await Promise.race([closed, wait2(AFTER_EXIT_MS, void 0, { signal: settled.signal }).catch(() => void 0)]);
  settled.abort();
  if (!family.isGroupEmpty() || (await family.look()).length > 0) await family.end(graceMs);
  child.stdout?.destroy();
  child.stderr?.destroy();
  await closed;
}

export {
  childEnvironment,
  describeEnding,
  runProcess
};
