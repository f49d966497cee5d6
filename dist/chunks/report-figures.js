import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  numberText
} from "./core-number-text.js";

// src/report/figures.ts
var MOST_FIGURES = 4;
function scaleOf(row) {
  const percent = row.shown_as === "percent";
  const factor = percent ? 100 : 1;
  const [lower, upper] = row.interval ?? [null, null];
  const width = lower === null || upper === null || upper === lower ? Math.abs(row.improvement ?? 0) : upper - lower;
  const size = Math.max(Math.abs(row.baseline ?? 0), Math.abs(row.candidate ?? 0)) * factor;
  const wanted = width > 0 ? 1 - Math.floor(Math.log10(width * factor)) : 2;
  const room = MOST_FIGURES - (size >= 1 ? Math.floor(Math.log10(size)) + 1 : leadingZeros(size));
  const decimals = Math.max(0, Math.min(wanted, room, 12));
  return { factor, decimals, valueUnit: percent ? " %" : "", changeUnit: percent ? " points" : "" };
}
var leadingZeros = (size) => size > 0 ? Math.floor(Math.log10(size)) + 1 : 0;
function fixed(value, decimals) {
  const [integer, fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, ",");
  const text = fraction === void 0 ? grouped : `${grouped}.${fraction}`;
  const isZero = Number(Math.abs(value).toFixed(decimals)) === 0;
  return value < 0 && !isZero ? `−${text}` : text;
}
function valueFigure(value, { factor, decimals, valueUnit }) {
  if (value === null) return "–";
  const shown = value * factor;
  const isLong = Math.abs(shown) >= 10 ** MOST_FIGURES;
  return `${fixed(isLong ? Number(shown.toPrecision(MOST_FIGURES)) : shown, decimals)}${valueUnit}`;
}
function changeFigure(row) {
  if (row.outcome === "identical") return "identical";
  if (row.improvement === null) return "–";
  const scale = scaleOf(row);
  const interval = intervalFigure(row, scale);
  return interval === null ? amount(row.improvement, scale) : `${amount(row.improvement, scale)}, ${interval}`;
}
function amount(improvement, { factor, decimals, changeUnit }) {
  const size = fixed(Math.abs(improvement) * factor, decimals);
  if (Number(size.replace(/,/g, "")) === 0) return "no change";
  const unit = size === "1" ? changeUnit.replace(/s$/, "") : changeUnit;
  return `${size}${unit} ${improvement > 0 ? "better" : "worse"}`;
}
function intervalFigure(row, { factor, decimals }) {
  const [lower, upper] = row.interval ?? [null, null];
  if (lower === null || upper === null) return null;
  const plain = (value) => fixed(Math.abs(value) * factor, decimals);
  if (lower > 0 && (row.improvement ?? 0) > 0) return `${plain(lower)} to ${plain(upper)}`;
  if (upper < 0 && (row.improvement ?? 0) < 0) return `${plain(upper)} to ${plain(lower)}`;
  return bothEnds(row, { factor, decimals });
}
function bothEnds(row, { factor, decimals }) {
  const [lower, upper] = row.interval ?? [null, null];
  if (lower === null || upper === null) return null;
  const end = (value) => `${fixed(Math.abs(value) * factor, decimals)} ${value > 0 ? "better" : "worse"}`;
  return `${end(lower)} to ${upper === 0 ? `${fixed(0, decimals)} better` : end(upper)}`;
}
function neededFigure(row, require2) {
  if (row.slice === null && row.role !== "primary" && row.role !== "guard") return "";
  if (row.slice === null && row.role === "primary" && require2 === "better") return "> 0";
  const margin = row.margin?.absolute ?? null;
  if (margin === null) return "";
  return margin === 0 ? "≥ 0" : `≥ −${numberText(margin * scaleOf(row).factor, 2)}`;
}
var outcomeWords = {
  identical: "identical",
  better: "better",
  "slightly-worse": "a little worse",
  "not-worse": "not worse",
  worse: "worse",
  inconclusive: "undecided"
};
var count = (value) => fixed(value, 0);
var counted = (value, plural) => `${count(value)} ${value === 1 ? plural.replace(/s$/, "") : plural}`;
var acronyms = /* @__PURE__ */ new Set(["mae", "mse", "rmse", "wape", "mape", "smape", "r2", "f1", "mcc", "ece", "roc", "auc"]);
var metricName = (text) => {
  const [, name = text, argument = ""] = /^([a-z0-9_]+)(\(.*\))?$/s.exec(text) ?? [];
  const words = name.split("_").map((word) => acronyms.has(word) ? word.toUpperCase() : word);
  return words.join(" ") + argument;
};

export {
  scaleOf,
  fixed,
  valueFigure,
  changeFigure,
  amount,
  intervalFigure,
  bothEnds,
  neededFigure,
  outcomeWords,
  count,
  counted,
  metricName
};
