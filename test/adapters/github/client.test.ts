// A client that waits when it is asked to, within bounds, and says so.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** Answers a request, breaking off the first so many answers in the middle. */
async function serveBroken(text: string, times: number) {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length });
    if (asked > times) response.end(text);
    else response.write(text.slice(0, text.length / 2), () => response.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const log = { step: () => undefined };
  const client = createClient('token', { baseUrl: `http://127.0.0.1:${port}`, log, secondMs: 1 });
  const broken = createGitHubPorts(client, { owner: 'o', repo: 'r', self: 'nobody' });
  return { ports: broken, asked: () => asked, close: () => void server.close() };
}

describe('an answer that breaks off', () => {
  const comment = { id: 1, body: 'ours', user: { login: 'nobody' }, html_url: 'https://example.com/' };

  test.each([1, 3])('is asked for again (%i times)', async times => {
    const served = await serveBroken(JSON.stringify([comment]), times);
    expect(await served.ports.threads.comments(1)).toMatchObject([{ id: 1, isOurs: true }]);
    expect(served.asked()).toBe(times + 1);
    served.close();
  });

  test('is never an empty list', async () => {
    const served = await serveBroken(JSON.stringify([comment]), 100);
    await expect(served.ports.threads.comments(1)).rejects.toMatchObject({
      code: 'github-unreachable',
      why: 'After every attempt that is safe to repeat: the answer broke off.',
    });
    expect(served.asked()).toBe(4);
    served.close();
  });

  test('to a write is no reason to write again', async () => {
    const served = await serveBroken(JSON.stringify(comment), 100);
    await expect(served.ports.threads.write(1, 'ours')).rejects.toMatchObject({ code: 'github-unreachable' });
    expect(served.asked()).toBe(1);
    served.close();
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
