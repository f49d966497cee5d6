import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  amount,
  bothEnds,
  changeFigure,
  count,
  counted,
  fixed,
  intervalFigure,
  metricName,
  neededFigure,
  outcomeWords,
  scaleOf,
  valueFigure
} from "./report-figures.js";
import {
  metricText,
  numberText
} from "./core-number-text.js";
import {
  caution
} from "./stdlib-math-base-special-kernel-betainc.js";

// src/report/comparison-words.ts
function firstLine(comparison, subject) {
  const { sign, told, follows } = answer(comparison, subject);
  const consequence = subject.consequence === null ? "" : subject.consequence[follows];
  const isSentence = told.includes(", ") || consequence.includes(", ") || sign === "➖";
  const separator = consequence === "" ? "" : isSentence ? "; " : ", ";
  const text = `${subject.model === null ? "" : `${subject.model}: `}${told}${separator}${consequence}`;
  return { sign, text: subject.model === null ? capitalised(text) : text };
}
function answer(comparison, subject) {
  const primary = primaryOf(comparison);
  const values = `${subject.inert(metricName(primary.metric))} ${arrow(primary)}`;
  if (comparison.verdict === "fail")
    return { sign: "❌", told: failure(comparison, subject, values), follows: "otherwise" };
  if (comparison.verdict === "inconclusive")
    return { sign: "⚠️", told: openQuestion(comparison, subject, values), follows: "otherwise" };
  switch (primary.outcome) {
    case "identical":
      return { sign: "➖", told: `predicts exactly what ${subject.baseline} does`, follows: "pass" };
    case "better":
      return { sign: "✅", told: values, follows: "pass" };
    case "slightly-worse": {
      const allowed = subject.inert(primary.margin?.given.replace("%", " %") ?? "margin");
      return {
        sign: "✅",
        told: `a little worse than ${subject.baseline}, within the ${allowed} allowed`,
        follows: "pass"
      };
    }
    case "not-worse":
      return { sign: "✅", told: `as good as ${subject.baseline} (${values})`, follows: "pass" };
    case "worse":
    case "inconclusive":
      throw new Error(`A comparison passed although its primary metric is ${primary.outcome}.`);
  }
}
function failure({ checks, ...comparison }, { inert }, values) {
  const failed = checks.filter((check) => check.result === "fail");
  const slices = failed.filter((check) => check.slice !== null);
  const [first] = failed;
  if (first === void 0) throw new Error("A comparison failed without a failed check.");
  if (first === checks[0]) return values;
  const mood = primaryOf(comparison).outcome === "better" ? "better on average, " : "";
  return mood + (slices.length > 0 ? `worse for ${slicesOf(slices, inert)}` : failureOf(first, inert));
}
function failureOf({ name, metric, expected }, inert) {
  if (name === expected) return `breaks the limit ${inert(limitText(expected))}`;
  return name.endsWith(": guard") ? `worse in ${inert(metricName(metric))}` : `fails for ${inert(name)}`;
}
function openQuestion({ checks, ...comparison }, { inert }, values) {
  const open = checks.filter((check) => check.result === "inconclusive");
  const slices = open.filter((check) => check.slice !== null);
  const [first] = open;
  if (first === void 0 || first === checks[0]) return "undecided";
  const mood = primaryOf(comparison).outcome === "better" ? `${values}, but ` : "";
  if (slices.length > 0) return `${mood}undecided for ${slicesOf(slices, inert)}`;
  const what = first.name === first.expected ? `the limit ${limitText(first.expected)}` : metricName(first.metric);
  return `${mood}undecided on ${inert(what)}`;
}
function slicesOf([first, ...others], inert) {
  const more = others.length === 0 ? "" : ` and ${counted(others.length, "more slices")}`;
  return `${sliceName(first?.slice ?? null, inert)}${more}`;
}
var limitText = (text) => text.replace("<=", "≤").replace(">=", "≥").replace(/%$/, " %");
function primaryOf({ metrics }) {
  const primary = metrics.find((row) => row.role === "primary" && row.slice === null);
  if (primary === void 0) throw new Error("A comparison without a primary metric cannot be told.");
  return primary;
}
var sliceName = (slice, inert) => Object.entries(slice ?? {}).map(([column, value]) => `${inert(column)} = ${value === "" ? "(empty)" : inert(value)}`).join(", ");
function arrow(row) {
  const scale = scaleOf(row);
  return `${valueFigure(row.baseline, scale)} → ${valueFigure(row.candidate, scale)}`;
}
function evidenceSentence(comparison, inert) {
  const primary = primaryOf(comparison);
  const on = `on ${counted(comparison.rows, "rows")}${comparison.unit === "rows" ? "" : ` of ${counted(comparison.groups, comparison.unit)}`}`;
  if (primary.outcome === "identical") return `No prediction differs ${on}.`;
  const name = metricName(primary.metric);
  if (primary.improvement === null)
    return `${inert(capitalised(name))} is undefined ${on}: ${inert(primary.reason ?? "it has no value")}.`;
  const scale = scaleOf(primary);
  const interval = intervalFigure(primary, scale);
  const change = capitalised(amount(primary.improvement, scale));
  if (interval === null)
    return `${change} ${on}, but no interval can be given: ${inert(primary.reason ?? "too few rows")}.`;
  const [first] = comparison.checks;
  if (first?.result !== "inconclusive") {
    const level = `${Math.round(primary.level * 100)} %`;
    return `${change} (${level}: ${interval}) ${on}.${notes(primary)}${undecided(comparison, inert)}`;
  }
  const both = bothEnds(primary, scale) ?? interval;
  return `${change}, but anything from ${both} fits the data ${on}.${notes(primary)} ${decision(comparison, primary)}`;
}
var noteworthy = {
  [caution.fewDiffering]: "The models differ in so few places that the data hardly tell them apart.",
  [caution.fewSkewed]: "A few large differences decide, so the interval is rough."
};
var notes = ({ reason }) => Object.entries(noteworthy).filter(([phrase]) => reason?.split("; ").includes(phrase) === true).map(([, sentence]) => ` ${sentence}`).join("");
function undecided({ verdict, checks }, inert) {
  const open = checks.filter(({ result }) => result === "inconclusive");
  const [first] = open;
  if (verdict !== "inconclusive" || first === void 0) return "";
  const what = first.slice === null ? inert(first.name) : sliceName(first.slice, inert);
  const more = open.length > 1 ? `, and ${counted(open.length - 1, "more checks")}` : "";
  return ` Undecided: ${what}, ${inert(first.message)}${more}.`;
}
function decision({ require: require2, unit }, primary) {
  const more = primary.rows_needed;
  const margin = require2 === "not-worse" ? marginThatPasses(primary) : null;
  if (more === null && margin === null) return "More data of this kind would hardly decide.";
  if (more === null) return `${capitalised(margin ?? "")} would decide.`;
  const data = `About ${counted(roundUp(more.additional), `more ${unit}`)} would decide`;
  return margin === null ? `${data}.` : `${data}, or ${margin}.`;
}
function marginThatPasses(primary) {
  const lower = primary.interval?.[0] ?? null;
  return lower === null || lower >= 0 ? null : marginFigure(primary, -lower);
}
function marginFigure({ baseline, margin, direction, shown_as: shownAs }, amount2) {
  if (margin === null || baseline === null) return null;
  if (margin.given.endsWith("%") && direction !== "zero") {
    return baseline === 0 ? null : `a margin of ${numberText(upwards(amount2 / Math.abs(baseline) * 100))} %`;
  }
  const points = shownAs === "percent";
  return `a margin of ${numberText(upwards(points ? amount2 * 100 : amount2))}${points ? " points" : ""}`;
}
function upwards(value) {
  if (value <= 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.floor(value / unit + 1) * unit).toPrecision(12));
}
function roundUp(value) {
  if (value < 100) return Math.ceil(value);
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}
var capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// src/report/comparison-table.ts
function metricTable(comparison, style) {
  const level = `${Math.round(primaryOf(comparison).level * 100)} %`;
  const rows = comparison.metrics.filter((row) => row.slice === null);
  const limits = comparison.checks.filter(isLimit);
  return {
    header: ["metric", style.baseline, style.candidate, `change (${level})`, "needed", ""],
    align: ["left", "right", "right", "left", "right", "left"],
    rows: [
      ...rows.map((row) => metricCells(row, comparison, style)),
      ...limits.map((limit) => limitCells(limit, comparison, style))
    ]
  };
}
var isLimit = ({ name, expected }) => name === expected;
function metricCells(row, { require: require2 }, { inert, strong }) {
  const scale = scaleOf(row);
  const name = inert(row.metric);
  return [
    row.role === "primary" ? strong(name) : name,
    valueFigure(row.baseline, scale),
    valueFigure(row.candidate, scale),
    changeFigure(row),
    neededFigure(row, require2),
    outcomeWord(row, inert)
  ];
}
function outcomeWord(row, inert) {
  if (row.improvement === null && row.reason !== null) return inert(row.reason);
  return row.p_better === null ? "" : outcomeWords[row.outcome];
}
var limitWords = {
  pass: "within",
  fail: "beyond",
  inconclusive: "undecided",
  skipped: "skipped"
};
function limitCells(check, comparison, { inert }) {
  const row = comparison.metrics.find(({ metric, slice }) => metric === check.metric && slice === null);
  const [lower, upper] = check.interval ?? [null, null];
  const scale = row === void 0 ? null : scaleOf(row);
  const figure = (value2) => scale === null || value2 === null ? metricText(value2, "number") : valueFigure(value2, { ...scale, valueUnit: "" });
  const value = check.actual === null ? check.message : `${figure(check.actual)}${scale?.valueUnit ?? ""}`;
  const isKnown = lower !== null && upper !== null && lower !== upper;
  return [
    inert(quantityNames.get(check.metric) ?? `${check.metric}, limit`),
    "",
    inert(value),
    isKnown ? `between ${figure(lower)} and ${figure(upper)}` : "",
    inert(boundOf(check, row)),
    limitWords[check.result]
  ];
}
var quantityNames = /* @__PURE__ */ new Map([
  ["model_mb", "model MB"],
  ["load_ms", "ms to load"],
  ["predict_ms_per_row", "ms per row"]
]);
function boundOf({ expected }, row) {
  const [, operator = "", bound = ""] = /(<=|>=|<|>)\s*(\S+)$/.exec(expected) ?? [];
  const sign = { "<=": "≤", ">=": "≥" }[operator] ?? operator;
  if (row?.shown_as !== "percent" || bound.endsWith("%")) return `${sign} ${bound.replace("%", " %")}`;
  return `${sign} ${Number((Number(bound) * 100).toPrecision(10))} %`;
}
function sliceTable(comparison, style) {
  const rows = comparison.metrics.filter((row) => row.slice !== null);
  const flips = new Map(comparison.flips.slices.map((slice) => [JSON.stringify(slice.slice), slice]));
  const { right, wrong } = flipWords(comparison);
  return {
    header: ["slice", "rows", style.baseline, style.candidate, "change", right, wrong, ""],
    align: ["left", "right", "right", "right", "left", "right", "right", "left"],
    rows: rows.map((row) => {
      const scale = scaleOf(row);
      const flipped = flips.get(JSON.stringify(row.slice));
      return [
        sliceName(row.slice, style.inert),
        count(row.rows),
        valueFigure(row.baseline, scale),
        valueFigure(row.candidate, scale),
        changeFigure(row),
        count(flipped?.wrong_to_right ?? 0),
        count(flipped?.right_to_wrong ?? 0),
        outcomeWords[row.outcome]
      ];
    })
  };
}
function sliceSummary(comparison) {
  const counts = /* @__PURE__ */ new Map();
  for (const row of comparison.metrics) {
    if (row.slice === null) continue;
    const word = outcomeWords[row.outcome];
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const order = ["worse", "undecided", "a little worse", "not worse", "better", "identical"];
  return order.flatMap((word) => counts.has(word) ? [`${count(counts.get(word) ?? 0)} ${word}`] : []).join(", ");
}
function flipWords({ flips, task }) {
  if (flips.tolerance === null) return { right: "newly right", wrong: "newly wrong", by: "P(truth) by" };
  return task === "score" ? { right: "score better", wrong: "score worse", by: "by" } : { right: "error smaller", wrong: "error larger", by: "by" };
}
function flipSummary(comparison) {
  const { right_to_wrong: worse, wrong_to_right: better, tolerance } = comparison.flips;
  const { right, wrong } = flipWords(comparison);
  const least = tolerance === null || tolerance === 0 ? "" : `, by ${numberText(tolerance, 2)} or more`;
  const p = comparison.flips.mcnemar_p;
  const exact = p === null ? "" : `; exact McNemar p = ${numberText(p, 2)}`;
  return tolerance === null ? `${count(better)} ${right}, ${count(worse)} ${wrong}${exact}` : `${right} in ${count(better)}, ${wrong.split(" ").at(-1)} in ${count(worse)}${least}`;
}
function flipTable(comparison, { inert }, most = Number.POSITIVE_INFINITY) {
  const { right, wrong, by } = flipWords(comparison);
  const { worst } = comparison.flips;
  const ofKind = (kind) => worst.filter((flip) => flip.kind === kind).slice(0, most);
  const named = [...ofKind("right_to_wrong"), ...ofKind("wrong_to_right")];
  const largest = named.reduce((so, { change }) => Math.max(so, Math.abs(change)), 0);
  const decimals = largest > 0 ? Math.max(0, 2 - Math.floor(Math.log10(largest))) : 0;
  return {
    header: ["row", "", by],
    align: ["left", "left", "right"],
    rows: named.map(({ id, kind, change }) => [
      sliceName(id, inert),
      kind === "right_to_wrong" ? wrong : right,
      fixed(Math.abs(change), Math.min(decimals, 12))
    ])
  };
}
function passes(share) {
  if (share < 5e-3) return "hardly ever passes this policy";
  if (share > 0.995) return "practically always passes this policy";
  return `passes this policy ${Math.round(share * 100)} % of the time`;
}
function powerSentence({ power, unit }, primary) {
  const { equal_passes: share, for_80: wanted } = power;
  if (share === null) return "";
  const sentence = `An equally good candidate ${passes(share)}`;
  if (share >= 0.795) return `${sentence}.`;
  const data = wanted.groups === null ? null : `about ${counted(roundUp(wanted.groups), unit)} in all`;
  const wider = wanted.margin === null ? null : marginFigure(primary, wanted.margin);
  const means = [data, wider].filter((option) => option !== null).join(", or ");
  return means === "" ? `${sentence}.` : `${sentence}; for 80 %: ${means}.`;
}

export {
  firstLine,
  primaryOf,
  sliceName,
  arrow,
  evidenceSentence,
  capitalised,
  metricTable,
  isLimit,
  quantityNames,
  sliceTable,
  sliceSummary,
  flipWords,
  flipSummary,
  flipTable,
  powerSentence
};
