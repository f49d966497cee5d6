// Predicts with a JavaScript module of the user: `export function predict({ tf, model, rows, folder })`.
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkerRequest } from '../../adapters/prediction/worker-message.ts';
import { exists } from '../../adapters/system.ts';
import { fail } from '../../errors.ts';
import type { Table } from '../../ports.ts';
import { askedOf } from './asked-arguments.ts';
import type { TensorFlow } from './backend.ts';
import { describeThrown } from './describe-thrown.ts';
import { loadModel, MODEL_FILE } from './model-folder.ts';
import { findNumeric, readTyped } from './typed-rows.ts';
import type { Portion, Work } from './work.ts';

/** What a module's function is given. */
export interface PredictArguments {
  /** Not there for a function that cannot ask for it. */
  readonly tf: TensorFlow | undefined;
  /** The layers or graph model of `folder`; undefined when it has no model.json, or the function cannot ask for it. */
  readonly model: unknown;
  /** Objects with a key a column; never the target. */
  readonly rows: readonly Readonly<Record<string, number | string>>[];
  /** The folder with the weights. */
  readonly folder: string;
}

interface PredictModule {
  readonly predict: (given: PredictArguments) => unknown;
  /** All rows come at once unless the module asks for portions of so many. */
  readonly batchRows: number;
}

/** Loads the module, what of TensorFlow.js and the model it asks for, and prepares the rows. */
export async function prepareModule(
  request: WorkerRequest,
  path: string,
  load: () => Promise<TensorFlow>,
  table: Table,
): Promise<Work> {
  const { predict, batchRows } = await importModule(request.folder, path);
  const asked = askedOf(predict);
  const hasModel = asked.model && (await exists(join(request.weights, MODEL_FILE)));
  const tf = asked.tf || hasModel ? await load() : undefined;
  const model = hasModel && tf !== undefined ? await loadModel(tf, request.weights) : undefined;
  const call = async (rows: PredictArguments['rows']): Promise<unknown> => {
    try {
      return await predict({ tf, model, rows, folder: request.weights });
    } catch (thrown) {
      throw fail('predict-threw', { module: path, reason: describeThrown(thrown, request.folder) }, thrown);
    }
  };
  return portions(table, request.ids, batchRows, call);
}

async function* portions(
  table: Table,
  ids: readonly string[],
  batchRows: number,
  call: (rows: PredictArguments['rows']) => Promise<unknown>,
): AsyncGenerator<Portion> {
  const numeric = await findNumeric(table);
  for await (const { rows, ids: rowIds, before } of readTyped(table, ids, numeric, batchRows)) {
    yield { ids: rowIds, before, predict: count => call(count === rows.length ? rows : rows.slice(0, count)) };
  }
}

async function importModule(folder: string, path: string): Promise<PredictModule> {
  const file = resolve(folder, path);
  const isFile = await stat(file).then(
    stats => stats.isFile(),
    () => false,
  );
  if (!isFile) throw fail('predict-module', { module: path, reason: 'It is not in the artifact.' });
  let loaded: Readonly<Record<string, unknown>>;
  try {
    loaded = await import(pathToFileURL(file).href);
  } catch (thrown) {
    throw fail(
      'predict-module',
      { module: path, reason: `It could not be loaded: ${describeThrown(thrown, folder)}.` },
      thrown,
    );
  }
  return readExports(loaded, path);
}

/** Named exports, or those of a default object, as CommonJS modules have them; a default function is `predict`. */
function readExports(loaded: Readonly<Record<string, unknown>>, path: string): PredictModule {
  const fallback = loaded.default;
  const inDefault = (typeof fallback === 'object' ? fallback : {}) as Readonly<Record<string, unknown>> | null;
  const predict = loaded.predict ?? inDefault?.predict ?? fallback;
  if (typeof predict !== 'function') {
    throw fail('predict-module', { module: path, reason: 'It exports no function `predict`.' });
  }
  const batchRows = loaded.batchRows ?? inDefault?.batchRows ?? Number.POSITIVE_INFINITY;
  const isCount = batchRows === Number.POSITIVE_INFINITY || (Number.isSafeInteger(batchRows) && Number(batchRows) > 0);
  if (!isCount) {
    throw fail('predict-module', { module: path, reason: 'Its `batchRows` is not a whole number from 1.' });
  }
  return { predict: predict as PredictModule['predict'], batchRows: Number(batchRows) };
}
