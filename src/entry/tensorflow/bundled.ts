// The TensorFlow.js that ships with Relevo, with its WebAssembly backend. A module of its own: it is read only when needed.
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

export { setWasmPaths, tf };
