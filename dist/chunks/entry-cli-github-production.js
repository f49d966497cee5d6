import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  foldState,
  verifyChain
} from "./core-model-state-2.js";
import "./core-name-shape.js";
import "./core-model-ref.js";
import "./core-json-shape.js";
import "./core-digest.js";
import "./runtime.js";

// src/entry/cli/github-production.ts
var BRANCH = "refs/remotes/origin/relevo";
async function githubNote({ name, was }, { checkout, ledger, sha256 }) {
  if (foldState((await ledger.read(name)).entries).versions.length > 0) return null;
  for (const ledgerName of [name, ...was]) {
    const text = await checkout.textAt(BRANCH, `models/${ledgerName}/ledger.jsonl`);
    const chain = text === null ? null : verifyChain(text, sha256);
    const production = chain?.ok ? foldState(chain.entries).production : null;
    if (production == null) continue;
    return `note: on GitHub v${production.version} of ${name} is in production, as git fetched it last. The registry of this machine, .relevo/, is apart from that, and has no version of it.
`;
  }
  return null;
}
export {
  githubNote
};
