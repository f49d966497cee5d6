import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createPredictor } from '../../../src/adapters/prediction/predictor.ts';
import { createRows } from '../../../src/adapters/rows/rows.ts';
import type { Prediction, PredictionRequest, PredictorChoice } from '../../../src/ports/prediction.ts';
import { bundlesFolder, makeFolder } from '../../e2e/relevo.ts';
import {
  nativeFolder,
  nativeOnNode24Test,
  nativeTest,
  node24,
  node24Test,
  runTensorflow,
} from '../../entry/tensorflow/runtimes.ts';

let models: string;
let worker: string;

/** Trains the models that the tests predict with: each learns one rule about a and b. */
const training = `
  const { tf, save } = await loadTensorflow();
  const inputs = Array.from({ length: 64 }, (_, i) => [(i % 8) / 8, Math.floor(i / 8) / 8]);
  const x = tf.tensor2d(inputs);
  const train = async (name, layer, loss, labels, options) => {
    const zeros = { kernelInitializer: 'zeros', inputShape: [2] };
    const model = tf.sequential({ layers: [tf.layers.dense({ ...zeros, ...layer })] });
    model.compile({ optimizer: tf.train.adam(0.2), loss });
    await model.fit(x, labels, { epochs: 150, batchSize: 64, verbose: 0, shuffle: false });
    await save(model, name, options);
  };
  await train('sum', { units: 1 }, 'meanSquaredError', tf.tensor2d(inputs.map(([a, b]) => [2 * a + 3 * b + 1])));
  await train('larger', { units: 1, activation: 'sigmoid' }, 'binaryCrossentropy', tf.tensor2d(inputs.map(([a, b]) => [a > b ? 1 : 0])));
  const oneHot = inputs.map(([a, b]) => (a > b ? [1, 0, 0] : a < b ? [0, 0, 1] : [0, 1, 0]));
  await train('which', { units: 3, activation: 'softmax' }, 'categoricalCrossentropy', tf.tensor2d(oneHot), { classes: ['a', 'same', 'b'] });
  await train('unnamed', { units: 3, activation: 'softmax' }, 'categoricalCrossentropy', tf.tensor2d(oneHot));
  print(null);`;

beforeAll(async () => {
  models = makeFolder();
  worker = join(await bundlesFolder(), 'tensorflow-worker.js');
  await runTensorflow(training, { folder: models });
}, 60_000);

const data = 'id,a,b,name,code\nr1,0.5,0.25,north,007\nr2,0.25,0.75,,042\nr3,0,0,south,100\n';

interface Case extends Partial<Omit<PredictionRequest, 'predictor'>> {
  /** The trained model; none by default. */
  readonly uses?: string;
  /** The text of predict.js, or columns for a plain model. */
  readonly predictor: string | readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly table?: string;
  readonly node?: string;
  readonly workspace?: string;
}

/** Predicts three rows with an artifact in a folder of its own. */
function predict({ uses, predictor, files, table, node, workspace, ...request }: Case): Promise<Prediction> {
  const folder = makeFolder({ 'data.csv': table ?? data, 'artifact/relevo.json': '{}', ...files });
  const weights = join(folder, 'artifact/model');
  mkdirSync(weights, { recursive: true });
  if (uses !== undefined) cpSync(join(models, uses), weights, { recursive: true });
  if (typeof predictor === 'string') writeFileSync(join(folder, 'artifact/predict.js'), predictor);
  const choice: PredictorChoice =
    typeof predictor === 'string'
      ? { kind: 'module', module: 'predict.js' }
      : { kind: 'features', features: predictor };
  const environment = { PATH: process.env.PATH, GITHUB_TOKEN: 'ghs_secret' };
  const rows = createRows(Readable.from([]));
  const tools = { environment, rows, node: node ?? process.execPath, worker, workspace: workspace ?? folder };
  return createPredictor(tools).predict({
    model: 'sales',
    task: 'regression',
    predictor: choice,
    folder: join(folder, 'artifact'),
    weights: 'model',
    data: join(folder, 'data.csv'),
    ids: ['id'],
    output: join(folder, 'predictions.csv'),
    measureMs: 0,
    environment: [],
    timeoutMs: 30_000,
    ...request,
  });
}

