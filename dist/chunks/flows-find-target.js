import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  readReport
} from "./report-report-schema.js";
import {
  foldState
} from "./core-model-state-2.js";
import "./core-name-shape.js";
import "./report-comparison-schema-2.js";
import "./zod.js";
import {
  parseModelRef,
  startsWith
} from "./core-model-ref.js";
import "./core-json-shape.js";
import "./core-digest.js";
import {
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/core/find-target.ts
function findTarget(state, target) {
  switch (target.kind) {
    case "production":
      return state.versions.filter(({ version }) => version === state.production?.version);
    case "version":
      return state.versions.filter(({ version }) => version === target.version);
    case "digest":
      return findByDigest(state, target);
    case "run": {
      const latest = state.runs.findLast(({ judged }) => judged.run === target.run);
      return latest === void 0 ? [] : [latest];
    }
  }
}
function findByDigest(state, target) {
  const found = /* @__PURE__ */ new Map();
  for (const run of state.runs) {
    const { artifact } = run.judged;
    if (artifact !== null && startsWith(artifact, target)) found.set(artifact, run);
  }
  for (const version of state.versions) {
    if (startsWith(version.made.artifact, target)) found.set(version.made.artifact, version);
  }
  return [...found.values()];
}

// src/flows/find-target.ts
async function findTarget2(text, models, ledger) {
  const states = await Promise.all(
    models.map(async (model) => ({ model, state: foldState((await ledger.read(model)).entries) }))
  );
  const named = states.find(({ model }) => model === text);
  const latest = named?.state.runs.at(-1);
  if (named !== void 0 && latest !== void 0) return { ...named, found: latest };
  const ref = named === void 0 ? parseModelRef(text) : void 0;
  if (ref === void 0)
    throw fail("target-unknown", { text, what: named === void 0 ? "run or version" : "run of" });
  const found = states.filter(({ model }) => ref.model === null || ref.model === model).flatMap(({ model, state }) => findTarget(state, ref.target).map((each) => ({ model, state, found: each })));
  const [only, ...others] = found;
  if (only === void 0) throw fail("target-unknown", { text, what: "run or version" });
  if (others.length > 0) throw fail("target-ambiguous", { text, found: found.map(nameOf) });
  return only;
}
var nameOf = ({ model, found }) => `${model}@${"judged" in found ? found.judged.run : `v${found.version}`}`;
var reportDigestOf = ({ found }) => "judged" in found ? found.judged.report : found.made.report;
var artifactDigestOf = ({ found }) => "judged" in found ? found.judged.artifact : found.made.artifact;
async function findReport(text, models, ledger) {
  const target = await findTarget2(text, models, ledger);
  const digest = reportDigestOf(target);
  if (digest === null) throw fail("target-unknown", { text, what: "report of" });
  const reading = readReport(await ledger.report(target.model, digest));
  if (!reading.ok) throw fail("report-unreadable", { text, digest, reason: reading.reason });
  return { ...target, report: { ...reading.report, model: target.model } };
}
export {
  artifactDigestOf,
  findReport,
  findTarget2 as findTarget,
  reportDigestOf
};
