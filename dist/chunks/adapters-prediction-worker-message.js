import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  finiteNumber,
  listOf,
  nullable,
  object,
  oneOf,
  taggedBy,
  text,
  wholeNumber
} from "./core-json-shape.js";

// src/adapters/prediction/worker-message.ts
var path = text(1e4);
var prose = text(1e5);
var request = object({
  model: path,
  task: oneOf("regression", "binary", "multiclass", "score"),
  predictor: taggedBy("kind", {
    module: object({ kind: oneOf("module"), module: path }),
    features: object({ kind: oneOf("features"), features: listOf(text(1e3), 1e5, 1) })
  }),
  folder: path,
  weights: path,
  data: path,
  ids: listOf(text(1e3), 100, 1),
  output: path,
  measureMs: wholeNumber(0),
  /** Where tfjs-node is looked for. */
  resolveFrom: listOf(path, 10)
});
var answer = taggedBy("kind", {
  done: object({
    kind: oneOf("done"),
    /** null when TensorFlow.js was not asked for. */
    backend: nullable(object({ name: oneOf("tensorflow", "wasm", "cpu"), version: prose, note: nullable(prose) })),
    speed: object({
      loadMs: nullable(finiteNumber),
      msPerRow: finiteNumber,
      repeats: wholeNumber(1),
      method: oneOf("loaded", "difference", "whole")
    }),
    /** The most memory that the process has had; it knows better than who looks at it from time to time. */
    peakBytes: wholeNumber(0)
  }),
  failed: object({ kind: oneOf("failed"), code: prose, what: prose, why: prose, remedy: prose })
});
var readRequest = (json) => read(request, json);
var readAnswer = (json) => read(answer, json);
function read(shape, json) {
  const reading = shape.read(JSON.parse(json), "");
  if (reading.ok) return reading.value;
  throw new TypeError(`${reading.at || "the message"} must be ${reading.expected}`);
}

// src/adapters/prediction/repeat.ts
async function repeatWithin(budgetMs, most, time) {
  const timings = [];
  const until = performance.now() + budgetMs;
  while (timings.length < most && performance.now() < until) timings.push(await time());
  return timings;
}
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? upper) + upper) / 2 : upper;
}

// src/adapters/prediction/sound-prediction.ts
var NUMBER = "a finite number";
var PROBABILITY = "a probability from 0 to 1";
var CLASS = "the name of a class";
var BY_TASK = {
  regression: acceptNumber,
  score: acceptNumber,
  binary: acceptProbability,
  multiclass: acceptClass
};
var acceptPrediction = (task, value) => BY_TASK[task](value);
function acceptNumber(value) {
  const isSound = typeof value === "number" && Number.isFinite(value);
  return isSound ? { isSound, cell: value } : { isSound: false, expected: NUMBER };
}
function acceptProbability(value) {
  const isSound = typeof value === "number" && value >= 0 && value <= 1;
  return isSound ? { isSound, cell: value } : { isSound: false, expected: PROBABILITY };
}
function acceptClass(value) {
  const isText = typeof value === "string" && value !== "";
  const isSound = isText || Number.isFinite(value) || typeof value === "boolean";
  return isSound ? { isSound, cell: String(value) } : { isSound: false, expected: CLASS };
}

export {
  acceptPrediction,
  acceptProbability,
  repeatWithin,
  median,
  readRequest,
  readAnswer
};
