import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  absoluteError,
  absolutePercentageError,
  absoluteTarget,
  add,
  ascendingOrder,
  binaryHit,
  binaryLogLoss,
  classHit,
  classLogLoss,
  constant,
  divide,
  itself,
  meanOfOwn,
  momentMetric,
  multiply,
  nonZeroTarget,
  only,
  quantileLoss,
  ratioOfSums,
  scale,
  signedError,
  sqrt,
  squaredError,
  squaredTargetFromOrigin,
  subtract,
  symmetricPercentageError,
  targetFromOrigin,
  topKHit
} from "./core-metrics-terms.js";

// src/core/metrics/ordered.ts
var weightOf = (weights, row) => weights === null ? 1 : weights[row];
function prepareMedianError(target, prediction) {
  const errors = target.map((value, row) => Math.abs(prediction[row] - value));
  const order = ascendingOrder(errors);
  return (weights) => {
    let total = weights === null ? errors.length : 0;
    if (weights !== null) for (let row = 0; row < weights.length; row++) total += weights[row];
    if (total === 0) return Number.NaN;
    let below = 0;
    let lower = Number.NaN;
    for (let rank = 0; rank < order.length; rank++) {
      const row = order[rank];
      below += weightOf(weights, row);
      if (Number.isNaN(lower) && below * 2 >= total) lower = errors[row];
      if (below * 2 > total) return (lower + errors[row]) / 2;
    }
    return lower;
  };
}
function prepareAveragePrecision(target, prediction) {
  const order = ascendingOrder(prediction.map((score) => -score));
  const isPositive = Uint8Array.from(order, (row) => target[row] > 0.5 ? 1 : 0);
  const isLast = Uint8Array.from(order, (row, rank) => {
    const next = order[rank + 1];
    return next === void 0 || prediction[next] !== prediction[row] ? 1 : 0;
  });
  return (weights) => {
    let hits = 0;
    let seen = 0;
    let recalled = 0;
    let sum = 0;
    for (let rank = 0; rank < order.length; rank++) {
      const weight = weightOf(weights, order[rank]);
      seen += weight;
      if (isPositive[rank] === 1) hits += weight;
      if (isLast[rank] === 0) continue;
      if (hits > recalled) sum += (hits - recalled) * hits / seen;
      recalled = hits;
    }
    return hits > 0 ? sum / hits : Number.NaN;
  };
}
function prepareAreaUnderCurve(target, prediction) {
  const order = ascendingOrder(prediction);
  return (weights) => {
    let negatives2 = 0;
    let positives = 0;
    let won = 0;
    let from = 0;
    while (from < order.length) {
      const score = prediction[order[from]];
      let [tiedNegatives, tiedPositives] = [0, 0];
      let to = from;
      for (; to < order.length && prediction[order[to]] === score; to++) {
        const row = order[to];
        if (target[row] > 0.5) tiedPositives += weightOf(weights, row);
        else tiedNegatives += weightOf(weights, row);
      }
      won += tiedPositives * (negatives2 + tiedNegatives / 2);
      negatives2 += tiedNegatives;
      positives += tiedPositives;
      from = to;
    }
    return won / (negatives2 * positives);
  };
}
var BINS = 10;
function prepareCalibrationError(target, prediction) {
  const bins = Uint8Array.from(
    prediction,
    (probability) => Math.min(BINS - 1, Math.max(0, Math.ceil(probability * BINS) - 1))
  );
  const tooHigh = prediction.map((probability, row) => probability - target[row]);
  return (weights) => {
    const gaps = new Float64Array(BINS);
    let total = 0;
    for (let row = 0; row < bins.length; row++) {
      const weight = weightOf(weights, row);
      const bin = bins[row];
      gaps[bin] = gaps[bin] + weight * tooHigh[row];
      total += weight;
    }
    return total > 0 ? gaps.reduce((sum, gap2) => sum + Math.abs(gap2), 0) / total : Number.NaN;
  };
}

