import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  drawn
} from "./report-comparison-terminal-2.js";
import "./report-comparison-words.js";
import {
  count,
  counted,
  fixed,
  inertLine,
  inertTerminal,
  inertTerminalSentence,
  metricName
} from "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-workflow-commands.js";
import "./runtime.js";

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
  const values = [signal.accepted, signal.now].map((value) => valueText(value, signal)).join(" → ");
  const since = signal.since === null ? "" : ` since about ${dateText(signal.since)}`;
  return `${name} ${values}${since}`;
}
function overallText({ signals }) {
  const overall = signals.find(({ kind, slice }) => kind === "performance" && slice === null);
  if (overall === void 0 || overall.now === null) return "";
  const promised = `${bound(overall)} ${valueText(overall.promised, overall)} promised`;
  return ` (${metricName(overall.name)} ${valueText(overall.now, overall)}, ${promised})`;
}
function evidenceSentences(watch) {
  const { days, rows, false_alarm_every: every } = watch;
  const signal = leadingSignal(watch);
  const since = days.first === null ? "" : `, ${range(days.first, days.last)}`;
  const read = `${counted(rows.read, "rows")} read, ${counted(days.counted, "days")} counted${since}`;
  const waiting = days.waiting === 0 ? "" : `; ${counted(days.waiting, "days")} wait for labels`;
  if (signal === null) return [`${read}${waiting}.`];
  const interval = signal.interval === null ? "" : ` (90 %: ${signal.interval.map((end) => valueText(end, signal)).join(" to ")})`;
  return [
    `Promised at promotion: ${signal.better === "lower" ? "at most" : "at least"} ${valueText(signal.promised, signal)}. Observed on ${counted(signal.rows, "rows")} of ${counted(signal.days, "days")} since then: ${valueText(signal.now, signal)}${interval}. With \`${every.text}\`, a false alarm comes once in ${spanText(every.days * DAY_MS)} on average.`,
    `${read}${waiting}.`
  ];
}
var DAY_MS = 864e5;
var YEAR_DAYS = 365.25;
function signalName({ name, kind, slice }, inert) {
  return kind === "performance" && slice === null ? `overall ${metricName(name)}` : inert(name);
}
var bound = ({ better }) => better === "lower" ? "≤" : "≥";
var promisedText = (signal) => signal.promised === null ? "" : `${bound(signal)} ${valueText(signal.promised, signal)}`;
function valueText(value, { unit }) {
  if (value === null) return "–";
  switch (unit) {
    case "percent":
      return `${fixed(value * 100, Math.abs(value) < 0.0995 ? 2 : 1)} %`;
    case "target":
    case "number":
      return numberText(value);
    case "rows":
      return `${numberText(value)} a day`;
    case "columns":
      return count(value);
    case "duration":
      return spanText(value);
  }
}
var FIGURES = 4;
function numberText(value) {
  if (value === 0) return "0";
  const digits = Math.floor(Math.log10(Math.abs(value))) + 1;
  return digits > FIGURES ? count(value) : fixed(value, Math.min(10, Math.max(0, FIGURES - 1 - Math.max(0, digits - 1)))).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}
