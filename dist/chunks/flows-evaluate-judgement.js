import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  besideTable,
  withConstants,
  withNumbers
} from "./flows-beside-table.js";
import {
  nameRules
} from "./flows-evaluate-identity-2.js";
import {
  compareTables,
  probabilityColumn
} from "./core-evidence-moment-evidence.js";
import {
  Portions,
  textAt,
  usualCode
} from "./flows-code-targets.js";
import {
  policyOf
} from "./config-config.js";
import {
  chooseMetric
} from "./core-metrics-ordered.js";
import {
  parseTime
} from "./core-time-text.js";
import {
  RelevoError,
  fail
} from "./errors-tables.js";

// src/core/constant-predictor.ts
function bestConstant(task, primary, targets) {
  if (task === "score") return null;
  if (targets.kind === "labels") return targets.counts.size === 0 ? null : bestClass(primary, targets.counts);
  if (targets.values.length === 0) return null;
  if (task === "binary") return binaryConstant(primary, targets);
  const { name, value } = fits[primary.metric.name] ?? median;
  return { kind: "number", value: value(sorted(targets), Number(primary.argument)), name: name(primary.argument) };
}
function sorted({ values, weights }) {
  const points = Array.from(values, (value, row) => ({ value, weight: weights?.[row] ?? 1 }));
  return points.filter(({ weight }) => weight > 0).sort((a, b) => a.value - b.value);
}
var average = { name: () => "the mean", value: mean };
var median = { name: () => "the median", value: (points) => quantile(points, 0.5) };
var fits = {
  mse: average,
  rmse: average,
  r2: average,
  bias: average,
  pinball: { name: (level) => `the ${level} quantile`, value: quantile },
  mape: { name: () => "the median weighted by 1/|y|", value: medianOfShares },
  smape: { name: () => "the best constant for smape", value: bestForSmape },
  medae: { name: () => "the middle of the closest half", value: middleOfClosestHalf },
  max_error: { name: () => "the middle of the range", value: (points) => (first(points) + last(points)) / 2 }
};
var first = (points) => points[0].value;
var last = (points) => points.at(-1).value;
function mean(points) {
  let [sum, total] = [0, 0];
  for (const { value, weight } of points) {
    sum += weight * value;
    total += weight;
  }
  return sum / total;
}
function quantile(points, level) {
  const place = level * points.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  for (const [index, { value, weight }] of points.entries()) {
    below += weight;
    if (below < place) continue;
    const next = points[index + 1]?.value ?? value;
    return below === place ? (value + next) / 2 : value;
  }
  return last(points);
}
function medianOfShares(points) {
  const shares = points.filter(({ value }) => value !== 0).map(({ value, weight }) => ({ value, weight: weight / Math.abs(value) }));
  return shares.length === 0 ? 0 : quantile(shares, 0.5);
}
var GRID = 64;
var STEPS = 40;
var GOLDEN = (Math.sqrt(5) - 1) / 2;
function bestForSmape(points) {
  const loss = (constant) => {
    let sum = 0;
    for (const { value, weight } of points) {
      const scale = Math.abs(value) + Math.abs(constant);
      if (scale > 0) sum += weight * Math.abs(value - constant) / scale;
    }
    return sum;
  };
  const at = (place) => points[Math.round(Math.min(GRID, Math.max(0, place)) / GRID * (points.length - 1))].value;
  const losses = Array.from({ length: GRID + 1 }, (_, place) => loss(at(place)));
  const best = losses.indexOf(Math.min(...losses));
  const refined = minimise(loss, at(best - 1), at(best + 1));
  return loss(refined) < losses[best] ? refined : at(best);
}
function minimise(loss, from, to) {
  let [low, high] = [from, to];
  for (let step = 0; step < STEPS; step++) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (loss(left) <= loss(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}
function middleOfClosestHalf(points) {
  const reach = Math.floor(points.length / 2);
  let [best, width] = [first(points), Number.POSITIVE_INFINITY];
  for (let index = 0; index + reach < points.length; index++) {
    const [low, high] = [points[index].value, points[index + reach].value];
    if (high - low < width) [best, width] = [(low + high) / 2, high - low];
  }
  return best;
}
var POSITIVE_WINS = /* @__PURE__ */ new Set(["recall", "f1", "precision"]);
function binaryConstant({ metric }, targets) {
  const share = mean(sorted(targets));
  const ofLabels = metric.evidence === "counts" || metric.name === "accuracy";
  if (!ofLabels) return { kind: "number", value: share, name: "the share of positives" };
  if (POSITIVE_WINS.has(metric.name)) return { kind: "number", value: 1, name: "always positive" };
  if (metric.name === "specificity") return { kind: "number", value: 0, name: "always negative" };
  return { kind: "number", value: share > 0.5 ? 1 : 0, name: "the majority" };
}
function bestClass({ argument }, counts) {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const ordered = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const shares = new Map(ordered.map(([name, n]) => [name, n / total]));
  const wanted2 = typeof argument === "string" && counts.has(argument) ? argument : null;
  return wanted2 === null ? { kind: "class", label: ordered[0]?.[0] ?? "", shares, name: "the majority" } : { kind: "class", label: wanted2, shares, name: `always ${wanted2}` };
}

// src/flows/leaks.ts
var CHANCE = 0.01;
async function findLeaks({ model, data }, ports) {
  const training = data.filter(({ part }) => part === "training");
  if (training.length === 0) {
    return [check("leaks", "skipped", "leaks not checked: no training data is declared under train.data")];
  }
  const open = (path) => ports.rows.open(`${ports.checkout.at(model.dir)}/${path}`);
  const holdout = await HoldoutRows.read(await open(model.holdout.data), model);
  for (const { path } of training) await holdout.meet(await open(path));
  return holdout.findings().map(({ name, message, leaked }) => {
    if (!leaked) return check(name, "pass", message);
    const relaxed = model.policy.leaks === "warn";
    return check(name, relaxed ? "skipped" : "fail", relaxed ? `${message} (policy.leaks: warn)` : message);
  });
}
var check = (name, result, message) => ({
  name,
  metric: name,
  slice: null,
  expected: "no row of the holdout in the training data",
  actual: null,
  interval: null,
  result,
  message
});
var SEPARATOR = "";
var HoldoutRows = class _HoldoutRows {
  #model;
  #columns;
  #ids = /* @__PURE__ */ new Set();
  #groups = /* @__PURE__ */ new Set();
  #contents = /* @__PURE__ */ new Map();
  #rows = 0;
  #start = Number.POSITIVE_INFINITY;
  #found = { ids: /* @__PURE__ */ new Set(), groups: /* @__PURE__ */ new Set(), contents: /* @__PURE__ */ new Set(), late: 0 };
  #checked = { ids: false, groups: false, contents: false, time: false };
  constructor(model, columns) {
    this.#model = model;
    this.#columns = columns;
  }
  static async read(table, model) {
    const rows = new _HoldoutRows(model, await table.columns());
    const { id, group, time } = model.holdout;
    await eachRow(table, { texts: rows.#columns, time }, (cells, moment) => {
      rows.#rows++;
      if (id.length > 0) rows.#ids.add(keyOf(cells, id));
      if (group !== null) rows.#groups.add(cells.get(group) ?? "");
      const content = keyOf(cells, rows.#contentColumns(rows.#columns));
      rows.#contents.set(content, (rows.#contents.get(content) ?? 0) + 1);
      if (moment < rows.#start) rows.#start = moment;
    });
    return rows;
  }
  /** Looks every row of a training table up. */
  async meet(table) {
    const columns = await table.columns();
    const { id, group, time } = this.#model.holdout;
    const byId = id.length > 0 && id.every((column) => columns.includes(column));
    const byGroup = group !== null && columns.includes(group);
    const byTime = time !== null && columns.includes(time);
    const contents = this.#contentColumns(this.#columns);
    const byContent = contents.length > 1 && contents.every((column) => columns.includes(column));
    this.#checked.ids ||= byId;
    this.#checked.groups ||= byGroup;
    this.#checked.time ||= byTime;
    this.#checked.contents ||= byContent;
    const texts = [.../* @__PURE__ */ new Set([...byId ? id : [], ...byGroup ? [group] : [], ...byContent ? contents : []])];
    await eachRow(table, { texts, time: byTime ? time : null }, (cells, moment) => {
      if (byId) keepIf(this.#found.ids, keyOf(cells, id), this.#ids);
      if (byGroup) keepIf(this.#found.groups, cells.get(group) ?? "", this.#groups);
      if (byContent) keepIf(this.#found.contents, keyOf(cells, contents), this.#contents);
      if (moment >= this.#start) this.#found.late++;
    });
  }
  findings() {
    const { ids, groups, late } = this.#found;
    const { group } = this.#model.holdout;
    const findings = [
      {
        name: "leaks by id",
        checked: this.#checked.ids,
        leaked: ids.size > 0,
        message: `${ids.size} of ${this.#rows} rows of the holdout are in the training data by their id`
      },
      this.#contentFinding(),
      {
        name: `leaks by group`,
        checked: this.#checked.groups,
        leaked: groups.size > 0,
        message: `${groups.size} values of ${group} are in both the holdout and the training data`
      },
      {
        name: "leaks by time",
        checked: this.#checked.time && Number.isFinite(this.#start),
        leaked: late > 0,
        message: `${late} training rows are at or after the start of the holdout`
      }
    ];
    return findings.filter(({ checked }) => checked);
  }
  #contentFinding() {
    const shared = [...this.#found.contents].reduce((sum, key) => sum + (this.#contents.get(key) ?? 0), 0);
    const repeated = [...this.#contents.values()].reduce((sum, count) => sum + (count > 1 ? count : 0), 0);
    return {
      name: "leaks by content",
      checked: this.#checked.contents,
      leaked: shared > CHANCE * this.#rows && shared > 2 * repeated,
      message: `${shared} of ${this.#rows} rows of the holdout are in the training data by their content`
    };
  }
  /** All but the ids, which a copied row may have lost. */
  #contentColumns(columns) {
    const { id, time } = this.#model.holdout;
    return columns.filter((column) => column === time || !id.includes(column));
  }
};
var keyOf = (cells, columns) => columns.map((column) => cells.get(column) ?? "").join(SEPARATOR);
function keepIf(found, key, known) {
  if (known.has(key)) found.add(key);
}
async function eachRow(table, { texts, time }, visit) {
  const wanted2 = new Map(texts.map((column) => [column, "text"]));
  const timed = time !== null && !wanted2.has(time);
  if (timed) wanted2.set(time, "time");
  const cells = /* @__PURE__ */ new Map();
  for await (const batch of table.read(wanted2)) {
    const moments = time === null ? void 0 : batch.columns.get(time);
    for (let row = 0; row < batch.rows; row++) {
      for (const column of texts) cells.set(column, textAt(batch.columns.get(column), row));
      visit(cells, momentAt(moments, row));
    }
  }
}
function momentAt(column, row) {
  if (column === void 0) return Number.NaN;
  return column.kind === "time" ? column.values[row] : parseTime(textAt(column, row));
}

// src/flows/targets.ts
async function readTargets(rows, { task, holdout }) {
  const { target, positive, weight } = holdout;
  if (target === null || task === "score") return { kind: "numbers", values: new Float64Array(), weights: null };
  if (task === "regression") return readNumbers(rows, target, weight);
  const counts = await countLabels(rows, target, weight);
  return task === "multiclass" ? { kind: "labels", counts } : binaryTargets(counts, positive);
}
async function readNumbers(rows, target, weight) {
  const values = [];
  const weights = [];
  for await (const { columns, rows: count } of rows.read(wanted(target, "number", weight))) {
    for (let row = 0; row < count; row++) {
      const value = numberAt(columns.get(target), row);
      if (Number.isNaN(value)) continue;
      values.push(value);
      if (weight !== null) weights.push(numberAt(columns.get(weight), row));
    }
  }
  const weighted = weight === null ? null : Float64Array.from(weights);
  return { kind: "numbers", values: Float64Array.from(values), weights: weighted };
}
async function countLabels(rows, target, weight) {
  const counts = /* @__PURE__ */ new Map();
  for await (const { columns, rows: count } of rows.read(wanted(target, "category", weight))) {
    for (let row = 0; row < count; row++) {
      const label = textAt(columns.get(target), row);
      if (label === "") continue;
      counts.set(label, (counts.get(label) ?? 0) + (weight === null ? 1 : numberAt(columns.get(weight), row)));
    }
  }
  return counts;
}
var wanted = (target, kind, weight) => new Map([[target, kind], ...weight === null ? [] : [[weight, "number"]]]);
var numberAt = (column, row) => column?.kind === "number" ? column.values[row] : Number.NaN;
function binaryTargets(counts, positive) {
  const isPositive = (label) => positive === null ? usualCode(label) === 1 : label === positive;
  const labels = [...counts.keys()];
  return {
    kind: "numbers",
    values: Float64Array.from(labels, (label) => isPositive(label) ? 1 : 0),
    weights: Float64Array.from(labels, (label) => counts.get(label))
  };
}

// src/flows/evaluate/ordered-predictions.ts
var PREDICTION = "prediction";
var PROBABILITY = "p:";
var SEPARATOR2 = "";
async function predictionColumns(table, ids) {
  const known = await table.columns();
  return [
    ...ids,
    ...known.filter((name) => !ids.includes(name) && (name === PREDICTION || name.startsWith(PROBABILITY)))
  ];
}
async function inOrderOf(data, predictions, ids) {
  if (await areInStep(data, predictions, ids)) return predictions;
  const columns = await predictionColumns(predictions, ids);
  const known = /* @__PURE__ */ new Map();
  await eachRow2(predictions, columns, (cells) => void known.set(cells.slice(0, ids.length).join(SEPARATOR2), cells));
  return {
    name: predictions.name,
    columns: async () => columns,
    digest: () => predictions.digest(),
    read: (wanted2) => reordered(data, { known, columns, ids }, wanted2)
  };
}
async function areInStep(data, predictions, ids) {
  const [here, there] = [new Portions(data.read(asText(ids))), new Portions(predictions.read(asText(ids)))];
  try {
    for (; ; ) {
      const rows = Math.min(await here.available(), await there.available());
      if (rows === 0) return true;
      const [ours, theirs] = [here.take(rows), there.take(rows)];
      for (const id of ids) {
        const [a, b] = [ours.columns.get(id), theirs.columns.get(id)];
        for (let row = 0; row < rows; row++) if (textAt(a, row) !== textAt(b, row)) return false;
      }
    }
  } finally {
    await here.close();
    await there.close();
  }
}
async function* reordered(data, { known, columns, ids }, wanted2) {
  for await (const batch of data.read(asText(ids))) {
    const rows = Array.from({ length: batch.rows }, (_, row) => {
      const key = ids.map((id) => textAt(batch.columns.get(id), row)).join(SEPARATOR2);
      const cells = known.get(key);
      if (cells === void 0) throw new Error(`Predictions that were checked lack the row ${key}.`);
      return cells;
    });
    const texts = [...wanted2.keys()].map((name) => {
      const place = columns.indexOf(name);
      return [name, { kind: "text", values: rows.map((cells) => cells[place]) }];
    });
    yield { rows: batch.rows, firstRow: batch.firstRow, columns: new Map(texts), lineOf: (row) => batch.lineOf(row) };
  }
}
var asText = (columns) => new Map(columns.map((column) => [column, "text"]));
async function eachRow2(table, columns, visit) {
  for await (const batch of table.read(asText(columns))) {
    for (let row = 0; row < batch.rows; row++) {
      visit(columns.map((column) => textAt(batch.columns.get(column), row)));
    }
  }
}

// src/flows/evaluate/predictions.ts
var ROW = "relevo_row";
var idsOf = ({ holdout }) => holdout.id.length > 0 ? holdout.id : [ROW];
async function predictWith(request, wanted2, ports) {
  const { model } = request;
  const { workshop, predictor, rows, checkout } = ports;
  const room = await workshop.folder("prediction");
  const folder = `${room}/artifact`;
  const manifest = await privateCopy(wanted2, folder, ports);
  if (manifest.contents.kind !== "artifact") throw fail("artifact-kind", { digest: wanted2.artifact });
  const limits = {
    // What training may see is for training: a predictor gets no secret.
    environment: [],
    timeoutMs: model.predict.timeout.ms,
    onLine: (line) => ports.log.output(line),
    ...request.signal === void 0 ? {} : { signal: request.signal }
  };
  const { setup, task, weights } = manifest.contents;
  if (wanted2.setUp && setup !== null)
    await predictor.setUp({ ...limits, environment: model.train.env, model: model.name, argv: setup, folder });
  const table = await rows.open(`${checkout.at(model.dir)}/${model.holdout.data}`);
  const columns = (await table.columns()).filter((column) => column !== model.holdout.target);
  const data = `${room}/rows.csv`;
  await workshop.writeRows(table, { columns, numbered: model.holdout.id.length === 0, path: data });
  const prediction = await predictor.predict({
    ...limits,
    model: model.name,
    task,
    predictor: choiceOf(manifest),
    project: checkout.at(model.dir),
    folder,
    weights,
    data,
    ids: idsOf(model),
    output: `${await workshop.folder("predictions")}/predictions.csv`,
    measureMs: wanted2.measureMs
  });
  const kept = await store(request, { ...wanted2, data, prediction }, ports);
  const artifactBytes = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  return { ...kept, prediction: { ...prediction, artifactBytes } };
}
async function privateCopy({ artifact, packed }, folder, { blobs, workshop }) {
  if (packed === null) return blobs.fetch(artifact, folder);
  await workshop.gather(packed.folder, ["."], folder);
  return packed.manifest;
}
function choiceOf({ contents }) {
  if (contents.kind !== "artifact") throw new Error("Predictions cannot predict.");
  const { predictor } = contents;
  switch (predictor.kind) {
    case "module":
      return { kind: "module", module: predictor.path };
    case "command":
      return { kind: "command", command: predictor.argv };
    case "features":
      return { kind: "features", features: predictor.columns };
  }
}
async function store({ model }, { identity, keep, data, prediction }, { workshop, blobs, rows }) {
  const folder = await workshop.folder("kept");
  const path = `${folder}/predictions.csv`;
  const ids = idsOf(model);
  const predicted = await rows.open(prediction.path);
  const columns = await predictionColumns(predicted, ids);
  const ordered = await inOrderOf(await rows.open(data), predicted, ids);
  await workshop.writeRows(ordered, { columns, numbered: false, path });
  const contents = { kind: "predictions", holdout: identity.holdout.digest, rows: prediction.rows };
  const { digest } = await workshop.pack(folder, { model: model.name, contents, run: null });
  return { path, digest: keep ? await blobs.put(folder) : digest };
}

// src/flows/evaluate/judgement.ts
var MEASURE_MS = 1500;
var MEGABYTE = 1e6;
async function judge(request, facts, ports) {
  const { model } = request;
  const { identity, artifact, packed, baseline } = facts;
  ports.log.step(`${model.name}: predicting the holdout`);
  const wanted2 = { artifact, packed, identity, measureMs: MEASURE_MS, setUp: false, keep: true };
  const candidate = await predictWith(request, wanted2, ports);
  ports.log.step(
    `${model.name}: comparing with ${baseline.kind === "constant" ? "the best constant" : `v${baseline.version}`}`
  );
  const { prediction, digest } = candidate;
  if (baseline.kind === "production" && baseline.predictions === null) {
    throw baseline.problem ?? new Error("Production has no predictions, and nothing says why.");
  }
  if (baseline.kind === "constant" && model.task === "score") throw fail("score-first", { model: model.name });
  const leaks = await findLeaks(request, ports);
  const judged = (config) => compareWith(config, { ports, candidate, baseline, quantities: quantitiesOf(prediction), leaks });
  const comparison = asFirstVersion(await judged(model), baseline);
  return { comparison, predictions: digest, prediction, former: await judgeFormer(request, facts, { judged, ports }) };
}
function asFirstVersion(comparison, baseline) {
  if (baseline.kind !== "constant") return comparison;
  const isNews = ({ code, message }) => code !== "constant-predictions" || !message.includes("baseline");
  const power = { equal_passes: null, for_80: { groups: null, margin: null } };
  return { ...comparison, warnings: comparison.warnings.filter(isNews), power };
}
async function judgeFormer({ model, former }, { identity, baseline }, { judged, ports }) {
  if (former === null || baseline.kind === "constant") return null;
  const rules = nameRules(former, ports.sha256);
  if (rules === identity.rules) return null;
  try {
    return { rules, verdict: (await judged(onTheseRows(former, model))).verdict };
  } catch (thrown) {
    if (!(thrown instanceof RelevoError)) throw thrown;
    return { rules, verdict: "inconclusive" };
  }
}
var onTheseRows = (former, { dir, holdout }) => ({
  ...former,
  dir,
  holdout: { ...former.holdout, data: holdout.data, id: holdout.id }
});
function quantitiesOf(prediction) {
  if (prediction === null) return {};
  const { msPerRow, loadMs } = prediction.speed;
  return {
    model_mb: prediction.artifactBytes / MEGABYTE,
    predict_ms_per_row: msPerRow,
    ...loadMs === null ? {} : { load_ms: loadMs }
  };
}
async function primaryValue(model, candidate, ports) {
  const sides = { ports, candidate, baseline: { kind: "constant" }, quantities: {}, leaks: [] };
  const { metrics } = await compareWith({ ...model, policy: { ...model.policy, limits: [] } }, sides);
  return metrics.find(({ role, slice }) => role === "primary" && slice === null)?.candidate ?? null;
}
async function compareWith(config, sides) {
  const { ports, candidate, baseline, quantities, leaks } = sides;
  const isFirst = baseline.kind === "constant";
  const path = isFirst ? null : baseline.predictions.path;
  const model = isFirst ? withoutTargetSlices(config) : config;
  const policy = policyOf(model);
  return compareTables({
    ...await pairingOf(model, { candidate: candidate.path, baseline: path }, ports),
    // A first version must be proven better than the best constant.
    policy: isFirst ? { ...policy, require: "better" } : policy,
    facts: { seed: 0, series: seriesOf(model), quantities, checks: leaks }
  });
}
function withoutTargetSlices(model) {
  const { holdout, policy } = model;
  const others = (columns) => columns.filter((column) => column !== holdout.target);
  return {
    ...model,
    holdout: { ...holdout, slices: others(holdout.slices) },
    policy: { ...policy, slices: { ...policy.slices, required: others(policy.slices.required) } }
  };
}
async function pairingOf(model, paths, ports) {
  const { holdout } = model;
  const ids = idsOf(model);
  const opened = await ports.rows.open(`${ports.checkout.at(model.dir)}/${holdout.data}`);
  const rows = holdout.id.length > 0 ? opened : withNumbers(opened, ROW);
  const metrics = metricsOf(model);
  const predicted = await ports.rows.open(paths.candidate);
  const beside = paths.baseline === null ? await besideConstant(rows, await predicted.columns(), model, metrics[0]) : besideTable(rows, await ports.rows.open(paths.baseline), ids);
  return {
    tables: { baseline: beside, candidate: predicted },
    names: {
      target: holdout.target,
      ids,
      group: holdout.group,
      time: holdout.time,
      weight: holdout.weight,
      baselinePrediction: "prediction",
      candidatePrediction: "prediction"
    },
    plan: {
      task: model.task,
      metrics,
      scoreDirection: model.direction ?? "higher",
      slices: holdout.slices,
      unit: unitOf(model),
      weighted: holdout.weight !== null,
      ids
    },
    positive: holdout.positive,
    dropUnlabelled: holdout.unlabelled === "drop"
  };
}
var unitOf = ({ holdout }) => holdout.time !== null ? "time" : holdout.group !== null ? "group" : "row";
function seriesOf({ holdout: { season, horizon } }) {
  return { seasonMs: season?.ms ?? null, horizon };
}
function metricsOf({ metrics, policy, task }) {
  const named = [
    ...metrics,
    ...policy.guard.map(({ metric }) => metric),
    ...policy.limits.map(({ quantity }) => quantity)
  ];
  const chosen = /* @__PURE__ */ new Map();
  for (const text of named) {
    const found = chooseMetric(text, task);
    if ("metric" in found) chosen.set(found.text, found);
  }
  return [...chosen.values()];
}
async function besideConstant(rows, predicted, model, primary) {
  const constant = bestConstant(model.task, primary, await readTargets(rows, model));
  return withConstants(rows, columnsOf(constant, predicted));
}
function columnsOf(constant, predicted) {
  if (constant === null) return /* @__PURE__ */ new Map([["prediction", 0]]);
  if (constant.kind === "number") return /* @__PURE__ */ new Map([["prediction", constant.value]]);
  const unseen = predicted.filter((column) => column.startsWith(probabilityColumn("")));
  return new Map([
    ["prediction", constant.label],
    ...unseen.map((column) => [column, 0]),
    ...[...constant.shares].map(([label, share]) => [probabilityColumn(label), share])
  ]);
}

export {
  predictWith,
  judge,
  primaryValue,
  pairingOf
};
