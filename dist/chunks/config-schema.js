import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  below,
  isEmpty,
  layOver,
  placeOf,
  plain,
  readYaml
} from "./config-yaml-tree.js";
import {
  guardPattern,
  limitPattern,
  marginPattern,
  parseGuard,
  parseLimit,
  parseMargin
} from "./config-margin.js";
import {
  parseArtifactSource
} from "./config-artifact-source.js";
import {
  resolveModel
} from "./config-config.js";
import {
  checkMetrics,
  parseMetricText
} from "./config-policy-consistency.js";
import {
  metrics
} from "./core-metrics-ordered.js";
import {
  NEVER,
  ZodDefault,
  ZodNullable,
  ZodObject,
  ZodPrefault,
  record,
  strictObject,
  string,
  unknown
} from "./zod.js";
import {
  businessPattern,
  globPattern,
  parseBusinessMetric,
  parseColumn,
  parseGlob,
  parseLabel
} from "./config-glob.js";
import {
  durationPattern,
  parseDuration,
  parseShare,
  sharePattern
} from "./config-percentage.js";
import {
  parseOutputFolder,
  parsePath,
  pathPattern
} from "./config-path.js";
import {
  bad,
  describeFound,
  good,
  quote,
  unlike
} from "./config-parsed.js";
import {
  isModelName,
  isReservedOnWindows
} from "./core-model-ref.js";
import {
  nearest
} from "./core-nearest.js";

