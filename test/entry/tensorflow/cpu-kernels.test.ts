import { describe, expect, test } from '@jest/globals';
import { runTensorflow } from './runtimes.ts';

/** What the WebAssembly backend cannot do alone, each as numbers. */
const operations = `
  const grid = (...shape) => tf.range(0, shape.reduce((a, b) => a * b)).reshape(shape).mul(0.1).sin();
  const operations = {
    'the gradients of a convolution': () => tf.grads((x, w) => tf.conv2d(x, w, 1, 'same').sum())([grid(1, 4, 4, 2), grid(3, 3, 2, 3)]),
    'those of a depthwise convolution': () =>
      tf.grads((x, w) => tf.depthwiseConv2d(x, w, 1, 'same').square().sum())([grid(1, 4, 4, 2), grid(3, 3, 2, 1)]),
    'those of an embedding': () => [tf.grad(w => tf.gather(w, tf.tensor1d([0, 2, 2], 'int32')).sum())(grid(3, 2))],
    'einsum': () => [tf.einsum('ij,jk->ik', grid(2, 3), grid(3, 2))],
    'a product of whole numbers': () => [tf.matMul(tf.tensor2d([[1, 2]], [1, 2], 'int32'), tf.tensor2d([[3], [4]], [2, 1], 'int32'))],
    'an activation that it has not fused': () => [tf.fused.conv2d({ x: grid(1, 3, 3, 1), filter: grid(2, 2, 1, 1), strides: 1, pad: 'valid', activation: 'elu' })],
    'text': () => [tf.equal(tf.string.staticRegexReplace(tf.tensor1d(['aa', 'b']), 'a', 'c'), tf.tensor1d(['ca', 'b']))],
  };`;

const onBackend = (name: string) => `
  const runtime = await loadTensorflow({ backend: '${name}' });
  const { tf } = runtime;
  ${operations}
  const results = {};
  let leaked = 0;
  for (const [name, run] of Object.entries(operations)) {
    const before = tf.memory().numTensors;
    results[name] = tf.tidy(() => run().map(tensor => [tensor.shape, tensor.dtype, Array.from(tensor.dataSync())]));
    leaked += tf.memory().numTensors - before;
  }
  print({ results, leaked, inCpu: tf.findBackend('cpu').numDataIds(), note: runtime.backend.note });`;

interface Outcome {
  readonly results: Readonly<Record<string, readonly (readonly [number[], string, number[]])[]>>;
  readonly leaked: number;
  readonly inCpu: number;
  readonly note: string | null;
}

describe('the WebAssembly backend', () => {
  test('has the operations of the CPU backend, with the same results and nothing left behind', async () => {
    const [wasm, cpu] = (await Promise.all([runTensorflow(onBackend('wasm')), runTensorflow(onBackend('cpu'))])) as [
      Outcome,
      Outcome,
    ];
    for (const [name, tensors] of Object.entries(cpu.results)) {
      for (const [index, [shape, dtype, values]] of tensors.entries()) {
        const found = wasm.results[name]?.[index];
        expect([name, found?.[0], found?.[1]]).toEqual([name, shape, dtype]);
        for (const [at, value] of values.entries()) expect(found?.[2][at]).toBeCloseTo(value, 4);
      }
    }
    expect(wasm.leaked).toBe(0);
    expect(wasm.inCpu).toBe(0);
    expect(wasm.note).toMatch(/^on the CPU: .*Conv2DBackpropFilter.*Einsum.*UnsortedSegmentSum/);
    expect(cpu.note).toBeNull();
  });

  test('leaves mistakes of the caller what they are', async () => {
    const script = `const { tf } = await loadTensorflow({ backend: 'wasm' });
      try { tf.matMul(tf.ones([2, 3]), tf.ones([2, 3])); } catch (error) { print(error.message); }`;
    expect(await runTensorflow(script)).toMatch(/inner shapes/);
  });
});
