import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  require_dist
} from "./yaml.js";
import {
  __toESM
} from "./runtime.js";

// src/config/proposal-text.ts
var import_yaml = __toESM(require_dist(), 1);
var site = "https://github.com/relevo/relevo";
var schema = "https://raw.githubusercontent.com/relevo/relevo/v1/relevo.schema.json";
var commentColumn = 40;
function formatConfig(proposal, dir = ".") {
  const lines = [
    `# yaml-language-server: $schema=${schema}`,
    "# What Relevo keeps good. `relevo validate` checks this file; every key is explained in",
    `# ${site}/blob/main/docs/configuration.md`,
    "models:"
  ];
  return `${lines.join("\n")}
${formatModel(proposal, dir)}`;
}
function formatModel({ model, train, predict, data, holdout, roles }, dir = ".") {
  const lines = [
    `  ${scalar(model)}:`,
    ...dir === "." ? [] : [line(2, "dir", scalar(dir), "paths below start there")],
    line(
      2,
      "task",
      roles.task,
      roles.target === void 0 ? "or binary, multiclass, score" : `guessed from ${roles.target}`
    ),
    "    train:",
    line(3, "command", scalar(train.command), "fills the folder named by output"),
    ...data === void 0 ? [] : [line(3, "data", list([data]))],
    line(3, "output", "model"),
    "    predict:",
    predict.command === void 0 ? line(3, "module", scalar(predict.script), "exports predict({ tf, model, rows })") : line(3, "command", list(predict.command)),
    "    holdout:",
    line(3, "data", scalar(holdout), "never trained on"),
    ...roleLines(roles),
    line(2, "policy", "{ require: not-worse }", "than production; or better")
  ];
  return `${lines.join("\n")}
`;
}
function roleLines({ target, isNamed, positive, id, group, time, slices }) {
  const doubt = target === void 0 ? "the column to predict" : isNamed ? void 0 : "guessed: the column to predict";
  return [
    line(3, "target", scalar(target ?? "target"), doubt),
    ...positive === void 0 ? [] : [line(3, "positive", scalar(positive), "guessed: the rarer label")],
    ...id.length === 0 ? [] : [line(3, "id", list(id), "together they name a row")],
    ...group === void 0 ? [] : [line(3, "group", scalar(group), "rows that share it are not independent")],
    ...time === void 0 ? [] : [line(3, "time", scalar(time))],
    ...slices.length === 0 ? [] : [line(3, "slices", list(slices), "also judged value by value")]
  ];
}
function line(depth, key, value, comment) {
  const text = `${"  ".repeat(depth)}${key}: ${value}`;
  return comment === void 0 ? text : `${text.padEnd(commentColumn)} # ${comment.replaceAll(/\s+/g, " ")}`;
}
function list(items) {
  return `[${items.map(scalar).join(", ")}]`;
}
function scalar(text) {
  return /^[\w./$@-]+(?: [\w./$@-]+)*$/.test(text) && (0, import_yaml.parse)(text) === text ? text : JSON.stringify(text);
}
function formatWorkflow(branch) {
  return `# Retrains, compares with production and promotes, as relevo.yml says. ${site}
name: model
on:
  push: { branches: [${scalar(branch)}] }
  pull_request: { types: [opened, reopened, synchronize, labeled, closed] }
  merge_group:
  issue_comment: { types: [created] }
  schedule: [{ cron: '17 5 * * *' }]
  workflow_dispatch: { inputs: { retrain: { description: A model to retrain on new data } } }
permissions: {}
jobs:
  relevo:
    permissions: { actions: write, checks: write, contents: write, deployments: write, issues: write, pull-requests: write }
    uses: relevo/relevo/.github/workflows/relevo.yml@v1
`;
}
export {
  formatConfig,
  formatModel,
  formatWorkflow
};
