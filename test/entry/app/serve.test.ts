// The hosted App with real signed webhooks: what it takes, what it refuses, and that nothing is lost.
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { pathPatterns } from '../../../src/adapters/workspace.ts';
import { createJsonLog } from '../../../src/entry/app/json-log.ts';
import type { Opened } from '../../../src/entry/app/perform.ts';
import { type Reach, type Served, serve } from '../../../src/entry/app/serve.ts';
import { readServeSetting } from '../../../src/entry/app/serve-setting.ts';
import { triage } from '../../../src/flows/triage.ts';
import { sha256 } from '../../core/ledger-fixtures.ts';
import { WORKFLOW } from '../../flows/github-fakes.ts';
import { MODEL, modelConfig, Shop } from '../../flows/shop.ts';
import { CONFIG, look, worse } from '../../flows/watch-documents.ts';
import { APP_KEY, deliver, SECRET, send, settingOf, sign } from './webhooks.ts';

const repository = { full_name: 'octo/shop', default_branch: 'main' };
const envelope = { repository, installation: { id: 5 } };
const clock = { now: () => new Date() };

/** All but what strikes every hour. */
const faked = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setTimeout',
  'clearTimeout',
] as const;

const served: Served[] = [];
afterEach(async () => {
  await Promise.all(served.splice(0).map(({ end }) => end()));
});

const opened = (shop: Shop): Opened => ({
  ports: shop.ports(),
  sha256,
  summarize: async () => undefined,
  retrain: async () => '',
  patterns: pathPatterns,
  close: async () => undefined,
});

interface Hosted extends Served {
  readonly lines: Record<string, unknown>[];
}

/** Serves repositories that are in memory. */
async function host(reach: Partial<Reach>): Promise<Hosted> {
  const lines: Record<string, unknown>[] = [];
  const log = createJsonLog({ write: (line: string) => lines.push(JSON.parse(line)) > 0 }, clock);
  const whole: Reach = { repositories: async () => [], open: async () => opened(new Shop()), ...reach };
  const one = await serve(settingOf(), { log, clock, reach: whole });
  served.push(one);
  return { ...one, lines };
}

const finished = (run: number) => ({
  ...envelope,
  action: 'completed',
  workflow_run: { id: run, path: '.github/workflows/model.yml' },
});

