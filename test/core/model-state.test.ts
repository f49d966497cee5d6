// What a ledger's events come to.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findTarget } from '../../src/core/find-target.ts';
import { GENESIS } from '../../src/core/ledger.ts';
import type { EventOf, LedgerEvent } from '../../src/core/ledger-event.ts';
import { countJudged, foldState } from '../../src/core/model-state.ts';
import { findCandidate, findComparison } from '../../src/core/usable-runs.ts';
import { chain, commit, event, everyEvent, named, stateAfter } from './ledger-fixtures.ts';

const promoted = (version: number) =>
  event('promoted', {
    version,
    artifact: named(`artifact ${version}`),
    training: named(`training ${version}`),
    at: `2025-07-0${version}T12:00:00.000Z`,
  });
const returned = (version: number) => event('rolled-back', { version, artifact: named(`artifact ${version}`) });

test('of no events, nothing is in production and nothing was judged', () => {
  expect(foldState([])).toEqual({
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
  });
});

test('is the same for the same events, and is not changed by later folds', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...everyEvent), { maxLength: 30 }), fc.nat(30), (events, cut) => {
      const entries = chain(...events);
      const before = foldState(entries.slice(0, cut));
      const kept = structuredClone(before);
      expect(foldState(entries)).toEqual(foldState(structuredClone(entries)));
      expect(before).toEqual(kept);
      expect(foldState(entries).head).toBe(entries.at(-1)?.id ?? GENESIS);
    }),
    { seed: 42 },
  );
});

describe('production', () => {
  test('is the last event that changed it, by its id', () => {
    const entries = chain(promoted(1), event('frozen'), promoted(2), returned(1), event('unfrozen'));
    const state = foldState(entries);
    const at = '2025-07-04T12:00:00.000Z';
    expect(state.production).toEqual({
      event: entries[3]?.id,
      version: 1,
      artifact: named('artifact 1'),
      since: at,
    });
    expect(state.productions.map(({ version, event }) => [version, event])).toEqual([
      [1, entries[0]?.id],
      [2, entries[2]?.id],
      [1, entries[3]?.id],
    ]);
    expect(state.versions.map(({ version, event }) => [version, event])).toEqual([
      [1, entries[0]?.id],
      [2, entries[2]?.id],
    ]);
  });

  test('can be forced, and the yardstick is that of the last promotion, not of a rollback', () => {
    const state = stateAfter(
      { ...promoted(1), rules: named('old') },
      event('forced', { version: 2, artifact: named('artifact 2'), rules: named('new') }),
      returned(1),
    );
    expect(state.yardstick).toEqual({ rules: named('new'), holdout: named('holdout') });
    expect(state.versions.map(({ made }) => made.event)).toEqual(['promoted', 'forced']);
  });

  describe('and a yardstick that changed alone', () => {
    const first = event('promoted', { rules: named('old') });
    const again = (fields: Partial<EventOf<'evaluated'>>) =>
      event('evaluated', {
        origin: 'local',
        outcome: 'identical',
        baseline: chain(first)[0]?.id ?? null,
        rules: named('new'),
        ...fields,
      });

    test.each(['local', 'push'] as const)('is in force once production itself was judged by it: %s', origin => {
      expect(stateAfter(first, again({ origin })).yardstick?.rules).toBe(named('new'));
    });

    test.each<[string, Partial<EventOf<'evaluated'>>]>([
      ['with another model', { artifact: named('artifact 2') }],
      ['from uncommitted files', { dirty: true }],
      ['for a pull request', { origin: 'pull-request' }],
      ['for another branch', { origin: 'branch' }],
      ['against an earlier production', { baseline: named('another event') }],
      ['without passing', { verdict: 'fail' }],
    ])('is not when it was judged %s', (_, fields) => {
      expect(stateAfter(first, again(fields)).yardstick?.rules).toBe(named('old'));
    });
  });
});

describe('what was rolled back', () => {
  const mark = (version: number) => ({
    artifact: named(`artifact ${version}`),
    training: named(`training ${version}`),
  });

  test.each<[string, LedgerEvent[], ReturnType<typeof mark>[]]>([
    ['is left for an earlier version', [promoted(1), promoted(2), returned(1)], [mark(2)]],
    ['adds up', [promoted(1), promoted(2), promoted(3), returned(2), returned(1)], [mark(3), mark(2)]],
    ['is so no more once it returned', [promoted(1), promoted(2), returned(1), returned(2)], []],
    ['stays so after another promotion', [promoted(1), promoted(2), returned(1), promoted(3)], [mark(2)]],
  ])('%s', (_, events, expected) => {
    expect(stateAfter(...events).rolledBack).toEqual(expected);
  });
});

describe('wear', () => {
  const judged = (predictions: string | null, holdout: string | null = 'holdout') =>
    event('evaluated', {
      predictions: predictions === null ? null : named(predictions),
      holdout: holdout === null ? null : named(holdout),
    });

  test('counts distinct predictions by holdout, and nothing that was not judged', () => {
    const state = stateAfter(
      judged('a'),
      judged('b'),
      judged('a'),
      judged('a', 'other'),
      judged(null),
      judged('c', null),
    );
    expect(countJudged(state, named('holdout'))).toBe(2);
    expect(countJudged(state, named('holdout'), named('a'))).toBe(2);
    expect(countJudged(state, named('holdout'), named('c'))).toBe(3);
    expect(countJudged(state, named('other'))).toBe(1);
    expect(countJudged(state, named('fresh'))).toBe(0);
    expect(countJudged(state, named('fresh'), named('a'))).toBe(1);
  });
});

