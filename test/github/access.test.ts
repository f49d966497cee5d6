import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connect, type Place, placeOf, refusal } from './client.ts';
import { type GitHub, startGitHub } from './server.ts';
import { type SetClock, setClock } from './state/clock.ts';
import type { Repository } from './state/repository.ts';

let hub: GitHub;
let clock: SetClock;
let repository: Repository;
let place: Place;

beforeEach(async () => {
  clock = setClock('2026-01-01T00:00:00Z');
  hub = await startGitHub({ now: clock.now });
  repository = hub.createRepository({ owner: 'octo', name: 'models', files: { a: '' } });
  place = placeOf(repository);
});

afterEach(() => hub.close());

describe('tokens', () => {
  test('differ from each other, however many there are', () => {
    const tokens = Array.from({ length: 200 }, () => hub.token({ kind: 'actions', repository }));
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(new Set(tokens.map(({ length }) => length)).size).toBe(1);
  });

  test('one that only reads is told what it lacks', async () => {
    const octokit = connect(hub, hub.token({ kind: 'actions', repository, permissions: { contents: 'read' } }));
    expect((await octokit.rest.git.getRef({ ...place, ref: 'heads/main' })).status).toBe(200);
    const { status, message, headers } = await refusal(octokit.rest.git.createBlob({ ...place, content: '' }));
    expect([status, message]).toEqual([403, expect.stringContaining('Resource not accessible by integration')]);
    expect(headers['x-accepted-github-permissions']).toBe('contents=write');
  });

  test("a fork's job reads, whatever its workflow asks for", async () => {
    const permissions = { contents: 'write' } as const;
    const octokit = connect(hub, hub.token({ kind: 'actions', repository, permissions, isForFork: true }));
    expect((await octokit.rest.repos.getContent({ ...place, path: 'a' })).status).toBe(200);
    expect(await refusal(octokit.rest.git.createBlob({ ...place, content: '' }))).toMatchObject({ status: 403 });
  });

  test('a private repository is not there for others, and a public one is read only', async () => {
    const stranger = connect(hub, hub.token({ kind: 'user', login: 'stranger' }));
    expect(await refusal(stranger.rest.repos.get(place))).toMatchObject({ status: 404 });
    const open = hub.createRepository({ owner: 'octo', name: 'open', isPrivate: false, files: { a: '' } });
    expect((await connect(hub).rest.repos.getContent({ ...placeOf(open), path: 'a' })).status).toBe(200);
    expect(await refusal(stranger.rest.git.createBlob({ ...placeOf(open), content: '' }))).toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by personal access token'),
    });
  });

  test('an unknown one is refused, and theirs are long and opaque', async () => {
    expect(await refusal(connect(hub, 'ghp_wrong').rest.repos.get(place))).toMatchObject({ status: 401 });
    const token = hub.token({ kind: 'actions', repository });
    expect(token).toMatch(/^ghs_[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(token.length).toBe(520);
  });

  test('have 1,000 requests an hour in a job', async () => {
    const { headers } = await connect(hub, hub.token({ kind: 'actions', repository })).rest.repos.get(place);
    expect(headers).toMatchObject({ 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '999' });
  });

  test('of a repository share their hour, and have another one afterwards', async () => {
    const strict = await startGitHub({ now: clock.now, enforceRateLimit: true, rateLimits: { actions: 3 } });
    const mine = strict.createRepository({ owner: 'octo', name: 'models' });
    const client = () => connect(strict, strict.token({ kind: 'actions', repository: mine }));
    for (let index = 0; index < 3; index++) await client().rest.repos.get(place);
    const octokit = client();
    const { status, headers } = await refusal(octokit.rest.repos.get(place));
    expect([status, headers['x-ratelimit-remaining']]).toEqual([403, '0']);
    clock.advance(3_600_000);
    expect((await octokit.rest.repos.get(place)).status).toBe(200);
    await strict.close();
  });
});

test('what makes something is held to 80 requests a minute', async () => {
  const strict = await startGitHub({ now: clock.now, enforceRateLimit: true });
  const mine = strict.createRepository({ owner: 'octo', name: 'models', files: { a: '' } });
  const octokit = connect(
    strict,
    strict.token({ kind: 'actions', repository: mine, permissions: { issues: 'write' } }),
  );
  const make = () => octokit.rest.issues.create({ ...place, title: 't' });
  for (let index = 0; index < 80; index++) await make();
  expect(await refusal(make())).toMatchObject({
    status: 403,
    message: expect.stringContaining('secondary rate limit'),
    headers: { 'retry-after': '60' },
  });
  clock.advance(60_000);
  expect((await make()).status).toBe(201);
  await strict.close();
});

describe('what GitHub does not know', () => {
  test('an endpoint that is not in use is recorded', async () => {
    const octokit = connect(hub, hub.token({ kind: 'user', login: 'octo' }));
    expect(await refusal(octokit.rest.repos.listForks(place))).toMatchObject({ status: 404 });
    expect(hub.violations).toEqual([expect.stringContaining('GET /repos/octo/models/forks')]);
  });

  test('a request that does not fit the description is refused', async () => {
    const octokit = connect(hub, hub.token({ kind: 'user', login: 'octo' }));
    const call = octokit.request('POST /repos/{owner}/{repo}/git/refs', { ...place, ref: 1 as never, sha: 'x' });
    const { status, message } = await refusal(call);
    expect([status, message]).toEqual([422, expect.stringContaining('/ref must be string')]);
    const page = octokit.request('GET /repos/{owner}/{repo}/commits', { ...place, page: 'x' as never });
    expect(await refusal(page)).toMatchObject({ status: 422 });
    expect(hub.violations).toEqual([]);
  });
});