describe('the hosted App', () => {
  test('promotes what a finished run proved, and rolls back when a comment says so, however often it is told', async () => {
    const shop = new Shop();
    shop.permissions.set('bea', 'write');
    const { port, queue, lines } = await host({ open: async () => opened(shop) });
    for (const word of ['one', 'two']) {
      await shop.judge(shop.merge(word));
      const run = shop.runs[0]!.id;
      const headers = { 'x-github-delivery': `delivery-${word}` };
      for (let time = 0; time < 2; time++) {
        expect((await deliver(port, 'workflow_run', finished(run), headers)).status).toBe(202);
        await queue.idle();
      }
    }
    expect(shop.history()).toEqual([1, 2]);
    const comment = { id: 3, body: '/relevo rollback', user: { login: 'bea', type: 'User' } };
    const said = { ...envelope, action: 'created', comment, issue: { number: 9, pull_request: {} } };
    for (let time = 0; time < 2; time++) await deliver(port, 'issue_comment', said);
    await queue.idle();
    await deliver(port, 'issue_comment', { ...said, action: 'edited' });
    await queue.idle();
    expect(shop.history()).toEqual([1, 2, 1]);
    expect(shop.comments.filter(({ number }) => number === 9)).toHaveLength(1);
    expect(shop.events().slice(-1)[0]).toMatchObject({ writer: 'app', by: 'bea' });
    expect(lines).toContainEqual(
      expect.objectContaining({ message: 'done', delivery: 'delivery-two', repository: 'octo/shop', task: 'publish' }),
    );
  });

  test('takes an issue that a person closed as known, and leaves it closed', async () => {
    const shop = new Shop(CONFIG);
    await shop.judge(shop.merge('one'));
    const { port, queue } = await host({
      repositories: async () => [{ owner: 'octo', repo: 'shop', installation: 5 }],
      open: async () => opened(shop),
    });
    await new Promise(resolve => setTimeout(resolve, 20));
    await queue.idle();
    const standing = { writer: 'app', workflow: WORKFLOW } as const;
    const text = JSON.stringify(look(shop, [worse()]));
    const ports = { ...shop.ports(), sha256, summarize: async () => undefined };
    const told = await triage({ model: modelConfig(CONFIG), standing, text }, ports);
    const number = told.issue?.number ?? 0;
    shop.tracking.close(number, 'bea', shop.now());
    const closed = { ...envelope, action: 'closed', issue: { number, labels: [{ name: 'relevo' }] } };
    for (let time = 0; time < 2; time++) {
      await deliver(port, 'issues', closed);
      await queue.idle();
    }
    const last = shop.events().filter(({ event }) => event === 'acknowledged');
    expect(last).toMatchObject([{ by: 'bea', writer: 'app', signals: ['wape'] }]);
    expect(shop.tracking.issues.map(({ state }) => state)).toEqual(['closed']);
  });

  test('finishes at its start what was left half done', async () => {
    const shop = new Shop();
    await shop.judge(shop.merge('one'));
    const { queue } = await host({
      repositories: async () => [{ owner: 'octo', repo: 'shop', installation: 5 }],
      open: async () => opened(shop),
    });
    await new Promise(resolve => setTimeout(resolve, 20));
    await queue.idle();
    expect(shop.history()).toEqual([1]);
    expect(shop.deployments.map(({ environment }) => environment)).toEqual([MODEL]);
  });

  test('twice over, with every event sent to both at once, leaves one of everything', async () => {
    const shop = new Shop();
    const both = [await host({ open: async () => opened(shop) }), await host({ open: async () => opened(shop) })];
    for (const word of ['one', 'two', 'three']) {
      await shop.judge(shop.merge(word));
      const event = finished(shop.runs[0]!.id);
      await Promise.all(both.map(({ port }) => deliver(port, 'workflow_run', event)));
      await Promise.all(both.map(({ queue }) => queue.idle()));
    }
    expect(shop.history()).toEqual([1, 2, 3]);
    expect(shop.releases.map(({ tag, draft }) => `${tag} ${draft}`).sort()).toEqual(
      [1, 2, 3].map(version => `${MODEL}/v${version} false`),
    );
    expect(shop.deployments.filter(({ state }) => state === 'success')).toHaveLength(1);
  });

  test('answers at once, whatever the work', async () => {
    let release: (value: Opened) => void = () => undefined;
    const { port, queue } = await host({
      open: () =>
        new Promise(resolve => {
          release = resolve;
        }),
    });
    for (let run = 1; run <= 5; run++)
      expect((await deliver(port, 'workflow_run', finished(run))).ms).toBeLessThan(5000);
    expect(queue.done).toBe(0);
    release(opened(new Shop()));
    await queue.close();
  });

  test('takes 500 webhooks in a burst: none lost, none slow', async () => {
    const seen = new Set<string>();
    const { port, queue } = await host({
      open: async ({ where, work }) => {
        await new Promise(resolve => setTimeout(resolve, 1));
        seen.add(`${where.repo} ${work.kind === 'publish' ? work.run : ''}`);
        throw new Error('that is all');
      },
    });
    const events = Array.from({ length: 500 }, (_, index) => ({
      ...finished(index + 1),
      repository: { ...repository, full_name: `octo/shop-${index % 20}` },
    }));
    const answers = await Promise.all(events.map(event => deliver(port, 'workflow_run', event)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(10_000);
    while (seen.size < 500 && queue.size > 0) await new Promise(resolve => setTimeout(resolve, 10));
    expect(seen.size).toBe(500);
  });

  test('ends in order: what was begun is ended, nothing more is taken', async () => {
    const shop = new Shop();
    await shop.judge(shop.merge('one'));
    const hosted = await host({
      open: async () => {
        await new Promise(resolve => setTimeout(resolve, 50));
        return opened(shop);
      },
    });
    await deliver(hosted.port, 'workflow_run', finished(shop.runs[0]!.id));
    await hosted.end();
    served.length = 0;
    expect(shop.history()).toEqual([1]);
    expect((await send(hosted.port, { method: 'GET', path: '/health' })).status).toBe(0);
  });

  test('says that it is alive and ready, and that it is not when too much waits', async () => {
    let release: (value: Opened) => void = () => undefined;
    const held = new Promise<Opened>(resolve => {
      release = resolve;
    });
    const { port, queue } = await host({ open: () => held });
    const asked = (path: string) => send(port, { method: 'GET', path });
    expect(await asked('/health')).toMatchObject({ status: 200, text: 'alive' });
    expect(await asked('/ready')).toMatchObject({ status: 200, text: 'ready' });
    const where = { owner: 'octo', repo: 'shop', installation: 5 };
    const workflow = '.github/workflows/model.yml';
    for (let run = 1; queue.isReady; run++)
      queue.add({ where, work: { kind: 'publish', run, workflow }, delivery: 'd' });
    expect(queue.size).toBe(10_000);
    expect(await asked('/health')).toMatchObject({ status: 200 });
    expect(await asked('/ready')).toMatchObject({ status: 503, text: 'not ready' });
    expect(await deliver(port, 'workflow_run', finished(1))).toMatchObject({ status: 503, text: 'Try again later.' });
    // GitHub shows the delivery as failed, and it can be sent again.
    const ending = queue.close();
    release(opened(new Shop()));
    expect(await ending).toBe(10_000);
  });

  test('looks at every repository when it starts, and every hour', async () => {
    jest.useFakeTimers({ doNotFake: [...faked] });
    try {
      let looks = 0;
      await host({
        repositories: async () => {
          looks++;
          return [];
        },
      });
      expect(looks).toBe(1);
      jest.advanceTimersByTime(3_599_000);
      expect(looks).toBe(1);
      jest.advanceTimersByTime(2 * 3_600_000);
      expect(looks).toBe(3);
    } finally {
      await served.splice(0)[0]?.end();
      jest.useRealTimers();
    }
  });

  test('takes every webhook that GitHub is known to send', async () => {
    const file = 'node_modules/@octokit/webhooks-examples/api.github.com/index.json';
    const all = JSON.parse(readFileSync(file, 'utf8')) as { name: string; examples: unknown[] }[];
    const { port } = await host({});
    let count = 0;
    for (const { name, examples } of all) {
      for (const example of examples) {
        expect({ name, status: (await deliver(port, name, example)).status }).toEqual({ name, status: 202 });
        count++;
      }
    }
    expect(count).toBeGreaterThan(150);
  });
});

describe('refused', () => {
  const body = JSON.stringify(finished(1));

  test.each<[string, number, NonNullable<Parameters<typeof send>[1]>['headers'], string?]>([
    ['a signature of another secret', 401, { 'x-hub-signature-256': sign(body, 'development') }],
    ['no signature', 401, { 'x-hub-signature-256': null }],
    ['the old kind of signature', 401, { 'x-hub-signature-256': null, 'x-hub-signature': `sha1=${'0'.repeat(40)}` }],
    ['a signature of other bytes', 401, { 'x-hub-signature-256': sign(`${body} `) }],
    ['no event', 400, { 'x-github-event': null }],
    ['an event that is none', 400, { 'x-github-event': '../x' }],
    ['no delivery', 400, { 'x-github-delivery': null }],
    ['a form', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a body that says that it is too large', 413, { 'content-length': String(26 * 1024 * 1024) }, ''],
    ['a body that is no JSON', 400, {}, 'nonsense'],
    ['a body that is no object', 400, {}, '"text"'],
    ['a body that is null', 400, {}, 'null'],
  ])('%s', async (_, status, headers, sent = body) => {
    const { port, queue } = await host({});
    const given = {
      'content-type': 'application/json',
      'x-github-event': 'workflow_run',
      'x-github-delivery': 'd1',
      'x-hub-signature-256': sign(sent),
    };
    expect((await send(port, { body: sent, headers: { ...given, ...headers } })).status).toBe(status);
    expect(queue.size + queue.done).toBe(0);
  });

  test('a body that is too large without saying so', async () => {
    const { port } = await host({});
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': 'd1',
      'x-hub-signature-256': sign(''),
      'transfer-encoding': 'chunked',
    };
    const answered = await send(port, { body: 'x'.repeat(26 * 1024 * 1024), headers });
    // A client that is still writing may see the connection close before it reads the answer.
    expect([413, 0]).toContain(answered.status);
  });

  test.each([
    ['GET', '/api/github/webhooks', 405],
    ['GET', '/', 404],
    ['GET', '/probot', 404],
    ['GET', '/probot/setup', 404],
    ['POST', '/probot/import', 404],
    ['GET', '/ping', 404],
    ['GET', '/%00', 404],
  ])('%s %s, since there is nothing else', async (method, path, status) => {
    const { port } = await host({});
    expect((await send(port, { method, path })).status).toBe(status);
  });

  test('whatever bodies and signatures somebody invents', async () => {
    const { port, queue } = await host({});
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.json()),
        fc.oneof(
          fc.stringMatching(/^[0-9a-f]{64}$/).map(hex => `sha256=${hex}`),
          fc.stringMatching(/^[ -~]*$/),
        ),
        async (text, signature) => {
          const { status } = await deliver(port, 'workflow_run', text, { 'x-hub-signature-256': signature });
          expect(status).toBe(401);
        },
      ),
      { seed: 5, numRuns: 200 },
    );
    expect(queue.done + queue.size).toBe(0);
  });
});

describe('the setting', () => {
  const whole = { WEBHOOK_SECRET: SECRET, HOST: '127.0.0.1', APP_ID: '42', PRIVATE_KEY: APP_KEY };

  test('is read from the environment; options come first', async () => {
    expect(await readServeSetting({ port: '8080' }, { ...whole, PORT: '1' })).toEqual(settingOf({ port: 8080 }));
  });

  test.each([
    ['webhook-secret', { WEBHOOK_SECRET: undefined }],
    ['webhook-secret', { WEBHOOK_SECRET: 'development' }],
    ['webhook-secret', { WEBHOOK_SECRET: 'x'.repeat(31) }],
    ['serve-host', { HOST: undefined }],
    ['app-credentials', { APP_ID: 'abc' }],
    ['app-credentials', { PRIVATE_KEY: undefined }],
    ['app-credentials', { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '/nowhere/key.pem' }],
    ['option-invalid', { PORT: '70000' }],
  ])('that cannot serve is refused: %s %j', async (code, change) => {
    await expect(readServeSetting({}, { ...whole, ...change })).rejects.toMatchObject({ code });
  });
});
