import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  acceptPrediction,
  acceptProbability,
  median,
  readRequest,
  repeatWithin
} from "./chunks/adapters-prediction-worker-message.js";
import {
  CsvWriter
} from "./chunks/adapters-rows-write-csv.js";
import {
  createRows,
  parseNumber
} from "./chunks/hyparquet-compressors.js";
import "./chunks/adapters-rows-format-time.js";
import "./chunks/adapters-rows-table-format.js";
import "./chunks/core-text-hash.js";
import "./chunks/adapters-rows-byte-source.js";
import "./chunks/core-nearest.js";
import "./chunks/core-json-shape.js";
import "./chunks/core-time-text.js";
import "./chunks/core-digest.js";
import {
  MODEL_FILE,
  loadBackend,
  loadModel,
  takeCpu
} from "./chunks/entry-tensorflow-model-folder.js";
import {
  exists
} from "./chunks/adapters-system-2.js";
import {
  RelevoError,
  fail
} from "./chunks/errors-tables.js";
import "./chunks/runtime.js";

// src/entry/tensorflow-worker.ts
import { readFileSync, writeFileSync } from "node:fs";

// src/entry/tensorflow/answer.ts
import { rm } from "node:fs/promises";

// src/entry/tensorflow/features-work.ts
var MOST_ROWS = 4096;
var SUM_TOLERANCE = 1e-3;
async function prepareFeatures(request2, features, load, table) {
  const tf = await load();
  const model = await loadModel(tf, request2.weights);
  requireInput(model, features, request2.model);
  const name = request2.task === "multiclass" ? nameClasses(model, request2.model) : void 0;
  return portions(table, request2, features, async (values, count) => {
    const input = tf.tensor2d(values, [count, features.length]);
    const output = await run(model, input, request2.model);
    input.dispose();
    const result = name === void 0 ? await listNumbers(output, request2.model) : await name(output);
    output.dispose();
    return result;
  });
}
async function* portions(table, { ids, model }, features, predict) {
  const wanted = new Map(features.map((name) => [name, "number"]));
  for (const id of ids) wanted.set(id, "text");
  for await (const batch of table.read(wanted)) {
    const columns = features.map((name) => numbersOf(batch, name));
    const idColumns = ids.map((name) => textsOf(batch, name));
    for (let start = 0; start < batch.rows; start += MOST_ROWS) {
      const count = Math.min(MOST_ROWS, batch.rows - start);
      const values = new Float32Array(count * columns.length);
      for (const [index, column] of columns.entries()) {
        for (let row = 0; row < count; row++) {
          const value = column[start + row];
          if (!Number.isFinite(value)) {
            const line = batch.lineOf(start + row);
            throw fail("predict-feature", { model, file: table.name, line, column: features[index] });
          }
          values[row * columns.length + index] = value;
        }
      }
      yield {
        ids: Array.from({ length: count }, (_, row) => idColumns.map((texts) => texts[start + row] ?? "")),
        before: batch.firstRow + start,
        predict: (most) => predict(values.subarray(0, most * columns.length), most)
      };
    }
  }
}
function numbersOf(batch, name) {
  const column = batch.columns.get(name);
  if (column?.kind === "number") return column.values;
  return column?.kind === "text" ? column.values.map(parseNumber) : [];
}
function textsOf(batch, name) {
  const column = batch.columns.get(name);
  return column?.kind === "text" ? column.values : [];
}
function requireInput(model, features, name) {
  const [input, ...others] = model.inputs;
  if (input === void 0 || others.length > 0) {
    throw unfit(name, `It has ${model.inputs.length} inputs; a model without code has one.`);
  }
  const shape = input.shape ?? [];
  const width = shape.at(-1) ?? -1;
  if (shape.length === 0 || shape.length === 2 && (width < 0 || width === features.length)) return;
  const wanted = shape.map((size) => size ?? "any").join(", ");
  throw unfit(name, `Its input has the shape [${wanted}]; ${features.length} features have [any, ${features.length}].`);
}
async function run(model, input, name) {
  const output = await attempt(model, input, name);
  if (!Array.isArray(output) && "shape" in output) return output;
  throw unfit(name, `It has ${Object.keys(output).length} outputs; a model without code has one.`);
}
async function attempt(model, input, name) {
  try {
    return model.predict(input);
  } catch (thrown) {
    const { message } = thrown;
    if ("executeAsync" in model && /executeAsync/.test(message)) return model.executeAsync(input);
    throw unfit(name, `TensorFlow.js said: ${message}`, thrown);
  }
}
async function listNumbers(output, name) {
  const [, ...others] = output.shape;
  if (others.every((size) => size === 1)) return Array.from(await output.data());
  throw unfit(name, `Its output has the shape [any, ${others.join(", ")}]; this task needs one number a row.`);
}
function nameClasses(model, name) {
  const classes = classesOf(model);
  if (classes === null) {
    throw unfit(
      name,
      "It does not name its classes: save it with `save(model, folder, { classes })` of relevo/tensorflow."
    );
  }
  let areProbabilities;
  return async (output) => {
    const [rows = 0, width = 0, ...others] = output.shape;
    if (width !== classes.length || others.length > 0) {
      throw unfit(
        name,
        `Its output has the shape [${output.shape.join(", ")}] and it names ${classes.length} classes.`
      );
    }
    const values = await output.data();
    const each = Array.from({ length: rows }, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width)));
    areProbabilities ??= each.every(isDistribution);
    return each.map((outputs) => describeRow(outputs, classes, areProbabilities === true));
  };
}
function describeRow(outputs, classes, areProbabilities) {
  const best = outputs.reduce((most, value, index) => value > outputs[most] ? index : most, 0);
  const probabilities = areProbabilities ? outputs.map((value, index) => [`p:${classes[index]}`, clamp(value)]) : [];
  const prediction = outputs.every(Number.isFinite) ? classes[best] : Number.NaN;
  return { prediction, ...Object.fromEntries(probabilities) };
}
var clamp = (value) => value > 1 && value < 1 + SUM_TOLERANCE ? 1 : value;
function isDistribution(values) {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.every((value) => value >= 0) && Math.abs(sum - 1) <= SUM_TOLERANCE;
}
function classesOf(model) {
  const metadata = "getUserDefinedMetadata" in model ? model.getUserDefinedMetadata() : model.metadata;
  const classes = metadata?.classes;
  const areNames = Array.isArray(classes) && classes.every((name) => typeof name === "string" && name !== "");
  return areNames ? classes : null;
}
var unfit = (model, reason, cause) => fail("model-unfit", { model, reason }, cause);

