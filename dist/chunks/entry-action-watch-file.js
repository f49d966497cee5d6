import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/entry/action/watch-file.ts
var WATCHES = "relevo-watch";
var watchFile = (model) => `${model}.json`;

export {
  WATCHES,
  watchFile
};
