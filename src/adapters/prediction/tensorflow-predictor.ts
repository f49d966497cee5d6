// Predicts with TensorFlow.js: a JavaScript module or a plain model, in a process of its own.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ErrorCode, fail, RelevoError } from '../../errors.ts';
import type { Prediction, PredictionRequest, PredictorChoice } from '../../ports/prediction.ts';
import type { Rows } from '../../ports.ts';
import type { Environment } from '../process/child-environment.ts';
import { exists } from '../system.ts';
import { checkPredictions } from './check-predictions.ts';
import { callPredictor } from './predictor-process.ts';
import { readAnswer, type WorkerAnswer, type WorkerRequest } from './worker-message.ts';

/** What the TensorFlow.js predictors work with. */
export interface TensorflowTools {
  readonly environment: Environment;
  readonly rows: Rows;
  /** The Node that runs the worker: a path, or a name in PATH. */
  readonly node: string;
  /** The file tensorflow-worker.js. */
  readonly worker: string;
  /** The project's folder, in which @tensorflow/tfjs-node may be installed. */
  readonly workspace: string;
}

const MOST_ANSWER_BYTES = 1 << 20;
/** Lets a module say `export` without a package.json beside it, as newer versions of Node do by themselves. */
const NODE_OPTIONS = ['--experimental-detect-module', '--disable-warning=ExperimentalWarning'];

/** Predicts all rows with a module or a plain model. */
export async function predictWithTensorflow(
  tools: TensorflowTools,
  request: PredictionRequest,
  predictor: Exclude<PredictorChoice, { kind: 'command' }>,
): Promise<Prediction> {
  const { model, task, folder, weights, data, output, measureMs } = request;
  const ids = [...request.ids];
  const resolveFrom = [folder, tools.workspace];
  const wanted: WorkerRequest = { model, task, predictor, folder, weights, data, ids, output, measureMs, resolveFrom };
  const exchange = await mkdtemp(join(tmpdir(), 'relevo-predict-'));
  try {
    const paths = [join(exchange, 'request.json'), join(exchange, 'answer.json')] as const;
    await writeFile(paths[0], JSON.stringify(wanted));
    const argv = [tools.node, ...NODE_OPTIONS, tools.worker, ...paths];
    const usage = await callPredictor(tools.environment, {
      model,
      argv,
      folder,
      limits: request,
      failure: 'predict-failed',
    });
    const { backend, speed, peakBytes } = await takeAnswer(paths[1], model);
    if (!(await exists(output))) throw fail('predict-no-output', { model });
    const rows = await checkPredictions(tools.rows, output, request);
    const { wallMs, cpuMs } = usage;
    const most = Math.max(usage.peakBytes ?? 0, peakBytes);
    return { path: output, rows, backend, speed, usage: { wallMs, cpuMs, peakBytes: most } };
  } finally {
    await rm(exchange, { recursive: true, force: true });
  }
}

/** The worker's answer. Code of the user ran in the same process, so it is read as carefully as anything foreign. */
async function takeAnswer(path: string, model: string): Promise<Extract<WorkerAnswer, { kind: 'done' }>> {
  const size = await stat(path).then(
    stats => stats.size,
    () => 0,
  );
  if (size === 0 || size > MOST_ANSWER_BYTES) throw fail('predict-no-output', { model });
  const answer = readAnswer(await readFile(path, 'utf8'));
  if (answer.kind === 'done') return answer;
  // The worker shares the catalogue; a code that is not in it changes nothing but the code.
  const { code, ...explanation } = answer;
  throw new RelevoError(code as ErrorCode, explanation);
}
