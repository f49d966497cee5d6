// Events as tests need them: whole ones, of which a test changes what it is about.
import { createHash } from 'node:crypto';
import { type Digest, digestOf } from '../../src/core/digest.ts';
import { appendLines, GENESIS, type LedgerEntry } from '../../src/core/ledger.ts';
import type { EventKind, EventOf, LedgerEvent } from '../../src/core/ledger-event.ts';
import { foldState, type ModelState } from '../../src/core/model-state.ts';

/** SHA-256 of a text. */
export const sha256 = (text: string): Digest => digestOf(createHash('sha256').update(text, 'utf8').digest('hex'));

/** A digest that a word stands for. */
export const named = (word: string): Digest => sha256(word);

/** A commit's id that a word stands for. */
export const commit = (word: string): string => sha256(word).slice(7, 47);

const common = { model: 'daily-sales', at: '2025-07-04T12:00:00.000Z', by: 'ana', writer: 'local' as const };

const lineage = { run: '101', commit: commit('c1'), tree: commit('t1'), training: named('training 1') };

const acceptance = {
  artifact: named('artifact 1'),
  comparison: named('comparison 1'),
  predictions: named('predictions 1'),
  holdout: named('holdout'),
  rules: named('rules'),
  yardstick: named('yardstick'),
  baseline: null,
  outcome: 'better' as const,
  report: named('report 1'),
  metrics: { wape: 0.074, bias: -0.004 },
};

const examples: { readonly [Kind in EventKind]: EventOf<Kind> } = {
  evaluated: {
    event: 'evaluated',
    ...common,
    ...lineage,
    ...acceptance,
    origin: 'push',
    pullRequest: null,
    dirty: false,
    verdict: 'pass',
    former: null,
  },
  promoted: { event: 'promoted', ...common, ...lineage, ...acceptance, version: 1, verdict: 'pass' },
  forced: {
    event: 'forced',
    ...common,
    ...lineage,
    ...acceptance,
    version: 1,
    verdict: 'fail',
    reason: 'the holdout is stale',
  },
  'rolled-back': {
    event: 'rolled-back',
    ...common,
    version: 1,
    artifact: named('artifact 1'),
    to: named('some event'),
    from: named('another event'),
    reason: null,
  },
  frozen: { event: 'frozen', ...common, reason: 'stocktaking' },
  unfrozen: { event: 'unfrozen', ...common, reason: null },
  degraded: {
    event: 'degraded',
    ...common,
    production: named('some event'),
    signals: ['overall wape', 'shop = Vigo'],
    since: '2025-07-03T00:00:00.000Z',
    report: named('monitoring report'),
  },
  recovered: {
    event: 'recovered',
    ...common,
    production: named('some event'),
    signals: ['overall wape'],
    report: null,
  },
  snoozed: { event: 'snoozed', ...common, until: '2025-07-11T12:00:00.000Z', reason: null },
  pruned: { event: 'pruned', ...common, artifacts: [named('an old artifact')] },
  acknowledged: { event: 'acknowledged', ...common, signals: ['shop = Vigo'], reason: 'a new till' },
};

/** A whole event of one kind, with some fields replaced. */
export function event<Kind extends EventKind>(kind: Kind, fields: Partial<EventOf<Kind>> = {}): EventOf<Kind> {
  return { ...examples[kind], ...fields };
}

/** One event of every kind. */
export const everyEvent: readonly LedgerEvent[] = Object.values(examples);

/** Events as they stand in a ledger. */
export function chain(...events: readonly LedgerEvent[]): readonly LedgerEntry[] {
  return appendLines(events, GENESIS, sha256).entries;
}

/** The state that events come to. */
export function stateAfter(...events: readonly LedgerEvent[]): ModelState {
  return foldState(chain(...events));
}
