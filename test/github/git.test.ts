import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOctokit } from '@actions/github';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeFolder } from '../e2e/relevo.ts';
import { connect, type Place, placeOf, refusal } from './client.ts';
import { type GitHub, startGitHub } from './server.ts';
import { setClock } from './state/clock.ts';
import type { Repository } from './state/repository.ts';

let hub: GitHub;
let repository: Repository;
let place: Place;
let octokit: ReturnType<typeof connect>;

beforeEach(async () => {
  hub = await startGitHub({ now: setClock('2026-01-01T00:00:00Z').now });
  repository = hub.createRepository({ owner: 'octo', name: 'models', files: { 'a.txt': 'a\n', 'lib/b.txt': 'b\n' } });
  place = placeOf(repository);
  octokit = connect(hub, hub.token({ kind: 'actions', repository, permissions: { contents: 'write' } }));
});

afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-C', folder, ...args])
    .toString('utf8')
    .trim();

const headOf = async (branch: string) => {
  const { data } = await octokit.rest.git.getRef({ ...place, ref: `heads/${branch}` });
  return data.object.sha;
};

async function commit(files: Record<string, string>, parents: string[], base_tree?: string): Promise<string> {
  const tree = Object.entries(files).map(([path, content]) => ({ path, content, mode: '100644' as const }));
  const made = await octokit.rest.git.createTree({ ...place, tree, ...(base_tree === undefined ? {} : { base_tree }) });
  const { data } = await octokit.rest.git.createCommit({ ...place, message: 'm', tree: made.data.sha, parents });
  return data.sha;
}

describe('objects', () => {
  test('have the ids that git gives them', async () => {
    const folder = makeFolder({ 'a.txt': 'hello\n', 'lib/b.bin': '\0x', 'lib.d/c': '' });
    git(folder, 'init', '--quiet', '--initial-branch=main');
    git(folder, 'add', '.');
    const tree = git(folder, 'write-tree');
    const { data: blob } = await octokit.rest.git.createBlob({ ...place, content: 'AHg=', encoding: 'base64' });
    expect(blob.sha).toBe(git(folder, 'hash-object', 'lib/b.bin'));
    const made = await octokit.rest.git.createTree({
      ...place,
      tree: [
        { path: 'a.txt', mode: '100644', content: 'hello\n' },
        { path: 'lib/b.bin', mode: '100644', sha: blob.sha },
        { path: 'lib.d/c', mode: '100644', content: '' },
      ],
    });
    expect(made.data.sha).toBe(tree);
    const author = { name: 'Åsa', email: 'a@b.c', date: '2026-02-03T04:05:06Z' };
    const { data } = await octokit.rest.git.createCommit({
      ...place,
      message: 'One\n\ntwo\n',
      tree,
      parents: [],
      author,
    });
    const env = { ...process.env, GIT_AUTHOR_DATE: '1770091506 +0000', GIT_COMMITTER_DATE: '1770091506 +0000' };
    const args = ['-c', 'user.name=Åsa', '-c', 'user.email=a@b.c', 'commit-tree', tree, '-m', 'One', '-m', 'two'];
    expect(data.sha).toBe(
      execFileSync('git', ['-C', folder, ...args], { env })
        .toString('utf8')
        .trim(),
    );
  });

  test('a tree takes over a base, writes paths and deletes them; blobs come back as they went in', async () => {
    const main = await headOf('main');
    const sha = await commit({ 'lib/c.txt': 'c' }, [main], main);
    const edited = await octokit.rest.git.createTree({
      ...place,
      base_tree: sha,
      tree: [{ path: 'lib/b.txt', mode: '100644', sha: null }],
    });
    const { data } = await octokit.rest.git.getTree({ ...place, tree_sha: edited.data.sha, recursive: 'true' });
    expect(data.tree.map(({ path }) => path)).toEqual(['a.txt', 'lib', 'lib/c.txt']);
    const blob = await octokit.rest.git.getBlob({ ...place, file_sha: data.tree[2]!.sha });
    expect(Buffer.from(blob.data.content, 'base64').toString()).toBe('c');
    const gone = { ...place, base_tree: sha, tree: [{ path: 'none', mode: '100644' as const, sha: null }] };
    expect(await refusal(octokit.rest.git.createTree(gone))).toMatchObject({ status: 422 });
  });

  test('an empty repository has no git data', async () => {
    const empty = hub.createRepository({ owner: 'octo', name: 'empty' });
    const client = connect(hub, hub.token({ kind: 'actions', repository: empty, permissions: { contents: 'write' } }));
    const { status, message } = await refusal(client.rest.git.createBlob({ ...placeOf(empty), content: '' }));
    expect([status, message]).toEqual([409, expect.stringContaining('Git Repository is empty.')]);
    const first = { ...placeOf(empty), path: 'a', message: 'm', content: 'YQ==' };
    expect((await client.rest.repos.createOrUpdateFileContents(first)).status).toBe(201);
    expect((await client.rest.git.getRef({ ...placeOf(empty), ref: 'heads/main' })).status).toBe(200);
  });
});