// src/config/leaf.ts
var LONGEST_EXPRESSION = 300;
function leaf(parse, json) {
  const schema = unknown().transform((raw, context) => {
    const parsed = parse(raw);
    if (parsed.ok) return parsed.value;
    for (const mistake of parsed.mistakes) {
      const { index, ...params } = mistake;
      context.issues.push({
        code: "custom",
        message: mistake.message,
        input: raw,
        path: index === void 0 ? [] : [index],
        params: { ...params }
      });
    }
    return NEVER;
  });
  return schema.meta({ ...json });
}
function expression(parse, json) {
  const { numbers, pattern, ...rest } = json;
  const text = { type: "string", pattern };
  return leaf((raw) => typeof raw === "string" && raw.length > LONGEST_EXPRESSION ? tooLong(raw) : parse(raw), {
    ...rest,
    ...numbers === void 0 ? text : { anyOf: [text, { type: "number", ...numbers }] }
  });
}
var tooLong = (raw) => bad(`expected at most ${LONGEST_EXPRESSION} characters; found ${raw.length}`);
function word(...words2) {
  const parse = (raw) => {
    const found = words2.find((known) => known === raw);
    if (found !== void 0) return good(found);
    const near = typeof raw === "string" ? nearest(raw, words2) : void 0;
    return unlike(`one of ${words2.join(", ")}`, raw, { nearest: near });
  };
  return leaf(parse, { type: "string", enum: words2 });
}
var flag = () => leaf((raw) => typeof raw === "boolean" ? good(raw) : unlike("true or false", raw), {
  title: "true or false",
  type: "boolean"
});
function whole(from, to) {
  const parse = (raw) => typeof raw === "number" && Number.isInteger(raw) && raw >= from && raw <= to ? good(raw) : unlike(`a whole number from ${from} to ${to}`, raw);
  return leaf(parse, { title: "whole number", type: "integer", minimum: from, maximum: to });
}
var MOST_ITEMS = 1e3;
function list(parse, rules) {
  const { title, item, least = 0, most = MOST_ITEMS } = rules;
  const read = (raw) => {
    if (!Array.isArray(raw)) {
      const only = parse(raw);
      return only.ok ? good([only.value]) : only;
    }
    if (raw.length < least) return unlike(`a list of at least ${least}`, raw);
    if (raw.length > most) return bad(`a list of at most ${most}; found ${raw.length}`);
    return readItems(raw, parse, rules.key);
  };
  const array = { type: "array", items: item, maxItems: most, ...least > 0 ? { minItems: least } : {} };
  return leaf(read, { title, anyOf: [item, array] });
}
function readItems(raw, parse, key = String) {
  const mistakes = [];
  const values = /* @__PURE__ */ new Map();
  for (const [index, item] of raw.entries()) {
    const parsed = parse(item);
    if (!parsed.ok) mistakes.push(...parsed.mistakes.map((mistake) => ({ ...mistake, index })));
    else if (values.has(key(parsed.value))) {
      mistakes.push({ message: `stands in the list twice`, index });
    } else values.set(key(parsed.value), parsed.value);
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : good([...values.values()]);
}

// src/config/command.ts
var placeholders = ["$MODEL", "$DATA", "$OUTPUT"];
var LONGEST = 4e3;
var MOST_ARGUMENTS = 500;
var inScript = 'Commands run without a shell: put it in a script, or use [bash, -c, "…"].';
function parseCommand(raw, { hasPlaceholders = false } = {}) {
  const parsed = typeof raw === "string" ? splitCommand(raw, hasPlaceholders) : readList(raw);
  if (!parsed.ok) return parsed;
  return hasPlaceholders ? checkPlaceholders(parsed.value) : parsed;
}
function readList(raw) {
  if (!Array.isArray(raw)) return unlike("a command, as a text or a list", raw);
  const mistakes = raw.flatMap((item, index) => {
    const message = findUnfit(item);
    return message === void 0 ? [] : [{ ...message, index }];
  });
  if (mistakes.length > 0) return { ok: false, mistakes };
  return toCommand(raw);
}
function findUnfit(item) {
  if (typeof item !== "string") {
    const text = typeof item === "number" || typeof item === "boolean" ? String(item) : void 0;
    const hint = text === void 0 ? void 0 : `Put it in quotes: "${text}".`;
    const failed = unlike("an argument as a text", item, { hint });
    return failed.ok ? void 0 : failed.mistakes[0];
  }
  return item.includes("\0") ? { message: "an argument cannot hold a NUL character" } : void 0;
}
function toCommand([program, ...rest]) {
  if (program === void 0 || program.trim() === "") return bad("expected a command; found nothing to run");
  if (rest.length >= MOST_ARGUMENTS) return bad(`a command has at most ${MOST_ARGUMENTS} arguments`);
  return good([program, ...rest]);
}
function splitCommand(text, hasPlaceholders = false) {
  if (text.length > LONGEST) return bad(`a command has at most ${LONGEST} characters; found ${text.length}`);
  if (text.includes("\0")) return bad("a command cannot hold a NUL character");
  const words2 = [];
  let rest = text.trim();
  while (rest !== "") {
    const word2 = takeWord(rest, words2.length, hasPlaceholders);
    if (!word2.ok) return word2;
    words2.push(word2.value.word);
    rest = rest.slice(word2.value.length).trimStart();
  }
  return toCommand(words2);
}
var pieces = [
  { pattern: /^'([^']*)'/, meaning: (match) => match[1] ?? "" },
  { pattern: /^"((?:[^"\\]|\\[\s\S])*)"/, meaning: (match) => (match[1] ?? "").replaceAll(/\\(["\\$`])/g, "$1") },
  { pattern: /^\\([\s\S])/, meaning: (match) => match[1] === "\n" ? "" : match[1] ?? "" },
  { pattern: /^[^\s'"\\]/u, meaning: (match) => match[0] }
];
function takeWord(text, index, hasPlaceholders) {
  let word2 = "";
  let at = 0;
  while (at < text.length && !/\s/.test(text.charAt(at))) {
    const rest = text.slice(at);
    const shell = findShell(rest, { atStart: at === 0, index, hasPlaceholders });
    if (shell !== void 0) return shell;
    const piece = pieces.find(({ pattern }) => pattern.test(rest));
    const match = piece?.pattern.exec(rest);
    if (piece === void 0 || match === null || match === void 0) {
      const what = rest.startsWith("\\") ? "a \\ with nothing after it" : `a ${rest.charAt(0)} that is never closed`;
      return bad(`found ${what} in ${quote(text)}`);
    }
    word2 += piece.meaning(match);
    at += match[0].length;
  }
  return good({ word: word2, length: at });
}
var operators = [
  { pattern: /^(?:&&|\|\||\|&|[|&;])/, name: "the shell operator" },
  { pattern: /^(?:<<<?|>>|[<>]\(|[<>]&?)/, name: "the redirection" },
  { pattern: /^\$\(|^`/, name: "the command substitution" },
  { pattern: /^[()]/, name: "the shell operator" },
  { pattern: /^(?:[*?]|\[)/, name: "the pattern" },
  { pattern: /^\{[^{},\s]*,/, name: "the alternatives" }
];
function findShell(rest, { atStart, index, hasPlaceholders }) {
  for (const { pattern, name } of operators) {
    const found = pattern.exec(rest)?.[0];
    if (found !== void 0) return bad(`found ${name} ${found}, which only a shell understands`, { hint: inScript });
  }
  if (atStart && /^[#~]/.test(rest)) {
    return bad(`found ${rest.charAt(0)} at the start of a word, which only a shell understands`, { hint: inScript });
  }
  if (atStart && index === 0 && /^[A-Za-z_]\w*=/.test(rest)) {
    return bad(`found the assignment ${quote(/^\S+/.exec(rest)?.[0] ?? "")} before the program`, {
      hint: "Set it in the workflow and let it through by name under train.env, or use [env, NAME=value, …]."
    });
  }
  return findVariable(/^"(?:[^"\\]|\\[\s\S])*"/.exec(rest)?.[0] ?? rest, hasPlaceholders);
}
function findVariable(rest, hasPlaceholders) {
  const quoted = /^"(?:[^"\\]|\\[\s\S])*"/.exec(rest)?.[0].replaceAll(/\\[\s\S]/g, "  ");
  if (quoted !== void 0 && /\$\(|`/.test(quoted)) {
    return bad("found a command substitution, which only a shell understands", { hint: inScript });
  }
  const piece = quoted ?? /^\$(?:\w+|\{[^}]*\})/.exec(rest)?.[0] ?? "";
  const variables = piece.match(/\$(?:\w+|\{[^}]*\})/g) ?? [];
  const known = hasPlaceholders ? placeholders : [];
  const found = variables.find((variable) => !known.includes(variable));
  if (found === void 0) return void 0;
  return bad(`found the variable ${quote(found)}, which only a shell replaces`, {
    nearest: hasPlaceholders ? nearest(found.replaceAll(/[{}]/g, ""), placeholders) : void 0,
    hint: hasPlaceholders ? `The placeholders are ${placeholders.join(", ")}.` : 'A program finds it in its own environment; a shell too: [bash, -c, "…"].'
  });
}
function checkPlaceholders(command2) {
  const unknown2 = command2.findIndex((word3) => /^\$[A-Z_]+$/.test(word3) && !placeholders.some((known) => known === word3));
  const word2 = command2[unknown2];
  if (word2 !== void 0) {
    return bad(`there is no placeholder ${word2}`, {
      nearest: nearest(word2, placeholders),
      hint: `The placeholders are ${placeholders.join(", ")}.`
    });
  }
  const missing = ["$DATA", "$OUTPUT"].filter((name) => !command2.some((argument) => argument.includes(name)));
  if (missing.length === 0) return good(command2);
  return bad(`the command does not say where ${missing.join(" and ")} ${missing.length === 1 ? "goes" : "go"}`, {
    hint: "Relevo replaces $MODEL by the folder of the model, $DATA by the rows and $OUTPUT by the file for the predictions."
  });
}

// src/config/env-name.ts
var envNamePattern = "^[A-Za-z_][A-Za-z0-9_]{0,127}$";
var withheld = /^(?:GITHUB_|GH_|ACTIONS_|RUNNER_|INPUT_)/;
var own = /^RELEVO_/;
function parseEnvName(raw) {
  if (typeof raw !== "string") return unlike("the name of an environment variable", raw);
  if (raw.includes("=")) {
    return bad(`expected only the name of a variable; found ${quote(raw)}`, {
      hint: "Its value is set in the workflow, never in relevo.yml."
    });
  }
  if (!new RegExp(envNamePattern).test(raw)) return unlike("the name of an environment variable", raw);
  const name = raw.toUpperCase();
  if (withheld.test(name)) {
    return bad(`${raw} is never let through`, {
      hint: "Code under review is given no token of GitHub and nothing else of the job; pass what it needs under another name."
    });
  }
  return own.test(name) ? bad(`${raw} is set by Relevo itself`) : good(raw);
}

// src/config/horizon.ts
var MOST_PERIODS = 1e5;
function parseHorizon(raw) {
  if (typeof raw === "string") return parseDuration(raw);
  const isCount = typeof raw === "number" && Number.isInteger(raw) && raw >= 1 && raw <= MOST_PERIODS;
  return isCount ? good({ periods: raw }) : unlike("a number of periods such as 14, or a duration such as 14d", raw);
}

// src/config/issue-words.ts
var handlePattern = "^@?[A-Za-z0-9](?:-?[A-Za-z0-9_])*$";
var LONGEST_HANDLE = 50;
var LONGEST_LABEL = 50;
function parseHandle(raw) {
  if (typeof raw !== "string" || raw.length > LONGEST_HANDLE || !new RegExp(handlePattern).test(raw)) {
    return unlike("a user's name on GitHub", raw);
  }
  return good(raw.replace(/^@/, ""));
}
function parseIssueLabel(raw) {
  if (typeof raw !== "string" || raw.trim() === "") return unlike("a label", raw);
  if (raw.length > LONGEST_LABEL || /[\u0000-\u001f\u007f,]/.test(raw)) {
    return bad(`a label has at most ${LONGEST_LABEL} characters, and no comma or line end; found ${quote(raw)}`);
  }
  return good(raw.trim());
}

// src/config/model-name.ts
var reasons = [
  { applies: (text) => text.length > 64, what: "it is longer than 64 characters" },
  { applies: (text) => /[A-Z]/.test(text), what: "it has capital letters" },
  { applies: (text) => text.includes(".."), what: "it has two dots in a row" },
  { applies: (text) => text.endsWith(".lock"), what: "git keeps names that end in .lock for itself" },
  { applies: (text) => /^(?:production|v\d+)$/.test(text), what: "it would be mistaken for a version" },
  { applies: (text) => isReservedOnWindows(text), what: "Windows keeps it for a device" }
];
function parseModelName(raw) {
  if (typeof raw !== "string") return unlike("the name of a model", raw);
  if (isModelName(raw)) return good(raw);
  const reason = reasons.find(({ applies }) => applies(raw))?.what;
  const suggestion = raw.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "").slice(0, 60);
  return bad(`${quote(raw)} cannot name a model${reason === void 0 ? "" : `: ${reason}`}`, {
    nearest: isModelName(suggestion) ? suggestion : void 0,
    hint: "Names are made of lower-case letters and digits, with -, _ or . between them."
  });
}

// src/config/size.ts
var units = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40
};
var sizePattern = "^\\d+(?:\\.\\d+)? ?(?:[Bb]|[KkMmGgTt][Ii]?[Bb])$";
var expected = "a size such as 500 MB or 2 GB";
function parseSize(raw) {
  if (typeof raw === "number") return unlike(expected, raw, { hint: "Write its unit too: B, KB, MB, GB or TB." });
  if (typeof raw !== "string") return unlike(expected, raw);
  const text = raw.trim();
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?([a-z]+)$/i.exec(text) ?? [];
  const factor = unit === void 0 ? void 0 : units[unit.toLowerCase()];
  if (amount === void 0 || factor === void 0) return unlike(expected, raw);
  const bytes = Math.floor(Number(amount) * factor);
  if (bytes < 1) return bad(`a size must be at least one byte; found "${text}"`);
  if (!Number.isSafeInteger(bytes)) return bad(`no disk holds "${text}"`);
  return good({ text, bytes });
}

// src/config/values.ts
var duration = () => expression(parseDuration, { title: "duration", pattern: durationPattern, examples: ["30m", "7d", "5y"] });
var size = () => expression(parseSize, { title: "size", pattern: sizePattern, examples: ["500 MB", "2 GB"] });
var share = (from, to) => expression((raw) => parseShare(raw, { from, to }), {
  title: "percentage",
  pattern: sharePattern,
  examples: [],
  numbers: { minimum: from, maximum: to }
});
var margin = () => expression(parseMargin, {
  title: "margin",
  pattern: marginPattern,
  examples: ["2%", "0.5 points", 0.02],
  numbers: { minimum: 0 }
});
var horizon = () => leaf(parseHorizon, {
  title: "number of periods, or duration",
  anyOf: [
    { type: "integer", minimum: 1 },
    { type: "string", pattern: durationPattern }
  ],
  examples: [14, "14d"]
});
var path = { type: "string", pattern: pathPattern };
var glob = { type: "string", pattern: globPattern };
var column = { type: "string", minLength: 1, maxLength: 200 };
var folderOrFile = () => leaf(parsePath, { title: "path", ...path });
var outputFolder = () => leaf(parseOutputFolder, { title: "path", ...path });
var globs = (least = 0) => list(parseGlob, { title: "list of patterns", item: glob, least });
var columnName = () => leaf(parseColumn, { title: "column", ...column });
var columnNames = (least = 0) => list(parseColumn, { title: "list of columns", item: column, least });
var label = () => leaf(parseLabel, { title: "label", anyOf: [column, { type: "number" }, { type: "boolean" }], examples: ["yes", 1] });
var words = { type: "array", items: { type: "string" }, minItems: 1, maxItems: 500 };
var command = () => leaf((raw) => parseCommand(raw), { title: "command", anyOf: [{ type: "string", minLength: 1 }, words] });
var predictorCommand = () => leaf((raw) => parseCommand(raw, { hasPlaceholders: true }), {
  title: "command",
  anyOf: [{ type: "string", minLength: 1 }, words],
  examples: [["python", "predict.py", "$MODEL", "$DATA", "$OUTPUT"]]
});
var artifactSource = () => leaf(parseArtifactSource, {
  title: "folder, or address@sha256:…",
  type: "string",
  minLength: 1,
  examples: ["models/today", `https://models.example.com/daily-sales.tar@sha256:${"0".repeat(64)}`]
});
var envNames = () => list(parseEnvName, { title: "list of names", item: { type: "string", pattern: envNamePattern } });
var modelNames = () => list(parseModelName, { title: "list of names", item: { type: "string", minLength: 1, maxLength: 64 }, most: 50 });
var metric = {
  type: "string",
  anyOf: [{ enum: [...new Set(metrics.map(({ name }) => name))] }, { pattern: "^[a-z0-9_]+\\s*\\(.*\\)$" }]
};
var metrics2 = () => list(parseMetricText, {
  title: "list of metrics",
  item: metric,
  least: 1,
  most: 50
});
var guards = () => list(parseGuard, {
  title: "list of guards",
  item: { type: "string", pattern: guardPattern, examples: ["bias within 1%"] },
  most: 50,
  key: ({ metric: metric2 }) => metric2
});
var limits = () => list(parseLimit, {
  title: "list of limits",
  item: { type: "string", pattern: limitPattern, examples: ["wape <= 0.25", "model_mb <= 50"] },
  most: 50,
  key: ({ text }) => text
});
var businessMetrics = () => list(parseBusinessMetric, {
  title: "list of business metrics",
  item: { type: "string", pattern: businessPattern, examples: ["revenue must not fall"] },
  most: 50,
  key: ({ column: name }) => name
});
var issueLabels = () => list(parseIssueLabel, { title: "list of labels", item: { type: "string", minLength: 1, maxLength: 50 }, most: 20 });
var handles = () => list(parseHandle, { title: "list of users", item: { type: "string", minLength: 1 }, most: 10 });
var needed = (schema, description) => schema.meta({ description });
var given = (schema, fallback, description) => schema.prefault(fallback).meta({ description });
var maybe = (schema, description) => schema.nullable().default(null).meta({ description });
var block = (schema, description) => schema.prefault({}).meta({ description });
var keys = (shape) => strictObject(shape);

