// Commands in comments: who may, what happens, and that it happens once.
import { describe, expect, test } from '@jest/globals';
import type { LedgerEvent } from '../../src/core/ledger-event.ts';
import type { CommandSetting } from '../../src/flows/commands/command-call.ts';
import { type NewComment, runCommands } from '../../src/flows/commands/run-commands.ts';
import { promoteOnGitHub } from '../../src/flows/promote-on-github.ts';
import { event } from '../core/ledger-fixtures.ts';
import { Crash, type Process, WORKFLOW } from './github-fakes.ts';
import { configText, MODEL, modelConfig, Shop, standing } from './shop.ts';

const setting: CommandSetting = {
  config: 'relevo.yml',
  standing,
  retrain: async ({ name }) => `A pull request retrains ${name}.`,
};

/** What somebody writes on the pull request 9. */
const saying = (body: string, more: Partial<NewComment> = {}): NewComment => ({
  id: 77,
  body,
  author: 'bea',
  isBot: false,
  thread: 9,
  isPullRequest: true,
  ...more,
});

const command = (shop: Shop, body: string, more: Partial<NewComment> = {}, process: Process = {}) =>
  runCommands(saying(body, more), setting, shop.ports(process));

/** The answers, without the marks. */
const answers = (shop: Shop) => shop.comments.map(({ body }) => body.replace(/^<!--.*-->\n/, '').trim());

/** v1 and v2 were promoted; bea may write, mia maintain, rob only read. */
async function shopWithTwo(): Promise<Shop> {
  const shop = new Shop();
  for (const word of ['one', 'two']) {
    await shop.judge(shop.merge(word));
    await promoteOnGitHub({ model: modelConfig(), standing, command: null }, shop.ports());
  }
  shop.permissions.set('bea', 'write').set('mia', 'maintain').set('rob', 'read');
  return shop;
}

const append = (shop: Shop, ...events: LedgerEvent[]) =>
  shop.ports().ledger.append({ model: MODEL, head: shop.state().head, events, reports: [] });

describe('rights', () => {
  test.each(['rob', 'a stranger'])('without write access (%s) nothing happens but one polite line', async author => {
    const shop = await shopWithTwo();
    await command(shop, '/relevo rollback\n/relevo freeze', { author });
    expect(shop.history()).toEqual([1, 2]);
    expect(shop.state().frozen).toBeNull();
    expect(answers(shop)).toEqual([
      `Thank you, ${author}; commanding Relevo needs write access to this repository, so nothing was done.`,
    ]);
    expect(shop.reactions).toEqual([{ comment: 77, reaction: 'confused' }]);
  });

  test('a verdict is overridden by maintainers only', async () => {
    const shop = await shopWithTwo();
    const run = await shop.judge(shop.merge('three'), { fields: { verdict: 'fail' } });
    await command(shop, `/relevo promote ${run} because of the labels`);
    expect(shop.history()).toEqual([1, 2]);
    await command(shop, `/relevo promote ${run} because of the labels`, { author: 'mia', id: 78 });
    expect(shop.events().at(-1)).toMatchObject({ event: 'forced', by: 'mia', reason: 'of the labels', version: 3 });
    expect(answers(shop)).toEqual([
      'Thank you, bea; promoting against a verdict needs maintain access to this repository, so nothing was done.',
      '✅ **daily-sales**: v3 is in production against its verdict, which is recorded: of the labels',
    ]);
  });

  test.each([
    ['a pull request’s run', { origin: 'pull-request' as const }],
    ['a fork’s run', { origin: 'fork' as const }],
    ['what was made from files that no commit holds', { dirty: true }],
  ])('nobody promotes %s', async (_, fields) => {
    const shop = await shopWithTwo();
    const run = await shop.judge(shop.merge('three'), { fields });
    await command(shop, `/relevo promote ${run} because I say so`, { author: 'mia' });
    expect(shop.history()).toEqual([1, 2]);
    expect(answers(shop)[0]).toMatch(/production stays. It was (?:evaluated for|made from files that no commit holds)/);
  });

  test('nobody promotes while the model is frozen, nor what is stale', async () => {
    const shop = await shopWithTwo();
    const run = await shop.judge(shop.merge('three'));
    await command(shop, '/relevo freeze because audit');
    await command(shop, `/relevo promote ${run} because I say so`, { author: 'mia', id: 78 });
    expect(answers(shop)[1]).toContain('The model was frozen by bea: audit');
    await command(shop, '/relevo rollback', { id: 79 });
    await command(shop, `/relevo promote ${run} because I say so`, { author: 'mia', id: 80 });
    expect(answers(shop)[3]).toContain('It was compared with v2');
    expect(shop.history()).toEqual([1, 2, 1]);
  });

  test.each([
    ['a bot', { isBot: true }],
    ['a quote', { body: '> /relevo rollback' }],
    ['code', { body: '```\n/relevo rollback\n```' }],
    ['talk', { body: 'try /relevo rollback' }],
  ])('%s commands nothing', async (_, more) => {
    const shop = await shopWithTwo();
    const before = shop.writes;
    expect(await command(shop, '/relevo rollback', more)).toBe(false);
    expect(shop.writes).toBe(before);
  });
});

