import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/entry/cli/exit-code.ts
var exitCodes = {
  pass: 0,
  fail: 1,
  inconclusive: 3,
  userError: 2,
  bug: 70,
  interrupted: 130,
  terminated: 143
};
function exitCodeOf(verdict) {
  return exitCodes[verdict];
}

export {
  exitCodes,
  exitCodeOf
};
