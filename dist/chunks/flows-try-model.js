import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  checkModel
} from "./flows-validate-2.js";
import {
  evaluateModel
} from "./flows-evaluate-run-report.js";
import "./config-key-values.js";
import "./report-model-card.js";
import "./report-report-schema.js";
import "./flows-evaluate-packaging.js";
import "./flows-evaluate-judgement.js";
import "./flows-beside-table.js";
import "./flows-evaluate-identity-2.js";
import "./core-evidence-moment-evidence.js";
import "./flows-code-targets.js";
import "./core-policy.js";
import "./core-statistics-long-run.js";
import {
  dataAsItIs,
  requirePinned
} from "./flows-lock-data-2.js";
import "./core-lock-2.js";
import "./config-artifact-source.js";
import "./config-config.js";
import "./config-policy-consistency.js";
import "./core-metrics-ordered.js";
import "./core-metrics-terms.js";
import "./core-model-state-2.js";
import "./core-name-shape.js";
import "./markdown-table.js";
import "./report-comparison-words.js";
import "./report-inert.js";
import "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-comparison-schema-2.js";
import "./zod.js";
import "./report-workflow-commands.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./core-text-hash.js";
import "./core-nearest.js";
import "./core-json-shape.js";
import "./core-time-text.js";
import "./core-digest.js";
import {
  RelevoError,
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/flows/sampled-table.ts
async function sampleTable(table, most) {
  const of = await countRows(table);
  if (of <= most) return { table, rows: of, of };
  const isKept = (row) => Math.floor((row + 1) * most / of) > Math.floor(row * most / of);
  const sampled = {
    name: table.name,
    columns: () => table.columns(),
    digest: () => table.digest(),
    read: (wanted) => readKept(table, wanted, isKept)
  };
  return { table: sampled, rows: most, of };
}
async function countRows(table) {
  const [first] = await table.columns();
  let rows = 0;
  const wanted = new Map(first === void 0 ? [] : [[first, "text"]]);
  for await (const batch of table.read(wanted)) rows += batch.rows;
  return rows;
}
async function* readKept(table, wanted, isKept) {
  let firstRow = 0;
  for await (const batch of table.read(wanted)) {
    const kept = Array.from({ length: batch.rows }, (_, row) => row).filter((row) => isKept(batch.firstRow + row));
    if (kept.length === 0) continue;
    const columns = [...batch.columns].map(([name, column]) => [name, pick(column, kept)]);
    const lineOf = (index) => batch.lineOf(kept[index]);
    yield { rows: kept.length, firstRow, columns: new Map(columns), lineOf };
    firstRow += kept.length;
  }
}
function pick(column, rows) {
  switch (column.kind) {
    case "number":
    case "time":
    case "key":
      return { kind: column.kind, values: Float64Array.from(rows, (row) => column.values[row]) };
    case "text":
      return { kind: "text", values: rows.map((row) => column.values[row]) };
    case "category":
      return { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]) };
  }
}

// src/flows/try-model.ts
var MOST_ROWS = 500;
async function tryModel(request, ports) {
  const { model, lock } = request;
  const { findings } = await checkModel(model, ports.workspace);
  const { commit } = await ports.checkout.head();
  const found = [...findings.map(missingOf), ...commit === null ? [UNCOMMITTED] : []];
  const nothing = { model: model.name, rows: 0, of: 0, report: null };
  if (found.some(({ blocks }) => blocks)) {
    const unlocked = lock === null ? [explained(fail("lock-missing", { model: model.name }), false)] : [];
    return { ...nothing, missing: [...found, ...unlocked] };
  }
  const { data, missing } = await findData(request, ports);
  const sampled = sampling(model, ports);
  const { rows, of } = await sampled.size();
  try {
    const report = await evaluateSample(request, { data, rows }, { ...ports, rows: sampled.port });
    return { model: model.name, missing: [...found, ...missing], rows, of, report };
  } catch (thrown) {
    if (!(thrown instanceof RelevoError) || thrown.code !== "command-not-started") throw thrown;
    return { ...nothing, missing: [...found, explained(thrown, true), ...missing] };
  }
}
async function evaluateSample({ lock: _, ...request }, { data, rows }, ports) {
  const sampled = data.map(
    (set) => set.part === "holdout" ? { ...set, rows, digest: ports.sha256(`${rows} of ${set.digest}`) } : set
  );
  const { report } = await evaluateModel(
    {
      ...request,
      data: sampled,
      former: null,
      origin: "local",
      trigger: { event: "command", isLabelled: false },
      anew: false
    },
    ports
  );
  return { ...report, judged_on_holdout: 0 };
}
var explained = ({ message: what, remedy }, blocks) => ({ what, remedy, blocks });
var UNCOMMITTED = {
  what: "No commit holds these files, so nothing that is made of them can be promoted.",
  remedy: "Run `git init`, `git add .` and `git commit`.",
  blocks: false
};
var BLOCKING = ["dir", "holdout", "train.command", "train.artifact", "predict.module", "predict.command"];
function missingOf({ keys, mistake }) {
  const name = keys.filter((key) => typeof key === "string").join(".");
  const nearest = mistake.nearest === void 0 ? null : `Did you mean ${mistake.nearest}?`;
  const blocks = BLOCKING.some((key) => name === key || name.startsWith(`${key}.`));
  return { what: `${name}: ${mistake.message}.`, remedy: mistake.hint ?? nearest, blocks };
}
async function findData({ model, lock }, ports) {
  try {
    return { data: await requirePinned(model, lock, ports), missing: [] };
  } catch (thrown) {
    if (!(thrown instanceof RelevoError)) throw thrown;
    return { data: await dataAsItIs(model, ports), missing: [explained(thrown, false)] };
  }
}
function sampling({ dir, holdout }, { rows, checkout }) {
  const path = `${checkout.at(dir)}/${holdout.data}`;
  let known;
  const sample = () => {
    known ??= rows.open(path).then((table) => sampleTable(table, MOST_ROWS));
    return known;
  };
  const port = { open: async (asked) => asked === path ? (await sample()).table : rows.open(asked) };
  return { port, size: sample };
}
export {
  tryModel
};
