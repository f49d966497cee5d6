import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  reportSchema
} from "./report-report-schema-2.js";
import {
  judge,
  makeCandidate,
  predictWith,
  valuesOf
} from "./flows-leaks.js";
import {
  comparisonDigest,
  identify
} from "./flows-evaluate-identity-2.js";
import "./core-evidence-moment-evidence.js";
import "./report-comparison-schema-2.js";
import {
  table
} from "./markdown-table.js";
import {
  metricTable,
  sliceTable
} from "./report-comparison-words.js";
import {
  counted,
  inertMarkdown
} from "./report-figures.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./core-number-text.js";
import {
  countJudged,
  findComparison,
  foldState
} from "./core-model-state-2.js";
import "./config-config.js";
import "./config-policy-consistency.js";
import "./core-metrics-terms.js";
import "./zod.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./core-json-shape.js";
import "./core-nearest.js";
import "./core-time-text.js";
import "./core-digest.js";
import {
  RelevoError,
  fail
} from "./errors-2.js";
import "./runtime.js";

// src/report/model-card.ts
function modelCard(report) {
  const parts = [
    frontMatter(report),
    `# ${inertMarkdown(report.model)}`,
    introduction(report),
    ...evaluation(report),
    data(report),
    lineage(report)
  ];
  return `${parts.join("\n\n")}
`;
}
var hubTasks = {
  regression: "tabular-regression",
  binary: "tabular-classification",
  multiclass: "tabular-classification",
  score: "other"
};
function frontMatter(report) {
  const text = JSON.stringify;
  const rows = (report.comparison?.metrics ?? []).filter(
    ({ slice, candidate }) => slice === null && candidate !== null
  );
  const holdout = report.data.find(({ part }) => part === "holdout");
  const lines = [
    "---",
    `library_name: relevo`,
    `tags: [relevo, ${text(report.task)}]`,
    ...rows.length === 0 ? [] : [
      "model-index:",
      `- name: ${text(report.model)}`,
      "  results:",
      "  - task:",
      `      type: ${hubTasks[report.task]}`,
      "    dataset:",
      `      name: ${text(holdout?.path ?? "holdout")}`,
      `      type: ${text(holdout?.path ?? "holdout")}`,
      `      revision: ${text(report.digests.holdout)}`,
      "    metrics:",
      ...rows.flatMap(({ metric, candidate }) => [`    - type: ${text(metric)}`, `      value: ${candidate}`])
    ],
    "---"
  ];
  return lines.join("\n");
}
function introduction({ task, baseline, verdict, training, run }) {
  const made = training.how === "elsewhere" ? "was made elsewhere" : `was trained with \`${training.command.join(" ").replaceAll("`", "'")}\``;
  const judged = `It was judged on ${run.at.slice(0, 10)} against ${inertMarkdown(baseline.name)}: **${verdict}**.`;
  return `A model for ${task}, which ${made}, seed ${training.seed}. ${judged}`;
}
function evaluation({ comparison, baseline }) {
  if (comparison === null) return ["## Evaluation\n\nIt was not evaluated."];
  const style = {
    inert: inertMarkdown,
    strong: (name) => `**${name}**`,
    baseline: inertMarkdown(baseline.name),
    candidate: "this model"
  };
  const compared = comparison;
  const units = compared.unit === "rows" ? "" : ` of ${counted(compared.groups, compared.unit)}`;
  const slices = sliceTable(compared, style);
  return [
    `## Evaluation

On ${counted(compared.rows, "rows")}${units}. Intervals are two-sided at ${levelOf(compared.metrics)}.

${table(metricTable(compared, style))}`,
    ...slices.rows.length === 0 ? [] : [`### Slices, worst first

${table(slices)}`],
    ...limits(compared)
  ];
}
var levelOf = ([first]) => `${Math.round((first?.level ?? 0.9) * 100)} %`;
function limits({ checks, warnings }) {
  const open = checks.filter(({ result }) => result === "fail" || result === "inconclusive");
  const lines = [
    ...open.map(({ name, message }) => `- ${inertMarkdown(name)}: ${inertMarkdown(message)}`),
    ...warnings.map(({ message }) => `- ${inertMarkdown(message)}`)
  ];
  return lines.length === 0 ? [] : [`## Limits

${lines.join("\n")}`];
}
function data({ data: sets }) {
  const rows = sets.map(({ path, part, rows: n, range, digest }) => [
    inertMarkdown(path),
    part,
    counted(n, "rows"),
    range === null ? "" : `${range[0].slice(0, 10)} to ${range[1].slice(0, 10)}`,
    `\`${digest.slice(0, 19)}…\``
  ]);
  const header = ["data", "part", "rows", "range", "digest"];
  return `## Data

${table({ header, rows, align: ["left", "left", "right", "left", "left"] })}`;
}
function lineage({ run, digests, prediction, relevo }) {
  const facts = [
    `- run \`${run.id}\`, ${run.commit === null ? "no commit" : `commit \`${run.commit}\``}${run.dirty ? ", with uncommitted changes" : ""}`,
    `- training digest \`${digests.training}\``,
    ...digests.comparison === null ? [] : [`- comparison digest \`${digests.comparison}\``],
    ...prediction?.backend == null ? [] : [`- predicted with ${inertMarkdown(prediction.backend)}`],
    `- written by Relevo ${relevo}`
  ];
  return `## Lineage

${facts.join("\n")}`;
}