describe('refs', () => {
  test('an orphan branch is a commit without parents; a second creation and a lost race are refused', async () => {
    const one = await commit({ 'models/m/ledger.jsonl': '1\n' }, []);
    await octokit.rest.git.createRef({ ...place, ref: 'refs/heads/relevo', sha: one });
    const again = octokit.rest.git.createRef({ ...place, ref: 'refs/heads/relevo', sha: one });
    expect(await refusal(again)).toMatchObject({ status: 422, message: expect.stringContaining('already exists') });
    const [two, rival] = [await commit({ x: '2' }, [one]), await commit({ x: 'rival' }, [one])];
    await octokit.rest.git.updateRef({ ...place, ref: 'heads/relevo', sha: rival, force: false });
    const late = octokit.rest.git.updateRef({ ...place, ref: 'heads/relevo', sha: two, force: false });
    expect(await refusal(late)).toMatchObject({ status: 422, message: expect.stringContaining('not a fast forward') });
    expect(await headOf('relevo')).toBe(rival);
    await octokit.rest.git.updateRef({ ...place, ref: 'heads/relevo', sha: two, force: true });
    expect(await headOf('relevo')).toBe(two);
  });

  test('are listed by the beginning of their names, and gone when deleted', async () => {
    const sha = await headOf('main');
    for (const name of ['m/v1', 'm/v2', 'other/v1']) {
      await octokit.rest.git.createRef({ ...place, ref: `refs/tags/${name}`, sha });
    }
    const list = async () =>
      (await octokit.rest.git.listMatchingRefs({ ...place, ref: 'tags/m/' })).data.map(({ ref }) => ref);
    expect(await list()).toEqual(['refs/tags/m/v1', 'refs/tags/m/v2']);
    await octokit.rest.git.deleteRef({ ...place, ref: 'tags/m/v1' });
    expect(await list()).toEqual(['refs/tags/m/v2']);
    expect(await refusal(octokit.rest.git.getRef({ ...place, ref: 'tags/m/v1' }))).toMatchObject({ status: 404 });
    expect(await refusal(octokit.rest.git.updateRef({ ...place, ref: 'tags/m/v1', sha }))).toMatchObject({
      status: 422,
    });
  });

  test('an annotated tag leads to its commit', async () => {
    const object = await headOf('main');
    const tag = await octokit.rest.git.createTag({ ...place, tag: 'v1', message: 'm', object, type: 'commit' });
    await octokit.rest.git.createRef({ ...place, ref: 'refs/tags/v1', sha: tag.data.sha });
    expect((await octokit.rest.repos.getCommit({ ...place, ref: 'v1' })).data.sha).toBe(object);
    expect((await octokit.rest.git.getTag({ ...place, tag_sha: tag.data.sha })).data.object.sha).toBe(object);
  });

  test('a ruleset forbids a branch to all but those above it', async () => {
    const include = ['refs/heads/relevo'];
    repository.rulesets.push({ id: 1, name: 'r', include, rules: ['creation', 'pull_request'], bypass: ['octo'] });
    const sha = await headOf('main');
    const ref = { ...place, ref: 'refs/heads/relevo', sha };
    const { status, message } = await refusal(octokit.rest.git.createRef(ref));
    expect([status, message]).toEqual([422, expect.stringContaining('Repository rule violations found')]);
    const owner = connect(hub, hub.token({ kind: 'user', login: 'octo' }));
    await owner.rest.git.createRef(ref);
    const file = { ...place, path: 'x', branch: 'relevo', message: 'm', content: '' };
    const put = await refusal(octokit.rest.repos.createOrUpdateFileContents(file));
    expect([put.status, put.message]).toEqual([409, expect.stringContaining('Repository rule violations found')]);
  });

  test('workflow files need a permission that no job can have', async () => {
    const token = hub.token({ kind: 'actions', repository, permissions: { contents: 'write', workflows: 'write' } });
    const client = connect(hub, token);
    const path = '.github/workflows/x.yml';
    const tree = client.rest.git.createTree({ ...place, tree: [{ path, mode: '100644', content: '' }] });
    expect(await refusal(tree)).toMatchObject({ status: 403 });
    const sha = hub.push(repository, { branch: 'b', files: { [path]: 'on: push' } });
    expect(await refusal(client.rest.git.createRef({ ...place, ref: 'refs/tags/t', sha }))).toMatchObject({
      status: 403,
      headers: { 'x-accepted-github-permissions': 'contents=write; contents=write,workflows=write' },
    });
    hub.push(repository, { files: { [path]: 'on: push' } });
    expect((await client.rest.git.createRef({ ...place, ref: 'refs/tags/t', sha })).status).toBe(201);
  });
});

