// Which candidates become production, and why the others do not.
import { describe, expect, test } from '@jest/globals';
import type { Decision } from '../../src/core/decision.ts';
import { appendLine, GENESIS } from '../../src/core/ledger.ts';
import type { EventOf, LedgerEvent } from '../../src/core/ledger-event.ts';
import { foldState, type ModelState } from '../../src/core/model-state.ts';
import { planPromotion } from '../../src/core/promotion.ts';
import type { PromotionFacts, PromotionRequest } from '../../src/core/promotion-conditions.ts';
import { chain, event, named, sha256, stateAfter } from './ledger-fixtures.ts';

const asking = { by: 'relevo', at: '2025-07-05T08:00:00.000Z', writer: 'actions' as const };
const automatic: PromotionRequest = { ...asking, command: null };
const byCommand: PromotionRequest = { ...asking, by: 'bea', command: { because: null } };
const forced: PromotionRequest = { ...asking, by: 'bea', command: { because: 'the holdout is stale' } };

const versions = (...numbers: number[]): LedgerEvent[] =>
  numbers.map(version =>
    event('promoted', { version, artifact: named(`artifact ${version}`), training: named(`training ${version}`) }),
  );
const rolledBackTo = (version: number) => event('rolled-back', { version, artifact: named(`artifact ${version}`) });

/** A run of a new candidate that passed against what is in production. */
function passing(state: ModelState, fields: Partial<EventOf<'evaluated'>> = {}): EventOf<'evaluated'> {
  return event('evaluated', {
    artifact: named('new artifact'),
    training: named('new training'),
    baseline: state.production?.event ?? null,
    ...fields,
  });
}

function factsOf(judged: EventOf<'evaluated'>, fields: Partial<PromotionFacts> = {}): PromotionFacts {
  return { judged, distrust: null, isHead: true, headTraining: null, merged: true, setting: 'on-merge', ...fields };
}

interface Given {
  readonly state?: ModelState;
  readonly judged?: Partial<EventOf<'evaluated'>>;
  readonly facts?: Partial<PromotionFacts>;
  readonly request?: PromotionRequest;
}

function plan({ state = stateAfter(...versions(1)), judged = {}, facts = {}, request = automatic }: Given): Decision {
  return planPromotion(state, factsOf(passing(state, judged), facts), request);
}

const told = ({ kind, code }: Decision) => `${kind}: ${code}`;

describe('a candidate that passed', () => {
  test('becomes the next version, by an event that a ledger takes', () => {
    const state = stateAfter(...versions(1, 2, 3), rolledBackTo(2));
    const judged = passing(state);
    const decision = planPromotion(state, factsOf(judged), automatic);
    const { origin: _, pullRequest: __, dirty: ___, former: ____, ...rest } = judged;
    expect(decision).toEqual({
      kind: 'promote',
      code: 'passed',
      reason: 'It passed against v2.',
      event: { ...rest, ...asking, event: 'promoted', version: 4 },
    });
    expect(decision.kind === 'promote' && appendLine(decision.event, state.head, sha256)).toContain('"version":4');
  });

  test('becomes the first version when nothing is in production', () => {
    expect(plan({ state: foldState([]) })).toMatchObject({
      reason: 'It passed against the best constant.',
      event: { event: 'promoted', version: 1, baseline: null },
    });
  });

  test('is promoted when the head is another commit with the same inputs', () => {
    const facts = { isHead: false, headTraining: named('new training') };
    expect(told(plan({ facts }))).toBe('promote: passed');
  });

  test('is promoted under a new yardstick when it passed under the former too', () => {
    const former = { rules: named('rules'), verdict: 'pass' as const };
    expect(told(plan({ judged: { rules: named('changed'), former } }))).toBe('promote: passed');
  });

  test('is promoted on fresh rows under the same rules, once somebody reviewed them', () => {
    const judged = { holdout: named('fresh rows') };
    expect(told(plan({ judged }))).toBe('promote: passed');
    const pushed = { merged: false, setting: 'on-push' as const };
    expect(told(plan({ judged, facts: pushed, request: byCommand }))).toBe('promote: passed');
  });

  test('is promoted by its yardstick alone after a model was adopted, which had none', () => {
    const adopted = event('forced', { version: 1, rules: null, yardstick: null, holdout: null, verdict: null });
    expect(told(plan({ state: stateAfter(adopted) }))).toBe('promote: passed');
  });

  test('decides the same whenever it is asked', () => {
    const given = { state: stateAfter(...versions(1, 2)) };
    expect(plan(given)).toEqual(plan(given));
  });
});

