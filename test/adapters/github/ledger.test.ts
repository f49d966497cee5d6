// The ledger's branch: how it looks, what it costs, and everything that can be wrong with it.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GENESIS } from '../../../src/core/ledger.ts';
import type { LedgerEvent } from '../../../src/core/ledger-event.ts';
import { releaseBody } from '../../../src/core/release-text.ts';
import type { Ledger } from '../../../src/ports.ts';
import { event, named, sha256 } from '../../core/ledger-fixtures.ts';
import { type GitHub, startGitHub } from '../../github/server.ts';
import { makePlace, type PlaceUnderTest } from './place.ts';

const model = 'daily-sales';
const branch = 'refs/heads/relevo';
const frozen = (reason: string) => event('frozen', { reason });

let hub: GitHub;
let place: PlaceUnderTest;
beforeEach(async () => {
  hub = await startGitHub();
  place = makePlace(hub);
});
afterEach(async () => {
  expect(hub.violations).toEqual([]);
  await hub.close();
});

async function append(ledger: Ledger, ...events: LedgerEvent[]) {
  const { head } = await ledger.read(model);
  const appended = await ledger.append({ model, head, events, reports: ['{"a":1}'] });
  if (appended.outcome === 'conflict') throw new Error('A conflict with nobody.');
  return appended;
}

/** Publishes a version's release, as a promotion does. */
async function publish(name: ReturnType<typeof named>): Promise<void> {
  const { ports } = place.open();
  const tag = `${model}/v1`;
  const body = releaseBody('# daily-sales', { model, version: 1, artifact: named('artifact'), event: name });
  const release = await ports.releases.draft({ tag, name: tag, body, commit: 'main' });
  await ports.releases.publish(release, { name: tag, body });
}

/** Every file at the end of the branch. */
function filesOfBranch(): string[] {
  const { objects, refs } = place.repository;
  return [...objects.files(objects.treeOf(refs.get(branch) ?? '') ?? '').keys()].sort();
}

describe('the branch', () => {
  test('begins without a parent and holds one commit an addition, laid out as a folder is', async () => {
    const { ledger } = place.open();
    await append(ledger, frozen('one'), event('unfrozen'));
    const first = place.repository.refs.get(branch) ?? '';
    await ledger.append({ model, head: GENESIS, events: [], reports: [], watch: { before: null, text: '{"b":2}' } });
    const commit = place.repository.objects.commit(place.repository.refs.get(branch) ?? '');
    expect(place.repository.objects.commit(first)?.parents).toEqual([]);
    expect(commit?.parents).toEqual([first]);
    expect(commit?.message).toMatch(/^daily-sales: watch\n\nRelevo-Addition: [0-9a-f-]{36}\n$/);
    expect(filesOfBranch()).toEqual([
      'models/daily-sales/ledger.jsonl',
      `models/daily-sales/reports/${sha256('{"a":1}').slice(7)}.json`,
      'models/daily-sales/watch.json',
    ]);
  });

  test('is left alone where people gave its name to a branch of their own', async () => {
    const files = { 'relevo.yml': 'models: {}\n', 'models/a/weights.json': '{}\n' };
    const head = hub.push(place.repository, { branch: 'relevo', files });
    await expect(place.open().ledger.read(model)).rejects.toMatchObject({ code: 'github-branch-taken' });
    expect(place.repository.refs.get(branch)).toBe(head);
  });

  test('costs few requests', async () => {
    await append(place.open().ledger, frozen('one'));
    hub.requests.clear();
    const { ledger } = place.open();
    const { head } = await ledger.read(model);
    await ledger.watch(model);
    await ledger.read(model);
    await ledger.models();
    await ledger.append({ model, head, events: [frozen('two')], reports: [] });
    await ledger.read(model);
    expect(hub.requests.lines().map(line => line.replace(/[0-9a-f]{40}/, '<sha>').split('/git/')[1] ?? line)).toEqual([
      expect.stringContaining('/releases?per_page=100 200'),
      'ref/heads%2Frelevo 200',
      'trees/<sha>?recursive=1 200',
      'blobs/<sha> 200',
      'ref/heads%2Frelevo 200',
      'ref/heads%2Frelevo 200',
      'trees 201',
      'commits 201',
      'refs/heads%2Frelevo 200',
      'ref/heads%2Frelevo 200',
    ]);
  });

  test('takes an addition to one model although another model was faster', async () => {
    const [one, other] = [place.open().ledger, place.open().ledger];
    const { head } = await one.read(model);
    await other.append({ model: 'other', head: GENESIS, events: [event('frozen', { model: 'other' })], reports: [] });
    const appended = await one.append({ model, head, events: [frozen('one')], reports: [] });
    expect(appended.outcome).toBe('appended');
    expect(await place.open().ledger.models()).toEqual(['daily-sales', 'other']);
  });

  test('is refused in a repository without a commit, which has nothing to read either', async () => {
    const empty = makePlace(hub, { files: undefined as never });
    const { ledger } = empty.open();
    expect(await ledger.read(model)).toEqual({ head: GENESIS, entries: [] });
    await expect(append(ledger, frozen('one'))).rejects.toMatchObject({ code: 'github-empty' });
  });
});

