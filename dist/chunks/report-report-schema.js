import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  comparisonBody
} from "./report-comparison-schema-2.js";
import {
  external_exports
} from "./zod.js";

// src/report/report-schema.ts
var SCHEMA = "relevo.report/1";
var digest = external_exports.string().regex(/^sha256:[0-9a-f]{64}$/);
var count = external_exports.number().int().nonnegative();
var number = external_exports.number().nullable();
var text = external_exports.string();
var failure = external_exports.object({ code: text, what: text, why: text, remedy: text });
var run = external_exports.object({
  id: text,
  at: text,
  by: text,
  origin: external_exports.enum(["push", "branch", "pull-request", "fork", "merge-group", "local"]),
  commit: text.nullable(),
  tree: text.nullable(),
  branch: text.nullable(),
  dirty: external_exports.boolean().describe("Made from files that no commit holds: never promotable.")
});
var digests = external_exports.object({
  training: digest,
  rules: digest.describe("Metrics, policy and how the holdout is read."),
  yardstick: digest.describe("The rules and the holdout together."),
  holdout: digest,
  comparison: digest.nullable(),
  candidate: digest.nullable(),
  predictions: digest.nullable()
});
var training = external_exports.object({
  how: external_exports.enum(["trained", "known", "elsewhere", "failed", "not-trained"]),
  when: external_exports.enum(["label", "command", "never"]).nullable().describe("`train.when`, where it kept this run from training."),
  source: text.nullable().describe("Where a model that was trained elsewhere was taken from."),
  command: external_exports.array(text).readonly(),
  seed: count,
  seconds: number,
  cpu_seconds: number,
  peak_mb: number,
  last_lines: external_exports.array(text).readonly(),
  repeats: external_exports.array(external_exports.object({ seed: count, value: number })).readonly().describe("The primary metric of the same training with other seeds.")
});
var data = external_exports.object({
  path: text,
  part: external_exports.enum(["training", "holdout"]),
  digest,
  rows: count,
  columns: count,
  range: external_exports.tuple([text, text]).readonly().nullable(),
  column_names: external_exports.array(text).readonly().optional().describe("The first of them; absent in reports of old.")
});
var inputs = external_exports.object({
  files: external_exports.array(
    external_exports.object({ path: text, content: text.describe("`git:` and an object id, or `sha256:` where no commit has it.") })
  ).readonly().describe("By path, from the model’s folder; the first of them where there are very many."),
  rest: external_exports.object({ files: count, digest }).nullable().describe("What is not listed; null when all of it is.")
});
var prediction = external_exports.object({
  rows: count,
  backend: text.nullable(),
  note: text.nullable(),
  ms_per_row: number,
  load_ms: number,
  model_mb: number
});
var baseline = external_exports.object({
  name: text.describe("`v11`, or `the best constant`."),
  version: count.nullable(),
  event: digest.nullable().describe("The ledger event that made it production."),
  problem: failure.nullable().describe("Why production could not predict here.")
});
var verdict = external_exports.enum(["pass", "fail", "inconclusive"]);
var reportSchema = external_exports.object({
  schema: external_exports.literal(SCHEMA),
  relevo: text,
  model: text,
  task: external_exports.enum(["regression", "binary", "multiclass", "score"]),
  run,
  digests,
  baseline,
  training,
  inputs: inputs.optional().describe("The files that shaped the weights, lock files included; absent in reports of old."),
  data: external_exports.array(data).readonly(),
  prediction: prediction.nullable(),
  comparison: external_exports.object(comparisonBody).nullable(),
  former: external_exports.object({ rules: digest, verdict }).nullable().describe("The verdict under the rules at the baseline’s commit, when those were others."),
  judged_on_holdout: count.describe("Distinct candidates judged on this holdout, this one included."),
  policy: external_exports.record(external_exports.string(), external_exports.unknown()).describe("As the config has it."),
  config: external_exports.record(external_exports.string(), text).optional().describe("Every key of the model in relevo.yml with its value, as text; absent in reports of old."),
  failure: failure.nullable(),
  verdict,
  outcome: external_exports.enum(["identical", "better", "slightly-worse", "not-worse", "worse", "inconclusive"]).nullable()
}).describe("One evaluation of a model at a commit.");
function readReport(json) {
  let value;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, reason: "it is no JSON" };
  }
  const parsed = reportSchema.safeParse(value);
  if (parsed.success) return { ok: true, report: parsed.data };
  const { schema } = Object(value);
  if (schema !== SCHEMA)
    return { ok: false, reason: `its schema is ${JSON.stringify(schema) ?? "missing"}, not "${SCHEMA}"` };
  const [issue] = parsed.error.issues;
  return { ok: false, reason: `${issue?.path.join(".") || "it"} is not as declared: ${issue?.message ?? "unknown"}` };
}

export {
  reportSchema,
  readReport
};
