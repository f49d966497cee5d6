import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  loadBackend,
  loadModel,
  saveModel
} from "../chunks/entry-tensorflow-model-folder.js";
import "../chunks/errors-tables.js";
import "../chunks/runtime.js";

// src/entry/tensorflow/index.ts
var loadTensorflow = async ({ folder = process.cwd(), backend: name } = {}) => {
  const loaded = await loadBackend({ folders: [folder], assets: new URL("./", import.meta.url), name });
  return {
    tf: loaded.tf,
    get backend() {
      return loaded.backend();
    },
    save: saveModel,
    load: (path) => loadModel(loaded.tf, path)
  };
};
export {
  loadTensorflow
};
