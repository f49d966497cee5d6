import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  WATCHES,
  watchFile
} from "./entry-action-watch-file.js";
import {
  folded,
  hiddenMark,
  lineChart,
  link,
  publish,
  readHiddenMark,
  reconcile,
  retrainStanding,
  sparkline
} from "./flows-publish-publish.js";
import "./report-report-check.js";
import "./report-run-facts.js";
import "./flows-prune.js";
import {
  decideWith,
  openTrusted
} from "./entry-action-github.js";
import "./report-run-document.js";
import {
  RELEVO,
  requireTurn
} from "./octokit-plugin-rest-endpoint-methods.js";
import "./flows-continued-ledger.js";
import "./flows-promote-2.js";
import "./core-promotion-conditions.js";
import "./flows-record-run-2.js";
import {
  recordWatch
} from "./flows-monitor-record-2.js";
import {
  ledgerName,
  parseWatchState
} from "./core-watch-signal.js";
import "./report-model-card.js";
import "./report-report-schema.js";
import "./core-policy.js";
import "./core-statistics-long-run.js";
import {
  parseConfig
} from "./config-schema.js";
import "./config-yaml-tree.js";
import "./yaml.js";
import "./config-margin.js";
import "./config-artifact-source.js";
import "./config-config.js";
import "./config-policy-consistency.js";
import "./core-metrics-ordered.js";
import "./core-metrics-terms.js";
import "./config-problems-2.js";
import "./adapters-registry-tar-read.js";
import "./core-artifact-manifest.js";
import "./adapters-registry-read-through.js";
import {
  foldState
} from "./core-model-state-2.js";
import "./core-name-shape.js";
import "./markdown-table.js";
import "./report-comparison-words.js";
import {
  counted,
  fixed,
  inertMarkdown,
  inertMarkdownSentence,
  inertTitle,
  metricName
} from "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-comparison-schema-2.js";
import {
  external_exports
} from "./zod.js";
import "./report-workflow-commands.js";
import "./config-glob.js";
import "./config-percentage.js";
import "./config-path.js";
import "./config-parsed.js";
import "./core-model-ref.js";
import "./core-nearest.js";
import "./core-json-shape.js";
import "./core-digest.js";
import "./version-2.js";
import {
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/report/watch-schema.ts
var digest = external_exports.string().regex(/^sha256:[0-9a-f]{64}$/);
var count = external_exports.number().int().nonnegative();
var number = external_exports.number().nullable();
var text = external_exports.string().max(2e3);
var name = external_exports.string().max(500);
var instant = external_exports.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
var day = external_exports.string().regex(/^\d{4}-\d\d-\d\d$/);
var unit = external_exports.enum(["percent", "target", "number", "rows", "duration", "columns"]);
var better = external_exports.enum(["lower", "higher"]);
var signal = external_exports.object({
  name: name.describe("`wape`, `shop = Vigo`, `revenue`, `volume`."),
  kind: external_exports.enum(["performance", "business", "quality", "drift", "labels"]),
  slice: external_exports.object({ column: name, value: name }).nullable(),
  state: external_exports.enum(["fine", "worse", "recovered", "unknown"]),
  accepted: number.describe("What it was on the holdout that the version was accepted on."),
  promised: number.describe("The worst that is accepted."),
  now: number.describe("Since the change where it got worse; else on the latest days."),
  interval: external_exports.tuple([external_exports.number(), external_exports.number()]).nullable().describe("Of `now`, two-sided, 90 %."),
  unit: unit.describe("`percent` and `duration` are shares and milliseconds."),
  better,
  since: day.nullable().describe("The day from which it likely was worse, or from which it is back."),
  days: count.describe("Days behind `now`."),
  rows: count.describe("Rows behind `now`."),
  evidence: number.describe("Of the detector, as a multiple of chance; null for facts."),
  threshold: number.describe("The evidence from which it is an alarm."),
  detail: text.nullable()
});
var rows = external_exports.object({
  read: count.describe("In files that were read in this run."),
  counted: count.describe("Whose labels were counted in this run."),
  other_versions: count,
  before_promotion: count,
  without_time: count,
  without_prediction: count,
  future: count,
  duplicates: count.describe("Rows whose id came again; the last one that has a label counts."),
  corrected: count.describe("Of those, rows with another prediction or label than before."),
  late_rows: count.describe("Of days that had been counted; they change nothing."),
  late_labels: count.describe("Of days that had been counted; they change nothing."),
  changed_days: count.describe("Counted days in which some content changed since.")
});
var days = external_exports.object({
  counted: count.describe("Whose labels were counted in this run."),
  first: day.nullable(),
  last: day.nullable(),
  waiting: count.describe("Complete days that wait for labels."),
  total: count.describe("Counted since the promotion.")
});
var paths = external_exports.array(external_exports.string().max(4096)).readonly();
var files = external_exports.object({
  matched: count,
  read: count,
  new: count,
  appended: count,
  rewritten: paths.describe("Changed before their end since they were read."),
  vanished: paths
});
var drift = external_exports.object({
  feature: name,
  kind: external_exports.enum(["number", "category"]),
  state: external_exports.enum(["fine", "shifted", "unknown"]),
  p: number.describe("Adjusted over all features (Benjamini–Hochberg)."),
  psi: number,
  psi_critical: number.describe("What chance alone exceeds once in twenty."),
  distance: number.describe("Jensen–Shannon distance, base 2."),
  before: number,
  now: number,
  deviations: number.describe("How far the mean moved, in standard deviations of training."),
  label: external_exports.object({ value: name, before: external_exports.number(), now: external_exports.number() }).nullable(),
  rows: count
});
var weekly = external_exports.object({
  metric: name,
  unit,
  better,
  promised: number,
  points: external_exports.array(external_exports.object({ from: day, value: external_exports.number(), days: count, rows: count, version: count })).readonly()
});
var production = external_exports.object({
  version: count,
  event: digest,
  since: instant,
  artifact: digest
});
var promotion = external_exports.object({
  kind: external_exports.enum(["promoted", "forced", "rolled-back"]),
  version: count,
  at: instant,
  by: name,
  from: count.nullable().describe("The version in use before."),
  outcome: external_exports.string().max(40).nullable(),
  commit: external_exports.string().max(80).nullable()
});
var event = external_exports.discriminatedUnion("event", [
  external_exports.object({
    event: external_exports.literal("degraded"),
    production: digest,
    signals: external_exports.array(external_exports.string().max(200)).readonly(),
    since: instant
  }),
  external_exports.object({ event: external_exports.literal("recovered"), production: digest, signals: external_exports.array(external_exports.string().max(200)).readonly() })
]);
var alarm = external_exports.object({
  event: digest,
  production: digest,
  version: count.nullable(),
  signals: external_exports.array(name).readonly(),
  since: instant,
  acknowledged: external_exports.array(name).readonly()
});
var MOST_STATE = 2e7;
var watchSchema = external_exports.object({
  schema: external_exports.literal("relevo.watch/1"),
  relevo: name,
  model: name,
  task: external_exports.enum(["regression", "binary", "multiclass", "score"]),
  at: instant,
  production: production.nullable(),
  promotion: promotion.nullable().describe("What put the version into production."),
  state: external_exports.enum(["healthy", "degraded", "recovered", "unknown"]),
  reason: text.nullable().describe("Why it is `unknown`, or how it recovered."),
  failure: external_exports.object({ code: name, what: text, why: text, remedy: text }).nullable().describe("What has to be mended before anything can be told."),
  signals: external_exports.array(signal).readonly(),
  drift: external_exports.array(drift).readonly().describe("The largest first."),
  drift_from: external_exports.enum(["training", "holdout"]).nullable(),
  weekly: weekly.nullable(),
  rows,
  days,
  files,
  false_alarm_every: external_exports.object({ text: name, days: external_exports.number() }),
  tolerance: external_exports.number(),
  notes: external_exports.array(text).readonly(),
  alarm: alarm.nullable().describe("The open alarm as the ledger had it."),
  snoozed_until: instant.nullable(),
  head: digest.describe("The ledger’s head that the events follow."),
  watch: external_exports.object({ before: digest.nullable(), text: external_exports.string().max(MOST_STATE) }).nullable().describe("What is to be remembered, and the digest of the state it was computed from; null when nothing is."),
  events: external_exports.array(event).max(2).readonly().describe("What is to be written to the ledger.")
}).describe("One look at a model’s production.");

// src/report/read-watch.ts
var MOST_WATCH_CHARACTERS = 32e6;
var MOST_SIGNALS = 2e3;
var MOST_ITEMS = 1e4;
var CLOCK_MS = 36e5;
function readWatch(text2, model, now) {
  if (text2.length > MOST_WATCH_CHARACTERS) return no(`it has ${text2.length} characters`);
  const value = parse(text2);
  if (value === void 0) return no("it is no JSON");
  const read = watchSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return no(`${issue?.path.join(".") || "it"}: ${issue?.message ?? "it is something else"}`);
  }
  const reason = contradictions.find(({ applies }) => applies(read.data, model, now))?.reason;
  return reason === void 0 ? { ok: true, watch: read.data } : no(reason);
}
var no = (reason) => ({ ok: false, reason });
function parse(text2) {
  try {
    return JSON.parse(text2);
  } catch {
    return void 0;
  }
}
var eventOf = ({ events }, kind) => events.find((each) => each.event === kind);
var namesOf = ({ signals }, state) => new Set(signals.filter((signal2) => signal2.state === state).map(({ name: name2 }) => ledgerName(name2)));
var contradictions = [
  { reason: "it is about another model", applies: (watch, model) => watch.model !== model },
  { reason: "it was made in the future", applies: ({ at }, _, now) => !(Date.parse(at) <= now.getTime() + CLOCK_MS) },
  {
    reason: "it holds more than any watch tells",
    applies: ({ signals, drift: drift2, notes, weekly: weekly2, files: files2 }) => signals.length > MOST_SIGNALS || [drift2, notes, weekly2?.points ?? [], files2.rewritten, files2.vanished].some(({ length }) => length > MOST_ITEMS)
  },
  {
    reason: "it wants to write more than one event",
    applies: ({ events }) => events.length > 1
  },
  {
    reason: "it wants to write or to remember something of a model that is not in production",
    applies: ({ production: production2, events, watch }) => production2 === null && (events.length > 0 || watch !== null)
  },
  {
    reason: "it wants to write an event and to remember nothing",
    applies: ({ events, watch }) => events.length > 0 && watch === null
  },
  {
    reason: "its event is about another production than it watched",
    applies: ({ production: production2, events }) => events.some((each) => each.production !== production2?.event)
  },
  {
    reason: "its state is not the one that its event makes",
    applies: (watch) => watch.events.some(({ event: event2 }) => event2 !== watch.state)
  },
  {
    reason: "it says that something is worse which its signals do not show",
    applies: (watch) => {
      const degraded = eventOf(watch, "degraded");
      if (degraded === void 0) return false;
      const worse = namesOf(watch, "worse");
      return degraded.signals.length === 0 || !degraded.signals.every((name2) => worse.has(name2));
    }
  },
  {
    reason: "it says that production got worse after it looked",
    applies: (watch) => Date.parse(eventOf(watch, "degraded")?.since ?? watch.at) > Date.parse(watch.at)
  },
  {
    reason: "it says that production is back and shows that it is not",
    applies: (watch) => {
      const recovered = eventOf(watch, "recovered");
      const worse = namesOf(watch, "worse");
      return recovered?.signals.some((name2) => worse.has(name2)) ?? false;
    }
  },
  {
    reason: "what it wants to remember is no state of the watch on this production",
    applies: ({ watch, production: production2 }) => watch !== null && parseWatchState(watch.text)?.production !== production2?.event
  }
];

