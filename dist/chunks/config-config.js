import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  defaultMargins,
  defaultMetrics,
  readsAsPoints
} from "./config-policy-consistency.js";
import {
  chooseMetric
} from "./core-metrics-ordered.js";

// src/config/config.ts
function resolveModel(name, text) {
  const metrics = text.metrics ?? defaultMetrics[text.task];
  const margins = defaultMargins(metricOf(metrics[0] ?? "", text.task));
  const { policy, monitor, ...rest } = text;
  return {
    ...rest,
    name,
    metrics,
    policy: {
      ...policy,
      margin: policy.margin ?? margins.overall,
      guard: policy.guard.map((guard) => resolveGuard(guard, text.task)),
      slices: { required: policy.slices.required, margin: policy.slices.margin ?? margins.slices }
    },
    monitor: monitor && resolveMonitor(monitor, text.holdout)
  };
}
function resolveGuard(guard, task) {
  return readsAsPoints(guard.margin, metricOf(guard.metric, task)) ? { ...guard, margin: { ...guard.margin, kind: "absolute" } } : guard;
}
var resolveMonitor = (monitor, holdout) => ({
  ...monitor,
  time: monitor.time ?? holdout.time ?? "time",
  target: monitor.target ?? holdout.target,
  id: monitor.id ?? holdout.id,
  slices: monitor.slices ?? holdout.slices
});
function chosenOf(text, task) {
  const chosen = chooseMetric(text, task);
  if ("metric" in chosen) return chosen;
  throw new Error(`A metric that was checked is unknown: ${chosen.problem}.`);
}
var metricOf = (text, task) => chosenOf(text, task).metric;
function policyOf({ policy, task }) {
  const { require: require2, margin, slices, limits, alpha } = policy;
  const guards = policy.guard.map((guard) => ({ metric: chosenOf(guard.metric, task), margin: guard.margin }));
  return { require: require2, margin, guards, slices, limits, alpha };
}
function predictorOf({ predict }) {
  const { module, command, features } = predict;
  if (module !== null) return { kind: "module", module };
  if (command !== null) return { kind: "command", command };
  if (features !== null) return { kind: "features", features };
  throw new Error("A model that was checked has no predictor.");
}

export {
  resolveModel,
  policyOf,
  predictorOf
};
