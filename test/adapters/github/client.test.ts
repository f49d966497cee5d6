// A client that waits when it is asked to, within bounds, and says so.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient } from '../../../src/adapters/github/client.ts';
import { createGitHubPorts } from '../../../src/adapters/github/ports.ts';
import type { GitHubPorts } from '../../../src/ports/github.ts';
import { type GitHub, startGitHub } from '../../github/server.ts';
import { makePlace, type PlaceUnderTest } from './place.ts';

let hub: GitHub;
let place: PlaceUnderTest;
let ports: GitHubPorts;
beforeEach(async () => {
  hub = await startGitHub();
  place = makePlace(hub);
  ports = place.open().ports;
});
afterEach(async () => {
  expect(hub.violations).toEqual([]);
  await hub.close();
});

describe('a limit', () => {
  test.each([
    ['too-many', ["waiting 2 s: GitHub's rate limit is reached"]],
    ['secondary-limit', ["waiting 2 s: GitHub's secondary rate limit is reached"]],
  ] as const)('is waited for (%s)', async (kind, steps) => {
    hub.faults.inject({ kind, retryAfter: 2, times: 2 });
    expect((await ports.repository.facts()).name).toBe(place.repo);
    expect(place.steps).toEqual([...steps, ...steps]);
    expect(hub.requests.count()).toBe(3);
  });

  test.each(['too-many', 'secondary-limit'] as const)('is an error when it is too long (%s)', async kind => {
    hub.faults.inject({ kind, retryAfter: 3600, times: 10 });
    await expect(ports.repository.facts()).rejects.toMatchObject({
      code: 'github-limited',
      message: 'GitHub’s rate limit does not let this job read the repository.',
      why: expect.stringContaining('It ends in 3600 s; '),
    });
    expect(hub.requests.count()).toBe(1);
  });

  test('is waited for so often and no more', async () => {
    hub.faults.inject({ kind: 'secondary-limit', retryAfter: 1, times: 1000 });
    await expect(ports.repository.facts()).rejects.toMatchObject({ code: 'github-limited' });
    expect(hub.requests.count()).toBe(6);
  });
});

describe('a failure of GitHub', () => {
  test('is asked again a few times', async () => {
    hub.faults.inject({ kind: 'status', status: 502, times: 3 });
    expect((await ports.repository.facts()).name).toBe(place.repo);
    hub.faults.inject({ kind: 'cut', when: 'before', times: 100 });
    await expect(ports.repository.facts()).rejects.toMatchObject({ code: 'github-unreachable' });
    expect(hub.requests.count()).toBe(8);
  });

  test('is not answered by creating again', async () => {
    hub.faults.inject({ kind: 'cut', when: 'after', method: 'POST' });
    const issue = { title: 'daily-sales', body: 'worse', labels: ['relevo'], assignees: [] };
    await expect(ports.issues.create(issue)).rejects.toMatchObject({ code: 'github-unreachable' });
    expect(hub.requests.count('POST')).toBe(1);
    expect(await ports.issues.list('relevo')).toHaveLength(1);
  });

  test('is told when nobody listens', async () => {
    const log = { step: () => undefined };
    const client = createClient('token', { baseUrl: 'http://127.0.0.1:9', log, secondMs: 1 });
    const { repository } = createGitHubPorts(client, { owner: 'o', repo: 'r', self: 'nobody' });
    await expect(repository.facts()).rejects.toMatchObject({
      code: 'github-unreachable',
      why: expect.stringMatching(/After every attempt that is safe to repeat: .+\./),
    });
  });
});

test('many writes are spread out, a few go at once', async () => {
  const log = { step: () => undefined };
  const token = hub.token({ kind: 'user', login: 'octo' });
  const client = createClient(token, { baseUrl: hub.url, log, secondMs: 50 });
  const { issues } = createGitHubPorts(client, { owner: 'octo', repo: place.repo, self: 'octo' });
  const issue = { title: 'one of many', body: '', labels: [], assignees: [] };
  const begun = Date.now();
  for (let count = 0; count < 60; count += 1) await issues.create(issue);
  expect(Date.now() - begun).toBeGreaterThan(15 * 50);
});
