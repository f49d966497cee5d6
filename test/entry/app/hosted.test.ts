// The hosted App told by the local GitHub's own webhooks: what only it does for a repository without a job that may write.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { verifyChain } from '../../../src/core/ledger.ts';
import { foldState, type ModelState } from '../../../src/core/model-state.ts';
import { fullLook } from '../../../src/entry/app/events.ts';
import { sha256 } from '../../core/ledger-fixtures.ts';
import { type AppOnGitHub, registerApp } from '../../e2e/hosted-app.ts';
import { CONFIG, look, worse } from '../../flows/watch-documents.ts';
import { connect } from '../../github/client.ts';
import { type GitHub, startGitHub } from '../../github/server.ts';
import { type AppProcess, startProcess } from './app-process.ts';
import { HubShop } from './hub-shop.ts';

jest.setTimeout(60_000);

let hub: GitHub;
let shop: HubShop;
let on: AppOnGitHub;
let app: AppProcess;

beforeEach(async () => {
  hub = await startGitHub();
  shop = new HubShop(hub, 'shop', CONFIG);
  on = registerApp(hub, 'octo');
  app = await startProcess(hub, on, { place: shop.place });
  hub.webhooks.subscribe({ url: `http://127.0.0.1:${app.port}/api/github/webhooks`, secret: on.secret, app: on.app });
});

afterEach(async () => {
  await app.end();
  await hub.close();
  expect([hub.violations, app.errors]).toEqual([[], []]);
});

/** Everything that was told has been done. */
async function settled(): Promise<void> {
  await hub.webhooks.settled();
  await app.queue.idle();
}

async function state(): Promise<ModelState> {
  const path = 'models/daily-sales/ledger.jsonl';
  const wanted = { ...shop.place, path, ref: 'relevo', mediaType: { format: 'raw' } };
  const text = await shop.owner.rest.repos.getContent(wanted).then(
    ({ data }) => String(data),
    () => '',
  );
  const verified = verifyChain(text, sha256);
  if (!verified.ok) throw new Error(verified.reason);
  return foldState(verified.entries);
}

async function comments(number: number): Promise<string[]> {
  const { data } = await shop.owner.rest.issues.listComments({ ...shop.place, issue_number: number });
  return data.map(({ user, body }) => `${user?.login}: ${(body ?? '').split('\n').find(line => line.startsWith('#'))}`);
}

describe('hosted', () => {
  test('a fork’s run is told as a claim, and enters no ledger', async () => {
    const fork = hub.fork(shop.repository, 'mallory');
    hub.push(fork, { branch: 'theirs', files: { 'train.js': 'theirs' }, login: 'mallory' });
    const mallory = connect(hub, hub.token({ kind: 'user', login: 'mallory' }));
    const head = { title: 'Better', head: 'mallory:theirs', base: 'main' };
    const { data: pull } = await mallory.rest.pulls.create({ ...shop.place, ...head });
    const how = { event: 'pull_request', headRepository: fork, headBranch: 'theirs', login: 'mallory' };
    await shop.evaluate('theirs', null, how);
    await settled();
    expect(await comments(pull.number)).toEqual([expect.stringMatching(/^relevo\[bot\]: #.*fork/)]);
    expect((await state()).runs).toEqual([]);
  });

  test('a run that waits for approval, and one whose jobs were left out, say nothing', async () => {
    const number = await shop.propose('more');
    for (const conclusion of ['skipped', 'action_required'] as const) {
      const run = hub.startRun({
        repository: shop.repository,
        path: '.github/workflows/model.yml',
        event: 'pull_request',
        headBranch: 'more',
      });
      hub.completeRun(run, conclusion as 'skipped');
    }
    await settled();
    expect(await comments(number)).toEqual([]);
    expect(shop.repository.checkRuns).toEqual([]);
  });

  test('the hourly look at a repository where all is told asks little and writes nothing', async () => {
    for (const word of ['one', 'two', 'three']) {
      const number = await shop.propose(word);
      await shop.review(word, word, (await state()).production);
      await shop.take(number);
      await settled();
      await shop.evaluate(word, (await state()).production);
      await settled();
    }
    expect((await state()).production).toMatchObject({ version: 3 });
    const before = hub.faults.writes;
    hub.requests.clear();
    const where = { owner: 'octo', repo: 'shop', installation: on.installation.id };
    app.queue.add({ where, work: fullLook, delivery: 'look' });
    await app.queue.idle();
    expect(hub.faults.writes).toBe(before);
    expect(hub.requests.all.length).toBeLessThanOrEqual(45);
  });

  test('a look at production opens the issue; closed by a person it is known, and closed it stays', async () => {
    await shop.merge('one');
    await shop.evaluate('one', null);
    await settled();
    const now = await state();
    expect(now.production).toMatchObject({ version: 1 });
    const document = look({ state: () => now, watches: new Map(), now: () => new Date() }, [worse()]);
    await shop.watch(document);
    await settled();
    const issues = () => shop.owner.rest.issues.listForRepo({ ...shop.place, state: 'all', labels: 'relevo' });
    const [issue] = (await issues()).data;
    expect(issue).toMatchObject({ state: 'open', title: expect.stringContaining('daily-sales got worse') });
    const number = issue?.number ?? 0;
    await shop.owner.rest.issues.update({ ...shop.place, issue_number: number, state: 'closed' });
    await settled();
    expect((await state()).alarm).toMatchObject({ signals: ['wape'], acknowledged: ['wape'] });
    expect((await issues()).data.map(one => one.state)).toEqual(['closed']);
  });
});
