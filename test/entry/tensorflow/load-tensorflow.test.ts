import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makeFolder } from '../../e2e/relevo.ts';
import {
  nativeFolder,
  nativeOnNode24Test,
  nativeTest,
  node24,
  node24Test,
  runTensorflow,
  type ScriptCall,
} from './runtimes.ts';

/** Trains a line through points, saves it, loads it again, and prints what came out. */
const trainLine = `
  const runtime = await loadTensorflow({ folder: process.argv[1] ?? process.cwd() });
  const { tf } = runtime;
  const x = tf.tensor2d([[0], [1], [2], [3]]);
  const y = tf.tensor2d([[1], [3], [5], [7]]);
  const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [1], units: 1, kernelInitializer: 'zeros' })] });
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
  await model.fit(x, y, { epochs: 200, verbose: 0, shuffle: false });
  await runtime.save(model, 'model');
  const again = await runtime.load('model');
  print({ backend: runtime.backend, at4: again.predict(tf.tensor2d([[4]])).dataSync()[0], layers: again.layers.length });`;

interface Line {
  readonly backend: { readonly name: string; readonly version: string; readonly note: string | null };
  readonly at4: number;
  readonly layers: number;
}

async function expectLine(name: string, call: ScriptCall): Promise<void> {
  const folder = makeFolder();
  const line = (await runTensorflow(trainLine, { ...call, folder })) as Line;
  expect(line.backend).toEqual({ name, version: expect.stringMatching(/^\d+\.\d+\.\d+$/), note: null });
  expect(line.at4).toBeCloseTo(9, 2);
  expect(line.layers).toBe(1);
  expect(readdirSync(join(folder, 'model')).sort()).toEqual(['model.json', 'weights.bin']);
}

describe('loadTensorflow', () => {
  test('trains, saves and loads with WebAssembly where nothing else is installed', async () => {
    await expectLine('wasm', {});
  });

  nativeTest('takes tfjs-node from the folder that has it', async () => {
    await expectLine('tensorflow', { args: [nativeFolder as string] });
  });

  node24Test('trains with WebAssembly on Node 24', async () => {
    await expectLine('wasm', { node: node24 as string });
  });

  nativeOnNode24Test('takes tfjs-node on Node 24 too', async () => {
    await expectLine('tensorflow', { args: [nativeFolder as string], node: node24 as string });
  });

  test('says why tfjs-node, though installed, is not used', async () => {
    const folder = makeFolder({
      'node_modules/@tensorflow/tfjs-node/package.json': '{ "name": "@tensorflow/tfjs-node", "main": "index.js" }',
      'node_modules/@tensorflow/tfjs-node/index.js': 'throw new Error("libtensorflow.so.2: cannot open");',
    });
    const script = `print((await loadTensorflow()).backend);
      await loadTensorflow({ backend: 'tensorflow' }).catch(error => process.exit(error.code === 'backend-unavailable' ? 0 : 3));
      process.exit(4);`;
    expect(await runTensorflow(script, { folder })).toEqual({
      name: 'wasm',
      version: expect.any(String),
      note: '@tensorflow/tfjs-node could not be loaded: libtensorflow.so.2: cannot open',
    });
  });

  test('gives the backend that is asked for', async () => {
    const script = `const { tf, backend } = await loadTensorflow({ backend: 'cpu' });
      print({ backend, now: tf.getBackend(), sum: tf.tensor1d([1, 2]).sum().dataSync()[0] });`;
    const expected = { backend: { name: 'cpu', version: expect.any(String), note: null }, now: 'cpu', sum: 3 };
    expect(await runTensorflow(script)).toEqual(expected);
  });

  test('saves the same model twice as the same bytes, with its classes', async () => {
    const script = `const { tf, save } = await loadTensorflow();
      const layer = tf.layers.dense({ inputShape: [2], units: 2, kernelInitializer: 'ones', name: 'only' });
      const model = tf.sequential({ layers: [layer], name: 'model' });
      for (const folder of ['one', 'two']) await save(model, folder, { classes: ['no', 'yes'] });
      print(null);`;
    const folder = makeFolder();
    await runTensorflow(script, { folder });
    for (const file of ['model.json', 'weights.bin']) {
      expect(readFileSync(join(folder, 'one', file))).toEqual(readFileSync(join(folder, 'two', file)));
    }
    const description = JSON.parse(readFileSync(join(folder, 'one/model.json'), 'utf8'));
    expect(description.userDefinedMetadata).toEqual({ classes: ['no', 'yes'] });
    expect(description.weightsManifest[0].paths).toEqual(['weights.bin']);
  });
});
