import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  evidenceSentence,
  firstLine,
  flipSummary,
  flipTable,
  metricTable,
  powerSentence,
  primaryOf,
  sliceSummary,
  sliceTable
} from "./report-comparison-words.js";
import {
  inertTerminal,
  inertTerminalSentence
} from "./report-inert.js";
import {
  count
} from "./report-figures.js";

// src/report/comparison-terminal.ts
var MOST_SLICES = 20;
var MOST_FLIPS = 5;
var twoFiles = { model: null, baseline: "the baseline", consequence: null, inert: inertTerminal };
function comparisonTerminal(comparison, terminal, subject = twoFiles) {
  const { paint, emoji } = terminal;
  const { sign, text } = firstLine(comparison, subject);
  const colour = { pass: "green", fail: "red", inconclusive: "yellow" }[comparison.verdict];
  const style = {
    inert: inertTerminal,
    strong: (name) => name,
    baseline: "baseline",
    candidate: "candidate"
  };
  const power = powerSentence(comparison, primaryOf(comparison));
  const blocks = [
    paint("bold", paint(colour, emoji ? `${sign} ${text}` : `${comparison.verdict}: ${text}`)),
    evidenceSentence(comparison, inertTerminalSentence),
    drawn(metricTable(comparison, style), terminal),
    ...primaryOf(comparison).outcome === "identical" ? [] : [...slices(comparison, style, terminal), ...flips(comparison, style, terminal)],
    failures(comparison, terminal).join("\n"),
    comparison.warnings.map(({ message }) => paint("yellow", `warning: ${inertTerminalSentence(message)}`)).join("\n"),
    power === "" ? "" : paint("dim", power)
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}
`;
}
function drawn({ header, rows, align }, { paint }) {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => widthOf(cells[column] ?? ""))));
  const line = (cells) => cells.map((cell, column) => {
    const space = " ".repeat((widths[column] ?? 0) - widthOf(cell));
    return align[column] === "right" ? space + cell : cell + space;
  }).join("  ").trimEnd();
  return [paint("dim", line(header)), ...rows.map(line)].map((text) => `  ${text}`).join("\n");
}
function widthOf(text) {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}
var segmenter = new Intl.Segmenter("en");
var WIDE = new RegExp("\\p{Extended_Pictographic}|[\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60]", "u");
function slices(comparison, style, terminal) {
  const all = sliceTable(comparison, style);
  if (all.rows.length === 0) return [];
  const rest = all.rows.length - MOST_SLICES;
  const more = rest > 0 ? `
  … and ${count(rest)} more, none worse than these` : "";
  return [
    `Slices: ${sliceSummary(comparison)}
${drawn({ ...all, rows: all.rows.slice(0, MOST_SLICES) }, terminal)}${more}`
  ];
}
function flips(comparison, style, terminal) {
  const named = flipTable(comparison, style, MOST_FLIPS);
  const heading = `Rows: ${flipSummary(comparison)}`;
  return [named.rows.length === 0 ? heading : `${heading}
${drawn(named, terminal)}`];
}
function failures({ checks }, { paint }) {
  return checks.filter(({ result }) => result === "fail" || result === "inconclusive").map(
    ({ name, expected, message, result }) => paint(
      result === "fail" ? "red" : "yellow",
      `${result}: ${inertTerminal(name)}: ${inertTerminalSentence(message)}; needed: ${inertTerminal(expected)}`
    )
  );
}

export {
  comparisonTerminal,
  drawn
};
