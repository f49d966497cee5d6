import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connect, type Place, placeOf, refusal } from './client.ts';
import { type GitHub, startGitHub } from './server.ts';
import { type SetClock, setClock } from './state/clock.ts';
import type { Repository } from './state/repository.ts';

let hub: GitHub;
let clock: SetClock;
let repository: Repository;
let place: Place;
let octokit: ReturnType<typeof connect>;
let reader: ReturnType<typeof connect>;

beforeEach(async () => {
  clock = setClock('2026-01-01T00:00:00Z');
  hub = await startGitHub({ now: clock.now });
  repository = hub.createRepository({ owner: 'octo', name: 'models', files: { a: '' } });
  place = placeOf(repository);
  octokit = connect(hub, hub.token({ kind: 'actions', repository, permissions: { contents: 'write' } }));
  reader = connect(hub, hub.token({ kind: 'actions', repository, permissions: { contents: 'read' } }));
});

afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

const draft = async (tag_name = 'm/v1', more: object = {}) =>
  (await octokit.rest.repos.createRelease({ ...place, tag_name, draft: true, make_latest: 'false', ...more })).data;

/** Uploads as the client does when it is given a release's own address. */
const upload = (url: string, name: string, data: string) =>
  octokit.request({
    method: 'POST',
    url,
    name,
    data,
    headers: { 'content-type': 'application/x-tar' },
  } as never) as Promise<{ status: number; data: { id: number; name: string; state: string; digest: string } }>;

const told = () =>
  hub.world.happenings.filter(({ name }) => name === 'release').map(({ action, fate }) => [action, fate]);

describe('a draft', () => {
  test('is there only for those who may write, has no tag, and starts nothing', async () => {
    const { id, html_url } = await draft();
    expect(html_url).toContain('untagged-');
    expect(repository.refs.has('refs/tags/m/v1')).toBe(false);
    const one = { ...place, release_id: id };
    expect((await octokit.rest.repos.getRelease(one)).data.draft).toBe(true);
    expect(await refusal(reader.rest.repos.getRelease(one))).toMatchObject({ status: 404 });
    expect(await refusal(octokit.rest.repos.getReleaseByTag({ ...place, tag: 'm/v1' }))).toMatchObject({ status: 404 });
    expect((await octokit.rest.repos.listReleases(place)).data.length).toBe(1);
    expect((await reader.rest.repos.listReleases(place)).data).toEqual([]);
    await draft();
    expect((await octokit.rest.repos.listReleases(place)).data.length).toBe(2);
    expect(told()).toEqual([
      ['created', 'suppressed'],
      ['created', 'suppressed'],
    ]);
  });

  test('gets its tag when it is published, where it was to stand', async () => {
    const sha = repository.refs.get('refs/heads/main')!;
    hub.push(repository, { files: { a: 'later' } });
    const { id } = await draft('m/v1', { target_commitish: sha });
    const { data } = await octokit.rest.repos.updateRelease({ ...place, release_id: id, draft: false });
    expect(data).toMatchObject({ draft: false, published_at: '2026-01-01T00:00:00Z', immutable: false });
    expect(repository.refs.get('refs/tags/m/v1')).toBe(sha);
    expect((await reader.rest.repos.getReleaseByTag({ ...place, tag: 'm/v1' })).data.id).toBe(id);
    const again = octokit.rest.repos.createRelease({ ...place, tag_name: 'm/v1' });
    expect(await refusal(again)).toMatchObject({ status: 422, message: expect.stringContaining('already_exists') });
    expect(told().map(([action]) => action)).toEqual(['created', 'published', 'released']);
    await octokit.rest.repos.deleteRelease({ ...place, release_id: id });
    expect(repository.refs.has('refs/tags/m/v1')).toBe(true);
  });
});

describe('latest', () => {
  test('is taken by a release unless it says otherwise', async () => {
    const publish = async (tag_name: string, make_latest: 'true' | 'false' | undefined) => {
      clock.advance(1000);
      await octokit.rest.repos.createRelease({ ...place, tag_name, ...(make_latest ? { make_latest } : {}) });
      return (await octokit.rest.repos.getLatestRelease(place)).data.tag_name;
    };
    expect(await publish('v1.0.0', undefined)).toBe('v1.0.0');
    expect(await publish('m/v1', 'false')).toBe('v1.0.0');
    expect(await publish('m/v2', undefined)).toBe('m/v2');
  });
});

