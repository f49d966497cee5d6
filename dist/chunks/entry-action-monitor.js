import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  contextOf
} from "./entry-action-local-context.js";
import {
  modelsNamed,
  openLocal
} from "./adapters-registry-directory-ledger.js";
import "./adapters-process-run-process.js";
import {
  watchFile
} from "./entry-action-watch-file.js";
import {
  readRegistry
} from "./entry-action-github.js";
import "./octokit-plugin-rest-endpoint-methods.js";
import "./flows-continued-ledger.js";
import "./flows-promote-2.js";
import "./core-promotion-conditions.js";
import {
  logFiles
} from "./adapters-log-files-2.js";
import {
  watchModel
} from "./flows-monitor-count-logs.js";
import "./core-watch-signal.js";
import "./report-model-card.js";
import "./flows-beside-table.js";
import "./report-report-schema.js";
import "./flows-evaluate-identity-2.js";
import "./flows-code-targets.js";
import "./core-statistics-long-run.js";
import "./flows-lock-data-2.js";
import "./core-lock-2.js";
import "./picomatch.js";
import "./adapters-repository-2.js";
import "./config-schema.js";
import "./config-yaml-tree.js";
import "./yaml.js";
import "./config-margin.js";
import "./config-artifact-source.js";
import "./config-config.js";
import "./config-policy-consistency.js";
import "./core-metrics-ordered.js";
import "./core-metrics-terms.js";
import "./config-problems-2.js";
import {
  LayeredBlobs
} from "./adapters-registry-layered-blobs-2.js";
import {
  TarBlobs
} from "./adapters-registry-tar-read.js";
import "./core-artifact-manifest.js";
import "./adapters-registry-read-through.js";
import "./core-model-state-2.js";
import "./core-name-shape.js";
import "./markdown-table.js";
import "./report-comparison-words.js";
import "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-comparison-schema-2.js";
import "./zod.js";
import "./report-workflow-commands.js";
import "./entry-cli-config-file.js";
import "./config-glob.js";
import "./config-percentage.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./adapters-prediction-worker-message.js";
import "./adapters-rows-write-csv.js";
import "./hyparquet-compressors.js";
import "./adapters-rows-table-format.js";
import "./core-nearest.js";
import "./core-json-shape.js";
import "./core-time-text.js";
import "./core-digest.js";
import {
  version
} from "./version-2.js";
import "./adapters-system-2.js";
import "./errors-tables.js";
import "./runtime.js";

// src/entry/action/monitor.ts
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
async function monitor(inputs, job) {
  const output = inputs.output ?? join(job.env.RUNNER_TEMP ?? job.cwd, "relevo");
  const folder = join(output, "watch");
  const registry = readRegistry(inputs.token, job);
  const local = await openLocal(contextOf(job), inputs.config, job.log);
  const watches = [];
  try {
    const models = modelsNamed(local, inputs.models).filter((model) => model.monitor !== null);
    if (models.length === 0) return job.log.step(`${inputs.config} declares no \`monitor\`, so nothing is watched`);
    await mkdir(folder, { recursive: true });
    for (const model of models) {
      job.log.step(`${model.name}: reading what production predicted`);
      const blobs = new LayeredBlobs(new TarBlobs(join(output, "blobs")), registry.blobsOf([model.name, ...model.was]));
      const ports = { ...local, ledger: registry.ledger, blobs, logs: logFiles };
      const watch = await watchModel({ model, relevo: version, signal: job.signal }, ports);
      await writeFile(join(folder, watchFile(model.name)), `${JSON.stringify(watch, null, 2)}
`);
      watches.push(watch);
    }
  } finally {
    job.log.end();
    await registry.clear();
    await local.clear();
  }
  job.setOutput("state", worst(watches));
  job.setOutput(
    "models",
    watches.map(({ model }) => model)
  );
  job.setOutput("output", output);
}
var states = ["healthy", "recovered", "unknown", "degraded"];
var worst = (watches) => states.findLast((state) => watches.some((watch) => watch.state === state)) ?? "";
export {
  monitor
};
