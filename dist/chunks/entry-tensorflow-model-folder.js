import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  fail
} from "./errors-tables.js";

// src/entry/tensorflow/backend.ts
import { fileURLToPath } from "node:url";

// src/entry/tensorflow/cpu-kernels.ts
var NOT_LENT = /* @__PURE__ */ new Set(["Complex", "ComplexAbs", "Draw", "FFT", "IFFT", "Imag", "Real"]);
function lendCpuKernels(tf, onUse) {
  const own = new Map(tf.getKernelsForBackend("wasm").map((config) => [config.kernelName, config]));
  for (const { kernelName, kernelFunc } of tf.getKernelsForBackend("cpu")) {
    if (NOT_LENT.has(kernelName)) continue;
    const onCpu = (parameters) => {
      onUse(kernelName);
      return runOnCpu(tf, kernelFunc, parameters);
    };
    const config = own.get(kernelName);
    if (config === void 0) {
      tf.registerKernel({ kernelName, backendName: "wasm", kernelFunc: onCpu });
      continue;
    }
    tf.unregisterKernel(kernelName, "wasm");
    tf.registerKernel({ ...config, kernelFunc: (parameters) => runEither(config.kernelFunc, onCpu, parameters) });
  }
}
function runEither(first, second, parameters) {
  const hasText = Object.values(parameters.inputs).some((info) => info?.dtype === "string");
  if (hasText) return second(parameters);
  try {
    return first(parameters);
  } catch {
    return second(parameters);
  }
}
function runOnCpu(tf, kernelFunc, { inputs, attrs, backend }) {
  const wasm = backend;
  const cpu = tf.findBackend("cpu");
  cpu.firstUse = false;
  const lent = [];
  const lend = (info) => {
    const copy = cpu.makeTensorInfo(info.shape, info.dtype, wasm.readSync(info.dataId));
    lent.push(copy);
    return copy;
  };
  const result = kernelFunc({
    inputs: mapInputs(inputs, lend),
    backend: cpu,
    ...attrs === void 0 ? {} : { attrs }
  });
  const outputs = Array.isArray(result) ? result : [result];
  const returned = outputs.map(({ shape, dtype, dataId }) => {
    const values = cpu.readSync(dataId);
    return wasm.makeOutput(shape, dtype, void 0, dtype === "string" ? values : tf.util.toTypedArray(values, dtype));
  });
  for (const { dataId } of [...lent, ...outputs]) cpu.disposeData(dataId, true);
  return Array.isArray(result) ? returned : returned[0];
}
function mapInputs(inputs, change) {
  if (Array.isArray(inputs)) return inputs.map(change);
  const changed = {};
  for (const [name, info] of Object.entries(inputs)) if (info !== void 0) changed[name] = change(info);
  return changed;
}

// src/entry/tensorflow/native.ts
import { createRequire } from "node:module";
import { join } from "node:path";
var PACKAGE = "@tensorflow/tfjs-node";
var requireHere = createRequire(import.meta.url);
function loadNative(folders) {
  const path = folders.map(resolveFrom).find((found) => found !== null);
  if (path === void 0 || path === null) return { kind: "absent" };
  try {
    restoreRemoved();
    return { kind: "loaded", tf: requireHere(path) };
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { kind: "broken", reason: message.split("\n", 1)[0] ?? "" };
  }
}
function resolveFrom(folder) {
  try {
    return createRequire(join(folder, "package.json")).resolve(PACKAGE);
  } catch (thrown) {
    if (thrown.code === "MODULE_NOT_FOUND") return null;
    throw thrown;
  }
}
function restoreRemoved() {
  const util = requireHere("node:util");
  util.isNullOrUndefined ??= (value) => value === null || value === void 0;
  util.isArray ??= Array.isArray;
}

