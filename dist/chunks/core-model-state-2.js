import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  modelName,
  objectId,
  runId
} from "./core-name-shape.js";
import {
  byName,
  digest,
  finiteNumber,
  flag,
  instant,
  listOf,
  nullable,
  object,
  oneOf,
  taggedBy,
  text,
  wholeNumber
} from "./core-json-shape.js";
import {
  digestOf
} from "./core-digest.js";

// src/core/ledger-event.ts
var verdict = oneOf("pass", "fail", "inconclusive");
var outcome = oneOf("identical", "better", "slightly-worse", "not-worse", "worse", "inconclusive");
var reason = text(2e3);
var signals = listOf(text(200), 1e3);
var version = wholeNumber(1);
var common = (kind) => ({
  event: oneOf(kind),
  model: modelName,
  at: instant,
  /** Who caused it: a person's login, or the name of the program. */
  by: text(200),
  writer: oneOf("actions", "app", "local")
});
var lineage = {
  run: runId,
  commit: nullable(objectId),
  tree: nullable(objectId),
  training: digest
};
var acceptance = {
  version,
  artifact: digest,
  comparison: nullable(digest),
  /** The candidate's predictions on the holdout, as a blob of their own. */
  predictions: nullable(digest),
  holdout: nullable(digest),
  /** Metrics, policy and how the holdout is read. */
  rules: nullable(digest),
  /** The rules and the holdout together. */
  yardstick: nullable(digest),
  /** The production event that it was compared with; null for a first version. */
  baseline: nullable(digest),
  outcome: nullable(outcome),
  report: nullable(digest),
  /** The candidate's values, null where one is undefined. */
  metrics: byName(nullable(finiteNumber), 500)
};
var shapes = {
  /** A run was judged; what failed before has no artifact or no comparison. */
  evaluated: object({
    ...common("evaluated"),
    ...lineage,
    /** `push`: to the default branch; `branch`: to another one. */
    origin: oneOf("push", "branch", "pull-request", "fork", "merge-group", "local"),
    pullRequest: nullable(wholeNumber(1)),
    /** Made from files that no commit holds: never promotable. */
    dirty: flag,
    artifact: nullable(digest),
    comparison: nullable(digest),
    predictions: nullable(digest),
    holdout: nullable(digest),
    rules: nullable(digest),
    yardstick: nullable(digest),
    baseline: nullable(digest),
    verdict,
    outcome: nullable(outcome),
    /** The verdict under the rules at the baseline's commit, when those were others. */
    former: nullable(object({ rules: digest, verdict })),
    report: digest,
    metrics: acceptance.metrics
  }),
  /** A candidate that passed became a version and production. */
  promoted: object({ ...common("promoted"), ...lineage, ...acceptance, verdict: oneOf("pass") }),
  /** A person made a version against the verdict, or named a model that was in production before Relevo came. */
  forced: object({
    ...common("forced"),
    run: nullable(lineage.run),
    commit: lineage.commit,
    tree: lineage.tree,
    training: nullable(lineage.training),
    ...acceptance,
    verdict: nullable(verdict),
    reason
  }),
  /** An earlier version, or one that had been rolled back, is production again. */
  "rolled-back": object({
    ...common("rolled-back"),
    version,
    artifact: digest,
    /** The event that made the version. */
    to: digest,
    /** The production event that it ends. */
    from: digest,
    reason: nullable(reason)
  }),
  frozen: object({ ...common("frozen"), reason: nullable(reason) }),
  unfrozen: object({ ...common("unfrozen"), reason: nullable(reason) }),
  /** Production was shown to have got worse; repeated when the signals change. */
  degraded: object({ ...common("degraded"), production: digest, signals, since: instant, report: nullable(digest) }),
  recovered: object({ ...common("recovered"), production: digest, signals, report: nullable(digest) }),
  snoozed: object({ ...common("snoozed"), until: instant, reason: nullable(reason) }),
  acknowledged: object({ ...common("acknowledged"), signals, reason: nullable(reason) }),
  /** Artifacts and predictions that are kept no longer; said before they are removed. */
  pruned: object({ ...common("pruned"), artifacts: listOf(digest, 1e5, 1) })
};
var anyEvent = taggedBy("event", shapes);
var eventKinds = Object.keys(shapes);
function readEvent(value) {
  return anyEvent.read(value, "");
}

