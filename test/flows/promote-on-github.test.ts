// Promotion on GitHub: what becomes production and what does not, and that no crash, double or order changes the end.
import { describe, expect, test } from '@jest/globals';
import type { Decision } from '../../src/core/decision.ts';
import { assetName, readReleaseMark } from '../../src/core/release-text.ts';
import { promoteOnGitHub, rollBackOnGitHub } from '../../src/flows/promote-on-github.ts';
import type { TrustedPorts } from '../../src/flows/trusted-ports.ts';
import { named } from '../core/ledger-fixtures.ts';
import { Crash, type Process } from './github-fakes.ts';
import { MODEL, modelConfig, Shop, standing } from './shop.ts';

interface Wish {
  readonly config?: Readonly<Record<string, string>>;
  readonly command?: { run: string; by: string; because: string | null };
  readonly writer?: 'actions' | 'app';
}

const promoteWith = (ports: TrustedPorts, { config = {}, command, writer = 'actions' }: Wish = {}) =>
  promoteOnGitHub(
    {
      model: modelConfig(config),
      standing: { ...standing, writer },
      command: command ?? null,
    },
    ports,
  );

const promote = (shop: Shop, wish: Wish = {}, process: Process = {}) => promoteWith(shop.ports(process), wish);

const rollBack = (shop: Shop, to: number | null = null, process: Process = {}) =>
  rollBackOnGitHub(
    {
      model: modelConfig(),
      standing,
      request: { to, because: 'it hurts', by: 'bea' },
      from: shop.state().production?.event ?? null,
    },
    shop.ports(process),
  );

const said = ({ kind, code }: Decision) => `${kind}: ${code}`;

/** What everybody can see, in short. */
const world = (shop: Shop) => ({
  events: shop
    .events()
    .map(event =>
      event.event === 'evaluated' ? 'evaluated' : `${event.event} v${'version' in event ? event.version : ''}`,
    ),
  releases: shop.releases
    .map(({ tag, draft, assets }) => `${tag}${draft ? ' (draft)' : ''}, ${assets.length} files`)
    .sort(),
  deployments: shop.deployments.map(({ state, payload }) => `v${payload.version} ${state}`),
});

/** A repository with v1 in production. */
async function withFirst(config: Readonly<Record<string, string>> = {}): Promise<Shop> {
  const shop = new Shop(config);
  await shop.judge(shop.merge('one'));
  expect(said(await promote(shop, { config }))).toBe('promote: passed');
  return shop;
}

