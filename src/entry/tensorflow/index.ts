// `import { loadTensorflow } from 'relevo/tensorflow'`: for training scripts, the same TensorFlow.js that predictions get.
import { loadBackend } from './backend.ts';
import { loadModel, saveModel } from './model-folder.ts';
import type { loadTensorflow as LoadTensorflow } from './public.d.ts';

/** Loads TensorFlow.js as Relevo does when it predicts. */
export const loadTensorflow: typeof LoadTensorflow = async ({ folder = process.cwd(), backend: name } = {}) => {
  const loaded = await loadBackend({ folders: [folder], assets: new URL('./', import.meta.url), name });
  return {
    tf: loaded.tf,
    get backend() {
      return loaded.backend();
    },
    save: saveModel,
    load: path => loadModel(loaded.tf, path),
  };
};
