import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  contextOf
} from "./entry-action-local-context.js";
import {
  readRegistry
} from "./entry-action-github.js";
import {
  RUN_DOCUMENT,
  consequenceOf
} from "./report-model-line.js";
import "./octokit-plugin-rest-endpoint-methods.js";
import {
  modelsNamed,
  openLocal,
  productionConfig
} from "./adapters-registry-directory-ledger.js";
import "./adapters-process-run-process.js";
import {
  ContinuedLedger
} from "./flows-continued-ledger.js";
import "./flows-promote-2.js";
import "./core-promotion-conditions.js";
import {
  readPageScript
} from "./adapters-page-script-2.js";
import {
  writePage
} from "./report-page-style.js";
import "./report-report-check.js";
import "./report-run-facts.js";
import {
  TRAINING_LABEL,
  evaluateModel
} from "./flows-evaluate-run-report.js";
import {
  keyValues
} from "./config-key-values.js";
import "./report-model-card.js";
import "./report-report-schema.js";
import "./flows-evaluate-packaging.js";
import "./flows-evaluate-judgement.js";
import "./flows-beside-table.js";
import "./flows-evaluate-identity-2.js";
import "./core-evidence-moment-evidence.js";
import "./flows-code-targets.js";
import "./core-policy.js";
import "./core-statistics-long-run.js";
import {
  requirePinned
} from "./flows-lock-data-2.js";
import "./core-lock-2.js";
import "./picomatch.js";
import "./adapters-repository-2.js";
import "./adapters-rows-fingerprint.js";
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
import {
  verifyArtifact
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
import {
  readText,
  writeNew
} from "./adapters-system-2.js";
import {
  RelevoError
} from "./errors-tables.js";
import "./runtime.js";

// src/entry/action/evaluate.ts
import { mkdir as mkdir2, writeFile } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/adapters/registry/fetched-blobs.ts
import { cp } from "node:fs/promises";
var FetchedBlobs = class {
  #source;
  #places = /* @__PURE__ */ new Map();
  constructor(source) {
    this.#source = source;
  }
  async has(digest) {
    return this.#places.has(digest) || this.#source.has(digest);
  }
  verify(digest) {
    return this.#source.verify(digest);
  }
  async fetch(digest, folder) {
    const copied = await this.#copy(digest, folder);
    if (copied !== null) return copied;
    const manifest = await this.#source.fetch(digest, folder);
    this.#places.set(digest, folder);
    return manifest;
  }
  /** Who fetched it may have worked in that folder, or removed it: only what still is that very artifact is copied. */
  async #copy(digest, folder) {
    const place = this.#places.get(digest);
    if (place === void 0) return null;
    const verified = await verifyArtifact(place, void 0, digest);
    if (!verified.ok) return null;
    await cp(place, folder, { recursive: true, verbatimSymlinks: true });
    return verified.manifest;
  }
};

// src/entry/action/report-page.ts
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
var MOST_BYTES = 2e7;
async function tryPage(wanted, ports, { log, signal }) {
  try {
    await mkdir(wanted.folder, { recursive: true });
    await leavePage({ ...wanted, script: await readPageScript() }, ports);
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    log.step(`${wanted.model.name}: the run goes without its page: ${reason}`);
  }
}
async function leavePage({ report, model, baselinePredictions, event, folder, script }, ports) {
  const state = foldState((await ports.ledger.read(model.name)).entries);
  const consequence = followsFrom(report, { model, event, state });
  const page = await writePage({ report, model, state, consequence, baselinePredictions, script }, ports);
  const bytes = Buffer.byteLength(page);
  if (bytes > MOST_BYTES) throw new Error(`it would be ${Math.ceil(bytes / 1e6)} MB`);
  const path = join(folder, `${model.name}.html`);
  await writeNew(path, page);
  return path;
}
function followsFrom(report, { model, event, state }) {
  const { production, frozen } = state;
  return consequenceOf(
    {
      production: production && { version: production.version, url: null },
      frozen: frozen && { by: frozen.by, reason: frozen.reason },
      effect: effectOf(report, { model, event, state }),
      yardstick: null,
      standing: { kind: "reported", report, stale: null }
    },
    event.pullRequest?.isFork ?? false
  );
}
function effectOf({ run }, { model, event, state }) {
  if (run.origin === "branch") return { kind: "nothing" };
  if (event.pullRequest === null && event.name !== "merge_group") return { kind: "deciding" };
  const makes = Math.max(0, ...state.versions.map(({ version: version2 }) => version2)) + 1;
  return { kind: "merging", makes, by: model.promote === "by-command" ? "command" : "merge" };
}

