// The App inside Actions, against the local GitHub: a pull request is merged, its run is published, production follows.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient } from '../../../src/adapters/github/client.ts';
import { foldState, type ModelState } from '../../../src/core/model-state.ts';
import { openRepository } from '../../../src/entry/app/open-repository.ts';
import { registerApp } from '../../e2e/hosted-app.ts';
import { MODEL } from '../../flows/shop.ts';
import { connect } from '../../github/client.ts';
import { type GitHub, startGitHub } from '../../github/server.ts';
import { startProcess } from './app-process.ts';
import { HubShop } from './hub-shop.ts';

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

function open() {
  const log = { step: () => undefined, output: () => undefined };
  return openRepository({
    where: { ...shop.place, installation: null },
    client: createClient(shop.token, { baseUrl: hub.url, log }),
    self: 'github-actions[bot]',
    workflow: 'x',
    clock: { now: () => new Date() },
    log,
    summarize: async () => undefined,
  });
}

async function state(): Promise<ModelState> {
  const { ports, close } = open();
  const { entries } = await ports.ledger.read(MODEL);
  await close();
  return foldState(entries);
}

const history = async () => (await state()).productions.map(({ version }) => version);
const comments = async (number: number) =>
  (await shop.owner.rest.issues.listComments({ ...shop.place, issue_number: number })).data.map(
    ({ body }) => body ?? '',
  );

describe('in Actions', () => {
  test('opened, evaluated, merged, promoted; told twice, nothing more', async () => {
    const { number, sha } = await shop.merge('one');
    const run = await shop.evaluate('one', null);
    await shop.handle('workflow_run');
    const first = await state();
    expect(first.productions).toMatchObject([{ version: 1 }]);
    expect(first.runs[0]?.judged).toMatchObject({ run: `${run.id}.1`, commit: sha, origin: 'push', writer: 'actions' });
    expect(await shop.seen()).toEqual({ releases: ['daily-sales/v1 false 2'], deployments: ['daily-sales success'] });
    expect((await comments(number)).filter(body => body.includes('v1'))).toHaveLength(1);
    await shop.handle('workflow_run');
    expect((await state()).head).toBe(first.head);
    expect(await comments(number)).toHaveLength(1);
    expect(hub.world.happenings.filter(({ name }) => name === 'repository_dispatch')).toHaveLength(1);
  });

  test('a comment rolls back, for those who may', async () => {
    for (const word of ['one', 'two']) {
      await shop.merge(word);
      await shop.evaluate(word, (await state()).production);
      await shop.handle('workflow_run');
    }
    expect(await history()).toEqual([1, 2]);
    const say = async (login: string, body: string) => {
      const { rest } = connect(hub, hub.token({ kind: 'user', login }));
      await rest.issues.createComment({ ...shop.place, issue_number: 2, body });
      await shop.handle('issue_comment');
      await shop.handle('issue_comment');
    };
    await say('rob', '/relevo rollback');
    expect(await history()).toEqual([1, 2]);
    await say('bea', '/relevo rollback because Vigo complains');
    expect(await history()).toEqual([1, 2, 1]);
    expect((await comments(2)).slice(-1)[0]).toContain('v1 is in production again: Vigo complains');
    expect(await shop.seen()).toEqual({
      releases: ['daily-sales/v1 false 2', 'daily-sales/v2 false 2'],
      deployments: ['daily-sales inactive', 'daily-sales inactive', 'daily-sales success'],
    });
  });

  test('a ledger that the App wrote is left to it, silently for people, until the workflow takes it over', async () => {
    const { ports, close } = open();
    const unfrozen = {
      event: 'unfrozen',
      model: MODEL,
      at: '2026-05-11T12:00:00.000Z',
      by: 'bea',
      reason: null,
    } as const;
    const { head } = await ports.ledger.read(MODEL);
    await ports.ledger.append({ model: MODEL, head, events: [{ ...unfrozen, writer: 'app' }], reports: [] });
    await close();
    const { number } = await shop.merge('one');
    await shop.evaluate('one', null);
    await connect(hub, hub.token({ kind: 'user', login: 'bea' })).rest.issues.createComment({
      ...shop.place,
      issue_number: number,
      body: '/relevo freeze',
    });
    const said = hub.world.happenings.findLast(({ name }) => name === 'issue_comment')?.payload ?? {};
    const writes = hub.faults.writes;
    const summaries: string[] = [];
    const summarize = async (text: string) => void summaries.push(text);
    for (const name of ['pull_request', 'workflow_run', 'issue_comment']) await shop.handle(name, { summarize });
    await shop.handle('', { summarize, event: { name: 'schedule', payload: {} } });
    expect(hub.faults.writes).toBe(writes);
    expect(summaries).toEqual(
      Array(4).fill(expect.stringContaining('The ledger of daily-sales is written by the App')),
    );
    await shop.handle('workflow_run', { takesOver: true });
    expect(await history()).toEqual([1]);
    expect((await state()).writer).toBe('actions');
    // Taken over once, it is Actions' without being told so.
    await shop.handle('', { event: { name: 'issue_comment', payload: said } });
    expect((await state()).frozen).toMatchObject({ by: 'bea', writer: 'actions' });
  });

  test('what the App promoted goes on in Actions, once the workflow says that they write', async () => {
    const on = registerApp(hub, 'octo');
    await shop.merge('one');
    await shop.evaluate('one', null);
    const app = await startProcess(hub, on, { place: shop.place });
    await app.queue.idle();
    await app.end();
    const first = await state();
    expect([first.writer, app.errors]).toEqual(['app', []]);
    hub.uninstall(on.installation);
    const { number } = await shop.merge('two');
    await shop.evaluate('two', first.production);
    await shop.handle('workflow_run');
    expect(await history()).toEqual([1]);
    await shop.handle('workflow_run', { takesOver: true });
    expect(await history()).toEqual([1, 2]);
    expect(await shop.seen()).toEqual({
      releases: ['daily-sales/v1 false 2', 'daily-sales/v2 false 2'],
      deployments: ['daily-sales inactive', 'daily-sales success'],
    });
    expect(await comments(number)).toEqual([expect.stringContaining('promoted as v2')]);
  });

  test('an error fails the job, as what it was', async () => {
    await shop.merge('one');
    await shop.evaluate('one', null);
    const token = hub.token({
      kind: 'actions',
      repository: shop.repository,
      permissions: { contents: 'read', actions: 'read' },
    });
    await expect(shop.handle('workflow_run', { token })).rejects.toMatchObject({ code: 'github-permission' });
    expect(await history()).toEqual([]);
  });

  test('a schedule finishes what a lost event left', async () => {
    await shop.merge('one');
    await shop.evaluate('one', null);
    await shop.handle('workflow_run', { event: { name: 'schedule', payload: {} } });
    expect(await history()).toEqual([1]);
  });

  test('an event of another repository is none of this job’s', async () => {
    await shop.merge('one');
    await shop.evaluate('one', null);
    await shop.handle('workflow_run', { repo: 'other' });
    expect(await history()).toEqual([]);
  });
});
