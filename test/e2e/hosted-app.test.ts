// The App in both places against the local GitHub: `relevo serve` as a process told by signed webhooks, and the jobs of Actions.
// The jobs that train are real, and so is every request.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { formatWorkflow } from '../../src/config/proposal-text.ts';
import { HubShop } from '../entry/app/hub-shop.ts';
import { startGitHub } from '../github/server.ts';
import { appIsDone, type HostedApp, registerApp, startHostedApp, until } from './hosted-app.ts';
import { type ActingPlace, hosted, inActions, seen } from './places.ts';
import { bundlesFolder } from './relevo.ts';
import { openShop, type ShopOnGitHub } from './shop-on-github.ts';
import { trainBy } from './shop-project.ts';

jest.setTimeout(240_000);

const opened: { shop: ShopOnGitHub | null; apps: HostedApp[] } = { shop: null, apps: [] };

afterEach(async () => {
  for (const app of opened.apps.splice(0)) await app.end('SIGKILL');
  const { shop } = opened;
  opened.shop = null;
  await shop?.close();
  expect(shop?.hub.violations ?? []).toEqual([]);
});

async function open(): Promise<ShopOnGitHub> {
  const shop = await openShop({}, { '.github/workflows/model.yml': formatWorkflow('main') });
  shop.repository.collaborators.set('bea', 'write').set('rob', 'read');
  opened.shop = shop;
  return shop;
}

/** The App in one repository, as so many processes. */
async function host(shop: ShopOnGitHub, count = 1): Promise<HostedApp[]> {
  const on = registerApp(shop.hub, 'octo');
  const bundle = join(await bundlesFolder(), 'cli/index.js');
  for (let index = 0; index < count; index++) opened.apps.push(await startHostedApp({ hub: shop.hub, on, bundle }));
  return opened.apps;
}

const places: readonly [string, (shop: ShopOnGitHub) => Promise<ActingPlace>, string][] = [
  ['hosted', async shop => hosted(shop, await host(shop)), 'app'],
  ['in Actions', async shop => inActions(shop), 'actions'],
];

/** Two pull requests are opened, evaluated and merged; the second is rolled back by a comment. */
async function live(shop: ShopOnGitHub, place: ActingPlace): Promise<readonly number[]> {
  const one = await shop.propose('first', { 'notes.md': 'a first model\n' });
  await place.runPull(one);
  await shop.merge(one);
  await place.runMain();
  const two = await shop.propose('better', { 'train.js': trainBy(['shop', 'weekday']) });
  await place.runPull(two);
  await shop.merge(two, 'squash');
  await place.runMain();
  await place.say(two, '/relevo rollback', 'rob');
  await place.say(two, '/relevo rollback because Vigo complains', 'bea');
  return [one, two];
}

const releasePage = (version: number): string => `https://github.com/octo/shop/releases/tag/daily-sales/v${version}`;

/** What everybody sees then, wherever the App acts. */
const lived = {
  events: [
    ['evaluated', 'pull-request'],
    ['evaluated', 'push'],
    ['promoted', 1],
    ['evaluated', 'pull-request'],
    ['evaluated', 'push'],
    ['promoted', 2],
    ['rolled-back', 1],
  ],
  releases: [
    { tag_name: 'daily-sales/v2', draft: false, prerelease: false, files: 2 },
    { tag_name: 'daily-sales/v1', draft: false, prerelease: false, files: 2 },
  ],
  deployments: [
    { version: 1, state: 'success', url: releasePage(1) },
    { version: 2, state: 'inactive' },
    { version: 1, state: 'inactive' },
  ],
  dispatched: [
    ['relevo-promoted', 1],
    ['relevo-promoted', 2],
    ['relevo-promoted', 1],
  ],
  comments: [
    ['### 🆕 daily-sales: first version, beats the best constant (WAPE 42.5 % → 18.5 %); promoted as v1'],
    [
      '### ✅ daily-sales: WAPE 18.5 % → 5.3 %, promoted as v2',
      '/relevo rollback',
      'Thank you, rob; commanding Relevo needs write access to this repository, so nothing was done.',
      '/relevo rollback because Vigo complains',
      '✅ **daily-sales**: v1 is in production again: Vigo complains',
    ],
  ],
};

