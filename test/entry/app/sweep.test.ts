// What webhooks may do: come twice, in any order, to several processes at once, of which some die, or not at all. What everybody
// sees in the end is always the same.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type AppOnGitHub, registerApp } from '../../e2e/hosted-app.ts';
import { connect } from '../../github/client.ts';
import { type GitHub, startGitHub } from '../../github/server.ts';
import type { Delivery } from '../../github/webhooks.ts';
import { type AppProcess, startProcess } from './app-process.ts';
import { HubShop } from './hub-shop.ts';
import { deliver, sign } from './webhooks.ts';

jest.setTimeout(240_000);

/** Repositories that are lived through at once: most of the time is waiting. */
const AT_ONCE = 4;

let hub: GitHub;
let on: AppOnGitHub;
let count = 0;

beforeAll(async () => {
  hub = await startGitHub();
  on = registerApp(hub, 'octo');
  // What would be sent is kept, and sent by hand.
  hub.webhooks.subscribe({ url: 'http://127.0.0.1:9', secret: on.secret, app: on.app, isHeld: true });
});

const started: AppProcess[] = [];

afterAll(async () => {
  await Promise.all(started.map(({ end }) => end()));
  await hub.close();
  expect(hub.violations).toEqual([]);
});

interface Happened {
  readonly shop: HubShop;
  readonly number: number;
  /** All that the App was to be told, the oldest first. */
  readonly events: readonly Delivery[];
}

/** A repository in which all has happened: opened, evaluated, asked about, merged, evaluated again. */
async function happened(): Promise<Happened> {
  const shop = new HubShop(hub, `shop-${++count}`);
  const number = await shop.propose('one');
  await shop.review('one', 'one', null);
  const bea = connect(hub, hub.token({ kind: 'user', login: 'bea' }));
  await bea.rest.issues.createComment({ ...shop.place, issue_number: number, body: '/relevo status' });
  await shop.take(number);
  await shop.evaluate('one', null);
  const events = hub.webhooks.held.filter(
    ({ payload }) => (payload.repository as { name?: string } | undefined)?.name === shop.place.repo,
  );
  return { shop, number, events };
}

async function start(shop: HubShop, writes = Number.POSITIVE_INFINITY): Promise<AppProcess> {
  const process = await startProcess(hub, on, { place: shop.place, writes });
  started.push(process);
  return process;
}

async function send({ port }: AppProcess, { event, payload }: Delivery): Promise<void> {
  const body = JSON.stringify(payload);
  const { status } = await deliver(port, event, body, { 'x-hub-signature-256': sign(body, on.secret) });
  expect(status).toBe(202);
}

/** What everybody sees. What a ledger says of runs does not depend on which came first. */
async function seen({ shop, number }: Happened) {
  const { place, owner } = shop;
  const ledger = await owner.rest.repos.getContent({
    ...place,
    path: 'models/daily-sales/ledger.jsonl',
    ref: 'relevo',
    mediaType: { format: 'raw' },
  });
  const events = String(ledger.data)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
    .map(({ event, origin, version, artifact, writer }) => ({ event, origin, version, artifact, writer }));
  const { data: comments } = await owner.rest.issues.listComments({ ...place, issue_number: number });
  const dispatched = hub.world.happenings.filter(
    ({ name, repository }) => name === 'repository_dispatch' && repository === shop.repository,
  );
  const told = new Set(dispatched.map(({ payload }) => (payload.client_payload as { event: string }).event));
  const checks = new Map(
    shop.repository.checkRuns.map(({ headSha, name, conclusion }) => [headSha + name, conclusion]),
  );
  return {
    ...(await shop.seen()),
    events: events.map(event => JSON.stringify(event)).sort(),
    comments: comments.map(({ user, body }) => `${user?.login}: ${firstLine(body ?? '')}`).sort(),
    dispatched: told.size,
    checks: [...checks.values()],
  };
}

/** An answer tells of what was so when it was asked. */
function firstLine(body: string): string {
  const [line = ''] = body.split('\n').filter(one => one !== '' && !one.startsWith('<!--'));
  return line.startsWith('**daily-sales**') ? 'the status' : line;
}

