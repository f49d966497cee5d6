import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  runTerminal
} from "./report-run-terminal.js";
import "./report-comparison-terminal-2.js";
import "./report-run-facts.js";
import {
  foldState
} from "./core-model-state-2.js";
import "./core-name-shape.js";
import "./report-comparison-words.js";
import "./report-inert.js";
import "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-workflow-commands.js";
import "./core-model-ref.js";
import "./core-json-shape.js";
import "./core-digest.js";
import {
  terminalStyle
} from "./entry-cli-style-2.js";
import "./runtime.js";

// src/entry/cli/tell-run.ts
async function tellRun({ report, run, reused }, local, context) {
  const consequence = consequenceOf(report, foldState((await local.ledger.read(report.model)).entries));
  const text = runTerminal(report, consequence, terminalStyle(context));
  return reused ? `${text}  (compared before, in run ${run}: nothing that matters has changed)
` : text;
}
function consequenceOf({ model, digests, run }, { production, versions }) {
  const stays = production === null ? "nothing is in production" : `v${production.version} stays in production`;
  const consequence = { otherwise: stays, identical: "promoting changes nothing" };
  const known = versions.findLast(({ made }) => made.artifact === digests.candidate);
  const next = Math.max(0, ...versions.map(({ version }) => version)) + 1;
  if (known === void 0) return { ...consequence, pass: makes(model, next, run) };
  const isUsed = known.made.artifact === production?.artifact;
  const pass = isUsed ? `it is v${known.version}, in production` : `it is v${known.version}; \`relevo rollback ${model} v${known.version}\` returns to it`;
  return { otherwise: stays, identical: isUsed ? pass : consequence.identical, pass };
}
var makes = (model, version, { commit, dirty }) => dirty || commit === null ? "commit the files and evaluate again to promote it" : `\`relevo promote ${model}\` makes it v${version}`;
export {
  consequenceOf,
  tellRun
};
