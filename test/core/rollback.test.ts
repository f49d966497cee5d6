// Which version a rollback returns to.
import { expect, test } from '@jest/globals';
import { appendLine } from '../../src/core/ledger.ts';
import type { LedgerEvent } from '../../src/core/ledger-event.ts';
import { foldState } from '../../src/core/model-state.ts';
import { planRollback } from '../../src/core/rollback.ts';
import { chain, event, named, sha256, stateAfter } from './ledger-fixtures.ts';

const asking = { by: 'bea', at: '2025-07-05T08:00:00.000Z', writer: 'app' as const };
const promoted = (version: number) => event('promoted', { version, artifact: named(`artifact ${version}`) });
const returned = (version: number) => event('rolled-back', { version, artifact: named(`artifact ${version}`) });
const back = { ...asking, to: null, because: null };

test('is an event that a ledger takes, and names both ends', () => {
  const entries = chain(promoted(1), promoted(2));
  const decision = planRollback(foldState(entries), { ...back, because: 'Vigo complains' });
  expect(decision).toEqual({
    kind: 'promote',
    code: 'returned',
    reason: 'Vigo complains',
    event: {
      event: 'rolled-back',
      model: 'daily-sales',
      ...asking,
      version: 1,
      artifact: named('artifact 1'),
      to: entries[0]?.id,
      from: entries[1]?.id,
      reason: 'Vigo complains',
    },
  });
  const head = entries[1]?.id ?? named('none');
  expect(decision.kind === 'promote' && appendLine(decision.event, head, sha256)).toContain('"rolled-back"');
});

test.each<[string, LedgerEvent[], number | null, number]>([
  ['the one before', [promoted(1), promoted(2), promoted(3)], null, 2],
  ['the one before that was not rolled back', [promoted(1), promoted(2), returned(1), promoted(3)], null, 1],
  ['the one before, again', [promoted(1), promoted(2), promoted(3), returned(2)], null, 1],
  ['the one that is named', [promoted(1), promoted(2), promoted(3)], 1, 1],
  ['one that was rolled back, when it is named', [promoted(1), promoted(2), returned(1)], 2, 2],
  ['a version although the model is frozen', [promoted(1), promoted(2), event('frozen')], null, 1],
])('returns to %s', (_, events, to, version) => {
  expect(planRollback(stateAfter(...events), { ...back, to })).toMatchObject({ kind: 'promote', event: { version } });
});

test.each<[string, LedgerEvent[], number | null, string, string]>([
  ['nothing is in production', [], null, 'no-production', 'No version is in production.'],
  ['it is in production', [promoted(1)], 1, 'in-production', 'v1 is in production.'],
  [
    'there is none before',
    [promoted(1)],
    null,
    'no-earlier-version',
    'Every version before v1 was rolled back itself or let go, or there is none.',
  ],
  ['there is no such version', [promoted(1), promoted(2)], 7, 'unknown-version', 'There is no v7.'],
])('stays where it is when %s', (_, events, to, code, reason) => {
  expect(planRollback(stateAfter(...events), { ...back, to })).toMatchObject({ code, reason });
});

test('a version whose artifact was let go is returned to neither by name nor by default', () => {
  const gone = event('pruned', { artifacts: [named('artifact 2')] });
  const state = stateAfter(promoted(1), promoted(2), promoted(3), gone);
  expect(planRollback(state, { ...back, to: 2 })).toMatchObject({ kind: 'refuse', code: 'pruned' });
  expect(planRollback(state, back)).toMatchObject({ kind: 'promote', event: { version: 1 } });
});