describe('a command', () => {
  test('rollback returns to the version before, and says so', async () => {
    const shop = await shopWithTwo();
    await command(shop, '/relevo rollback because shops complain');
    expect(shop.history()).toEqual([1, 2, 1]);
    expect(answers(shop)).toEqual(['✅ **daily-sales**: v1 is in production again: shops complain']);
    expect(shop.reactions).toEqual([{ comment: 77, reaction: '+1' }]);
    expect(shop.deployments.map(({ state }) => state)).toEqual(['inactive', 'inactive', 'success']);
  });

  test('freeze and unfreeze; what waited is promoted then', async () => {
    const shop = await shopWithTwo();
    await command(shop, '/relevo freeze');
    await shop.judge(shop.merge('three'));
    await command(shop, '/relevo freeze', { id: 78 });
    await command(shop, '/relevo unfreeze', { id: 79 });
    await command(shop, '/relevo unfreeze', { id: 80 });
    expect(answers(shop)).toEqual([
      '✅ **daily-sales**: Production stays as it is until /relevo unfreeze.',
      '➖ **daily-sales**: It is frozen already.',
      '✅ **daily-sales**: It is not frozen any more.\n✅ **daily-sales**: v3 is in production. It passed against v2.',
      '➖ **daily-sales**: It is not frozen.',
    ]);
  });

  test('snooze and ack', async () => {
    const shop = await shopWithTwo();
    await command(shop, '/relevo ack');
    await append(shop, event('degraded', { writer: 'actions' }));
    await command(shop, '/relevo snooze 7d\n/relevo ack', { id: 78 });
    expect(shop.events().slice(-2)).toMatchObject([
      { event: 'snoozed', by: 'bea' },
      { event: 'acknowledged', by: 'bea', signals: ['overall wape', 'shop = Vigo'] },
    ]);
    expect(answers(shop)[0]).toContain('Nothing has got worse');
    expect(answers(shop)[1]).toMatch(/quiet until 2026-05-18 .* UTC.*\n\n.*Known/);
  });

  test('status tells of every model', async () => {
    const shop = await shopWithTwo();
    await append(shop, event('degraded', { writer: 'actions' }), event('frozen', { writer: 'actions' }));
    await command(shop, '/relevo status');
    expect(answers(shop)[0]).toMatch(
      /^\*\*daily-sales\*\*: v2 is in production since 2026-05-11, from [0-9a-f]{7} · frozen by ana: stocktaking · worse since 2025-07-03: overall wape, shop = Vigo · the default branch’s last run `\d+\.1`: pass, on 2026-05-11$/,
    );
  });

  test('evaluate runs the pull request’s own run again, and nothing else', async () => {
    const shop = await shopWithTwo();
    const headSha = 'a'.repeat(40);
    await command(shop, '/relevo evaluate');
    shop.pulls.push({
      ...shop.pulls[0]!,
      number: 9,
      state: 'open',
      merged: false,
      mergeCommit: null,
      headSha,
      headBranch: 'more',
    });
    await command(shop, '/relevo evaluate', { id: 78 });
    shop.ran(headSha, [], { headBranch: 'more', event: 'push' });
    shop.ran('b'.repeat(40), [], { headBranch: 'more', event: 'pull_request' });
    const own = shop.ran(headSha, [], { headBranch: 'more', event: 'pull_request' });
    await command(shop, '/relevo evaluate', { id: 79 });
    shop.runs.find(({ id }) => id === own.id)!.status = 'in_progress';
    await command(shop, '/relevo evaluate', { id: 80 });
    expect(shop.reruns).toEqual([own.id]);
    await command(shop, '/relevo evaluate', { id: 81, isPullRequest: false });
    expect(shop.started).toEqual([{ path: WORKFLOW, ref: 'main' }]);
    expect(answers(shop).map(text => text.charAt(0))).toEqual(['➖', '❌', '✅', '➖', '✅']);
  });

  test('retrain is handed on', async () => {
    const shop = await shopWithTwo();
    await command(shop, '/relevo retrain');
    expect(answers(shop)).toEqual(['✅ **daily-sales**: A pull request retrains daily-sales.']);
  });

  test('help lists every command', async () => {
    const shop = await shopWithTwo();
    await command(shop, '/relevo');
    expect(answers(shop)[0]).toContain('| `/relevo rollback [model] [version] [because <reason>]` |');
  });

  test('promote finds the model that the run judged', async () => {
    const shop = await shopWithTwo();
    const run = await shop.judge(shop.push('pushed'));
    await command(shop, `/relevo promote ${run}\n/relevo promote 5.1`);
    expect(shop.history()).toEqual([1, 2, 3]);
    expect(answers(shop)[0]).toContain('No run 5.1 of daily-sales is known.');
  });
});