// src/entry/tensorflow/module-work.ts
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// src/entry/tensorflow/asked-arguments.ts
var EVERYTHING = { tf: true, model: true };
var TAKEN_APART = /^(?:async\s+)?(?:function\b\s*)?[\w$]*\s*\(\s*\{([^{}[\]\\]*)\}\s*(?:=\s*\{\s*\}\s*)?,?\s*\)/;
function askedOf(predict) {
  const text = Function.prototype.toString.call(predict);
  const names = TAKEN_APART.exec(text)?.[1];
  if (names === void 0 || names.includes("...") || /\b(?:arguments|eval)\b/.test(text)) return EVERYTHING;
  return { tf: /\btf\b/.test(names), model: /\bmodel\b/.test(names) };
}

// src/entry/tensorflow/describe-thrown.ts
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
function describeThrown(thrown, folder) {
  if (!(thrown instanceof Error)) return `it threw ${String(thrown)}`;
  const places = (thrown.stack ?? "").matchAll(/\(?((?:file:|\/|[A-Z]:\\)[^()\n]*?):(\d+)(?::\d+)?\)?$/gm);
  for (const [, url = "", line] of places) {
    const file = url.startsWith("file:") ? fileURLToPath(url) : url;
    const path = relative(folder, file);
    if (!path.startsWith("..")) return `${thrown.name}: ${thrown.message} (${path}, line ${line})`;
  }
  return `${thrown.name}: ${thrown.message}`;
}

