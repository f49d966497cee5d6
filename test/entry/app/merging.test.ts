// How commits come to the default branch, on the local GitHub: every way of merging, reverts, several in a row, runs made again.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createClient } from '../../../src/adapters/github/client.ts';
import { createGitHubPorts } from '../../../src/adapters/github/ports.ts';
import { openGitHubLedger } from '../../../src/adapters/github/registry.ts';
import { foldState, type ModelState } from '../../../src/core/model-state.ts';
import { MODEL } from '../../flows/shop.ts';
import { connect } from '../../github/client.ts';
import { type GitHub, startGitHub } from '../../github/server.ts';
import { latest, type WorkflowRun } from '../../github/state/workflow-run.ts';
import { HubShop } from './hub-shop.ts';

jest.setTimeout(60_000);

let hub: GitHub;
let shop: HubShop;

beforeEach(async () => {
  hub = await startGitHub();
  shop = new HubShop(hub);
});

afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

async function state(): Promise<ModelState> {
  const client = createClient(shop.token, { baseUrl: hub.url, log: { step: () => undefined } });
  const where = { ...shop.place, self: 'github-actions[bot]' };
  const ledger = openGitHubLedger(client, where, createGitHubPorts(client, where));
  return foldState((await ledger.read(MODEL)).entries);
}

const history = async () => (await state()).productions.map(({ version }) => version);

/** The run ends, and its webhook is handled; the same run again when one is given. */
async function told(run: WorkflowRun): Promise<void> {
  const ended = hub.world.happenings.findLast(
    ({ name, action, payload }) =>
      name === 'workflow_run' && action === 'completed' && (payload.workflow_run as { id: number }).id === run.id,
  );
  await shop.handle('', { event: { name: 'workflow_run', payload: ended?.payload ?? {} } });
}

async function comment(number: number): Promise<string[]> {
  const { data } = await shop.owner.rest.issues.listComments({ ...shop.place, issue_number: number });
  return data.map(({ body }) => (body ?? '').split('\n').find(line => line.startsWith('#')) ?? '');
}

/** v1 and v2 in production, one after the other, by pull requests that were merged. */
async function two(): Promise<void> {
  for (const word of ['one', 'two']) {
    await shop.merge(word);
    await told(await shop.evaluate(word, (await state()).production));
  }
  expect(await history()).toEqual([1, 2]);
}

const dispatched = () => hub.world.happenings.filter(({ name }) => name === 'workflow_dispatch').length;

describe('merged', () => {
  test.each(['merge', 'squash', 'rebase'] as const)(
    'by %s, it is promoted and told on its pull request',
    async method => {
      const number = await shop.propose('more');
      hub.push(shop.repository, { branch: 'more', files: { 'notes.md': 'a second commit' } });
      hub.push(shop.repository, { files: { 'README.md': 'the base has moved' } });
      const sha = await shop.take(number, method);
      const run = await shop.evaluate('more', null);
      expect(run.headSha).toBe(sha);
      await told(run);
      expect((await state()).runs.at(-1)?.judged).toMatchObject({ origin: 'push', commit: sha, pullRequest: number });
      expect(await history()).toEqual([1]);
      expect(await comment(number)).toEqual([expect.stringContaining('promoted as v1')]);
    },
  );

  test('by the queue, its run there is shown and the one of the default branch promoted', async () => {
    const number = await shop.propose('more');
    const entry = hub.enqueue(shop.repository, number);
    const headBranch = entry.ref.replace('refs/heads/', '');
    await told(await shop.evaluate('more', null, { event: 'merge_group', headBranch }));
    expect((await state()).runs.at(-1)?.judged).toMatchObject({ origin: 'merge-group' });
    expect(await history()).toEqual([]);
    hub.dequeue(entry, true);
    await told(await shop.evaluate('more', null));
    expect(await history()).toEqual([1]);
    expect(await comment(number)).toEqual([expect.stringContaining('promoted as v1')]);
  });

  test('two in a row, the second is evaluated again, against the version of the first', async () => {
    await shop.merge('one');
    const first = await shop.evaluate('one', null);
    await told(first);
    const { number } = await shop.merge('two');
    const second = await shop.evaluate('two', null);
    // Its evaluation began before the first was in production.
    Object.assign(latest(second), { startedAt: new Date(Date.now() - 60_000) });
    await told(second);
    expect(await history()).toEqual([1]);
    expect(await comment(number)).toEqual([expect.stringContaining('compared with')]);
    expect(dispatched()).toBe(1);
    await told(await shop.evaluate('two', (await state()).production, { event: 'workflow_dispatch' }));
    expect(await history()).toEqual([1, 2]);
    expect(await comment(number)).toEqual([expect.stringContaining('promoted as v2')]);
    expect(dispatched()).toBe(1);
  });
});

