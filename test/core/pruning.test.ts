// What goes and what stays: versions, candidates, and what no ledger names.
import { describe, expect, test } from '@jest/globals';
import type { Digest } from '../../src/core/digest.ts';
import type { LedgerEvent } from '../../src/core/ledger-event.ts';
import { type Keeping, planPruning } from '../../src/core/pruning.ts';
import { event, named, stateAfter } from './ledger-fixtures.ts';

const NOW = '2025-07-31T12:00:00.000Z';
const DAY = 24 * 3_600_000;
const keep: Keeping = { versions: 2, candidatesMs: 7 * DAY };
const daysAgo = (days: number): string => new Date(Date.parse(NOW) - days * DAY).toISOString();

const promoted = (version: number) =>
  event('promoted', { version, artifact: named(`v${version}`), predictions: named(`p${version}`) });
const returned = (version: number) => event('rolled-back', { version, artifact: named(`v${version}`) });
const judged = (word: string, days: number) =>
  event('evaluated', { artifact: named(word), predictions: named(`p of ${word}`), at: daysAgo(days) });
const pruned = (...words: string[]) => event('pruned', { artifacts: words.map(named) });
/** A run that is the latest, and of no interest otherwise. */
const last = judged('latest', 60);

const stored = (...words: string[]) => words.map(word => ({ digest: named(word), at: daysAgo(100) }));

function gone(events: readonly LedgerEvent[], blobs: readonly string[], keeping: Keeping | null = keep): string[] {
  const models = [{ model: 'daily-sales', state: stateAfter(...events), keep: keeping }];
  const { removed } = planPruning(models, stored(...blobs), NOW);
  return blobs.filter(word => removed.includes(named(word)));
}

const versions = (count: number): string[] => Array.from({ length: count }, (_, index) => `v${index + 1}`);

describe('of versions', () => {
  test('the latest stay, with their predictions', () => {
    const events = [promoted(1), promoted(2), promoted(3), promoted(4), last];
    expect(gone(events, [...versions(4), 'p1', 'p4'])).toEqual(['v1', 'v2', 'p1']);
  });

  test('production stays, and what a rollback from it would return to', () => {
    const events = [promoted(1), promoted(2), promoted(3), promoted(4), promoted(5), returned(2), last];
    expect(gone(events, versions(5))).toEqual(['v3']);
  });

  test('what a rollback returns to stays, however many were rolled back after it', () => {
    const bad = (version: number, to: number) => [promoted(version), returned(to)];
    const events = [promoted(1), promoted(2), ...bad(3, 2), ...bad(4, 2), promoted(5), last];
    expect(gone(events, versions(5))).toEqual(['v1', 'v3']);
  });
});

describe('of candidates', () => {
  test('those of the last days stay, by their latest run', () => {
    const events = [judged('old', 8), judged('new', 6), judged('again', 30), judged('again', 1), last];
    expect(gone(events, ['old', 'p of old', 'new', 'again'])).toEqual(['old', 'p of old']);
  });

  test('that of the latest run stays, so that it can be promoted', () => {
    expect(gone([judged('first', 300), judged('second', 200)], ['first', 'second'])).toEqual(['first']);
  });

  test('those that became versions are versions', () => {
    const events = [judged('v1', 300), promoted(1), judged('v2', 200), promoted(2), last];
    expect(gone(events, versions(2))).toEqual([]);
  });
});

describe('what goes', () => {
  test('is said by the models that name it, once', () => {
    const shared = named('shared');
    const [a, b] = [judged('shared', 90), judged('shared', 80)];
    const models = [
      { model: 'a', state: stateAfter(a, judged('own', 90), last), keep },
      { model: 'b', state: stateAfter(b, pruned('shared'), last), keep },
    ];
    const plan = planPruning(models, stored('shared', 'own'), NOW);
    expect(plan.removed).toEqual([shared, named('own')]);
    expect([...plan.said]).toEqual([['a', [shared, named('own')]]]);
  });

  test('is nothing that another model keeps, or a model that the config does not name', () => {
    const mine = { model: 'a', state: stateAfter(judged('shared', 90), last), keep };
    const other = { model: 'b', state: stateAfter(promoted(1)), keep };
    const blobs = stored('shared');
    const sharing = { ...other, state: stateAfter(judged('shared', 1)) };
    expect(planPruning([mine, sharing], blobs, NOW).removed).toEqual([]);
    const unnamed = { ...other, state: stateAfter(judged('shared', 90), last), keep: null };
    expect(planPruning([mine, unnamed], blobs, NOW)).toEqual({ said: new Map(), removed: [] });
    expect(gone([judged('old', 90), last], ['old'], null)).toEqual([]);
  });

  test('is what no ledger names only when it is a day old', () => {
    const at = (hours: number): string => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();
    const strays = [
      { digest: named('being made'), at: at(23) },
      { digest: named('left over'), at: at(25) },
    ];
    expect(planPruning([], strays, NOW)).toEqual({ said: new Map(), removed: [named('left over')] });
  });

  test('is removed although it was said before, when somebody was killed in between', () => {
    const models = [{ model: 'a', state: stateAfter(judged('old', 90), last, pruned('old')), keep }];
    expect(planPruning(models, stored('old'), NOW)).toEqual({ said: new Map(), removed: [named('old')] });
    expect(planPruning(models, [], NOW).removed).toEqual([]);
  });
});

test('the state knows what was let go, until it is made again', () => {
  const { at } = pruned('v1');
  const before = stateAfter(promoted(1), promoted(2), pruned('v1', 'p1'));
  expect([...before.pruned]).toEqual([
    [named('v1'), at],
    [named('p1'), at],
  ] satisfies [Digest, string][]);
  const again = event('evaluated', { artifact: named('v1'), predictions: null });
  expect([...stateAfter(promoted(1), promoted(2), pruned('v1', 'p1'), again).pruned.keys()]).toEqual([named('p1')]);
});