// src/core/metrics/binary.ts
var binary = { tasks: ["binary"], direction: "higher", ratioScale: true, shownAs: "percent" };
function confusionOf({ total, support, predicted, hit }, positive) {
  const [positives, selected, hits] = [support.get(positive), predicted.get(positive), hit.get(positive)];
  if (positives === void 0 || selected === void 0 || hits === void 0) {
    throw new Error(`There are no counts of class ${positive}.`);
  }
  return { hits, positives, selected, total };
}
var falsePositives = ({ selected, hits }) => subtract(selected, hits);
var negatives = ({ total, positives }) => subtract(total, positives);
var rejected = ({ total, selected }) => subtract(total, selected);
var recall = ({ hits, positives }) => divide(hits, positives);
var specificity = (c) => divide(subtract(negatives(c), falsePositives(c)), negatives(c));
function correlation(c) {
  const covariance = subtract(multiply(c.hits, c.total), multiply(c.positives, c.selected));
  const spread = multiply(multiply(c.positives, negatives(c)), multiply(c.selected, rejected(c)));
  return divide(covariance, sqrt(spread));
}
function kappa(c) {
  const agreement = multiply(subtract(add(c.hits, negatives(c)), falsePositives(c)), c.total);
  const chance = add(multiply(c.positives, c.selected), multiply(negatives(c), rejected(c)));
  return divide(subtract(agreement, chance), subtract(multiply(c.total, c.total), chance));
}
var counted = (name, value, more = {}) => ({
  ...binary,
  name,
  evidence: "counts",
  value: (means, positive) => value(confusionOf(means, positive)),
  ...more
});
var ranked = (row) => ({
  ...binary,
  evidence: "ranks",
  shownAs: "number",
  ...row
});
var correlated = { ratioScale: false, shownAs: "number" };
var binaryMetrics = [
  momentMetric({ ...binary, name: "accuracy", own: [binaryHit], proportion: true }),
  counted("balanced_accuracy", (c) => scale(add(recall(c), specificity(c)), 0.5)),
  counted("precision", ({ hits, selected }) => divide(hits, selected)),
  counted("recall", recall),
  counted("f1", ({ hits, positives, selected }) => divide(scale(hits, 2), add(positives, selected))),
  counted("specificity", specificity),
  counted("mcc", correlation, correlated),
  counted("cohen_kappa", kappa, correlated),
  ranked({
    name: "roc_auc",
    method: "delong",
    stratified: true,
    swing: (positives, rows) => 1 / Math.min(positives, rows - positives),
    prepare: prepareAreaUnderCurve,
    ratioScale: false
  }),
  ranked({
    name: "average_precision",
    method: "bootstrap",
    stratified: true,
    swing: (positives) => (1 + Math.log(positives)) / positives,
    prepare: prepareAveragePrecision
  }),
  momentMetric({ ...binary, name: "log_loss", direction: "lower", shownAs: "number", own: [binaryLogLoss] }),
  momentMetric({ ...binary, name: "brier", direction: "lower", shownAs: "number", own: [squaredError] }),
  ranked({
    name: "ece",
    method: "bootstrap",
    stratified: true,
    swing: (_, rows) => 1 / rows,
    prepare: prepareCalibrationError,
    direction: "lower"
  })
];

// src/core/metrics/fairness.ts
var at = (cells, group) => {
  const found = cells[group];
  if (found === void 0) throw new Error(`There are no counts of group ${group}.`);
  return found;
};
var selectionRate = ({ selected, total }, group) => divide(at(selected, group), at(total, group));
var truePositiveRate = ({ hit, positive }, group) => divide(at(hit, group), at(positive, group));
var falsePositiveRate = ({ selected, hit, total, positive }, group) => divide(subtract(at(selected, group), at(hit, group)), subtract(at(total, group), at(positive, group)));
function gap(means, rateOf) {
  const rates = [...means.total.keys()].filter((group) => at(means.total, group).value > 0).map((group) => rateOf(means, group));
  const undefinedRate = rates.find((rate) => Number.isNaN(rate.value));
  if (undefinedRate !== void 0) return undefinedRate;
  const [first = rateOf(means, 0), ...others] = rates;
  const highest = others.reduce((most, rate) => rate.value > most.value ? rate : most, first);
  const lowest = others.reduce((least, rate) => rate.value < least.value ? rate : least, first);
  return subtract(highest, lowest);
}
var fairness = (name, value) => ({
  name,
  evidence: "fairness",
  tasks: ["binary"],
  direction: "lower",
  ratioScale: false,
  shownAs: "percent",
  argument: { kind: "column" },
  value
});
var fairnessMetrics = [
  fairness("demographic_parity_difference", (means) => gap(means, selectionRate)),
  fairness("equalized_odds_difference", (means) => {
    const [hits, alarms] = [gap(means, truePositiveRate), gap(means, falsePositiveRate)];
    return hits.value >= alarms.value || Number.isNaN(hits.value) ? hits : alarms;
  })
];

