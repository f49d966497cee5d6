import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  predictorFiles
} from "./flows-evaluate-identity-2.js";
import {
  predictorOf
} from "./config-config.js";

// src/flows/evaluate/packaging.ts
async function packCandidate(request, identity, { checkout, workshop, log, clock }, taken) {
  const { model } = request;
  log.step(`${model.name}: packaging the candidate`);
  const from = checkout.at(model.dir);
  const weights = taken?.path ?? model.train.output;
  const folder = await workshop.folder("candidate");
  const own = predictorFiles(model);
  const predictor = own.length === 0 ? [] : await checkout.files(model.dir, own, []);
  const files = predictor.map(({ path }) => path).filter((path) => !path.startsWith(`${weights}/`));
  await workshop.gather(taken?.from ?? from, [weights], folder);
  await workshop.gather(from, files, folder);
  const lock = await gatherLock(from, identity.locks, folder, workshop);
  const facts = {
    model: model.name,
    contents: contentsOf(model, weights, lock),
    run: { id: request.run, commit: identity.head.commit, training: identity.training, at: clock.now().toISOString() }
  };
  return { folder, manifest: await workshop.pack(folder, facts, model.train.max_size.bytes) };
}
async function gatherLock(from, [lock], into, workshop) {
  if (lock === void 0) return null;
  const cut = lock.path.lastIndexOf("/") + 1;
  const name = lock.path.slice(cut);
  await workshop.gather(`${from}/${lock.path.slice(0, cut)}`, [name], into);
  return name;
}
function contentsOf(model, weights, lock) {
  const choice = predictorOf(model);
  const predictor = choice.kind === "module" ? { kind: "module", path: choice.module } : choice.kind === "command" ? { kind: "command", argv: choice.command } : { kind: "features", columns: choice.features };
  return { kind: "artifact", task: model.task, predictor, weights, setup: model.predict.setup, lock };
}

export {
  packCandidate,
  gatherLock,
  contentsOf
};
