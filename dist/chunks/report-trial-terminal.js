import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  runTerminal
} from "./report-run-terminal.js";
import "./report-comparison-terminal-2.js";
import "./report-run-facts.js";
import "./report-comparison-words.js";
import {
  inertLine,
  inertTerminal
} from "./report-inert.js";
import {
  count,
  counted
} from "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-workflow-commands.js";
import "./runtime.js";

// src/report/trial-terminal.ts
var NOTHING = "a trial, which records nothing";
function trialTerminal(trial, terminal) {
  const { report, rows, of } = trial;
  const model = inertTerminal(trial.model);
  if (report === null)
    return `${terminal.paint("red", `${model}: there is nothing to try yet.`)}

${missing(trial)}
`;
  const consequence = { pass: NOTHING, otherwise: NOTHING, identical: NOTHING };
  const which = rows === of ? `all ${counted(of, "rows")} of the holdout` : `${count(rows)} of ${counted(of, "rows")} of the holdout, spread evenly`;
  const text = runTerminal(report, consequence, terminal).trimEnd();
  const end = trial.missing.length === 0 ? [] : [missing(trial), ""];
  const next = `${before(trial, report)}: \`relevo evaluate ${model}\` judges ${of === 1 ? "the row" : `all ${counted(of, "rows")}`}, and keeps what came of it.`;
  return `${[`Trial of ${model} on ${which}. Nothing was recorded.`, "", text, "", ...end, next].join("\n")}
`;
}
function before({ missing: all }, { failure }) {
  if (failure !== null) return "Once that works";
  return all.length === 0 ? "Nothing is missing" : "Then";
}
function missing({ missing: all, report }) {
  const heading = report === null ? "Missing:" : "Missing for a run that counts:";
  const lines = all.flatMap(({ what, remedy }) => [
    `  ${inertLine(what)}`,
    ...remedy === null ? [] : [`    fix: ${inertLine(remedy)}`]
  ]);
  return [heading, ...lines].join("\n");
}
export {
  trialTerminal
};
