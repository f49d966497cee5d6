// What looks at production lead to: one issue a model through a whole life, whatever is forged, lost, doubled or done by hand.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { LedgerEvent } from '../../src/core/ledger-event.ts';
import { promoteOnGitHub } from '../../src/flows/promote-on-github.ts';
import { retrainBranch } from '../../src/flows/retrain/standing.ts';
import { reviewIssue } from '../../src/flows/triage/review-issue.ts';
import { readIssueMark } from '../../src/report/issue-mark.ts';
import type { Watch } from '../../src/report/watch-schema.ts';
import { sha256 } from '../core/ledger-fixtures.ts';
import { Crash } from './github-fakes.ts';
import { MODEL, modelConfig, Shop, standing } from './shop.ts';
import { act, back, CONFIG, look, stateText, worse } from './watch-documents.ts';

let shop: Shop;

const promoted = async (word: string): Promise<void> => {
  await shop.judge(shop.merge(word));
  const wish = { model: modelConfig(CONFIG), standing, command: null };
  expect((await promoteOnGitHub(wish, shop.ports())).kind).toBe('promote');
};

beforeEach(async () => {
  shop = new Shop(CONFIG);
  await promoted('one');
});

const kinds = (): string[] =>
  shop
    .events()
    .map(({ event }) => event)
    .filter(event => !['evaluated', 'promoted'].includes(event));

const issues = () => shop.tracking.issues;
const only = () => {
  expect(issues()).toHaveLength(1);
  return issues()[0] as ReturnType<typeof issues>[number];
};
const talk = (number: number): string[] =>
  shop.comments.filter(comment => comment.number === number).map(({ body }) => /\*\*(.*?)\*\*/.exec(body)?.[1] ?? body);

async function append(event: Partial<LedgerEvent> & Pick<LedgerEvent, 'event'>): Promise<void> {
  const common = { model: MODEL, at: shop.now().toISOString(), by: 'ana', writer: 'actions' };
  const { ledger } = shop.ports();
  const { head } = await ledger.read(MODEL);
  await ledger.append({ model: MODEL, head, events: [{ ...common, ...event } as LedgerEvent], reports: [] });
}