describe('what may not be', () => {
  test.each(['creation', 'update'] as const)('a ruleset that forbids the %s', async rule => {
    if (rule === 'update') await append(place.open().ledger, frozen('one'));
    place.repository.rulesets.push({ id: 1, name: 'all', include: ['refs/heads/**'], rules: [rule], bypass: [] });
    await expect(append(place.open().ledger, frozen('two'))).rejects.toMatchObject({
      code: 'github-branch-forbidden',
      remedy: expect.stringContaining('Exclude the branch `relevo` from the ruleset'),
    });
  });

  test('a job that may only read', async () => {
    const { ledger } = place.open({ contents: 'read' });
    await expect(append(ledger, frozen('one'))).rejects.toMatchObject({
      code: 'github-permission',
      message: 'GitHub does not let this job write the ledger.',
      remedy: expect.stringContaining('permissions:\n  contents: write'),
    });
  });

  test('a token that is none', async () => {
    const { ledger } = place.open();
    hub.world.tokens.clear();
    await expect(ledger.read(model)).rejects.toMatchObject({ code: 'github-token' });
  });
});

describe('a ledger that is not what it was', () => {
  test('is refused when it is gone and a version was published', async () => {
    const { head } = await append(place.open().ledger, event('promoted', { version: 1 }));
    await publish(head);
    expect((await place.open().ledger.read(model)).head).toBe(head);
    place.repository.refs.delete(branch);
    await expect(place.open().ledger.read(model)).rejects.toMatchObject({
      code: 'ledger-lost',
      why: 'refs/tags/daily-sales/v1 shows that there was one, so this is no first version.',
    });
    expect(await place.open().ledger.models()).toEqual([model]);
  });

  test('is refused when only the tag is left', async () => {
    const { repository } = place;
    repository.refs.set('refs/tags/daily-sales/v3', repository.refs.get('refs/heads/main') ?? '');
    await expect(place.open().ledger.read(model)).rejects.toMatchObject({ code: 'ledger-lost' });
    expect((await place.open().ledger.read('other')).entries).toEqual([]);
  });

  test('is refused when it was written anew', async () => {
    const { head } = await append(place.open().ledger, event('promoted', { version: 1 }));
    await publish(head);
    const { repository } = place;
    place.repository.refs.delete(branch);
    const late = makePlace(hub);
    await append(late.open().ledger, frozen('another history'));
    for (const [path, file] of late.repository.objects.files(
      late.repository.objects.treeOf(late.repository.refs.get(branch) ?? '') ?? '',
    )) {
      const bytes = late.repository.objects.bytes('blob', file.sha) ?? Buffer.alloc(0);
      hub.push(repository, { branch: 'relevo', message: 'rewritten', files: { [path]: bytes } });
    }
    await expect(place.open().ledger.read(model)).rejects.toMatchObject({
      code: 'ledger-rewritten',
      message: 'The ledger of daily-sales does not hold the event that made daily-sales/v1.',
    });
  });

  test('is refused when a line was changed, with the line', async () => {
    await append(place.open().ledger, frozen('one'));
    const path = `models/${model}/ledger.jsonl`;
    hub.push(place.repository, { branch: 'relevo', message: 'changed', files: { [path]: 'nonsense\n' } });
    await expect(place.open().ledger.read(model)).rejects.toMatchObject({
      code: 'ledger-broken',
      message: `${path} on the branch relevo: line 1 cannot be trusted: it has no seal.`,
    });
  });

  test('is not called lost because a promotion came between two requests', async () => {
    const slow = place.open().ledger;
    await slow.read(model);
    const { head } = await append(place.open().ledger, event('promoted', { version: 1 }));
    await publish(head);
    expect((await slow.read(model)).head).toBe(head);
  });
});