// src/report/issue-figures.ts
var FIGURES = 3;
var MOST_DECIMALS = 12;
var units = {
  percent: " %",
  target: "",
  number: "",
  rows: " a day",
  duration: "",
  columns: ""
};
var HOUR = 36e5;
function quantity(value, unit2) {
  if (value === null) return "–";
  return unit2 === "duration" ? durationWords(value) : `${bareQuantity(value, unit2)}${units[unit2]}`;
}
var durationWords = (milliseconds) => milliseconds < 48 * HOUR ? counted(Math.round(milliseconds / HOUR), "hours") : counted(Math.round(milliseconds / (24 * HOUR)), "days");
function bareQuantity(value, unit2) {
  const shown = unit2 === "percent" ? value * 100 : value;
  const size = Math.abs(shown);
  if (size >= 1e15 || size > 0 && size < 1e-9) return shown.toExponential(2).replace("-", "−");
  const digits = size >= 1 ? Math.floor(Math.log10(size)) + 1 : Math.floor(Math.log10(size || 1)) + 1;
  const rounded = size >= 10 ** FIGURES ? shown : Number(shown.toPrecision(FIGURES));
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, FIGURES - digits));
  const text2 = fixed(rounded, decimals);
  return unit2 === "percent" || !text2.includes(".") ? oneDecimal(text2, decimals) : text2.replace(/\.?0+$/, "");
}
var oneDecimal = (text2, decimals) => decimals > 1 ? text2.replace(/(\.\d+?)0+$/, "$1") : text2;
var months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
];
function dayWords(day2, today) {
  const [year = "", month = "", date = ""] = day2.slice(0, 10).split("-");
  const words2 = `${Number(date)} ${months[Number(month) - 1] ?? month}`;
  return year === today.slice(0, 4) ? words2 : `${words2} ${year}`;
}
var shortDay = (day2) => dayWords(day2, day2).replace(new RegExp("(?<= \\p{L}{3})\\p{L}+", "u"), "");
function monthsWords(from, to) {
  const [first, last] = [dayWords(from, to), dayWords(to, to)].map((words2) => words2.replace(/^\d+ /, ""));
  return first === last ? last : `${first} to ${last}`;
}