// src/entry/tensorflow/backend.ts
async function loadBackend(wish) {
  const native = wish.name === void 0 || wish.name === "tensorflow" ? loadNative(wish.folders) : ABSENT;
  if (native.kind === "loaded") return takeNative(native.tf);
  if (wish.name === "tensorflow") {
    const reason = native.kind === "broken" ? native.reason : "None of the folders has @tensorflow/tfjs-node.";
    throw fail("backend-unavailable", { backend: "tensorflow", reason });
  }
  const note = native.kind === "broken" ? `@tensorflow/tfjs-node could not be loaded: ${native.reason}` : null;
  return takeBundled(wish, note);
}
var ABSENT = { kind: "absent" };
async function takeNative(tf) {
  await tf.ready();
  const version = versionOf(tf, "tfjs-node");
  return { tf, backend: () => ({ name: "tensorflow", version, note: null }) };
}
async function takeBundled({ assets, name }, before) {
  const { tf, setWasmPaths } = await import("./entry-tensorflow-bundled.js");
  if (name === "cpu") return takeCpu(tf, before);
  const lent = /* @__PURE__ */ new Set();
  lendCpuKernels(tf, (kernel) => lent.add(kernel));
  setWasmPaths(fileURLToPath(assets));
  const reason = await startWasm(tf);
  if (reason !== null && name === "wasm") throw fail("backend-unavailable", { backend: "wasm", reason });
  if (reason !== null) return takeCpu(tf, join2(before, `WebAssembly did not start: ${reason}`));
  const version = versionOf(tf, "tfjs-core");
  const note = () => lent.size === 0 ? before : join2(before, `on the CPU: ${[...lent].sort().join(", ")}`);
  return { tf, backend: () => ({ name: "wasm", version, note: note() }) };
}
async function takeCpu(tf, note) {
  const cpu = tf.findBackend("cpu");
  cpu.firstUse = false;
  await tf.setBackend("cpu");
  const version = versionOf(tf, "tfjs-core");
  return { tf, backend: () => ({ name: "cpu", version, note }) };
}
async function startWasm(tf) {
  const before = EVENTS.map((event) => process.listeners(event));
  try {
    return await tf.setBackend("wasm") ? null : "tfjs refused it";
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  } finally {
    for (const [index, event] of EVENTS.entries()) {
      for (const listener of process.listeners(event)) {
        if (!before[index]?.includes(listener)) process.removeListener(event, listener);
      }
    }
  }
}
var EVENTS = ["uncaughtException", "unhandledRejection"];
var join2 = (before, now) => before === null ? now : `${before}; ${now}`;
var versionOf = (tf, part) => tf.version[part] ?? tf.version.tfjs;

