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
  openLocal,
  productionConfig
} from "./adapters-registry-directory-ledger.js";
import "./adapters-process-run-process.js";
import {
  readRegistry
} from "./entry-action-github.js";
import {
  RUN_DOCUMENT
} from "./report-run-document.js";
import "./octokit-plugin-rest-endpoint-methods.js";
import {
  ContinuedLedger
} from "./flows-continued-ledger.js";
import "./flows-promote-2.js";
import "./core-promotion-conditions.js";
import {
  TRAINING_LABEL,
  evaluateModel
} from "./flows-evaluate-run-report.js";
import "./flows-leaks.js";
import "./flows-evaluate-packaging.js";
import "./report-model-card.js";
import "./flows-beside-table.js";
import "./report-report-schema.js";
import "./flows-evaluate-identity-2.js";
import "./core-evidence-moment-evidence.js";
import "./core-policy.js";
import "./flows-code-targets.js";
import "./core-statistics-long-run.js";
import {
  requirePinned
} from "./flows-lock-data-2.js";
import "./core-lock-2.js";
import "./picomatch.js";
import "./adapters-repository-2.js";
import {
  parseConfig
} from "./config-schema.js";
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
import {
  readText
} from "./adapters-system-2.js";
import {
  RelevoError
} from "./errors-tables.js";
import "./runtime.js";

// src/entry/action/evaluate.ts
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
async function evaluate(inputs, job) {
  const output = inputs.output ?? join(job.env.RUNNER_TEMP ?? job.cwd, "relevo");
  const document = await evaluateAll(inputs, job, output);
  const path = join(output, "report", RUN_DOCUMENT);
  await mkdir(join(output, "report"), { recursive: true });
  await writeFile(path, `${JSON.stringify(document, null, 2)}
`);
  setOutputs(document, { path, output }, job);
}
async function evaluateAll(inputs, job, output) {
  const head = { schema: "relevo.run/1", relevo: version };
  const parsed = parseConfig(await readText(join(job.cwd, inputs.config), inputs.config), inputs.config);
  if ("problems" in parsed) {
    const problems = parsed.problems.map(shownProblem);
    job.log.step(`${inputs.config} has ${problems.length} problems; the check names each with its line`);
    return { ...head, config: { file: inputs.config, problems }, models: [] };
  }
  const registry = readRegistry(inputs.token, job);
  const local = await openLocal(contextOf(job), inputs.config, job.log);
  const models = [];
  try {
    for (const model of modelsNamed(local, inputs.models)) {
      models.push(await evaluateOne(model, { local, registry, job, output }));
    }
  } finally {
    job.log.end();
    await registry.clear();
    await local.clear();
  }
  return { ...head, config: null, models };
}
async function evaluateOne(model, around) {
  const { local, registry, job, output } = around;
  const { name, was } = model;
  const own = new TarBlobs(join(output, "blobs"));
  const blobs = new LayeredBlobs(own, registry.blobsOf([name, ...was]));
  const checkout = withHistory(local.checkout, registry);
  const here = { ...local, blobs, ledger: new ContinuedLedger(registry.ledger, local.config), checkout };
  try {
    const { report, reused } = await evaluateModel(
      {
        model,
        data: await requirePinned(model, local.lock, local),
        former: await productionConfig(here, model),
        run: runOf(job.event).id,
        by: job.event.actor,
        origin: originOf(job.event),
        trigger: triggerOf(job.event),
        relevo: version,
        anew: false,
        signal: job.signal
      },
      here
    );
    const head = await local.checkout.head();
    const told = reused ? { ...report, run: { ...report.run, ...runOf(job.event), ...head } } : report;
    if (originOf(job.event) === "push") await carryOver(report, { own, blobs, workshop: local.workshop });
    return report.training.how === "not-trained" ? { kind: "not-trained", model: name, when: model.train.when === "push" ? "never" : model.train.when } : { kind: "reported", model: name, reused, report: told };
  } catch (thrown) {
    if (!(thrown instanceof RelevoError) || job.signal.aborted) throw thrown;
    job.log.step(`${name}: ${thrown.message} ${thrown.why}`);
    return { kind: "no-report", model: name, why: `${thrown.message} ${thrown.why}`, remedy: thrown.remedy };
  }
}
async function carryOver({ digests }, { own, blobs, workshop }) {
  for (const digest of [digests.candidate, digests.predictions]) {
    if (digest === null || await own.has(digest) || !await blobs.has(digest)) continue;
    const folder = `${await workshop.folder("known")}/artifact`;
    await blobs.fetch(digest, folder);
    await own.put(folder);
  }
}
var withHistory = (checkout, { text }) => ({
  ...checkout,
  textAt: async (commit, path) => await checkout.textAt(commit, path) ?? await text(commit, path)
});
var runOf = (event) => ({
  id: `${event.run.id}.${event.run.attempt}`,
  by: event.actor,
  origin: originOf(event)
});
function originOf(event) {
  if (event.pullRequest !== null) return event.pullRequest.isFork ? "fork" : "pull-request";
  if (event.name === "merge_group") return "merge-group";
  return event.ref === `refs/heads/${event.defaultBranch}` ? "push" : "branch";
}
function triggerOf({ name, run, pullRequest }) {
  const isAsked = name === "workflow_dispatch" || run.attempt > 1;
  return { event: isAsked ? "command" : "push", isLabelled: pullRequest?.labels.includes(TRAINING_LABEL) ?? false };
}
function shownProblem({ line, column, path, message, nearest, hint }) {
  return {
    line: line ?? 0,
    column: column ?? 0,
    path,
    message,
    ...nearest === void 0 ? {} : { nearest },
    ...hint === void 0 ? {} : { hint }
  };
}
var gravity = ["pass", "inconclusive", "fail"];
function setOutputs(document, { path, output }, job) {
  const reports = document.models.flatMap((one) => one.kind === "reported" ? [one.report] : []);
  const isWhole = document.config === null && reports.length === document.models.length && reports.length > 0;
  const verdicts = [...reports.map(({ verdict: verdict2 }) => verdict2), ...isWhole ? [] : ["inconclusive"]];
  const verdict = gravity.findLast((one) => verdicts.includes(one)) ?? "inconclusive";
  const [only] = reports;
  job.setOutput("verdict", document.config === null ? verdict : "fail");
  job.setOutput("outcome", reports.length === 1 ? only?.outcome ?? "" : "");
  job.setOutput(
    "models",
    document.models.map(({ model }) => model)
  );
  job.setOutput("report", path);
  job.setOutput("output", output);
  job.setOutput(
    "metrics",
    Object.fromEntries(
      reports.map(({ model, comparison }) => [
        model,
        Object.fromEntries(
          (comparison?.metrics ?? []).filter(({ slice }) => slice === null).map(({ metric, candidate }) => [metric, candidate])
        )
      ])
    )
  );
}
export {
  evaluate
};
