import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  noStatus
} from "./entry-cli-status-line.js";

// src/entry/action/local-context.ts
import process from "node:process";
import { Readable } from "node:stream";
function contextOf(job) {
  return {
    cwd: job.cwd,
    env: job.env,
    stdin: Readable.from([]),
    stdout: process.stdout,
    stderr: process.stderr,
    status: noStatus,
    isTerminal: { stdin: false, stdout: false, stderr: false },
    columns: 100,
    now: job.now,
    signal: job.signal,
    conclude: () => void 0
  };
}

export {
  contextOf
};
