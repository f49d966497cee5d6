// Carries out one request of predictions: loads, predicts every row, measures, and says on what.
import { rm } from 'node:fs/promises';
import { median, repeatWithin } from '../../adapters/prediction/repeat.ts';
import type { WorkerAnswer, WorkerRequest } from '../../adapters/prediction/worker-message.ts';
import { createRows } from '../../adapters/rows/rows.ts';
import { CsvWriter } from '../../adapters/rows/write-csv.ts';
import { fail } from '../../errors.ts';
import type { Backend, PredictionSpeed } from '../../ports/prediction.ts';
import type { Table } from '../../ports.ts';
import { type Loaded, loadBackend, type TensorFlow, takeCpu } from './backend.ts';
import { prepareFeatures } from './features-work.ts';
import { prepareModule } from './module-work.ts';
import { tabulate } from './predicted-values.ts';
import type { Portion, Work } from './work.ts';

const MOST_REPEATS = 5;
const LACKS_OPERATION = /not registered for backend 'wasm'/;

/** Answers a request; what the user can mend is thrown as an error of the catalogue. */
export async function answerRequest(request: WorkerRequest, assets: URL): Promise<WorkerAnswer> {
  const table = await createRows(nothing()).open(request.data);
  let loaded: Loaded | undefined;
  const load = async (): Promise<TensorFlow> => {
    loaded ??= await loadBackend({ folders: request.resolveFrom, assets });
    return loaded.tf;
  };
  const predict = () => predictAll(request, table, load, () => loaded?.backend() ?? null);
  try {
    return await predict();
  } catch (thrown) {
    const lacking = lackingOperation(thrown);
    if (loaded?.backend().name !== 'wasm' || lacking === null) throw thrown;
    await rm(request.output, { force: true });
    loaded = await takeCpu(loaded.tf, lacking);
    return predict();
  }
}

async function predictAll(
  request: WorkerRequest,
  table: Table,
  load: () => Promise<TensorFlow>,
  backend: () => Backend | null,
): Promise<WorkerAnswer> {
  const work = await prepare(request, table, load);
  const loadMs = performance.now();
  const { first, rows, spentMs } = await writeAll(request, work);
  const speed = await measure(first, { rows, spentMs, loadMs, measureMs: request.measureMs });
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { kind: 'done', backend: backend(), speed, peakBytes };
}

function prepare(request: WorkerRequest, table: Table, load: () => Promise<TensorFlow>): Promise<Work> {
  const { predictor } = request;
  switch (predictor.kind) {
    case 'module':
      return prepareModule(request, predictor.module, load, table);
    case 'features':
      return prepareFeatures(request, predictor.features, load, table);
  }
}

interface Written {
  readonly first: Portion;
  readonly rows: number;
  readonly spentMs: number;
}

async function writeAll(request: WorkerRequest, work: Work): Promise<Written> {
  const { model, task, ids: idNames } = request;
  let writer: CsvWriter | undefined;
  let first: Portion | undefined;
  let [rows, spentMs] = [0, 0];
  try {
    for await (const portion of work) {
      const from = performance.now();
      const returned = await portion.predict(portion.ids.length);
      spentMs += performance.now() - from;
      const { ids, before } = portion;
      const predicted = await tabulate(returned, { model, task, idNames, ids, before });
      writer ??= await CsvWriter.create(request.output, predicted.columns);
      requireColumns(writer.columns, predicted.columns, model);
      await writer.write(predicted.rows);
      first ??= portion;
      rows += ids.length;
    }
  } finally {
    await writer?.close();
  }
  if (first === undefined) throw fail('table-no-rows', { file: request.data });
  return { first, rows, spentMs };
}

function requireColumns(wanted: readonly string[], found: readonly string[], model: string): void {
  if (wanted.join('\n') === found.join('\n')) return;
  const text = `the columns ${found.join(', ')} after ${wanted.join(', ')}`;
  throw fail('predict-returned', { model, found: text });
}

interface Facts {
  readonly rows: number;
  readonly spentMs: number;
  readonly loadMs: number;
  readonly measureMs: number;
}

/** The first pass over all rows warmed everything up; now the first rows are timed again, as many as the time allows. */
async function measure(first: Portion, { rows, spentMs, loadMs, measureMs }: Facts): Promise<PredictionSpeed> {
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
  return { loadMs, msPerRow, repeats: Math.max(1, timings.length), method: 'loaded' };
}

/** What the WebAssembly backend lacked, by an error or by what caused it. */
function lackingOperation(thrown: unknown): string | null {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (LACKS_OPERATION.test(error.message)) return error.message;
  }
  return null;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