/** The rows of a table of predictions, as text. */
const read = ({ path }: Prediction): string[][] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => line.split(','));

/** Expects numbers close to 2a + 3b + 1 for the three rows. */
function expectSums(prediction: Prediction): void {
  const [header, ...rows] = read(prediction);
  expect(header).toEqual(['id', 'prediction']);
  expect(rows.map(([id]) => id)).toEqual(['r1', 'r2', 'r3']);
  for (const [index, sum] of [2.75, 3.75, 1].entries()) expect(Number(rows[index]?.[1])).toBeCloseTo(sum, 1);
}

describe('a plain model', () => {
  test('predicts a number a row, and is measured', async () => {
    const prediction = await predict({ uses: 'sum', predictor: ['a', 'b'], measureMs: 200 });
    expectSums(prediction);
    expect(prediction).toMatchObject({
      rows: 3,
      backend: { name: 'wasm', version: expect.stringMatching(/^4\./), note: null },
      speed: { method: 'loaded', repeats: expect.any(Number), msPerRow: expect.any(Number) },
    });
    expect(prediction.speed.loadMs).toBeGreaterThan(0);
    expect(prediction.usage.wallMs).toBeGreaterThan(prediction.speed.loadMs ?? 0);
    expect(prediction.usage.peakBytes).toBeGreaterThan(30e6);
  });

  test('predicts a probability', async () => {
    const rows = read(await predict({ uses: 'larger', predictor: ['a', 'b'], task: 'binary' }));
    expect(Number(rows[1]?.[1])).toBeGreaterThan(0.6);
    expect(Number(rows[2]?.[1])).toBeLessThan(0.1);
  });

  test('predicts a class with the probability of each', async () => {
    const [header, ...rows] = read(await predict({ uses: 'which', predictor: ['a', 'b'], task: 'multiclass' }));
    expect(header).toEqual(['id', 'prediction', 'p:a', 'p:same', 'p:b']);
    expect(rows.map(([, prediction]) => prediction).slice(0, 2)).toEqual(['a', 'b']);
    for (const [, , ...probabilities] of rows) {
      expect(probabilities.map(Number).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 3);
    }
  });

  test('keeps the order of its features', async () => {
    const [, first] = read(await predict({ uses: 'larger', predictor: ['b', 'a'], task: 'binary' }));
    expect(Number(first?.[1])).toBeLessThan(0.4);
  });

  test.each<[string, Case, string, RegExp]>([
    [
      'has no names for its classes',
      { uses: 'unnamed', predictor: ['a', 'b'], task: 'multiclass' },
      'model-unfit',
      /does not name its classes/,
    ],
    [
      'has several outputs for one number',
      { uses: 'which', predictor: ['a', 'b'] },
      'model-unfit',
      /output has the shape \[any, 3\]/,
    ],
    [
      'takes other columns',
      { uses: 'sum', predictor: ['a'] },
      'model-unfit',
      /shape \[any, 2\]; 1 features have \[any, 1\]/,
    ],
    ['is not there', { predictor: ['a', 'b'] }, 'model-unreadable', /has no model\.json/],
    ['is given a column that is not there', { uses: 'sum', predictor: ['a', 'c'] }, 'column-unknown', /"c"/],
    ['is given text', { uses: 'sum', predictor: ['a', 'name'] }, 'data-value', /north/],
    [
      'is given an empty cell',
      { uses: 'sum', predictor: ['a', 'b'], table: 'id,a,b\nr1,1,\n' },
      'predict-feature',
      /line 2, column b/,
    ],
  ])('that %s is told so', async (_name, given, code, message) => {
    const thrown = await predict(given).catch(error => error);
    expect(thrown).toMatchObject({ code });
    expect(`${thrown.message} ${thrown.why}`).toMatch(message);
  });
});

const withModel = `export function predict({ tf, model, rows }) {
  return model.predict(tf.tensor2d(rows.map(({ a, b }) => [a, b])));
}`;