// src/report/issue-table.ts
var MOST = { worse: 40, unknown: 8, fine: 8 };
var words = {
  worse: "worse",
  unknown: "not enough rows yet",
  fine: "fine"
};
var order = ["worse", "unknown", "fine"];
function signalTable(view, share = 1) {
  const shown = order.flatMap(
    (state) => ofState(view.signals, state).slice(0, Math.max(state === "worse" ? 1 : 0, Math.floor(MOST[state] * share)))
  );
  const rows2 = shown.map((signal2) => rowOf(signal2, view));
  const table = ["| signal | promised | now | since | |", "| --- | ---: | ---: | --- | --- |", ...rows2].join("\n");
  const left = leftOut(view.signals, shown);
  return left === "" ? table : `${table}

${left}`;
}
var ofState = (signals, state) => signals.filter((signal2) => signal2.state === state);
function rowOf(signal2, { until, acknowledged }) {
  const { promised, unit: unit2, since, state } = signal2;
  const bound = promised === null ? "" : `${promised.bound === "at-most" ? "≤" : "≥"} ${quantity(promised.value, unit2)}`;
  const isKnown = state === "worse" && acknowledged.includes(signal2.id);
  const cells = [
    named(signal2),
    bound,
    quantity(signal2.now, unit2),
    since === null || state !== "worse" ? "" : dayWords(since, until),
    isKnown ? "worse, acknowledged" : words[state]
  ];
  return `| ${cells.join(" | ")} |`;
}
var named = ({ name: name2, detail }) => detail === null ? inertMarkdown(name2) : `${inertMarkdown(name2)}: ${inertMarkdown(detail)}`;
function leftOut(all, shown) {
  const parts = order.flatMap((state) => {
    const left = ofState(all, state).length - ofState(shown, state).length;
    return left === 0 ? [] : [`${left} ${words[state]}`];
  });
  return parts.length === 0 ? "" : `And ${counted(all.length - shown.length, "more signals")}: ${parts.join(", ")}.`;
}
var MOST_DRIFT = 10;
function driftTable(drift2) {
  const sorted = [...drift2].sort((a, b) => b.distance - a.distance).slice(0, MOST_DRIFT);
  const rows2 = sorted.map((one) => {
    const { feature, label, before, now, distance } = one;
    const unit2 = label === null ? "number" : "percent";
    const what = label === null ? "mean" : `share of ${inertMarkdown(label)}`;
    const cells = [inertMarkdown(feature), what, quantity(before, unit2), quantity(now, unit2), distance.toFixed(2)];
    return `| ${cells.join(" | ")} |`;
  });
  return ["| column | | in training | now | distance |", "| --- | --- | ---: | ---: | ---: |", ...rows2].join("\n");
}
function shiftWords({ label, before, now }) {
  if (before === null || now === null) return null;
  if (label !== null) return `${inertMarkdown(label)}: ${whole(before)} → ${whole(now)}`;
  if (before === 0 || before * now <= 0) return `mean ${quantity(before, "number")} → ${quantity(now, "number")}`;
  const shift = now / before - 1;
  return `${shift < 0 ? "−" : "+"}${whole(Math.abs(shift))}`;
}
var whole = (share) => share >= 0.1 ? quantity(Number(share.toFixed(2)), "percent").replace(".0 ", " ") : quantity(share, "percent");

