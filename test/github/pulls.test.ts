import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeFolder } from '../e2e/relevo.ts';
import { connect, type Place, placeOf, refusal } from './client.ts';
import { type GitHub, startGitHub } from './server.ts';
import { setClock } from './state/clock.ts';
import type { Repository } from './state/repository.ts';

let hub: GitHub;
let repository: Repository;
let place: Place;
let owner: ReturnType<typeof connect>;

beforeEach(async () => {
  hub = await startGitHub({ now: setClock('2026-01-01T00:00:00Z').now });
  repository = hub.createRepository({ owner: 'octo', name: 'models', files: { 'a.txt': '1\n2\n3\n4\n5\n' } });
  place = placeOf(repository);
  owner = connect(hub, hub.token({ kind: 'user', login: 'octo' }));
});

afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

const push = (branch: string, content: string, path = 'a.txt', message = `${branch} ${content}`) =>
  hub.push(repository, { branch, message, files: { [path]: content } });
const open = async (head: string, more: object = {}) =>
  (await owner.rest.pulls.create({ ...place, title: `Try ${head}`, head, base: 'main', ...more })).data.number;
const get = async (pull_number: number) => (await owner.rest.pulls.get({ ...place, pull_number })).data;
const main = () => repository.refs.get('refs/heads/main')!;
const told = () =>
  hub.world.happenings.filter(({ name }) => name === 'pull_request').map(({ action, fate }) => [action, fate]);

describe('a pull request', () => {
  test('is opened on a branch, follows its pushes and knows its files', async () => {
    push('topic', '1\n2\n3\n4\nfive\n');
    const number = await open('topic');
    expect(await refusal(owner.rest.pulls.create({ ...place, title: 't', head: 'topic', base: 'main' }))).toMatchObject(
      {
        status: 422,
        message: expect.stringContaining('A pull request already exists for octo:topic.'),
      },
    );
    const sha = push('topic', 'b', 'b.txt');
    const pull = await get(number);
    expect(pull).toMatchObject({
      state: 'open',
      commits: 2,
      additions: 2,
      deletions: 1,
      changed_files: 2,
      head: { sha },
      base: { sha: main() },
    });
    const files = await owner.rest.pulls.listFiles({ ...place, pull_number: number });
    expect(files.data.map(({ filename, status }) => [filename, status])).toEqual([
      ['a.txt', 'modified'],
      ['b.txt', 'added'],
    ]);
    const issue = await owner.rest.issues.get({ ...place, issue_number: number });
    expect(issue.data.pull_request?.url).toMatch(/\/pulls\/1$/);
    expect(told()).toEqual([
      ['opened', 'runs'],
      ['synchronize', 'runs'],
    ]);
  });

  test('is tried by a test merge, which is checked out as git would have it', async () => {
    const head = push('topic', '1\n2\n3\n4\nfive\n');
    push('main', 'one\n2\n3\n4\n5\n');
    const number = await open('topic');
    expect(await get(number)).toMatchObject({ mergeable: null, mergeable_state: 'unknown', merge_commit_sha: null });
    const { merge_commit_sha, ...pull } = await get(number);
    expect(pull).toMatchObject({ mergeable: true, mergeable_state: 'clean' });
    const folder = makeFolder();
    expect(hub.checkout(repository, { ref: `refs/pull/${number}/merge`, folder, depth: 0 })).toBe(merge_commit_sha);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('one\n2\n3\n4\nfive\n');
    const parents = execFileSync('git', ['-C', folder, 'log', '-1', '--format=%P %T']).toString().trim().split(' ');
    expect(parents.slice(0, 2)).toEqual([main(), head]);
    const commit = await owner.rest.git.getCommit({ ...place, commit_sha: merge_commit_sha ?? '' });
    expect(commit.data).toMatchObject({ sha: merge_commit_sha, tree: { sha: parents[2] } });
    push('main', 'contradiction\n');
    expect((await get(number)).mergeable).toBe(null);
    expect(await get(number)).toMatchObject({ mergeable: false, mergeable_state: 'dirty' });
    expect(await refusal(owner.rest.pulls.merge({ ...place, pull_number: number }))).toMatchObject({ status: 405 });
  });

  test('is a draft until it is not, is closed and opened again', async () => {
    push('topic', 'x');
    const number = await open('topic', { draft: true });
    await get(number);
    expect(await get(number)).toMatchObject({ draft: true, mergeable_state: 'draft' });
    expect(await refusal(owner.rest.pulls.merge({ ...place, pull_number: number }))).toMatchObject({ status: 405 });
    await owner.rest.pulls.update({ ...place, pull_number: number, state: 'closed', title: 'Other' });
    expect((await owner.rest.pulls.list({ ...place, state: 'closed', head: 'octo:topic' })).data).toMatchObject([
      { title: 'Other' },
    ]);
    await owner.rest.pulls.update({ ...place, pull_number: number, state: 'open' });
    await owner.rest.git.deleteRef({ ...place, ref: 'heads/topic' });
    expect((await get(number)).state).toBe('closed');
    expect(told().map(([action]) => action)).toEqual(['opened', 'edited', 'closed', 'reopened', 'closed']);
  });

  test('comes from a fork, and shares its objects', async () => {
    const fork = hub.fork(repository, 'stranger');
    const sha = hub.push(fork, { branch: 'main', files: { 'a.txt': 'theirs' } });
    const stranger = connect(hub, hub.token({ kind: 'user', login: 'stranger' }));
    repository.collaborators.set('stranger', 'read');
    await stranger.rest.pulls.create({ ...place, title: 't', head: 'stranger:main', base: 'main' });
    expect(await get(1)).toMatchObject({
      head: { label: 'stranger:main', ref: 'main', sha, repo: { fork: true, full_name: 'stranger/models' } },
      base: { repo: { full_name: 'octo/models' } },
    });
    expect((await owner.rest.git.getRef({ ...place, ref: 'pull/1/head' })).data.object.sha).toBe(sha);
    expect(hub.checkout(repository, { ref: sha, folder: makeFolder() })).toBe(sha);
  });

  test('cannot be opened by a job unless a setting says so; its runs then wait', async () => {
    push('topic', 'x');
    const token = hub.token({ kind: 'actions', repository, permissions: { pull_requests: 'write' } });
    const job = connect(hub, token);
    const wanted = { ...place, title: 't', head: 'topic', base: 'main' };
    expect(await refusal(job.rest.pulls.create(wanted))).toMatchObject({
      status: 403,
      message: expect.stringContaining('GitHub Actions is not permitted to create or approve pull requests.'),
    });
    repository.settings.actionsMayOpenPullRequests = true;
    await job.rest.pulls.create(wanted);
    expect(told()).toEqual([['opened', 'waits']]);
    expect((await job.rest.issues.createComment({ ...place, issue_number: 1, body: 'x' })).status).toBe(201);
  });

  test('needs commits, and branches that are there', async () => {
    push('topic', 'x');
    const refused = async (head: string, base: string) =>
      (await refusal(owner.rest.pulls.create({ ...place, title: 't', head, base }))).message;
    expect(await refused('none', 'main')).toContain('"field":"head","code":"invalid"');
    expect(await refused('topic', 'none')).toContain('"field":"base"');
    expect(await refused('main', 'topic')).toContain('No commits between topic and main');
  });
});

