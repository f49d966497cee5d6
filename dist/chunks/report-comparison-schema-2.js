import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  external_exports
} from "./zod.js";

// src/report/comparison-schema.ts
var number = external_exports.number().nullable();
var slice = external_exports.record(external_exports.string(), external_exports.string());
var bounds = external_exports.tuple([number, number]).readonly();
var unit = external_exports.enum(["rows", "groups", "hours", "days", "weeks", "periods"]);
var count = external_exports.number().int().nonnegative();
var metric = external_exports.object({
  metric: external_exports.string().describe("As it was asked for: `wape`, `pinball(0.9)`."),
  role: external_exports.enum(["primary", "guard", "shown", "limit"]),
  direction: external_exports.enum(["higher", "lower", "zero"]).describe("Which way is better."),
  shown_as: external_exports.enum(["percent", "target", "number"]).describe("How people read it; values here are plain numbers."),
  slice: slice.nullable().describe("null: all rows."),
  rows: count,
  groups: count.describe("Independent units among the rows."),
  baseline: number,
  candidate: number,
  improvement: number.describe("Oriented: plus is better. Absolute, in the metric’s own unit."),
  interval: bounds.nullable().describe("Two-sided at `level`: its ends are one-sided bounds at alpha."),
  level: external_exports.number(),
  se: number,
  df: number,
  method: external_exports.string().nullable(),
  p_better: number.describe("One-sided p-value for improvement > 0."),
  p_margin: number.describe("One-sided p-value for improvement > −margin."),
  p_holm: number.describe("For a slice: p-value of being worse than the margin, adjusted over all slices tested."),
  margin: external_exports.object({ given: external_exports.string(), absolute: number }).nullable(),
  outcome: external_exports.enum(["identical", "better", "slightly-worse", "not-worse", "worse", "inconclusive"]),
  rows_needed: external_exports.object({ additional: count, unit, power: external_exports.number() }).nullable(),
  reason: external_exports.string().nullable().describe("Why a number is null, or what to know about the method.")
});
var flipCounts = { right_to_wrong: count, wrong_to_right: count };
var check = external_exports.object({
  name: external_exports.string(),
  metric: external_exports.string(),
  slice: slice.nullable(),
  expected: external_exports.string(),
  actual: number,
  interval: bounds.nullable(),
  result: external_exports.enum(["pass", "fail", "inconclusive", "skipped"]),
  message: external_exports.string()
});
var inputs = external_exports.record(external_exports.string(), external_exports.string());
var verdict = external_exports.enum(["pass", "fail", "inconclusive"]);
var comparisonBody = {
  task: external_exports.enum(["regression", "binary", "multiclass", "score"]),
  rows: count,
  groups: count,
  unit,
  alpha: external_exports.number(),
  require: external_exports.enum(["better", "not-worse"]),
  seed: external_exports.number().int(),
  metrics: external_exports.array(metric).readonly(),
  slices: external_exports.object({
    too_small: external_exports.array(external_exports.object({ slice, rows: count, groups: count })).readonly(),
    left_out: count
  }),
  flips: external_exports.object({
    ...flipCounts,
    tolerance: number.describe("How much a row’s loss must change to count; null for classes."),
    mcnemar_p: number.describe(
      "Exact one-sided McNemar p-value for the candidate being right more often; null where it does not apply."
    ),
    slices: external_exports.array(external_exports.object({ slice, ...flipCounts })).readonly(),
    worst: external_exports.array(
      external_exports.object({
        kind: external_exports.enum(["right_to_wrong", "wrong_to_right"]),
        id: external_exports.record(external_exports.string(), external_exports.string()),
        change: external_exports.number()
      })
    ).readonly()
  }),
  checks: external_exports.array(check).readonly(),
  power: external_exports.object({
    equal_passes: number.describe("Share of equally good candidates that would pass, checks taken as independent."),
    for_80: external_exports.object({ groups: number, margin: number })
  }),
  verdict,
  warnings: external_exports.array(
    external_exports.object({
      code: external_exports.enum([
        "constant-predictions",
        "few-units",
        "irregular-time",
        "left-out-slices",
        "one-class-rows",
        "one-class-slices",
        "small-slices",
        "too-many-values",
        "unlabelled-rows",
        "zero-targets"
      ]),
      message: external_exports.string(),
      count
    })
  ).readonly()
};
var comparisonSchema = external_exports.object({
  schema: external_exports.literal("relevo.comparison/1"),
  relevo: external_exports.string().describe("The version of Relevo that wrote it."),
  inputs,
  ...comparisonBody
}).describe("Two models compared on the same rows, with the verdict.");
function comparisonDocument(comparison, lineage) {
  const { relevo, inputs: digests } = lineage;
  const { task, rows, groups, ...rest } = comparison;
  return { schema: "relevo.comparison/1", relevo, task, rows, groups, inputs: { ...digests }, ...rest };
}
var comparisonJsonSchema = () => external_exports.toJSONSchema(comparisonSchema, { target: "draft-2020-12" });

export {
  comparisonBody,
  comparisonSchema,
  comparisonDocument,
  comparisonJsonSchema
};
