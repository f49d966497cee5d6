import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  keyValues
} from "./config-key-values.js";
import {
  modelCard
} from "./report-model-card.js";
import {
  readReport
} from "./report-report-schema.js";
import {
  packCandidate
} from "./flows-evaluate-packaging.js";
import {
  judge,
  predictWith,
  primaryValue
} from "./flows-evaluate-judgement.js";
import {
  comparisonDigest,
  identify
} from "./flows-evaluate-identity-2.js";
import {
  artifactPlace
} from "./config-artifact-source.js";
import {
  countJudged,
  foldState
} from "./core-model-state-2.js";
import {
  hexOf
} from "./core-digest.js";
import {
  RelevoError,
  fail
} from "./errors-tables.js";

// src/core/usable-runs.ts
function findCandidate(state, { digest, tree }) {
  return state.runs.findLast(
    ({ judged }) => judged.training === digest && judged.artifact !== null && isUsable(judged, tree)
  );
}
function findComparison(state, { digest, tree }) {
  return state.runs.findLast(({ judged }) => judged.comparison === digest && isUsable(judged, tree));
}
function isUsable({ origin, tree }, wanted) {
  switch (origin) {
    case "push":
    case "local":
      return true;
    case "branch":
    case "pull-request":
    case "merge-group":
      return tree !== null && tree === wanted;
    case "fork":
      return false;
  }
}

// src/flows/evaluate/baseline.ts
var nameBaseline = ({ production }) => production === null ? { kind: "constant" } : {
  kind: "production",
  version: production.version,
  event: production.event,
  predictions: null,
  problem: null
};
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

// src/core/training-trigger.ts
var TRAINING_LABEL = "relevo";
var trains = { trains: true };
var starts = {
  push: () => trains,
  label: ({ event, isLabelled }) => event === "command" || isLabelled ? trains : { trains: false, when: "label" },
  command: ({ event }) => event === "command" ? trains : { trains: false, when: "command" },
  never: () => ({ trains: false, when: "never" })
};
var decideTraining = (when, trigger) => starts[when](trigger);

// src/core/folder-digest.ts
function folderDigest(files, sha256) {
  const sorted = [...files].sort((a, b) => a.path < b.path ? -1 : 1);
  return sha256(sorted.map((file) => `${hexOf(file.sha256)}  ${file.path}
`).join(""));
}

// src/flows/evaluate/elsewhere.ts
async function takeElsewhere(request, identity, ports) {
  const { name, train: train2 } = request.model;
  if (train2.artifact === null) throw new Error("A model that was checked has neither command nor artifact.");
  const from = { how: "elsewhere", training: null, repeats: [] };
  try {
    const weights = await findWeights(request, train2.artifact, ports);
    const packed = await packCandidate(request, identity, ports, weights);
    if (train2.artifact.kind === "folder") requireContent(train2.artifact, packed, ports);
    return { ...from, artifact: packed.manifest.digest, failure: null, packed };
  } catch (thrown) {
    if (!(thrown instanceof RelevoError) || request.signal?.aborted === true) throw thrown;
    ports.log.step(`${name}: the model could not be taken`);
    return { ...from, artifact: null, failure: thrown, packed: null };
  }
}
async function findWeights({ model, signal }, source, { checkout, workshop, downloads, log }) {
  if (source.kind === "folder") {
    log.step(`${model.name}: taking the model in ${source.path}`);
    return { from: checkout.at(model.dir), path: source.path };
  }
  log.step(`${model.name}: downloading the model from ${artifactPlace(source)}`);
  const from = await workshop.folder("elsewhere");
  await downloads.fetch({
    model: model.name,
    address: source.uri,
    digest: source.digest,
    maxBytes: model.train.max_size.bytes,
    timeoutMs: model.train.timeout.ms,
    folder: `${from}/${model.train.output}`,
    ...signal === void 0 ? {} : { signal }
  });
  return { from, path: model.train.output };
}
function requireContent({ path, digest }, { manifest }, { sha256 }) {
  if (digest === null) return;
  const found = folderDigest(filesIn(manifest, path), sha256);
  if (found !== digest) throw fail("artifact-differs", { place: path, pinned: digest, found });
}
var filesIn = ({ files }, folder) => files.filter(({ path }) => path.startsWith(`${folder}/`)).map(({ path, sha256 }) => ({ path: path.slice(folder.length + 1), sha256 }));

