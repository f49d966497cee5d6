// What is half done is finished, whatever was lost.
import { describe, expect, test } from '@jest/globals';
import { promoteOnGitHub } from '../../src/flows/promote-on-github.ts';
import { type ReconcileRequest, reconcile } from '../../src/flows/reconcile.ts';
import { findUntold } from '../../src/flows/untold-runs.ts';
import { commit } from '../core/ledger-fixtures.ts';
import { Crash, WORKFLOW } from './github-fakes.ts';
import { MODEL, modelConfig, Shop, standing } from './shop.ts';

interface Ask extends Partial<ReconcileRequest> {
  readonly writes?: number;
}

function reconciling(shop: Shop, { writes = Number.POSITIVE_INFINITY, ...more }: Ask = {}) {
  const request: ReconcileRequest = {
    config: 'relevo.yml',
    standing,
    publish: async () => undefined,
    isThorough: false,
    tellsProduction: false,
    reviewsIssues: false,
    isTold: () => false,
    mayStart: true,
    self: null,
    ...more,
  };
  return reconcile(request, shop.ports({ writes }));
}

const promote = (shop: Shop, writes = Number.POSITIVE_INFINITY) =>
  promoteOnGitHub({ model: modelConfig(), standing, command: null }, shop.ports({ writes }));

const evaluations = (shop: Shop) => shop.started.map(({ path, ref }) => `${path} on ${ref}`);

