import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  painter,
  printable
} from "./entry-cli-style-2.js";

// src/entry/cli/step-log.ts
function logTo(context) {
  const paint = painter(context, "stderr");
  return {
    step: (text) => {
      context.stderr.write(`${paint("cyan", "›")} ${printable(text)}
`);
      context.status.begin(text);
    },
    output: (line) => void context.stderr.write(`${paint("dim", `  | ${printable(line)}`)}
`)
  };
}

export {
  logTo
};
