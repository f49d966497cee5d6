// TensorFlow.js models in folders: model.json and the weights beside it, read with bounds and never from outside the folder.
import { type FileHandle, mkdir, open, realpath, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import type { GraphModel, io, LayersModel } from '@tensorflow/tfjs';
import { fail } from '../../errors.ts';
import type { TensorFlow } from './backend.ts';

/** A model of either format. */
export type Model = LayersModel | GraphModel;

/** The file that says what a model is. */
export const MODEL_FILE = 'model.json';

const WEIGHTS_FILE = 'weights.bin';
const MOST_BYTES = 2 ** 31;
/** A single write takes less than this many bytes on every system. */
const WRITE_BYTES = 2 ** 30;

/** Loads the layers or graph model of a folder; `mostBytes` bounds all of its files together. */
export async function loadModel(tf: TensorFlow, folder: string, mostBytes: number = MOST_BYTES): Promise<Model> {
  const artifacts = await readArtifacts(folder, mostBytes);
  const isGraph = artifacts.format === 'graph-model' || hasKey(artifacts.modelTopology, 'node');
  const handler = { load: async () => artifacts };
  try {
    return await (isGraph ? tf.loadGraphModel(handler) : tf.loadLayersModel(handler));
  } catch (thrown) {
    throw unreadable(folder, `TensorFlow.js said: ${(thrown as Error).message}`, thrown);
  }
}

/**
 * Saves a model into a folder, as `model.json` and `weights.bin`. `classes` names the outputs of a multiclass model, so that it
 * can be used without code.
 */
export async function saveModel(
  model: Model,
  folder: string,
  options: { classes?: readonly string[] } = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await model.save({
    async save(artifacts) {
      const parts = [artifacts.weightData ?? []].flat();
      await writeParts(join(folder, WEIGHTS_FILE), parts);
      const description = describeModel(artifacts, options.classes);
      // Last, so that a folder with it is whole.
      await writeFile(join(folder, MODEL_FILE), `${JSON.stringify(description)}\n`);
      const weightDataBytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON', weightDataBytes } };
    },
  });
}

function describeModel(artifacts: io.ModelArtifacts, classes: readonly string[] | undefined): io.ModelJSON {
  const { modelTopology, weightSpecs = [], weightData: _, ...rest } = artifacts;
  const metadata = classes === undefined ? {} : { userDefinedMetadata: { ...rest.userDefinedMetadata, classes } };
  return {
    ...rest,
    ...metadata,
    modelTopology: modelTopology ?? {},
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights: weightSpecs }],
  };
}

async function writeParts(path: string, parts: readonly ArrayBuffer[]): Promise<void> {
  const file = await open(path, 'w');
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

async function readArtifacts(folder: string, mostBytes: number): Promise<io.ModelArtifacts> {
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

function parseDescription(folder: string, bytes: Uint8Array): io.ModelJSON {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (thrown) {
    throw unreadable(folder, `${MODEL_FILE} is not JSON: ${(thrown as Error).message}`, thrown);
  }
  const isModel = hasKey(json, 'modelTopology') && hasKey(json, 'weightsManifest');
  if (!isModel || !isManifest((json as io.ModelJSON).weightsManifest)) {
    throw unreadable(folder, `${MODEL_FILE} does not describe a TensorFlow.js model with its weights.`);
  }
  return json as io.ModelJSON;
}

function isManifest(value: unknown): value is io.WeightsManifestConfig {
  return Array.isArray(value) && value.every(group => isTextList(group?.paths) && isSpecList(group?.weights));
}

const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(item => typeof item === 'string');

const isSpecList = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(spec => Array.isArray(spec?.shape) && spec.shape.every((size: unknown) => isCount(size)));

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const hasKey = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key);

const BYTES: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  complex64: 8,
  uint8: 1,
  uint16: 2,
  float16: 2,
};

/** The bytes that the weights take; null when they have texts among them, whose length stands in the bytes. */
function bytesOf(specs: readonly io.WeightsManifestEntry[]): number | null {
  let sum = 0;
  for (const { shape, dtype, quantization } of specs) {
    const bytes = BYTES[quantization?.dtype ?? dtype];
    if (bytes === undefined) return null;
    sum += shape.reduce((size, length) => size * length, bytes);
  }
  return sum;
}

/** The files of one model: inside its folder, and together no larger than allowed. */
class ModelFiles {
  readonly #folder: string;
  #bytesLeft: number;

  constructor(folder: string, mostBytes: number) {
    this.#folder = folder;
    this.#bytesLeft = mostBytes;
  }

  async read(name: string): Promise<Uint8Array> {
    return new Uint8Array(await this.readAll([name]));
  }

  /** Some files, one after the other in one buffer. */
  async readAll(names: readonly string[]): Promise<ArrayBuffer> {
    const handles: FileHandle[] = [];
    try {
      for (const name of names) handles.push(await this.#open(name));
      const sizes = await Promise.all(handles.map(async handle => (await handle.stat()).size));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      this.#bytesLeft -= total;
      if (this.#bytesLeft < 0) throw unreadable(this.#folder, 'Its files are larger than a model may be.');
      const buffer = new ArrayBuffer(total);
      let at = 0;
      for (const [index, handle] of handles.entries()) {
        const size = sizes[index] as number;
        await readWhole(handle, new Uint8Array(buffer, at, size));
        at += size;
      }
      return buffer;
    } finally {
      await Promise.all(handles.map(handle => handle.close()));
    }
  }

  async #open(name: string): Promise<FileHandle> {
    const parts = name.split('/');
    const isPlain = !isAbsolute(name) && !/[\\:\0]/.test(name) && !parts.some(part => ['', '.', '..'].includes(part));
    if (!isPlain) throw unreadable(this.#folder, `The path ${JSON.stringify(name)} leads out of it.`);
    try {
      const path = await realpath(join(this.#folder, name));
      const isInside = path.startsWith((await realpath(this.#folder)) + sep);
      if (!isInside) throw unreadable(this.#folder, `${name} is a link that leads out of it.`);
      // Before it is opened: a pipe would keep the opening waiting.
      if (!(await stat(path)).isFile()) throw unreadable(this.#folder, `${name} is no file.`);
      return await open(path, 'r');
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') throw unreadable(this.#folder, `It has no ${name}.`, thrown);
      throw thrown;
    }
  }
}

async function readWhole(handle: FileHandle, into: Uint8Array): Promise<void> {
  for (let at = 0; at < into.length; ) {
    const { bytesRead } = await handle.read(into, at, Math.min(WRITE_BYTES, into.length - at));
    if (bytesRead === 0) throw new Error(`A file of a model became shorter while it was read, at byte ${at}.`);
    at += bytesRead;
  }
}

const unreadable = (folder: string, reason: string, cause?: unknown): Error =>
  fail('model-unreadable', { folder, reason }, cause);