// src/flows/evaluate/repeats.ts
async function trainRepeats(request, identity, argv, ports) {
  const { name, train: train2 } = request.model;
  const repeats = [];
  for (let seed = 1; seed < train2.repeats; seed++) {
    ports.log.step(`${name}: training with seed ${seed}, for the luck of the seed`);
    const { failure } = await trainOnce(request, argv, seed, ports);
    if (failure !== null) ports.log.step(`${name}: seed ${seed} is left out: ${failure.message}`);
    repeats.push({ seed, packed: failure === null ? await packCandidate(request, identity, ports) : null });
  }
  return repeats;
}
async function valuesOf(request, { repeats, identity }, ports) {
  const values = [];
  for (const { seed, packed } of repeats) {
    values.push({ seed, value: packed === null ? null : await measure(request, { seed, packed, identity }, ports) });
  }
  return values;
}
async function measure(request, { seed, packed, identity }, ports) {
  const { name } = request.model;
  ports.log.step(`${name}: predicting the holdout with seed ${seed}`);
  const wanted = { artifact: packed.manifest.digest, packed, identity, measureMs: 0, setUp: false, keep: false };
  try {
    return await primaryValue(request.model, await predictWith(request, wanted, ports), ports);
  } catch (thrown) {
    if (!(thrown instanceof RelevoError) || request.signal?.aborted === true) throw thrown;
    ports.log.step(`${name}: seed ${seed} is left out: ${thrown.message}`);
    return null;
  }
}

// src/flows/evaluate/candidate.ts
async function makeCandidate(about, ports) {
  const { request, state, identity } = about;
  const { model } = request;
  const decision = decideTraining(model.train.when, request.trigger);
  const isMade = request.anew && (model.train.command === null || decision.trains);
  const known = findCandidate(state, { digest: identity.training, tree: identity.head.tree })?.judged.artifact;
  if (known != null && !isMade && await ports.blobs.has(known)) {
    ports.log.step(`${model.name}: the candidate is known, nothing is trained again`);
    return { artifact: known, how: "known", training: null, failure: null, packed: null, repeats: [] };
  }
  if (model.train.command === null) return takeElsewhere(request, identity, ports);
  if (decision.trains) return train(about, model.train.command, ports);
  const failure = fail("not-trained", { model: model.name, when: decision.when });
  return {
    artifact: null,
    how: "not-trained",
    when: decision.when,
    training: null,
    failure,
    packed: null,
    repeats: []
  };
}
async function train({ request, identity }, argv, ports) {
  const missing = await findMissing(request, ports);
  if (missing !== null)
    return { artifact: null, how: "failed", training: null, failure: missing, packed: null, repeats: [] };
  const release = await ports.trainer.hold(outputOf(request, ports));
  try {
    return await trainAndPack({ request, identity, argv }, ports);
  } finally {
    await release();
  }
}
async function trainAndPack({ request, identity, argv }, ports) {
  const repeats = await trainRepeats(request, identity, argv, ports);
  ports.log.step(`${request.model.name}: training`);
  const training = await trainOnce(request, argv, 0, ports);
  const { failure } = training;
  if (failure !== null) return { artifact: null, how: "failed", training, failure, packed: null, repeats: [] };
  try {
    const packed = await packCandidate(request, identity, ports);
    return { artifact: packed.manifest.digest, how: "trained", training, failure: null, packed, repeats };
  } catch (thrown) {
    if (!(thrown instanceof RelevoError)) throw thrown;
    return { artifact: null, how: "failed", training, failure: thrown, packed: null, repeats: [] };
  }
}
async function findMissing({ model }, { checkout }) {
  const { module } = model.predict;
  if (module === null || module.startsWith(`${model.train.output}/`)) return null;
  const found = await checkout.present(model.dir, [module]);
  return found.length > 0 ? null : fail("predict-module", { module, reason: "It is not in the checkout." });
}
var outputOf = ({ model }, { checkout }) => `${checkout.at(model.dir)}/${model.train.output}`;
function trainOnce(request, argv, seed, { trainer, checkout, log }) {
  const { model, signal } = request;
  return trainer.train({
    model: model.name,
    argv,
    cwd: checkout.at(model.dir),
    output: outputOf(request, { checkout }),
    seed,
    environment: model.train.env,
    timeoutMs: model.train.timeout.ms,
    onLine: (line) => log.output(line),
    ...signal === void 0 ? {} : { signal }
  });
}