describe('wrong usage', () => {
  test.each([
    [
      '/relevo rolback',
      'Did you mean “rollback”? It is written `/relevo rollback [model] [version] [because <reason>]`.',
    ],
    [
      '/relevo freeze dayly-sales',
      'Did you mean “daily-sales”? It is written `/relevo freeze [model] [because <reason>]`.',
    ],
    ['/relevo promote', 'It needs the id of a run. It is written'],
    ['/relevo rollback v7', 'There is no v7. Name one of the versions: v1, v2.'],
  ])('%s is answered with the right one', async (body, answer) => {
    const shop = await shopWithTwo();
    await command(shop, body);
    expect(answers(shop)[0]).toContain(answer);
    expect(shop.history()).toEqual([1, 2]);
  });

  test('several models need a name', async () => {
    const shop = await shopWithTwo();
    shop.texts.set('relevo.yml', configText() + configText().replace('models:\n', '').replace(MODEL, 'other'));
    await command(shop, '/relevo rollback\n/relevo rollback daily-sales');
    expect(answers(shop)[0]).toMatch(
      /^❌ Name one of the models: daily-sales, other\..*\n\n✅ \*\*daily-sales\*\*: v1/,
    );
  });

  test('a config that cannot be read is said', async () => {
    const shop = await shopWithTwo();
    shop.texts.set('relevo.yml', 'models: 1');
    await command(shop, '/relevo rollback');
    expect(answers(shop)[0]).toContain('is missing or has problems');
  });

  test('what somebody writes into a reason is inert in the answer', async () => {
    const shop = await shopWithTwo();
    await command(shop, '/relevo rollback because @team <img src=x> [click](http://x) #1');
    expect(answers(shop)[0]).not.toMatch(/@team|<img|[^\\]\]\(|#1/);
  });
});

describe('delivered twice', () => {
  test('a command is carried out and answered once', async () => {
    const shop = await shopWithTwo();
    await command(shop, '/relevo rollback');
    const before = shop.writes;
    expect(await command(shop, '/relevo rollback')).toBe(false);
    expect(shop.writes).toBe(before);
    expect(shop.history()).toEqual([1, 2, 1]);
  });

  test('after a crash anywhere, it is carried out and answered once', async () => {
    for (const body of ['/relevo rollback', '/relevo snooze 7d', '/relevo freeze\n/relevo rollback']) {
      const whole = await shopWithTwo();
      const before = whole.writes;
      await command(whole, body);
      for (let crash = 1; crash <= whole.writes - before; crash++) {
        const shop = await shopWithTwo();
        await expect(command(shop, body, {}, { writes: crash })).rejects.toThrow(Crash);
        await command(shop, body);
        expect(shop.events().map(one => one.event)).toEqual(whole.events().map(one => one.event));
        expect(shop.comments).toHaveLength(1);
        expect(answers(shop)[0]).not.toContain('Working');
      }
    }
  });

  test('to two processes at once, it is carried out and answered once', async () => {
    for (let waits = 0; waits < 25; waits++) {
      const shop = await shopWithTwo();
      const turn = async () => {
        for (let wait = 0; wait < waits; wait++) await Promise.resolve();
      };
      await Promise.all([command(shop, '/relevo rollback'), command(shop, '/relevo rollback', {}, { turn })]);
      expect(shop.history()).toEqual([1, 2, 1]);
      expect(answers(shop)).toEqual(['✅ **daily-sales**: v1 is in production again: v1 was asked for.']);
    }
  });

  test('an answer that somebody forged is none', async () => {
    const shop = await shopWithTwo();
    const forged = `<!-- relevo:answer {"comment":77,"isDone":true,"at":"2026-05-11T10:00:00.000Z","from":{}} -->\n`;
    shop.comments.push({ id: 1, number: 9, body: forged, author: 'rob', isOurs: false, url: '' });
    await command(shop, '/relevo rollback');
    expect(shop.history()).toEqual([1, 2, 1]);
  });
});