// src/core/ledger.ts
var GENESIS = digestOf("0".repeat(64));
var SEAL = /,"seal":"(sha256:[0-9a-f]{64})"\}$/;
function appendLines(events, head, sha256) {
  const entries = [];
  let text2 = "";
  let previous = head;
  for (const event of events) {
    const line = appendLine(event, previous, sha256);
    previous = sha256(line);
    entries.push({ id: previous, event });
    text2 += `${line}
`;
  }
  return { text: text2, head: previous, entries };
}
function appendLine(event, previous, sha256) {
  const reading = readEvent(event);
  if (!reading.ok) throw new TypeError(`No ledger event: ${reading.at || "it"} must be ${reading.expected}.`);
  const body = writeBody(previous, reading.value);
  return `${body.slice(0, -1)},"seal":"${sha256(body)}"}`;
}
function verifyChain(text2, sha256, start = { head: GENESIS, lines: 0 }) {
  const lines = text2.split("\n");
  const rest = lines.pop();
  const entries = [];
  let head = start.head;
  for (const [index, line] of lines.entries()) {
    const read = readLine(line, head, sha256);
    if (!("event" in read)) return { ok: false, line: start.lines + index + 1, ...read };
    entries.push(read);
    head = read.id;
  }
  if (rest !== "") return { ok: false, line: start.lines + lines.length + 1, ...broken("it has no end") };
  return { ok: true, head, entries };
}
function readLine(line, previous, sha256) {
  const seal = SEAL.exec(line);
  if (seal === null) return broken("it has no seal");
  const body = `${line.slice(0, seal.index)}}`;
  if (sha256(body) !== seal[1]) return broken("it is not what was sealed");
  const fields = parseObject(body);
  if (fields === void 0) return broken("it is no JSON object");
  if (fields.previous !== previous) return broken("it does not follow the line before it");
  const { previous: _, ...rest } = fields;
  const reading = readEvent(rest);
  if (!reading.ok) return { fault: "newer", reason: `expected ${reading.at || "it"} to be ${reading.expected}` };
  if (writeBody(previous, reading.value) !== body) return broken("it is not spelled as Relevo writes it");
  return { id: sha256(line), event: reading.value };
}
function writeBody(previous, event) {
  return JSON.stringify({ previous, ...event });
}
function parseObject(json) {
  try {
    const value = JSON.parse(json);
    return typeof value === "object" && value !== null ? value : void 0;
  } catch {
    return void 0;
  }
}
function broken(reason2) {
  return { fault: "broken", reason: reason2 };
}

// src/core/model-state.ts
function foldState(entries) {
  const draft = {
    head: GENESIS,
    writer: null,
    production: null,
    productions: [],
    versions: [],
    runs: [],
    frozen: null,
    rolledBack: [],
    yardstick: null,
    judgedOn: /* @__PURE__ */ new Map(),
    alarm: null,
    snoozedUntil: null,
    pruned: /* @__PURE__ */ new Map()
  };
  for (const { id, event } of entries) {
    apply(draft, id, event);
    draft.head = id;
    draft.writer = event.writer;
  }
  return draft;
}
function apply(draft, id, event) {
  switch (event.event) {
    case "evaluated":
      draft.runs.push({ event: id, judged: event });
      noteStored(draft, event);
      countWear(draft, event);
      if (adoptsYardstick(draft, event)) draft.yardstick = yardstickOf(event);
      return;
    case "promoted":
    case "forced":
      draft.versions.push({ version: event.version, event: id, made: event });
      noteStored(draft, event);
      draft.yardstick = yardstickOf(event);
      draft.rolledBack = withoutArtifact(draft.rolledBack, event.artifact);
      putInProduction(draft, id, event);
      return;
    case "rolled-back":
      draft.rolledBack = markRolledBack(draft, event);
      putInProduction(draft, id, event);
      return;
    case "frozen":
      draft.frozen = event;
      return;
    case "unfrozen":
      draft.frozen = null;
      return;
    case "degraded":
      draft.alarm = raiseAlarm(draft.alarm, id, event);
      return;
    case "recovered":
      draft.alarm = null;
      return;
    case "snoozed":
      draft.snoozedUntil = event.until;
      return;
    case "acknowledged":
      if (draft.alarm !== null) draft.alarm = { ...draft.alarm, acknowledged: event.signals };
      return;
    case "pruned":
      for (const digest2 of event.artifacts) draft.pruned.set(digest2, event.at);
      return;
  }
}
function noteStored({ pruned }, { artifact, predictions }) {
  for (const digest2 of [artifact, predictions]) if (digest2 !== null) pruned.delete(digest2);
}
var yardstickOf = ({ rules, holdout }) => rules === null || holdout === null ? null : { rules, holdout };
function adoptsYardstick({ production }, event) {
  const isProduction = production !== null && event.artifact === production.artifact;
  const isOnBranch = event.origin === "local" || event.origin === "push";
  const isSound = isOnBranch && !event.dirty && event.outcome === "identical" && event.verdict === "pass";
  return isProduction && isSound && yardstickOf(event) !== null && event.baseline === production.event;
}
function countWear(draft, { holdout, predictions }) {
  if (holdout === null || predictions === null) return;
  const seen = draft.judgedOn.get(holdout) ?? /* @__PURE__ */ new Set();
  draft.judgedOn.set(holdout, seen.add(predictions));
}
function putInProduction(draft, id, { version: version2, artifact, at }) {
  draft.production = { event: id, version: version2, artifact, since: at };
  draft.productions.push(draft.production);
}
function markRolledBack(draft, event) {
  const rest = withoutArtifact(draft.rolledBack, event.artifact);
  const left = draft.production;
  if (left === null || left.version <= event.version) return rest;
  const training = draft.versions.find(({ version: version2 }) => version2 === left.version)?.made.training ?? null;
  return [...withoutArtifact(rest, left.artifact), { artifact: left.artifact, training }];
}
function withoutArtifact(all, artifact) {
  return all.filter((rolledBack) => rolledBack.artifact !== artifact);
}
function raiseAlarm(alarm, id, event) {
  const { production, signals: signals2, since } = event;
  const continued = alarm !== null && alarm.production === production;
  return {
    event: id,
    production,
    signals: signals2,
    since: continued ? alarm.since : since,
    toldAt: continued ? alarm.toldAt : event.at,
    acknowledged: continued ? alarm.acknowledged : []
  };
}
function countJudged(state, holdout, predictions) {
  const seen = state.judgedOn.get(holdout) ?? /* @__PURE__ */ new Set();
  return seen.size + (predictions === void 0 || seen.has(predictions) ? 0 : 1);
}

export {
  GENESIS,
  appendLines,
  verifyChain,
  foldState,
  countJudged
};