// src/flows/evaluate/recorded-inputs.ts
var MOST_FILES = 1e3;
var MOST_CHARACTERS = 1e5;
function recordInputs({ inputs, locks }, sha256) {
  const all = [...new Map([...inputs, ...locks].map((file) => [file.path, file])).values()];
  all.sort((a, b) => a.path < b.path ? -1 : 1);
  const listed = fitting(all);
  const rest = all.slice(listed);
  const text = rest.map(({ path, content }) => `${content} ${path}
`).join("");
  return {
    files: all.slice(0, listed).map(({ path, content }) => ({ path, content })),
    rest: rest.length === 0 ? null : { files: rest.length, digest: sha256(text) }
  };
}
function fitting(files) {
  let characters = 0;
  const over = files.slice(0, MOST_FILES).findIndex(({ path, content }) => {
    characters += path.length + content.length;
    return characters > MOST_CHARACTERS;
  });
  return over === -1 ? Math.min(files.length, MOST_FILES) : over;
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
      rules: identity.rules,
      yardstick: identity.yardstick,
      holdout: identity.holdout.digest,
      comparison: judged?.comparisonDigest ?? null,
      candidate: candidate.artifact,
      predictions: judged?.predictions ?? null
    },
    baseline: baseline.kind === "constant" ? { name: "the best constant", version: null, event: null, problem: null } : { name: `v${baseline.version}`, version: baseline.version, event: baseline.event, problem: told(problem) },
    training: trainingOf(request, candidate, judged?.repeats ?? []),
    inputs: facts.inputs,
    data: identity.data.map(dataOf),
    prediction: predictionOf(judged),
    comparison,
    former: judged?.former ?? null,
    judged_on_holdout: judged?.judgedOnHoldout ?? 0,
    policy: JSON.parse(JSON.stringify(model.policy)),
    config: keyValues(model),
    failure: told(failure),
    verdict: comparison?.verdict ?? (isUndecided(failure, problem) ? "inconclusive" : "fail"),
    outcome: comparison?.metrics.find(({ role, slice }) => role === "primary" && slice === null)?.outcome ?? null
  };
}
var MOST_COLUMNS = 500;
var dataOf = ({ path, part, digest, rows, columns, range }) => ({
  path,
  part,
  digest,
  rows,
  columns: columns.length,
  column_names: columns.slice(0, MOST_COLUMNS),
  range: range === null ? null : [range[0], range[1]]
});
var isUndecided = (failure, problem) => failure !== null && (failure === problem || failure.code === "score-first" || failure.code === "not-trained");
var told = (error) => error === null ? null : { code: error.code, what: error.message, why: error.why, remedy: error.remedy };
function trainingOf({ model }, { how, when = null, training }, repeats) {
  return {
    how,
    when,
    source: model.train.artifact === null ? null : artifactPlace(model.train.artifact),
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
  const baseline = candidate.artifact === null ? nameBaseline(state) : await findBaseline(request, { state, identity }, ports);
  const report = await describe(request, { state, identity, candidate, baseline }, ports);
  await store(candidate, report, ports);
  return { report, run: request.run, reused: false, baselinePredictions: predictionsOf(baseline) };
}
async function findKnown({ model }, { state, identity, artifact }, { ledger, sha256 }) {
  const digest = comparisonOf(identity, artifact, state, sha256);
  const found = findComparison(state, { digest, tree: identity.head.tree });
  if (found === void 0 || found.judged.dirty !== identity.head.dirty) return null;
  const reading = readReport(await ledger.report(model.name, found.judged.report));
  if (!reading.ok) return null;
  const report = { ...reading.report, model: model.name };
  return { report, run: found.judged.run, reused: true, baselinePredictions: null };
}
var comparisonOf = (identity, candidate, state, sha256) => comparisonDigest({ candidate, baseline: state.production?.event ?? null, yardstick: identity.yardstick }, sha256);
var predictionsOf = (baseline) => baseline.kind === "production" ? baseline.predictions?.digest ?? null : null;
async function describe(request, made, ports) {
  const { state, identity, candidate, baseline } = made;
  const inputs = recordInputs(identity, ports.sha256);
  const at = ports.clock.now().toISOString();
  const facts = { request, ...made, inputs, at };
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

export {
  TRAINING_LABEL,
  evaluateModel
};
