// The document of one look at production, from everything that was found.
import type { Degradation } from '../../core/degradation.ts';
import { foldState, type ModelState } from '../../core/model-state.ts';
import { DAY_MS, dayText } from '../../core/watch/day.ts';
import { driftOf } from '../../core/watch/drift.ts';
import { addCounts, noCounts } from '../../core/watch/feature.ts';
import { chartValue, factRows, promisedOverall, signalRows } from '../../core/watch/watch-rows.ts';
import type { VersionWatch, WatchState } from '../../core/watch/watch-state.ts';
import type { RelevoError } from '../../errors.ts';
import type { Watch } from '../../report/watch-schema.ts';
import { qualityRules } from './blindness.ts';
import type { FoundFiles } from './changed-files.ts';
import type { CountedLogs } from './count-logs.ts';
import { noRows } from './log-rows.ts';
import type { WatchFacts } from './monitor.ts';
import { notesOf } from './watch-notes.ts';

/** What a look came to: counted days, nothing in production, or what has to be mended first. */
export type Looked =
  | { readonly failure: RelevoError }
  | { readonly ledger: ModelState; readonly nothing: true }
  | Counted;

/** A look that counted. */
export interface Counted {
  readonly ledger: ModelState;
  readonly previous: WatchState | null;
  readonly state: WatchState;
  readonly text: string;
  readonly counted: CountedLogs;
  /** The days whose labels were counted in this run. */
  readonly days: readonly number[];
  readonly found: FoundFiles;
  readonly degradation: Degradation;
}

/** Writes the document. */
export function watchDocument(facts: WatchFacts, looked: Looked): Watch {
  const common = commonOf(facts);
  if ('failure' in looked) {
    const { code, message: what, why, remedy } = looked.failure;
    return { ...common, ...unseen, state: 'unknown', reason: what, failure: { code, what, why, remedy } };
  }
  if ('nothing' in looked) return { ...common, ...unseen, state: 'unknown', reason: 'Nothing is in production.' };
  const { state, degradation, counted, found, text } = looked;
  const version = state.versions[0] as VersionWatch;
  return {
    ...common,
    state: degradation.state,
    reason: degradation.reason,
    failure: null,
    signals: rowsOf(facts, looked),
    drift: driftRows(version),
    drift_from: version.reference.featuresFrom,
    weekly: weeklyOf(facts, state),
    rows: counted.rows,
    days: daysOf(looked),
    files: filesOf(found, counted),
    notes: notesOf(facts, looked),
    watch: { before: facts.before === null ? null : facts.sha256(facts.before), text },
    events: degradation.events,
  };
}

const unseen = {
  failure: null,
  signals: [],
  drift: [],
  drift_from: null,
  weekly: null,
  rows: { ...noRows(), counted: 0, duplicates: 0, corrected: 0, late_rows: 0, late_labels: 0, changed_days: 0 },
  days: { counted: 0, first: null, last: null, waiting: 0, total: 0 },
  files: { matched: 0, read: 0, new: 0, appended: 0, rewritten: [], vanished: [] },
  notes: [],
  watch: null,
  events: [],
} satisfies Partial<Watch>;

type Common =
  | 'schema'
  | 'relevo'
  | 'model'
  | 'task'
  | 'at'
  | 'production'
  | 'promotion'
  | 'false_alarm_every'
  | 'tolerance'
  | 'alarm'
  | 'snoozed_until'
  | 'head';

function commonOf({ model, request, reading, now }: WatchFacts): Pick<Watch, Common> {
  const ledger = foldState(reading.entries);
  const { alarm, productions, production, snoozedUntil } = ledger;
  const alarmed = productions.find(({ event }) => event === alarm?.production);
  return {
    schema: 'relevo.watch/1',
    relevo: request.relevo,
    model: model.name,
    task: model.task,
    at: now.toISOString(),
    production:
      production === null
        ? null
        : {
            version: production.version,
            event: production.event,
            since: production.since,
            artifact: production.artifact,
          },
    promotion: promotionOf(ledger, reading.entries),
    false_alarm_every: {
      text: model.monitor.false_alarm_every.text,
      days: model.monitor.false_alarm_every.ms / DAY_MS,
    },
    tolerance: model.monitor.tolerance,
    alarm:
      alarm === null
        ? null
        : {
            event: alarm.event,
            production: alarm.production,
            version: alarmed?.version ?? null,
            signals: alarm.signals,
            since: alarm.since,
            acknowledged: alarm.acknowledged,
          },
    snoozed_until: snoozedUntil,
    head: reading.head,
  };
}

