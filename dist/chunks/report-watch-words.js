import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  sliceName
} from "./report-comparison-words.js";
import {
  count,
  counted,
  fixed,
  metricName,
  scaleOf,
  valueFigure
} from "./report-figures.js";

// src/report/issue-figures.ts
var FIGURES = 3;
var MOST_DECIMALS = 12;
var units = {
  percent: " %",
  target: "",
  number: "",
  rows: " a day",
  duration: "",
  columns: ""
};
var HOUR = 36e5;
function quantity(value, unit) {
  if (value === null) return "–";
  return unit === "duration" ? durationWords(value) : `${bareQuantity(value, unit)}${units[unit]}`;
}
function isBeyond(now, promised, isLowerBetter) {
  if (now === null || promised === null) return false;
  return isLowerBetter ? now > promised : now < promised;
}
var durationWords = (milliseconds) => milliseconds < 48 * HOUR ? counted(Math.round(milliseconds / HOUR), "hours") : counted(Math.round(milliseconds / (24 * HOUR)), "days");
function bareQuantity(value, unit) {
  const shown = unit === "percent" ? value * 100 : value;
  const size = Math.abs(shown);
  if (size >= 1e15 || size > 0 && size < 1e-9) return shown.toExponential(2).replace("-", "−");
  const digits = size >= 1 ? Math.floor(Math.log10(size)) + 1 : Math.floor(Math.log10(size || 1)) + 1;
  const rounded = size >= 10 ** FIGURES ? shown : Number(shown.toPrecision(FIGURES));
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, FIGURES - digits));
  const text = fixed(rounded, decimals);
  return unit === "percent" || !text.includes(".") ? oneDecimal(text, decimals) : text.replace(/\.?0+$/, "");
}
var oneDecimal = (text, decimals) => decimals > 1 ? text.replace(/(\.\d+?)0+$/, "$1") : text;
var months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
];
function dayWords(day, today) {
  const [year = "", month = "", date = ""] = day.slice(0, 10).split("-");
  const words = `${Number(date)} ${months[Number(month) - 1] ?? month}`;
  return year === today.slice(0, 4) ? words : `${words} ${year}`;
}
var shortDay = (day) => dayWords(day, day).replace(new RegExp("(?<= \\p{L}{3})\\p{L}+", "u"), "");
function monthsWords(from, to) {
  const [first, last] = [dayWords(from, to), dayWords(to, to)].map((words) => words.replace(/^\d+ /, ""));
  return first === last ? last : `${first} to ${last}`;
}

// src/report/charts.ts
var bars = "▁▂▃▄▅▆▇█";
function sparkline(values) {
  const known = values.filter((value) => value !== null);
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  return values.map((value) => {
    if (value === null) return " ";
    const share = highest > lowest ? (value - lowest) / (highest - lowest) : 0.5;
    return bars.charAt(Math.min(bars.length - 1, Math.floor(share * bars.length)));
  }).join("");
}
var MOST_VERSIONS = 12;
function versionHistory(versions, primary, holdout) {
  const same = versions.filter((point) => point.holdout === holdout && point.value !== null);
  const shown = same.slice(-MOST_VERSIONS);
  if (shown.length < 2 || primary.candidate === null) return null;
  const scale = scaleOf(primary);
  const values = [...shown.map(({ value }) => value), primary.candidate];
  const labels = [...shown.map(({ version }) => `v${version}`), "this one"];
  const [first, last] = [valueFigure(values[0], scale), valueFigure(values.at(-1), scale)];
  return {
    summary: `${sparkline(values)} ${metricName(primary.metric)} from ${labels[0]} to this one: ${first} → ${last}`,
    chart: lineChart({
      title: `${metricName(primary.metric)}${scale.valueUnit}`,
      labels,
      values: values.map((value) => Number((value * scale.factor).toPrecision(6)))
    }),
    leftOut: versions.length - same.length
  };
}
function lineChart({ title, labels, values, bound: bound2 = null }) {
  const all = bound2 === null ? values : [...values, bound2];
  const [lowest, highest] = [Math.min(...all), Math.max(...all)];
  const room = highest > lowest ? (highest - lowest) / 5 : Math.abs(highest) / 10 || 1;
  const ends = [lowest - room, highest + room].map((value) => decimal(Number(value.toPrecision(3))));
  return [
    "```mermaid",
    "xychart-beta",
    `  x-axis [${labels.map(quoted).join(", ")}]`,
    `  y-axis ${quoted(title)} ${ends.join(" --> ")}`,
    `  line [${values.map(decimal).join(", ")}]`,
    ...bound2 === null ? [] : [`  line [${values.map(() => decimal(bound2)).join(", ")}]`],
    "```"
  ].join("\n");
}
var decimal = (value) => value.toFixed(12).replace(/\.?0+$/, "");
var quoted = (text) => `"${text.replace(/[^\p{L}\p{N} %().,_-]/gu, " ").slice(0, 60).trim()}"`;