// src/entry/tensorflow/typed-rows.ts
var CODE = /^\s*[+-]?(?:0\d|\d{16,}(?:\D|$))/;
async function findNumeric(table) {
  const columns = await table.columns();
  const numeric = /* @__PURE__ */ new Set();
  const textual = /* @__PURE__ */ new Set();
  for await (const batch of table.read(asText(columns))) {
    for (const column of columns) {
      if (textual.has(column)) continue;
      const values = textsOf2(batch, column).filter((value) => value !== "");
      if (!values.every(isNumber)) textual.add(column);
      else if (values.length > 0) numeric.add(column);
    }
  }
  for (const column of textual) numeric.delete(column);
  return numeric;
}
var isNumber = (value) => !CODE.test(value) && !Number.isNaN(parseNumber(value));
async function* readTyped(table, ids, numeric, size) {
  const columns = await table.columns();
  let before = 0;
  let rows = [];
  let idRows = [];
  for await (const batch of table.read(asText(columns))) {
    const idTexts = ids.map((id) => textsOf2(batch, id));
    const cells = columns.map((column) => cellsOf(textsOf2(batch, column), numeric.has(column)));
    for (let row = 0; row < batch.rows; row++) {
      rows.push(Object.fromEntries(columns.map((column, index) => [column, cells[index]?.[row] ?? ""])));
      idRows.push(idTexts.map((texts) => texts[row] ?? ""));
      if (rows.length < size) continue;
      yield { rows, ids: idRows, before };
      before += rows.length;
      rows = [];
      idRows = [];
    }
  }
  if (rows.length > 0) yield { rows, ids: idRows, before };
}
var asText = (columns) => new Map(columns.map((column) => [column, "text"]));
function cellsOf(texts, isNumeric) {
  return isNumeric ? texts.map(parseNumber) : texts;
}
function textsOf2(batch, name) {
  const column = batch.columns.get(name);
  return column?.kind === "text" ? column.values : [];
}

// src/entry/tensorflow/module-work.ts
async function prepareModule(request2, path, load, table) {
  const { predict, batchRows } = await importModule(request2.folder, path);
  const asked = askedOf(predict);
  const hasModel = asked.model && await exists(join(request2.weights, MODEL_FILE));
  const tf = asked.tf || hasModel ? await load() : void 0;
  const model = hasModel && tf !== void 0 ? await loadModel(tf, request2.weights) : void 0;
  const call = async (rows) => {
    try {
      return await predict({ tf, model, rows, folder: request2.weights });
    } catch (thrown) {
      throw fail("predict-threw", { module: path, reason: describeThrown(thrown, request2.folder) }, thrown);
    }
  };
  return portions2(table, request2.ids, batchRows, call);
}
async function* portions2(table, ids, batchRows, call) {
  const numeric = await findNumeric(table);
  for await (const { rows, ids: rowIds, before } of readTyped(table, ids, numeric, batchRows)) {
    yield { ids: rowIds, before, predict: (count) => call(count === rows.length ? rows : rows.slice(0, count)) };
  }
}
async function importModule(folder, path) {
  const file = resolve(folder, path);
  const isFile = await stat(file).then(
    (stats) => stats.isFile(),
    () => false
  );
  if (!isFile) throw fail("predict-module", { module: path, reason: "It is not in the artifact." });
  let loaded;
  try {
    loaded = await import(pathToFileURL(file).href);
  } catch (thrown) {
    throw fail(
      "predict-module",
      { module: path, reason: `It could not be loaded: ${describeThrown(thrown, folder)}.` },
      thrown
    );
  }
  return readExports(loaded, path);
}
function readExports(loaded, path) {
  const fallback = loaded.default;
  const inDefault = typeof fallback === "object" ? fallback : {};
  const predict = loaded.predict ?? inDefault?.predict ?? fallback;
  if (typeof predict !== "function") {
    throw fail("predict-module", { module: path, reason: "It exports no function `predict`." });
  }
  const batchRows = loaded.batchRows ?? inDefault?.batchRows ?? Number.POSITIVE_INFINITY;
  const isCount = batchRows === Number.POSITIVE_INFINITY || Number.isSafeInteger(batchRows) && Number(batchRows) > 0;
  if (!isCount) {
    throw fail("predict-module", { module: path, reason: "Its `batchRows` is not a whole number from 1." });
  }
  return { predict, batchRows: Number(batchRows) };
}