// src/config/monitor-schema.ts
var quality = keys({
  nulls: given(
    share(0, 1),
    "5%",
    "The share of empty values in a column, above that in training, from which it is told."
  ),
  unseen: given(share(0, 1), "1%", "The share of values that training never saw from which it is told."),
  out_of_range: given(share(0, 1), "1%", "The share of numbers outside the range of training from which it is told."),
  volume: given(share(0, 1), "50%", "The share of the usual rows a day below which it is told."),
  stale_after: given(duration(), "3d", "The time without new rows after which it is told.")
});
var monitor = keys({
  data: needed(globs(1), "Rows as production predicted them, with labels as they arrive: CSV, JSON Lines or Parquet."),
  time: maybe(columnName(), "When a row was predicted. Default: `holdout.time`, or else `time`."),
  prediction: given(columnName(), "prediction", "What production predicted."),
  target: maybe(columnName(), "What came true; empty until it is known. Default: `holdout.target`."),
  version: given(columnName(), "version", "The version that predicted; the column may be missing."),
  id: maybe(columnNames(), "The columns that name a row. Default: `holdout.id`."),
  slices: maybe(columnNames(), "Columns by whose values performance is also watched. Default: `holdout.slices`."),
  features: maybe(columnNames(), "Columns watched for drift. Default: every column that is nothing else."),
  business: given(businessMetrics(), [], "Columns whose mean must not fall, or must not rise."),
  quality: block(quality, "Thresholds of data quality: facts, outside the budget of false alarms."),
  tolerance: given(share(0, 10), "10%", "How much worse than promised at promotion counts as got worse."),
  false_alarm_every: given(duration(), "5y", "How often, on average, all signals of the model together may be wrong."),
  label_timeout: given(
    duration(),
    "30d",
    "How long to wait for the labels of a day; then what exists is counted, and missing labels are told."
  ),
  retrain: given(flag(), false, "Whether a degradation opens a pull request that retrains on refreshed data."),
  retrain_every: maybe(duration(), "Opens such a pull request at this interval too, whatever the signals say."),
  issue: block(
    keys({
      labels: given(issueLabels(), ["relevo"], "Labels of the issue that a degradation opens."),
      assignees: given(handles(), [], "Who is assigned to it.")
    }),
    "The issue that a degradation opens."
  )
});

