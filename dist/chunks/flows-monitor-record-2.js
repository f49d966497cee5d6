import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  foldState
} from "./core-model-state-2.js";

// src/flows/monitor/record.ts
async function recordWatch({ watch, by, writer }, ports) {
  if (watch.watch === null) return { outcome: "recorded", events: [] };
  const { head, entries } = await ports.ledger.read(watch.model);
  const { production, alarm } = foldState(entries);
  if (production?.event !== watch.production?.event || alarm?.event !== watch.alarm?.event)
    return { outcome: "outdated" };
  const report = `${JSON.stringify({ ...watch, watch: null }, null, 2)}
`;
  const events = watch.events.map((event) => eventOf(event, { watch, by, writer, report: ports.sha256(report) }));
  const { before, text } = watch.watch;
  const appended = await ports.ledger.append({
    model: watch.model,
    head,
    events,
    reports: events.length > 0 ? [report] : [],
    watch: { before, text }
  });
  return appended.outcome === "conflict" ? { outcome: "outdated" } : { outcome: "recorded", events };
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
