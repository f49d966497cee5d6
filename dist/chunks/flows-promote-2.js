import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  planPromotion,
  planRollback
} from "./core-promotion-conditions.js";
import {
  foldState
} from "./core-model-state-2.js";
import {
  fail
} from "./errors-tables.js";

// src/flows/promote.ts
var ATTEMPTS = 5;
async function promote(question, { ledger, blobs }) {
  return decideAndAppend(question.model, ledger, {
    prepare: async ({ artifact }) => void await blobs.verify(artifact),
    decide: async (state) => {
      const run = question.find(state);
      return planPromotion(state, { judged: run.judged, ...await question.facts(run) }, question.request);
    }
  });
}
async function rollBack(model, request, { ledger, blobs }) {
  return decideAndAppend(model, ledger, {
    prepare: async ({ artifact }) => void await blobs.verify(artifact),
    decide: async (state) => planRollback(state, request)
  });
}
async function decideAndAppend(model, ledger, { decide, prepare }) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { head, entries } = await ledger.read(model);
    const decision = await decide(foldState(entries));
    if (decision.kind !== "promote") return decision;
    await prepare?.(decision.event);
    const addition = { model, head, events: [decision.event], reports: [] };
    if ((await ledger.append(addition)).outcome === "appended") return decision;
  }
  throw fail("ledger-busy", { model });
}
var localFacts = (at, judged) => ({
  distrust: null,
  isHead: at.commit !== null && at.commit === judged.judged.commit,
  headTraining: at.training,
  merged: true
});

export {
  promote,
  rollBack,
  decideAndAppend,
  localFacts
};
