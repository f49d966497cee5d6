import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { fillIn } from '../../../src/adapters/prediction/command-predictor.ts';
import { createPredictor } from '../../../src/adapters/prediction/predictor.ts';
import { createRows } from '../../../src/adapters/rows/rows.ts';
import type { Prediction, PredictionRequest } from '../../../src/ports/prediction.ts';
import { makeFolder } from '../../e2e/relevo.ts';

const predictor = createPredictor({
  environment: { PATH: process.env.PATH, GITHUB_TOKEN: 'ghs_secret' },
  rows: createRows(Readable.from([])),
  node: process.execPath,
  worker: '/no/worker.js',
  workspace: '/',
});

/** A program that doubles the column x: it reads the data, and writes with the code of `write`. */
const program = (write: string) => `
  import { readFileSync, writeFileSync } from 'node:fs';
  const [model, data, output] = process.argv.slice(2);
  const factor = Number(readFileSync(model + '/factor.txt', 'utf8'));
  const rows = readFileSync(data, 'utf8').trim().split('\\n').slice(1).map(line => line.split(','));
  ${write}`;
const double = `writeFileSync(output, 'id,prediction\\n' + rows.map(([id, x]) => id + ',' + factor * x + '\\n').join(''));`;

/** Predicts three rows with a program. */
function predict(
  script: string,
  options: Partial<PredictionRequest> = {},
): { readonly folder: string; readonly prediction: Promise<Prediction> } {
  const folder = makeFolder({
    'artifact/predict.mjs': script,
    'artifact/model/factor.txt': '2',
    'data.csv': 'id,x\na,1\nb,2\nc,3\n',
  });
  const prediction = predictor.predict({
    model: 'sales',
    task: 'regression',
    predictor: { kind: 'command', command: [process.execPath, 'predict.mjs', '$MODEL', '$DATA', '$OUTPUT'] },
    folder: join(folder, 'artifact'),
    weights: join(folder, 'artifact/model'),
    data: join(folder, 'data.csv'),
    ids: ['id'],
    output: join(folder, 'predictions.csv'),
    measureMs: 0,
    environment: [],
    timeoutMs: 20_000,
    ...options,
  });
  return { folder, prediction };
}

describe('fillIn', () => {
  test('replaces the three names and nothing else', () => {
    const paths = { MODEL: '/m$&', DATA: '/d', OUTPUT: '/o' };
    const command = ['$MODEL', '--data=$DATA', '$OUTPUT.csv', '$MODELS', '$HOME', '$(rm)', '$DATA:$DATA'];
    expect(fillIn(command, paths)).toEqual(['/m$&', '--data=/d', '/o.csv', '$MODELS', '$HOME', '$(rm)', '/d:/d']);
  });
});

describe('a command predictor', () => {
  test('predicts, in the artifact, without a token', async () => {
    const { folder, prediction } = predict(
      `${program(double)} writeFileSync('../env.json', JSON.stringify(process.env));`,
    );
    expect(await prediction).toEqual({
      path: join(folder, 'predictions.csv'),
      rows: 3,
      backend: null,
      speed: { loadMs: null, msPerRow: expect.any(Number), repeats: 1, method: 'whole' },
      usage: { wallMs: expect.any(Number), cpuMs: expect.any(Number), peakBytes: expect.any(Number) },
    });
    expect(readFileSync(join(folder, 'predictions.csv'), 'utf8')).toBe('id,prediction\na,2\nb,4\nc,6\n');
    const environment = JSON.parse(readFileSync(join(folder, 'env.json'), 'utf8'));
    expect(Object.keys(environment).sort()).toEqual(['PATH', 'PYTHONUNBUFFERED', 'RELEVO_MODEL']);
  });

  test('is measured by all rows minus one row', async () => {
    const script = `${program(double)} await new Promise(resolve => setTimeout(resolve, 300 * rows.length));`;
    const { speed } = await predict(script, { measureMs: 3000 }).prediction;
    expect(speed.method).toBe('difference');
    expect(speed.repeats).toBeGreaterThanOrEqual(1);
    // 300 ms a row, give or take what a busy machine needs to start a program.
    expect(speed.msPerRow).toBeGreaterThan(100);
    expect(speed.msPerRow).toBeLessThan(700);
    expect(speed.loadMs).toBeGreaterThan(300);
  });

  test('is measured as a whole when it cannot predict a single row', async () => {
    const script = program(`if (rows.length < 2) throw new Error('needs a window'); ${double}`);
    const { rows, speed } = await predict(script, { measureMs: 3000 }).prediction;
    expect(rows).toBe(3);
    expect(speed).toMatchObject({ loadMs: null, repeats: 1, method: 'whole' });
  });

  test.each<[string, string, string, RegExp | string]>([
    [
      'crashes',
      'console.error("KeyError: price"); process.exit(1);',
      'predict-failed',
      /exit code 1\. .*KeyError: price/s,
    ],
    ['writes nothing', '', 'predict-no-output', /wrote no predictions/],
    ['leaves rows out', program(`rows.pop(); ${double}`), 'predict-rows', /2 predictions for 3 rows/],
    ['returns NaN', program(`rows[1][1] = NaN; ${double}`), 'predict-value', /"NaN" as prediction of row 2/],
    [
      'returns text',
      program(`writeFileSync(output, 'id,prediction\\na,high\\nb,low\\nc,low\\n');`),
      'predict-value',
      /"high"/,
    ],
    [
      'loses the ids',
      program(`writeFileSync(output, 'prediction\\n1\\n2\\n3\\n');`),
      'predict-column',
      /no column "id"/,
    ],
    ['writes what is no table', program(`writeFileSync(output, '');`), 'table-empty', /is empty/],
  ])('that %s is told so', async (_name, script, code, message) => {
    const { prediction } = predict(script);
    const thrown = await prediction.catch(error => error);
    expect(thrown).toMatchObject({ code });
    expect(`${thrown.message} ${thrown.why}`).toMatch(message);
  });

  test('that hangs is ended', async () => {
    const { folder, prediction } = predict('setInterval(() => {}, 1000);', { timeoutMs: 500 });
    await expect(prediction).rejects.toMatchObject({
      code: 'predict-failed',
      message: 'The predictor of sales did not end within 500 ms.',
    });
    expect(existsSync(join(folder, 'predictions.csv'))).toBe(false);
  });

  test('that is not there is told so', async () => {
    const choice = { kind: 'command', command: ['no-such-program', '$MODEL', '$DATA', '$OUTPUT'] } as const;
    await expect(predict('', { predictor: choice }).prediction).rejects.toMatchObject({ code: 'command-not-started' });
  });
});

describe('the setup of a predictor', () => {
  const setUp = (script: string) => {
    const folder = makeFolder({ 'setup.mjs': script });
    const argv = [process.execPath, 'setup.mjs'];
    return { folder, done: predictor.setUp({ model: 'sales', argv, folder, environment: [], timeoutMs: 20_000 }) };
  };

  test('runs in the artifact', async () => {
    const { folder, done } = setUp("import { writeFileSync } from 'node:fs'; writeFileSync('ready', '');");
    await done;
    expect(existsSync(join(folder, 'ready'))).toBe(true);
  });

  test('says what went wrong', async () => {
    const thrown = await setUp("console.error('no network'); process.exit(2);").done.catch(error => error);
    expect(thrown).toMatchObject({
      code: 'setup-failed',
      message: 'The setup of the predictor of sales ended with exit code 2.',
    });
    expect(thrown.why).toMatch(/no network/);
  });
});
