import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  Probot,
  Recent,
  createApp,
  fullLook,
  openRepository,
  perform,
  rows
} from "./sonic-boom.js";
import "./report-watch-schema.js";
import "./report-watch-words.js";
import "./flows-prune.js";
import "./report-watch-outputs.js";
import "./core-watch-signal.js";
import "./report-model-line.js";
import {
  createClient
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
import {
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/entry/app/run-in-actions.ts
var SELF = "github-actions[bot]";
async function runInActions(job) {
  const { owner, repo, event, log } = job;
  const setting = settingOf(job);
  const delivery = `run-${job.run}`;
  if (event.name === "schedule" || event.name === "workflow_dispatch") {
    return perform({ where: { owner, repo, installation: null }, work: fullLook, delivery }, setting);
  }
  if (!isHandled(event)) return log.step(`nothing follows from the event ${event.name}`);
  const { baseUrl, token: githubToken } = job;
  const probot = new Probot({
    githubToken,
    logLevel: "fatal",
    logFormat: "json",
    ...baseUrl === null ? {} : { baseUrl }
  });
  await probot.load(createApp((task) => performHere(task, job, setting)));
  try {
    await probot.receive({ id: delivery, name: event.name, payload: event.payload });
  } catch (thrown) {
    throw thrown instanceof AggregateError && thrown.errors.length === 1 ? thrown.errors[0] : thrown;
  }
}
async function performHere(task, { owner, repo }, setting) {
  const isHere = task.where.owner.toLowerCase() === owner.toLowerCase() && task.where.repo.toLowerCase() === repo.toLowerCase();
  if (isHere) await perform(task, setting);
}
function isHandled({ name, payload }) {
  const names = new Set(Object.keys(rows));
  return names.has(name) || names.has(`${name}.${String(payload.action)}`);
}
function settingOf(job) {
  const { token, baseUrl, workflow, clock, log, summarize } = job;
  return {
    config: job.config,
    standing: { writer: "actions", takesOver: job.takesOver, workflow },
    self: job.run,
    recent: new Recent(100),
    open: async ({ where }) => {
      const client = createClient(token, { log, ...baseUrl === null ? {} : { baseUrl } });
      return openRepository({ where, client, self: SELF, workflow, clock, log, summarize });
    }
  };
}

// src/entry/action/handle-event.ts
async function handleEvent({ config, token, takesOver }, job) {
  const { owner, repo, run, name, payload, workflow } = job.event;
  if (workflow === null) throw fail("job-environment", { name: "GITHUB_WORKFLOW_REF" });
  await runInActions({
    owner,
    repo,
    run: run.id,
    event: { name, payload },
    token,
    baseUrl: job.env.GITHUB_API_URL ?? null,
    config,
    takesOver,
    workflow,
    clock: { now: job.now },
    log: job.log,
    summarize: job.summarize
  });
}
export {
  handleEvent
};
