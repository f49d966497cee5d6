import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  contentsOf,
  gatherLock
} from "./flows-evaluate-packaging.js";
import {
  findLocks,
  predictorFiles
} from "./flows-evaluate-identity-2.js";
import "./config-config.js";
import "./config-policy-consistency.js";
import "./core-metrics-ordered.js";
import "./core-metrics-terms.js";
import {
  foldState
} from "./core-model-state-2.js";
import "./core-name-shape.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./core-nearest.js";
import "./core-json-shape.js";
import "./core-digest.js";
import {
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/flows/adopt.ts
async function adopt(adoption, ports) {
  const { model } = adoption;
  const { head, entries } = await ports.ledger.read(model.name);
  const { versions } = foldState(entries);
  if (versions.length > 0) throw fail("adopt-too-late", { model: model.name, version: versions.length });
  const artifact = await pack(adoption, ports);
  const { commit, tree } = await ports.checkout.head();
  const unknown = {
    comparison: null,
    predictions: null,
    holdout: null,
    rules: null,
    yardstick: null,
    baseline: null,
    outcome: null,
    report: null
  };
  const appended = await ports.ledger.append({
    model: model.name,
    head,
    reports: [],
    events: [
      {
        event: "forced",
        model: model.name,
        at: adoption.at,
        by: adoption.by,
        writer: adoption.writer,
        run: null,
        commit,
        tree,
        training: null,
        version: 1,
        artifact,
        ...unknown,
        metrics: {},
        verdict: null,
        reason: adoption.reason
      }
    ]
  });
  if (appended.outcome === "conflict") throw fail("ledger-busy", { model: model.name });
  return { version: 1, artifact };
}
async function pack({ model, folder }, { checkout, workshop, blobs }) {
  const into = await workshop.folder("adopted");
  const weights = model.train.output;
  await workshop.gather(folder, ["."], `${into}/${weights}`);
  const own = predictorFiles(model);
  const files = own.length === 0 ? [] : (await checkout.files(model.dir, own, [])).map(({ path }) => path);
  await workshop.gather(checkout.at(model.dir), files, into);
  const lock = await gatherLock(checkout.at(model.dir), await findLocks(model, checkout), into, workshop);
  const contents = contentsOf(model, weights, lock);
  await workshop.pack(into, { model: model.name, contents, run: null });
  return blobs.put(into);
}
export {
  adopt
};