describe('production stays', () => {
  const changed = { rules: named('changed') };
  const cases: [string, string, Given][] = [
    ['when the run is not trusted', 'refuse: untrusted', { facts: { distrust: 'It ran for a fork.' } }],
    ['for a run of a pull request', 'refuse: not-on-default-branch', { judged: { origin: 'pull-request' } }],
    ['for a run of a fork', 'refuse: not-on-default-branch', { judged: { origin: 'fork' } }],
    ['for a run of another branch', 'refuse: not-on-default-branch', { judged: { origin: 'branch' } }],
    ['for uncommitted changes', 'refuse: dirty', { judged: { dirty: true } }],
    ['outside git', 'refuse: dirty', { judged: { commit: null, tree: null } }],
    ['when training failed', 'refuse: not-judged', { judged: { artifact: null, verdict: 'fail' } }],
    ['when nothing was compared', 'refuse: not-judged', { judged: { comparison: null, verdict: 'fail' } }],
    ['when the branch moved', 'wait: moved', { facts: { isHead: false, headTraining: named('newer') } }],
    ['when the head is not known', 'wait: moved', { facts: { isHead: false } }],
    ['when another version came since', 'wait: stale', { judged: { baseline: named('older event') } }],
    ['when the first version came since', 'wait: stale', { judged: { baseline: null } }],
    ['when its baseline is gone', 'wait: stale', { state: foldState([]), judged: { baseline: named('an event') } }],
    ['for identical predictions', 'nothing: identical', { judged: { outcome: 'identical' } }],
    ['for a failed verdict', 'refuse: verdict', { judged: { verdict: 'fail' } }],
    ['for an inconclusive verdict', 'refuse: verdict', { judged: { verdict: 'inconclusive' } }],
    [
      'for a first version no better than the constant',
      'refuse: verdict',
      { state: foldState([]), judged: { outcome: 'identical', verdict: 'fail' } },
    ],
    ['under new rules alone', 'wait: yardstick', { judged: changed }],
    [
      'on new rows that nobody reviewed',
      'wait: yardstick',
      { judged: { holdout: named('fresh rows') }, facts: { merged: false, setting: 'on-push' } },
    ],
    [
      'when the former yardstick failed it',
      'wait: yardstick',
      { judged: { ...changed, former: { rules: named('rules'), verdict: 'inconclusive' } } },
    ],
    [
      'when the other yardstick is not the last promotion’s',
      'wait: yardstick',
      { judged: { ...changed, former: { rules: named('another'), verdict: 'pass' } } },
    ],
    ['when frozen', 'wait: frozen', { state: stateAfter(...versions(1), event('frozen')) }],
    ['until a command', 'wait: awaits-command', { facts: { setting: 'by-command' } }],
    ['until a merge', 'wait: awaits-command', { facts: { merged: false } }],
    ['when it is in production', 'nothing: in-production', { judged: { artifact: named('artifact 1') } }],
  ];

  test.each(cases)('%s', (_, expected, given) => {
    const decision = plan(given);
    expect(told(decision)).toBe(expected);
    expect(decision.reason).toMatch(/^[A-Z].*\.$/);
  });

  test.each(cases.filter(([, expected]) => !/verdict|yardstick|awaits-command/.test(expected)))(
    '%s, and no command overrides that',
    (_, expected, given) => {
      expect(told(plan({ ...given, request: forced }))).toBe(expected);
    },
  );

  test('and the reason names the versions that moved', () => {
    const state = stateAfter(...versions(1, 2));
    expect(plan({ state, judged: { baseline: state.productions[0]?.event ?? null } }).reason).toBe(
      'It was compared with v1, but v2 is in production now.',
    );
  });

  test('but a push suffices where the config says so', () => {
    expect(told(plan({ facts: { merged: false, setting: 'on-push' } }))).toBe('promote: passed');
  });
});