// src/config/schema.ts
var train = keys({
  command: maybe(
    command(),
    "Trains: fills the folder named by `output`. A text or a list of arguments; it runs without a shell."
  ),
  inputs: maybe(
    globs(1),
    "The files that shape the model. When none of them changed, nothing is trained again. A pattern that begins with `!` takes out what it matches. Default: every tracked file under `dir` but documentation."
  ),
  data: given(globs(), [], "The training data, pinned by `relevo.lock`. Undeclared data cannot be checked for leaks."),
  output: given(outputFolder(), "model", "The folder that the command fills; it becomes the candidate."),
  when: given(
    word("push", "label", "command", "never"),
    "push",
    "What starts training: every push, the label `relevo` on a pull request (its merge counts too), the comment `/relevo evaluate`, or nothing."
  ),
  artifact: maybe(
    artifactSource(),
    "Instead of a command: a model trained elsewhere, as a folder, or as an address with the SHA-256 of what is there: `https://…@sha256:…`, a tar or one file."
  ),
  env: given(
    envNames(),
    [],
    "Environment variables that training may see, by name. GitHub's own tokens never; pull requests from forks get none."
  ),
  timeout: given(duration(), "30m", "After this, training is ended and counts as failed."),
  repeats: given(
    whole(1, 100),
    1,
    "How often to train, each time with another seed. The first is the candidate; the others tell how much is the luck of the seed."
  ),
  max_size: given(size(), "2 GB", "The largest artifact that is taken.")
});
var data = keys({
  refresh: maybe(command(), "Fetches new data, in the job that can only read, before a retraining."),
  timeout: given(duration(), "30m", "After this, refreshing is ended and counts as failed.")
});
var predict = keys({
  module: maybe(folderOrFile(), "One of three: a JavaScript module that exports `predict({ tf, model, rows })`."),
  command: maybe(
    predictorCommand(),
    "One of three: a command in any language. `$MODEL`, `$DATA` and `$OUTPUT` are replaced by the model, the rows and the file to write."
  ),
  features: maybe(
    columnNames(1),
    "One of three: the numeric columns, in order, that a plain TensorFlow.js model takes."
  ),
  package: given(
    globs(),
    [],
    "Further files that the predictor needs; they are kept with the model, so that it predicts the same later."
  ),
  setup: maybe(command(), "What a packaged predictor needs before it runs again, such as `npm ci --omit=dev`."),
  timeout: given(duration(), "10m", "After this, predicting is ended and counts as failed.")
});
var holdout = keys({
  data: needed(
    folderOrFile(),
    "The rows to judge on: CSV, JSON Lines or Parquet. The predictor never sees the target."
  ),
  target: maybe(columnName(), "The column to predict. Every task but `score` needs it."),
  id: given(columnNames(), [], "The columns that name a row. Without them, Relevo numbers the rows as `relevo_row`."),
  group: maybe(columnName(), "Rows that share a value of this column are not independent."),
  time: maybe(columnName(), "The column that orders the rows in time."),
  season: maybe(duration(), "Errors repeat with this period. Needs `time`."),
  horizon: maybe(horizon(), "How far ahead the forecast looks, in periods or as a duration. Needs `time`."),
  weight: maybe(columnName(), "The column that says how much a row counts."),
  positive: maybe(label(), "The label of the positive class, for the task `binary`. Default: 1, true or yes."),
  unlabelled: given(
    word("refuse", "drop"),
    "refuse",
    "What happens when rows have no target: an error, or they are left out and counted."
  ),
  slices: given(
    columnNames(),
    [],
    "Columns by whose values the comparison is also made; numeric columns are cut at quantiles."
  )
});
var policy = keys({
  require: given(
    word("better", "not-worse"),
    "not-worse",
    "What the primary metric must show: proven better, or proven not worse than `margin`."
  ),
  margin: maybe(
    margin(),
    "How much worse the primary metric may be. Default: `2%`; `1 point` for metrics without a ratio scale, such as `roc_auc`."
  ),
  guard: given(guards(), [], "Other metrics that must not get worse: `METRIC within MARGIN`."),
  slices: block(
    keys({
      required: given(columnNames(), [], "Columns of `holdout.slices` of which every value must be proven not worse."),
      margin: maybe(
        margin(),
        "How much worse a slice may be. Default: `10%`; `5 points` for metrics without a ratio scale."
      )
    }),
    "What slices must show. All are shown, and each fails the verdict when it is proven worse."
  ),
  limits: given(
    limits(),
    [],
    "Bounds on the candidate alone: a metric or a measured quantity, `<=`, `<`, `>=` or `>`, and a number or percentage."
  ),
  alpha: given(share(1e-4, 0.25), 0.05, "The risk of being wrong that each decision may take."),
  inconclusive: given(
    word("neutral", "failure"),
    "neutral",
    "The conclusion of the check on GitHub when the verdict is inconclusive."
  ),
  leaks: given(
    word("fail", "warn"),
    "fail",
    "What rows of the holdout that also stand in the training data do to the verdict."
  )
});
var alternatives = {
  train: ["command", "artifact"],
  predict: ["module", "command", "features"]
};
var modelSchema = keys({
  dir: given(folderOrFile(), ".", "The folder where commands run and patterns start."),
  was: given(modelNames(), [], "Former names of the model, so that its history is found."),
  task: needed(word("regression", "binary", "multiclass", "score"), "What the model predicts."),
  direction: maybe(
    word("higher", "lower"),
    "Which way a score is better. The task `score` needs it; others have none."
  ),
  train: needed(train, "How a candidate comes to be: `command` or `artifact`."),
  data: block(data, "How new data come in."),
  predict: needed(predict, "How rows become predictions: exactly one of `module`, `command` and `features`."),
  holdout: needed(holdout, "The rows that candidate and production are judged on."),
  metrics: maybe(
    metrics2(),
    "The first is primary; the others are shown, or guarded by the policy. Default: `wape, mae, bias` for regression, `log_loss, roc_auc, accuracy` for binary, `accuracy, f1_macro` for multiclass, `score` for score."
  ),
  policy: block(policy, "What a candidate must show."),
  promote: given(
    word("on-merge", "on-push", "by-command"),
    "on-merge",
    "When what passed is promoted: when its pull request is merged, on any push to the default branch, or by `/relevo promote`."
  ),
  deployment: given(
    word("recorded", "awaited"),
    "recorded",
    "Whether promotion completes the deployment on GitHub, or leaves it in progress until the user's workflow reports it."
  ),
  monitor: maybe(monitor, "The watch on production."),
  report: block(
    keys({ rows: given(word("none", "ids"), "none", "Whether comments and issues may name rows by their ids.") }),
    "What reports may show."
  ),
  keep: block(
    keys({
      versions: given(whole(2, 1e4), 10, "How many versions keep their artifact; production is always among them."),
      candidates: given(duration(), "7d", "How long candidates that were not promoted are kept.")
    }),
    "What is kept, and how long."
  )
}).meta({ id: "model" });
var configSchema = keys({
  models: needed(record(string(), modelSchema), "The models, by name."),
  defaults: maybe(modelSchema, "What all models share; what a model says itself comes first."),
  retired: given(
    modelNames(),
    [],
    "Names of models that are no longer kept. Their history stays, and no new model is taken for them."
  )
});