// src/report/watch-issue.ts
function issueView(facts) {
  const { watch, status, state, alarm: alarm2 } = facts;
  const watched = state.production;
  const leading = leadingSignal(facts);
  if (watched === null || leading === null) return null;
  const about = state.productions.find(({ event: event2 }) => event2 === alarm2.production) ?? watched;
  return {
    model: watch.model,
    status,
    leading,
    signals: signalViews(watch),
    weeks: weeksOf(watch),
    drift: watch.drift.flatMap(driftOf),
    alarmed: versionOf(about),
    watched: versionOf(watched),
    versions: state.productions.map(versionOf),
    falseAlarmEvery: watch.false_alarm_every.text,
    until: lastDay(watch),
    acknowledged: facts.acknowledged,
    snoozedUntil: facts.snoozedUntil,
    retrain: facts.retrain,
    notes: [...watch.state === "unknown" && watch.reason !== null ? [watch.reason] : [], ...watch.notes]
  };
}
function signalViews(watch) {
  return watch.signals.filter(({ kind }) => kind !== "drift").map(viewOf).sort((a, b) => Number(isOverall(b, watch)) - Number(isOverall(a, watch)));
}
var lastDay = ({ days: days2, at }) => days2.last ?? at.slice(0, 10);
function leadingSignal(facts) {
  const { watch, alarmed, alarm: alarm2, status, state } = facts;
  const inAlarm = ({ name: name2 }) => alarm2.signals.includes(ledgerName(name2));
  const wasWorse = strongest((alarmed?.signals ?? []).filter(inAlarm));
  const now = watch.signals.filter(inAlarm);
  if (status === "recovered") {
    const back = strongest(now.filter(({ state: one }) => one === "recovered")) ?? strongest(now) ?? watch.signals[0];
    if (back === void 0) return null;
    const before = wasWorse?.name === back.name ? wasWorse.now : null;
    return { ...viewOf(back), before };
  }
  const about = state.productions.find(({ event: event2 }) => event2 === alarm2.production) ?? null;
  const isSame = about?.event === state.production?.event;
  const worse = isSame ? strongest(now.filter(({ state: one }) => one === "worse")) : void 0;
  const leading = worse ?? wasWorse ?? strongest(now) ?? watch.signals[0];
  return leading === void 0 ? null : viewOf(leading);
}
var kinds = ["performance", "business", "labels", "quality", "drift"];
function strongest(signals) {
  return [...signals].sort(
    (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || Number(a.slice !== null) - Number(b.slice !== null) || (b.evidence ?? 0) - (a.evidence ?? 0)
  )[0];
}
var shownKinds = {
  performance: "performance",
  business: "business",
  quality: "quality",
  labels: "quality",
  drift: "quality"
};
function viewOf(signal2) {
  const { name: name2, kind, slice, promised, better: better2, rows: rows2, since } = signal2;
  const isOverMetric = kind === "performance" && slice === null;
  return {
    id: ledgerName(name2),
    name: isOverMetric ? `overall ${metricName(name2)}` : name2,
    kind: shownKinds[kind],
    state: signal2.state === "recovered" ? "fine" : signal2.state,
    unit: signal2.unit,
    promised: promised === null ? null : { bound: better2 === "lower" ? "at-most" : "at-least", value: promised },
    before: signal2.accepted,
    now: signal2.now,
    interval: signal2.interval,
    rows: rows2 > 0 ? rows2 : null,
    detail: signal2.detail,
    since
  };
}
var isOverall = ({ name: name2, kind }, { weekly: weekly2 }) => kind === "performance" && weekly2 !== null && name2 === `overall ${metricName(weekly2.metric)}`;
function weeksOf({ weekly: weekly2 }) {
  if (weekly2 === null) return { metric: "", unit: "number", of: [] };
  const { metric, unit: unit2, points } = weekly2;
  return { metric, unit: unit2, of: points.map(({ from, value, rows: rows2 }) => ({ from, value, rows: rows2 })) };
}
function driftOf({ feature, state, distance, label, before, now }) {
  if (state !== "shifted" || distance === null) return [];
  const moved = label === null ? { label: null, before, now } : { ...label, label: label.value };
  return [{ feature, label: moved.label, before: moved.before, now: moved.now, distance }];
}
var versionOf = ({ version, since }) => ({ version, since });

// src/report/watch-summary.ts
var heads = {
  healthy: "✅ {model}: as promised",
  degraded: "❌ {model}: worse than promised",
  recovered: "✅ {model}: recovered",
  unknown: "⚠️ {model}: cannot be told"
};
function watchSummary(watch, state, stale) {
  const { acknowledged } = state.alarm ?? { acknowledged: [] };
  const table = signalTable({ signals: signalViews(watch), until: lastDay(watch), acknowledged });
  return [
    `### ${heads[watch.state].replace("{model}", inertMarkdown(watch.model))}${figure(watch)}`,
    stale === null ? "" : `**Nothing follows from this look.** ${inertMarkdownSentence(stale)}`,
    watch.reason === null ? "" : inertMarkdownSentence(watch.reason),
    failure(watch),
    watch.signals.length === 0 ? "" : table,
    reading(watch),
    ...watch.notes.slice(0, MOST_NOTES).map((note) => `- ${inertMarkdownSentence(note)}`)
  ].filter((part) => part !== "").join("\n\n");
}
var MOST_NOTES = 20;
function figure({ signals }) {
  const overall = signals.find(({ kind, slice }) => kind === "performance" && slice === null);
  if (overall === void 0 || overall.now === null) return "";
  const bound = overall.better === "lower" ? "at most" : "at least";
  const promised = overall.promised === null ? "" : `, promised ${bound} ${quantity(overall.promised, overall.unit)}`;
  return `, ${inertMarkdown(metricName(overall.name))} ${quantity(overall.now, overall.unit)}${promised}`;
}
function failure({ failure: failed }) {
  if (failed === null) return "";
  return [failed.what, failed.why, failed.remedy].map(inertMarkdownSentence).join(" ");
}
function reading({ rows: rows2, days: days2, files: files2, production: production2 }) {
  const watched = production2 === null ? "Nothing is in production." : `v${production2.version} is watched.`;
  const until = days2.last === null ? "" : ` up to ${dayWords(days2.last, days2.last)}`;
  const left = leftOut2.filter(([key]) => rows2[key] > 0).map(([key, words2]) => `${counted(rows2[key], "rows")} ${words2}`);
  const waiting = days2.waiting === 0 ? [] : [`${counted(days2.waiting, "days")} wait for labels`];
  const gone = files2.vanished.length === 0 ? [] : [`${counted(files2.vanished.length, "files")} vanished`];
  const rewritten = files2.rewritten.length === 0 ? [] : [`${counted(files2.rewritten.length, "files")} changed`];
  const remarks = [...waiting, ...left, ...gone, ...rewritten];
  const read = `Read ${counted(rows2.read, "rows")} of ${counted(files2.read, "files")}, counted ${counted(rows2.counted, "rows")} of ${counted(days2.counted, "days")}${until}.`;
  return `${watched} ${read}${remarks.length === 0 ? "" : ` ${remarks.join("; ")}.`}`;
}
var leftOut2 = [
  ["other_versions", "of other versions"],
  ["without_time", "without a time"],
  ["without_prediction", "without a prediction"],
  ["future", "of the future"],
  ["duplicates", "came again"],
  ["late_rows", "came too late"],
  ["late_labels", "got their labels too late"]
];
function watchOutputs(watch, state) {
  return {
    state: state.alarm !== null && watch.state === "healthy" ? "degraded" : watch.state,
    signals: (state.alarm?.signals ?? []).join("\n"),
    version: state.production === null ? "" : `v${state.production.version}`
  };
}

// src/report/issue-chart.ts
var MOST_BARS = 53;
var MOST_POINTS = 16;
function weeklyBars({ weeks }) {
  const shown = weeks.of.slice(-MOST_BARS);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === void 0 || last === void 0 || shown.filter(({ value }) => value !== null).length < 2) return "";
  const bars = sparkline(shown.map(({ value }) => value));
  return `\`${bars}\` weekly ${inertMarkdown(metricName(weeks.metric))}, ${monthsWords(first.from, last.from)}.`;
}
function weeklyChart(view) {
  const { weeks, versions } = view;
  const known = weeks.of.filter((week) => week.value !== null);
  const shown = known.slice(-MOST_POINTS);
  if (shown.length < 2) return "";
  const overall = view.signals.find(({ kind }) => kind === "performance")?.promised ?? null;
  const factor = weeks.unit === "percent" ? 100 : 1;
  const plain2 = (value) => Number((value * factor).toPrecision(6));
  const chart = lineChart({
    title: `${metricName(weeks.metric)}${weeks.unit === "percent" ? " %" : ""}`,
    labels: shown.map((week, index) => labelOf(week, shown[index + 1]?.from ?? null, versions)),
    values: shown.map(({ value }) => plain2(value)),
    bound: overall === null ? null : plain2(overall.value)
  });
  const said = overall === null ? "" : ` The flat line is what was promised: ${quantity(overall.value, weeks.unit)}.`;
  return `${chart}

One point a week.${said}`;
}
function labelOf({ from }, next, versions) {
  const came = versions.filter(({ since }) => {
    const day2 = since.slice(0, 10);
    return day2 >= from && (next === null || day2 < next);
  });
  return [shortDay(from), ...came.map(({ version }) => `v${version}`)].join(" ");
}

