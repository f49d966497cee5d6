// Lends the operations of tfjs's plain CPU backend to its WebAssembly backend, which lacks some (the gradients of convolutions
// and embeddings among them) and refuses some types of numbers. Everything else stays fast.
import type { DataType, KernelBackend, KernelConfig, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs';
import type { TensorFlow } from './backend.ts';

/** What both backends have beyond their common interface. */
interface CpuBackend extends KernelBackend {
  makeTensorInfo(shape: number[], dtype: DataType, values: unknown): TensorInfo;
  /** Set until its first use, when it would advise to install what is not there. */
  firstUse: boolean;
}
interface WasmBackend extends KernelBackend {
  makeOutput(shape: number[], dtype: DataType, offset: undefined, values: unknown): TensorInfo;
}

type KernelParameters = Parameters<KernelConfig['kernelFunc']>[0];

/** Complex numbers have no place in the memory of the WebAssembly backend, and a canvas none in Node. */
const NOT_LENT = new Set(['Complex', 'ComplexAbs', 'Draw', 'FFT', 'IFFT', 'Imag', 'Real']);

/**
 * Gives the WebAssembly backend every operation of the CPU backend: instead of one that it lacks, and when its own refuses.
 * Must be called before the backend is chosen. `onUse` hears the name of each operation that the CPU carries out.
 */
export function lendCpuKernels(tf: TensorFlow, onUse: (kernel: string) => void): void {
  const own = new Map(tf.getKernelsForBackend('wasm').map(config => [config.kernelName, config]));
  for (const { kernelName, kernelFunc } of tf.getKernelsForBackend('cpu')) {
    if (NOT_LENT.has(kernelName)) continue;
    const onCpu = (parameters: KernelParameters): TensorInfo | TensorInfo[] => {
      onUse(kernelName);
      return runOnCpu(tf, kernelFunc, parameters);
    };
    const config = own.get(kernelName);
    if (config === undefined) {
      tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: onCpu });
      continue;
    }
    tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({ ...config, kernelFunc: parameters => runEither(config.kernelFunc, onCpu, parameters) });
  }
}

type KernelFunc = KernelConfig['kernelFunc'];

/** What the second says counts when both fail: it is the reference. */
function runEither(first: KernelFunc, second: KernelFunc, parameters: KernelParameters): TensorInfo | TensorInfo[] {
  // Of texts the WebAssembly backend compares what happens to stand at the start of its memory.
  const hasText = Object.values(parameters.inputs).some(info => info?.dtype === 'string');
  if (hasText) return second(parameters);
  try {
    return first(parameters);
  } catch {
    return second(parameters);
  }
}

function runOnCpu(tf: TensorFlow, kernelFunc: KernelFunc, { inputs, attrs, backend }: KernelParameters) {
  const wasm = backend as WasmBackend;
  const cpu = tf.findBackend('cpu') as CpuBackend;
  cpu.firstUse = false;
  const lent: TensorInfo[] = [];
  const lend = (info: TensorInfo): TensorInfo => {
    const copy = cpu.makeTensorInfo(info.shape, info.dtype, wasm.readSync(info.dataId));
    lent.push(copy);
    return copy;
  };
  const result = kernelFunc({
    inputs: mapInputs(inputs, lend),
    backend: cpu,
    ...(attrs === undefined ? {} : { attrs }),
  });
  const outputs = Array.isArray(result) ? result : [result];
  const returned = outputs.map(({ shape, dtype, dataId }) => {
    const values = cpu.readSync(dataId);
    return wasm.makeOutput(shape, dtype, undefined, dtype === 'string' ? values : tf.util.toTypedArray(values, dtype));
  });
  for (const { dataId } of [...lent, ...outputs]) cpu.disposeData(dataId, true);
  return Array.isArray(result) ? returned : (returned[0] as TensorInfo);
}

/** Operations on any number of tensors get a list in place of a map. */
function mapInputs(inputs: NamedTensorInfoMap, change: (info: TensorInfo) => TensorInfo): NamedTensorInfoMap {
  if (Array.isArray(inputs)) return inputs.map(change) as unknown as NamedTensorInfoMap;
  const changed: NamedTensorInfoMap = {};
  for (const [name, info] of Object.entries(inputs)) if (info !== undefined) changed[name] = change(info);
  return changed;
}
