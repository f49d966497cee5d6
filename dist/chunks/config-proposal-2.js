import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  parseColumn,
  parseGlob
} from "./config-glob.js";
import {
  parsePath
} from "./config-path.js";
import {
  isModelName
} from "./core-model-ref.js";

// src/config/column-roles.ts
var targetNames = [
  "target",
  "label",
  "y",
  "class",
  "outcome",
  "response",
  "sales",
  "price",
  "demand",
  "churn",
  "cnt"
];
var timeNames = ["date", "time", "timestamp", "datetime", "ds", "day", "week", "month", "created_at", "event_time"];
var isoTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
var mostClasses = 20;
var mostSlices = 3;
function guessRoles(head) {
  const columns = head.columns.map((name, index) => describeColumn(name, valuesOf(head, index))).filter(({ name }) => parseColumn(name).ok);
  const time = findNamed(columns.filter(isDated), timeNames) ?? columns.find(isDated);
  const entities = columns.filter((column) => column !== time && isEntityName(column.name));
  const rest = columns.filter((column) => column !== time && !entities.includes(column));
  const named = findNamed(rest, targetNames);
  const target = named ?? rest.at(-1);
  const labels = rest.filter((column) => column !== target && isLabel(column));
  return {
    target: target?.name,
    isNamed: named !== void 0,
    task: target === void 0 ? "regression" : guessTask(target),
    positive: target === void 0 ? void 0 : guessPositive(target),
    time: time?.name,
    id: findId(head, entities, time, labels),
    group: [time, ...entities].find((column) => column !== void 0 && repeats(column))?.name,
    slices: labels.slice(0, mostSlices).map(({ name }) => name)
  };
}
function valuesOf(head, index) {
  return head.rows.map((row) => row[index] ?? "").filter((value) => value !== "");
}
function describeColumn(name, values) {
  return { name, values, distinct: new Set(values) };
}
function findNamed(columns, names) {
  for (const name of names) {
    const found = columns.find((column) => column.name.toLowerCase() === name);
    if (found !== void 0) return found;
  }
  return void 0;
}
var isDated = ({ values }) => values.length > 0 && values.every((value) => isoTime.test(value));
var isNumeric = ({ values }) => values.every((value) => value.trim() !== "" && Number.isFinite(Number(value)));
var isEntityName = (name) => /^(?:id|uuid|key)$|[_\s]id$|[a-z]Id$/i.test(name);
var repeats = ({ values, distinct }) => distinct.size < values.length;
var isLabel = (column) => !isNumeric(column) && column.distinct.size >= 2 && column.distinct.size <= mostClasses && repeats(column);
function guessTask(target) {
  const { distinct } = target;
  if (!isNumeric(target)) return distinct.size === 2 ? "binary" : "multiclass";
  return distinct.size === 2 && distinct.has("1") && (distinct.has("0") || distinct.has("-1")) ? "binary" : "regression";
}
function guessPositive(target) {
  const labels = [...target.distinct];
  if (guessTask(target) !== "binary" || labels.some((label) => /^(?:1|true|yes)$/i.test(label))) return void 0;
  const count = (label) => target.values.filter((value) => value === label).length;
  return labels.sort((a, b) => count(a) - count(b) || (a < b ? -1 : 1))[0];
}
function findId(head, entities, time, labels) {
  const single = [...entities, ...time === void 0 ? [] : [time]].map(({ name }) => [name]);
  const paired = time === void 0 ? [] : [...entities, ...labels].map(({ name }) => [time.name, name]);
  return [...single, ...paired].find((names) => areUnique(head, names)) ?? [];
}
function areUnique(head, names) {
  const indices = names.map((name) => head.columns.indexOf(name));
  const keys = head.rows.map((row) => JSON.stringify(indices.map((index) => row[index] ?? "")));
  return keys.length > 0 && new Set(keys).size === keys.length;
}