// src/config/consistency.ts
function checkModel(draft, say) {
  for (const check of checks) check(draft, say);
}
var checks = [
  checkTask,
  checkTraining,
  checkPredictor,
  checkTimes,
  checkSlices,
  checkColumns,
  checkMonitor,
  checkMetrics
];
function checkTask({ task, direction, holdout: holdout2 }, say) {
  if (task === void 0) return;
  if (task === "score" && direction === null) {
    say(["direction"], {
      message: "missing; expected higher or lower",
      hint: "Say which way the score is better: a wrong guess would promote the worse model."
    });
  }
  if (task !== "score" && typeof direction === "string") {
    say(["direction"], { message: `the metrics of ${task} know which way is better`, hint: "Leave direction out." });
  }
  if (task !== "score" && holdout2?.target === null) {
    say(["holdout", "target"], { message: "missing; expected the column to predict" });
  }
  if (task !== "binary" && typeof holdout2?.positive === "string") {
    say(["holdout", "positive"], { message: `only the task binary has a positive label; this one is ${task}` });
  }
}
function checkTraining({ train: train2, data: data2, holdout: holdout2, monitor: monitor2 }, say) {
  if (train2?.command === null && train2.artifact === null) {
    say(["train"], {
      message: "one of command and artifact is missing",
      hint: "Write the command that trains, or under artifact a model that was trained elsewhere."
    });
  }
  if (train2?.command && train2.artifact) {
    say(["train", "artifact"], { message: "a model is trained by command or taken as artifact, not both" });
  }
  const judged = (holdout2?.data && train2?.data?.indexOf(holdout2.data)) ?? -1;
  if (judged !== -1) {
    say(["train", "data", judged], {
      message: "this is the holdout, which must not be trained on",
      hint: "`relevo split` makes a holdout from a table."
    });
  }
  if (data2?.refresh !== null || monitor2 === null) return;
  for (const key of ["retrain", "retrain_every"]) {
    if (!monitor2?.[key]) continue;
    say(["monitor", key], {
      message: "retraining on the same data would give the same model",
      hint: "Write under data.refresh the command that fetches new data."
    });
  }
}
function checkPredictor({ predict: predict2 }, say) {
  if (predict2 === void 0 || predict2 === null) return;
  const chosen = alternatives.predict.filter((kind) => predict2[kind] !== null);
  if (chosen.length === 0) {
    say(["predict"], {
      message: "one of module, command and features is missing",
      hint: "Say how rows become predictions: a JavaScript module, a command, or columns for a plain TensorFlow.js model."
    });
  }
  for (const kind of chosen.slice(1)) {
    say(["predict", kind], { message: `only one of module, command and features; ${chosen[0]} is there already` });
  }
}
function checkTimes({ holdout: holdout2 }, say) {
  if (holdout2?.time !== null) return;
  for (const key of ["season", "horizon"]) {
    if (!holdout2[key]) continue;
    say(["holdout", key], {
      message: `a ${key} has no meaning without holdout.time`,
      hint: "Name the column that orders the rows in time."
    });
  }
}
function checkSlices({ holdout: holdout2, policy: policy2 }, say) {
  const known = holdout2?.slices;
  if (known === void 0) return;
  for (const [index, column2] of (policy2?.slices?.required ?? []).entries()) {
    if (column2 === void 0 || known.includes(column2)) continue;
    say(["policy", "slices", "required", index], {
      message: `"${column2}" is not among holdout.slices`,
      hint: known.length === 0 ? "Name it there too." : `They are ${known.join(", ")}; name it there too.`
    });
  }
}
function checkColumns({ holdout: holdout2, predict: predict2 }, say) {
  const target = holdout2?.target;
  for (const key of ["group", "time", "weight"]) {
    if (target && holdout2[key] === target) say(["holdout", key], { message: `"${target}" is the target` });
  }
  for (const [index, column2] of (holdout2?.id ?? []).entries()) {
    const message = column2 === void 0 ? void 0 : column2 === target ? `"${column2}" is the target` : reservedColumn(column2);
    if (message !== void 0) say(["holdout", "id", index], { message });
  }
  const leaked = target ? predict2?.features?.indexOf(target) ?? -1 : -1;
  if (leaked !== -1) {
    say(["predict", "features", leaked], { message: `"${target}" is the target, which the predictor never sees` });
  }
}
var reservedColumn = (column2) => column2 === "prediction" || column2.startsWith("p:") ? `"${column2}" is what predictions are called; an id needs another name` : void 0;
function checkMonitor({ monitor: monitor2, holdout: holdout2 }, say) {
  if (monitor2 === void 0 || monitor2 === null) return;
  const seen = /* @__PURE__ */ new Map();
  for (const key of ["prediction", "target", "time", "version"]) {
    const column2 = monitor2[key] ?? (key === "target" || key === "time" ? holdout2?.[key] : void 0);
    if (!column2) continue;
    const other = seen.get(column2);
    if (other !== void 0) {
      say(["monitor", key], { message: `"${column2}" is the ${key} and the ${other}; each needs its own column` });
    }
    seen.set(column2, key);
  }
}

