// Predicts with a plain TensorFlow.js model: one input of numeric columns, one output a row, no code of the user.
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { WorkerRequest } from '../../adapters/prediction/worker-message.ts';
import { parseNumber } from '../../adapters/rows/number-text.ts';
import { fail } from '../../errors.ts';
import type { ColumnKind, RowBatch, Table } from '../../ports.ts';
import type { TensorFlow } from './backend.ts';
import { loadModel, type Model } from './model-folder.ts';
import type { Portion, Work } from './work.ts';

const MOST_ROWS = 4096;
/** Single precision adds up to one within this. */
const SUM_TOLERANCE = 1e-3;

/** Loads the model and prepares the rows. */
export async function prepareFeatures(
  request: WorkerRequest,
  features: readonly string[],
  load: () => Promise<TensorFlow>,
  table: Table,
): Promise<Work> {
  const tf = await load();
  const model = await loadModel(tf, request.weights);
  requireInput(model, features, request.model);
  const name = request.task === 'multiclass' ? nameClasses(model, request.model) : undefined;
  return portions(table, request, features, async (values, count) => {
    const input = tf.tensor2d(values, [count, features.length]);
    const output = await run(model, input, request.model);
    input.dispose();
    const result = name === undefined ? await listNumbers(output, request.model) : await name(output);
    output.dispose();
    return result;
  });
}

async function* portions(
  table: Table,
  { ids, model }: WorkerRequest,
  features: readonly string[],
  predict: (values: Float32Array, count: number) => Promise<unknown>,
): AsyncGenerator<Portion> {
  const wanted = new Map<string, ColumnKind>(features.map(name => [name, 'number']));
  for (const id of ids) wanted.set(id, 'text');
  for await (const batch of table.read(wanted)) {
    const columns = features.map(name => numbersOf(batch, name));
    const idColumns = ids.map(name => textsOf(batch, name));
    for (let start = 0; start < batch.rows; start += MOST_ROWS) {
      const count = Math.min(MOST_ROWS, batch.rows - start);
      const values = new Float32Array(count * columns.length);
      for (const [index, column] of columns.entries()) {
        for (let row = 0; row < count; row++) {
          const value = column[start + row] as number;
          if (!Number.isFinite(value)) {
            const line = batch.lineOf(start + row);
            throw fail('predict-feature', { model, file: table.name, line, column: features[index] as string });
          }
          values[row * columns.length + index] = value;
        }
      }
      yield {
        ids: Array.from({ length: count }, (_, row) => idColumns.map(texts => texts[start + row] ?? '')),
        before: batch.firstRow + start,
        predict: most => predict(values.subarray(0, most * columns.length), most),
      };
    }
  }
}

function numbersOf(batch: RowBatch, name: string): ArrayLike<number> {
  const column = batch.columns.get(name);
  if (column?.kind === 'number') return column.values;
  // A column that is an id too was read as text.
  return column?.kind === 'text' ? column.values.map(parseNumber) : [];
}

function textsOf(batch: RowBatch, name: string): readonly string[] {
  const column = batch.columns.get(name);
  return column?.kind === 'text' ? column.values : [];
}

function requireInput(model: Model, features: readonly string[], name: string): void {
  const [input, ...others] = model.inputs;
  if (input === undefined || others.length > 0) {
    throw unfit(name, `It has ${model.inputs.length} inputs; a model without code has one.`);
  }
  const shape = input.shape ?? [];
  const width = shape.at(-1) ?? -1;
  if (shape.length === 0 || (shape.length === 2 && (width < 0 || width === features.length))) return;
  const wanted = shape.map(size => size ?? 'any').join(', ');
  throw unfit(name, `Its input has the shape [${wanted}]; ${features.length} features have [any, ${features.length}].`);
}

/** Graphs with loops or conditions can only be run asynchronously, and say so. */
async function run(model: Model, input: Tensor2D, name: string): Promise<Tensor> {
  const output = await attempt(model, input, name);
  if (!Array.isArray(output) && 'shape' in output) return output as Tensor;
  throw unfit(name, `It has ${Object.keys(output).length} outputs; a model without code has one.`);
}

async function attempt(model: Model, input: Tensor2D, name: string) {
  try {
    return model.predict(input);
  } catch (thrown) {
    const { message } = thrown as Error;
    if ('executeAsync' in model && /executeAsync/.test(message)) return model.executeAsync(input);
    throw unfit(name, `TensorFlow.js said: ${message}`, thrown);
  }
}

async function listNumbers(output: Tensor, name: string): Promise<number[]> {
  const [, ...others] = output.shape;
  if (others.every(size => size === 1)) return Array.from(await output.data());
  throw unfit(name, `Its output has the shape [any, ${others.join(', ')}]; this task needs one number a row.`);
}

/** Names the largest output of each row, with all of them as probabilities where they are some. */
function nameClasses(model: Model, name: string): (output: Tensor) => Promise<Record<string, string | number>[]> {
  const classes = classesOf(model);
  if (classes === null) {
    throw unfit(
      name,
      'It does not name its classes: save it with `save(model, folder, { classes })` of relevo/tensorflow.',
    );
  }
  let areProbabilities: boolean | undefined;
  return async output => {
    const [rows = 0, width = 0, ...others] = output.shape;
    if (width !== classes.length || others.length > 0) {
      throw unfit(
        name,
        `Its output has the shape [${output.shape.join(', ')}] and it names ${classes.length} classes.`,
      );
    }
    const values = await output.data();
    const each = Array.from({ length: rows }, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width)));
    areProbabilities ??= each.every(isDistribution);
    return each.map(outputs => describeRow(outputs, classes, areProbabilities === true));
  };
}

function describeRow(outputs: readonly number[], classes: readonly string[], areProbabilities: boolean) {
  const best = outputs.reduce((most, value, index) => (value > (outputs[most] as number) ? index : most), 0);
  const probabilities = areProbabilities ? outputs.map((value, index) => [`p:${classes[index]}`, clamp(value)]) : [];
  // A row with NaN has no largest output.
  const prediction = outputs.every(Number.isFinite) ? (classes[best] as string) : Number.NaN;
  return { prediction, ...Object.fromEntries(probabilities) };
}

const clamp = (value: number): number => (value > 1 && value < 1 + SUM_TOLERANCE ? 1 : value);

function isDistribution(values: readonly number[]): boolean {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.every(value => value >= 0) && Math.abs(sum - 1) <= SUM_TOLERANCE;
}

function classesOf(model: Model): readonly string[] | null {
  const metadata = 'getUserDefinedMetadata' in model ? model.getUserDefinedMetadata() : model.metadata;
  const classes = (metadata as { classes?: unknown } | undefined)?.classes;
  const areNames = Array.isArray(classes) && classes.every(name => typeof name === 'string' && name !== '');
  return areNames ? classes : null;
}

const unfit = (model: string, reason: string, cause?: unknown): Error => fail('model-unfit', { model, reason }, cause);