describe('TensorFlow.js is loaded only for who asks for it', () => {
  const level = { 'artifact/model/level.json': '7', 'artifact/model/model.json': '{"of":"another library"}' };
  const plain = `import { readFileSync } from 'node:fs';
export function predict({ rows, folder }) {
  const level = Number(readFileSync(folder + '/level.json', 'utf8'));
  return rows.map(row => level + row.a);
}`;

  test('not for a module that names neither tf nor model, whatever its folder holds', async () => {
    const prediction = await predict({ predictor: plain, files: level, measureMs: 50 });
    expect(read(prediction).slice(1)).toEqual([
      ['r1', '7.5'],
      ['r2', '7.25'],
      ['r3', '7'],
    ]);
    expect(prediction.backend).toBeNull();
    expect(prediction.speed).toMatchObject({ method: 'loaded', loadMs: expect.any(Number) });
  });

  test('for a module that only names the model, and for one that may', async () => {
    const named = 'export const predict = ({ model, rows }) => rows.map(() => model === undefined ? 1 : 2);';
    expect((await predict({ predictor: named })).backend).toBeNull();
    const loaded = await predict({ predictor: named, uses: 'sum' });
    expect([loaded.backend?.name, read(loaded)[1]]).toEqual(['wasm', ['r1', '2']]);
    const whole =
      'export const predict = given => given.rows.map(() => typeof given.tf.tensor === "function" ? 3 : 4);';
    const taken = await predict({ predictor: whole });
    expect([taken.backend?.name, read(taken)[1]]).toEqual(['wasm', ['r1', '3']]);
  });
});