describe('an alarm', () => {
  const production = named('some event');
  const degraded = (...signals: string[]) =>
    event('degraded', {
      signals,
      since: signals.length === 1 ? '2025-07-01T00:00:00.000Z' : '2025-07-09T00:00:00.000Z',
    });

  test('keeps its beginning and what was acknowledged while signals come and go', () => {
    const later = { ...degraded('a', 'b'), at: '2026-01-01T00:00:00.000Z' };
    const entries = chain(degraded('a'), event('acknowledged', { signals: ['a'] }), later);
    expect(foldState(entries).alarm).toEqual({
      event: entries[2]?.id,
      production,
      signals: ['a', 'b'],
      since: '2025-07-01T00:00:00.000Z',
      toldAt: entries[0]?.event.at,
      acknowledged: ['a'],
    });
  });

  test('begins anew for another production, and ends with recovery', () => {
    const other = event('degraded', { ...degraded('a', 'b'), production: named('later event') });
    const acknowledged = event('acknowledged', { signals: ['a'] });
    expect(stateAfter(degraded('a'), acknowledged, other).alarm).toMatchObject({
      since: '2025-07-09T00:00:00.000Z',
      acknowledged: [],
    });
    expect(stateAfter(degraded('a'), event('recovered')).alarm).toBeNull();
    expect(stateAfter(acknowledged).alarm).toBeNull();
  });

  test('can be snoozed, and a model frozen and unfrozen', () => {
    const state = stateAfter(event('snoozed'), event('frozen', { by: 'bea', writer: 'app' }));
    expect(state.snoozedUntil).toBe('2025-07-11T12:00:00.000Z');
    expect(state.frozen).toMatchObject({ by: 'bea', reason: 'stocktaking' });
    expect(state.writer).toBe('app');
    expect(stateAfter(event('frozen'), event('unfrozen')).frozen).toBeNull();
  });
});

describe('an earlier run', () => {
  const tree = commit('t1');
  const digest = named('training 1');

  test.each([
    ['push', null, true],
    ['local', null, true],
    ['pull-request', tree, true],
    ['merge-group', tree, true],
    ['pull-request', commit('t2'), false],
    ['pull-request', null, false],
    ['fork', tree, false],
  ] as const)('from %s is used at tree %s: %s', (origin, wanted, expected) => {
    const state = stateAfter(event('evaluated', { origin, tree }));
    expect(findCandidate(state, { digest, tree: wanted }) !== undefined).toBe(expected);
    expect(findComparison(state, { digest: named('comparison 1'), tree: wanted }) !== undefined).toBe(expected);
  });

  test('outside git proves nothing about a tree', () => {
    const state = stateAfter(event('evaluated', { origin: 'pull-request', tree: null }));
    expect(findCandidate(state, { digest, tree: null })).toBeUndefined();
  });

  test('is the latest with an artifact, of the same digest', () => {
    const state = stateAfter(
      event('evaluated', { run: '1' }),
      event('evaluated', { run: '2', comparison: null }),
      event('evaluated', { run: '3', artifact: null, comparison: null, verdict: 'fail' }),
      event('evaluated', { run: '4', training: named('other'), comparison: named('other') }),
    );
    expect(findCandidate(state, { digest, tree })?.judged.run).toBe('2');
    expect(findComparison(state, { digest: named('comparison 1'), tree })?.judged.run).toBe('1');
  });
});

describe('a target', () => {
  const entries = chain(
    event('evaluated', { run: '7', artifact: named('artifact 1') }),
    event('evaluated', { run: '7', artifact: named('artifact 9'), verdict: 'fail' }),
    promoted(1),
    promoted(2),
    returned(1),
  );
  const state = foldState(entries);
  const idOf = (index: number) => entries[index]?.id;
  const find = (target: Parameters<typeof findTarget>[1]) => findTarget(state, target).map(found => found.event);
  const start = (word: string) => named(word).slice(7, 15);

  test('is found by what it names', () => {
    expect(find({ kind: 'production' })).toEqual([idOf(2)]);
    expect(find({ kind: 'version', version: 2 })).toEqual([idOf(3)]);
    expect(find({ kind: 'version', version: 3 })).toEqual([]);
    expect(find({ kind: 'run', run: '7' })).toEqual([idOf(1)]);
    expect(find({ kind: 'run', run: '8' })).toEqual([]);
    expect(find({ kind: 'digest', start: start('artifact 1') })).toEqual([idOf(2)]);
    expect(find({ kind: 'digest', start: start('artifact 9') })).toEqual([idOf(1)]);
    expect(find({ kind: 'digest', start: start('nothing') })).toEqual([]);
    expect(find({ kind: 'digest', start: '' })).toHaveLength(3);
  });
});
