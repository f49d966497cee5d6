import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  shortDigest
} from "./core-lock-2.js";
import {
  inertTerminal
} from "./report-inert.js";
import {
  count,
  counted
} from "./report-figures.js";
import "./core-number-text.js";
import "./report-workflow-commands.js";
import "./core-json-shape.js";
import "./core-digest.js";
import "./runtime.js";

// src/report/lock-terminal.ts
function lockTerminal(data, changes) {
  if (changes.length === 0) return `relevo.lock pins ${counted(data.length, "data sets")} already, as they are.
`;
  const blocks = changes.map((change) => describe(change).join("\n"));
  return `${blocks.join("\n")}

relevo.lock pins ${counted(data.length, "data sets")}. Commit it together with the data’s change.
`;
}
function describe({ path, kind, before, after }) {
  const name = inertTerminal(path);
  if (kind === "removed") return [`removed  ${name}`];
  if (after === null) throw new Error(`${path} was ${kind} and is not there.`);
  if (before === null) return [`added    ${name}: ${facts(after)}`];
  return [`changed  ${name}`, ...differences(before, after).map((line) => `           ${line}`)];
}
var facts = (data) => [
  counted(data.rows, "rows"),
  counted(data.columns.length, "columns"),
  ...data.range === null ? [] : [rangeText(data.range)],
  shortDigest(data.digest)
].join(", ");
var rangeText = ({ from, to }) => `${day(from)} to ${day(to)}`;
var day = (time) => time.replace(/T00:00:00\.000Z$/, "").replace(/\.000Z$/, "Z");
function differences(before, after) {
  const more = after.rows - before.rows;
  const rows = more === 0 ? `${count(after.rows)} rows, as before` : `rows ${count(before.rows)} → ${count(after.rows)} (${more > 0 ? "+" : "−"}${count(Math.abs(more))})`;
  const [gone, come] = [missing(before.columns, after.columns), missing(after.columns, before.columns)];
  const ranges = [before.range, after.range].map((range) => range === null ? "none" : rangeText(range));
  return [
    rows,
    ...come.length > 0 ? [`new columns ${come.map(inertTerminal).join(", ")}`] : [],
    ...gone.length > 0 ? [`columns gone ${gone.map(inertTerminal).join(", ")}`] : [],
    ...ranges[0] === ranges[1] ? [] : [`range ${ranges[0]} → ${ranges[1]}`],
    `content ${shortDigest(before.digest)} → ${shortDigest(after.digest)}`
  ];
}
var missing = (columns, among) => columns.filter((column) => !among.includes(column));
export {
  lockTerminal
};
