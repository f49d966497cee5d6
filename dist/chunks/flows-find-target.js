import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  reportSchema
} from "./report-report-schema.js";
import {
  findTarget,
  foldState
} from "./core-model-state-2.js";
import "./core-name-shape.js";
import "./report-comparison-schema-2.js";
import "./zod.js";
import {
  parseModelRef
} from "./core-model-ref.js";
import "./core-json-shape.js";
import "./core-digest.js";
import {
  fail
} from "./errors-tables.js";
import "./runtime.js";

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
  return { ...target, report: reportSchema.parse(JSON.parse(await ledger.report(target.model, digest))) };
}
export {
  artifactDigestOf,
  findReport,
  findTarget2 as findTarget,
  reportDigestOf
};