// src/report/issue-mark.ts
var digest2 = external_exports.string().regex(/^sha256:[0-9a-f]{64}$/);
var issueMark = external_exports.object({
  v: external_exports.literal(1),
  model: external_exports.string().max(100),
  /** `duplicate`: made at the same time as another, which tells it. */
  state: external_exports.enum(["worse", "recovered", "duplicate"]),
  /** The signals that people were told of, by opening, reopening or a comment. */
  told: external_exports.array(external_exports.string().max(200)).max(1e3)
});
var OPENING = "<!-- relevo:issue ";
var writeIssueMark = (mark) => hiddenMark(OPENING, { v: 1, ...mark });
function readIssueMark(body) {
  const read = issueMark.safeParse(readHiddenMark(OPENING, body));
  if (!read.success) return null;
  const { v: _, ...mark } = read.data;
  return mark;
}
var eventMark = external_exports.object({ event: digest2 });
var COMMENT = "<!-- relevo:watch ";
var writeEventMark = (event2) => hiddenMark(COMMENT, { event: event2 });
function tellsEvent(body, event2) {
  const read = eventMark.safeParse(readHiddenMark(COMMENT, body));
  return read.success && read.data.event === event2;
}

// src/report/issue-words.ts
function issueHeadline(view, inert) {
  const { model, status, leading, until } = view;
  const { since, before, now, unit: unit2 } = leading;
  const values = before === null ? quantity(now, unit2) : `${quantity(before, unit2)} → ${quantity(now, unit2)}`;
  const day2 = since === null ? "" : ` since about ${dayWords(since, until)}`;
  const what = `${inert(subject(view))} ${values}${day2}`;
  return `${inert(model)} ${status === "worse" ? verbs[leading.kind] : "recovered"}: ${what}`;
}
var verbs = {
  performance: "got worse",
  business: "does worse",
  quality: "has unusual data"
};
function subject({ leading, weeks }) {
  if (leading.kind !== "performance") return leading.name;
  const metric = metricName(weeks.metric);
  return leading.name === `overall ${metric}` ? metric : `${metric} of ${leading.name}`;
}
function evidence(view) {
  const { leading, status, falseAlarmEvery } = view;
  const { promised, unit: unit2, kind } = leading;
  const bound = promised?.bound === "at-least" ? "at least" : "at most";
  const promise = promised === null ? "" : `${promiser[kind]}: ${bound} ${quantity(promised.value, unit2)}. `;
  const budget = kind === "quality" ? FACT : oneIn(falseAlarmEvery);
  return `${promise}${observed(leading)}${status === "worse" ? ` ${budget}` : ""}`;
}
var promiser = {
  performance: "Promised at promotion",
  business: "Promised at promotion",
  quality: "Expected"
};
var FACT = "This is counted, not estimated.";
var oneIn = (every) => `With \`false_alarm_every: ${every.replace(/[^\w.]/g, "")}\`, a false alarm comes once in that time on average.`;
function observed({ now, interval, rows: rows2, unit: unit2, kind }) {
  const labelled = kind === "performance" ? "labelled rows" : "rows";
  const on = rows2 === null ? "since then" : `on ${counted(rows2, labelled)} since then`;
  const range = interval === null ? "" : ` (90 %: ${bareQuantity(interval[0], unit2)} to ${bareQuantity(interval[1], unit2)})`;
  return `Observed ${on}: ${quantity(now, unit2)}${range}.`;
}
function versionsWords({ alarmed, watched, status, until }) {
  const came = `v${alarmed.version} came on ${dayWords(alarmed.since, until)}.`;
  if (alarmed.version === watched.version && alarmed.since === watched.since) return came;
  const now = `v${watched.version} is watched now, since ${dayWords(watched.since, until)}`;
  if (status === "recovered") return `${now}; the alarm was about v${alarmed.version}.`;
  return `${came} ${now}: this closes when v${watched.version} is shown to keep what was promised.`;
}
function shiftedWords({ drift: drift2 }) {
  if (drift2.length === 0) return "";
  const nearest = [...drift2].sort((a, b) => b.distance - a.distance).slice(0, 3);
  const names = nearest.map((one) => {
    const shift = shiftWords(one);
    return `${inertMarkdown(one.feature)}${shift === null ? "" : ` (${shift})`}`;
  });
  const more = drift2.length > names.length ? ` and ${counted(drift2.length - names.length, "more columns")}` : "";
  return `Shifted with it: ${names.join(", ")}${more}.`;
}
function remedies(view) {
  const { model, versions, watched, retrain } = view;
  const before = versions.findLast(({ version }) => version < watched.version);
  const ways = [
    retrainWords(retrain, model),
    ...before === void 0 ? [] : [`\`/relevo rollback ${model} v${before.version}\``],
    `\`/relevo snooze ${model} 7d\``,
    `\`/relevo ack ${model}\``
  ];
  return `**What you can do.** ${ways.join(" · ")}. This issue closes by itself when the ${closing[view.leading.kind]}, with evidence.`;
}
var closing = {
  performance: "error is back",
  business: "numbers are back",
  quality: "data are back"
};
function retrainWords(retrain, model) {
  switch (retrain.kind) {
    case "pull-request":
      return `#${retrain.number} trains on the latest data: review and merge it`;
    case "branch":
      return `${link(`Open a pull request from \`${retrain.branch}\``, retrain.compareUrl)}, which trains on the latest data; the repository's settings do not let Actions open it`;
    case "none":
      return retrain.can ? `\`/relevo retrain ${model}\` opens a pull request with a model trained on the latest data` : "Push newer training data; `data.refresh` in relevo.yml would let `/relevo retrain` fetch them";
  }
}
function quietWords({ acknowledged, snoozedUntil, until }) {
  const snoozed = snoozedUntil === null ? [] : [`Snoozed until ${dayWords(snoozedUntil, until)}.`];
  const known = acknowledged.length === 0 ? [] : ["Acknowledged: only something new is told again."];
  return [...known, ...snoozed].join(" ");
}

