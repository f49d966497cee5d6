// Predicts with a program in any language: it is given the paths of model, data and output in its arguments.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, RelevoError } from '../../errors.ts';
import type { Prediction, PredictionRequest, PredictionSpeed } from '../../ports/prediction.ts';
import type { Rows } from '../../ports.ts';
import type { Environment } from '../process/child-environment.ts';
import type { ProcessResult } from '../process/run-process.ts';
import { CsvWriter } from '../rows/write-csv.ts';
import { exists } from '../system.ts';
import { checkPredictions } from './check-predictions.ts';
import { callPredictor } from './predictor-process.ts';
import { median, repeatWithin } from './repeat.ts';

/** What a command predictor works with. */
export interface CommandTools {
  readonly environment: Environment;
  readonly rows: Rows;
}

const MOST_REPEATS = 3;
/** A run on one row may take so many times as long as the one on all rows before it is given up. */
const ONE_ROW_PATIENCE = 2;

/** Replaces `$MODEL`, `$DATA` and `$OUTPUT` in the arguments of a command; nothing else is replaced, and no shell is asked. */
export function fillIn(command: readonly string[], paths: Readonly<Record<string, string>>): string[] {
  return command.map(argument =>
    argument.replaceAll(/\$(MODEL|DATA|OUTPUT)(?![A-Za-z0-9_])/g, (_, name: string) => paths[name] ?? ''),
  );
}

/** Predicts all rows with a command. */
export async function predictWithCommand(
  tools: CommandTools,
  request: PredictionRequest,
  command: readonly string[],
): Promise<Prediction> {
  const usage = await runOn(tools, request, command, request);
  const rows = await checkPredictions(tools.rows, request.output, request);
  const speed = await measure(tools, request, command, { rows, wallMs: usage.wallMs });
  const { wallMs, cpuMs, peakBytes } = usage;
  return { path: request.output, rows, backend: null, speed, usage: { wallMs, cpuMs, peakBytes } };
}

interface Tables {
  readonly data: string;
  readonly output: string;
}

async function runOn(
  { environment }: CommandTools,
  request: PredictionRequest,
  command: readonly string[],
  { data, output }: Tables,
): Promise<ProcessResult> {
  const { model, folder } = request;
  const argv = fillIn(command, { MODEL: request.weights, DATA: data, OUTPUT: output });
  const result = await callPredictor(environment, { model, argv, folder, limits: request, failure: 'predict-failed' });
  if (!(await exists(output))) throw fail('predict-no-output', { model });
  return result;
}

interface Timed {
  readonly rows: number;
  readonly wallMs: number;
}

/**
 * A program's start and the model's loading are told apart from the rows by a run on one row: the difference, divided by the
 * other rows, is the time of one. Where one row alone cannot be predicted, all of the time counts.
 */
async function measure(
  tools: CommandTools,
  request: PredictionRequest,
  command: readonly string[],
  { rows, wallMs }: Timed,
): Promise<PredictionSpeed> {
  const whole: PredictionSpeed = { loadMs: null, msPerRow: wallMs / rows, repeats: 1, method: 'whole' };
  if (request.measureMs === 0 || rows < 2) return whole;
  const folder = await mkdtemp(join(tmpdir(), 'relevo-measure-'));
  try {
    const data = join(folder, 'one-row.csv');
    await writeFirstRow(tools.rows, request.data, data);
    const timeoutMs = Math.min(request.timeoutMs, ONE_ROW_PATIENCE * wallMs + request.measureMs);
    const quiet = { ...request, timeoutMs, onLine: () => undefined };
    const time = async (input: string): Promise<number> => {
      const output = join(folder, 'predictions');
      await rm(output, { recursive: true, force: true });
      return (await runOn(tools, quiet, command, { data: input, output })).wallMs;
    };
    return await timePairs(whole, { rows, wallMs, measureMs: request.measureMs }, time, {
      all: request.data,
      one: data,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timePairs(
  whole: PredictionSpeed,
  { rows, wallMs, measureMs }: Timed & { readonly measureMs: number },
  time: (input: string) => Promise<number>,
  data: { readonly all: string; readonly one: string },
): Promise<PredictionSpeed> {
  const starts: number[] = [];
  const totals: number[] = [];
  try {
    starts.push(await time(data.one));
    const left = measureMs - (starts[0] ?? 0);
    await repeatWithin(left - wallMs, MOST_REPEATS, async () => {
      totals.push(await time(data.all));
      starts.push(await time(data.one));
      return 0;
    });
  } catch (thrown) {
    if (!(thrown instanceof RelevoError)) throw thrown;
    return whole;
  }
  // The first run read everything from a cold disk; it counts only when there is no other.
  const total = median(totals.length === 0 ? [wallMs] : totals);
  const loadMs = Math.min(median(starts), total);
  const repeats = Math.max(1, totals.length);
  return { loadMs, msPerRow: (total - loadMs) / (rows - 1), repeats, method: 'difference' };
}

async function writeFirstRow(rows: Rows, from: string, to: string): Promise<void> {
  const table = await rows.open(from);
  const columns = await table.columns();
  const writer = await CsvWriter.create(to, columns);
  for await (const batch of table.read(new Map(columns.map(column => [column, 'text'] as const)))) {
    await writer.writeBatch(batch, row => row === 0);
    break;
  }
  await writer.close();
}
