import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  parseGuard,
  parseLimit,
  parseMargin
} from "./config-margin.js";
import {
  defaultMargins,
  defaultMetrics,
  findInMargin,
  lookUpMetric,
  readsAsPoints
} from "./config-policy-consistency.js";
import "./core-metrics-ordered.js";
import "./core-metrics-terms.js";
import {
  parseDuration
} from "./config-percentage.js";
import "./config-parsed.js";
import "./core-nearest.js";
import {
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/entry/cli/commands/compare-options.ts
var split = (text) => (text ?? "").split(",").map((part) => part.trim()).filter((part) => part !== "");
var invalid = (option, value, expected) => fail("option-invalid", { option, value, expected });
function take(option, raw, parsed) {
  if (parsed.ok) return parsed.value;
  const [mistake] = parsed.mistakes;
  const { message = "", nearest, hint } = mistake ?? {};
  const wanted = message.startsWith("expected ") ? message.slice("expected ".length) : `another value; ${message}`;
  const meant = nearest === void 0 ? void 0 : `did you mean "${nearest}"?`;
  throw invalid(option, raw, [wanted, meant, hint?.replace(/\.$/, "")].filter((part) => part !== void 0).join("; "));
}

// src/entry/cli/commands/compare-policy.ts
function readPolicy(options, required) {
  const { task } = options;
  const metrics = (options.metrics === void 0 ? defaultMetrics[task] : split(options.metrics)).map(
    (name) => chosen("--metrics", name, task)
  );
  const [primary] = metrics;
  if (primary === void 0) throw invalid("--metrics", options.metrics ?? "", "at least one metric");
  requireIntervals("--metrics", primary);
  const guards = (options.guard ?? []).map((text) => readGuard(text, task));
  const limits = (options.limit ?? []).map((text) => take("--limit", text, parseLimit(text)));
  const limited = limits.map(({ quantity }) => chosen("--limit", quantity, task));
  return {
    metrics: distinct([...metrics, ...guards.map(({ metric }) => metric), ...limited]),
    require: options.require,
    margin: readMargin("--margin", options.margin, primary, "overall"),
    guards,
    slices: { required, margin: readMargin("--slice-margin", options.sliceMargin, primary, "slices") },
    limits,
    alpha: readAlpha(options.alpha)
  };
}
var chosen = (option, name, task) => take(option, name, lookUpMetric(name, task));
var distinct = (metrics) => [
  ...new Map(metrics.map((metric) => [metric.text, metric])).values()
];
function readGuard(text, task) {
  const guard = take("--guard", text, parseGuard(text));
  const metric = chosen("--guard", guard.metric, task);
  requireIntervals("--guard", metric);
  const { margin } = guard;
  if (readsAsPoints(margin, metric.metric)) return { metric, margin: { ...margin, kind: "absolute" } };
  return { metric, margin: fitted("--guard", text, margin, metric) };
}
function readMargin(option, text, chosenMetric, place) {
  if (text === void 0) return defaultMargins(chosenMetric.metric)[place];
  return fitted(option, text, take(option, text, parseMargin(text)), chosenMetric);
}
function fitted(option, text, margin, { metric }) {
  const mistake = findInMargin(margin, metric);
  if (mistake === void 0) return margin;
  throw invalid(option, text, [mistake.message, mistake.hint].filter((part) => part !== void 0).join("; "));
}
function requireIntervals(option, { metric, text }) {
  if (metric.evidence !== "extremes") return;
  throw invalid(option, text, `a metric with an interval; bound ${text} with --limit "${text} <= …"`);
}
function readAlpha(text) {
  const alpha = Number(text);
  if (!(alpha > 0 && alpha < 0.5)) throw invalid("--alpha", text, "a level between 0 and 0.5, such as 0.05");
  return alpha;
}

// src/entry/cli/commands/compare-request.ts
function readRequest(options) {
  const { files, baselinePrediction, candidatePrediction } = readFiles(options);
  const slices = split(options.slices);
  const required = split(options.requiredSlices);
  const policy = readPolicy(options, required);
  const ids = split(options.id);
  return {
    files,
    request: {
      names: {
        target: readTarget(options),
        ids,
        group: options.group ?? null,
        time: options.time ?? null,
        weight: options.weight ?? null,
        baselinePrediction,
        candidatePrediction
      },
      plan: {
        task: options.task,
        metrics: policy.metrics,
        scoreDirection: options.direction,
        slices: [.../* @__PURE__ */ new Set([...slices, ...required])],
        unit: unitOf(options),
        weighted: options.weight !== void 0,
        ids
      },
      policy,
      facts: { seed: readSeed(options.seed), series: readSeries(options), quantities: {} },
      positive: readPositive(options),
      dropUnlabelled: options.dropUnlabelled === true
    }
  };
}
function readFiles(options) {
  const { baseline, candidate, predictions, prediction, baselineColumn, candidateColumn } = options;
  if (predictions !== void 0) {
    if (baseline !== void 0 || candidate !== void 0) {
      throw invalid("--predictions", predictions, "either --predictions, or --baseline and --candidate, not both");
    }
    if (baselineColumn === void 0 || candidateColumn === void 0) {
      throw fail("option-alone", {
        option: "--predictions",
        other: "--baseline-column and --candidate-column",
        why: "one file holds both predictions, each in a column of its own"
      });
    }
    const files = { baseline: predictions, candidate: predictions };
    return { files, baselinePrediction: baselineColumn, candidatePrediction: candidateColumn };
  }
  if (baseline === void 0 || candidate === void 0) {
    const [missing, given] = baseline === void 0 ? ["--baseline", candidate === void 0 ? "" : "--candidate"] : ["--candidate", "--baseline"];
    throw fail("option-alone", {
      option: given === "" ? "relevo compare" : given,
      other: missing,
      why: "two files of predictions are compared, or one with --predictions"
    });
  }
  if (baseline === "-" && candidate === "-")
    throw invalid("--candidate", "-", "a file: standard input can be read once");
  return {
    files: { baseline, candidate },
    baselinePrediction: baselineColumn ?? prediction,
    candidatePrediction: candidateColumn ?? prediction
  };
}
function readTarget({ task, target }) {
  if (task === "score") {
    if (target !== void 0)
      throw invalid("--target", target, "nothing with --task score, whose numbers are scores already");
    return null;
  }
  if (target === void 0) throw invalid("--target", "", `the column of the true values of a ${task} task`);
  return target;
}
var unitOf = ({ group, time }) => time !== void 0 ? "time" : group !== void 0 ? "group" : "row";
function readPositive({ task, positive }) {
  if (positive !== void 0 && task !== "binary") throw invalid("--positive", positive, "only with --task binary");
  return positive ?? null;
}
function readSeries({ time, season, horizon }) {
  if (time === void 0 && season !== void 0)
    throw fail("option-alone", { option: "--season", other: "--time", why: "a season needs rows in order" });
  if (time === void 0 && horizon !== void 0)
    throw fail("option-alone", { option: "--horizon", other: "--time", why: "a horizon needs rows in order" });
  const steps = horizon === void 0 ? null : Number(horizon);
  return {
    seasonMs: season === void 0 ? null : take("--season", season, parseDuration(season)).ms,
    horizon: horizon === void 0 || steps === null ? null : Number.isInteger(steps) && steps >= 1 ? { periods: steps } : { ms: take("--horizon", horizon, parseDuration(horizon)).ms }
  };
}
function readSeed(seed) {
  const number = Number(seed);
  if (!/^\d+$/.test(seed) || number > 2 ** 31) throw invalid("--seed", seed, "a whole number from 0 to 2147483648");
  return number;
}
export {
  readRequest
};