describe('a merged pull request whose run passed', () => {
  test('is promoted: ledger, release, deployment, dispatch', async () => {
    const shop = new Shop();
    const sha = shop.merge('one');
    await shop.judge(sha);
    expect(await promote(shop)).toMatchObject({
      kind: 'promote',
      reason: 'It passed against the best constant.',
    });
    expect(world(shop)).toEqual({
      events: ['evaluated', 'promoted v1'],
      releases: ['daily-sales/v1, 2 files'],
      deployments: ['v1 success'],
    });
    const { production } = shop.state();
    const [release] = shop.releases;
    expect(readReleaseMark(release?.body ?? '')).toEqual({
      model: MODEL,
      version: 1,
      artifact: shop.artifact(sha),
      event: production?.event,
    });
    expect(release?.body).toMatch(/^# daily/m);
    expect(release?.body).toContain('## Evaluation');
    expect(release?.assets.map(({ name }) => name)).toEqual([
      assetName(shop.artifact(sha)),
      assetName(named(`predictions ${sha}`)),
    ]);
    expect(shop.dispatched).toEqual([
      {
        type: 'relevo-promoted',
        payload: { model: MODEL, version: 1, digest: shop.artifact(sha), event: production?.event },
      },
    ]);
    expect(shop.deployments[0]).toMatchObject({ sha, environment: MODEL });
  });

  test('again changes nothing', async () => {
    const shop = await withFirst();
    const before = [world(shop), shop.writes];
    expect(said(await promote(shop))).toBe('nothing: in-production');
    expect([world(shop), shop.writes]).toEqual(before);
  });

  test('makes the former deployment inactive', async () => {
    const shop = await withFirst();
    await shop.judge(shop.merge('two'));
    await promote(shop);
    expect(world(shop).deployments).toEqual(['v1 inactive', 'v2 success']);
  });

  test('waits for the user’s workflow where deployment is awaited; the former one stays until then', async () => {
    const config = { deployment: 'awaited' };
    const shop = await withFirst(config);
    shop.deployments[0]!.state = 'success';
    await shop.judge(shop.merge('two'));
    await promote(shop, { config });
    expect(world(shop).deployments).toEqual(['v1 success', 'v2 in_progress']);
    shop.deployments[1]!.state = 'success';
    await promote(shop, { config });
    expect(world(shop).deployments).toEqual(['v1 inactive', 'v2 success']);
    shop.deployments[1]!.state = 'failure';
    const before = shop.writes;
    await promote(shop, { config });
    expect(shop.writes).toBe(before);
  });

  test.each(['merge commit', 'squash', 'rebase', 'merge queue'])('by %s', async how => {
    const shop = new Shop();
    if (how === 'rebase') shop.push('the first of two commits');
    await shop.judge(shop.merge(how));
    expect(said(await promote(shop))).toBe('promote: passed');
  });
});

describe('production stays', () => {
  test('when two are merged in a row, until the second is evaluated against the first’s version', async () => {
    const shop = await withFirst();
    const two = shop.merge('two');
    await shop.judge(two);
    const three = shop.merge('three');
    await shop.judge(three);
    expect(said(await promote(shop))).toBe('promote: passed');
    expect(shop.state().production).toMatchObject({ version: 2, artifact: shop.artifact(three) });
    const stale = new Shop();
    await stale.judge(stale.merge('one'));
    const late = stale.merge('two');
    await stale.judge(late);
    stale.branch.pop();
    await promote(stale, { command: { run: stale.state().runs[0]!.judged.run, by: 'bea', because: null } });
    stale.branch.push(late);
    expect(await promote(stale)).toMatchObject({
      code: 'stale',
      reason: 'It was compared with the best constant, but v1 is in production now.',
    });
    await stale.judge(late);
    expect(said(await promote(stale))).toBe('promote: passed');
    expect(stale.history()).toEqual([1, 2]);
  });

  test('when an old workflow is run again after a promotion', async () => {
    const shop = await withFirst();
    const old = shop.merge('two');
    const first = shop.ran(old, []);
    await shop.judge(shop.merge('three'));
    await promote(shop);
    await shop.judge(old, { run: { id: first.id, attempt: 2 } });
    expect(said(await promote(shop))).toBe('nothing: in-production');
    expect(said(await promote(shop, { command: { run: `${first.id}.2`, by: 'bea', because: null } }))).toBe(
      'wait: moved',
    );
    expect(shop.history()).toEqual([1, 2]);
  });

  test.each<[string, NonNullable<Parameters<Shop['ran']>[2]>]>([
    ['It was made by .github/workflows/copy.yml', { path: '.github/workflows/copy.yml' }],
    ['It was made for another repository', { headRepositoryId: 2 }],
    ['It was made for the event pull_request', { event: 'pull_request' }],
    ['It was made for the branch other', { headBranch: 'other' }],
    ['It says that it is of another commit', { headSha: named('other').slice(7, 47) }],
  ])('when the run is not trusted: %s', async (reason, run) => {
    const shop = await withFirst();
    await shop.judge(shop.merge('two'), { run });
    expect(await promote(shop)).toMatchObject({ code: 'untrusted', reason: expect.stringContaining(reason) });
    const { run: id } = shop.state().runs.at(-1)!.judged;
    const forced = await promote(shop, { command: { run: id, by: 'bea', because: 'I want it' } });
    expect(said(forced)).toBe('refuse: untrusted');
    expect(shop.history()).toEqual([1]);
  });

  test('when the commit was rewritten away', async () => {
    const shop = await withFirst();
    const gone = shop.merge('two');
    await shop.judge(gone);
    shop.branch.splice(shop.branch.indexOf(gone), 1);
    shop.push('instead');
    expect(said(await promote(shop))).toBe('wait: moved');
  });

  test('when no merged pull request brought the commit, unless the config takes any push', async () => {
    const shop = await withFirst();
    await shop.judge(shop.push('pushed'));
    expect(said(await promote(shop))).toBe('wait: awaits-command');
    expect(said(await promote(shop, { config: { promote: 'by-command' } }))).toBe('wait: awaits-command');
    expect(said(await promote(shop, { config: { promote: 'on-push' } }))).toBe('promote: passed');
  });

  test('when a job of Actions meets a ledger that the App writes', async () => {
    const shop = await withFirst();
    await shop.judge(shop.merge('two'));
    await promote(shop, { writer: 'app' });
    await shop.judge(shop.merge('three'));
    await shop.ports().ledger.append({
      model: MODEL,
      head: shop.state().head,
      events: [
        { event: 'unfrozen', model: MODEL, at: '2026-05-11T12:00:00.000Z', by: 'bea', writer: 'app', reason: null },
      ],
      reports: [],
    });
    await expect(promote(shop)).rejects.toMatchObject({ code: 'writer-other' });
    expect(said(await promote(shop, { writer: 'app' }))).toBe('promote: passed');
  });

  test('when the candidate’s files are gone: nothing was promoted', async () => {
    const shop = await withFirst();
    await shop.judge(shop.merge('two'));
    shop.uploads.clear();
    await expect(promote(shop)).rejects.toMatchObject({ code: 'candidate-gone' });
    expect(shop.history()).toEqual([1]);
  });

  test('when somebody published the release of a version that never was', async () => {
    const shop = await withFirst();
    shop.releases.push({ id: 7, tag: 'daily-sales/v2', draft: false, commit: '', body: '', url: 'x', assets: [] });
    await shop.judge(shop.merge('two'));
    await expect(promote(shop)).rejects.toMatchObject({ code: 'release-taken' });
    expect(shop.history()).toEqual([1]);
  });
});

describe('going back', () => {
  test('by command: former release, a deployment of its own, and later pushes do not bring it again', async () => {
    const shop = await withFirst();
    const two = shop.merge('two');
    await shop.judge(two);
    await promote(shop);
    expect(said(await rollBack(shop))).toBe('promote: returned');
    expect(world(shop)).toEqual({
      events: ['evaluated', 'promoted v1', 'evaluated', 'promoted v2', 'rolled-back v1'],
      releases: ['daily-sales/v1, 2 files', 'daily-sales/v2, 2 files'],
      deployments: ['v1 inactive', 'v2 inactive', 'v1 success'],
    });
    await shop.judge(shop.merge('docs only'), { candidate: two });
    expect(said(await promote(shop))).toBe('refuse: rolled-back-before');
    const { run } = shop.state().runs.at(-1)!.judged;
    expect(said(await promote(shop, { command: { run, by: 'bea', because: null } }))).toBe('promote: returned');
    expect(shop.history()).toEqual([1, 2, 1, 2]);
  });

  test('by reverting the pull request', async () => {
    const shop = new Shop();
    const one = shop.merge('one');
    await shop.judge(one);
    await promote(shop);
    await shop.judge(shop.merge('two'));
    await promote(shop);
    await shop.judge(shop.merge('revert of two'), { candidate: one });
    expect(await promote(shop)).toMatchObject({
      code: 'returned',
      reason: 'The default branch has the inputs of v1 again.',
    });
    expect(shop.history()).toEqual([1, 2, 1]);
    expect(shop.releases).toHaveLength(2);
  });
});

describe('a verdict that failed', () => {
  test('is overridden by command and reason only, and recorded as forced', async () => {
    const shop = await withFirst();
    const id = await shop.judge(shop.merge('two'), { fields: { verdict: 'fail' } });
    expect(said(await promote(shop))).toBe('refuse: verdict');
    expect(said(await promote(shop, { command: { run: id, by: 'bea', because: null } }))).toBe('refuse: verdict');
    const command = { run: id.split('.')[0]!, by: 'bea', because: 'labels of July' };
    expect(said(await promote(shop, { command }))).toBe('promote: forced');
    expect(shop.events().at(-1)).toMatchObject({ event: 'forced', by: 'bea', reason: 'labels of July', version: 2 });
  });
});

describe('whatever happens on the way', () => {
  /** v1 in production, and a second candidate that waits. */
  async function waiting(): Promise<Shop> {
    const shop = await withFirst();
    await shop.judge(shop.merge('two'));
    return shop;
  }

  test('a crash after any write is made good by the next run', async () => {
    const whole = await waiting();
    const before = whole.writes;
    await promote(whole);
    const writes = whole.writes - before;
    expect(writes).toBeGreaterThanOrEqual(9);
    for (let crash = 1; crash <= writes; crash++) {
      const shop = await waiting();
      await expect(promote(shop, {}, { writes: crash })).rejects.toThrow(Crash);
      await promote(shop);
      expect(world(shop)).toEqual(world(whole));
      expect(new Set(shop.dispatched.map(({ payload }) => payload.event)).size).toBe(2);
      const quiet = shop.writes;
      await promote(shop);
      expect(shop.writes).toBe(quiet);
    }
  });

  test('so is a crash of a rollback', async () => {
    const make = async () => {
      const shop = await waiting();
      await promote(shop);
      return shop;
    };
    const whole = await make();
    const before = whole.writes;
    await rollBack(whole);
    for (let crash = 1; crash <= whole.writes - before; crash++) {
      const shop = await make();
      await expect(rollBack(shop, 1, { writes: crash })).rejects.toThrow(Crash);
      await rollBack(shop, 1);
      expect(world(shop)).toEqual(world(whole));
    }
  });

  test('two at once, in many interleavings, leave one of everything', async () => {
    const expected = await waiting();
    await promote(expected);
    for (let seed = 1; seed <= 40; seed++) {
      const shop = await waiting();
      const turns = takingTurns(seed);
      await Promise.all([promote(shop, {}, turns()), promote(shop, {}, turns()), promote(shop, {}, turns())]);
      await promote(shop);
      expect({ seed, ...world(shop) }).toEqual({ seed, ...world(expected) });
      expect(shop.deployments.filter(({ state }) => state === 'success')).toHaveLength(1);
    }
  });

  test('two at once of which one dies anywhere', async () => {
    const expected = await waiting();
    await promote(expected);
    for (let seed = 1; seed <= 40; seed++) {
      const shop = await waiting();
      const turns = takingTurns(seed);
      const dying = promote(shop, {}, { ...turns(), writes: 1 + (seed % 9) }).catch(() => undefined);
      await Promise.all([dying, promote(shop, {}, turns())]);
      await promote(shop);
      expect({ seed, ...world(shop) }).toEqual({ seed, ...world(expected) });
      expect(shop.deployments.filter(({ state }) => state === 'success').map(({ payload }) => payload.version)).toEqual(
        [2],
      );
    }
  });

  test('a damaged upload is noticed before anything is promoted', async () => {
    const shop = await waiting();
    const ports = shop.ports();
    const upload: typeof ports.releases.upload = async (release, name, path) => {
      const asset = await ports.releases.upload(release, name, path);
      shop.contents.set(asset.id, 'half of it');
      return asset;
    };
    await expect(promoteWith({ ...ports, releases: { ...ports.releases, upload } })).rejects.toMatchObject({
      code: 'upload-damaged',
    });
    expect(shop.history()).toEqual([1]);
    expect(said(await promote(shop))).toBe('promote: passed');
    expect(world(shop).releases).toEqual(['daily-sales/v1, 2 files', 'daily-sales/v2, 2 files']);
  });

  test('another candidate that becomes the version takes over its draft and its files alone', async () => {
    const shop = await waiting();
    await expect(promote(shop, {}, { writes: 2 })).rejects.toThrow(Crash);
    const three = shop.merge('three');
    await shop.judge(three);
    await promote(shop);
    const release = shop.releases.find(({ tag }) => tag === 'daily-sales/v2');
    expect(release?.assets.map(({ name }) => name).sort()).toEqual(
      [assetName(shop.artifact(three)), assetName(named(`predictions ${three}`))].sort(),
    );
    expect(readReleaseMark(release?.body ?? '')?.artifact).toBe(shop.artifact(three));
  });
});

/** Lets processes go on in an order that only the seed tells. */
function takingTurns(seed: number): () => Process {
  let state = seed * 2654435761;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => ({
    turn: async () => {
      const waits = Math.floor(next() * 12);
      for (let wait = 0; wait < waits; wait++) await Promise.resolve();
    },
  });
}