function spanText(milliseconds) {
  const days = milliseconds / DAY_MS;
  if (days >= 2 * YEAR_DAYS) return `${numberText(Number((days / YEAR_DAYS).toFixed(1)))} years`;
  if (days >= 1) return counted(Math.round(days), "days");
  const hours = Math.round(days * 24);
  return hours < 1 ? "under an hour" : counted(hours, "hours");
}
var months = "January February March April May June July August September October November December".split(" ");
function dateText(day) {
  const [, month, date] = day.split("-").map(Number);
  return `${date} ${months[(month ?? 1) - 1]}`;
}
var range = (first, last) => last === null || last === first ? dateText(first) : `${dateText(first)} to ${dateText(last)}`;
function sparkline(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const bars = [..."▁▂▃▄▅▆▇█"];
  return values.map((value) => bars[high > low ? Math.round((value - low) / (high - low) * (bars.length - 1)) : 0]).join("");
}
var SHOWN_WEEKS = 26;
function chartLine({ weekly }) {
  const points = weekly?.points.slice(-SHOWN_WEEKS) ?? [];
  const [first, last] = [points[0], points.at(-1)];
  if (weekly === null || first === void 0 || last === void 0 || points.length < 3) return null;
  const month = (day) => months[Number(day.slice(5, 7)) - 1];
  const span = month(first.from) === month(last.from) ? month(last.from) : `${month(first.from)} to ${month(last.from)}`;
  return `${sparkline(points.map(({ value }) => value))} weekly ${metricName(weekly.metric)}, ${span}`;
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
    return `${inert(label.value)} ${fixed(label.before * 100, 0)} % → ${fixed(label.now * 100, 0)} %`;
  }
  if (before === null || now === null) return "changed";
  const share = before === 0 ? null : (now - before) / Math.abs(before);
  if (share !== null && Math.abs(share) >= 0.01 && Math.abs(share) < 10) return `${signed(share * 100)} %`;
  return deviations === null ? "changed" : `${signed(deviations, 1)} standard deviations`;
}
var signed = (value, decimals = 0) => `${value > 0 ? "+" : ""}${fixed(value, decimals)}`;
function promotionSentence({ promotion }) {
  if (promotion === null) return null;
  const on = dateText(promotion.at.slice(0, 10));
  const before = promotion.from === null ? "" : `, after v${promotion.from}`;
  return promotion.kind === "rolled-back" ? `v${promotion.version} came back on ${on}${before}.` : `v${promotion.version} came on ${on}${before}.`;
}
function inputSentences({ rows, files }, inert) {
  const said = [
    [rows.late_rows, `${counted(rows.late_rows, "rows")} came after their day was counted, and change nothing`],
    [rows.late_labels, `${counted(rows.late_labels, "labels")} came after their day was counted, and change nothing`],
    [rows.changed_days, `${counted(rows.changed_days, "days")} changed after being counted, which changes nothing`],
    [
      rows.duplicates,
      `${counted(rows.duplicates, "rows")} came again by their id, ${count(rows.corrected)} of them corrected`
    ],
    [rows.other_versions, `${counted(rows.other_versions, "rows")} of other versions do not count against this one`],
    [rows.future, `${counted(rows.future, "rows")} lie in the future, and wait`],
    [rows.without_time, `${counted(rows.without_time, "rows")} have no time, and do not count`],
    [rows.without_prediction, `${counted(rows.without_prediction, "rows")} have no prediction`],
    [files.rewritten.length, `changed since they were read: ${listed(files.rewritten, inert)}`],
    [files.vanished.length, `vanished: ${listed(files.vanished, inert)}`]
  ];
  return said.filter(([number]) => number > 0).map(([, text]) => text);
}
var listed = (paths, inert) => paths.length <= 3 ? paths.map(inert).join(", ") : `${paths.slice(0, 3).map(inert).join(", ")} and ${paths.length - 3} more`;

// src/report/watch-terminal.ts
var COLOURS = { healthy: "green", recovered: "green", degraded: "red", unknown: "yellow" };
var MOST_FINE = 20;
function watchTerminal(watch, terminal) {
  const { paint, emoji } = terminal;
  const { sign, text } = watchLine(watch, inertTerminal);
  const heading = paint("bold", paint(COLOURS[watch.state], emoji ? `${sign} ${text}` : `${watch.state}: ${text}`));
  const blocks = [
    heading,
    reason(watch),
    watch.signals.length === 0 ? "" : evidenceSentences(watch).map(inertTerminalSentence).join("\n"),
    watch.signals.length === 0 ? "" : table(watch.signals, terminal),
    [chartLine(watch), driftSentence(watch, inertTerminal), promotionSentence(watch)].filter((line) => line !== null).map(inertTerminalSentence).join("\n"),
    paint("dim", notes(watch)),
    watch.state === "degraded" ? advice(watch) : ""
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}
`;
}
function reason({ reason: why, failure, state }) {
  if (failure !== null) {
    return [failure.what, `  why: ${failure.why}`, `  fix: ${failure.remedy}`].map(inertLine).join("\n");
  }
  return why === null || state === "healthy" ? "" : inertTerminalSentence(why);
}
function table(signals, terminal) {
  const worst = signals.filter(({ state, slice }) => state !== "fine" || slice === null);
  const fine = signals.filter((signal) => !worst.includes(signal)).slice(0, Math.max(0, MOST_FINE - worst.length));
  const shown = signals.filter((signal) => worst.includes(signal) || fine.includes(signal));
  const rows = shown.map((signal) => [
    signalName(signal, inertTerminal),
    promisedText(signal),
    valueText(signal.now, signal),
    signal.since === null ? "" : dateText(signal.since),
    stateText(signal, terminal)
  ]);
  const left = signals.length - shown.length;
  const header = ["signal", "promised", "now", "since", ""];
  const drawing = drawn({ header, rows, align: ["left", "right", "right", "left", "left"] }, terminal);
  return left === 0 ? drawing : `${drawing}
  and ${left} more slices, all fine`;
}
function stateText({ state, detail, kind }, { paint }) {
  const colour = state === "worse" ? isMean(kind) ? "red" : "yellow" : state === "unknown" ? "yellow" : null;
  const word = colour === null ? state : paint(colour, state);
  return detail === null ? word : `${word}: ${inertTerminal(detail)}`;
}
var notes = (watch) => [...inputSentences(watch, inertTerminal), ...watch.notes.map(inertTerminalSentence)].map((note) => `note: ${note}`).join("\n");
function advice({ model, promotion }) {
  const back = promotion?.from == null ? "" : ` \`relevo rollback ${model} v${promotion.from}\` returns to the version before;`;
  return `What you can do: train on newer data and \`relevo evaluate ${model}\`;${back} a recovery is told by itself, with evidence.`;
}
export {
  watchTerminal
};