// src/entry/action/trigger.ts
var MOST_COMMITS = 5;
function triggersOf(event, pulls) {
  const { name, run, pullRequest } = event;
  const isAsked = name === "workflow_dispatch" || run.attempt > 1;
  let behind = null;
  return async (when) => {
    if (isAsked) return { event: "command", isLabelled: false };
    if (pullRequest !== null || when !== "label")
      return { event: "push", isLabelled: pullRequest !== null && hasLabel(pullRequest) };
    behind ??= isLabelledBehind(event, pulls);
    return { event: "push", isLabelled: await behind };
  };
}
var hasLabel = ({ labels }) => labels.includes(TRAINING_LABEL);
async function isLabelledBehind(event, pulls) {
  const queued = event.name === "merge_group" ? queuedNumber(event) : null;
  if (queued !== null) {
    const pull = await pulls.pullRequest(queued);
    return pull !== null && hasLabel(pull);
  }
  if (event.name !== "push" || event.ref !== `refs/heads/${event.defaultBranch}`) return false;
  for (const sha of broughtBy(event)) {
    const found = await pulls.pullRequestsOf(sha);
    if (found.some((pull) => pull.merged && pull.mergeCommit === sha && hasLabel(pull))) return true;
  }
  return false;
}
function queuedNumber({ ref }) {
  const number = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,15})-[0-9a-f]+$/.exec(ref)?.[1];
  return number === void 0 ? null : Number(number);
}
var MERGED = /^Merge pull request #\d+ |^[^\n]*\(#\d+\)(?:\n|$)/;
function broughtBy({ sha, payload }) {
  const commits = Array.isArray(payload.commits) ? payload.commits : [];
  const others = commits.filter(({ id, message }) => id !== sha && MERGED.test(String(message ?? ""))).map(({ id }) => String(id)).reverse();
  return [sha, ...others].slice(0, MOST_COMMITS);
}

// src/entry/action/evaluate.ts
async function evaluate(inputs, job) {
  const output = inputs.output ?? join2(job.env.RUNNER_TEMP ?? job.cwd, "relevo");
  const document = await evaluateAll(inputs, job, output);
  const path = join2(output, "report", RUN_DOCUMENT);
  await mkdir2(join2(output, "report"), { recursive: true });
  await writeFile(path, `${JSON.stringify(document, null, 2)}
`);
  setOutputs(document, { path, output }, job);
}
async function evaluateAll(inputs, job, output) {
  const head = { schema: "relevo.run/1", relevo: version };
  const parsed = parseConfig(await readText(join2(job.cwd, inputs.config), inputs.config), inputs.config);
  if ("problems" in parsed) {
    const problems = parsed.problems.map(shownProblem);
    job.log.step(`${inputs.config} has ${problems.length} problems; the check names each with its line`);
    return { ...head, config: { file: inputs.config, problems }, models: [] };
  }
  const registry = readRegistry(inputs.token, job);
  const local = await openLocal(contextOf(job), inputs.config, job.log);
  const trigger = triggersOf(job.event, registry.pulls);
  const models = [];
  try {
    for (const model of modelsNamed(local, inputs.models)) {
      models.push(await evaluateOne(model, { local, registry, job, output, trigger }));
    }
  } finally {
    job.log.end();
    await registry.clear();
    await local.clear();
  }
  return { ...head, config: null, models };
}
async function evaluateOne(model, around) {
  const { local, registry, job, output, trigger } = around;
  const { name, was } = model;
  const own = new TarBlobs(join2(output, "blobs"));
  const known = registry.blobsOf([name, ...was]).map((source) => new FetchedBlobs(source));
  const blobs = new LayeredBlobs(own, known);
  const checkout = withHistory(local.checkout, registry);
  const here = { ...local, blobs, ledger: new ContinuedLedger(registry.ledger, local.config), checkout };
  try {
    const { report, reused, baselinePredictions } = await evaluateModel(
      {
        model,
        data: await requirePinned(model, local.lock, local),
        former: await productionConfig(here, model),
        run: runOf(job.event).id,
        by: job.event.actor,
        origin: originOf(job.event),
        trigger: await trigger(model.train.when),
        relevo: version,
        anew: false,
        signal: job.signal
      },
      here
    );
    const head = await local.checkout.head();
    const run = { ...report.run, ...runOf(job.event), ...head };
    const told = reused ? { ...report, run, config: keyValues(model) } : report;
    if (originOf(job.event) === "push") await carryOver(report, { own, blobs, workshop: local.workshop });
    if (report.training.how === "not-trained")
      return { kind: "not-trained", model: name, when: model.train.when === "push" ? "never" : model.train.when };
    await tryPage(
      { report: told, model, baselinePredictions, event: job.event, folder: join2(output, "page") },
      here,
      job
    );
    return { kind: "reported", model: name, reused, report: told };
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
