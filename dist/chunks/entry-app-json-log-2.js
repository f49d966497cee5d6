import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  RelevoError
} from "./errors-tables.js";

// src/entry/app/json-log.ts
function createJsonLog(stream, clock) {
  const write = (level, message, fields) => {
    stream.write(`${JSON.stringify({ at: clock.now().toISOString(), level, message, ...fields })}
`);
  };
  return {
    info: (message, fields) => write("info", message, fields),
    error: (message, thrown, fields) => write("error", message, { ...fields, ...describe(thrown) })
  };
}
function describe(thrown) {
  if (thrown instanceof RelevoError) {
    const { code, message: what, why, remedy } = thrown;
    return { code, what, why, remedy };
  }
  if (thrown instanceof AggregateError) return { errors: thrown.errors.map(describe) };
  return thrown instanceof Error ? { what: thrown.message, stack: thrown.stack } : { what: String(thrown) };
}
var logSteps = (log, fields) => ({
  step: (text) => log.info(text, fields),
  output: () => void 0
});

export {
  createJsonLog,
  logSteps
};
