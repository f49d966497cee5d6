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
  const head = await checkout.head();
  const inputs = await checkout.files(dir, inputPatterns(model), []);
  const locks = await checkout.files(dir, lockFiles, []);
  const own = predictorFiles(model);
  const predictor = own.length === 0 ? [] : await checkout.files(dir, own, []);
  const pinned = data.find(({ part }) => part === "holdout");
  if (pinned === void 0) throw new Error("The holdout is not among the data of its model.");
  const training = trainingDigest(
    {
      model: model.name,
      command: train.command ?? [JSON.stringify(train.artifact)],
      inputs: [...inputs, ...predictor.filter((file) => !inputs.some(({ path }) => path === file.path))],
      data: data.filter(({ part }) => part === "training").map(({ path, digest }) => ({ path, digest })),
      locks,
      predictor: { ...predictorOf(model), setup: model.predict.setup },
      seed: 0
    },
    sha256
  );
  return {
    head,
    training,
    yardstick: nameYardstick(model, pinned.digest, sha256),
    inputs,
    locks,
    data,
    holdout: pinned
  };
}
var predictorFiles = ({ predict }) => [
  ...predict.module === null ? [] : [predict.module],
  ...(predict.command ?? []).filter((argument) => PLAIN_PATH.test(argument)).map((path) => path.replace(/^\.\//, "")),
  ...predict.package
];
var PLAIN_PATH = /^(?:\.\/)?(?!\.\.?(?:\/|$))[\w][\w./-]*$/;
function nameYardstick(model, holdout, sha256) {
  const { data: _, ...columns } = model.holdout;
  const { inconclusive: __, ...policy } = model.policy;
  return yardstickDigest({ task: model.task, holdout, columns, metrics: model.metrics, policy }, sha256);
}

export {
  comparisonDigest,
  lockFiles,
  inputPatterns,
  identify,
  predictorFiles,
  nameYardstick
};