// src/core/metrics/multiclass.ts
var multiclass = { tasks: ["multiclass"], direction: "higher", ratioScale: true, shownAs: "percent" };
var cell = (cells, code) => {
  const found = cells.get(code);
  if (found === void 0) throw new Error(`There are no counts of class ${code}.`);
  return found;
};
var recallOf = ({ hit, support }, code) => divide(cell(hit, code), cell(support, code));
var precisionOf = ({ hit, predicted }, code) => divide(cell(hit, code), cell(predicted, code));
var f1Of = ({ hit, support, predicted }, code) => divide(scale(cell(hit, code), 2), add(cell(support, code), cell(predicted, code)));
var present = ({ support, predicted }) => [...support.keys()].filter((code) => cell(support, code).value + cell(predicted, code).value > 0);
var labelled = ({ support }) => [...support.keys()].filter((code) => cell(support, code).value > 0);
function macro(means, codes, ofClass2) {
  const values = codes.map((code) => ofClass2(means, code)).filter((value) => !Number.isNaN(value.value));
  const zero = constant(0, means.total.gradient.length);
  return scale(values.reduce(add, zero), 1 / codes.length);
}
function weightedF1(means) {
  const { hit, support, predicted, total } = means;
  const zero = constant(0, total.gradient.length);
  const sum = labelled(means).reduce((so, code) => {
    const pair = add(cell(support, code), cell(predicted, code));
    return add(so, divide(scale(multiply(cell(support, code), cell(hit, code)), 2), pair));
  }, zero);
  return divide(sum, total);
}
var counted2 = (name, value, more = {}) => ({
  ...multiclass,
  name,
  evidence: "counts",
  value,
  ...more
});
var ofClass = { argument: { kind: "class" } };
var multiclassMetrics = [
  momentMetric({ ...multiclass, name: "accuracy", own: [classHit], proportion: true }),
  counted2("balanced_accuracy", (means) => macro(means, labelled(means), recallOf)),
  counted2("f1_macro", (means) => macro(means, present(means), f1Of)),
  momentMetric({ ...multiclass, name: "f1_micro", own: [classHit], proportion: true }),
  counted2("f1_weighted", weightedF1),
  counted2("precision_macro", (means) => macro(means, present(means), precisionOf)),
  counted2("recall_macro", (means) => macro(means, present(means), recallOf)),
  momentMetric({
    ...multiclass,
    name: "log_loss",
    direction: "lower",
    shownAs: "number",
    own: [classLogLoss],
    needsProbabilities: true
  }),
  momentMetric({
    ...multiclass,
    name: "top_k_accuracy",
    own: [topKHit],
    proportion: true,
    needsProbabilities: true,
    argument: { kind: "number", fallback: 2 }
  }),
  counted2("recall", recallOf, ofClass),
  counted2("precision", precisionOf, ofClass)
];