// src/config/proposal.ts
var tablePattern = /\.(?:csv|tsv|jsonl|ndjson|parquet)$/i;
var holdoutPattern = /(?:^|[\W_])(?:holdout|hold-out|test|valid|validation|eval)(?:$|[\W_])/i;
var trainingPattern = /(?:^|[\W_])(?:train|training|history)(?:$|[\W_])/i;
var foreignPattern = /(?:^|\/)(?:node_modules|docs?|tests?|fixtures|logs?|model|\..*)\//i;
function candidateTables(files) {
  const rank = (path) => [trainingPattern.test(path) ? 0 : 1, path.split("/").length];
  return files.filter((path) => tablePattern.test(path) && isOwn(path)).map((path) => ({ path, rank: rank(path) })).sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || (a.path < b.path ? -1 : 1)).map(({ path }) => path);
}
function propose(view) {
  const tables = candidateTables(view.files).filter((path) => view.tables.has(path));
  const source = tables.find((path) => !isHoldoutName(path)) ?? tables[0];
  const roles = guessRoles(view.tables.get(source ?? "") ?? { columns: [], rows: [] });
  const given = tables.find((path) => isHoldoutName(path) && view.tables.get(path)?.columns.includes(roles.target ?? ""));
  const sides = given === void 0 && source !== void 0 ? sidesOf(source) : { data: source, holdout: given };
  const training = findTraining(view);
  return {
    model: modelName(view),
    language: training.language,
    train: { command: training.command, script: training.script },
    predict: predictorOf(view, training.language),
    source,
    data: sides.data === given ? void 0 : sides.data,
    holdout: sides.holdout ?? "data/holdout.csv",
    roles
  };
}
function sidesOf(path) {
  const [, stem = path, extension = ""] = /^(.*?)(\.[^./]+)?(?:\.gz)?$/.exec(path) ?? [];
  const ending = extension.toLowerCase() === ".parquet" ? ".csv" : extension;
  return { data: `${stem}.train${ending}`, holdout: `${stem}.holdout${ending}` };
}
var trainers = [
  { pattern: /(?:^|\/)train\.[cm]?js$/, language: "node", command: (path) => `node ${path}` },
  { pattern: /(?:^|\/)train\.py$/, language: "python", command: (path) => `python ${path}` },
  { pattern: /(?:^|\/)train[^/]*\.[cm]?js$/, language: "node", command: (path) => `node ${path}` },
  { pattern: /(?:^|\/)train[^/]*\.py$/, language: "python", command: (path) => `python ${path}` },
  { pattern: /(?:^|\/)[^/]*train[^/]*\.ipynb$/, language: "python", command: notebookCommand },
  { pattern: /\.ipynb$/, language: "python", command: notebookCommand }
];
function notebookCommand(path) {
  return `jupyter nbconvert --to notebook --execute ${path} --output-dir model`;
}
function findTraining(view) {
  if (declaresTraining(view.manifest)) return { language: "node", command: "npm run train", script: void 0 };
  const own = view.files.filter(isOwn);
  for (const { pattern, language, command } of trainers) {
    const script = shallowest(own.filter((path) => pattern.test(path)));
    if (script !== void 0) return { language, script, command: prefix(view, language) + command(quoted(script)) };
  }
  return isPython(view) ? { language: "python", command: `${prefix(view, "python")}python train.py`, script: "train.py" } : { language: "node", command: "node train.js", script: "train.js" };
}
function predictorOf(view, language) {
  const pattern = language === "python" ? /(?:^|\/)predict\.py$/ : /(?:^|\/)predict\.[cm]?js$/;
  const found = shallowest(view.files.filter((path) => pattern.test(path) && isOwn(path)));
  if (language === "node") return { script: found ?? "predict.js", command: void 0 };
  const script = found ?? "predict.py";
  const runner = prefix(view, "python").split(" ").filter(Boolean);
  return { script, command: [...runner, "python", script, "$MODEL", "$DATA", "$OUTPUT"] };
}
var runners = [
  ["uv.lock", "uv run "],
  ["poetry.lock", "poetry run "],
  ["Pipfile.lock", "pipenv run "]
];
function prefix(view, language) {
  if (language === "node") return "";
  return runners.find(([file]) => view.files.includes(file))?.[1] ?? "";
}
var pythonFiles = ["pyproject.toml", "requirements.txt", "setup.py", "Pipfile", "environment.yml"];
function isPython(view) {
  if (view.files.some((path) => pythonFiles.includes(path))) return true;
  return view.manifest === void 0 && view.files.some((path) => path.endsWith(".py"));
}
function declaresTraining(manifest) {
  try {
    const parsed = JSON.parse(manifest ?? "{}");
    return typeof parsed?.scripts?.train === "string";
  } catch {
    return false;
  }
}
function modelName({ name }) {
  const plain = name.normalize("NFKD").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "");
  const short = plain.slice(0, 40).replace(/-+$/, "") || "model";
  return isModelName(short) ? short : `${short}-model`;
}
function isOwn(path) {
  return !foreignPattern.test(path) && !/["'$`\\]/.test(path) && parsePath(path).ok && parseGlob(path).ok;
}
function shallowest(paths) {
  return [...paths].sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1))[0];
}
function quoted(path) {
  return /^[\w./@-]+$/.test(path) ? path : `"${path}"`;
}
function isHoldoutName(path) {
  return holdoutPattern.test(baseName(path));
}
function baseName(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}

export {
  candidateTables,
  propose,
  sidesOf
};
