// The events of a model's ledger: one table declares their fields, and gives their types, checks and order on the line.
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
  type Reading,
  type Shaped,
  taggedBy,
  text,
  wholeNumber,
} from './json-shape.ts';
import { modelName, objectId, runId } from './name-shape.ts';

const verdict = oneOf('pass', 'fail', 'inconclusive');
const outcome = oneOf('identical', 'better', 'slightly-worse', 'not-worse', 'worse', 'inconclusive');
const reason = text(2000);
const signals = listOf(text(200), 1000);
const version = wholeNumber(1);

/** What every event begins with. `writer` is who may write: one of App and Actions in a repository. */
const common = <const Kind extends string>(kind: Kind) => ({
  event: oneOf(kind),
  model: modelName,
  at: instant,
  /** Who caused it: a person's login, or the name of the program. */
  by: text(200),
  writer: oneOf('actions', 'app', 'local'),
});

/** Where a candidate came from. */
const lineage = {
  run: runId,
  commit: nullable(objectId),
  tree: nullable(objectId),
  training: digest,
};

/** What a version was accepted by. */
const acceptance = {
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
  metrics: byName(nullable(finiteNumber), 500),
};

const shapes = {
  /** A run was judged; what failed before has no artifact or no comparison. */
  evaluated: object({
    ...common('evaluated'),
    ...lineage,
    /** `push`: to the default branch; `branch`: to another one. */
    origin: oneOf('push', 'branch', 'pull-request', 'fork', 'merge-group', 'local'),
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
    metrics: acceptance.metrics,
  }),
  /** A candidate that passed became a version and production. */
  promoted: object({ ...common('promoted'), ...lineage, ...acceptance, verdict: oneOf('pass') }),
  /** A person made a version against the verdict, or named a model that was in production before Relevo came. */
  forced: object({
    ...common('forced'),
    run: nullable(lineage.run),
    commit: lineage.commit,
    tree: lineage.tree,
    training: nullable(lineage.training),
    ...acceptance,
    verdict: nullable(verdict),
    reason,
  }),
  /** An earlier version, or one that had been rolled back, is production again. */
  'rolled-back': object({
    ...common('rolled-back'),
    version,
    artifact: digest,
    /** The event that made the version. */
    to: digest,
    /** The production event that it ends. */
    from: digest,
    reason: nullable(reason),
  }),
  frozen: object({ ...common('frozen'), reason: nullable(reason) }),
  unfrozen: object({ ...common('unfrozen'), reason: nullable(reason) }),
  /** Production was shown to have got worse; repeated when the signals change. */
  degraded: object({ ...common('degraded'), production: digest, signals, since: instant, report: nullable(digest) }),
  recovered: object({ ...common('recovered'), production: digest, signals, report: nullable(digest) }),
  snoozed: object({ ...common('snoozed'), until: instant, reason: nullable(reason) }),
  acknowledged: object({ ...common('acknowledged'), signals, reason: nullable(reason) }),
  /** Artifacts and predictions that are kept no longer; said before they are removed. */
  pruned: object({ ...common('pruned'), artifacts: listOf(digest, 100_000, 1) }),
};

const anyEvent = taggedBy('event', shapes);

/** Every kind of event. */
export type EventKind = keyof typeof shapes;

/** The event of one kind. */
export type EventOf<Kind extends EventKind> = Shaped<(typeof shapes)[Kind]>;

/** One event of a model's ledger. */
export type LedgerEvent = { [Kind in EventKind]: EventOf<Kind> }[EventKind];

/** An event that changes production. */
export type ProductionEvent = EventOf<'promoted' | 'forced' | 'rolled-back'>;

/** The kinds that this version of Relevo knows. */
export const eventKinds = Object.keys(shapes) as readonly EventKind[];

/** Checks a value against the event that it says it is, and puts its keys in their order on the line. */
export function readEvent(value: unknown): Reading<LedgerEvent> {
  return anyEvent.read(value, '') as Reading<LedgerEvent>;
}
