// What a predictor may return for some rows, brought into cells: one sound prediction a row, in the order of the rows or by id.
import type { Tensor } from '@tensorflow/tfjs';
import { acceptPrediction, acceptProbability } from '../../adapters/prediction/sound-prediction.ts';
import type { Cell } from '../../adapters/rows/write-csv.ts';
import { fail } from '../../errors.ts';
import type { PredictionTask } from '../../ports/prediction.ts';

/** What the values belong to. */
export interface PredictedRows {
  readonly model: string;
  readonly task: PredictionTask;
  readonly idNames: readonly string[];
  /** The ids of the rows, a list a row. */
  readonly ids: readonly (readonly string[])[];
  /** How many rows came before these. */
  readonly before: number;
}

/** Predictions as a table: its columns after the ids, and its rows. */
export interface PredictedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const PREDICTION = 'prediction';
const PROBABILITY = 'p:';

/** Takes an array of values or of objects, a typed array, or a tensor with one value a row. */
export async function tabulate(returned: unknown, expected: PredictedRows): Promise<PredictedTable> {
  const values = await listValues(returned, expected.model);
  if (values.length !== expected.ids.length) {
    throw fail('predict-rows', { model: expected.model, found: values.length, expected: expected.ids.length });
  }
  const extra = columnsOf(values[0]);
  const rows = values.map((value, index) => {
    const ids = isRecord(value) ? idsOf(value, index, expected) : expected.ids[index];
    return [...(ids ?? []), ...cellsOf(value, index, extra, expected)];
  });
  return { columns: [...expected.idNames, PREDICTION, ...extra], rows };
}

async function listValues(returned: unknown, model: string): Promise<readonly unknown[]> {
  if (Array.isArray(returned)) return returned;
  if (ArrayBuffer.isView(returned) && !(returned instanceof DataView)) return Array.from(returned as Float32Array);
  if (!isTensor(returned)) throw fail('predict-returned', { model, found: describe(returned) });
  const [rows, ...others] = returned.shape;
  if (rows === undefined || others.some(size => size !== 1)) {
    throw fail('predict-returned', { model, found: `a tensor of shape [${returned.shape.join(', ')}]` });
  }
  return Array.from(await returned.data());
}

const isTensor = (value: unknown): value is Tensor =>
  isRecord(value) && Array.isArray(value.shape) && typeof value.data === 'function';

/** The columns of probabilities, as the first row has them. */
function columnsOf(first: unknown): readonly string[] {
  return isRecord(first) ? Object.keys(first).filter(key => key.startsWith(PROBABILITY)) : [];
}

/** A row that names its ids is that row; one that names none stands where the row stood. */
function idsOf(value: Readonly<Record<string, unknown>>, index: number, expected: PredictedRows): readonly string[] {
  const { idNames, ids } = expected;
  const named = idNames.filter(name => Object.hasOwn(value, name));
  if (named.length === 0) return ids[index] ?? [];
  const missing = idNames.find(name => !named.includes(name));
  if (missing !== undefined) throw wrong(expected, index, missing, undefined, 'all ids of a row, or none');
  return idNames.map(name => String(value[name]));
}

function cellsOf(value: unknown, index: number, extra: readonly string[], expected: PredictedRows): Cell[] {
  if (!isRecord(value)) return [accept(value, index, PREDICTION, expected)];
  const found = columnsOf(value);
  const other = [...found, ...extra].find(name => !found.includes(name) || !extra.includes(name));
  if (other !== undefined) throw wrong(expected, index, other, value[other], 'the same columns in every row');
  return [PREDICTION, ...extra].map(name => accept(value[name], index, name, expected));
}

function accept(value: unknown, index: number, column: string, expected: PredictedRows): Cell {
  const judged = column === PREDICTION ? acceptPrediction(expected.task, value) : acceptProbability(value);
  if (judged.isSound) return judged.cell;
  throw wrong(expected, index, column, value, judged.expected);
}

function wrong(at: PredictedRows, index: number, column: string, value: unknown, expected: string): Error {
  const row = at.before + index + 1;
  return fail('predict-value', { model: at.model, row, column, found: describe(value), expected });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null
    ? `an object (${value.constructor?.name ?? 'Object'})`
    : String(value);
}
