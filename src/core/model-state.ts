// What a model's ledger comes to: a fold over its events, and no more.
import type { Digest } from './digest.ts';
import { GENESIS, type LedgerEntry } from './ledger.ts';
import type { EventOf, LedgerEvent, ProductionEvent } from './ledger-event.ts';

/** A stretch of time in which one version was in use, named by the event that made it so. */
export interface Production {
  readonly event: Digest;
  readonly version: number;
  readonly artifact: Digest;
  readonly since: string;
}

/** A promoted candidate, and the event that made it a version. */
export interface Version {
  readonly version: number;
  readonly event: Digest;
  readonly made: EventOf<'promoted' | 'forced'>;
}

/** A judged run, and the event that says so. */
export interface JudgedRun {
  readonly event: Digest;
  readonly judged: EventOf<'evaluated'>;
}

/** What candidates are judged by: the rules, and the rows. */
export interface Yardstick {
  readonly rules: Digest;
  readonly holdout: Digest;
}

/** What was rolled back; training again from the same inputs does not make it something else. */
export interface RolledBack {
  readonly artifact: Digest;
  readonly training: Digest | null;
}

/** A degradation that has not been followed by recovery. */
export interface Alarm {
  readonly event: Digest;
  /** The production event that got worse; a promotion since then has another. */
  readonly production: Digest;
  readonly signals: readonly string[];
  readonly since: string;
  /** When it was first told, which is some days after that. */
  readonly toldAt: string;
  readonly acknowledged: readonly string[];
}

