import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  artifactPlace
} from "./config-artifact-source.js";
import {
  predictorOf
} from "./config-config.js";
import "./config-policy-consistency.js";
import "./core-metrics-ordered.js";
import "./core-metrics-terms.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-nearest.js";
import "./core-digest.js";
import "./runtime.js";

// src/config/description.ts
function describeModel(model, files) {
  return {
    trains: describeTraining(model, files),
    predicts: describePredictor(model),
    judged: describeYardstick(model),
    passes: describePolicy(model),
    promoted: promotions[model.promote],
    watched: describeMonitor(model, files)
  };
}
var triggers = {
  push: "on a push",
  label: "on a pull request with the label relevo",
  command: "on the comment /relevo evaluate",
  never: "never by itself"
};
var promotions = {
  "on-merge": "when its pull request is merged",
  "on-push": "on any push to the default branch",
  "by-command": "by the comment /relevo promote"
};
function describeTraining({ train }, { inputs, data }) {
  if (train.artifact !== null) {
    const place = `${train.artifact.kind === "folder" ? "the folder " : ""}${artifactPlace(train.artifact)}`;
    return `elsewhere; taken from ${place}`;
  }
  const sources = data.length === 0 ? "" : ` on ${someOf(data)}`;
  const reason = `when its inputs changed (${inputs.length} ${inputs.length === 1 ? "file" : "files"})`;
  const repeats = train.repeats === 1 ? "" : `, ${train.repeats} times with other seeds`;
  const command = (train.command ?? []).map(quoted).join(" ");
  return `${command}${sources}, ${triggers[train.when]} ${reason}${repeats}; at most ${train.timeout.text}`;
}
function describePredictor(model) {
  const predictor = predictorOf(model);
  switch (predictor.kind) {
    case "module":
      return `with the function predict of ${predictor.module}`;
    case "command":
      return `with ${predictor.command.map(quoted).join(" ")}`;
    case "features":
      return `with a TensorFlow.js model on ${predictor.features.join(", ")}`;
  }
}
function describeYardstick({ holdout, metrics }) {
  const [primary = "", ...others] = metrics;
  const season = holdout.season === null ? "" : ` with a season of ${holdout.season.text}`;
  return [
    `on ${holdout.data} by ${primary}${others.length === 0 ? "" : ` (shown too: ${others.join(", ")})`}`,
    ...holdout.group === null ? [] : [`rows of one ${holdout.group} belong together`],
    ...holdout.time === null ? [] : [`in the order of ${holdout.time}${season}`],
    ...holdout.slices.length === 0 ? [] : [`also by ${holdout.slices.join(", ")}`]
  ].join("; ");
}
function describePolicy({ policy, metrics }) {
  const { margin, slices } = policy;
  const primary = metrics[0] ?? "";
  const wanted = policy.require === "better" ? "proven better than production" : `proven not worse than production by more than ${margin.text}`;
  return [
    `when ${primary} is ${wanted}`,
    ...slices.required.length === 0 ? [] : [`worse by more than ${slices.margin.text} in no value of ${slices.required.join(", ")}`],
    ...policy.guard.map(({ text }) => text),
    ...policy.limits.map(({ text }) => text)
  ].join("; ");
}
function describeMonitor({ monitor }, { watched }) {
  if (monitor === null) return "not at all: there is no monitor";
  const files = watched.length === 0 ? "no file yet" : `${watched.length} now`;
  const tolerance = `${Number((100 * monitor.tolerance).toPrecision(4))}%`;
  return `in ${monitor.data.join(", ")} (${files}); an issue opens when it is proven ${tolerance} worse than promised, with a false alarm every ${monitor.false_alarm_every.text}`;
}
function someOf(names) {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
function quoted(word) {
  return /^[\w./$=:@%+,-]+$/.test(word) ? word : `'${word}'`;
}
export {
  describeModel
};
