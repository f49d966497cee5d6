import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  branchOf,
  holds
} from "./flows-trusted-runs.js";

// src/flows/retrain/standing.ts
var retrainBranch = (model) => `relevo-retrain/${model}`;
async function retrainStanding(model, ports) {
  if (model.data.refresh === null) return { kind: "none", can: false };
  const branch = retrainBranch(model.name);
  const pulls = await ports.proposals.from(branch);
  const open = openOf(pulls);
  const facts = await ports.repository.facts();
  const { url, defaultBranch } = facts;
  if (open !== void 0) return { kind: "pull-request", number: open.number, url: `${url}/pull/${open.number}` };
  const head = await ports.repository.commit(`heads/${branch}`);
  const isDone = head === null || pulls.some(({ headSha }) => headSha === head.sha) || await holds(await branchOf(facts, ports), head.sha, ports);
  return isDone ? { kind: "none", can: true } : branchView(branch, { url, defaultBranch });
}
var openOf = (pulls) => pulls.findLast(({ state }) => state === "open");
var branchView = (branch, at) => ({
  kind: "branch",
  branch,
  compareUrl: `${at.url}/compare/${at.defaultBranch}...${branch}?expand=1`
});

// src/flows/retrain/start.ts
var RETRAIN_INPUT = "retrain";
async function startRetrain(model, { workflow }, ports) {
  const standing = await retrainStanding(model, ports);
  if (standing.kind === "none" && !standing.can) {
    return "There is no `data.refresh` for it in relevo.yml, so there is no command that fetches new data.";
  }
  const { defaultBranch } = await ports.repository.facts();
  await ports.dispatches.workflow(workflow, defaultBranch, { [RETRAIN_INPUT]: model.name });
  const known = standing.kind === "pull-request" ? `#${standing.number} is brought up to date` : "A pull request follows";
  return `Its data are being refreshed. ${known} when that is done.`;
}

export {
  retrainBranch,
  retrainStanding,
  openOf,
  branchView,
  RETRAIN_INPUT,
  startRetrain
};
