import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  comparisonTerminal
} from "./report-comparison-terminal-2.js";
import {
  runFacts,
  runLine
} from "./report-run-facts.js";
import {
  inertLine,
  inertTerminal
} from "./report-inert.js";

// src/report/run-terminal.ts
function runTerminal(report, consequence, terminal) {
  const { paint, emoji } = terminal;
  const { sign, text } = runLine(report, consequence, inertTerminal);
  const colour = { pass: "green", fail: "red", inconclusive: "yellow" }[report.verdict];
  const heading = paint("bold", paint(colour, emoji ? `${sign} ${text}` : `${report.verdict}: ${text}`));
  const blocks = [heading, ...failure(report, terminal), ...comparison(report, terminal), ...making(report)];
  return `${blocks.join("\n\n")}
`;
}
function comparison({ comparison: compared }, terminal) {
  if (compared === null) return [];
  const text = comparisonTerminal(compared, terminal);
  return [text.slice(text.indexOf("\n\n") + 2).trimEnd()];
}
function failure({ failure: failed, baseline, training }, { paint }) {
  const problem = failed ?? baseline.problem;
  if (problem === null) return [];
  const lines = [problem.what, `  why: ${problem.why}`, `  fix: ${problem.remedy}`].map(inertLine);
  const output = training.last_lines.map((line) => paint("dim", `  | ${inertLine(line)}`));
  return [[...lines, ...output].join("\n")];
}
function making(report) {
  const facts = runFacts(report);
  const width = Math.max(...facts.map(([name]) => name.length));
  return [facts.map(([name, text]) => `  ${name.padEnd(width)}  ${inertLine(text)}`).join("\n")];
}

export {
  runTerminal
};