// src/entry/tensorflow/model-folder.ts
import { mkdir, open, realpath, stat, writeFile } from "node:fs/promises";
import { isAbsolute, join as join3, sep } from "node:path";
var MODEL_FILE = "model.json";
var WEIGHTS_FILE = "weights.bin";
var MOST_BYTES = 2 ** 31;
var WRITE_BYTES = 2 ** 30;
async function loadModel(tf, folder, mostBytes = MOST_BYTES) {
  const artifacts = await readArtifacts(folder, mostBytes);
  const isGraph = artifacts.format === "graph-model" || hasKey(artifacts.modelTopology, "node");
  const handler = { load: async () => artifacts };
  try {
    return await (isGraph ? tf.loadGraphModel(handler) : tf.loadLayersModel(handler));
  } catch (thrown) {
    throw unreadable(folder, `TensorFlow.js said: ${thrown.message}`, thrown);
  }
}
async function saveModel(model, folder, options = {}) {
  await mkdir(folder, { recursive: true });
  await model.save({
    async save(artifacts) {
      const parts = [artifacts.weightData ?? []].flat();
      await writeParts(join3(folder, WEIGHTS_FILE), parts);
      const description = describeModel(artifacts, options.classes);
      await writeFile(join3(folder, MODEL_FILE), `${JSON.stringify(description)}
`);
      const weightDataBytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
      return { modelArtifactsInfo: { dateSaved: /* @__PURE__ */ new Date(), modelTopologyType: "JSON", weightDataBytes } };
    }
  });
}
function describeModel(artifacts, classes) {
  const { modelTopology, weightSpecs = [], weightData: _, ...rest } = artifacts;
  const metadata = classes === void 0 ? {} : { userDefinedMetadata: { ...rest.userDefinedMetadata, classes } };
  return {
    ...rest,
    ...metadata,
    modelTopology: modelTopology ?? {},
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights: weightSpecs }]
  };
}
async function writeParts(path, parts) {
  const file = await open(path, "w");
  try {
    for (const part of parts) {
      for (let at = 0; at < part.byteLength; at += WRITE_BYTES) {
        await file.writeFile(new Uint8Array(part, at, Math.min(WRITE_BYTES, part.byteLength - at)));
      }
    }
  } finally {
    await file.close();
  }
}
async function readArtifacts(folder, mostBytes) {
  const files = new ModelFiles(folder, mostBytes);
  const { weightsManifest, ...description } = parseDescription(folder, await files.read(MODEL_FILE));
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  const weightData = await files.readAll(weightsManifest.flatMap(({ paths }) => paths));
  const expected = bytesOf(weightSpecs);
  if (expected !== null && expected !== weightData.byteLength) {
    throw unreadable(folder, `Its weights are ${weightData.byteLength} bytes; ${MODEL_FILE} describes ${expected}.`);
  }
  return { ...description, weightSpecs, weightData };
}
function parseDescription(folder, bytes) {
  let json;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (thrown) {
    throw unreadable(folder, `${MODEL_FILE} is not JSON: ${thrown.message}`, thrown);
  }
  const isModel = hasKey(json, "modelTopology") && hasKey(json, "weightsManifest");
  if (!isModel || !isManifest(json.weightsManifest)) {
    throw unreadable(folder, `${MODEL_FILE} does not describe a TensorFlow.js model with its weights.`);
  }
  return json;
}
function isManifest(value) {
  return Array.isArray(value) && value.every((group) => isTextList(group?.paths) && isSpecList(group?.weights));
}
var isTextList = (value) => Array.isArray(value) && value.every((item) => typeof item === "string");
var isSpecList = (value) => Array.isArray(value) && value.every((spec) => Array.isArray(spec?.shape) && spec.shape.every((size) => isCount(size)));
var isCount = (value) => Number.isSafeInteger(value) && value >= 0;
var hasKey = (value, key) => typeof value === "object" && value !== null && Object.hasOwn(value, key);
var BYTES = {
  float32: 4,
  int32: 4,
  bool: 1,
  complex64: 8,
  uint8: 1,
  uint16: 2,
  float16: 2
};
function bytesOf(specs) {
  let sum = 0;
  for (const { shape, dtype, quantization } of specs) {
    const bytes = BYTES[quantization?.dtype ?? dtype];
    if (bytes === void 0) return null;
    sum += shape.reduce((size, length) => size * length, bytes);
  }
  return sum;
}
var ModelFiles = class {
  #folder;
  #bytesLeft;
  constructor(folder, mostBytes) {
    this.#folder = folder;
    this.#bytesLeft = mostBytes;
  }
  async read(name) {
    return new Uint8Array(await this.readAll([name]));
  }
  /** Some files, one after the other in one buffer. */
  async readAll(names) {
    const handles = [];
    try {
      for (const name of names) handles.push(await this.#open(name));
      const sizes = await Promise.all(handles.map(async (handle) => (await handle.stat()).size));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      this.#bytesLeft -= total;
      if (this.#bytesLeft < 0) throw unreadable(this.#folder, "Its files are larger than a model may be.");
      const buffer = new ArrayBuffer(total);
      let at = 0;
      for (const [index, handle] of handles.entries()) {
        const size = sizes[index];
        await readWhole(handle, new Uint8Array(buffer, at, size));
        at += size;
      }
      return buffer;
    } finally {
      await Promise.all(handles.map((handle) => handle.close()));
    }
  }
  async #open(name) {
    const parts = name.split("/");
    const isPlain = !isAbsolute(name) && !/[\\:\0]/.test(name) && !parts.some((part) => ["", ".", ".."].includes(part));
    if (!isPlain) throw unreadable(this.#folder, `The path ${JSON.stringify(name)} leads out of it.`);
    try {
      const path = await realpath(join3(this.#folder, name));
      const isInside = path.startsWith(await realpath(this.#folder) + sep);
      if (!isInside) throw unreadable(this.#folder, `${name} is a link that leads out of it.`);
      if (!(await stat(path)).isFile()) throw unreadable(this.#folder, `${name} is no file.`);
      return await open(path, "r");
    } catch (thrown) {
      const { code } = thrown;
      if (code === "ENOENT" || code === "ENOTDIR") throw unreadable(this.#folder, `It has no ${name}.`, thrown);
      throw thrown;
    }
  }
};
async function readWhole(handle, into) {
  for (let at = 0; at < into.length; ) {
    const { bytesRead } = await handle.read(into, at, Math.min(WRITE_BYTES, into.length - at));
    if (bytesRead === 0) throw new Error(`A file of a model became shorter while it was read, at byte ${at}.`);
    at += bytesRead;
  }
}
var unreadable = (folder, reason, cause) => fail("model-unreadable", { folder, reason }, cause);

export {
  loadBackend,
  takeCpu,
  MODEL_FILE,
  loadModel,
  saveModel
};