// src/entry/tensorflow/predicted-values.ts
var PREDICTION = "prediction";
var PROBABILITY = "p:";
async function tabulate(returned, expected) {
  const values = await listValues(returned, expected.model);
  if (values.length !== expected.ids.length) {
    throw fail("predict-rows", { model: expected.model, found: values.length, expected: expected.ids.length });
  }
  const extra = columnsOf(values[0]);
  const rows = values.map((value, index) => {
    const ids = isRecord(value) ? idsOf(value, index, expected) : expected.ids[index];
    return [...ids ?? [], ...cellsOf2(value, index, extra, expected)];
  });
  return { columns: [...expected.idNames, PREDICTION, ...extra], rows };
}
async function listValues(returned, model) {
  if (Array.isArray(returned)) return returned;
  if (ArrayBuffer.isView(returned) && !(returned instanceof DataView)) return Array.from(returned);
  if (!isTensor(returned)) throw fail("predict-returned", { model, found: describe(returned) });
  const [rows, ...others] = returned.shape;
  if (rows === void 0 || others.some((size) => size !== 1)) {
    throw fail("predict-returned", { model, found: `a tensor of shape [${returned.shape.join(", ")}]` });
  }
  return Array.from(await returned.data());
}
var isTensor = (value) => isRecord(value) && Array.isArray(value.shape) && typeof value.data === "function";
function columnsOf(first) {
  return isRecord(first) ? Object.keys(first).filter((key) => key.startsWith(PROBABILITY)) : [];
}
function idsOf(value, index, expected) {
  const { idNames, ids } = expected;
  const named = idNames.filter((name) => Object.hasOwn(value, name));
  if (named.length === 0) return ids[index] ?? [];
  const missing = idNames.find((name) => !named.includes(name));
  if (missing !== void 0) throw wrong(expected, index, missing, void 0, "all ids of a row, or none");
  return idNames.map((name) => String(value[name]));
}
function cellsOf2(value, index, extra, expected) {
  if (!isRecord(value)) return [accept(value, index, PREDICTION, expected)];
  const found = columnsOf(value);
  const other = [...found, ...extra].find((name) => !found.includes(name) || !extra.includes(name));
  if (other !== void 0) throw wrong(expected, index, other, value[other], "the same columns in every row");
  return [PREDICTION, ...extra].map((name) => accept(value[name], index, name, expected));
}
function accept(value, index, column, expected) {
  const judged = column === PREDICTION ? acceptPrediction(expected.task, value) : acceptProbability(value);
  if (judged.isSound) return judged.cell;
  throw wrong(expected, index, column, value, judged.expected);
}
function wrong(at, index, column, value, expected) {
  const row = at.before + index + 1;
  return fail("predict-value", { model: at.model, row, column, found: describe(value), expected });
}
var isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
function describe(value) {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (value === void 0) return "nothing";
  if (typeof value === "function") return "a function";
  return typeof value === "object" && value !== null ? `an object (${value.constructor?.name ?? "Object"})` : String(value);
}

