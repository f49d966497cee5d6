import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  RETRAIN_INPUT
} from "./flows-retrain-standing.js";
import {
  fail
} from "./errors-tables.js";

// src/entry/action/event.ts
import { readFile } from "node:fs/promises";
function retrainAsked({ name, payload }) {
  const asked = name === "workflow_dispatch" ? text(record(payload.inputs)[RETRAIN_INPUT])?.trim() : void 0;
  return asked === void 0 || asked === "" ? null : asked;
}
async function readEvent(env) {
  const payload = await readPayload(need(env, "GITHUB_EVENT_PATH"));
  const [owner = "", repo = ""] = need(env, "GITHUB_REPOSITORY").split("/");
  const repository = record(payload.repository);
  return {
    name: need(env, "GITHUB_EVENT_NAME"),
    owner,
    repo,
    defaultBranch: text(repository.default_branch),
    sha: need(env, "GITHUB_SHA"),
    ref: env.GITHUB_REF ?? "",
    run: { id: Number(need(env, "GITHUB_RUN_ID")), attempt: Number(env.GITHUB_RUN_ATTEMPT ?? "1") },
    actor: env.GITHUB_ACTOR ?? "somebody",
    workflow: workflowFile(env.GITHUB_WORKFLOW_REF ?? "", `${owner}/${repo}`),
    pullRequest: pullRequestOf(payload),
    action: text(payload.action),
    payload
  };
}
function workflowFile(ref, repository) {
  const path = ref.startsWith(`${repository}/`) ? ref.slice(repository.length + 1).split("@")[0] : void 0;
  return path || null;
}
function pullRequestOf(payload) {
  if (payload.pull_request === void 0) return null;
  const pull = record(payload.pull_request);
  const [head, base] = [record(record(pull.head).repo), record(record(pull.base).repo)];
  const labels = Array.isArray(pull.labels) ? pull.labels : [];
  return {
    number: Number(pull.number),
    labels: labels.map((label) => text(record(label).name) ?? ""),
    // A fork that was deleted leaves no repository behind.
    isFork: head.id === void 0 || head.id !== base.id,
    labelled: payload.action === "labeled" ? text(record(payload.label).name) : null
  };
}
var record = (value) => typeof value === "object" && value !== null ? value : {};
var text = (value) => typeof value === "string" ? value : null;
function need(env, name) {
  const value = env[name];
  if (value === void 0 || value === "") throw fail("job-environment", { name });
  return value;
}
async function readPayload(path) {
  try {
    return record(JSON.parse(await readFile(path, "utf8")));
  } catch (thrown) {
    throw fail("file-unreadable", { path, reason: String(thrown.message) }, thrown);
  }
}

export {
  retrainAsked,
  readEvent
};
