// One look at a model's production: what is new in its logs, day by day into its signals, and what follows from it.
import type { ModelConfig, MonitorConfig } from '../../config/config.ts';
import { judgeProduction, unfollowed } from '../../core/degradation.ts';
import type { Sha256 } from '../../core/digest.ts';
import { chooseMetric } from '../../core/metrics/catalogue.ts';
import { foldState, type ModelState, type Production, type Version } from '../../core/model-state.ts';
import { DAY_MS } from '../../core/watch/day.ts';
import { DayCounter } from '../../core/watch/day-counter.ts';
import { type WatchedLoss, watchedLoss } from '../../core/watch/loss.ts';
import { followAlarm, newVersionWatch, openState, type WatchedProduction } from '../../core/watch/open-state.ts';
import { formatWatchState, parseWatchState, type VersionWatch, type WatchState } from '../../core/watch/watch-state.ts';
import { fail, RelevoError } from '../../errors.ts';
import type { LogFiles } from '../../ports/logs.ts';
import type { Clock, LedgerReading } from '../../ports.ts';
import type { Watch } from '../../report/watch-schema.ts';
import { blindness } from './blindness.ts';
import { type FoundFiles, findFiles } from './changed-files.ts';
import { type CountedLogs, countLogs } from './count-logs.ts';
import { findReference, type ReferencePorts } from './find-reference.ts';
import { isLabelOf } from './version-label.ts';
import { type Looked, watchDocument } from './watch-document.ts';

/** Everything that a look at production needs from the world. It reads, and writes nothing. */
export interface MonitorPorts extends ReferencePorts {
  readonly logs: LogFiles;
  readonly clock: Clock;
  readonly sha256: Sha256;
}

/** Whose production is looked at. */
export interface MonitorRequest {
  readonly model: ModelConfig;
  readonly relevo: string;
  /** Rows that may be held at once. */
  readonly budget?: number;
  readonly signal?: AbortSignal;
}

/** A model that is watched. */
export type WatchedModel = ModelConfig & { readonly monitor: MonitorConfig };

/** Looks at production. What has to be mended first is told in the document, with nothing counted; it is not thrown. */
export async function watchModel(request: MonitorRequest, ports: MonitorPorts): Promise<Watch> {
  const { model } = request;
  if (model.monitor === null) throw fail('monitor-undeclared', { model: model.name });
  const watched: WatchedModel = { ...model, monitor: model.monitor };
  const reading = await ports.ledger.read(model.name);
  const before = await ports.ledger.watch(model.name);
  const now = ports.clock.now();
  const facts = { model: watched, request, reading, before, now, loss: lossOf(watched), sha256: ports.sha256 };
  try {
    return watchDocument(facts, await look(facts, ports));
  } catch (thrown) {
    const isOurs = thrown instanceof RelevoError && !thrown.code.startsWith('registry-');
    if (!isOurs || request.signal?.aborted === true) throw thrown;
    return watchDocument(facts, { failure: thrown });
  }
}

/** What is known before anything is read. */
export interface WatchFacts {
  readonly model: WatchedModel;
  readonly request: MonitorRequest;
  readonly reading: LedgerReading;
  /** The text of the state that was stored last. */
  readonly before: string | null;
  readonly now: Date;
  readonly loss: WatchedLoss;
  readonly sha256: Sha256;
}

function lossOf(model: WatchedModel): WatchedLoss {
  const chosen = chooseMetric(model.metrics[0] ?? '', model.task);
  if (!('metric' in chosen)) throw new Error(`A metric that was checked is unknown: ${chosen.problem}.`);
  return watchedLoss(chosen, model);
}

async function look(facts: WatchFacts, ports: MonitorPorts): Promise<Looked> {
  const { model, reading, now, loss, request } = facts;
  const ledger = foldState(reading.entries);
  const previous = previousState(facts);
  const { production, version } = inProduction(ledger);
  if (production === null || version === null) return { ledger, nothing: true };
  const watched = watchedProduction(production, version);
  const known = previous?.versions.find(({ made }) => made === version.event);
  const found = await findFiles(model, { ...filesKnown(previous, watched), now: now.getTime() }, ports);
  const former = previous?.versions[0] ?? null;
  const watch: VersionWatch =
    known ?? newVersionWatch(watched, await findReference({ model, version, loss }, ports), former);
  const opened = openState(previous, watched, watch, now.toISOString());
  const names = unfollowed({
    production: production.event,
    version: opened.versions[0] as VersionWatch,
    alarm: ledger.alarm,
  });
  const start = { ...opened, recovery: followAlarm(opened, ledger.alarm, names) };
  const { state, counted, days } = await count({ facts, start, production, found, budget: request.budget }, ports);
  const blind = blindness(state, { model, now: now.getTime() });
  const degradation = judgeProduction({
    production: production.event,
    version: state.versions[0] as VersionWatch,
    alarm: ledger.alarm,
    recovery: state.recovery,
    blind,
  });
  const next = degradation.state === 'recovered' ? { ...state, recovery: null } : state;
  return { ledger, previous, state: next, text: formatWatchState(next), counted, days, found, degradation };
}

function previousState({ before, model }: WatchFacts): WatchState | null {
  if (before === null) return null;
  const previous = parseWatchState(before);
  if (previous === null) throw fail('watch-newer', { model: model.name });
  return previous;
}

function inProduction({ production, versions }: ModelState): {
  production: Production | null;
  version: Version | null;
} {
  const version = versions.findLast(one => one.version === production?.version) ?? null;
  return { production, version };
}

const watchedProduction = (production: Production, version: Version): WatchedProduction => ({
  event: production.event,
  made: version.event,
  version: version.version,
  since: Date.parse(production.since),
});

/** Another production reads what may hold its rows again: those files count as never seen. */
function filesKnown(
  previous: WatchState | null,
  { event, since }: WatchedProduction,
): { files: WatchState['files']; at: number | null } {
  if (previous === null) return { files: [], at: null };
  const at = Date.parse(previous.at);
  if (previous.production === event) return { files: previous.files, at };
  const first = Math.floor(since / DAY_MS) * DAY_MS;
  const files = previous.files.filter(({ last }) => last === null || last < first);
  return { files: files.map(file => ({ ...file, days: [] })), at };
}

interface CountRequest {
  readonly facts: WatchFacts;
  readonly start: WatchState;
  readonly production: Production;
  readonly found: FoundFiles;
  readonly budget: number | undefined;
}

async function count(
  { facts, start, production, found, budget }: CountRequest,
  ports: MonitorPorts,
): Promise<{ state: WatchState; counted: CountedLogs; days: readonly number[] }> {
  const { model, loss, now } = facts;
  const { monitor, holdout } = model;
  const counter = new DayCounter(start, {
    every: monitor.false_alarm_every.ms / DAY_MS,
    tolerance: monitor.tolerance,
    seasonMs: holdout.season?.ms ?? null,
  });
  const { reference } = start.versions[0] as VersionWatch;
  ports.log.step(
    `${model.name}: reading ${found.files.length === 1 ? '1 file' : `${found.files.length} files`} of logs`,
  );
  const counted = await countLogs({
    reading: { model, loss, reference, since: start.since, isVersion: isLabelOf(production), now: now.getTime() },
    files: found.files,
    counter,
    labelTimeoutMs: monitor.label_timeout.ms,
    ports,
    ...(budget === undefined ? {} : { budget }),
  });
  const state = { ...counter.state, files: counted.files, watermark: counted.watermark };
  return { state, counted, days: counter.counted };
}