describe('assets', () => {
  test('are uploaded to the address of the release, and come back from elsewhere', async () => {
    const { id, upload_url } = await draft();
    const made = await upload(upload_url, 'model v1.tar', 'tar bytes');
    expect(upload_url.startsWith(hub.url)).toBe(false);
    expect(made.data).toMatchObject({
      name: 'model.v1.tar',
      state: 'uploaded',
      digest: `sha256:${createHash('sha256').update('tar bytes').digest('hex')}`,
    });
    expect(await refusal(upload(upload_url, 'model v1.tar', 'other'))).toMatchObject({
      status: 422,
      message: expect.stringContaining('already_exists'),
    });
    const asset = { ...place, asset_id: made.data.id };
    const headers = { accept: 'application/octet-stream' };
    const got = await octokit.rest.repos.getReleaseAsset({ ...asset, headers });
    expect(Buffer.from(got.data as unknown as ArrayBuffer).toString()).toBe('tar bytes');
    expect(await refusal(reader.rest.repos.getReleaseAsset(asset))).toMatchObject({ status: 404 });
    expect((await octokit.rest.repos.listReleaseAssets({ ...place, release_id: id })).data.length).toBe(1);
    await octokit.rest.repos.updateReleaseAsset({ ...asset, name: 'renamed.tar' });
    await octokit.rest.repos.deleteReleaseAsset(asset);
    expect(await refusal(octokit.rest.repos.getReleaseAsset(asset))).toMatchObject({ status: 404 });
  });

  test('an interrupted upload keeps the name taken until it is deleted', async () => {
    const { id, upload_url } = await draft();
    hub.faults.inject({ kind: 'cut', when: 'during', path: /\/assets$/ });
    await expect(upload(upload_url, 'm.tar', 'bytes')).rejects.toThrow();
    const [asset] = (await octokit.rest.repos.listReleaseAssets({ ...place, release_id: id })).data;
    expect(asset).toMatchObject({ name: 'm.tar', state: 'starter', size: 0, digest: null });
    expect(await refusal(upload(upload_url, 'm.tar', 'bytes'))).toMatchObject({ status: 422 });
    const one = { ...place, asset_id: asset!.id };
    const bytes = octokit.rest.repos.getReleaseAsset({ ...one, headers: { accept: 'application/octet-stream' } });
    expect(await refusal(bytes)).toMatchObject({ status: 404 });
    await octokit.rest.repos.deleteReleaseAsset(one);
    expect((await upload(upload_url, 'm.tar', 'bytes')).data.state).toBe('uploaded');
  });

  test('so does one whose sender died', async () => {
    const { upload_url, id } = await draft();
    const authorization = `token ${hub.token({ kind: 'user', login: 'octo' })}`;
    const headers = { authorization, 'content-type': 'application/x-tar', 'content-length': '1000' };
    const sending = request(upload_url.replace('{?name,label}', '?name=m.tar'), { method: 'POST', headers });
    const isGone = new Promise(resolve => sending.on('close', resolve).on('error', () => undefined));
    sending.write('half', () => setTimeout(() => sending.destroy(), 20));
    await isGone;
    const states = async () =>
      (await octokit.rest.repos.listReleaseAssets({ ...place, release_id: id })).data.map(
        ({ state }) => state as string,
      );
    while ((await states()).length === 0) await new Promise(resolve => setTimeout(resolve, 10));
    expect(await states()).toEqual(['starter']);
  });
});

describe('immutable releases', () => {
  test('are drafted, filled and published; then files and tag stay, and the tag is used up for good', async () => {
    repository.settings.immutableReleases = true;
    const { id, upload_url } = await draft();
    const { data: asset } = await upload(upload_url, 'm.tar', 'bytes');
    const one = { ...place, release_id: id };
    expect((await octokit.rest.repos.updateRelease({ ...one, draft: false })).data.immutable).toBe(true);
    const refused = async (call: Promise<unknown>) => (await refusal(call)).status;
    expect(await refused(upload(upload_url, 'n.tar', 'bytes'))).toBe(422);
    expect(await refused(octokit.rest.repos.deleteReleaseAsset({ ...place, asset_id: asset.id }))).toBe(422);
    expect((await octokit.rest.repos.updateRelease({ ...one, body: 'x' })).data).toMatchObject({
      body: 'x',
      immutable: true,
    });
    expect(await refused(octokit.rest.repos.updateRelease({ ...one, draft: true }))).toBe(422);
    expect(await refused(octokit.rest.repos.updateRelease({ ...one, tag_name: 'm/v2' }))).toBe(422);
    expect(await refused(octokit.rest.git.deleteRef({ ...place, ref: 'tags/m/v1' }))).toBe(422);
    await octokit.rest.repos.deleteRelease(one);
    const sha = repository.refs.get('refs/heads/main')!;
    expect((await octokit.rest.git.deleteRef({ ...place, ref: 'tags/m/v1' })).status).toBe(204);
    expect(await refused(octokit.rest.git.createRef({ ...place, ref: 'refs/tags/m/v1', sha }))).toBe(422);
    const again = await refusal(octokit.rest.repos.createRelease({ ...place, tag_name: 'm/v1' }));
    expect(again.message).toContain('tag_name was used by an immutable release');
  });
});

test('a commit with other workflow files than the default branch needs a permission that no job can have', async () => {
  const target_commitish = hub.push(repository, { branch: 'b', files: { '.github/workflows/x.yml': 'on: push' } });
  const call = octokit.rest.repos.createRelease({ ...place, tag_name: 'v1', target_commitish });
  expect(await refusal(call)).toMatchObject({
    status: 403,
    headers: { 'x-accepted-github-permissions': 'contents=write; contents=write,workflows=write' },
  });
  const nowhere = octokit.rest.repos.createRelease({ ...place, tag_name: 'v1', target_commitish: 'none' });
  expect(await refusal(nowhere)).toMatchObject({ status: 422 });
});

test('a ruleset on tags forbids to publish', async () => {
  repository.rulesets.push({ id: 1, name: 'tags', include: ['refs/tags/**'], rules: ['creation'], bypass: [] });
  const { id } = await draft();
  const { status, message } = await refusal(
    octokit.rest.repos.updateRelease({ ...place, release_id: id, draft: false }),
  );
  expect([status, message]).toEqual([422, expect.stringContaining('Repository rule violations found')]);
  expect((await octokit.rest.repos.getRelease({ ...place, release_id: id })).data.draft).toBe(true);
});
