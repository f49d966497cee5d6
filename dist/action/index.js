import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  readEvent
} from "../chunks/entry-action-event.js";
import "../chunks/flows-retrain-standing.js";
import "../chunks/flows-trusted-runs.js";
import {
  getInput,
  info,
  setFailed,
  setOutput,
  summary
} from "../chunks/undici.js";
import {
  disarmLine,
  fenceOutput
} from "../chunks/report-workflow-commands.js";
import {
  describeFailure
} from "../chunks/entry-cli-failure.js";
import "../chunks/entry-cli-exit-code.js";
import {
  digestOf
} from "../chunks/core-digest.js";
import "../chunks/version-2.js";
import "../chunks/entry-cli-style-2.js";
import {
  RelevoError,
  fail
} from "../chunks/errors-tables.js";
import "../chunks/runtime.js";

// src/entry/action/failure.ts
import process from "node:process";
function describeThrown(thrown) {
  if (thrown instanceof RelevoError) return [thrown.message, thrown.why, thrown.remedy].join("\n");
  const platform = { node: process.version, system: `${process.platform} ${process.arch}` };
  return describeFailure(thrown, true, platform, (_format, text) => text).text;
}

// src/entry/action/inputs.ts
var taken = {
  models: ["evaluate", "monitor"],
  output: ["evaluate", "monitor"],
  run: ["publish"],
  writer: ["publish", "app"]
};
var config = (read) => read("config") || "relevo.yml";
function token(read) {
  const value = read("token");
  if (value === "") throw fail("input-invalid", { input: "token", value, expected: "a token, such as github.token" });
  return value;
}
var names = (read) => read("models").split(/[\s,]+/).filter((name) => name !== "");
var made = (read) => ({ models: names(read), output: read("output") || null, token: token(read) });
function run(read) {
  const value = read("run");
  if (value === "") return null;
  if (!/^[1-9]\d{0,15}$/.test(value))
    throw fail("input-invalid", { input: "run", value, expected: "the number of a run" });
  return Number(value);
}
function takesOver(read) {
  const value = read("writer");
  if (value === "" || value === "actions") return value === "actions";
  throw fail("input-invalid", { input: "writer", value, expected: "actions, or nothing" });
}
var modes = {
  validate: (read) => ({ mode: "validate", config: config(read) }),
  evaluate: (read) => ({ mode: "evaluate", config: config(read), ...made(read) }),
  publish: (read) => ({
    mode: "publish",
    config: config(read),
    run: run(read),
    takesOver: takesOver(read),
    token: token(read)
  }),
  monitor: (read) => ({ mode: "monitor", config: config(read), ...made(read) }),
  app: (read) => ({ mode: "app", config: config(read), takesOver: takesOver(read), token: token(read) })
};
var isMode = (text) => Object.hasOwn(modes, text);
function readInputs(read) {
  const mode = read("mode");
  if (!isMode(mode))
    throw fail("input-invalid", { input: "mode", value: mode, expected: Object.keys(modes).join(", ") });
  for (const [input, of] of Object.entries(taken)) {
    if (read(input) !== "" && !of.includes(mode)) throw fail("input-foreign", { input, mode, modes: of });
  }
  return modes[mode](read);
}

// src/entry/action/open-job.ts
import { createHash } from "node:crypto";
import process2 from "node:process";

// src/entry/action/step-log.ts
import { randomBytes } from "node:crypto";
function logTo(write) {
  let fence = null;
  let title = "output";
  const end = () => {
    for (const line of fence?.after ?? []) write(line);
    fence = null;
  };
  return {
    end,
    step(text) {
      end();
      title = text;
      write(disarmLine(text));
    },
    output(line) {
      if (fence === null) {
        fence = fenceOutput(title, randomBytes(16).toString("hex"));
        for (const opening of fence.before) write(opening);
      }
      write(line.replace(/[\r\n]+/g, " "));
    }
  };
}

// src/entry/action/open-job.ts
async function openJob() {
  const interruption = new AbortController();
  process2.once("SIGINT", () => interruption.abort()).once("SIGTERM", () => interruption.abort());
  const { env } = process2;
  return {
    env,
    cwd: process2.cwd(),
    now: () => /* @__PURE__ */ new Date(),
    event: await readEvent(env),
    log: logTo(info),
    sha256: (text) => digestOf(createHash("sha256").update(text).digest("hex")),
    signal: interruption.signal,
    setOutput,
    summarize: async (markdown) => summarize(markdown, env.GITHUB_STEP_SUMMARY)
  };
}
async function summarize(markdown, file) {
  if (markdown === "") return;
  if (!file) return info("This runner keeps no job summary.");
  try {
    await summary.addRaw(markdown).write();
  } catch (thrown) {
    throw fail("output-unwritable", { output: "The job summary", reason: String(thrown) }, thrown);
  }
}

// src/entry/action/run.ts
async function run2() {
  const inputs = readInputs(getInput);
  if (inputs.mode === "validate") return (await import("../chunks/entry-action-validate.js")).validate(inputs.config);
  const job = await openJob();
  try {
    await runMode(inputs, job);
  } finally {
    job.log.end();
  }
}
async function runMode(inputs, job) {
  switch (inputs.mode) {
    case "evaluate":
      return (await import("../chunks/entry-action-evaluate.js")).evaluate(inputs, job);
    case "publish":
      return (await import("../chunks/entry-action-publish.js")).publish(inputs, job);
    case "monitor":
      return (await import("../chunks/entry-action-monitor.js")).monitor(inputs, job);
    case "app":
      return (await import("../chunks/entry-action-handle-event.js")).handleEvent(inputs, job);
  }
}

// src/entry/action/index.ts
try {
  await run2();
} catch (thrown) {
  setFailed(describeThrown(thrown));
}
