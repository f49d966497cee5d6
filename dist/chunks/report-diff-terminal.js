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
  inertTerminal,
  inertTerminalSentence
} from "./report-inert.js";
import "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-workflow-commands.js";
import "./runtime.js";

// src/report/diff-terminal.ts
function diffTerminal({ differences, untold }, terminal) {
  const rows = differences.map((difference) => [
    difference.part,
    inertTerminal(difference.name),
    shown(difference, difference.before),
    shown(difference, difference.after)
  ]);
  const table = rows.length === 0 ? "The two runs differ in nothing that is recorded." : drawn({ header: ["", "what", "before", "after"], rows, align: ["left", "left", "left", "left"] }, terminal);
  const notes = untold.map((sentence) => terminal.paint("dim", inertTerminalSentence(sentence)));
  return `${[table, ...notes].join("\n\n")}
`;
}
function shown({ part, name }, text) {
  const short = text.replace(/^(?:git|sha256):([0-9a-f]{12})[0-9a-f]{28,}$/, "$1").replace(/^([0-9a-f]{12})[0-9a-f]{28}$/, "$1");
  const isUncommitted = part === "inputs" && name !== "training digest" && text.startsWith("sha256:");
  return inertTerminal(isUncommitted ? `${short}, in no commit` : short);
}
export {
  diffTerminal
};