describe('reconciling', () => {
  test('promotes what passed and was not promoted', async () => {
    const shop = new Shop();
    await shop.judge(shop.merge('one'));
    const { decisions } = await reconciling(shop);
    expect(decisions).toMatchObject([{ model: MODEL, decision: { code: 'passed' } }]);
    expect(shop.history()).toEqual([1]);
  });

  test('finishes a promotion that ended anywhere', async () => {
    for (let crash = 1; crash <= 9; crash++) {
      const shop = new Shop();
      await shop.judge(shop.merge('one'));
      await promote(shop, crash).catch(() => undefined);
      await reconciling(shop);
      expect(shop.history()).toEqual([1]);
      expect(shop.releases.map(({ tag, draft }) => `${tag} ${draft}`)).toEqual(['daily-sales/v1 false']);
      expect(shop.deployments.map(({ state }) => state)).toEqual(['success']);
      const quiet = shop.writes;
      await reconciling(shop);
      expect(shop.writes).toBe(quiet);
    }
  });

  test('takes away drafts of versions that are published, and leaves other people’s releases', async () => {
    const shop = new Shop();
    await shop.judge(shop.merge('one'));
    await promote(shop);
    const release = (id: number, tag: string) => ({ id, tag, draft: true, commit: '', body: '', url: '', assets: [] });
    shop.releases.push(
      release(1, 'daily-sales/v1'),
      release(2, 'v1'),
      release(3, 'other/v1'),
      release(4, 'daily-sales/v2'),
    );
    await reconciling(shop);
    expect(shop.releases.map(({ tag, draft }) => `${tag} ${draft}`)).toEqual([
      'daily-sales/v1 false',
      'v1 true',
      'other/v1 true',
      'daily-sales/v2 true',
    ]);
  });

  test('lets go of what keep no longer keeps when it looks thoroughly, once, and never before it is said', async () => {
    const shop = new Shop({ keep: '{ versions: 2, candidates: 1m }' });
    for (const word of ['one', 'two', 'three']) {
      await shop.judge(shop.merge(word));
      await promote(shop);
    }
    for (let second = 0; second < 100; second++) shop.now();
    await reconciling(shop);
    expect(shop.releases.map(({ assets }) => assets.length)).toEqual([2, 2, 2]);
    await reconciling(shop, { isThorough: true, writes: 1 }).catch(() => undefined);
    expect(shop.events().at(-1)).toMatchObject({ event: 'pruned', by: 'relevo', writer: 'actions' });
    expect(shop.releases.map(({ assets }) => assets.length)).toEqual([2, 2, 2]);
    await reconciling(shop, { isThorough: true });
    expect(shop.releases.map(({ tag, assets }) => `${tag} ${assets.length}`).sort()).toEqual([
      'daily-sales/v1 0',
      'daily-sales/v2 2',
      'daily-sales/v3 2',
    ]);
    const quiet = shop.writes;
    await reconciling(shop, { isThorough: true });
    expect(shop.writes).toBe(quiet);
    expect(shop.events().filter(({ event }) => event === 'pruned')).toHaveLength(1);
  });

  test('makes a release again that somebody removed', async () => {
    const shop = new Shop();
    await shop.judge(shop.merge('one'));
    await promote(shop);
    shop.releases.length = 0;
    await reconciling(shop);
    expect(shop.releases).toMatchObject([{ tag: 'daily-sales/v1', draft: false, assets: [{}, {}] }]);
  });

  test.each([
    ['there is no config', undefined],
    ['the config has problems', 'models: { shop: { task: nonsense } }'],
  ])('does nothing when %s', async (_, text) => {
    const shop = new Shop();
    shop.texts.clear();
    if (text !== undefined) shop.texts.set('relevo.yml', text);
    await shop.judge(shop.merge('one'));
    const before = shop.writes;
    expect(await reconciling(shop)).toEqual({ decisions: [], isStarted: false });
    expect(shop.writes).toBe(before);
  });

  test('of one model goes on when another one is in trouble', async () => {
    const shop = new Shop();
    const text = shop.texts.get('relevo.yml') ?? '';
    shop.texts.set(
      'relevo.yml',
      text.replace(/^ {2}daily-sales:\n((?: {4}.*\n)+)/m, '  broken:\n$1  daily-sales:\n$1'),
    );
    await shop.judge(shop.merge('one'));
    const ports = shop.ports();
    const read: typeof ports.ledger.read = async model => {
      if (model === 'broken') throw new Error('its ledger is damaged');
      return ports.ledger.read(model);
    };
    const request = {
      config: 'relevo.yml',
      standing,
      publish: async () => undefined,
      isThorough: false,
      tellsProduction: false,
      reviewsIssues: false,
      isTold: () => false,
      mayStart: false,
      self: null,
    };
    await expect(reconcile(request, { ...ports, ledger: { ...ports.ledger, read } })).rejects.toThrow('damaged');
    expect(shop.history()).toEqual([1]);
  });

  test('publishes the one that made production, the newest finished run of the head, and what nobody told', async () => {
    const shop = new Shop();
    await shop.judge(shop.merge('one'));
    await promote(shop);
    const [made] = shop.runs;
    const head = shop.merge('two');
    const { id: fork } = shop.ran(head, [], { event: 'pull_request', headRepositoryId: 2 });
    const newest = shop.ran(head, []);
    shop.ran(head, [], { status: 'in_progress' });
    const { id: retraining } = shop.ran(head, [], { event: 'workflow_dispatch' });
    shop.documents.push({ id: shop.id(), run: retraining, name: 'relevo-watch', path: '', text: '{}', expired: false });
    const published: number[] = [];
    await reconciling(shop, { isThorough: true, publish: async id => void published.push(id) });
    expect(published).toEqual([made?.id, newest.id, fork, retraining]);
  });
});

