import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  logFiles
} from "./adapters-log-files-2.js";
import {
  createRefresher
} from "./adapters-training-command-refresher-2.js";
import {
  watchModel
} from "./core-watch-reference-signals.js";
import {
  refreshData
} from "./flows-retrain-refresh-2.js";
import {
  watchFile,
  worstState
} from "./report-watch-outputs.js";
import "./core-watch-signal.js";
import {
  contextOf
} from "./entry-action-local-context.js";
import {
  readRegistry
} from "./entry-action-github.js";
import {
  MOST_FILE_BYTES,
  MOST_PATHS,
  MOST_REFRESH_BYTES,
  REFRESH_DOCUMENT,
  REFRESH_FILES
} from "./octokit-plugin-rest-endpoint-methods.js";
import {
  modelsNamed,
  openLocal
} from "./adapters-registry-directory-ledger.js";
import "./adapters-process-run-process.js";
import "./flows-continued-ledger.js";
import "./flows-promote-2.js";
import "./core-promotion-conditions.js";
import "./report-model-card.js";
import "./report-report-schema.js";
import "./flows-beside-table.js";
import "./flows-evaluate-identity-2.js";
import "./flows-code-targets.js";
import "./core-statistics-long-run.js";
import "./flows-lock-data-2.js";
import "./core-lock-2.js";
import "./picomatch.js";
import "./adapters-repository-2.js";
import "./adapters-rows-fingerprint.js";
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
import {
  unlessMissing
} from "./core-artifact-manifest.js";
import {
  foldState
} from "./core-model-state-2.js";
import "./core-name-shape.js";
import "./markdown-table.js";
import "./report-comparison-words.js";
import "./report-inert.js";
import "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-comparison-schema-2.js";
import "./zod.js";
import {
  retrainAsked
} from "./entry-action-event.js";
import {
  openOf,
  retrainBranch
} from "./flows-retrain-standing.js";
import "./flows-trusted-runs.js";
import "./report-workflow-commands.js";
import "./entry-cli-status-line.js";
import "./entry-cli-config-file.js";
import "./config-glob.js";
import "./config-percentage.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./adapters-prediction-worker-message.js";
import "./adapters-rows-write-csv.js";
import "./hyparquet-compressors.js";
import "./adapters-rows-format-time.js";
import "./adapters-rows-table-format.js";
import "./core-text-hash.js";
import "./adapters-rows-byte-source.js";
import "./core-nearest.js";
import "./core-json-shape.js";
import "./core-time-text.js";
import "./core-digest.js";
import {
  version
} from "./version-2.js";
import "./entry-cli-style-2.js";
import "./adapters-system-2.js";
import {
  RelevoError,
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/entry/action/monitor.ts
import { mkdir as mkdir2, writeFile as writeFile2 } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/adapters/refresh-folder.ts
import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
async function writeRefreshed({ document, lock }, { root, output }, workshop) {
  const folder = join(output, document.model);
  const files = join(folder, REFRESH_FILES);
  await requireSizes(root, document.paths);
  await mkdir(files, { recursive: true });
  await workshop.gather(root, document.paths, files);
  await writeFile(join(files, "relevo.lock"), lock);
  await writeFile(join(folder, REFRESH_DOCUMENT), `${JSON.stringify(document, null, 2)}
`);
}
async function requireSizes(root, paths) {
  if (paths.length > MOST_PATHS) throw fail("retrain-too-many", { files: paths.length, most: MOST_PATHS });
  let sum = 0;
  for (const path of paths) {
    const bytes = (await unlessMissing(stat(join(root, path)), null))?.size ?? 0;
    if (bytes > MOST_FILE_BYTES) throw fail("retrain-too-large", { what: path, bytes, most: MOST_FILE_BYTES });
    sum += bytes;
  }
  if (sum <= MOST_REFRESH_BYTES) return;
  throw fail("retrain-too-large", { what: "All that was fetched", bytes: sum, most: MOST_REFRESH_BYTES });
}

// src/core/retrain-due.ts
function retrainDue({ production, alarm }, degraded, wish, now) {
  if (wish.isAsked) return "command";
  if (production === null) return null;
  const isWorse = degraded || alarm !== null && alarm.production === production.event;
  const isKnown = alarm?.signals.every((name) => alarm.acknowledged.includes(name)) ?? false;
  if (wish.onDegradation && isWorse && !isKnown) return "degraded";
  const age = now.getTime() - Date.parse(production.since);
  return wish.everyMs !== null && age >= wish.everyMs ? "schedule" : null;
}
function answeredFrom({ alarm }, reason, { everyMs }, now) {
  switch (reason) {
    case "command":
      return null;
    case "degraded":
      return alarm === null ? null : Date.parse(alarm.toldAt);
    case "schedule":
      return now.getTime() - (everyMs ?? 0);
  }
}

// src/flows/retrain/refresh-when-due.ts
async function refreshWhenDue(request, ports) {
  const { model, watch, isAsked, relevo, commit } = request;
  if (model.data.refresh === null && !isAsked) return null;
  const state = foldState((await ports.ledger.read(model.name)).entries);
  const wish = {
    isAsked,
    onDegradation: model.monitor?.retrain ?? false,
    everyMs: model.monitor?.retrain_every?.ms ?? null
  };
  const cause = retrainDue(state, watch?.state === "degraded", wish, ports.clock.now());
  if (cause === null || await isAnswered({ model: model.name, state, cause, wish }, ports)) return null;
  if (model.data.refresh === null) throw fail("refresh-undeclared", { model: model.name });
  const { lock, paths } = await refreshData(model, request.lock, ports);
  return { document: { schema: "relevo.refresh/1", relevo, model: model.name, commit, cause, paths }, lock };
}
async function isAnswered({ model, state, cause, wish }, { proposals, clock, log }) {
  if (cause === "command") return false;
  const pulls = await proposals.from(retrainBranch(model)).catch((thrown) => {
    if (thrown instanceof RelevoError && thrown.code === "github-permission") return [];
    throw thrown;
  });
  const from = answeredFrom(state, cause, wish, clock.now());
  const answered = pulls.find(({ merged, closedAt }) => {
    const counts = !merged || cause === "schedule";
    return counts && from !== null && closedAt !== null && Date.parse(closedAt) >= from;
  });
  const open = openOf(pulls);
  if (open !== void 0) log.step(`${model}: #${open.number} with refreshed data is open, so nothing is fetched`);
  else if (answered !== void 0)
    log.step(
      `${model}: #${answered.number} was ${answered.merged ? "merged" : "closed by hand"}, so nothing is fetched`
    );
  return open !== void 0 || answered !== void 0;
}

// src/entry/action/monitor.ts
async function monitor(inputs, job) {
  const output = inputs.output ?? join2(job.env.RUNNER_TEMP ?? job.cwd, "relevo");
  const registry = readRegistry(inputs.token, job);
  const local = await openLocal(contextOf(job), inputs.config, job.log);
  const asked = retrainAsked(job.event);
  const watches = [];
  const failures = [];
  try {
    if (asked !== null) modelsNamed(local, [asked]);
    const models = modelsNamed(local, inputs.models).filter(isWanted(asked));
    if (models.length === 0) return job.log.step(nothingToDo(inputs.config, asked));
    const around = { job, local, registry, output, asked };
    for (const model of models) if (model.monitor !== null) watches.push(await look(model, around));
    setOutputs(watches, output, job);
    for (const model of models) {
      const watch = watches.find((one) => one.model === model.name) ?? null;
      await refresh(model, watch, around).catch((thrown) => void failures.push(thrown));
    }
  } finally {
    job.log.end();
    await registry.clear();
    await local.clear();
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1)
    throw new AggregateError(failures, `${failures.length} models’ data could not be refreshed.`);
}
function setOutputs(watches, output, job) {
  job.setOutput("state", worstState(watches.map(({ state }) => state)));
  job.setOutput(
    "models",
    watches.map(({ model }) => model)
  );
  job.setOutput("output", output);
}
var isWanted = (asked) => ({ name, monitor: declared }) => asked === null ? declared !== null : name === asked;
var nothingToDo = (config, asked) => asked === null ? `${config} declares no \`monitor\`, so nothing is watched` : `${asked} is retrained by another job of this run`;
async function look(model, { job, local, registry, output }) {
  job.log.step(`${model.name}: reading what production predicted`);
  const folder = join2(output, "watch");
  await mkdir2(folder, { recursive: true });
  const blobs = new LayeredBlobs(new TarBlobs(join2(output, "blobs")), registry.blobsOf([model.name, ...model.was]));
  const ports = { ...local, ledger: registry.ledger, blobs, logs: logFiles };
  const watch = await watchModel({ model, relevo: version, signal: job.signal }, ports);
  await writeFile2(join2(folder, watchFile(model.name)), `${JSON.stringify(watch, null, 2)}
`);
  return watch;
}
async function refresh(model, watch, around) {
  const { job, local, registry, output, asked } = around;
  const { ledger, proposals } = registry;
  const ports = { ...local, ledger, proposals, refresher: createRefresher(job.env) };
  const { lock } = local;
  const commit = (await local.checkout.head()).commit ?? job.event.sha;
  const wanted = { model, watch, isAsked: asked === model.name, lock, relevo: version, commit };
  const due = await refreshWhenDue(wanted, ports);
  if (due === null) return;
  await writeRefreshed(due, { root: local.root, output: join2(output, "refresh") }, local.workshop);
}
export {
  monitor
};