describe('a module', () => {
  test('predicts with the model, as a tensor', async () => {
    expectSums(await predict({ uses: 'sum', predictor: withModel }));
  });

  test('is given numbers and text, without token and with the folder of its weights', async () => {
    const script = `import { readFileSync } from 'node:fs';
      export const predict = ({ model, rows, folder }) => {
        const seen = { model: model === undefined, rows, note: readFileSync(folder + '/note.txt', 'utf8'), names: Object.keys(process.env) };
        return rows.map(() => ({ prediction: Buffer.from(JSON.stringify(seen)).toString('base64') }));
      };`;
    const files = { 'artifact/model/note.txt': 'three' };
    const [, first] = read(await predict({ predictor: script, files, task: 'multiclass' }));
    const seen = JSON.parse(Buffer.from(first?.[1] ?? '', 'base64').toString('utf8'));
    expect(seen).toEqual({
      model: true,
      note: 'three',
      names: expect.not.arrayContaining(['GITHUB_TOKEN']),
      rows: [
        { id: 'r1', a: 0.5, b: 0.25, name: 'north', code: '007' },
        { id: 'r2', a: 0.25, b: 0.75, name: '', code: '042' },
        { id: 'r3', a: 0, b: 0, name: 'south', code: '100' },
      ],
    });
  });

  test.each<[string, string]>([
    [
      'objects with ids in another order',
      'export const predict = ({ rows }) => rows.map(({ id, a }) => ({ prediction: a, id })).reverse();',
    ],
    [
      'a tensor of a CommonJS module',
      'exports.predict = ({ tf, rows }) => tf.tensor1d(rows.map(({ a }) => a), "float32");',
    ],
    [
      'portions of two rows',
      'export const batchRows = 2; export const predict = ({ rows }) => { if (rows.length > 2) throw 1; return rows.map(({ a }) => a); };',
    ],
  ])('may return %s', async (_name, predictor) => {
    const [, ...rows] = read(await predict({ predictor }));
    expect(rows.sort()).toEqual([
      ['r1', '0.5'],
      ['r2', '0.25'],
      ['r3', '0'],
    ]);
  });

  test('may import what is packaged with it, and what is installed in the project', async () => {
    const predictor = `import { half } from './lib/half.js';
      import { name } from 'installed';
      export const predict = ({ rows }) => rows.map(({ a }) => half(a) + name.length);`;
    const workspace = makeFolder({
      'models/sales/node_modules/installed/package.json':
        '{ "name": "installed", "type": "module", "exports": "./index.js" }',
      'models/sales/node_modules/installed/index.js': "export const name = 'x';",
    });
    const files = { 'artifact/lib/half.js': 'export const half = x => x / 2;' };
    const prediction = await predict({ predictor, files, workspace, project: 'models/sales' });
    expect(read(prediction)[1]).toEqual(['r1', '1.25']);
  });

  test('may leave things running', async () => {
    const predictor = 'setInterval(() => {}, 1000); export const predict = ({ rows }) => rows.map(() => 1);';
    expect((await predict({ predictor })).rows).toBe(3);
  });

  test('that needs what WebAssembly lacks is run on the CPU, and the reason is told', async () => {
    const predictor = `export const predict = ({ tf, rows }) =>
      rows.map(({ a, b }) => tf.real(tf.spectral.fft(tf.complex([a, b], [0, 0]))).sum().dataSync()[0]);`;
    const prediction = await predict({ predictor });
    expect(read(prediction)[1]).toEqual(['r1', '1']);
    expect(prediction.backend).toMatchObject({
      name: 'cpu',
      note: expect.stringMatching(/not registered for backend 'wasm'/),
    });
  });

  test.each<[string, string, string, RegExp]>([
    [
      'divides by zero',
      'export const predict = ({ rows }) => rows.map(({ a }) => a / 0);',
      'predict-value',
      /gave Infinity as prediction of row 1/,
    ],
    [
      'returns a tensor of two columns',
      'export const predict = ({ tf, rows }) => tf.ones([rows.length, 2]);',
      'predict-returned',
      /a tensor of shape \[3, 2\]/,
    ],
    [
      'returns half of the ids',
      'export const predict = ({ rows }) => rows.map((_, i) => (i ? { prediction: 1 } : { id: "r9", prediction: 1 }));',
      'predict-id',
      /id = "r9"/,
    ],
    [
      'throws',
      'export const predict = ({ rows }) =>\n  rows.map(row => row.city.name);',
      'predict-threw',
      /TypeError: .* \(predict\.js, line 2\)/,
    ],
    ['has no function', 'export const model = 1;', 'predict-module', /exports no function/],
    ['has a mistake', 'export const predict = (', 'predict-module', /could not be loaded: SyntaxError/],
    [
      'imports what is not there',
      "import 'no-such-package'; export const predict = 1;",
      'predict-module',
      /no-such-package/,
    ],
    [
      'asks for portions of nothing',
      'export const batchRows = 0; export const predict = () => [];',
      'predict-module',
      /`batchRows` is not/,
    ],
    ['ends the process', 'export const predict = () => process.exit(0);', 'predict-no-output', /wrote no predictions/],
    ['crashes', 'export const predict = () => process.abort();', 'predict-failed', /was killed by SIGABRT/],
    [
      'rejects where nobody waits',
      'export const predict = async () => { Promise.reject(new Error("lost")); await new Promise(r => setTimeout(r, 1000)); };',
      'predict-threw',
      /Error: lost \(predict\.js, line 1\)/,
    ],
  ])('that %s is told so', async (_name, predictor, code, message) => {
    const thrown = await predict({ predictor }).catch(error => error);
    expect(thrown).toMatchObject({ code });
    expect(`${thrown.message} ${thrown.why}`).toMatch(message);
  });

  test('that hangs is ended', async () => {
    const thrown = await predict({ predictor: 'export const predict = () => { for (;;); };', timeoutMs: 1500 }).catch(
      error => error,
    );
    expect(thrown).toMatchObject({
      code: 'predict-failed',
      message: 'The predictor of sales did not end within 1.5 s.',
    });
  });
});

describe('the process of the predictions', () => {
  nativeTest('takes tfjs-node from the workspace', async () => {
    const prediction = await predict({ uses: 'sum', predictor: withModel, workspace: nativeFolder as string });
    expectSums(prediction);
    expect(prediction.backend).toEqual({ name: 'tensorflow', version: expect.stringMatching(/^\d/), note: null });
  });

  node24Test('runs on Node 24 with WebAssembly', async () => {
    const prediction = await predict({ uses: 'sum', predictor: withModel, node: node24 as string });
    expectSums(prediction);
    expect(prediction.backend?.name).toBe('wasm');
  });

  nativeOnNode24Test('runs on Node 24 with tfjs-node', async () => {
    const given = { node: node24 as string, workspace: nativeFolder as string };
    const prediction = await predict({ uses: 'sum', predictor: ['a', 'b'], ...given });
    expectSums(prediction);
    expect(prediction.backend?.name).toBe('tensorflow');
  });

  test('is told when its Node is not there', async () => {
    const call = predict({ predictor: withModel, node: 'no-such-node' });
    await expect(call).rejects.toMatchObject({ code: 'command-not-started' });
  });
});