// src/flows/evaluate/baseline.ts
async function findBaseline(request, { state, identity }, ports) {
  const { production } = state;
  if (production === null) return { kind: "constant" };
  const version = state.versions.findLast((one) => one.version === production.version);
  if (version === void 0) throw new Error(`The ledger's production is v${production.version}, which it never made.`);
  const facts = { kind: "production", version: production.version, event: production.event };
  try {
    const known = await knownPredictions(version, identity, ports);
    const predictions = known ?? await predictAgain(request, version, identity, ports);
    return { ...facts, predictions, problem: null };
  } catch (thrown) {
    if (!isAboutModel(thrown) || request.signal?.aborted === true) throw thrown;
    const { name } = request.model;
    const problem = fail(
      "production-cannot-predict",
      { model: name, version: version.version, reason: thrown.message },
      thrown
    );
    return { ...facts, predictions: null, problem };
  }
}
var isAboutModel = (thrown) => thrown instanceof RelevoError && !thrown.code.startsWith("registry-");
async function knownPredictions({ made }, identity, { blobs, workshop }) {
  if (made.predictions === null || made.holdout !== identity.holdout.digest || !await blobs.has(made.predictions))
    return null;
  const folder = `${await workshop.folder("production-predictions")}/kept`;
  await blobs.fetch(made.predictions, folder);
  return { path: `${folder}/predictions.csv`, digest: made.predictions, prediction: null };
}
async function predictAgain(request, { version, made }, identity, ports) {
  ports.log.step(`${request.model.name}: v${version} predicts the new holdout`);
  return predictWith(
    request,
    { artifact: made.artifact, packed: null, identity, measureMs: 0, setUp: true, keep: true },
    ports
  );
}

// src/flows/evaluate/run-report.ts
function reportOf(facts) {
  const { request, identity, candidate, baseline, judged, failure } = facts;
  const { model } = request;
  const comparison = judged?.comparison ?? null;
  const problem = baseline.kind === "production" ? baseline.problem : null;
  return {
    schema: "relevo.report/1",
    relevo: request.relevo,
    model: model.name,
    task: model.task,
    run: { id: request.run, at: facts.at, by: request.by, origin: request.origin, ...identity.head },
    digests: {
      training: identity.training,
      yardstick: identity.yardstick,
      holdout: identity.holdout.digest,
      comparison: judged?.comparisonDigest ?? null,
      candidate: candidate.artifact,
      predictions: judged?.predictions ?? null
    },
    baseline: baseline.kind === "constant" ? { name: "the best constant", version: null, event: null, problem: null } : { name: `v${baseline.version}`, version: baseline.version, event: baseline.event, problem: told(problem) },
    training: trainingOf(request, candidate, judged?.repeats ?? []),
    data: identity.data.map(({ path, part, digest, rows, columns, range }) => ({
      path,
      part,
      digest,
      rows,
      columns: columns.length,
      range: range === null ? null : [range[0], range[1]]
    })),
    prediction: predictionOf(judged),
    comparison,
    former: judged?.former ?? null,
    judged_on_holdout: judged?.judgedOnHoldout ?? 0,
    policy: JSON.parse(JSON.stringify(model.policy)),
    failure: told(failure),
    verdict: comparison?.verdict ?? (isUndecided(failure, problem) ? "inconclusive" : "fail"),
    outcome: comparison?.metrics.find(({ role, slice }) => role === "primary" && slice === null)?.outcome ?? null
  };
}
var isUndecided = (failure, problem) => failure !== null && (failure === problem || failure.code === "score-first");
var told = (error) => error === null ? null : { code: error.code, what: error.message, why: error.why, remedy: error.remedy };
function trainingOf({ model }, { how, training }, repeats) {
  return {
    how,
    command: [...model.train.command ?? []],
    seed: 0,
    seconds: training === null ? null : training.wallMs / 1e3,
    cpu_seconds: training?.cpuMs == null ? null : training.cpuMs / 1e3,
    peak_mb: training?.peakBytes == null ? null : training.peakBytes / 1e6,
    last_lines: how === "failed" ? [...training?.lastLines ?? []] : [],
    repeats
  };
}
function predictionOf(judged) {
  const prediction = judged?.prediction ?? null;
  if (prediction === null) return null;
  const { rows, backend, speed, artifactBytes } = prediction;
  return {
    rows,
    backend: backend === null ? null : `${backend.name} ${backend.version}`,
    note: backend?.note ?? null,
    ms_per_row: speed.msPerRow,
    load_ms: speed.loadMs,
    model_mb: artifactBytes / 1e6
  };
}

