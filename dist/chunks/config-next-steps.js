import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  sidesOf
} from "./config-proposal-2.js";
import "./config-glob.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./core-digest.js";
import "./runtime.js";

// src/config/next-steps.ts
function nextSteps(proposal, files) {
  const { train, predict, holdout } = proposal;
  const isThere = (path) => path === void 0 || files.includes(path);
  return [
    ...isThere(holdout) ? [] : [holdoutStep(proposal)],
    ...isThere(train.script) ? [] : [scriptStep(train.script ?? "", "fills the folder model; RELEVO_OUTPUT names it")],
    ...isThere(predict.script) ? [] : [scriptStep(predict.script, predictorContract(proposal))],
    { action: "relevo validate", purpose: "checks relevo.yml; correct there what was guessed wrongly" },
    { action: "relevo try", purpose: "goes the whole way on 500 rows, and records nothing" },
    { action: "relevo lock", purpose: "pins the data in relevo.lock; commit it" },
    { action: "relevo evaluate", purpose: "trains and judges here; on a pull request the workflow does" }
  ];
}
function scriptStep(script, contract) {
  return { action: `write ${script}`, purpose: contract };
}
function predictorContract({ language }) {
  return language === "node" ? "exports predict({ tf, model, rows }), which returns one prediction a row" : "takes the model, the rows and where to write the predictions, in this order";
}
function holdoutStep({ source, holdout, roles }) {
  if (source === void 0) {
    return { action: `put rows with known answers into ${holdout}`, purpose: "no model is ever trained on them" };
  }
  const { data } = sidesOf(source);
  const random = `--random 20%${roles.group === void 0 ? "" : ` --group ${quoted(roles.group)}`}`;
  const how = roles.time === void 0 ? random : `--time ${quoted(roles.time)} --last 20%`;
  return {
    action: `relevo split ${quoted(source)} ${how}`,
    purpose: `makes ${holdout}; train on ${data} from then on`
  };
}
function quoted(word) {
  return /^[\w./-]+$/.test(word) ? word : `"${word}"`;
}
export {
  nextSteps
};