describe('what is in production', () => {
  const told = async (shop: Shop, more: Ask): Promise<number[]> => {
    const published: number[] = [];
    await reconciling(shop, { publish: async id => void published.push(id), ...more });
    return published;
  };

  test('is told on its pull request when a look promotes it, or a command may have, and not otherwise', async () => {
    const shop = new Shop();
    await shop.judge(shop.merge('one'));
    const [made] = shop.runs;
    expect(await told(shop, {})).toEqual([made?.id]);
    expect(await told(shop, {})).toEqual([]);
    expect(await told(shop, { tellsProduction: true })).toEqual([made?.id]);
  });

  test('is old news after a week', async () => {
    const shop = new Shop();
    await shop.judge(shop.merge('one'));
    await promote(shop);
    const late = new Date(shop.now().getTime() + 8 * 86_400_000);
    const ports = { ...shop.ports(), clock: { now: () => late } };
    const published: number[] = [];
    await reconcile(
      {
        config: 'relevo.yml',
        standing,
        publish: async id => void published.push(id),
        isThorough: false,
        tellsProduction: true,
        reviewsIssues: false,
        isTold: () => false,
        mayStart: false,
        self: null,
      },
      ports,
    );
    expect(published).toEqual([]);
  });
});

describe('runs whose webhook was lost', () => {
  const DAY = 86_400_000;

  /** Which runs a thorough look publishes. */
  async function told(shop: Shop, more: Ask = {}): Promise<number[]> {
    const published: number[] = [];
    await reconciling(shop, { isThorough: true, publish: async id => void published.push(id), ...more });
    return published;
  }

  const check = (shop: Shop, sha: string, externalId: string) =>
    shop.ports().checks.create(sha, 'relevo', externalId, {
      title: '',
      summary: '',
      text: null,
      conclusion: 'success',
      annotations: [],
    });

  test('are published: of pull requests and of the default branch, the newest of each commit and event', async () => {
    const shop = new Shop();
    const [passed, head] = [shop.merge('one'), shop.merge('two')];
    const behind = shop.ran(passed, []);
    const newest = shop.ran(head, []);
    const pull = { event: 'pull_request', headBranch: 'more' };
    shop.ran(commit('a'), [], pull);
    const again = shop.ran(commit('a'), [], pull);
    const fork = shop.ran(commit('b'), [], { ...pull, headRepositoryId: 2 });
    shop.ran(commit('c'), [], { ...pull, status: 'in_progress' });
    shop.ran(commit('d'), [], { ...pull, conclusion: 'action_required' });
    shop.ran(commit('e'), [], { ...pull, path: '.github/workflows/other.yml' });
    shop.ran(head, [], { event: 'schedule' });
    shop.ran(head, [], { event: 'issue_comment' });
    expect((await told(shop)).sort()).toEqual([behind.id, newest.id, again.id, fork.id]);
  });

  test('are not published once their check tells of them or of a later run, nor when this process told them', async () => {
    const shop = new Shop();
    shop.merge('one');
    const pull = { event: 'pull_request', headBranch: 'more' };
    const first = shop.ran(commit('a'), [], pull);
    const second = shop.ran(commit('b'), [], pull);
    const quiet = shop.ran(commit('c'), [], pull);
    await check(shop, commit('a'), `${first.id}.1`);
    await check(shop, commit('b'), `${second.id + 1}.1`);
    expect(await told(shop)).toEqual([quiet.id]);
    expect(await told(shop, { isTold: ({ id }) => id === quiet.id })).toEqual([]);
    shop.runs.find(({ id }) => id === first.id)!.attempt = 2;
    expect(await told(shop, { isTold: ({ id }) => id === quiet.id })).toEqual([first.id]);
  });

  test('are looked for a week, and so many commits and no more', async () => {
    const shop = new Shop();
    shop.merge('one');
    const at = (age: number) => new Date(shop.now().getTime() - age).toISOString();
    const pull = { event: 'pull_request', headBranch: 'more' };
    shop.ran(commit('old'), [], { ...pull, startedAt: at(8 * DAY) });
    for (let index = 0; index < 50; index++) shop.ran(commit(`${index}`), [], { ...pull, startedAt: at(DAY) });
    const ports = shop.ports();
    let asked = 0;
    const find: typeof ports.checks.find = async (sha, name) => {
      asked++;
      return ports.checks.find(sha, name);
    };
    const wanted = { workflow: WORKFLOW, config: 'relevo.yml', onBranch: [], isTold: () => false };
    const untold = await findUntold(wanted, { ...ports, checks: { ...ports.checks, find } });
    expect([untold.length, asked]).toEqual([20, 20]);
    expect(untold.map(({ id }) => id)).toEqual(untold.map(({ id }) => id).sort());
    expect(untold.at(-1)?.headSha).toBe(commit('49'));
  });

  test('of which one cannot be published keep none of the others, nor what follows', async () => {
    const shop = new Shop();
    await shop.judge(shop.merge('one'));
    const pull = { event: 'pull_request', headBranch: 'more' };
    const gone = shop.ran(commit('a'), [], pull);
    const good = shop.ran(commit('b'), [], pull);
    const published: number[] = [];
    const publish = async (id: number): Promise<void> => {
      if (id === gone.id) throw new Error('it is gone');
      published.push(id);
    };
    await expect(reconciling(shop, { isThorough: true, publish })).rejects.toThrow('it is gone');
    expect(published).toContain(good.id);
    expect(shop.history()).toEqual([1]);
  });
});