describe('merging', () => {
  const merge = async (merge_method: 'merge' | 'squash' | 'rebase') => {
    const parts = [push('topic', '1\n2\n3\n4\nfive\n', 'a.txt', 'First'), push('topic', 'b', 'b.txt', 'Second')];
    push('main', 'one\n2\n3\n4\n5\n');
    const number = await open('topic');
    await get(number);
    const tested = (await get(number)).merge_commit_sha!;
    const { data } = await owner.rest.pulls.merge({ ...place, pull_number: number, merge_method });
    const commit = repository.objects.commit(data.sha)!;
    const introducedBy = async (commit_sha: string) =>
      (await owner.rest.repos.listPullRequestsAssociatedWithCommit({ ...place, commit_sha })).data.map(
        pull => pull.number,
      );
    expect(main()).toBe(data.sha);
    expect(await get(number)).toMatchObject({ merged: true, state: 'closed', merge_commit_sha: data.sha });
    expect(commit.tree).toBe(repository.objects.commit(tested)!.tree);
    expect(await introducedBy(data.sha)).toEqual([number]);
    return { parts, commit, introducedBy };
  };

  test('by a merge commit keeps the commits', async () => {
    const { parts, commit, introducedBy } = await merge('merge');
    expect(commit).toMatchObject({
      parents: [expect.any(String), parts[1]],
      message: 'Merge pull request #1 from octo/topic\n\nTry topic',
    });
    expect(await introducedBy(parts[0]!)).toEqual([1]);
    expect(told().at(-1)).toEqual(['closed', 'runs']);
  });

  test('by squashing makes one commit', async () => {
    const { commit } = await merge('squash');
    expect(commit.parents.length).toBe(1);
    expect(commit.message).toBe('Try topic (#1)\n\n* First\n\n* Second');
  });

  test('by rebasing makes the commits again', async () => {
    const { parts, commit, introducedBy } = await merge('rebase');
    expect(commit.message).toBe('Second');
    expect(await introducedBy(commit.parents[0]!)).toEqual([1]);
    expect(repository.objects.commit(commit.parents[0]!)!.message).toBe('First');
    expect(parts).not.toContain(commit.parents[0]);
  });

  test('needs the head to be the one that was seen', async () => {
    push('topic', 'x');
    const number = await open('topic');
    const call = owner.rest.pulls.merge({ ...place, pull_number: number, sha: main() });
    expect(await refusal(call)).toMatchObject({
      status: 409,
      message: expect.stringContaining('Head branch was modified'),
    });
    const token = hub.token({ kind: 'actions', repository, permissions: { pull_requests: 'write' } });
    expect(await refusal(connect(hub, token).rest.pulls.merge({ ...place, pull_number: number }))).toMatchObject({
      status: 403,
    });
  });

  test('by hand is noticed', async () => {
    const sha = push('topic', 'x');
    const number = await open('topic');
    await owner.rest.git.updateRef({ ...place, ref: 'heads/main', sha });
    expect(await get(number)).toMatchObject({ merged: true, merge_commit_sha: sha });
    expect(
      (await owner.rest.repos.listPullRequestsAssociatedWithCommit({ ...place, commit_sha: sha })).data.length,
    ).toBe(1);
  });
});
