// What `relevo/tensorflow` offers to training scripts; shipped as it stands, beside the bundle.
import type { GraphModel, LayersModel } from '@tensorflow/tfjs';

/** The whole of TensorFlow.js. */
export type TensorFlow = typeof import('@tensorflow/tfjs');

/** A model of either format. */
export type Model = LayersModel | GraphModel;

/** What carries TensorFlow.js. */
export interface Backend {
  readonly name: 'tensorflow' | 'wasm' | 'cpu';
  readonly version: string;
  /** Why it is not a faster one, or what it left to the CPU; null when there is nothing to say. */
  readonly note: string | null;
}

/** What a script may ask for. */
export interface TensorflowOptions {
  /** By default the fastest that there is: `tensorflow` with @tensorflow/tfjs-node, else `wasm`, else `cpu`. */
  readonly backend?: Backend['name'];
  /** The folder from which @tensorflow/tfjs-node is looked for; by default the current one. */
  readonly folder?: string;
}

/** TensorFlow.js, ready, with models in folders. */
export interface Tensorflow {
  readonly tf: TensorFlow;
  /** What carries it, and what it had to leave to the CPU so far. */
  readonly backend: Backend;
  /** Writes `model.json` and `weights.bin`; `classes` names the outputs of a multiclass model. */
  save(model: Model, folder: string, options?: { readonly classes?: readonly string[] }): Promise<void>;
  /** Loads a layers or graph model from a folder, and from nowhere else. */
  load(folder: string): Promise<Model>;
}

/** Loads TensorFlow.js as Relevo does when it predicts. */
export declare function loadTensorflow(options?: TensorflowOptions): Promise<Tensorflow>;