describe('an evaluation of the default branch', () => {
  /** Two merged in a row: the second was judged against what is not in production any more. */
  async function stale(): Promise<Shop> {
    const shop = new Shop();
    await shop.judge(shop.merge('one'));
    const two = shop.push('two');
    await shop.judge(two);
    shop.branch.pop();
    await promote(shop);
    shop.branch.push(two);
    return shop;
  }

  test('is started when the head has none against what is in production', async () => {
    const shop = await stale();
    const { decisions, isStarted } = await reconciling(shop);
    expect(decisions[0]?.decision).toMatchObject({ code: 'stale' });
    expect(isStarted).toBe(true);
    expect(evaluations(shop)).toEqual([`${WORKFLOW} on main`]);
  });

  test('once: not while one goes on, nor when one was tried since', async () => {
    const shop = await stale();
    const run = shop.ran(shop.branch.at(-1) ?? '', [], { status: 'queued', event: 'workflow_dispatch' });
    await reconciling(shop);
    shop.runs[0]!.status = 'completed';
    await reconciling(shop);
    expect(evaluations(shop)).toEqual([]);
    shop.runs.shift();
    shop.ran(run.headSha, [], { status: 'in_progress', startedAt: '2026-05-11T00:00:00Z' });
    await reconciling(shop, { self: shop.runs[0]!.id });
    expect(evaluations(shop)).toHaveLength(1);
  });

  test('is started whatever ran for comments, schedules and retrainings since', async () => {
    const shop = await stale();
    const [head = ''] = shop.branch.slice(-1);
    for (const event of ['issue_comment', 'schedule']) shop.ran(head, [], { event, status: 'in_progress' });
    shop.ran(head, [], { event: 'push', conclusion: 'skipped' });
    const { id: run } = shop.ran(head, [], { event: 'workflow_dispatch' });
    const refreshed = { name: 'relevo-refresh', path: 'daily-sales/refresh.json', text: '{}', expired: false };
    shop.documents.push({ id: shop.id(), run, ...refreshed });
    await reconciling(shop);
    expect(evaluations(shop)).toHaveLength(1);
  });

  test('is not started for what is in production, after a push, nor where pushes do not train', async () => {
    const shop = new Shop();
    await shop.judge(shop.merge('one'));
    await reconciling(shop);
    expect(evaluations(shop)).toEqual([]);
    const late = await stale();
    await reconciling(late, { mayStart: false });
    late.texts.set(
      'relevo.yml',
      (late.texts.get('relevo.yml') ?? '').replace('node train.js', 'node train.js, when: label'),
    );
    await reconciling(late);
    expect(evaluations(late)).toEqual([]);
  });

  test('dies with the process, and is started by the next', async () => {
    const shop = await stale();
    await expect(reconciling(shop, { writes: 1 })).rejects.toThrow(Crash);
    await reconciling(shop);
    expect(evaluations(shop).length).toBeGreaterThanOrEqual(1);
  });
});
