import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  verdictOf
} from "./core-policy.js";

// src/report/report-check.ts
function contradictionOf({ comparison, verdict, outcome, failure, training }) {
  if (comparison === null) return verdict === "pass" ? "it passes without a comparison" : null;
  if (failure !== null || training.how === "failed") return "it holds both a failure and a comparison";
  const primary = comparison.metrics.find(({ role, slice }) => role === "primary" && slice === null);
  if (primary === void 0) return "its comparison has no primary metric";
  if (outcome !== primary.outcome) return "its outcome is not that of its primary metric";
  const judged = verdictOf(comparison.checks.map((check) => check.result));
  if (verdict !== comparison.verdict || verdict !== judged) return "its verdict is not that of its checks";
  const isOpen = primary.outcome === "worse" || primary.outcome === "inconclusive";
  return verdict === "pass" && isOpen ? "it passes although its primary metric does not" : null;
}
var namingRows = /* @__PURE__ */ new Set([
  "holdout-id",
  "id-duplicate",
  "id-missing",
  "id-out-of-step",
  "predict-id",
  "predict-value",
  "production-cannot-predict"
]);
function presentable(report, rows) {
  if (rows === "ids") return report;
  const { comparison, failure, baseline } = report;
  return {
    ...report,
    comparison: comparison && { ...comparison, flips: { ...comparison.flips, worst: [] } },
    failure: nameless(failure),
    baseline: { ...baseline, problem: nameless(baseline.problem) }
  };
}
var withoutRow = {
  "holdout-id": () => "Two rows of the holdout have the same id.",
  "production-cannot-predict": (what) => what
};
function nameless(failure) {
  if (failure === null || !namingRows.has(failure.code)) return failure;
  return {
    ...failure,
    what: withoutRow[failure.code]?.(failure.what) ?? "A row of the predictions does not fit the holdout.",
    why: `Which one stands in the log of the run; \`report: { rows: ids }\` would name it here.`
  };
}

export {
  contradictionOf,
  presentable
};
