// Which TensorFlow.js runs: the project's own tfjs-node, else the WebAssembly backend that ships with Relevo, else plain CPU.
import { fileURLToPath } from 'node:url';
import { fail } from '../../errors.ts';
import type { Backend } from '../../ports/prediction.ts';
import { lendCpuKernels } from './cpu-kernels.ts';
import { loadNative, type Native } from './native.ts';

/** The whole of TensorFlow.js, as `import * as tf from '@tensorflow/tfjs'` gives it. */
export type TensorFlow = typeof import('@tensorflow/tfjs');

/** What is wanted of a backend. */
export interface BackendWish {
  /** Where tfjs-node is looked for, in this order. */
  readonly folders: readonly string[];
  /** The folder, as a URL, with the files `tfjs-backend-wasm*.wasm`. */
  readonly assets: URL;
  /** The one to take; without it the fastest that there is. */
  readonly name?: Backend['name'] | undefined;
}

/** TensorFlow.js, and what carries it; asked for again, `backend` also tells what happened since. */
export interface Loaded {
  readonly tf: TensorFlow;
  backend(): Backend;
}

/** Loads TensorFlow.js with the fastest backend, or the wanted one; one that was asked for and is not there is an error. */
export async function loadBackend(wish: BackendWish): Promise<Loaded> {
  const native: Native = wish.name === undefined || wish.name === 'tensorflow' ? loadNative(wish.folders) : ABSENT;
  if (native.kind === 'loaded') return takeNative(native.tf);
  if (wish.name === 'tensorflow') {
    const reason = native.kind === 'broken' ? native.reason : 'None of the folders has @tensorflow/tfjs-node.';
    throw fail('backend-unavailable', { backend: 'tensorflow', reason });
  }
  const note = native.kind === 'broken' ? `@tensorflow/tfjs-node could not be loaded: ${native.reason}` : null;
  return takeBundled(wish, note);
}

const ABSENT: Native = { kind: 'absent' };

async function takeNative(tf: TensorFlow): Promise<Loaded> {
  await tf.ready();
  const version = versionOf(tf, 'tfjs-node');
  return { tf, backend: () => ({ name: 'tensorflow', version, note: null }) };
}

async function takeBundled({ assets, name }: BackendWish, before: string | null): Promise<Loaded> {
  const { tf, setWasmPaths } = await import('./bundled.ts');
  if (name === 'cpu') return takeCpu(tf, before);
  const lent = new Set<string>();
  lendCpuKernels(tf, kernel => lent.add(kernel));
  setWasmPaths(fileURLToPath(assets));
  const reason = await startWasm(tf);
  if (reason !== null && name === 'wasm') throw fail('backend-unavailable', { backend: 'wasm', reason });
  if (reason !== null) return takeCpu(tf, join(before, `WebAssembly did not start: ${reason}`));
  const version = versionOf(tf, 'tfjs-core');
  const note = () => (lent.size === 0 ? before : join(before, `on the CPU: ${[...lent].sort().join(', ')}`));
  return { tf, backend: () => ({ name: 'wasm', version, note: note() }) };
}

/** Goes over to plain CPU, with the reason to tell; what was loaded before must be loaded again. */
export async function takeCpu(tf: TensorFlow, note: string | null): Promise<Loaded> {
  const cpu = tf.findBackend('cpu') as { firstUse?: boolean };
  // Else it advises to install what Relevo would have taken.
  cpu.firstUse = false;
  await tf.setBackend('cpu');
  const version = versionOf(tf, 'tfjs-core');
  return { tf, backend: () => ({ name: 'cpu', version, note }) };
}

/** Why WebAssembly did not start; null when it did. */
async function startWasm(tf: TensorFlow): Promise<string | null> {
  const before = EVENTS.map(event => process.listeners(event));
  try {
    return (await tf.setBackend('wasm')) ? null : 'tfjs refused it';
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  } finally {
    // It listens to every error of the process, only to throw it again: which turns each into an error of the listener.
    for (const [index, event] of EVENTS.entries()) {
      for (const listener of process.listeners(event)) {
        if (!before[index]?.includes(listener)) process.removeListener(event, listener);
      }
    }
  }
}

const EVENTS = ['uncaughtException', 'unhandledRejection'] as unknown as readonly ['uncaughtException'];

const join = (before: string | null, now: string): string => (before === null ? now : `${before}; ${now}`);

const versionOf = (tf: TensorFlow, part: string): string =>
  (tf.version as Readonly<Record<string, string | undefined>>)[part] ?? tf.version.tfjs;
