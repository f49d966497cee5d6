import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/core/policy.ts
function outcomeOf({ improvement, allowance }, alpha) {
  if (improvement.lower(alpha) > 0) return "better";
  const notWorse = allowance.lower(alpha) > 0;
  if (notWorse && improvement.upper(alpha) < 0) return "slightly-worse";
  if (notWorse) return "not-worse";
  return allowance.upper(alpha) < 0 ? "worse" : "inconclusive";
}
function resultOf(outcome, require2, provenWorse) {
  switch (outcome) {
    case "identical":
    case "better":
      return "pass";
    case "slightly-worse":
      return require2 === "not-worse" ? "pass" : "fail";
    case "not-worse":
      return require2 === "not-worse" ? "pass" : "inconclusive";
    case "worse":
      return "fail";
    case "inconclusive":
      return require2 === "better" && provenWorse ? "fail" : "inconclusive";
  }
}
var sliceOutcome = (outcome, adjusted, alpha) => outcome === "worse" && !(adjusted <= alpha) ? "inconclusive" : outcome;
var operators = {
  "<=": { holds: ({ upper }, bound) => upper <= bound, breaks: ">" },
  "<": { holds: ({ upper }, bound) => upper < bound, breaks: ">=" },
  ">=": { holds: ({ lower }, bound) => lower >= bound, breaks: "<" },
  ">": { holds: ({ lower }, bound) => lower > bound, breaks: "<=" }
};
function limitResult({ operator, bound }, candidate, alpha) {
  const interval = { lower: candidate.lower(alpha), upper: candidate.upper(alpha) };
  const { holds, breaks } = operators[operator];
  if (holds(interval, bound)) return "pass";
  return operators[breaks].holds(interval, bound) ? "fail" : "inconclusive";
}
function verdictOf(results) {
  const counted = results.filter((result) => result !== "skipped");
  if (counted.includes("fail")) return "fail";
  return counted.length === 0 || counted.includes("inconclusive") ? "inconclusive" : "pass";
}
function absoluteMargin({ kind, amount }, baseline) {
  if (kind === "absolute") return amount;
  return baseline === null ? null : amount * Math.abs(baseline);
}

export {
  outcomeOf,
  resultOf,
  sliceOutcome,
  limitResult,
  verdictOf,
  absoluteMargin
};
