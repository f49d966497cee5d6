import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  publish,
  reconcile,
  tellWatches
} from "./report-watch-schema.js";
import "./report-watch-words.js";
import "./flows-prune.js";
import {
  joinedOutputs
} from "./report-watch-outputs.js";
import "./core-watch-signal.js";
import {
  decideWith,
  openTrusted
} from "./entry-action-github.js";
import "./report-model-line.js";
import {
  requireTurns,
  unlessLeftToApp
} from "./octokit-plugin-rest-endpoint-methods.js";
import "./flows-continued-ledger.js";
import "./flows-promote-2.js";
import "./core-promotion-conditions.js";
import "./report-report-check.js";
import "./report-run-facts.js";
import "./flows-record-run-2.js";
import "./flows-monitor-record-2.js";
import "./config-key-values.js";
import "./report-model-card.js";
import "./report-report-schema.js";
import "./core-policy.js";
import "./core-statistics-long-run.js";
import "./flows-lock-data-2.js";
import "./core-lock-2.js";
import {
  pathPatterns
} from "./picomatch.js";
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
import "./adapters-registry-tar-read.js";
import "./core-artifact-manifest.js";
import "./core-model-state-2.js";
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
import "./flows-retrain-standing.js";
import "./flows-trusted-runs.js";
import "./report-workflow-commands.js";
import "./config-glob.js";
import "./config-percentage.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./core-nearest.js";
import "./core-json-shape.js";
import "./core-digest.js";
import "./version-2.js";
import "./adapters-system-2.js";
import "./errors-tables.js";
import "./runtime.js";

// src/entry/action/tell-watches.ts
async function tellWatches2(config, job, { ports, standing }) {
  const { sha256, summarize, event } = job;
  const told = [];
  try {
    const given = { ...ports, sha256, summarize, patterns: pathPatterns };
    await tellWatches({ run: event.run.id, config, standing }, given, (outputs) => void told.push(outputs));
  } finally {
    const { state, issue, retrain, watch } = joinedOutputs(told);
    job.setOutput("state", state);
    job.setOutput("issue", issue);
    job.setOutput("retrain", retrain);
    job.setOutput("watch", watch);
  }
}

// src/entry/action/publish.ts
async function publish2(inputs, job) {
  const trusted = openTrusted(inputs, job);
  try {
    await unlessLeftToApp(() => publishWith(trusted, inputs, job), job);
  } finally {
    await trusted.clear();
  }
}
async function publishWith(trusted, inputs, job) {
  const { ports, standing } = trusted;
  const { config } = inputs;
  const { sha256, summarize, event } = job;
  const tell = (run) => publish({ run, config, standing, decide: decideWith(trusted) }, { ...ports, sha256, summarize });
  if (event.name === "schedule" || retrainAsked(event) !== null) {
    await requireTurns(standing, ports.ledger);
    return tellWatches2(config, job, trusted);
  }
  const published = await tell(inputs.run ?? wakingRun(job) ?? event.run.id);
  job.setOutput("comment", published.comment ?? "");
  if (published.facts.origin !== "push") return;
  const again = async (run) => void await tell(run);
  const look = { isThorough: false, tellsProduction: false, reviewsIssues: false, mayStart: true };
  await reconcile({ config, standing, publish: again, self: event.run.id, isTold: () => false, ...look }, ports);
}
function wakingRun({ event }) {
  const run = event.payload.workflow_run;
  const id = typeof run === "object" && run !== null ? Number(run.id) : Number.NaN;
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}
export {
  publish2 as publish
};
