// What issues tell, situation by situation.
import type { DriftView, IssueView, SignalView, WeekView } from '../../src/report/issue-view.ts';

const wape: SignalView = {
  id: 'overall wape',
  name: 'overall WAPE',
  kind: 'performance',
  state: 'worse',
  unit: 'percent',
  promised: { bound: 'at-most', value: 0.082 },
  before: 0.074,
  now: 0.118,
  interval: [0.106, 0.13],
  rows: 640,
  detail: null,
  since: '2025-07-03',
};

export const vigo: SignalView = {
  ...wape,
  id: 'shop = Vigo',
  name: 'shop = Vigo',
  promised: { bound: 'at-most', value: 0.09 },
  before: 0.08,
  now: 0.191,
  interval: [0.16, 0.222],
  rows: 128,
  since: '2025-07-01',
};

const volume: SignalView = {
  ...wape,
  id: 'volume',
  name: 'volume',
  kind: 'quality',
  state: 'fine',
  unit: 'rows',
  promised: { bound: 'at-least', value: 3 },
  before: null,
  now: 4,
  interval: null,
  rows: null,
  since: null,
};

const stale: SignalView = {
  ...volume,
  id: 'time without new rows',
  name: 'time without new rows',
  unit: 'duration',
  promised: { bound: 'at-most', value: 3 * 86_400_000 },
  now: 9 * 3_600_000,
};

const revenue: SignalView = {
  ...wape,
  id: 'business revenue',
  name: 'revenue',
  kind: 'business',
  unit: 'number',
  promised: { bound: 'at-least', value: 1180 },
  before: 1240,
  now: 1015.4,
  interval: [968, 1063],
  rows: 2310,
  since: '2025-07-02',
};

const lugo: SignalView = {
  ...vigo,
  id: 'shop = Lugo',
  name: 'shop = Lugo',
  state: 'unknown',
  now: null,
  interval: null,
};

export const weeks: readonly WeekView[] = [
  0.071, 0.073, 0.078, 0.072, 0.07, 0.074, 0.079, 0.073, 0.072, 0.101, 0.113, 0.12, 0.119,
].map((value, week) => ({
  from: new Date(Date.UTC(2025, 3, 28) + week * 7 * 86_400_000).toISOString().slice(0, 10),
  value,
  rows: 28,
}));

const price: DriftView = { feature: 'price', label: null, before: 2.05, now: 2.5, distance: 0.41 };
const weather: DriftView = { feature: 'weather', label: 'rain', before: 0.31, now: 0.12, distance: 0.17 };

export const worse: IssueView = {
  model: 'daily-sales',
  status: 'worse',
  leading: wape,
  signals: [wape, vigo, volume, stale, lugo],
  weeks: { metric: 'wape', unit: 'percent', of: weeks },
  drift: [price, weather],
  alarmed: { version: 12, since: '2025-05-12T08:00:00.000Z' },
  watched: { version: 12, since: '2025-05-12T08:00:00.000Z' },
  versions: [
    { version: 11, since: '2025-03-02T08:00:00.000Z' },
    { version: 12, since: '2025-05-12T08:00:00.000Z' },
  ],
  falseAlarmEvery: '5y',
  until: '2025-07-26',
  acknowledged: [],
  snoozedUntil: null,
  retrain: { kind: 'none', can: true },
  notes: ['12 rows of logs/2025-07-09.csv have a time after today and were left out'],
};

const hostile =
  '@octocat #1 | <b>x</b> `y` [z](https://evil.example) GH-1 :tada: /relevo promote --> <!-- relevo:issue {"v":1} -->\n# x';