// src/config/read-keys.ts
function readKeys(schema, tree, rules) {
  const known = Object.keys(schema.shape);
  const meant = /* @__PURE__ */ new Set();
  for (const [name, { key }] of tree.entries) {
    if (known.includes(name)) continue;
    const mistake = explainUnknownKey(name, schema);
    meant.add(mistake.nearest);
    rules.tell(key, mistake);
  }
  const draft = known.map((name) => {
    const entry = tree.entries.get(name);
    if (entry === void 0 && meant.has(name)) return [name, void 0];
    const place = entry?.key ?? { path: below(tree.at.path, name), offset: tree.at.offset };
    return [name, readValue(schema.shape[name], entry?.value, place, rules)];
  });
  return Object.fromEntries(draft);
}
function unwrap(schema) {
  return schema instanceof ZodPrefault || schema instanceof ZodDefault || schema instanceof ZodNullable ? unwrap(schema.def.innerType) : schema;
}
function readValue(schema, tree, place, rules) {
  const declared = unwrap(schema);
  if (tree?.kind === "unread") return void 0;
  if (tree === void 0 || isEmpty(tree)) {
    if (schema !== declared) return schema.parse(void 0);
    if (!rules.isPartial) rules.tell(place, explainMissing(schema, tree === void 0 ? "missing" : "empty"));
    return void 0;
  }
  if (declared instanceof ZodObject) {
    if (tree.kind === "map") return readKeys(declared, { ...tree, at: place }, rules);
    rules.tell(tree.at, { message: `expected a map; found ${describeFound(plain(tree))}`, hint: keysOf(declared) });
    return void 0;
  }
  const value = plain(tree);
  return value === void 0 ? void 0 : readLeaf(declared, value, tree, rules);
}
function readLeaf(schema, value, tree, { tell }) {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const { path: path2, message, ...issue } of result.error.issues) {
    const index = path2[0];
    const at = tree.kind === "list" && typeof index === "number" ? tree.items[index]?.at ?? tree.at : tree.at;
    const params = issue.code === "custom" ? issue.params : void 0;
    tell(at, { message, ...params });
  }
  const alone = tree.kind === "list" ? tree.items.map((item) => readAlone(schema, plain(item))) : [];
  return alone.some((item) => item !== void 0) ? alone : void 0;
}
function readAlone(schema, item) {
  const result = schema.safeParse([item]);
  return result.success && Array.isArray(result.data) ? result.data[0] : void 0;
}
function explainMissing(schema, what) {
  const { description, ...json } = schema.meta() ?? {};
  const words2 = json.enum;
  const expected2 = Array.isArray(words2) ? `one of ${words2.join(", ")}` : json.title;
  return { message: expected2 === void 0 ? what : `${what}; expected ${expected2}`, hint: description };
}
function explainUnknownKey(name, schema) {
  const known = Object.keys(schema.shape);
  const near = nearest(name, known);
  if (near !== void 0) return { message: "unknown key", nearest: near };
  const holders = known.filter((key) => {
    const inner = unwrap(schema.shape[key]);
    return inner instanceof ZodObject && Object.hasOwn(inner.shape, name);
  });
  const hint = holders.length === 0 ? keysOf(schema) : `It belongs under ${holders.join(" or ")}.`;
  return { message: "unknown key", hint };
}
var keysOf = (schema) => `The keys here are ${Object.keys(schema.shape).join(", ")}.`;

