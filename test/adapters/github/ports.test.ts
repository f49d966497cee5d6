// What flows need from GitHub, asked of a local one: what is ours, what is whole, and what GitHub does without saying so.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CheckText } from '../../../src/ports/github.ts';
import { connect } from '../../github/client.ts';
import { type GitHub, startGitHub } from '../../github/server.ts';
import { makePlace, type Opened, type PlaceUnderTest } from './place.ts';

let hub: GitHub;
let place: PlaceUnderTest;
let opened: Opened;
beforeEach(async () => {
  hub = await startGitHub();
  place = makePlace(hub, { collaborators: { mia: 'maintain', tom: 'triage' } });
  opened = place.open();
});
afterEach(async () => {
  expect(hub.violations).toEqual([]);
  await hub.close();
});

const home = () => ({ owner: place.owner, repo: place.repo });
const person = (login = 'octo') => connect(hub, hub.token({ kind: 'user', login }));
const head = () => place.repository.refs.get('refs/heads/main') ?? '';

async function openIssue(): Promise<number> {
  return (await person().rest.issues.create({ ...home(), title: 'About models' })).data.number;
}

describe('threads', () => {
  test('tell all pages, and who wrote what', async () => {
    const number = await openIssue();
    const client = person('mia');
    for (let count = 1; count <= 105; count += 1) {
      await client.rest.issues.createComment({ ...home(), issue_number: number, body: `said ${count}` });
    }
    const ours = await opened.ports.threads.write(number, 'ours');
    const comments = await opened.ports.threads.comments(number);
    expect(comments).toHaveLength(106);
    expect(comments.filter(({ isOurs }) => isOurs)).toEqual([ours]);
    expect([comments[0]?.author, comments[0]?.body, ours.author]).toEqual(['mia', 'said 1', 'github-actions[bot]']);
  }, 30_000);

  test('are rewritten, and what is gone is gone', async () => {
    const { threads } = opened.ports;
    const { id } = await threads.write(await openIssue(), 'one');
    expect((await threads.rewrite(id, 'two'))?.body).toBe('two');
    await threads.remove(id);
    await threads.remove(id);
    expect(await threads.rewrite(id, 'three')).toBeNull();
  });

  test('say which permission is missing', async () => {
    const number = await openIssue();
    const { ports } = place.open({ contents: 'read', pull_requests: 'read', issues: 'read' });
    await expect(ports.threads.write(number, 'ours')).rejects.toMatchObject({
      code: 'github-permission',
      remedy: expect.stringMatching(/permissions:\n {2}(pull-requests|issues): write$/),
    });
  });
});

describe('checks', () => {
  const annotations = Array.from({ length: 120 }, (_, index) => ({
    path: 'relevo.yml',
    line: index + 1,
    level: 'failure' as const,
    title: 'wape',
    message: `line ${index + 1}`,
  }));
  const text: CheckText = { title: 'fails', summary: 'a', text: null, conclusion: 'failure', annotations };

  test('carry all annotations, fifty a request, and are known again', async () => {
    const { checks } = opened.ports;
    const made = await checks.create(head(), 'relevo', '42.1', text);
    expect(made).toMatchObject({ name: 'relevo', externalId: '42.1' });
    expect(hub.requests.writes).toBe(3);
    const { data } = await opened.client.rest.checks.listAnnotations({
      ...home(),
      check_run_id: made.id,
      per_page: 100,
    });
    expect(data).toHaveLength(100);
    // Another attempt remarks on one line more, and says nothing twice.
    const more = { path: 'relevo.yml', line: 7, level: 'warning' as const, title: 'bias', message: 'new' };
    await checks.update(made.id, '42.2', { ...text, annotations: [...annotations, more] });
    const listed = await opened.client.paginate(opened.client.rest.checks.listAnnotations, {
      ...home(),
      check_run_id: made.id,
      per_page: 100,
    });
    expect(listed.map(({ message }) => message)).toEqual([...annotations, more].map(({ message }) => message));
    await checks.update(made.id, '43.1', { ...text, conclusion: 'success', annotations: [] });
    expect(await checks.find(head(), 'relevo')).toEqual([{ ...made, externalId: '43.1' }]);
    expect(await checks.find(head(), 'other')).toEqual([]);
  });

  test('are found only when they are our own, the first one first', async () => {
    const { checks } = opened.ports;
    const ids = [];
    for (const run of ['1.1', '2.1']) {
      ids.push((await checks.create(head(), 'relevo', run, { ...text, annotations: [] })).id);
    }
    expect((await checks.find(head(), 'relevo')).map(({ id }) => id)).toEqual(ids);
  });
});

describe('issues', () => {
  const issue = { title: 'daily-sales got worse', body: 'one', labels: ['relevo'], assignees: [] };

  test('are listed when they are ours, with their ends', async () => {
    const { issues } = opened.ports;
    await person().rest.issues.create({ ...home(), title: 'not ours', labels: ['relevo'] });
    const first = await issues.create(issue);
    const second = await issues.create(issue);
    await person('mia').rest.issues.update({ ...home(), issue_number: first.number, state: 'closed' });
    const listed = await issues.list('relevo');
    expect(listed.map(({ number, state }) => [number, state])).toEqual([
      [second.number, 'open'],
      [first.number, 'closed'],
    ]);
    expect((await issues.update(first.number, { state: 'open', body: 'two' })).body).toBe('two');
  });

  test('do not keep an old text unseen', async () => {
    const { issues } = opened.ports;
    const { number } = await issues.create(issue);
    await expect(issues.update(number, { body: 'x'.repeat(70_000) })).rejects.toMatchObject({
      code: 'github-text-dropped',
      message: `GitHub kept the old text of issue #${number}.`,
    });
  });
});