describe.each(places)('the App %s', (_, act, writer) => {
  test('tells, promotes on merge, and goes back when a comment says so', async () => {
    const shop = await open();
    const place = await act(shop);
    const numbers = await live(shop, place);
    const world = await seen(shop, numbers);
    expect(world).toMatchObject({ writers: [writer], authors: [place.self, 'rob', 'bea'] });
    expect(world).toMatchObject(lived);
  });
});

test('two processes of the App, one of which dies amid a promotion, leave one of everything', async () => {
  const shop = await open();
  const [dying, living] = (await host(shop, 2)) as [HostedApp, HostedApp];
  const number = await shop.propose('first', { 'notes.md': 'a first model\n' });
  await shop.merge(number);
  const ran = shop.runMain({ isHosted: true });
  await until('the release is drafted', () => isAsked(shop, 'POST', /\/releases$/));
  const ended = dying.end('SIGKILL');
  opened.apps.splice(0, 1);
  await ran;
  await hosted(shop, [living]).settle();
  expect((await ended).stderr).toBe('');
  expect(await seen(shop, [number])).toMatchObject({
    writers: ['app'],
    events: [
      ['evaluated', 'push'],
      ['promoted', 1],
    ],
    releases: [{ tag_name: 'daily-sales/v1', draft: false, files: 2 }],
    deployments: [{ version: 1, state: 'success' }],
    comments: [[expect.stringContaining('promoted as v1')]],
  });
});

/** A process's memory in megabytes; 0 where the system does not tell it so. */
function megabytes(pid: number | undefined): number {
  const path = `/proc/${pid}/status`;
  return existsSync(path) ? Number(/^VmRSS:\s*(\d+)/m.exec(readFileSync(path, 'utf8'))?.[1]) / 1024 : 0;
}

test('500 webhooks in a burst: none lost, none answered late, and no memory kept', async () => {
  const hub = await startGitHub();
  const shops = Array.from({ length: 20 }, (_, index) => new HubShop(hub, `shop-${index}`));
  const on = registerApp(hub, 'octo');
  const app = await startHostedApp({ hub, on, bundle: join(await bundlesFolder(), 'cli/index.js') });
  try {
    await appIsDone(hub, app);
    const before = megabytes(app.pid);
    hub.requests.clear();
    for (let push = 0; push < 25; push++) {
      for (const { repository } of shops) hub.push(repository, { files: { 'notes.md': `${push}` } });
    }
    await appIsDone(hub, app);
    expect(hub.webhooks.all.map(({ statuses }) => statuses)).toEqual(Array(500).fill([202]));
    const answers = app.lines.filter(({ message, event }) => message === 'answered' && event === 'push');
    expect(answers).toHaveLength(500);
    expect(Math.max(...answers.map(({ ms }) => Number(ms)))).toBeLessThan(10_000);
    // Each was looked at after its last push; pushes that came while one waited are looked at together.
    const looks = app.lines.filter(({ message }) => message === 'done');
    expect(new Set(looks.map(({ repository }) => repository)).size).toBe(20);
    for (const { place } of shops) {
      const asked = hub.requests.all.some(({ path }) => path.startsWith(`/repos/octo/${place.repo}`));
      expect([place.repo, asked]).toEqual([place.repo, true]);
    }
    expect(megabytes(app.pid) - before).toBeLessThan(150);
    expect(await app.get('/ready')).toEqual({ status: 200, text: 'ready' });
  } finally {
    await app.end();
    await hub.close();
  }
  expect(hub.violations).toEqual([]);
});

const isAsked = ({ hub }: ShopOnGitHub, method: string, path: RegExp): boolean =>
  hub.requests.all.some(request => request.method === method && path.test(request.path));