// src/report/issue.ts
var LONGEST_TITLE = 250;
var MOST_CHARACTERS = 65e3;
var rungs = [
  { signals: 1, folds: true },
  { signals: 1, folds: false },
  { signals: 0.25, folds: false },
  { signals: 0, folds: false }
];
function issueText(view, told) {
  const mark = writeIssueMark({ model: view.model, state: view.status, told: [...told].sort() });
  const title = [...issueHeadline(view, inertTitle)].slice(0, LONGEST_TITLE).join("");
  for (const rung of rungs) {
    const body = bodyOf(view, mark, rung);
    if (body.length <= MOST_CHARACTERS) return { title, body };
  }
  return issueText(view, told.slice(0, Math.floor(told.length / 2)));
}
var duplicateText = (model, kept2) => `${writeIssueMark({ model, state: "duplicate", told: [] })}

The same is told in #${kept2}.`;
function bodyOf(view, mark, { signals, folds }) {
  const worse = view.status === "worse";
  return joined([
    mark,
    `### ${issueHeadline(view, inertMarkdown)}`,
    joinedLine([evidence(view), worse ? "" : versionsWords(view)]),
    signalTable(view, signals),
    joinedLine([weeklyBars(view), worse ? shiftedWords(view) : "", worse ? versionsWords(view) : ""]),
    worse ? remedies(view) : "",
    worse ? quietWords(view) : "",
    ...folds ? foldsOf(view) : [],
    `<sub>Rows up to ${dayWords(view.until, view.until)} ${view.until.slice(0, 4)} are counted.</sub>`
  ]);
}
function foldsOf(view) {
  const chart = weeklyChart(view);
  const notes = view.notes.slice(0, 20).map((note) => `- ${inertMarkdownSentence(note)}`);
  return [
    chart === "" ? "" : folded("Week by week", chart),
    view.drift.length === 0 ? "" : folded(
      `What shifted: ${counted(view.drift.length, "columns")}`,
      `${driftTable(view.drift)}

A shift is evidence of a cause and never an alarm of its own.`
    ),
    notes.length === 0 ? "" : folded("Notes", notes.join("\n"))
  ];
}
var joined = (parts) => parts.filter((part) => part !== "").join("\n\n");
var joinedLine = (parts) => parts.filter((part) => part !== "").join(" ");

// src/report/issue-comment.ts
function changeComment(view, change, { event: event2, fresh }) {
  return `${writeEventMark(event2)}

${texts[change](view, fresh)}`;
}
var texts = {
  returned: (view) => `**It is back.** ${issueHeadline(view, inertMarkdown)}. ${evidence(view)} ${versionsWords(view)}`,
  more: (view, fresh) => `**More got worse.** ${list(
    view.signals.filter(({ id }) => fresh.includes(id)),
    view.until
  )}`,
  recovered: (view) => `**Recovered.** ${issueHeadline(view, inertMarkdown)}. ${evidence(view)} ${versionsWords(view)} This closes the issue; if it returns within 30 days, it is opened again.`
};
var MOST2 = 10;
function list(signals, until) {
  const parts = signals.slice(0, MOST2).map(({ name: name2, now, unit: unit2, since }) => {
    const day2 = since === null ? "" : ` since about ${dayWords(since, until)}`;
    return `${inertMarkdown(name2)}: ${quantity(now, unit2)}${day2}`;
  });
  const left = signals.length - parts.length;
  return `${parts.join("; ")}${left === 0 ? "" : `; and ${left} more`}.`;
}

// src/report/issue-plan.ts
var DAY_MS = 864e5;
var REOPEN_MS = 30 * DAY_MS;
function planIssue(known, situation) {
  const { worse, isSnoozed } = situation;
  if (worse === null) return known?.mark.state === "worse" ? recover(known, isSnoozed) : { kind: "nothing" };
  if (known === null || isLongGone(known, situation)) {
    return isSnoozed ? { kind: "nothing" } : { kind: "open", told: worse };
  }
  if (known.mark.state !== "worse") return comeBack(known, worse, isSnoozed);
  return known.state === "open" ? goOn(known, worse, situation) : wasClosed(known, worse, situation);
}
function recover({ state, mark }, isSnoozed) {
  const isTold = state === "open" && !isSnoozed;
  return { kind: "update", state: "closed", comment: isTold ? "recovered" : null, fresh: [], told: mark.told };
}
var isLongGone = ({ state, closedAt, mark }, { now }) => state === "closed" && mark.state === "recovered" && now.getTime() - Date.parse(closedAt ?? "") > REOPEN_MS;
function comeBack({ state }, worse, isSnoozed) {
  if (isSnoozed && state === "closed") return { kind: "nothing" };
  return { kind: "update", state: "open", comment: isSnoozed ? null : "returned", fresh: worse, told: worse };
}
function goOn({ mark }, worse, situation) {
  const fresh = freshOf(mark, worse, situation);
  if (fresh.length === 0 || situation.isSnoozed) {
    return { kind: "update", state: "open", comment: null, fresh: [], told: mark.told };
  }
  return { kind: "update", state: "open", comment: "more", fresh, told: [.../* @__PURE__ */ new Set([...mark.told, ...worse])] };
}
function wasClosed({ mark }, worse, situation) {
  const unsaid = worse.filter((name2) => mark.told.includes(name2) && !situation.acknowledged.includes(name2));
  if (unsaid.length > 0) {
    const signals = worse.filter((name2) => mark.told.includes(name2) || situation.acknowledged.includes(name2));
    return { kind: "acknowledge", signals };
  }
  const fresh = freshOf(mark, worse, situation);
  if (fresh.length === 0 || situation.isSnoozed) return { kind: "nothing" };
  return { kind: "update", state: "open", comment: "more", fresh, told: [.../* @__PURE__ */ new Set([...mark.told, ...worse])] };
}
var freshOf = ({ told }, worse, { acknowledged }) => worse.filter((name2) => !told.includes(name2) && !acknowledged.includes(name2));

