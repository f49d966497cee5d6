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
import { basename, dirname, join, resolve } from "node:path";
async function openConfig(context, file) {
  const { readText } = await import("./adapters-system.js");
  const { parseConfig } = await import("./config-parse.js");
  const text = await readText(resolve(context.cwd, file), file).catch(async (thrown) => {
    const isMissing = thrown instanceof RelevoError && thrown.code === "file-not-found";
    throw isMissing ? fail("config-missing", { path: file, above: await findAbove(context.cwd, file) }, thrown) : thrown;
  });
  return { text, parsed: parseConfig(text, file) };
}
async function findAbove(cwd, file) {
  if (basename(file) !== file) return null;
  const { exists } = await import("./adapters-system.js");
  let [folder, way] = [dirname(cwd), ".."];
  while (!await exists(join(folder, file))) {
    if (dirname(folder) === folder) return null;
    [folder, way] = [dirname(folder), `${way}/..`];
  }
  return way;
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
