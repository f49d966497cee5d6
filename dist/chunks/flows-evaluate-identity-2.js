import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  predictorOf
} from "./config-config.js";

// src/core/digests.ts
var trainingDigest = (facts, sha256) => sha256(
  canonical({
    schema: "relevo.training/1",
    ...facts,
    inputs: sortedByPath(facts.inputs),
    data: sortedByPath(facts.data),
    locks: sortedByPath(facts.locks)
  })
);
var rulesDigest = (facts, sha256) => sha256(canonical({ schema: "relevo.rules/1", ...facts }));
var yardstickDigest = (facts, sha256) => sha256(canonical({ schema: "relevo.yardstick/1", ...facts }));
var comparisonDigest = (facts, sha256) => sha256(canonical({ schema: "relevo.comparison-digest/1", ...facts }));
var sortedByPath = (entries) => [...entries].sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, part]) => part !== void 0);
    entries.sort(([a], [b]) => a < b ? -1 : 1);
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

// src/flows/evaluate/identity.ts
var documentation = ["**/*.md", "**/*.rst", "**/LICENSE*", "**/docs/**", "docs/**"];
var lockFiles = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "requirements.txt",
  "requirements.lock",
  "poetry.lock",
  "uv.lock",
  "Pipfile.lock",
  "conda-lock.yml",
  "environment.yml"
];
var ours = ["relevo.yml", "relevo.lock", ".relevo/**", ".github/**"];
function inputPatterns({ train, holdout, monitor }) {
  const data = [...train.data, holdout.data, ...monitor?.data ?? []].filter((pattern) => !pattern.startsWith("!"));
  const excluded = [...data, ...ours, `${train.output}/**`, ...train.inputs === null ? documentation : []];
  return [...train.inputs ?? ["**"], ...excluded.map((pattern) => `!${pattern}`)];
}
async function identify(model, data, ports) {
  const { checkout, sha256 } = ports;
  const { train, dir } = model;
  const own = predictorFiles(model);
  const [found, named, weights, locks, predictor] = await Promise.all([
    checkout.head(),
    checkout.files(dir, inputPatterns(model), []),
    // A model that was put there by a step before is often in no commit.
    train.artifact?.kind === "folder" ? checkout.files(dir, [`${train.artifact.path}/**`], []) : [],
    findLocks(model, checkout),
    own.length === 0 ? [] : checkout.files(dir, own, [])
  ]);
  const head = { ...found, dirty: found.dirty || locks.some((lock) => isAbove(dir, lock) && !isCommitted(lock)) };
  const pinned = data.find(({ part }) => part === "holdout");
  if (pinned === void 0) throw new Error("The holdout is not among the data of its model.");
  const inputs = distinct([...named, ...weights, ...predictor]);
  const training = trainingDigest(
    {
      model: model.name,
      command: train.command ?? [JSON.stringify(train.artifact)],
      inputs,
      data: data.filter(({ part }) => part === "training").map(({ path, digest }) => ({ path, digest })),
      locks,
      predictor: { ...predictorOf(model), setup: model.predict.setup },
      seed: 0
    },
    sha256
  );
  const rules = nameRules(model, sha256);
  return {
    head,
    training,
    rules,
    yardstick: yardstickDigest({ rules, holdout: pinned.digest }, sha256),
    inputs,
    locks,
    data,
    holdout: pinned
  };
}
var distinct = (files) => [
  ...new Map(files.map((file) => [file.path, file])).values()
];
var findLocks = ({ dir }, checkout) => checkout.nearest(dir, lockFiles);
var isCommitted = ({ content }) => content.startsWith("git:");
var isAbove = (dir, { path }) => path.split("../").length - 1 > (dir === "." ? 0 : dir.split("/").length);
var predictorFiles = ({ predict }) => [
  ...predict.module === null ? [] : [predict.module],
  ...(predict.command ?? []).filter((argument) => PLAIN_PATH.test(argument)).map((path) => path.replace(/^\.\//, "")),
  ...predict.package
];
var PLAIN_PATH = /^(?:\.\/)?(?!\.\.?(?:\/|$))[\w][\w./-]*$/;
function nameRules(model, sha256) {
  const { data: _, ...columns } = model.holdout;
  const { inconclusive: __, ...policy } = model.policy;
  return rulesDigest({ task: model.task, columns, metrics: model.metrics, policy }, sha256);
}

export {
  comparisonDigest,
  inputPatterns,
  identify,
  findLocks,
  predictorFiles,
  nameRules
};