// src/report/watch-words.ts
function leadingSignal({ signals }) {
  const worse = signals.filter(({ kind, state }) => isMean(kind) && state === "worse");
  return worse.find(({ slice, kind }) => slice === null && kind === "performance") ?? worse[0] ?? null;
}
var isMean = (kind) => kind === "performance" || kind === "business";
function watchLine(watch, inert) {
  const { model, state, production } = watch;
  const version = production === null ? "production" : `v${production.version}`;
  switch (state) {
    case "degraded":
      return { sign: "❌", text: `${model} got worse: ${worseText(watch, inert)}` };
    case "recovered":
      return { sign: "🎉", text: `${model} recovered: ${version} is back within what was promised` };
    case "healthy":
      return { sign: "✅", text: `${model}: ${version} is as good as promised${overallText(watch)}` };
    case "unknown":
      return { sign: "⚠️", text: `${model}: nobody can tell how good ${version} is at present` };
  }
}
function worseText(watch, inert) {
  const signal = leadingSignal(watch);
  if (signal === null) return "see the signals";
  const name = signalName(signal, inert);
  const values = [signal.accepted, signal.now].map((value) => quantity(value, signal.unit)).join(" → ");
  const since = signal.since === null ? "" : ` since about ${dayWords(signal.since, watch.at)}`;
  return `${name} ${values}${since}`;
}
function overallText({ signals }) {
  const overall = signals.find(({ kind, slice }) => kind === "performance" && slice === null);
  if (overall === void 0 || overall.now === null) return "";
  const promised = `${bound(overall)} ${quantity(overall.promised, overall.unit)} promised`;
  return ` (${metricName(overall.name)} ${quantity(overall.now, overall.unit)}, ${promised})`;
}
function evidenceSentences(watch) {
  const { days, rows, false_alarm_every: every } = watch;
  const signal = leadingSignal(watch);
  const since = days.first === null ? "" : `, ${range(days.first, days.last, watch.at)}`;
  const read = `${counted(rows.read, "rows")} read, ${counted(days.counted, "days")} counted${since}`;
  const waiting = days.waiting === 0 ? "" : `; ${counted(days.waiting, "days")} wait for labels`;
  if (signal === null) return [`${read}${waiting}.`];
  const interval = signal.interval === null ? "" : ` (90 %: ${signal.interval.map((end) => quantity(end, signal.unit)).join(" to ")})`;
  return [
    `Promised at promotion: ${signal.better === "lower" ? "at most" : "at least"} ${quantity(signal.promised, signal.unit)}. Observed on ${counted(signal.rows, "rows")} of ${counted(signal.days, "days")} since then: ${quantity(signal.now, signal.unit)}${interval}. With \`${every.text}\`, a false alarm comes once in that time on average.`,
    `${read}${waiting}.`
  ];
}
function signalName({ name, kind, slice }, inert) {
  if (slice !== null) return sliceName({ [slice.column]: slice.value }, inert);
  return kind === "performance" ? `overall ${metricName(name)}` : inert(name);
}
var bound = ({ better }) => better === "lower" ? "≤" : "≥";
var promisedText = (signal) => signal.promised === null ? "" : `${bound(signal)} ${quantity(signal.promised, signal.unit)}`;
var range = (first, last, today) => last === null || last === first ? dayWords(first, today) : `${dayWords(first, today)} to ${dayWords(last, today)}`;
var SHOWN_WEEKS = 26;
function chartLine({ weekly }) {
  const points = weekly?.points.slice(-SHOWN_WEEKS) ?? [];
  const [first, last] = [points[0], points.at(-1)];
  if (weekly === null || first === void 0 || last === void 0 || points.length < 3) return null;
  return `${sparkline(points.map(({ value }) => value))} weekly ${metricName(weekly.metric)}, ${monthsWords(first.from, last.from)}`;
}
function driftSentence({ drift, state }, inert, most = 5) {
  const shifted = drift.filter((each) => each.state === "shifted");
  if (shifted.length === 0) return null;
  const told = shifted.slice(0, most).map((each) => `${inert(each.feature)} (${shiftText(each, inert)})`);
  const more = shifted.length > most ? ` and ${shifted.length - most} more` : "";
  return `${state === "degraded" ? "Shifted with it" : "Shifted"}: ${told.join(", ")}${more}.`;
}
function shiftText({ before, now, deviations, label }, inert) {
  if (label !== null) {
    return `${label.value === "" ? "(empty)" : inert(label.value)} ${fixed(label.before * 100, 0)} % → ${fixed(label.now * 100, 0)} %`;
  }
  if (before === null || now === null) return "changed";
  const share = before === 0 ? null : (now - before) / Math.abs(before);
  if (share !== null && Math.abs(share) >= 0.01 && Math.abs(share) < 10) return `${signed(share * 100)} %`;
  if (deviations === null || Math.abs(deviations) < 0.05) return "changed";
  return `${signed(deviations, 1)} standard deviations`;
}
var signed = (value, decimals = 0) => `${value > 0 ? "+" : ""}${fixed(value, decimals)}`;
function promotionSentence({ promotion, at }) {
  if (promotion === null) return null;
  const on = dayWords(promotion.at, at);
  const before = promotion.from === null ? "" : `, after v${promotion.from}`;
  return promotion.kind === "rolled-back" ? `v${promotion.version} came back on ${on}${before}.` : `v${promotion.version} came on ${on}${before}.`;
}
function inputSentences({ rows, files }, inert) {
  const late = "came after their day was counted, and change nothing";
  const said = [
    [
      rows.late_rows,
      `${counted(rows.late_rows, "rows")} ${late}; a day is counted once rows of a later one are there, or a day after its end`
    ],
    [rows.late_labels, `${counted(rows.late_labels, "labels")} ${late}; a longer \`label_timeout\` waits for them`],
    [rows.changed_days, `${counted(rows.changed_days, "days")} changed after being counted, which changes nothing`],
    [
      rows.duplicates,
      `${counted(rows.duplicates, "rows")} came again by their id, ${count(rows.corrected)} of them corrected`
    ],
    [rows.other_versions, `${counted(rows.other_versions, "rows")} of other versions do not count against this one`],
    // Beside rows that count they are what every promotion leaves behind.
    [
      rows.counted === 0 ? rows.before_promotion : 0,
      `${counted(rows.before_promotion, "rows")} are older than the promotion of this version, and do not count`
    ],
    [rows.future, `${counted(rows.future, "rows")} lie in the future, and wait; check the clock that stamps them`],
    [
      rows.without_time,
      `${counted(rows.without_time, "rows")} have no time, and do not count; log when each was predicted`
    ],
    [
      rows.without_prediction,
      `${counted(rows.without_prediction, "rows")} have no prediction, and do not count; log what was predicted`
    ],
    [files.rewritten.length, `changed since they were read: ${listed(files.rewritten, inert)}`],
    [files.vanished.length, `vanished: ${listed(files.vanished, inert)}`]
  ];
  return said.filter(([number]) => number > 0).map(([, text]) => text);
}
var listed = (paths, inert) => paths.length <= 3 ? paths.map(inert).join(", ") : `${paths.slice(0, 3).map(inert).join(", ")} and ${paths.length - 3} more`;

export {
  sparkline,
  versionHistory,
  lineChart,
  quantity,
  isBeyond,
  bareQuantity,
  dayWords,
  shortDay,
  monthsWords,
  isMean,
  watchLine,
  evidenceSentences,
  signalName,
  promisedText,
  chartLine,
  driftSentence,
  promotionSentence,
  inputSentences
};
