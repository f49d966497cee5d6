import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  exitCodes
} from "./entry-cli-exit-code.js";
import {
  painter,
  printable
} from "./entry-cli-style-2.js";
import "./runtime.js";

// src/entry/cli/tell-decision.ts
function tellDecision(asked, decision, json, context) {
  const paint = painter(context, "stdout");
  const { model } = asked;
  context.stdout.write(
    json ? `${JSON.stringify({ model, ...decision }, null, 2)}
` : `${told(asked, decision, paint)}
`
  );
  context.conclude(decision.kind === "promote" || decision.kind === "nothing" ? exitCodes.pass : exitCodes.fail);
}
function told({ model, what }, decision, paint) {
  switch (decision.kind) {
    case "promote": {
      const now = `${model} v${decision.event.version} is in production now.`;
      return `${paint("green", printable(now))} ${printable(decision.reason)}`;
    }
    case "nothing":
      return `${model}: nothing to do. ${printable(decision.reason)}`;
    case "wait":
    case "refuse": {
      const remedy = decision.remedy === null ? "" : `
  ${paint("dim", "fix:")} ${printable(decision.remedy)}`;
      return `${paint("yellow", `${model}: not ${what}.`)} ${printable(decision.reason)}${remedy}`;
    }
  }
}
export {
  tellDecision
};
