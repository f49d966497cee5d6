// Whether the reading job fetches new data: for a reason, and for somebody.
import { describe, expect, test } from '@jest/globals';
import type { LedgerEvent } from '../../src/core/ledger-event.ts';
import { fail } from '../../src/errors.ts';
import { type DuePorts, refreshWhenDue } from '../../src/flows/retrain/refresh-when-due.ts';
import type { PullRequest } from '../../src/ports/github.ts';
import { chain, event } from '../core/ledger-fixtures.ts';
import { modelConfig } from './shop.ts';

const refresh = { data: '{ refresh: node fetch.js }' };
const watched = modelConfig({ ...refresh, monitor: '{ data: logs/*.csv, retrain: true, retrain_every: 30d }' });
const now = new Date('2026-01-20T05:17:00.000Z');

const production = event('forced', { at: '2026-01-01T00:00:00.000Z' });
const [made] = chain(production);
const worse = event('degraded', {
  at: '2026-01-10T05:17:00.000Z',
  since: '2026-01-05T00:00:00.000Z',
  production: made?.id ?? 'sha256:',
});

const pull = (more: Partial<PullRequest>): PullRequest => ({
  number: 7,
  state: 'closed',
  merged: false,
  mergeCommit: null,
  testMerge: null,
  headSha: 'a'.repeat(40),
  headBranch: 'relevo-retrain/daily-sales',
  headRepositoryId: 1,
  baseBranch: 'main',
  author: 'github-actions[bot]',
  labels: [],
  closedAt: '2026-01-12T09:00:00Z',
  ...more,
});

interface Given {
  readonly events?: readonly LedgerEvent[];
  readonly pulls?: () => Promise<readonly PullRequest[]>;
  readonly isAsked?: boolean;
  readonly model?: typeof watched;
  readonly at?: Date;
}

/** Whether it went as far as to start the command. */
async function fetches({ events = [production, worse], pulls, isAsked = false, model = watched, at = now }: Given) {
  let isStarted = false;
  const ports = {
    ledger: { read: async () => ({ head: 'sha256:', entries: chain(...events) }) },
    clock: { now: () => at },
    log: { step: () => undefined, output: () => undefined },
    checkout: { at: (dir: string) => dir },
    proposals: { from: pulls ?? (async () => []) },
    refresher: {
      refresh: async () => {
        isStarted = true;
        throw new Error('started');
      },
    },
  } as unknown as DuePorts;
  const request = { model, watch: null, isAsked, lock: null, relevo: '0', commit: 'a'.repeat(40) };
  await refreshWhenDue(request, ports).catch((thrown: Error) => {
    if (thrown.message !== 'started') throw thrown;
  });
  return isStarted;
}

describe('new data are fetched', () => {
  test.each<[string, Given, boolean]>([
    ['while production is worse', {}, true],
    ['not while it is fine', { events: [production] }, false],
    ['when the interval is over', { events: [production], at: new Date('2026-02-01T00:00:00Z') }, true],
    [
      'by command, whatever there is',
      { events: [production], isAsked: true, pulls: async () => [pull({ state: 'open', closedAt: null })] },
      true,
    ],
    ['not while a pull request is open', { pulls: async () => [pull({ state: 'open', closedAt: null })] }, false],
    ['not after a person closed one about this alarm', { pulls: async () => [pull({})] }, false],
    [
      'after one was closed before it was told',
      { pulls: async () => [pull({ closedAt: '2026-01-07T09:00:00Z' })] },
      true,
    ],
    ['after one was merged', { pulls: async () => [pull({ merged: true })] }, true],
    [
      'not by schedule, within the interval after one was closed',
      { events: [production], at: new Date('2026-02-01T00:00:00Z'), pulls: async () => [pull({})] },
      false,
    ],
    [
      'nor within the interval after one was merged, whether or not it was promoted',
      {
        events: [production],
        at: new Date('2026-02-01T00:00:00Z'),
        pulls: async () => [pull({ merged: true, mergeCommit: 'b'.repeat(40) })],
      },
      false,
    ],
    [
      'by schedule, an interval after that',
      { events: [production], at: new Date('2026-02-12T00:00:00Z'), pulls: async () => [pull({})] },
      true,
    ],
    [
      'where the job may not read pull requests',
      {
        pulls: () =>
          Promise.reject(fail('github-permission', { doing: 'read', permission: 'pull-requests', level: 'read' })),
      },
      true,
    ],
    ['not for a model without a command', { model: modelConfig({ monitor: '{ data: logs/*.csv }' }) }, false],
  ])('%s', async (_, given, expected) => {
    expect(await fetches(given)).toBe(expected);
  });

  test('asked for without a command is an error that says so', async () => {
    const asked = fetches({ isAsked: true, model: modelConfig({}) });
    await expect(asked).rejects.toMatchObject({ code: 'refresh-undeclared' });
  });

  test('what GitHub refuses otherwise is an error', async () => {
    const refused = fetches({
      pulls: () => Promise.reject(fail('github-unreachable', { doing: 'read', said: '502' })),
    });
    await expect(refused).rejects.toMatchObject({ code: 'github-unreachable' });
  });
});