describe('contents', () => {
  test('are read at any commit, in JSON and raw, as files and folders', async () => {
    const old = await headOf('main');
    hub.push(repository, { files: { 'a.txt': 'new\n' } });
    const get = (path: string, ref?: string) =>
      octokit.rest.repos.getContent({ ...place, path, ...(ref === undefined ? {} : { ref }) });
    expect((await get('a.txt')).data).toMatchObject({ type: 'file', content: 'bmV3Cg==\n', size: 4 });
    expect((await get('a.txt', old)).data).toMatchObject({ content: 'YQo=\n' });
    expect((await get('')).data).toMatchObject([{ name: 'a.txt' }, { name: 'lib', type: 'dir' }]);
    const raw = await octokit.rest.repos.getContent({ ...place, path: 'lib/b.txt', mediaType: { format: 'raw' } });
    expect(raw.data).toBe('b\n');
    expect(await refusal(get('none'))).toMatchObject({ status: 404 });
    expect(await refusal(get('a.txt', 'none'))).toMatchObject({ status: 404 });
  });

  test('a file is changed only by who knows what is in it', async () => {
    const put = (path: string, sha?: string) =>
      octokit.rest.repos.createOrUpdateFileContents({
        ...place,
        path,
        message: 'm',
        content: 'eA==',
        ...(sha === undefined ? {} : { sha }),
      });
    const made = await put('new.txt');
    expect([made.status, made.data.commit.author?.name]).toEqual([201, 'github-actions[bot]']);
    expect(await refusal(put('a.txt'))).toMatchObject({ status: 422 });
    expect(await refusal(put('a.txt', '0'.repeat(40)))).toMatchObject({ status: 409 });
    expect((await put('a.txt', '78981922613b2afb6025042ff6bd878ac1994e85')).status).toBe(200);
  });

  test('a large file comes without its content', async () => {
    hub.push(repository, { files: { big: 'x'.repeat(1024 * 1024 + 1) } });
    const { data } = await octokit.rest.repos.getContent({ ...place, path: 'big' });
    expect(data).toMatchObject({ encoding: 'none', content: '' });
  });
});

