import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  chooseMetric,
  metricsOf
} from "./core-metrics-ordered.js";
import {
  bad,
  good,
  quote,
  unlike
} from "./config-parsed.js";
import {
  nearest
} from "./core-nearest.js";

// src/config/default-values.ts
var defaultMetrics = {
  regression: ["wape", "mae", "bias"],
  binary: ["log_loss", "roc_auc", "accuracy"],
  multiclass: ["accuracy", "f1_macro"],
  score: ["score"]
};
var relative = {
  overall: { kind: "relative", amount: 0.02, text: "2%" },
  slices: { kind: "relative", amount: 0.1, text: "10%" }
};
var points = {
  overall: { kind: "absolute", amount: 0.01, text: "1 point" },
  slices: { kind: "absolute", amount: 0.05, text: "5 points" }
};
var defaultMargins = (metric) => metric.ratioScale ? relative : points;

// src/config/metric-name.ts
var PATTERN = /^\s*[a-z0-9_]+\s*(?:\(.*\))?\s*$/;
var LONGEST = 200;
function metricText(text) {
  const trimmed = text.trim();
  const [, name, argument] = /^([^\s(]+)\s*\((.*)\)$/.exec(trimmed) ?? [];
  if (name === void 0 || argument === void 0) return trimmed;
  return argument.trim() === "" ? name : `${name}(${argument.trim()})`;
}
function parseMetricText(raw) {
  if (typeof raw !== "string") return unlike("the name of a metric", raw);
  if (raw.length > LONGEST || !PATTERN.test(raw)) {
    return bad(`expected the name of a metric; found ${quote(raw)}`, { hint: "For example wape, or pinball(0.9)." });
  }
  return good(metricText(raw));
}
function metricForms(task) {
  return metricsOf(task).map(({ name, argument }) => {
    if (argument === void 0) return name;
    return argument.fallback === void 0 ? `${name}(${argument.kind})` : `${name}, ${name}(${argument.kind})`;
  });
}
function lookUpMetric(text, task) {
  const chosen = chooseMetric(text, task);
  return "metric" in chosen ? good(chosen) : { ok: false, mistakes: [explain(text, task, chosen.problem)] };
}
function explain(text, task, problem) {
  const names = [...new Set(metricsOf(task).map(({ name }) => name))];
  const written = text.replace(/\(.*$/s, "").trim();
  return {
    message: problem.replace(`"${text}"`, () => quote(text)),
    nearest: names.includes(written) ? void 0 : nearest(written, names),
    hint: `The metrics of ${task} are ${metricForms(task).join(", ")}.`
  };
}

// src/core/quantities.ts
var measuredQuantities = ["model_mb", "predict_ms_per_row", "load_ms"];
var isMeasuredQuantity = (name) => measuredQuantities.includes(name);

// src/config/policy-consistency.ts
function checkMetrics(draft, say) {
  const { task, policy } = draft;
  if (task === void 0) return;
  const chosen = lookUpAll(draft, task, say);
  const [primary] = chosen ?? [];
  if (primary !== void 0) checkPrimary(primary, draft, say);
  for (const [index, guard] of (policy?.guard ?? []).entries()) {
    const mistake = guard && findInGuard(guard, chosen, task);
    if (mistake !== void 0) say(["policy", "guard", index], mistake);
  }
  for (const [index, limit] of (policy?.limits ?? []).entries()) {
    const mistake = limit && findInLimit(limit, task, draft.direction ?? void 0);
    if (mistake !== void 0) say(["policy", "limits", index], mistake);
  }
}
function lookUpAll({ metrics }, task, say) {
  if (metrics === void 0) return void 0;
  return (metrics ?? defaultMetrics[task]).map((text, index) => {
    const found = text === void 0 ? void 0 : lookUpMetric(text, task);
    if (found?.ok) return found.value;
    for (const mistake of found?.mistakes ?? []) say(["metrics", index], mistake);
    return void 0;
  });
}
function checkPrimary({ metric, text }, { policy }, say) {
  if (metric.evidence === "extremes") {
    say(["metrics", 0], {
      message: `${text} cannot be the primary metric: the largest of all errors has no interval`,
      hint: `Name another metric first, and bound it under policy.limits: "${text} <= …".`
    });
  }
  const overall = policy?.margin ? findInMargin(policy.margin, metric) : void 0;
  if (overall !== void 0) say(["policy", "margin"], overall);
  const slices = policy?.slices?.margin ? findInMargin(policy.slices.margin, metric) : void 0;
  if (slices !== void 0) say(["policy", "slices", "margin"], slices);
}
function findInMargin({ kind, text, amount }, metric) {
  if (kind === "relative" && !metric.ratioScale) {
    const points2 = Number((amount * 100).toPrecision(12));
    return {
      message: `a share of ${metric.name} has no meaning: it can be zero or negative, or its zero is arbitrary; found "${text}"`,
      hint: `Write an amount: ${points2 === 1 ? "1 point" : `${points2} points`}, or ${amount}.`
    };
  }
  return text.includes("point") && metric.shownAs === "target" ? {
    message: `${metric.name} is no share, so that points have no meaning for it; found "${text}"`,
    hint: "Write an amount in the target's unit, or a percentage."
  } : void 0;
}
function findInGuard({ metric: name, margin }, chosen, task) {
  const found = lookUpMetric(name, task);
  if (!found.ok) return found.mistakes[0];
  const { metric } = found.value;
  if (metric.evidence === "extremes") {
    return { message: `${name} can only have a limit`, hint: `Write under policy.limits: "${name} <= …".` };
  }
  if (chosen !== void 0 && chosen[0]?.text === name) {
    return { message: `${name} is the primary metric`, hint: "How much worse it may get is policy.margin." };
  }
  if (chosen !== void 0 && !chosen.some((other) => other === void 0 || other.text === name)) {
    return { message: `${name} is not among the metrics, so that nothing would guard it`, hint: "Add it to metrics." };
  }
  return readsAsPoints(margin, metric) ? void 0 : findInMargin(margin, metric);
}
var readsAsPoints = ({ kind }, metric) => kind === "relative" && !metric.ratioScale && metric.shownAs === "percent";
var measured = { direction: "lower", shownAs: "target" };
function findInLimit(limit, task, scoreDirection) {
  const { quantity, text, operator } = limit;
  const found = isMeasuredQuantity(quantity) ? void 0 : lookUpMetric(quantity, task);
  if (found?.ok === false) return explainUnknown(limit, task, found);
  const { direction, shownAs } = found === void 0 ? measured : found.value.metric;
  if (text.endsWith("%") && shownAs === "target") {
    return { message: `${quantity} is no share, so that a percentage has no meaning for it; found "${text}"` };
  }
  const better = task === "score" && quantity === "score" ? scoreDirection : direction;
  const isFloor = operator.startsWith(">");
  if (better === void 0 || better === "zero" || isFloor === (better === "higher")) return void 0;
  return {
    message: `${quantity} is better the ${better} it is, so that "${text}" would ask for a bad model`,
    hint: `Write ${text.replace(operator, isFloor ? operator.replace(">", "<") : operator.replace("<", ">"))}.`
  };
}
function explainUnknown({ quantity }, task, found) {
  const mistake = found.ok ? void 0 : found.mistakes[0];
  if (mistake === void 0 || quantity.includes("(")) return mistake;
  const names = [...metricsOf(task).map(({ name }) => name), ...measuredQuantities];
  return {
    ...mistake,
    nearest: names.includes(quantity) ? void 0 : nearest(quantity, names),
    hint: `${mistake.hint ?? ""} Measured quantities are ${measuredQuantities.join(", ")}.`.trim()
  };
}

export {
  defaultMetrics,
  defaultMargins,
  metricText,
  parseMetricText,
  lookUpMetric,
  checkMetrics,
  findInMargin,
  readsAsPoints
};