// src/flows/triage/find-issue.ts
var ISSUE_LABEL = "relevo";
async function findIssue(model, issues) {
  const all = await marked(model, issues);
  const open2 = all.filter(({ issue }) => issue.state === "open").sort((a, b) => a.issue.number - b.issue.number);
  const current = open2[0] ?? all.sort((a, b) => b.issue.number - a.issue.number)[0] ?? null;
  for (const { issue, mark } of open2.slice(1)) {
    if (mark.state === "worse" && current !== null) await close(issue, model, current, issues);
  }
  return current;
}
async function openIssue(model, { text: text2, labels, assignees }, issues) {
  const all = [.../* @__PURE__ */ new Set([ISSUE_LABEL, ...labels])];
  const made = await issues.create({ ...text2, labels: all, assignees });
  const mine = { issue: made, mark: readIssueMark(text2.body) };
  const [first = mine] = (await marked(model, issues)).filter(({ issue }) => issue.state === "open").sort((a, b) => a.issue.number - b.issue.number);
  if (first.issue.number >= made.number) return mine;
  await close(made, model, first, issues);
  return first;
}
async function marked(model, issues) {
  return (await issues.list(ISSUE_LABEL)).flatMap((issue) => {
    const mark = issue.isOurs ? readIssueMark(issue.body) : null;
    return mark === null || mark.model !== model || mark.state === "duplicate" ? [] : [{ issue, mark }];
  });
}
async function close(issue, model, kept2, issues) {
  await issues.update(issue.number, { body: duplicateText(model, kept2.issue.number), state: "closed" });
}

// src/flows/triage/keep-issue.ts
async function keepIssue(telling, ports) {
  const found = await findIssue(telling.model.name, ports.issues);
  const plan = planIssue(knownOf(found), situationOf(foldState(telling.entries), ports));
  if (plan.kind !== "acknowledge") return carryOut(plan, found, telling, ports);
  const entries = await acknowledge(plan.signals, found?.issue ?? null, telling, ports);
  const again = planIssue(knownOf(found), situationOf(foldState(entries), ports));
  const kept2 = await carryOut(again, found, { ...telling, entries }, ports);
  return kept2?.action === "unchanged" ? { ...kept2, action: "acknowledged" } : kept2;
}
var knownOf = (found) => found === null ? null : { state: found.issue.state, closedAt: found.issue.closedAt, mark: found.mark };
function situationOf({ alarm: alarm2, snoozedUntil }, { clock }) {
  const now = clock.now();
  const isSnoozed = snoozedUntil !== null && Date.parse(snoozedUntil) > now.getTime();
  return { worse: alarm2?.signals ?? null, acknowledged: alarm2?.acknowledged ?? [], isSnoozed, now };
}
async function carryOut(plan, found, telling, ports) {
  switch (plan.kind) {
    case "open":
      return open(plan.told, telling, ports);
    case "update":
      return found === null ? null : update(plan, found.issue, telling, ports);
    case "nothing":
    case "acknowledge":
      return found === null ? null : kept(found.issue, "unchanged");
  }
}
var kept = ({ number: number2, url }, action) => ({ number: number2, url, action });
async function open(told, telling, ports) {
  const { view } = await situationView(telling, ports);
  if (view === null) return null;
  const { name: name2, monitor } = telling.model;
  ports.log.step(`opening the issue of ${name2}`);
  const { labels, assignees } = monitor?.issue ?? { labels: [], assignees: [] };
  const { issue } = await openIssue(name2, { text: issueText(view, told), labels, assignees }, ports.issues);
  return kept(issue, "opened");
}
async function update({ state, comment, fresh, told }, issue, telling, ports) {
  const { view, event: event2 } = await situationView(telling, ports);
  if (view === null) return kept(issue, "unchanged");
  if (comment !== null) await sayOnce(issue.number, event2, changeComment(view, comment, { event: event2, fresh }), ports);
  const { title, body } = issueText(view, told);
  const isSame = title === issue.title && plain(body) === plain(issue.body) && state === issue.state;
  if (isSame) return kept(issue, "unchanged");
  const moved = state === issue.state ? "updated" : state === "open" ? "reopened" : "closed";
  ports.log.step(`${moved === "updated" ? "updating" : moved.replace(/ed$|d$/, "ing")} the issue of ${view.model}`);
  await ports.issues.update(issue.number, { title, body, ...state === issue.state ? {} : { state } });
  return kept(issue, moved);
}
var plain = (text2) => text2.replaceAll("\r\n", "\n").trim();
async function sayOnce(number2, event2, body, { threads }) {
  const said = await threads.comments(number2);
  if (!said.some((comment) => comment.isOurs && tellsEvent(comment.body, event2))) await threads.write(number2, body);
}
async function situationView(telling, ports) {
  const { entries, model, retrain } = telling;
  const state = foldState(entries);
  const ofKind = (kind) => entries.findLast(({ event: event2 }) => event2.event === kind);
  const alarmEntry = ofKind("degraded");
  const backEntry = ofKind("recovered");
  const degraded = alarmEntry?.event;
  if (degraded?.event !== "degraded") return { view: null, event: "" };
  const alarmed = await documentOf(model.name, degraded.report, ports);
  const back = backEntry?.event.event === "recovered" ? backEntry.event.report : null;
  const isOver = state.alarm === null;
  const watch = isOver ? await documentOf(model.name, back, ports) ?? telling.watch : telling.watch;
  const view = issueView({
    watch,
    alarmed,
    status: isOver ? "recovered" : "worse",
    alarm: { production: degraded.production, signals: degraded.signals },
    state,
    acknowledged: state.alarm?.acknowledged ?? [],
    snoozedUntil: situationOf(state, ports).isSnoozed ? state.snoozedUntil : null,
    retrain
  });
  return { view, event: (isOver ? backEntry : alarmEntry)?.id ?? "" };
}
async function documentOf(model, report, { ledger }) {
  if (report === null) return null;
  const read = watchSchema.safeParse(JSON.parse(await ledger.report(model, report)));
  return read.success ? read.data : null;
}
var ATTEMPTS = 5;
async function acknowledge(signals, issue, { model, standing }, { ledger, clock, log }) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { head, entries } = await ledger.read(model.name);
    const known = foldState(entries).alarm;
    if (known === null || signals.every((name2) => known.acknowledged.includes(name2))) return entries;
    log.step(`noting that the issue of ${model.name} was closed by hand`);
    const event2 = {
      event: "acknowledged",
      model: model.name,
      at: clock.now().toISOString(),
      by: issue?.closedBy ?? "somebody",
      writer: standing.writer,
      signals,
      reason: "The issue was closed by hand."
    };
    const appended = await ledger.append({ model: model.name, head, events: [event2], reports: [] });
    if (appended.outcome === "appended") return [...entries, ...appended.entries];
  }
  throw fail("ledger-busy", { model: model.name });
}

