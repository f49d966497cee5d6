import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/flows/trusted-runs.ts
async function lookAtBranch({ repository }) {
  const facts = await repository.facts();
  return branchOf(facts, { repository });
}
async function branchOf(facts, { repository }) {
  return { repository: facts, head: (await repository.commit(`heads/${facts.defaultBranch}`))?.sha ?? null };
}
var holds = async ({ head }, commit, { repository }) => head !== null && (head === commit || await repository.contains(head, commit));
function candidateRun({ runs }, { head }) {
  const pushed = runs.filter(({ judged }) => judged.origin === "push");
  return pushed.findLast(({ judged }) => judged.commit === head) ?? pushed.at(-1);
}
function cheapFacts(state, { judged }, branch, model) {
  const atHead = state.runs.findLast((run) => run.judged.origin === "push" && run.judged.commit === branch.head);
  return {
    judged,
    distrust: null,
    isHead: judged.commit !== null && judged.commit === branch.head,
    headTraining: atHead?.judged.training ?? null,
    merged: true,
    setting: model.promote
  };
}
async function vouchedFacts(cheap, branch, standing, ports) {
  const { run, commit } = cheap.judged;
  const id = runNumber(run);
  if (id === null) return { ...cheap, distrust: "It was made on a laptop." };
  const distrust = await distrustOf(await ports.runs.get(id), { branch, commit, workflow: standing.workflow }, ports);
  return { ...cheap, distrust, merged: commit !== null && await isMerged(commit, branch, ports) };
}
function runNumber(run) {
  const id = /^(\d{1,15})\.\d{1,6}$/.exec(run)?.[1];
  return id === void 0 ? null : Number(id);
}
var ownEvents = /* @__PURE__ */ new Set(["push", "workflow_dispatch", "schedule", "repository_dispatch"]);
async function distrustOf(run, { branch, commit, workflow }, ports) {
  const { id, defaultBranch } = branch.repository;
  if (run.path.split("@")[0] !== workflow)
    return `It was made by ${run.path}, and ${workflow} is the workflow that is trusted.`;
  if (run.headRepositoryId !== id) return "It was made for another repository.";
  if (!ownEvents.has(run.event)) return `It was made for the event ${run.event}.`;
  if (run.headBranch !== defaultBranch) return `It was made for the branch ${run.headBranch ?? "of nobody"}.`;
  if (run.headSha !== commit) return "It says that it is of another commit than GitHub does.";
  return await holds(branch, run.headSha, ports) ? null : `Its commit is not on ${defaultBranch}.`;
}
async function isMerged(commit, { repository }, ports) {
  const found = await ports.repository.pullRequestsOf(commit);
  return found.some(({ merged, mergeCommit, baseBranch }) => {
    return merged && mergeCommit === commit && baseBranch === repository.defaultBranch;
  });
}

export {
  lookAtBranch,
  branchOf,
  holds,
  candidateRun,
  cheapFacts,
  vouchedFacts,
  runNumber,
  distrustOf
};