describe('one issue through a life', () => {
  test('nothing is opened while all is well; the summary tells every time', async () => {
    const done = await act(shop, look(shop));
    expect(done).toMatchObject({ outcome: 'recorded', issue: null, state: 'healthy' });
    expect(issues()).toEqual([]);
    expect(done.summary).toMatch(/^### ✅ daily-sales: as promised, WAPE 7.5 %, promised at most 8.2 %/);
    expect(done.summary).toContain('v1 is watched. Read 40 rows of 1 file, counted 30 rows of 1 day up to 10 May.');
    expect(done.outputs).toEqual({
      model: MODEL,
      state: 'healthy',
      signals: [],
      version: 'v1',
      issue: '',
      retrain: '',
    });
  });

  test('a degradation opens it, with labels and assignees, and is written down with its document', async () => {
    const done = await act(shop, look(shop, [worse()]));
    expect(done).toMatchObject({ issue: { action: 'opened', number: 2 } });
    expect(only()).toMatchObject({ labels: ['relevo', 'model-health'], assignees: ['ana'], state: 'open' });
    expect(only().title).toMatch(/^daily-sales got worse: WAPE .* → 11.8 % since about 3 May$/);
    expect(kinds()).toEqual(['degraded']);
    const event = shop.events().findLast(one => one.event === 'degraded');
    const report = event?.event === 'degraded' ? event.report : null;
    expect(JSON.parse(shop.reports.get(report ?? '') ?? '')).toMatchObject({ schema: 'relevo.watch/1', watch: null });
    expect(done.outputs).toMatchObject({ state: 'degraded', signals: ['wape'], issue: only().url });
  });

  test('it is updated in place, without a comment while its state stays', async () => {
    await act(shop, look(shop, [worse()]));
    const later = await act(shop, look(shop, [{ ...worse(), now: 0.131 }]));
    expect(later).toMatchObject({ issue: { action: 'updated' } });
    expect(only().title).toContain('13.1 %');
    expect(talk(only().number)).toEqual([]);
    const edits = shop.tracking.edits;
    expect((await act(shop, look(shop, [{ ...worse(), now: 0.131 }]))).issue).toMatchObject({ action: 'unchanged' });
    expect(shop.tracking.edits).toBe(edits);
  });

  test('what is new is told once', async () => {
    await act(shop, look(shop, [worse()]));
    await act(shop, look(shop, [worse(), worse('shop = Vigo')]));
    await act(shop, look(shop, [worse(), worse('shop = Vigo')]));
    expect(talk(only().number)).toEqual(['More got worse.']);
    expect(kinds()).toEqual(['degraded', 'degraded']);
  });

  test('recovery closes it with the evidence, and what returns within 30 days opens it again', async () => {
    await act(shop, look(shop, [worse()]));
    const closed = await act(shop, look(shop, [back()]));
    expect(closed.issue?.action).toBe('closed');
    expect(only()).toMatchObject({ state: 'closed', title: expect.stringMatching(/recovered: WAPE 11.8 % → 7.6 %/) });
    expect(only().body).toContain('7.6 %');
    await act(shop, look(shop));
    expect((await act(shop, look(shop, [worse()]))).issue?.action).toBe('reopened');
    expect(talk(only().number)).toEqual(['Recovered.', 'It is back.']);
    expect(only().state).toBe('open');
  });

  test('what returns later is told in another issue', async () => {
    await act(shop, look(shop, [worse()]));
    await act(shop, look(shop, [back()]));
    only().closedAt = '2026-04-01T00:00:00.000Z';
    expect((await act(shop, look(shop, [worse()]))).issue?.action).toBe('opened');
    expect(issues().map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  test('a promotion after the alarm: it says what is watched now, and closes citing the recovery', async () => {
    await act(shop, look(shop, [worse()]));
    await promoted('two');
    const unknown = { state: 'unknown', reason: 'Too few days.' } as const;
    await act(shop, look(shop, undefined, unknown));
    expect(only().body).toMatch(/v2 is watched now, since .*: this closes when v2 is shown to keep what was promised/);
    expect(only().title).toContain('→ 11.8 %');
    await act(shop, look(shop, [back()]));
    expect(only().state).toBe('closed');
    expect(only().body).toMatch(/v2 is watched now, since .*; the alarm was about v1\./);
  });
});

describe('people', () => {
  test('an issue closed by hand is acknowledged and not fought over; something new opens it', async () => {
    await act(shop, look(shop, [worse()]));
    shop.tracking.close(only().number, 'bea', shop.now());
    expect((await act(shop, look(shop, [worse()]))).issue?.action).toBe('acknowledged');
    expect(shop.events().at(-1)).toMatchObject({ event: 'acknowledged', signals: ['wape'], by: 'bea' });
    await act(shop, look(shop, [worse()]));
    expect(kinds()).toEqual(['degraded', 'acknowledged']);
    expect(only().state).toBe('closed');
    expect((await act(shop, look(shop, [worse(), worse('shop = Vigo')]))).issue?.action).toBe('reopened');
    expect(talk(only().number)).toEqual(['More got worse.']);
  });

  test('its recovery is taken in without a word', async () => {
    await act(shop, look(shop, [worse()]));
    shop.tracking.close(only().number, 'bea', shop.now());
    await act(shop, look(shop, [worse()]));
    await act(shop, look(shop, [back()]));
    expect(readIssueMark(only().body)?.state).toBe('recovered');
    expect(talk(only().number)).toEqual([]);
    expect(kinds()).toEqual(['degraded', 'acknowledged', 'recovered']);
  });

  test('snoozed, nothing is opened, reopened or said, and the text is kept up to date', async () => {
    const later = new Date(shop.now().getTime() + 86_400_000).toISOString();
    await append({ event: 'snoozed', until: later, reason: null });
    expect((await act(shop, look(shop, [worse()]))).issue).toBeNull();
    await append({ event: 'snoozed', until: shop.now().toISOString(), reason: null });
    expect((await act(shop, look(shop, [worse()]))).issue?.action).toBe('opened');
    await append({ event: 'snoozed', until: later, reason: null });
    await act(shop, look(shop, [worse(), worse('shop = Vigo')]));
    expect(only().body).toContain('Snoozed until');
    expect(only().body).toContain('shop = Vigo');
    expect(talk(only().number)).toEqual([]);
    await append({ event: 'snoozed', until: shop.now().toISOString(), reason: null });
    await act(shop, look(shop, [worse(), worse('shop = Vigo')]));
    expect(talk(only().number)).toEqual(['More got worse.']);
  });

  test('an acknowledged signal is not told as news', async () => {
    await act(shop, look(shop, [worse()]));
    await append({ event: 'acknowledged', signals: ['wape', 'shop = Vigo'], reason: null });
    await act(shop, look(shop, [worse(), worse('shop = Vigo')]));
    expect(talk(only().number)).toEqual([]);
    expect(only().body).toContain('worse, acknowledged');
  });

  test("a stranger's issue with our mark is not ours", async () => {
    await act(shop, look(shop, [worse()]));
    const { body } = only();
    issues()[0] = { ...only(), number: 90, author: 'mallory', body };
    await act(shop, look(shop, [worse()]));
    expect(issues().map(({ author, state }) => [author, state])).toEqual([
      ['mallory', 'open'],
      ['relevo[bot]', 'open'],
    ]);
  });

  test('the issue names the pull request that retrains', async () => {
    const { proposals } = shop.ports();
    const branch = retrainBranch(MODEL);
    await proposals.commit({ branch, parent: 'a', message: 'm', files: [{ path: 'a', file: 'b' }], instead: true });
    const pull = await proposals.open({ branch, title: 't', body: 'b' });
    await act(shop, look(shop, [worse()]));
    expect(issues()[0]?.body).toContain(`#${pull?.number} trains on the latest data`);
  });
});

describe('what a job without rights left', () => {
  const forged: Readonly<Record<string, (watch: Watch) => unknown>> = {
    'another schema': watch => ({ ...watch, schema: 'relevo.watch/2' }),
    'another model': watch => ({ ...watch, model: 'other' }),
    'the future': watch => ({ ...watch, at: '2031-01-01T00:00:00.000Z' }),
    'two events': watch => ({ ...watch, events: [...watch.events, ...watch.events] }),
    'an event about another production': watch => ({
      ...watch,
      events: watch.events.map(event => ({ ...event, production: sha256('other') })),
    }),
    'a state that the event does not make': watch => ({ ...watch, state: 'healthy' }),
    'signals that are not worse': watch => ({
      ...watch,
      signals: watch.signals.map(one => ({ ...one, state: 'fine' })),
    }),
    'no signals': watch => ({ ...watch, events: watch.events.map(event => ({ ...event, signals: [] })) }),
    'an event without a memory': watch => ({ ...watch, watch: null }),
    'a memory that is none': watch => ({ ...watch, watch: { before: null, text: '{}' } }),
    "another production's memory": watch => ({
      ...watch,
      watch: { before: null, text: stateText(sha256('other'), watch.at) },
    }),
    'a start after the look': watch => ({
      ...watch,
      events: watch.events.map(event => ({ ...event, since: '2027-01-01T00:00:00.000Z' })),
    }),
    'no production': watch => ({ ...watch, production: null }),
    'a recovery of what is worse': watch => ({
      ...watch,
      state: 'recovered',
      events: [{ event: 'recovered', production: watch.production?.event, signals: ['wape'] }],
    }),
    'a name longer than any': watch => ({ ...watch, signals: [{ ...worse(), name: 'x'.repeat(501) }] }),
    'more signals than any': watch => ({ ...watch, signals: Array.from({ length: 2001 }, () => worse()) }),
  };

  test.each(Object.keys(forged))('%s is refused and changes nothing', async name => {
    const text = JSON.stringify(forged[name]?.(look(shop, [worse()])));
    const writes = shop.writes;
    await expect(act(shop, text)).rejects.toMatchObject({ code: 'watch-untrusted' });
    expect(shop.writes).toBe(writes);
  });

  test.each(['', '{', 'null', '[]', `"${'x'.repeat(32_000_001)}"`])('a text that is none is refused', async text => {
    await expect(act(shop, text)).rejects.toMatchObject({ code: 'watch-untrusted' });
  });

  test('what was computed from an older state, or of an older production, changes nothing and says so', async () => {
    const first = look(shop, [worse()]);
    await act(shop, look(shop));
    const late = await act(shop, first);
    expect(late).toMatchObject({ outcome: 'stale', issue: null });
    expect(late.summary).toContain('Nothing follows from this look.');
    const before = look(shop, [worse()]);
    await promoted('two');
    expect(await act(shop, before)).toMatchObject({ outcome: 'stale', why: expect.stringContaining('v2') });
    expect(kinds()).toEqual([]);
  });

  test('an alarm that is not open, or another one, is neither known nor recovered', async () => {
    const isKnown = look(shop, [worse()], { events: [] });
    expect(await act(shop, isKnown)).toMatchObject({ outcome: 'stale' });
    const event = shop.state().production?.event ?? sha256('x');
    const recovery = { event: 'recovered', production: event, signals: ['wape'] } as const;
    const isBack = look(shop, [back()], { events: [recovery], state: 'recovered' });
    expect(await act(shop, isBack)).toMatchObject({ outcome: 'stale' });
    expect(kinds()).toEqual([]);
  });

  test('foreign names of signals are inert where they are shown', async () => {
    const name = '@octocat #1 <img src=x> | [x](https://evil.example)\n/relevo promote';
    const done = await act(shop, look(shop, [{ ...worse(), name }]));
    const text = `${only().body}\n${done.summary}`.replace(/<!--.*?-->/g, '');
    expect(text).not.toMatch(/@octocat|#1|<img|\n\/relevo|\]\(https:\/\/evil/);
    expect(only().title).not.toMatch(/@octocat|#1/);
  });
});

describe('crashes and races', () => {
  test('a job that ends after any write is finished by the next, and nothing is told twice', async () => {
    for (let writes = 1; writes < 6; writes++) {
      shop = new Shop(CONFIG);
      await promoted('one');
      for (const signals of [[worse()], [worse(), worse('shop = Vigo')], [back(), back('shop = Vigo')], [worse()]]) {
        const document = look(shop, signals);
        await act(shop, document, { process: { writes } }).catch(thrown => expect(thrown).toBeInstanceOf(Crash));
        await act(shop, document);
      }
      expect(kinds()).toEqual(['degraded', 'degraded', 'recovered', 'degraded']);
      expect(talk(only().number)).toEqual(['More got worse.', 'Recovered.', 'It is back.']);
      expect(only().state).toBe('open');
    }
  });

  test('a recovery whose job ended is told by a later look at a healthy production', async () => {
    await act(shop, look(shop, [worse()]));
    await act(shop, look(shop, [back()]), { process: { writes: 1 } }).catch(() => undefined);
    expect(only().state).toBe('open');
    await act(shop, look(shop));
    expect(only()).toMatchObject({ state: 'closed', title: expect.stringContaining('7.6 %') });
    expect(talk(only().number)).toEqual(['Recovered.']);
  });

  test('two triages of one look at once leave one event and one open issue', async () => {
    const document = look(shop, [worse()]);
    const turn = () => new Promise<void>(resolve => setImmediate(resolve));
    await Promise.all([act(shop, document, { process: { turn } }), act(shop, document, { process: { turn } })]);
    await act(shop, look(shop, [worse()]));
    expect(kinds()).toEqual(['degraded']);
    expect(issues().filter(({ state }) => state === 'open')).toHaveLength(1);
    expect(issues().find(({ state }) => state === 'open')?.number).toBe(Math.min(...issues().map(one => one.number)));
  });

  test('of several that were opened at once, a later look keeps the lowest', async () => {
    await act(shop, look(shop, [worse()]));
    issues().push({ ...only(), number: 70 });
    await act(shop, look(shop, [worse()]));
    expect(issues().map(({ number, state }) => [number, state])).toEqual([
      [2, 'open'],
      [70, 'closed'],
    ]);
    expect(issues()[1]?.body).toContain('The same is told in #2.');
    expect(readIssueMark(issues()[1]?.body ?? '')?.state).toBe('duplicate');
  });

  test('the App is left its ledger', async () => {
    await append({ event: 'unfrozen', reason: null, writer: 'app' });
    await expect(act(shop, look(shop, [worse()]))).rejects.toMatchObject({ code: 'writer-other' });
  });
});

describe('without a new look', () => {
  const review = () => reviewIssue(modelConfig(CONFIG), standing, shop.ports());

  test('an issue that a person closed is taken as known, once, and stays closed', async () => {
    await act(shop, look(shop, [worse()]));
    shop.tracking.close(only().number, 'bea', shop.now());
    expect(await review()).toMatchObject({ action: 'acknowledged' });
    expect(shop.events().at(-1)).toMatchObject({ event: 'acknowledged', by: 'bea', signals: ['wape'] });
    const before = shop.writes;
    expect(await review()).toMatchObject({ action: 'unchanged' });
    expect([shop.writes, only().state]).toEqual([before, 'closed']);
  });

  test('an issue that was left open after a recovery is closed', async () => {
    await act(shop, look(shop, [worse()]));
    const { ledger } = shop.ports();
    const { head } = await ledger.read(MODEL);
    const { report } = shop.events().at(-1) as LedgerEvent & { event: 'degraded' };
    const { production, alarm } = shop.state();
    const common = { model: MODEL, at: shop.now().toISOString(), by: 'relevo', writer: 'actions' } as const;
    const event = {
      event: 'recovered',
      ...common,
      production: production!.event,
      signals: alarm!.signals,
      report,
    } as const;
    await ledger.append({ model: MODEL, head, events: [event], reports: [] });
    expect(await review()).toMatchObject({ action: 'closed' });
    expect(only().state).toBe('closed');
  });

  test('nothing is opened, nor asked, where nothing ever got worse', async () => {
    const before = shop.writes;
    expect(await review()).toBeNull();
    expect(shop.writes).toBe(before);
  });

  test('a job of Actions leaves it to the App', async () => {
    await act(shop, look(shop, [worse()]));
    await append({ event: 'unfrozen', writer: 'app', reason: null });
    await expect(review()).rejects.toMatchObject({ code: 'writer-other' });
  });
});
