import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  foldState
} from "./core-model-state-2.js";
import {
  fail
} from "./errors-tables.js";

// src/flows/monitor/record.ts
var ATTEMPTS = 5;
async function recordWatch(request, ports) {
  const { ledger } = ports;
  const { model } = request.watch;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { head, entries } = await ledger.read(model);
    const state = foldState(entries);
    request.requireTurn?.(state);
    const stored = await ledger.watch(model);
    const found = compare(request.watch, state, stored === null ? null : ports.sha256(stored), ports.sha256);
    if (found.outcome !== "recorded") return { entries, state, ...found };
    const added = await store(request, head, ports);
    if (added === null) continue;
    const all = [...entries, ...added];
    return { entries: all, state: foldState(all), ...found };
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
function staleEvent({ events, state: told, production }, { alarm }) {
  const [event] = events;
  const sorted = (names) => [...names].sort().join("\n");
  const isOpen = alarm !== null && alarm.production === production?.event;
  if (event?.event === "recovered" && (alarm === null || sorted(alarm.signals) !== sorted(event.signals))) {
    return { outcome: "stale", why: "It tells the recovery of another alarm than the one that is open." };
  }
  if (event === void 0 && told === "degraded" && !isOpen) {
    return { outcome: "stale", why: "It takes an alarm for known that is not open." };
  }
  return null;
}
async function store({ watch, by, writer }, head, { ledger, sha256 }) {
  if (watch.watch === null) return [];
  const report = `${JSON.stringify({ ...watch, watch: null }, null, 2)}
`;
  const events = watch.events.map((event) => eventOf(event, { watch, by, writer, report: sha256(report) }));
  const { before, text } = watch.watch;
  const appended = await ledger.append({
    model: watch.model,
    head,
    events,
    reports: events.length > 0 ? [report] : [],
    watch: { before, text }
  });
  return appended.outcome === "conflict" ? null : appended.entries;
}
function eventOf(event, { watch, by, writer, report }) {
  const common = { model: watch.model, at: watch.at, by, writer };
  const production = event.production;
  switch (event.event) {
    case "degraded":
      return { event: "degraded", ...common, production, signals: event.signals, since: event.since, report };
    case "recovered":
      return { event: "recovered", ...common, production, signals: event.signals, report };
  }
}

export {
  recordWatch
};