// src/flows/triage/record-watch.ts
var ATTEMPTS2 = 5;
async function recordWatch2(watch, standing, ports) {
  const { ledger } = ports;
  const { model } = watch;
  for (let attempt = 0; attempt < ATTEMPTS2; attempt++) {
    const { entries } = await ledger.read(model);
    const state = foldState(entries);
    requireTurn(model, state, standing);
    const stored = await ledger.watch(model);
    const standingNow = { entries, state };
    const kind = compare(watch, state, stored === null ? null : ports.sha256(stored), ports.sha256);
    if (kind.outcome !== "recorded" || watch.watch === null) return { ...standingNow, ...kind };
    const request = { watch, by: RELEVO, writer: standing.writer };
    if ((await recordWatch(request, ports)).outcome === "outdated") continue;
    const after = await ledger.read(model);
    return { entries: after.entries, state: foldState(after.entries), outcome: "recorded", why: null };
  }
  throw fail("ledger-busy", { model });
}
function compare(watch, state, stored, sha256) {
  const stale = (why) => ({ outcome: "stale", why });
  if ((watch.production?.event ?? null) !== (state.production?.event ?? null)) {
    const now = state.production === null ? "nothing" : `v${state.production.version}`;
    return stale(`It watched another production than the current one: ${now} is in production now.`);
  }
  if (watch.watch === null) return { outcome: "nothing", why: null };
  if (sha256(watch.watch.text) === stored) return { outcome: "known", why: null };
  if (watch.watch.before !== stored) return stale("Another look was recorded since it began.");
  if (Date.parse(watch.at) < Date.parse(state.production?.since ?? watch.at))
    return stale("It is older than production.");
  if ((watch.alarm?.event ?? null) !== (state.alarm?.event ?? null)) return stale("The alarm changed since it began.");
  return staleEvent(watch, state) ?? { outcome: "recorded", why: null };
}
function staleEvent({ events, state: told, production: production2 }, { alarm: alarm2 }) {
  const [event2] = events;
  const sorted = (names) => [...names].sort().join("\n");
  const isOpen = alarm2 !== null && alarm2.production === production2?.event;
  if (event2?.event === "recovered" && (alarm2 === null || sorted(alarm2.signals) !== sorted(event2.signals))) {
    return { outcome: "stale", why: "It tells the recovery of another alarm than the one that is open." };
  }
  if (event2 === void 0 && told === "degraded" && !isOpen) {
    return { outcome: "stale", why: "It takes an alarm for known that is not open." };
  }
  return null;
}

// src/flows/triage.ts
async function triage({ model, standing, text: text2 }, ports) {
  const reading2 = readWatch(text2, model.name, ports.clock.now());
  if (!reading2.ok) throw fail("watch-untrusted", { model: model.name, reason: reading2.reason });
  const { watch } = reading2;
  const record = await recordWatch2(watch, standing, ports);
  const { outcome, why, state, entries } = record;
  await ports.summarize(watchSummary(watch, state, why));
  const retrain = await retrainStanding(model, ports);
  const issue = outcome === "stale" ? null : await keepIssue({ model, standing, watch, entries, retrain }, ports);
  const isNew = watch.events.some(({ event: event2 }) => event2 === "degraded") && outcome !== "stale";
  return {
    outcome,
    why,
    state: watch.state,
    issue,
    wantsRetrain: isNew && (model.monitor?.retrain ?? false),
    outputs: { ...watchOutputs(watch, state), issue: issue?.url ?? "" }
  };
}

// src/entry/action/tell-watches.ts
var MOST_BYTES = 2e7;
async function tellWatches(config, job, { ports, standing }) {
  const { repository, runs } = ports;
  const uploads = (await runs.artifacts(job.event.run.id)).filter(({ name: name2 }) => name2.startsWith(WATCHES));
  if (uploads.length === 0) return job.log.step("no look at production to act on");
  const text2 = await repository.text(job.event.sha, config);
  const parsed = text2 === null ? null : parseConfig(text2, config);
  if (parsed === null || !("config" in parsed))
    return job.log.step(`${config} cannot be read; nothing follows from it`);
  const failures = [];
  for (const model of Object.values(parsed.config.models)) {
    const watch = await lookOf(model.name, uploads, runs);
    if (watch === null) continue;
    try {
      const { sha256, summarize } = job;
      const { outputs } = await triage({ model, standing, text: watch }, { ...ports, sha256, summarize });
      job.setOutput("state", outputs.state);
      job.setOutput("issue", outputs.issue);
    } catch (thrown) {
      failures.push(thrown);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} models could not be told.`);
}
async function lookOf(model, uploads, runs) {
  for (const { id } of uploads) {
    const text2 = await runs.text(id, watchFile(model), MOST_BYTES);
    if (text2 !== null) return text2;
  }
  return null;
}

// src/entry/action/publish.ts
async function publish2(inputs, job) {
  const trusted = openTrusted(inputs.token, job);
  const { ports, standing } = trusted;
  const { config } = inputs;
  const { sha256, summarize, event: event2 } = job;
  const tell = (run) => publish({ run, config, writer: standing.writer, decide: decideWith(trusted) }, { ...ports, sha256, summarize });
  try {
    if (event2.name === "schedule") return await tellWatches(config, job, trusted);
    const published = await tell(inputs.run ?? wakingRun(job) ?? event2.run.id);
    job.setOutput("comment", published.comment ?? "");
    if (published.facts.origin !== "push") return;
    const again = async (run) => void await tell(run);
    await reconcile({ config, standing, publish: again, isThorough: false, mayStart: true, self: event2.run.id }, ports);
  } finally {
    await trusted.clear();
  }
}
function wakingRun({ event: event2 }) {
  const run = event2.payload.workflow_run;
  const id = typeof run === "object" && run !== null ? Number(run.id) : Number.NaN;
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}
export {
  publish2 as publish
};
