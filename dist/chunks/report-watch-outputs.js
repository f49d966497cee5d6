import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/report/watch-file.ts
var WATCHES = "relevo-watch";
var watchFile = (model) => `${model}.json`;

// src/report/watch-outputs.ts
function watchOutputs(watch, { alarm, production }, { issue, retrain }) {
  return {
    model: watch.model,
    state: alarm !== null && watch.state === "healthy" ? "degraded" : watch.state,
    signals: alarm?.signals ?? [],
    version: production === null ? "" : `v${production.version}`,
    issue,
    retrain: retrainAddress(retrain)
  };
}
function retrainAddress(view) {
  switch (view.kind) {
    case "pull-request":
      return view.url;
    case "branch":
      return view.compareUrl;
    case "none":
      return "";
  }
}
var states = ["healthy", "recovered", "unknown", "degraded"];
var worstState = (seen) => states.findLast((state) => seen.includes(state)) ?? "";
function joinedOutputs(all) {
  const lines = (values) => values.filter((value) => value !== "").join("\n");
  return {
    state: worstState(all.flatMap(({ state }) => state ?? [])),
    issue: lines(all.map(({ issue }) => issue)),
    retrain: lines(all.map(({ retrain }) => retrain)),
    watch: JSON.stringify(Object.fromEntries(all.map(({ model, ...facts }) => [model, facts])))
  };
}

export {
  WATCHES,
  watchFile,
  watchOutputs,
  retrainAddress,
  worstState,
  joinedOutputs
};