describe('people', () => {
  test.each([
    ['octo', 'admin'],
    ['mia', 'maintain'],
    ['tom', 'triage'],
  ])('%s may %s', async (login, permission) => {
    expect(await opened.ports.people.permission(login)).toBe(permission);
  });

  test('nobody may do anything', async () => {
    hub.world.account('stranger');
    expect(await opened.ports.people.permission('stranger')).toBe('none');
    expect(await opened.ports.people.permission('nobody-at-all')).toBe('none');
  });

  test('are answered with one reaction of a kind', async () => {
    const number = await openIssue();
    const { id } = await opened.ports.threads.write(number, 'a command');
    await opened.ports.people.react(id, 'rocket');
    await opened.ports.people.react(id, 'rocket');
    const { data } = await opened.client.rest.reactions.listForIssueComment({ ...home(), comment_id: id });
    expect(data.map(({ content }) => content)).toEqual(['rocket']);
  });
});

describe('the repository', () => {
  test('tells what refs, files and commits are', async () => {
    const { repository } = opened.ports;
    const first = head();
    const second = hub.push(place.repository, { files: { 'data/größe.json': '{"a":"ü"}\n' } });
    expect(await repository.facts()).toMatchObject({ ...{ owner: 'octo', name: place.repo }, defaultBranch: 'main' });
    expect(await repository.commit('main')).toMatchObject({ sha: second, parents: [first] });
    expect(await repository.commit('nowhere')).toBeNull();
    expect(await repository.contains('main', first)).toBe(true);
    expect(await repository.contains('main', second)).toBe(true);
    expect(await repository.contains(first, second)).toBe(false);
    expect(await repository.contains('main', 'f'.repeat(40))).toBe(false);
    expect(await repository.text('main', 'data/größe.json')).toBe('{"a":"ü"}\n');
    expect(await repository.text(first, 'data/größe.json')).toBeNull();
    expect(await repository.text('main', 'data')).toBeNull();
  });

  test('tells pull requests by number, by head and by merge', async () => {
    const { repository } = opened.ports;
    const sha = hub.push(place.repository, { branch: 'better', files: { 'train.js': '1' } });
    const client = person();
    const { data } = await client.rest.pulls.create({ ...home(), title: 'Better', head: 'better', base: 'main' });
    const open = await repository.pullRequest(data.number);
    expect(open).toMatchObject({ state: 'open', merged: false, mergeCommit: null, headSha: sha, author: 'octo' });
    // GitHub tries the merge once the pull request is looked at, and has the result at the next look.
    expect(await repository.pullRequestsOf(sha)).toEqual([await repository.pullRequest(data.number)]);
    await client.rest.pulls.merge({ ...home(), pull_number: data.number, merge_method: 'squash' });
    const merged = await repository.pullRequest(data.number);
    expect(merged).toMatchObject({ state: 'closed', merged: true, mergeCommit: head() });
    expect(await repository.pullRequestsOf(head())).toEqual([merged]);
    expect(await repository.pullRequest(999)).toBeNull();
    expect(await repository.pullRequestsOf('f'.repeat(40))).toEqual([]);
  });
});

describe('releases', () => {
  const release = { tag: 'daily-sales/v1', name: 'daily-sales v1', body: '<!-- first -->\nA card.' };

  test('are drafted, published and never the latest', async () => {
    const { releases } = opened.ports;
    expect(await releases.find(release.tag)).toBeNull();
    const drafted = await releases.draft({ ...release, commit: head() });
    expect(await releases.find(release.tag)).toEqual(drafted);
    const published = await releases.publish(drafted, { name: release.name, body: 'published' });
    expect(published).toMatchObject({ draft: false, body: 'published', commit: head() });
    expect(place.repository.refs.get(`refs/tags/${release.tag}`)).toBe(head());
    await expect(opened.client.rest.repos.getLatestRelease(home())).rejects.toMatchObject({ status: 404 });
    await releases.remove(published.id);
    await releases.remove(published.id);
    expect(await releases.list()).toEqual([]);
  });

  test('take the first of two drafts, and what is published before either', async () => {
    const { releases } = opened.ports;
    const first = await releases.draft({ ...release, commit: 'main' });
    const second = await releases.draft({ ...release, commit: 'main' });
    expect((await releases.find(release.tag))?.id).toBe(first.id);
    await releases.publish(second, release);
    expect((await releases.find(release.tag))?.id).toBe(second.id);
  });

  test("are put on the ledger's commit where a job may not tag their own", async () => {
    const workflow = '.github/workflows/model.yml';
    const old = hub.push(place.repository, { files: { [workflow]: 'on: push\n' } });
    hub.push(place.repository, { files: { [workflow]: 'on: [push]\n' } });
    const { ledger, ports } = opened;
    await ledger.append({
      model: 'daily-sales',
      head: `sha256:${'0'.repeat(64)}`,
      events: [],
      reports: [],
      watch: { before: null, text: '{}' },
    });
    const drafted = await ports.releases.draft({ ...release, commit: old });
    const published = await ports.releases.publish(drafted, release);
    expect(published.body).toBe(`${release.body}\n\nMade from the commit ${old}; the tag is on the ledger's.\n`);
    expect(place.repository.refs.get(`refs/tags/${release.tag}`)).toBe(place.repository.refs.get('refs/heads/relevo'));
  });

  test('that may not be written name the permission, and not a commit', async () => {
    const { ports } = place.open({ contents: 'read' });
    await expect(ports.releases.draft({ ...release, commit: 'main' })).rejects.toMatchObject({
      code: 'github-permission',
      remedy: expect.stringContaining('contents: write'),
    });
  });
});
