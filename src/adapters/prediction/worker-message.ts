// What Relevo and the process that runs TensorFlow.js tell each other, as JSON in two files.
import {
  finiteNumber,
  listOf,
  nullable,
  object,
  oneOf,
  type Shape,
  type Shaped,
  taggedBy,
  text,
  wholeNumber,
} from '../../core/json-shape.ts';

const path = text(10_000);
const prose = text(100_000);

const request = object({
  model: path,
  task: oneOf('regression', 'binary', 'multiclass', 'score'),
  predictor: taggedBy('kind', {
    module: object({ kind: oneOf('module'), module: path }),
    features: object({ kind: oneOf('features'), features: listOf(text(1000), 100_000, 1) }),
  }),
  folder: path,
  weights: path,
  data: path,
  ids: listOf(text(1000), 100, 1),
  output: path,
  measureMs: wholeNumber(0),
  /** Where tfjs-node is looked for. */
  resolveFrom: listOf(path, 10),
});

const answer = taggedBy('kind', {
  done: object({
    kind: oneOf('done'),
    /** null when TensorFlow.js was not asked for. */
    backend: nullable(object({ name: oneOf('tensorflow', 'wasm', 'cpu'), version: prose, note: nullable(prose) })),
    speed: object({
      loadMs: nullable(finiteNumber),
      msPerRow: finiteNumber,
      repeats: wholeNumber(1),
      method: oneOf('loaded', 'difference', 'whole'),
    }),
    /** The most memory that the process has had; it knows better than who looks at it from time to time. */
    peakBytes: wholeNumber(0),
  }),
  failed: object({ kind: oneOf('failed'), code: prose, what: prose, why: prose, remedy: prose }),
});

/** Predictions wanted of the worker. */
export type WorkerRequest = Shaped<typeof request>;

/** What came of it. */
export type WorkerAnswer = Shaped<typeof answer>;

/** Reads a request. */
export const readRequest = (json: string): WorkerRequest => read(request, json);

/** Reads an answer, which foreign code in the worker's process may have written. */
export const readAnswer = (json: string): WorkerAnswer => read(answer, json);

function read<T>(shape: Shape<T>, json: string): T {
  const reading = shape.read(JSON.parse(json), '');
  if (reading.ok) return reading.value;
  throw new TypeError(`${reading.at || 'the message'} must be ${reading.expected}`);
}