/** The event that put the version into production, and what was there before. */
function promotionOf(
  { productions, production }: ModelState,
  entries: WatchFacts['reading']['entries'],
): Watch['promotion'] {
  const event = entries.find(({ id }) => id === production?.event)?.event;
  if (event === undefined || production === null) return null;
  if (event.event !== 'promoted' && event.event !== 'forced' && event.event !== 'rolled-back') return null;
  const before = productions[productions.findIndex(one => one.event === production.event) - 1];
  const isMade = event.event !== 'rolled-back';
  return {
    kind: event.event,
    version: event.version,
    at: event.at,
    by: event.by,
    from: before?.version ?? null,
    outcome: isMade ? event.outcome : null,
    commit: isMade ? event.commit : null,
  };
}

function rowsOf({ model, now, loss }: WatchFacts, { state }: Counted): Watch['signals'] {
  const version = state.versions[0] as VersionWatch;
  const rules = {
    rules: qualityRules(model),
    now: now.getTime(),
    labelTimeoutMs: model.monitor.label_timeout.ms,
    needsLabels: model.task !== 'score',
  };
  return [...signalRows(version, loss), ...factRows(state, rules)].map(row => ({
    ...row,
    name: shortened(row.name),
    slice: row.slice === null ? null : { column: row.slice.column, value: shortened(row.slice.value) },
    interval: row.interval === null ? null : [row.interval[0], row.interval[1]],
  }));
}

const LONGEST_NAME = 400;

const shortened = (text: string): string =>
  text.length <= LONGEST_NAME ? text : `${text.slice(0, LONGEST_NAME - 1)}…`;

function driftRows({ reference, weeks }: VersionWatch): Watch['drift'] {
  const pairs = reference.features.map((feature, place) => {
    const counts = weeks.reduce(
      (sum, { features }) => addCounts(sum, features[place] ?? noCounts(feature)),
      noCounts(feature),
    );
    return [feature, counts] as const;
  });
  return driftOf(pairs);
}

function weeklyOf({ loss }: WatchFacts, state: WatchState): Watch['weekly'] {
  if (state.chart.length === 0) return null;
  return {
    metric: loss.metric,
    unit: loss.unit,
    better: loss.better,
    promised: promisedOverall(state.versions[0] as VersionWatch, loss),
    points: state.chart.map(({ from, version, days, rows, sum }) => ({
      from: dayText(from),
      value: chartValue(sum / days, loss),
      days,
      rows,
      version,
    })),
  };
}

function daysOf({ days, counted, state }: Counted): Watch['days'] {
  const sorted = [...days].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  const { through, beyond } = state.labels;
  const before = Math.floor(state.since / DAY_MS) - 1;
  return {
    counted: days.length,
    first: first === undefined ? null : dayText(first),
    last: last === undefined ? null : dayText(last),
    waiting: counted.waiting.length,
    total: Math.max(0, through - before) + beyond.length,
  };
}

/** So many paths are named. */
const MOST_PATHS = 100;

function filesOf({ files, vanished }: FoundFiles, { filesRead }: CountedLogs): Watch['files'] {
  const of = (change: (typeof files)[number]['change']) => files.filter(file => file.change === change);
  return {
    matched: files.length,
    read: filesRead,
    new: of('new').length,
    appended: of('appended').length,
    rewritten: of('rewritten')
      .slice(0, MOST_PATHS)
      .map(({ path }) => path),
    vanished: vanished.slice(0, MOST_PATHS),
  };
}
