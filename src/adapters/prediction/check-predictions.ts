// Whether predictions are what was asked for: a table with one sound prediction for each row of the data, told by its ids.
import { fail } from '../../errors.ts';
import type { PredictionTask } from '../../ports/prediction.ts';
import type { RowBatch, Rows } from '../../ports.ts';
import { parseNumber } from '../rows/number-text.ts';
import { acceptPrediction, acceptProbability, type Judged } from './sound-prediction.ts';

/** What was predicted, and for which rows. */
export interface Expected {
  readonly model: string;
  readonly task: PredictionTask;
  readonly ids: readonly string[];
  /** The table that the predictor was given. */
  readonly data: string;
}

const PREDICTION = 'prediction';
const PROBABILITY = 'p:';
const SEPARATOR = '\u001f';

/** Checks the table at `path`, and returns the number of rows; the first fault is an error. */
export async function checkPredictions(rows: Rows, path: string, expected: Expected): Promise<number> {
  const { model, ids } = expected;
  const open = await readIds(rows, expected);
  const total = open.size;
  const table = await rows.open(path);
  const known = await table.columns();
  const missing = [...ids, PREDICTION].find(column => !known.includes(column));
  if (missing !== undefined) throw fail('predict-column', { model, column: missing, known });
  const values = known.filter(column => column === PREDICTION || column.startsWith(PROBABILITY));
  const repeated = new Set<string>();
  let found = 0;
  for await (const batch of table.read(asText([...ids, ...values]))) {
    found += batch.rows;
    requireSound(batch, values, expected);
    for (const id of idsOf(batch, ids)) {
      if (open.delete(id)) repeated.add(id);
      else throw unexpectedId(id, repeated, expected, { found, total });
    }
  }
  if (open.size > 0) throw fail('predict-rows', { model, found, expected: total });
  return total;
}

/** The ids of the data; those of one row are joined. */
async function readIds(rows: Rows, { data, ids }: Expected): Promise<Set<string>> {
  const table = await rows.open(data);
  const open = new Set<string>();
  for await (const batch of table.read(asText(ids))) {
    for (const [row, id] of idsOf(batch, ids).entries()) {
      if (open.size === open.add(id).size) {
        throw fail('holdout-id', { row: batch.firstRow + row + 1, id: show(id, ids) });
      }
    }
  }
  return open;
}

/** More predictions than rows is one fault, an id that no row has another. */
function unexpectedId(
  id: string,
  repeated: ReadonlySet<string>,
  { model, ids }: Expected,
  { found, total }: { readonly found: number; readonly total: number },
): Error {
  if (found > total) return fail('predict-rows', { model, found, expected: total });
  return fail('predict-id', { model, id: show(id, ids), problem: repeated.has(id) ? 'repeated' : 'unknown' });
}

function requireSound(batch: RowBatch, columns: readonly string[], { model, task }: Expected): void {
  for (const column of columns) {
    const texts = textsOf(batch, column);
    const judge = (text: string): Judged => (column === PREDICTION ? judgePrediction(task, text) : judgeNumber(text));
    for (const [index, text] of texts.entries()) {
      const judged = judge(text);
      if (judged.isSound) continue;
      const row = batch.firstRow + index + 1;
      const found = text === '' ? 'nothing' : JSON.stringify(text.slice(0, 40));
      throw fail('predict-value', { model, row, column, found, expected: judged.expected });
    }
  }
}

const judgePrediction = (task: PredictionTask, text: string): Judged =>
  acceptPrediction(task, task === 'multiclass' ? text : parseNumber(text));

const judgeNumber = (text: string): Judged => acceptProbability(parseNumber(text));

function idsOf(batch: RowBatch, ids: readonly string[]): string[] {
  const columns = ids.map(id => textsOf(batch, id));
  return Array.from({ length: batch.rows }, (_, row) => columns.map(texts => texts[row] ?? '').join(SEPARATOR));
}

function textsOf(batch: RowBatch, name: string): readonly string[] {
  const column = batch.columns.get(name);
  return column?.kind === 'text' ? column.values : [];
}

const asText = (columns: readonly string[]) => new Map(columns.map(column => [column, 'text'] as const));

const show = (id: string, names: readonly string[]): string =>
  id
    .split(SEPARATOR)
    .map((value, index) => `${names[index]} = ${JSON.stringify(value)}`)
    .join(', ');