// src/entry/tensorflow/answer.ts
var MOST_REPEATS = 5;
var LACKS_OPERATION = /not registered for backend 'wasm'/;
async function answerRequest(request2, assets) {
  const table = await createRows(nothing()).open(request2.data);
  let loaded;
  const load = async () => {
    loaded ??= await loadBackend({ folders: request2.resolveFrom, assets });
    return loaded.tf;
  };
  const predict = () => predictAll(request2, table, load, () => loaded?.backend() ?? null);
  try {
    return await predict();
  } catch (thrown) {
    const lacking = lackingOperation(thrown);
    if (loaded?.backend().name !== "wasm" || lacking === null) throw thrown;
    await rm(request2.output, { force: true });
    loaded = await takeCpu(loaded.tf, lacking);
    return predict();
  }
}
async function predictAll(request2, table, load, backend) {
  const work = await prepare(request2, table, load);
  const loadMs = performance.now();
  const { first, rows, spentMs } = await writeAll(request2, work);
  const speed = await measure(first, { rows, spentMs, loadMs, measureMs: request2.measureMs });
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { kind: "done", backend: backend(), speed, peakBytes };
}
function prepare(request2, table, load) {
  const { predictor } = request2;
  switch (predictor.kind) {
    case "module":
      return prepareModule(request2, predictor.module, load, table);
    case "features":
      return prepareFeatures(request2, predictor.features, load, table);
  }
}
async function writeAll(request2, work) {
  const { model, task, ids: idNames } = request2;
  let writer;
  let first;
  let [rows, spentMs] = [0, 0];
  try {
    for await (const portion of work) {
      const from = performance.now();
      const returned = await portion.predict(portion.ids.length);
      spentMs += performance.now() - from;
      const { ids, before } = portion;
      const predicted = await tabulate(returned, { model, task, idNames, ids, before });
      writer ??= await CsvWriter.create(request2.output, predicted.columns);
      requireColumns(writer.columns, predicted.columns, model);
      await writer.write(predicted.rows);
      first ??= portion;
      rows += ids.length;
    }
  } finally {
    await writer?.close();
  }
  if (first === void 0) throw fail("table-no-rows", { file: request2.data });
  return { first, rows, spentMs };
}
function requireColumns(wanted, found, model) {
  if (wanted.join("\n") === found.join("\n")) return;
  const text = `the columns ${found.join(", ")} after ${wanted.join(", ")}`;
  throw fail("predict-returned", { model, found: text });
}
async function measure(first, { rows, spentMs, loadMs, measureMs }) {
  const perRow = spentMs / rows;
  const affordable = Math.floor(measureMs / (MOST_REPEATS + 1) / Math.max(perRow, 1e-6));
  const count = Math.min(first.ids.length, affordable);
  const time = async () => {
    const from = performance.now();
    await first.predict(count);
    return (performance.now() - from) / count;
  };
  const timings = count === 0 ? [] : await repeatWithin(measureMs, MOST_REPEATS, time);
  const msPerRow = timings.length === 0 ? perRow : median(timings);
  return { loadMs, msPerRow, repeats: Math.max(1, timings.length), method: "loaded" };
}
function lackingOperation(thrown) {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (LACKS_OPERATION.test(error.message)) return error.message;
  }
  return null;
}
async function* nothing() {
}

// src/entry/tensorflow-worker.ts
var BUG = 70;
var [requestPath = "", answerPath = ""] = process.argv.slice(2);
var request = readRequest(readFileSync(requestPath, "utf8"));
process.once("uncaughtException", (thrown) => {
  const module = request.predictor.kind === "module" ? request.predictor.module : "model.json";
  finish(explain(fail("predict-threw", { module, reason: describeThrown(thrown, request.folder) }, thrown)));
});
try {
  finish(await answerRequest(request, new URL("./tensorflow/", import.meta.url)));
} catch (thrown) {
  if (thrown instanceof RelevoError) finish(explain(thrown));
  process.stderr.write(`${thrown instanceof Error ? thrown.stack : thrown}
`);
  process.exit(BUG);
}
function explain({ code, message, why, remedy }) {
  return { kind: "failed", code, what: message, why, remedy };
}
function finish(answer) {
  writeFileSync(answerPath, JSON.stringify(answer));
  process.exit(0);
}