test('what a command promotes is told on the pull request that brought it', async () => {
  const bea = connect(hub, hub.token({ kind: 'user', login: 'bea' }));
  const say = async (body: string): Promise<void> => {
    await bea.rest.issues.createComment({ ...shop.place, issue_number: 1, body });
    await shop.handle('issue_comment');
  };
  const number = await shop.propose('one');
  await say('/relevo freeze because of the audit');
  await shop.take(number);
  await told(await shop.evaluate('one', null));
  const headline = async () => (await comment(number)).filter(line => line !== '');
  expect(await headline()).toEqual([expect.stringContaining('withheld, so nothing is promoted')]);
  await say('/relevo unfreeze');
  expect(await history()).toEqual([1]);
  expect(await headline()).toEqual([expect.stringContaining('promoted as v1')]);
});

describe('after a promotion', () => {
  test('a revert of the pull request brings the version before back, and makes none', async () => {
    await two();
    const number = await shop.propose('revert', { 'train.js': 'one' });
    await shop.take(number);
    const run = await shop.evaluate('one', (await state()).production);
    await told(run);
    await told(run);
    expect(await history()).toEqual([1, 2, 1]);
    expect(await comment(number)).toEqual([expect.stringContaining('v1 is back')]);
    expect((await shop.seen()).releases).toEqual(['daily-sales/v1 false 2', 'daily-sales/v2 false 2']);
  });

  test('what was rolled back is not brought in again by pushes that have nothing to do with it', async () => {
    await two();
    const bea = connect(hub, hub.token({ kind: 'user', login: 'bea' }));
    await bea.rest.issues.createComment({ ...shop.place, issue_number: 2, body: '/relevo rollback' });
    await shop.handle('issue_comment');
    expect(await history()).toEqual([1, 2, 1]);
    for (const word of ['docs', 'more docs']) {
      const number = await shop.propose(word.replace(' ', '-'), { 'README.md': word });
      await shop.take(number);
      await told(await shop.evaluate('two', (await state()).production));
    }
    expect(await history()).toEqual([1, 2, 1]);
    await shop.handle('', { event: { name: 'schedule', payload: {} } });
    expect(await history()).toEqual([1, 2, 1]);
  });

  test('an old workflow that is run again changes nothing', async () => {
    await shop.merge('one');
    const old = await shop.evaluate('one', null);
    await told(old);
    await shop.merge('two');
    await told(await shop.evaluate('two', (await state()).production));
    const before = await shop.seen();
    await shop.owner.rest.actions.reRunWorkflow({ ...shop.place, run_id: old.id });
    hub.completeRun(old);
    await told(old);
    expect((await state()).runs.map(({ judged }) => judged.run)).toContain(`${old.id}.2`);
    expect(await history()).toEqual([1, 2]);
    expect(await shop.seen()).toEqual(before);
  });
});

describe('a run of another file', () => {
  test.each(['push', 'pull_request'])(
    'for %s is neither told nor kept, whatever its webhook says it is',
    async event => {
      const { number } = await shop.merge('one');
      const path = '.github/workflows/copy.yml';
      const run = await shop.evaluate('one', null, { event, path });
      const claimed = { id: run.id, path: '.github/workflows/model.yml' };
      const writes = hub.faults.writes;
      await shop.handle('', {
        event: { name: 'workflow_run', payload: { action: 'completed', workflow_run: claimed } },
      });
      expect(await comment(number)).toEqual([]);
      expect(hub.faults.writes).toBe(writes);
      expect((await state()).runs).toEqual([]);
    },
  );
});