const expected = {
  releases: ['daily-sales/v1 false 2'],
  deployments: ['daily-sales success'],
  events: [
    expect.stringContaining('"event":"evaluated","origin":"pull-request"'),
    expect.stringContaining('"event":"evaluated","origin":"push"'),
    expect.stringContaining('"event":"promoted","version":1'),
  ],
  comments: [
    'bea: /relevo status',
    expect.stringMatching(/^relevo\[bot\]: ### .* daily-sales: .*promoted as v1/),
    'relevo[bot]: the status',
  ],
  dispatched: 1,
  checks: ['success', 'success'],
};

/** The same where jobs of Actions write. */
const inActions = {
  ...expected,
  comments: [
    'bea: /relevo status',
    expect.stringMatching(/^github-actions\[bot\]: ### .* daily-sales: .*promoted as v1/),
    'github-actions[bot]: the status',
  ],
};

/** Numbers between 0 and 1 that only the seed tells. */
function chance(seed: number): () => number {
  let state = Math.imul(seed + 1, 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Every event twice, in an order that only the seed tells; 0 and 1 are forwards and backwards. */
function twice(events: readonly Delivery[], seed: number): Delivery[] {
  const both = events.flatMap(event => [event, event]);
  if (seed === 0) return both;
  if (seed === 1) return both.reverse();
  const next = chance(seed);
  return both
    .map(event => ({ event, at: next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ event }) => event);
}

/** Tells processes of events one after the other, sometimes when all is done and sometimes at once. */
async function tellAll(processes: readonly AppProcess[], events: readonly Delivery[], seed: number): Promise<void> {
  const next = chance(seed + 1000);
  for (const event of events) {
    await Promise.all(processes.map(process => send(process, event)));
    if (next() < 0.5) await Promise.all(processes.map(rest));
  }
  await Promise.all(processes.map(rest));
}

/** Waits until a process has done all, or is dead, which does nothing any more. */
const rest = ({ queue, died }: AppProcess): Promise<void> => Promise.race([queue.idle(), died]);

/** Lives through several repositories at once; what went wrong is told with the number. */
async function each(numbers: readonly number[], live: (number: number) => Promise<void>): Promise<void> {
  const left = [...numbers];
  const work = async (): Promise<void> => {
    for (let number = left.shift(); number !== undefined; number = left.shift()) await live(number);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

const upTo = (most: number): number[] => Array.from({ length: most }, (_, index) => index);

/** After everything, one more look finds nothing to do. */
async function isQuiet({ shop }: Happened): Promise<void> {
  const last = await start(shop);
  await rest(last);
  expect([last.made, last.errors]).toEqual([0, []]);
}

describe('the end is the same', () => {
  test('with every event delivered twice, in many orders', async () => {
    await each(upTo(8), async seed => {
      const all = await happened();
      const app = await start(all.shop);
      await tellAll([app], twice(all.events, seed), seed);
      expect({ seed, errors: app.errors, ...(await seen(all)) }).toEqual({ seed, errors: [], ...expected });
      await isQuiet(all);
    });
  });

  test('with jobs of Actions, two at once, every event twice, and a schedule after them', async () => {
    await each(upTo(4), async seed => {
      const all = await happened();
      const events = twice(all.events, seed);
      const job = ({ event, payload }: Delivery) => all.shop.handle('', { event: { name: event, payload } });
      while (events.length > 0) await Promise.allSettled(events.splice(0, 2).map(job));
      await all.shop.handle('', { event: { name: 'schedule', payload: {} } });
      expect({ seed, ...(await seen(all)) }).toEqual({ seed, ...inActions });
    });
  });

  test('with a crash after each write, and only a look after it', async () => {
    const whole = await happened();
    const living = await start(whole.shop);
    await tellAll([living], whole.events, 0);
    expect(living.made).toBeGreaterThan(20);
    await each(upTo(living.made), async index => {
      const all = await happened();
      const dying = await start(all.shop, index + 1);
      await tellAll([dying], all.events, 0);
      const next = await start(all.shop);
      await rest(next);
      // GitHub tells of a comment only once, and nobody else can find out that it was not answered.
      for (const event of all.events) if (event.event === 'issue_comment') await send(next, event);
      await rest(next);
      const writes = index + 1;
      expect({ writes, errors: next.errors, ...(await seen(all)) }).toEqual({ writes, errors: [], ...expected });
    });
  });

  test('with two processes at once that both are told everything twice', async () => {
    await each(upTo(4), async seed => {
      const all = await happened();
      const both = [await start(all.shop), await start(all.shop)];
      await tellAll(both, twice(all.events, seed), seed);
      expect({ seed, ...(await seen(all)) }).toEqual({ seed, ...expected });
    });
  });

  test('with two processes at once, of which one dies', async () => {
    await each(upTo(6), async seed => {
      const all = await happened();
      const both = [await start(all.shop, 1 + seed * 3), await start(all.shop)];
      await tellAll(both, twice(all.events, seed), seed);
      expect({ seed, ...(await seen(all)) }).toEqual({ seed, ...expected });
    });
  });

  test('with any one event lost that means work, and all lost but the comment', async () => {
    await each(upTo(5), async index => {
      const all = await happened();
      const app = await start(all.shop);
      await rest(app);
      const work = all.events.filter(
        ({ event, action }) => event === 'push' || /^(?:completed|closed)$/.test(action ?? ''),
      );
      const lost = index === 4 ? work : [work.at(-1 - index)];
      const told = all.events.filter(event => !lost.includes(event));
      await tellAll([app], told, index);
      const later = await start(all.shop);
      await rest(later);
      expect({ index, ...(await seen(all)) }).toEqual({ index, ...expected });
    });
  });
});