/** Everything foreign in an issue says something hostile. */
export function withForeign(text: string): IssueView {
  const foreign = (signal: SignalView): SignalView => ({ ...signal, id: text, name: text, detail: text });
  return {
    ...worse,
    leading: foreign(vigo),
    signals: worse.signals.map(foreign),
    weeks: { ...worse.weeks, metric: text },
    drift: [
      { ...weather, feature: text, label: text },
      { ...price, feature: text },
    ],
    falseAlarmEvery: text,
    acknowledged: [text],
    notes: [text],
  };
}

/** Far more of everything than there is room for. */
export function overlong(): IssueView {
  const name = (index: number): string => `${'long and | tedious '.repeat(12)}${index}`.slice(-200);
  return {
    ...worse,
    signals: Array.from({ length: 1000 }, (_, index) => ({ ...vigo, id: name(index), name: name(index) })),
    drift: Array.from({ length: 500 }, (_, index) => ({ ...weather, feature: name(index), label: name(index) })),
    notes: Array.from({ length: 500 }, (_, index) => `${name(index)} `.repeat(10)),
  };
}

const recovered: SignalView = {
  ...wape,
  state: 'fine',
  before: 0.118,
  now: 0.076,
  interval: [0.071, 0.081],
  rows: 410,
  since: '2025-08-01',
};

/** Every situation that an issue can be in. */
export const issueSituations: Readonly<Record<string, IssueView>> = {
  worse,
  'worse-in-one-slice': {
    ...worse,
    leading: vigo,
    signals: [{ ...wape, state: 'fine', now: 0.08, since: null }, vigo, volume],
  },
  'business-worse': {
    ...worse,
    leading: revenue,
    signals: [revenue, { ...wape, state: 'fine', now: 0.075, since: null }],
    drift: [],
  },
  'data-changed': {
    ...worse,
    leading: { ...stale, state: 'worse', now: 5 * 86_400_000, since: '2025-07-21' },
    signals: [
      { ...stale, state: 'worse', now: 5 * 86_400_000, since: '2025-07-21' },
      {
        ...volume,
        id: 'empty values',
        name: 'empty values',
        unit: 'percent',
        state: 'worse',
        promised: { bound: 'at-most', value: 0.05 },
        now: 0.31,
        detail: 'price, promo',
        since: '2025-07-20',
      },
      { ...wape, state: 'fine', now: 0.075, since: null },
    ],
    notes: [],
  },
  'promoted-since': {
    ...worse,
    watched: { version: 13, since: '2025-08-01T09:30:00.000Z' },
    versions: [...worse.versions, { version: 13, since: '2025-08-01T09:30:00.000Z' }],
    until: '2025-08-05',
  },
  'acknowledged-and-snoozed': { ...worse, acknowledged: ['overall wape'], snoozedUntil: '2025-08-02T12:00:00.000Z' },
  'retrain-opened': {
    ...worse,
    retrain: { kind: 'pull-request', number: 77, url: 'https://github.com/octo/shop/pull/77' },
  },
  'retrain-branch': {
    ...worse,
    retrain: {
      kind: 'branch',
      branch: 'relevo-retrain/daily-sales',
      compareUrl: 'https://github.com/octo/shop/compare/main...relevo-retrain/daily-sales?expand=1',
    },
  },
  'cannot-retrain': { ...worse, retrain: { kind: 'none', can: false }, versions: worse.versions.slice(1) },
  'first-week': { ...worse, weeks: { ...worse.weeks, of: weeks.slice(-1) }, drift: [], notes: [] },
  recovered: {
    ...worse,
    status: 'recovered',
    leading: recovered,
    signals: [recovered, { ...vigo, state: 'fine', now: 0.083, since: null }, volume],
    watched: { version: 13, since: '2025-08-01T09:30:00.000Z' },
    versions: [...worse.versions, { version: 13, since: '2025-08-01T09:30:00.000Z' }],
    until: '2025-08-23',
  },
  'recovered-by-itself': {
    ...worse,
    status: 'recovered',
    leading: recovered,
    signals: [recovered],
    until: '2025-08-23',
  },
  foreign: withForeign(hostile),
};