// src/config/parse.ts
var MOST_MODELS = 256;
function parseConfig(text, file) {
  const { tree, problems } = readYaml(text, file);
  const { models, retired } = tree === void 0 ? nothing : readRoot(tree, problems);
  const found = problems.list();
  if (found.length > 0) return { problems: found };
  const resolved = models.map(([name, draft]) => [name, resolveModel(name, draft)]);
  return { config: { models: Object.fromEntries(resolved), retired } };
}
var nothing = { models: [], retired: [] };
function readRoot(root, problems) {
  if (root.kind !== "map") {
    const message = isEmpty(root) ? "the file is empty; expected the key models" : `expected the key models; found ${describeFound(plain(root))}`;
    problems.add(root.at, { message, hint: "`relevo init` writes a first relevo.yml." });
    return nothing;
  }
  for (const [name, { key }] of root.entries) {
    if (Object.hasOwn(configSchema.shape, name)) continue;
    const isOfModel = Object.hasOwn(modelSchema.shape, name);
    const hint = "It belongs to a model: models, then a name, then this key; or to defaults, for all models.";
    problems.add(key, isOfModel ? { message: "unknown key", hint } : explainUnknownKey(name, configSchema));
  }
  const models = readModels(root, readDefaults(root, problems), problems);
  return { models, retired: readRetired(root, models, problems) };
}
function readRetired(root, models, problems) {
  const entries = new Map([...root.entries].filter(([name]) => name === "retired"));
  const schema = configSchema.pick({ retired: true });
  const { retired } = readKeys(schema, { ...root, entries }, { tell: problems.add, isPartial: true });
  const taken = /* @__PURE__ */ new Map();
  for (const [name, draft] of models) {
    taken.set(name, "a model of this file");
    for (const former of draft?.was ?? [])
      taken.set(former, `what ${name} was`);
  }
  for (const [index, name] of (retired ?? []).entries()) {
    const whose = name === void 0 ? void 0 : taken.get(name);
    if (whose !== void 0) problems.add(placeOf(root, ["retired", index]), { message: `"${name}" is ${whose}` });
  }
  return (retired ?? []).filter((name) => name !== void 0);
}
function readDefaults(root, problems) {
  const entry = root.entries.get("defaults");
  const none = { kind: "map", at: root.at, entries: /* @__PURE__ */ new Map() };
  if (entry === void 0 || isEmpty(entry.value) || entry.value.kind === "unread") return none;
  if (entry.value.kind !== "map") {
    const message = `expected a map of what models share; found ${describeFound(plain(entry.value))}`;
    problems.add(entry.value.at, { message });
    return none;
  }
  readKeys(modelSchema, entry.value, { tell: problems.add, isPartial: true });
  return entry.value;
}
function readModels(root, defaults, problems) {
  const entry = root.entries.get("models");
  const tree = entry?.value;
  if (tree?.kind === "unread") return [];
  if (tree === void 0 || tree.kind !== "map" || tree.entries.size === 0) {
    const place = { path: "models", offset: entry?.key.offset ?? root.at.offset };
    const found = tree === void 0 ? "nothing" : describeFound(plain(tree));
    problems.add(place, { message: `expected models by name, at least one; found ${found}` });
    return [];
  }
  if (tree.entries.size > MOST_MODELS) {
    problems.add(entry?.key ?? tree.at, { message: `at most ${MOST_MODELS} models; found ${tree.entries.size}` });
    return [];
  }
  const names = [...tree.entries.keys()];
  const former = /* @__PURE__ */ new Map();
  return names.map((name) => [name, readModel(name, tree, { names, former, defaults, problems })]);
}
function readModel(name, models, { names, former, defaults, problems }) {
  const entry = models.entries.get(name);
  if (entry === void 0 || entry.value.kind === "unread") return void 0;
  const parsedName = parseModelName(name);
  if (!parsedName.ok) for (const mistake of parsedName.mistakes) problems.add(entry.key, mistake);
  if (entry.value.kind !== "map" && !isEmpty(entry.value)) {
    const message = `expected a map of what the model is; found ${describeFound(plain(entry.value))}`;
    problems.add(entry.value.at, { message });
    return void 0;
  }
  const own2 = {
    kind: "map",
    at: entry.key,
    entries: entry.value.kind === "map" ? entry.value.entries : /* @__PURE__ */ new Map()
  };
  const tree = layOver(defaults, own2, exclusiveWith);
  const draft = readKeys(modelSchema, tree, { tell: problems.add, isPartial: false });
  const say = (keys2, mistake) => {
    const place = placeOf(tree, keys2);
    const whose = place.path.startsWith("defaults") ? ` (model ${name})` : "";
    problems.add(place, { ...mistake, message: mistake.message + whose });
  };
  checkModel(draft, say);
  checkFormerNames(draft.was ?? [], { name, names, former, say });
  return draft;
}
function exclusiveWith(key, path2) {
  const group = path2 === "train" || path2 === "predict" ? alternatives[path2] : void 0;
  return group?.includes(key) ? group.filter((other) => other !== key) : void 0;
}
function checkFormerNames(was, { name, names, former, say }) {
  for (const [index, old] of was.entries()) {
    if (old === void 0) continue;
    const other = former.get(old);
    former.set(old, name);
    if (old === name) say(["was", index], { message: `"${old}" is the name that it has now` });
    else if (names.includes(old)) say(["was", index], { message: `"${old}" is another model of this file` });
    else if (other !== void 0) say(["was", index], { message: `"${old}" is what ${other} was` });
  }
}

export {
  parseConfig
};
