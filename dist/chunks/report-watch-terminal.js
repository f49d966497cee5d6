import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  drawn
} from "./report-comparison-terminal-2.js";
import {
  chartLine,
  dayWords,
  driftSentence,
  evidenceSentences,
  inputSentences,
  isBeyond,
  isMean,
  promisedText,
  promotionSentence,
  quantity,
  signalName,
  watchLine
} from "./report-watch-words.js";
import "./report-comparison-words.js";
import {
  inertLine,
  inertTerminal,
  inertTerminalSentence
} from "./report-inert.js";
import "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-workflow-commands.js";
import "./runtime.js";

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
    watch.signals.length === 0 ? "" : table(watch, terminal),
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
function table({ signals, at }, terminal) {
  const worst = signals.filter((signal) => signal.state !== "fine" || signal.slice === null || isUnproven(signal));
  const fine = signals.filter((signal) => !worst.includes(signal)).slice(0, Math.max(0, MOST_FINE - worst.length));
  const shown = signals.filter((signal) => worst.includes(signal) || fine.includes(signal));
  const rows = shown.map((signal) => [
    signalName(signal, inertTerminal),
    promisedText(signal),
    quantity(signal.now, signal.unit),
    signal.since === null ? "" : dayWords(signal.since, at),
    stateText(signal, terminal)
  ]);
  const left = signals.length - shown.length;
  const header = ["signal", "promised", "now", "since", ""];
  const drawing = drawn({ header, rows, align: ["left", "right", "right", "left", "left"] }, terminal);
  return left === 0 ? drawing : `${drawing}
  and ${left} more slices, all fine`;
}
var isUnproven = ({ state, now, promised, better }) => state === "fine" && isBeyond(now, promised, better === "lower");
function stateText(signal, { paint }) {
  const { state, detail, kind } = signal;
  if (isUnproven(signal)) return detail === null ? "not proven" : `not proven: ${inertTerminal(detail)}`;
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