/** Everything that the ledger says about a model. */
export interface ModelState {
  readonly head: Digest;
  /** Who wrote the last event. */
  readonly writer: LedgerEvent['writer'] | null;
  readonly production: Production | null;
  /** All that was in production, oldest first; the last is in use. */
  readonly productions: readonly Production[];
  readonly versions: readonly Version[];
  readonly runs: readonly JudgedRun[];
  readonly frozen: EventOf<'frozen'> | null;
  readonly rolledBack: readonly RolledBack[];
  /** What the last promotion was judged by, or what came after it alone: see `adoptsYardstick`. */
  readonly yardstick: Yardstick | null;
  /** By holdout, the distinct predictions that were judged on it. */
  readonly judgedOn: ReadonlyMap<Digest, ReadonlySet<Digest>>;
  readonly alarm: Alarm | null;
  readonly snoozedUntil: string | null;
  /** What was let go and not made again since, with the time. */
  readonly pruned: ReadonlyMap<Digest, string>;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Draft extends Writable<ModelState> {
  productions: Production[];
  versions: Version[];
  runs: JudgedRun[];
  judgedOn: Map<Digest, Set<Digest>>;
  pruned: Map<Digest, string>;
}

/** Folds the events of one model's ledger, oldest first, into its state. */
export function foldState(entries: readonly LedgerEntry[]): ModelState {
  const draft: Draft = {
    head: GENESIS,
    writer: null,
    production: null,
    productions: [],
    versions: [],
    runs: [],
    frozen: null,
    rolledBack: [],
    yardstick: null,
    judgedOn: new Map(),
    alarm: null,
    snoozedUntil: null,
    pruned: new Map(),
  };
  for (const { id, event } of entries) {
    apply(draft, id, event);
    draft.head = id;
    draft.writer = event.writer;
  }
  return draft;
}

function apply(draft: Draft, id: Digest, event: LedgerEvent): void {
  switch (event.event) {
    case 'evaluated':
      draft.runs.push({ event: id, judged: event });
      noteStored(draft, event);
      countWear(draft, event);
      if (adoptsYardstick(draft, event)) draft.yardstick = yardstickOf(event);
      return;
    case 'promoted':
    case 'forced':
      draft.versions.push({ version: event.version, event: id, made: event });
      noteStored(draft, event);
      draft.yardstick = yardstickOf(event);
      draft.rolledBack = withoutArtifact(draft.rolledBack, event.artifact);
      putInProduction(draft, id, event);
      return;
    case 'rolled-back':
      draft.rolledBack = markRolledBack(draft, event);
      putInProduction(draft, id, event);
      return;
    case 'frozen':
      draft.frozen = event;
      return;
    case 'unfrozen':
      draft.frozen = null;
      return;
    case 'degraded':
      draft.alarm = raiseAlarm(draft.alarm, id, event);
      return;
    case 'recovered':
      draft.alarm = null;
      return;
    case 'snoozed':
      draft.snoozedUntil = event.until;
      return;
    case 'acknowledged':
      if (draft.alarm !== null) draft.alarm = { ...draft.alarm, acknowledged: event.signals };
      return;
    case 'pruned':
      for (const digest of event.artifacts) draft.pruned.set(digest, event.at);
      return;
  }
}

/** What an event names was stored before it, whatever had become of it earlier. */
function noteStored(
  { pruned }: Draft,
  { artifact, predictions }: { readonly artifact: Digest | null; readonly predictions: Digest | null },
): void {
  for (const digest of [artifact, predictions]) if (digest !== null) pruned.delete(digest);
}

const yardstickOf = ({ rules, holdout }: { rules: Digest | null; holdout: Digest | null }): Yardstick | null =>
  rules === null || holdout === null ? null : { rules, holdout };

/**
 * A yardstick that changed alone is in force once production itself was judged by it, from committed files of the default
 * branch or on a laptop: later candidates then meet a yardstick that did not change in the same breath.
 */
function adoptsYardstick({ production }: Draft, event: EventOf<'evaluated'>): boolean {
  const isProduction = production !== null && event.artifact === production.artifact;
  const isOnBranch = event.origin === 'local' || event.origin === 'push';
  const isSound = isOnBranch && !event.dirty && event.outcome === 'identical' && event.verdict === 'pass';
  return isProduction && isSound && yardstickOf(event) !== null && event.baseline === production.event;
}

/** Candidates that predict the same are one chance to be lucky, so predictions are counted and not runs. */
function countWear(draft: Draft, { holdout, predictions }: EventOf<'evaluated'>): void {
  if (holdout === null || predictions === null) return;
  const seen = draft.judgedOn.get(holdout) ?? new Set();
  draft.judgedOn.set(holdout, seen.add(predictions));
}

function putInProduction(draft: Draft, id: Digest, { version, artifact, at }: ProductionEvent): void {
  draft.production = { event: id, version, artifact, since: at };
  draft.productions.push(draft.production);
}

/** What is left for an earlier version is rolled back; leaving one for a later version is a return and marks nothing. */
function markRolledBack(draft: Draft, event: EventOf<'rolled-back'>): readonly RolledBack[] {
  const rest = withoutArtifact(draft.rolledBack, event.artifact);
  const left = draft.production;
  if (left === null || left.version <= event.version) return rest;
  const training = draft.versions.find(({ version }) => version === left.version)?.made.training ?? null;
  return [...withoutArtifact(rest, left.artifact), { artifact: left.artifact, training }];
}

function withoutArtifact(all: readonly RolledBack[], artifact: Digest): readonly RolledBack[] {
  return all.filter(rolledBack => rolledBack.artifact !== artifact);
}

function raiseAlarm(alarm: Alarm | null, id: Digest, event: EventOf<'degraded'>): Alarm {
  const { production, signals, since } = event;
  const continued = alarm !== null && alarm.production === production;
  return {
    event: id,
    production,
    signals,
    since: continued ? alarm.since : since,
    toldAt: continued ? alarm.toldAt : event.at,
    acknowledged: continued ? alarm.acknowledged : [],
  };
}

/** How many distinct candidates were judged on a holdout, counting one that is being judged when it is given. */
export function countJudged(state: ModelState, holdout: Digest, predictions?: Digest): number {
  const seen = state.judgedOn.get(holdout) ?? new Set();
  return seen.size + (predictions === undefined || seen.has(predictions) ? 0 : 1);
}
