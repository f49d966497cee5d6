import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connect, type Place, placeOf, refusal } from './client.ts';
import { type GitHub, startGitHub } from './server.ts';

let hub: GitHub;
let place: Place;
let octokit: ReturnType<typeof connect>;

beforeEach(async () => {
  hub = await startGitHub();
  const repository = hub.createRepository({ owner: 'octo', name: 'models', files: { a: '' } });
  place = placeOf(repository);
  octokit = connect(hub, hub.token({ kind: 'actions', repository, permissions: { contents: 'write' } }));
});

afterEach(() => hub.close());

const makeTag = (name: string) => {
  const sha = hub.world.repositories[0]!.refs.get('refs/heads/main')!;
  return octokit.rest.git.createRef({ ...place, ref: `refs/tags/${name}`, sha });
};
const tags = () => [...hub.world.repositories[0]!.refs.keys()].filter(ref => ref.startsWith('refs/tags/'));

test('the next matching requests fail, and no others', async () => {
  hub.faults.inject({ kind: 'status', status: 502, method: 'POST', path: /\/git\/refs$/, times: 2, skip: 1 });
  await makeTag('a');
  expect(await refusal(makeTag('b'))).toMatchObject({ status: 502 });
  expect((await octokit.rest.repos.get(place)).status).toBe(200);
  expect(hub.faults.arePending).toBe(true);
  expect(await refusal(makeTag('b'))).toMatchObject({ status: 502 });
  await makeTag('b');
  expect(tags()).toEqual(['refs/tags/a', 'refs/tags/b']);
  expect(hub.requests.count('POST')).toBe(4);
});

test('limits name the time to wait', async () => {
  hub.faults.inject({ kind: 'too-many', retryAfter: 7 });
  expect(await refusal(octokit.rest.repos.get(place))).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
  hub.faults.inject({ kind: 'secondary-limit', retryAfter: 60 });
  expect(await refusal(octokit.rest.repos.get(place))).toMatchObject({
    status: 403,
    message: expect.stringContaining('secondary rate limit'),
    headers: { 'retry-after': '60' },
  });
});

test('a connection is cut, or an answer lost, before or after the work', async () => {
  hub.faults.inject({ kind: 'cut', when: 'before' });
  await expect(makeTag('before')).rejects.toThrow();
  hub.faults.inject({ kind: 'cut', when: 'after' });
  await expect(makeTag('after')).rejects.toThrow();
  hub.faults.inject({ kind: 'status', status: 500, when: 'after' });
  expect(await refusal(makeTag('lost'))).toMatchObject({ status: 500 });
  expect(tags()).toEqual(['refs/tags/after', 'refs/tags/lost']);
  expect(hub.requests.all.map(({ status }) => status)).toEqual([null, null, 500]);
});

test('a slow answer comes late', async () => {
  hub.faults.inject({ kind: 'slow', milliseconds: 60 });
  const start = performance.now();
  await octokit.rest.repos.get(place);
  expect(performance.now() - start).toBeGreaterThanOrEqual(59);
});

test('after a crash nothing answers until it is healed', async () => {
  hub.faults.crashAfterWrite(2);
  await makeTag('one');
  expect(hub.faults.isDown).toBe(false);
  await makeTag('two');
  expect(hub.faults.isDown).toBe(true);
  await expect(octokit.rest.repos.get(place)).rejects.toThrow();
  await expect(makeTag('three')).rejects.toThrow();
  hub.faults.heal();
  await makeTag('three');
  expect(tags().length).toBe(3);
  expect(hub.faults.writes).toBe(3);
});