// src/core/metrics/regression.ts
var regression = { tasks: ["regression"], direction: "lower", ratioScale: true, shownAs: "target" };
var smooth = (row) => momentMetric({ ...regression, ...row });
var ROUNDED = 1e-11;
function determination({ own, shared, weight }) {
  const [target, square] = shared;
  if (target === void 0 || square === void 0) throw new Error("R² needs the target and its square.");
  const centre = divide(target, weight);
  const fromOrigin = divide(square, weight);
  const variance = subtract(fromOrigin, multiply(centre, centre));
  const isLost = variance.value <= ROUNDED * fromOrigin.value;
  const spread = isLost ? constant(0, variance.gradient.length) : variance;
  return subtract(divide(weight, weight), divide(divide(only(own), weight), spread));
}
var medianError = {
  ...regression,
  name: "medae",
  evidence: "ranks",
  method: "bootstrap",
  stratified: false,
  swing: () => Number.POSITIVE_INFINITY,
  prepare: prepareMedianError
};
var maximumError = { ...regression, name: "max_error", evidence: "extremes", own: absoluteError };
var regressionMetrics = [
  smooth({ name: "mae", own: [absoluteError] }),
  smooth({ name: "mse", own: [squaredError], shownAs: "number" }),
  smooth({ name: "rmse", own: [squaredError], value: (means) => sqrt(meanOfOwn(means)) }),
  smooth({ name: "wape", shared: [absoluteTarget], own: [absoluteError], value: ratioOfSums, shownAs: "percent" }),
  smooth({
    name: "mape",
    shared: [nonZeroTarget],
    own: [absolutePercentageError],
    value: ratioOfSums,
    shownAs: "percent"
  }),
  smooth({ name: "smape", own: [symmetricPercentageError], shownAs: "percent" }),
  smooth({
    name: "bias",
    shared: [absoluteTarget],
    own: [signedError],
    value: ratioOfSums,
    direction: "zero",
    ratioScale: false,
    shownAs: "percent"
  }),
  smooth({
    name: "r2",
    shared: [targetFromOrigin, squaredTargetFromOrigin],
    own: [squaredError],
    value: determination,
    direction: "higher",
    ratioScale: false,
    shownAs: "number"
  }),
  smooth({ name: "pinball", own: [quantileLoss], argument: { kind: "number", fallback: 0.5 } }),
  medianError,
  maximumError
];

// src/core/metrics/score.ts
var scoreMetrics = [
  momentMetric({
    name: "score",
    tasks: ["score"],
    direction: "higher",
    shownAs: "number",
    own: [itself]
  })
];

// src/core/metrics/catalogue.ts
var metrics = [
  ...regressionMetrics,
  ...binaryMetrics,
  ...multiclassMetrics,
  ...scoreMetrics,
  ...fairnessMetrics
];
var metricsOf = (task) => metrics.filter((metric) => metric.tasks.includes(task));
function chooseMetric(text, task) {
  const [, name, bracketed] = /^\s*([a-z0-9_]+)\s*(?:\(\s*(.*?)\s*\))?\s*$/.exec(text) ?? [];
  const metric = metricsOf(task).find((candidate) => candidate.name === name && takes(candidate, bracketed));
  if (metric !== void 0) return withArgument(spelt(metric.name, bracketed), metric, bracketed);
  const elsewhere = [...metricsOf(task), ...metrics].find((candidate) => candidate.name === name);
  if (elsewhere === void 0) return { text, problem: `there is no metric "${text}"` };
  if (!elsewhere.tasks.includes(task)) {
    return { text, problem: `${elsewhere.name} is a metric of ${elsewhere.tasks.join(" and ")}, not of ${task}` };
  }
  return {
    text,
    problem: elsewhere.argument === void 0 ? `${elsewhere.name} takes nothing in brackets` : `${elsewhere.name} is written with its ${elsewhere.argument.kind} in brackets`
  };
}
var spelt = (name, bracketed) => bracketed === void 0 || bracketed === "" ? name : `${name}(${bracketed})`;
var takes = (metric, bracketed) => bracketed === void 0 || bracketed === "" ? metric.argument === void 0 || metric.argument.fallback !== void 0 : metric.argument !== void 0;
function withArgument(text, metric, bracketed) {
  const { argument } = metric;
  if (argument === void 0) return { text, metric, argument: null };
  if (argument.kind !== "number") return { text, metric, argument: bracketed ?? "" };
  const number = bracketed === void 0 || bracketed === "" ? argument.fallback : Number(bracketed);
  if (number === void 0 || !Number.isFinite(number) || !fits(metric.name, number)) {
    return { text, problem: `${metric.name} does not take "${bracketed}"` };
  }
  return { text, metric, argument: number };
}
var fits = (name, value) => name === "pinball" ? value > 0 && value < 1 : Number.isInteger(value) && value >= 1;

export {
  metrics,
  metricsOf,
  chooseMetric
};
