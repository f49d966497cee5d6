import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  fail
} from "./errors-tables.js";

// src/flows/record-run.ts
var ATTEMPTS = 5;
async function recordRun(record, { ledger, sha256 }) {
  const { model, training } = record.report;
  if (training.how === "not-trained") return ledger.read(model);
  const text = reportText(record.report);
  const event = evaluatedEvent(record, sha256(text));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { head, entries } = await ledger.read(model);
    record.guard?.(entries);
    if (entries.some((entry) => isSame(entry.event, event))) return { head, entries };
    const appended = await ledger.append({ model, head, events: [event], reports: [text] });
    if (appended.outcome === "appended") return { head: appended.head, entries: [...entries, ...appended.entries] };
  }
  throw fail("ledger-busy", { model });
}
var reportText = (report) => `${JSON.stringify(report, null, 2)}
`;
function isSame(one, other) {
  if (one.event !== "evaluated" || one.run !== other.run) return false;
  const isLessSure = one.tree !== null && other.tree === null;
  return one.report === other.report || isLessSure && one.artifact === other.artifact && one.verdict === other.verdict;
}
function evaluatedEvent({ report, writer, pullRequest }, digest) {
  const { digests, verdict, outcome, former, run, baseline } = report;
  return {
    event: "evaluated",
    model: report.model,
    at: run.at,
    by: run.by,
    writer,
    run: run.id,
    commit: run.commit,
    tree: run.tree,
    training: digests.training,
    origin: run.origin,
    pullRequest,
    dirty: run.dirty,
    artifact: digests.candidate,
    comparison: digests.comparison,
    predictions: digests.predictions,
    holdout: digests.holdout,
    rules: digests.rules,
    yardstick: digests.yardstick,
    baseline: baseline.event,
    verdict,
    outcome,
    former,
    report: digest,
    metrics: candidateMetrics(report.comparison)
  };
}
var candidateMetrics = (comparison) => Object.fromEntries(
  (comparison?.metrics ?? []).filter(({ slice }) => slice === null).map(({ metric, candidate }) => [metric, candidate])
);

export {
  recordRun,
  reportText,
  evaluatedEvent
};
