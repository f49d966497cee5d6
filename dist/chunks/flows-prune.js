import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  versionBefore
} from "./core-promotion-conditions.js";
import {
  foldState
} from "./core-model-state-2.js";

// src/core/pruning.ts
var STRAY_MS = 24 * 36e5;
function planPruning(models, stored, now) {
  const kept = new Set(models.flatMap((model) => [...keptOf(model, now)]));
  const named = models.map(({ model, state }) => ({ model, state, digests: namedBy(state) }));
  const removed = stored.filter(({ digest, at }) => {
    const isNamed = named.some(({ digests }) => digests.has(digest));
    return !kept.has(digest) && (isNamed || age(at, now) > STRAY_MS);
  }).map(({ digest }) => digest);
  const said = named.map(({ model, state, digests }) => [
    model,
    removed.filter((digest) => digests.has(digest) && !state.pruned.has(digest))
  ]);
  return { said: new Map(said.filter(([, digests]) => digests.length > 0)), removed };
}
function keptOf({ state, keep }, now) {
  if (keep === null) return namedBy(state);
  const { production, versions, runs } = state;
  const inUse = versions.filter(({ version }) => version === production?.version);
  const before = production === null ? void 0 : versionBefore(state, production.version);
  const recent = runs.filter(({ judged }) => age(judged.at, now) <= keep.candidatesMs);
  const latest = runs.slice(-1);
  return digestsOf([
    ...[...versions.slice(-keep.versions), ...inUse, ...before === void 0 ? [] : [before]].map(madeOf),
    ...[...recent, ...latest].map(({ judged }) => judged)
  ]);
}
var madeOf = ({ made }) => made;
var namedBy = ({ versions, runs }) => digestsOf([...versions.map(madeOf), ...runs.map(({ judged }) => judged)]);
var digestsOf = (made) => new Set(made.flatMap(({ artifact, predictions }) => [artifact, predictions]).filter((digest) => digest !== null));
var age = (at, now) => Date.parse(now) - Date.parse(at);

// src/flows/prune.ts
var ATTEMPTS = 5;
var keepingOf = (models) => new Map(models.map(({ name, keep: { versions, candidates } }) => [name, { versions, candidatesMs: candidates.ms }]));
async function prune(request, ports) {
  const { ledger, storage, clock } = ports;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const models = [];
    for (const model of await ledger.models()) {
      const state = foldState((await ledger.read(model)).entries);
      models.push({ model, state, keep: request.keep.get(model) ?? null });
    }
    const plan = planPruning(models, await storage.list(), clock.now().toISOString());
    if (plan.removed.length === 0) return;
    if (!await say(plan, { request, models }, ports)) continue;
    for (const digest of plan.removed) await storage.remove(digest);
    return;
  }
}
async function say({ said }, { request, models }, { ledger, clock, log }) {
  for (const { model, state } of models) {
    const digests = said.get(model);
    if (digests === void 0) continue;
    const event = {
      event: "pruned",
      model,
      at: clock.now().toISOString(),
      by: request.by,
      writer: request.writer,
      artifacts: [...digests]
    };
    const appended = await ledger.append({ model, head: state.head, events: [event], reports: [] });
    if (appended.outcome === "conflict") return false;
    log.step(`${model}: let go of ${told(state, new Set(digests))}, as keep says`);
  }
  return true;
}
function told({ versions, runs }, digests) {
  const gone = versions.filter(({ made }) => digests.has(made.artifact)).map(({ version }) => `v${version}`);
  const promoted = new Set(versions.map(({ made }) => made.artifact));
  const candidates = new Set(
    runs.map(({ judged }) => judged.artifact).filter((artifact) => artifact !== null && digests.has(artifact) && !promoted.has(artifact))
  ).size;
  const parts = [
    ...gone.length === 0 ? [] : [gone.join(", ")],
    ...candidates === 0 ? [] : [candidates === 1 ? "1 candidate" : `${candidates} candidates`]
  ];
  return parts.length === 0 ? "old predictions" : parts.join(" and ");
}

export {
  keepingOf,
  prune
};
