// Documents of looks at production, as the reading job leaves them, and the repository in which they are believed or not.
import { parseWatchState, STATE_SCHEMA } from '../../src/core/watch/watch-state.ts';
import { type Triaged, triage } from '../../src/flows/triage.ts';
import type { Watch, WatchSignal } from '../../src/report/watch-schema.ts';
import { sha256 } from '../core/ledger-fixtures.ts';
import type { Process } from './github-fakes.ts';
import { MODEL, modelConfig, type Shop, standing } from './shop.ts';

const wape: WatchSignal = {
  name: 'wape',
  kind: 'performance',
  slice: null,
  state: 'fine',
  accepted: 0.074,
  promised: 0.082,
  now: 0.075,
  interval: [0.071, 0.079],
  unit: 'percent',
  better: 'lower',
  since: null,
  days: 14,
  rows: 420,
  evidence: 1,
  threshold: 1826,
  detail: null,
};

/** A signal that is worse. */
export const worse = (name = 'wape'): WatchSignal => ({
  ...wape,
  name,
  slice: name === 'wape' ? null : { column: 'shop', value: name.replace('shop = ', '') },
  state: 'worse',
  now: 0.118,
  interval: [0.106, 0.13],
  since: '2026-05-03',
  evidence: 4000,
});

/** A signal that is back. */
export const back = (name = 'wape'): WatchSignal => ({
  ...worse(name),
  state: 'recovered',
  now: 0.076,
  interval: null,
});

/** A look at what is in production now, in the state that its signals make. */
export function look(
  shop: Pick<Shop, 'state' | 'watches' | 'now'>,
  signals: readonly WatchSignal[] = [wape],
  more: Partial<Watch> = {},
): Watch {
  const { production, alarm, snoozedUntil, head } = shop.state();
  const event = production?.event ?? sha256('none');
  const names = signals
    .filter(({ state }) => state === 'worse')
    .map(({ name }) => name)
    .sort();
  const isBack = signals.some(({ state }) => state === 'recovered');
  const stored = shop.watches.get(MODEL) ?? null;
  const at = shop.now().toISOString();
  const isNews = names.length > 0 && !(alarm?.production === event && alarm.signals.join() === names.join());
  const counts = { matched: 3, read: 1, new: 1, appended: 0, rewritten: [], vanished: [] };
  const rows = {
    read: 40,
    counted: 30,
    other_versions: 0,
    before_promotion: 0,
    without_time: 0,
    without_prediction: 0,
    future: 0,
    duplicates: 0,
    corrected: 0,
    late_rows: 0,
    late_labels: 2,
    changed_days: 0,
  };
  return {
    schema: 'relevo.watch/1',
    relevo: '0.1.0',
    model: MODEL,
    task: 'regression',
    at,
    production: production === null ? null : { ...production, event },
    promotion: null,
    state: names.length > 0 ? 'degraded' : isBack ? 'recovered' : 'healthy',
    reason: null,
    failure: null,
    signals: [...signals],
    drift: [],
    drift_from: null,
    weekly: {
      metric: 'wape',
      unit: 'percent',
      better: 'lower',
      promised: 0.082,
      points: [0.074, 0.073, 0.11].map((value, week) => ({
        from: `2026-04-${20 + week}`,
        value,
        days: 7,
        rows: 200,
        version: 1,
      })),
    },
    rows,
    days: { counted: 1, first: '2026-05-10', last: '2026-05-10', waiting: 1, total: 40 },
    files: counts,
    false_alarm_every: { text: '5y', days: 1826 },
    tolerance: 0.1,
    notes: [],
    alarm: alarm === null ? null : { ...alarm, version: 1 },
    snoozed_until: snoozedUntil,
    head,
    watch: { before: stored === null ? null : sha256(stored), text: stateText(event, at) },
    events: isNews
      ? [{ event: 'degraded', production: event, signals: names, since: '2026-05-03T00:00:00.000Z' }]
      : isBack && names.length === 0 && alarm !== null
        ? [{ event: 'recovered', production: event, signals: alarm.signals }]
        : [],
    ...more,
  };
}

/** What is remembered: here only what is looked at before it is stored. */
export function stateText(production: string, at: string): string {
  const text = JSON.stringify({ schema: STATE_SCHEMA, at, production });
  if (parseWatchState(text) === null) throw new Error('No state.');
  return text;
}

/** Acts on a document, or on any text. */
export async function act(
  shop: Shop,
  document: Watch | string,
  { process = {}, more = CONFIG }: { process?: Process; more?: Readonly<Record<string, string>> } = {},
): Promise<Triaged & { readonly summary: string }> {
  const parts: string[] = [];
  const summarize = async (markdown: string): Promise<void> => void parts.push(markdown);
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const ports = { ...shop.ports(process), sha256, summarize };
  return { ...(await triage({ model: modelConfig(more), standing, text }, ports)), summary: parts.join('') };
}

/** The watched model. */
export const CONFIG: Readonly<Record<string, string>> = {
  monitor: '{ data: logs/*.csv, time: date, issue: { labels: [model-health], assignees: [ana] }, retrain: true }',
  data: '{ refresh: node fetch.js }',
};