describe('a command', () => {
  test('promotes what passed, without force', () => {
    const facts = { merged: false, setting: 'by-command' as const };
    expect(plan({ facts, request: byCommand })).toMatchObject({
      code: 'passed',
      event: { event: 'promoted', by: 'bea' },
    });
    expect(plan({ facts, request: forced })).toMatchObject({ code: 'passed', event: { event: 'promoted' } });
  });

  test.each<[string, Partial<EventOf<'evaluated'>>]>([
    ['a failed verdict', { verdict: 'fail' }],
    ['an inconclusive verdict', { verdict: 'inconclusive' }],
    ['changed rules', { rules: named('changed') }],
  ])('overrides %s only with a reason, and is recorded as forced', (_, judged) => {
    expect(plan({ judged, request: byCommand }).kind).not.toBe('promote');
    expect(plan({ judged, request: { ...asking, command: { because: '  ' } } }).kind).not.toBe('promote');
    const decision = plan({ judged, request: forced });
    expect(decision).toMatchObject({
      code: 'forced',
      event: {
        event: 'forced',
        version: 2,
        reason: 'the holdout is stale',
        by: 'bea',
        verdict: judged.verdict ?? 'pass',
      },
    });
    expect(decision.kind === 'promote' && appendLine(decision.event, GENESIS, sha256)).toContain('"forced"');
  });
});

describe('an artifact that is a version already', () => {
  const entries = chain(...versions(1, 2));
  const state = foldState(entries);
  const first = { artifact: named('artifact 1'), training: named('training 1') };

  test('comes back by a rollback to it when its inputs return, whatever the verdict', () => {
    const judged = { ...first, verdict: 'fail' as const, rules: named('changed') };
    expect(plan({ state, judged })).toEqual({
      kind: 'promote',
      code: 'returned',
      reason: 'The default branch has the inputs of v1 again.',
      event: {
        event: 'rolled-back',
        model: 'daily-sales',
        ...asking,
        version: 1,
        artifact: named('artifact 1'),
        to: entries[0]?.id,
        from: entries[1]?.id,
        reason: 'The default branch has the inputs of v1 again.',
      },
    });
  });

  test.each<[string, Given]>([
    ['refuse: untrusted', { facts: { distrust: 'It is a copy of the workflow.' } }],
    ['refuse: dirty', { judged: { ...first, dirty: true } }],
    ['wait: moved', { facts: { isHead: false } }],
    ['wait: awaits-command', { facts: { setting: 'by-command' } }],
    ['wait: frozen', { state: stateAfter(...versions(1, 2), event('frozen')) }],
  ])('is held to the same conditions otherwise: %s', (expected, given) => {
    expect(told(plan({ state, judged: first, ...given }))).toBe(expected);
  });

  describe('and was rolled back', () => {
    const after = stateAfter(...versions(1, 2), rolledBackTo(1));
    const second = { artifact: named('artifact 2'), training: named('training 2') };

    test('returns only by command, as the version that it is', () => {
      expect(told(plan({ state: after, judged: second }))).toBe('refuse: rolled-back-before');
      expect(plan({ state: after, judged: second, request: byCommand })).toMatchObject({
        code: 'returned',
        reason: 'v2 was asked for.',
        event: { event: 'rolled-back', version: 2, reason: null },
      });
    });

    test('is not another when it was trained again from the same inputs', () => {
      const again = { artifact: named('other bytes'), training: named('training 2') };
      expect(told(plan({ state: after, judged: again }))).toBe('refuse: rolled-back-before');
      expect(told(plan({ state: after, judged: again, request: byCommand }))).toBe('promote: passed');
    });
  });
});

test('a candidate whose artifact was let go is refused, until it is made again', () => {
  const gone = event('pruned', { artifacts: [named('new artifact')] });
  const state = stateAfter(...versions(1), gone);
  for (const request of [automatic, byCommand, forced]) {
    expect(told(plan({ state, request }))).toBe('refuse: pruned');
  }
  const again = stateAfter(...versions(1), gone, event('evaluated', { artifact: named('new artifact') }));
  expect(told(plan({ state: again }))).toBe('promote: passed');
});
