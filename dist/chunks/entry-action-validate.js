import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  parseConfig
} from "./config-schema.js";
import "./config-yaml-tree.js";
import "./yaml.js";
import "./config-margin.js";
import "./config-artifact-source.js";
import "./config-config.js";
import "./config-policy-consistency.js";
import "./core-metrics-ordered.js";
import "./core-metrics-terms.js";
import "./config-problems-2.js";
import "./zod.js";
import {
  error,
  info,
  setFailed,
  setOutput,
  summary
} from "./undici.js";
import "./config-glob.js";
import "./config-percentage.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./core-nearest.js";
import "./core-digest.js";
import {
  readText
} from "./adapters-system-2.js";
import {
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/entry/action/validate.ts
import { realpath } from "node:fs/promises";
import { isAbsolute, relative, resolve } from "node:path";
import process from "node:process";

// src/entry/action/summary.ts
var mostRows = 200;
var mostCharacters = 300;
var entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
function inert(text) {
  const line = text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, " ").trim();
  const short = line.length > mostCharacters ? `${line.slice(0, mostCharacters)} …` : line;
  return `<code>${short.replace(/[&<>"]/g, (character) => entities[character] ?? character)}</code>`;
}
function renderSummary({ file, models, problems }) {
  return `${problems.length > 0 ? renderProblems(file, problems) : renderModels(file, models)}
`;
}
function renderModels(file, models) {
  const items = models.map((model) => `<li>${inert(model)}</li>`);
  return [`<h3>✅ ${inert(file)} is valid</h3>`, "<ul>", ...items, "</ul>"].join("\n");
}
function renderProblems(file, problems) {
  const rows = problems.slice(0, mostRows).map(({ line, key, message }) => `<tr><td>${line ?? ""}</td><td>${inert(key)}</td><td>${inert(message)}</td></tr>`);
  const left = problems.length - rows.length;
  return [
    `<h3>❌ ${inert(file)} has ${problems.length === 1 ? "one problem" : `${problems.length} problems`}</h3>`,
    "<table>",
    "<tr><th>line</th><th>key</th><th>problem</th></tr>",
    ...rows,
    "</table>",
    ...left > 0 ? [`<p>${left} more are in the log.</p>`] : []
  ].join("\n");
}

// src/entry/action/validate.ts
async function validate(path) {
  const file = await locate(process.cwd(), path);
  const checked = parseConfig(await readText(file), file);
  const problems = "problems" in checked ? checked.problems : [];
  const models = "config" in checked ? Object.keys(checked.config.models) : [];
  setOutput("valid", problems.length === 0);
  setOutput("problems", problems);
  for (const problem of problems) annotate(problem);
  if (problems.length > 0) setFailed(`The config has ${countOf(problems.length, "problem")}; each stands above.`);
  else info(`The config is valid: ${countOf(models.length, "model")}.`);
  const shown = problems.map((problem) => ({ line: problem.line, key: problem.path, message: describe(problem) }));
  await summarize(renderSummary({ file, models, problems: shown }));
}
async function locate(workspace, path) {
  const wanted = resolve(workspace, path);
  const root = await realpath(workspace);
  const real = await realpath(wanted).catch(() => resolve(root, relative(workspace, wanted)));
  const inside = relative(root, real);
  if (/^\.\.(?:[\\/]|$)/.test(inside) || isAbsolute(inside))
    throw fail("path-outside", { path, folder: "the workspace" });
  return relative(workspace, wanted).replaceAll("\\", "/") || ".";
}
function annotate(problem) {
  const { file, line, column, path } = problem;
  error(describe(problem), { file, startLine: line, startColumn: column, title: path === "" ? "Relevo" : path });
}
function describe({ message, nearest, hint }) {
  const meant = nearest === void 0 ? "" : `; did you mean "${nearest}"?`;
  return `${message}${meant}${hint === void 0 ? "" : `
${hint}`}`;
}
var countOf = (count, thing) => count === 1 ? `1 ${thing}` : `${count} ${thing}s`;
async function summarize(text) {
  if (!process.env.GITHUB_STEP_SUMMARY) return info("This runner keeps no job summary.");
  try {
    await summary.addRaw(text).write();
  } catch (thrown) {
    throw fail("output-unwritable", { output: "The job summary", reason: String(thrown) }, thrown);
  }
}
export {
  validate
};