// src/flows/evaluate/evaluate.ts
async function evaluateModel(request, ports) {
  const { model } = request;
  const reading = await ports.ledger.read(model.name);
  const state = foldState(reading.entries);
  const identity = await identify(model, request.data, ports);
  const candidate = await makeCandidate({ request, state, identity }, ports);
  if (candidate.artifact !== null && !request.anew) {
    const known = await findKnown(request, { state, identity, artifact: candidate.artifact }, ports);
    if (known !== null) return known;
  }
  const report = await describe(request, { state, identity, candidate }, ports);
  await store(candidate, report, ports);
  await record(request, { report, identity, state }, ports);
  return { report, run: request.run, reused: false };
}
async function findKnown({ model }, { state, identity, artifact }, { ledger, sha256 }) {
  const digest = comparisonOf(identity, artifact, state, sha256);
  const found = findComparison(state, { digest, tree: identity.head.tree });
  if (found === void 0 || found.judged.dirty !== identity.head.dirty) return null;
  const parsed = reportSchema.safeParse(JSON.parse(await ledger.report(model.name, found.judged.report)));
  return parsed.success ? { report: parsed.data, run: found.judged.run, reused: true } : null;
}
var comparisonOf = (identity, candidate, state, sha256) => comparisonDigest({ candidate, baseline: state.production?.event ?? null, yardstick: identity.yardstick }, sha256);
async function describe(request, made, ports) {
  const { state, identity, candidate } = made;
  const baseline = await findBaseline(request, { state, identity }, ports);
  const facts = { request, ...made, baseline, at: ports.clock.now().toISOString() };
  if (candidate.artifact === null) return reportOf({ ...facts, judged: null, failure: candidate.failure });
  try {
    const judged = await judge(
      request,
      { ...made, artifact: candidate.artifact, packed: candidate.packed, baseline },
      ports
    );
    return reportOf({
      ...facts,
      judged: {
        ...judged,
        comparisonDigest: comparisonOf(identity, candidate.artifact, state, ports.sha256),
        judgedOnHoldout: countJudged(state, identity.holdout.digest, judged.predictions),
        repeats: await valuesOf(request, { repeats: candidate.repeats, identity }, ports)
      },
      failure: null
    });
  } catch (thrown) {
    if (!isAboutModel(thrown) || request.signal?.aborted === true) throw thrown;
    return reportOf({ ...facts, judged: null, failure: thrown });
  }
}
async function store({ packed }, report, { workshop, blobs }) {
  if (packed === null) return;
  await workshop.describe(packed.folder, "model-card.md", modelCard(report));
  await blobs.put(packed.folder);
}
async function record(request, { report, identity, state }, { ledger, sha256 }) {
  const text = `${JSON.stringify(report, null, 2)}
`;
  const event = eventOf(request, { report, identity, state, digest: sha256(text) });
  for (let attempt = 0; attempt < 5; attempt++) {
    const { head } = await ledger.read(request.model.name);
    const appended = await ledger.append({ model: request.model.name, head, events: [event], reports: [text] });
    if (appended.outcome === "appended") return;
  }
  throw fail("ledger-busy", { model: request.model.name });
}
function eventOf(request, facts) {
  const { report, identity, state, digest } = facts;
  const { digests, verdict, outcome, former, run } = report;
  return {
    event: "evaluated",
    model: request.model.name,
    at: run.at,
    by: run.by,
    writer: request.writer,
    run: run.id,
    commit: run.commit,
    tree: run.tree,
    training: identity.training,
    origin: request.origin,
    pullRequest: request.pullRequest,
    dirty: run.dirty,
    artifact: digests.candidate,
    comparison: digests.comparison,
    predictions: digests.predictions,
    holdout: identity.holdout.digest,
    yardstick: identity.yardstick,
    baseline: state.production?.event ?? null,
    verdict,
    outcome,
    former,
    report: digest,
    metrics: candidateMetrics(report.comparison)
  };
}
var candidateMetrics = (comparison) => Object.fromEntries(
  (comparison?.metrics ?? []).filter(({ slice }) => slice === null).map(({ metric, candidate }) => [metric, candidate])
);
export {
  evaluateModel
};