describe('commits', () => {
  test('are compared from where they parted', async () => {
    hub.push(repository, { branch: 'topic', files: { 'a.txt': 'a\nmore\n' } });
    hub.push(repository, { files: { other: '' } });
    const compare = async (basehead: string) =>
      (await octokit.rest.repos.compareCommitsWithBasehead({ ...place, basehead })).data;
    expect(await compare('main...topic')).toMatchObject({
      status: 'diverged',
      ahead_by: 1,
      behind_by: 1,
      files: [{ filename: 'a.txt', status: 'modified', additions: 1, deletions: 0, patch: '@@ -1 +1,2 @@\n a\n+more' }],
    });
    expect(await compare('main...main')).toMatchObject({ status: 'identical', files: [] });
    expect(await compare(`${await headOf('topic')}~`).catch(({ status }) => status)).toBe(404);
  });

  test('are listed, the newest first, a page at a time', async () => {
    for (const index of [1, 2, 3]) hub.push(repository, { message: `c${index}`, files: { 'a.txt': `${index}` } });
    const all = await octokit.paginate(octokit.rest.repos.listCommits, { ...place, per_page: 2 });
    expect(all.map(({ commit: { message } }) => message)).toEqual(['c3', 'c2', 'c1', 'Initial commit']);
    expect(hub.requests.matching('GET', /&page=2/)[0]?.path).toMatch(/^\/repositories\/\d+\/commits\?/);
    const one = await octokit.rest.repos.getCommit({ ...place, ref: 'main' });
    expect(one.data).toMatchObject({ sha: await headOf('main'), stats: { total: 2 }, files: [{ filename: 'a.txt' }] });
  });
});

describe('a real working copy', () => {
  test('is pushed, and checked out again with the same ids', async () => {
    const folder = makeFolder({ 'relevo.yml': 'models: {}\n', 'data/h.csv': 'x\n1\n' });
    git(folder, 'init', '--quiet', '--initial-branch=main');
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '-m', 'one');
    writeFileSync(join(folder, 'relevo.yml'), 'models: {} # changed\n');
    git(folder, 'commit', '--quiet', '-am', 'two');
    const mine = hub.createRepository({ owner: 'octo', name: 'mine' });
    const sha = hub.pushFromGit(mine, folder);
    expect(sha).toBe(git(folder, 'rev-parse', 'HEAD'));
    expect(hub.triggered().at(-2)).toMatchObject({
      name: 'push',
      payload: { after: sha, commits: [{ message: 'one\n' }, { message: 'two\n', modified: ['relevo.yml'] }] },
    });
    const copy = makeFolder();
    expect(hub.checkout(mine, { ref: 'main', folder: copy })).toBe(sha);
    expect(git(copy, 'rev-parse', 'HEAD', '--abbrev-ref', 'HEAD').split('\n')).toEqual([sha, 'main']);
    expect(git(copy, 'status', '--porcelain')).toBe('');
    expect(readFileSync(join(copy, 'relevo.yml'), 'utf8')).toBe('models: {} # changed\n');
    expect(git(copy, 'log', '--format=%s')).toBe('two');
    const whole = makeFolder();
    hub.checkout(mine, { ref: sha, folder: whole, depth: 0 });
    expect(git(whole, 'log', '--format=%s')).toBe('two\none');
    git(whole, 'fsck', '--strict');
  });
});

test("the runner's own client works with the address alone", async () => {
  const client = getOctokit(hub.token({ kind: 'actions', repository }), { baseUrl: hub.url });
  expect((await client.rest.repos.get(place)).data).toMatchObject({ full_name: 'octo/models', default_branch: 'main' });
});
