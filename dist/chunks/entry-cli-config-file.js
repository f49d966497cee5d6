import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  RelevoError,
  fail
} from "./errors-tables.js";

// src/entry/cli/config-file.ts
import { resolve } from "node:path";
async function openConfig(context, file) {
  const { readText } = await import("./adapters-system.js");
  const { parseConfig } = await import("./config-parse.js");
  const text = await readText(resolve(context.cwd, file), file).catch((thrown) => {
    const isMissing = thrown instanceof RelevoError && thrown.code === "file-not-found";
    throw isMissing ? fail("config-missing", { path: file }, thrown) : thrown;
  });
  return { text, parsed: parseConfig(text, file) };
}
async function readConfig(context, file) {
  const { parsed } = await openConfig(context, file);
  if ("config" in parsed) return parsed.config;
  const { formatProblem } = await import("./config-problems.js");
  const problems = parsed.problems.map(formatProblem).join("\n");
  throw fail("config-invalid", { path: file, count: parsed.problems.length, problems });
}

export {
  openConfig,
  readConfig
};
