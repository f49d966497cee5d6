// What became of a run, however late it is told, and whatever was decided meanwhile.
import { describe, expect, test } from '@jest/globals';
import type { Decision } from '../../src/core/decision.ts';
import type { LedgerEvent } from '../../src/core/ledger-event.ts';
import { effectOf } from '../../src/flows/publish/decided-effect.ts';
import type { Effect } from '../../src/report/pull-request-view.ts';
import { chain, event, named } from '../core/ledger-fixtures.ts';

const stays: Decision = { kind: 'nothing', code: 'in-production', reason: 'It is v1.', remedy: null };
const told = (run: string, decision: Decision, ...events: LedgerEvent[]): Effect =>
  effectOf({ run, decision, entries: chain(...events) }, version => `https://releases/v${version}`);

const judged = (run: string, artifact = `artifact ${run}`, origin: 'push' | 'pull-request' = 'push') =>
  event('evaluated', { run, artifact: named(artifact), origin });
const made = (run: string, version: number) =>
  event('promoted', { run, version, artifact: named(`artifact ${run}`), by: 'relevo' });
const back = (artifact: string, by = 'relevo') =>
  event('rolled-back', {
    version: 1,
    artifact: named(artifact),
    by,
    reason: 'The default branch has the inputs of v1 again.',
  });

describe('a run of the default branch', () => {
  test.each<[string, string, LedgerEvent[], Effect['kind']]>([
    ['was promoted, told once more', '1', [judged('1'), made('1', 1)], 'promoted'],
    [
      'was promoted, and rolled back since',
      '2',
      [judged('1'), made('1', 1), judged('2'), made('2', 2), back('artifact 1', 'bea')],
      'promoted',
    ],
    [
      'brought an earlier version back',
      '3',
      [judged('1'), made('1', 1), judged('2'), made('2', 2), judged('3', 'artifact 1'), back('artifact 1')],
      'returned',
    ],
    [
      'had what a later one brought back',
      '3',
      [judged('1'), made('1', 1), judged('3', 'artifact 1'), judged('4', 'artifact 1'), back('artifact 1')],
      'nothing',
    ],
    [
      'had what a person brought back',
      '3',
      [judged('1'), made('1', 1), judged('3', 'artifact 1'), back('artifact 1', 'bea')],
      'nothing',
    ],
    [
      'is not followed by others of pull requests',
      '3',
      [judged('1'), made('1', 1), judged('3', 'artifact 1'), judged('5', 'x', 'pull-request'), back('artifact 1')],
      'returned',
    ],
    ['changed nothing', '2', [judged('1'), made('1', 1), judged('2', 'artifact 1')], 'nothing'],
    ['is not known', '9', [judged('1'), made('1', 1)], 'nothing'],
  ])('%s', (_, run, events, kind) => {
    expect(told(run, stays, ...events).kind).toBe(kind);
  });

  test('forced by a person stays forced, with the reason', () => {
    const forced = event('forced', { run: '1', version: 4, reason: 'labels of July' });
    expect(told('1', stays, judged('1'), forced)).toEqual({
      kind: 'promoted',
      version: 4,
      url: 'https://releases/v4',
      because: 'labels of July',
    });
  });

  test('is not taken for the one that was promoted while it was told', () => {
    const other: Decision = { kind: 'promote', code: 'passed', reason: 'It passed.', event: made('2', 1) };
    expect(told('1', other, judged('1'), judged('2'), made('2', 1))).toMatchObject({
      kind: 'withheld',
      reason: expect.stringContaining('moved on'),
    });
  });
});
