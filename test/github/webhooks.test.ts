import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeFolder } from '../e2e/relevo.ts';
import { readText } from '../repository.ts';
import { connect, type Place, placeOf } from './client.ts';
import { type GitHub, startGitHub } from './server.ts';
import { setClock } from './state/clock.ts';
import type { Happening } from './state/events.ts';
import type { Repository } from './state/repository.ts';
import { triggeredWorkflows } from './state/triggers.ts';

interface Received {
  readonly event: string;
  readonly guid: string;
  readonly isSigned: boolean;
  readonly payload: Record<string, unknown> & { readonly action?: string; readonly installation?: { id: number } };
}

const secret = 'a secret of at least thirty-two bytes';
const path = '.github/workflows/relevo.yml';

let hub: GitHub;
let repository: Repository;
let place: Place;
let owner: ReturnType<typeof connect>;
let received: Received[];
let status: number;
let receiver: Server;
let url: string;

beforeEach(async () => {
  hub = await startGitHub({ now: setClock('2026-01-01T00:00:00Z').now });
  repository = hub.createRepository({ owner: 'octo', ownerType: 'Organization', name: 'models', files: { a: '1' } });
  place = placeOf(repository);
  owner = connect(hub, hub.token({ kind: 'user', login: 'octo' }));
  [received, status] = [[], 200];
  receiver = createServer(async (request, response) => {
    const body = await text(request);
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    const { 'x-github-event': event, 'x-github-delivery': guid, 'x-hub-signature-256': signed } = request.headers;
    received.push({ event: `${event}`, guid: `${guid}`, isSigned: signed === signature, payload: JSON.parse(body) });
    response.writeHead(status).end();
  });
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/api/github/webhooks`;
});

afterEach(async () => {
  receiver.close();
  receiver.closeAllConnections();
  await hub.close();
  expect(hub.violations).toEqual([]);
});

const install = (events: readonly string[]) => {
  const { app } = hub.createApp({ slug: 'relevo', owner: 'octo', permissions: { issues: 'write' }, events });
  return { app, installation: hub.install(app, 'octo') };
};

describe('deliveries', () => {
  test('are signed, and go to an App where it is installed and for what it asked', async () => {
    const { app, installation } = install(['issue_comment']);
    hub.webhooks.subscribe({ url, secret, app });
    await owner.rest.issues.create({ ...place, title: 't' });
    const job = connect(hub, hub.token({ kind: 'actions', repository, permissions: { issues: 'write' } }));
    await job.rest.issues.createComment({ ...place, issue_number: 1, body: '/relevo status' });
    const elsewhere = hub.createRepository({ owner: 'else', name: 'models' });
    await connect(hub, hub.token({ kind: 'user', login: 'else' })).rest.issues.create({
      ...placeOf(elsewhere),
      title: 't',
    });
    await hub.webhooks.settled();
    expect(received).toMatchObject([
      { event: 'issue_comment', isSigned: true, payload: { action: 'created', installation: { id: installation.id } } },
    ]);
    hub.uninstall(installation);
    await hub.webhooks.settled();
    expect(received.at(-1)).toMatchObject({ event: 'installation', payload: { action: 'deleted' } });
  });

  test('can be kept, sent in any order, and again under the same id', async () => {
    hub.webhooks.subscribe({ url, secret, isHeld: true });
    await owner.rest.issues.create({ ...place, title: 'first' });
    await owner.rest.issues.create({ ...place, title: 'second' });
    const [first, second] = hub.webhooks.held;
    status = 500;
    expect([await hub.webhooks.send(second!), await hub.webhooks.send(first!)]).toEqual([500, 500]);
    status = 202;
    expect(await hub.webhooks.send(second!)).toBe(202);
    expect(hub.webhooks.held).toEqual([]);
    expect(second!.statuses).toEqual([500, 202]);
    const titles = received.map(({ payload }) => (payload.issue as { title: string }).title);
    expect(titles).toEqual(['second', 'first', 'second']);
    expect(received[2]!.guid).toBe(received[0]!.guid);
    expect(received[1]!.guid).not.toBe(received[0]!.guid);
  });

  test('nobody there is told from an answer', async () => {
    hub.webhooks.subscribe({ url: 'http://127.0.0.1:1/', secret });
    hub.push(repository, { files: { a: '2' } });
    await hub.webhooks.settled();
    expect(hub.webhooks.all).toMatchObject([{ event: 'push', statuses: [0] }]);
  });
});

/** Lets everything happen once. */
async function live(): Promise<void> {
  const files = { [path]: 'on: [push, workflow_dispatch]' };
  hub.push(repository, { files });
  hub.push(repository, { branch: 'topic', files: { a: '2' } });
  await owner.rest.pulls.create({ ...place, title: 't', head: 'topic', base: 'main' });
  await owner.rest.issues.createComment({ ...place, issue_number: 1, body: 'c' });
  const entry = hub.enqueue(repository, 1);
  hub.dequeue(entry, true);
  const run = hub.startRun({ repository, path, event: 'push' });
  await hub.uploadArtifact(run, { name: 'a', folder: makeFolder({ a: '' }) });
  hub.completeRun(run);
  await owner.rest.issues.create({ ...place, title: 'i' });
  await owner.rest.issues.update({ ...place, issue_number: 2, state: 'closed', title: 'j' });
  const release = await owner.rest.repos.createRelease({ ...place, tag_name: 'v1' });
  await owner.rest.repos.deleteRelease({ ...place, release_id: release.data.id });
  const { data } = await owner.rest.repos.createDeployment({ ...place, ref: 'main', required_contexts: [] });
  await owner.rest.repos.createDeploymentStatus({
    ...place,
    deployment_id: (data as { id: number }).id,
    state: 'success',
  });
  await owner.rest.repos.createDispatchEvent({ ...place, event_type: 'on-demand-test', client_payload: {} });
  await owner.rest.actions.createWorkflowDispatch({ ...place, workflow_id: 'relevo.yml', ref: 'main' });
  const { app, installation } = install([]);
  const job = connect(hub, hub.token({ kind: 'actions', repository, permissions: { checks: 'write' } }));
  const check = await job.rest.checks.create({ ...place, name: 'n', head_sha: run.headSha });
  await job.rest.checks.update({ ...place, check_run_id: check.data.id, conclusion: 'success' });
  hub.extend(installation, [repository]);
  hub.uninstall(installation);
  expect(app.id).toBeGreaterThan(0);
}

interface Examples {
  readonly name: string;
  readonly examples: readonly Record<string, unknown>[];
}

const examples: Examples[] = JSON.parse(readText('node_modules/@octokit/webhooks-examples/api.github.com/index.json'));

/** In a single example, and not in GitHub's answers: an issue that is no pull request is no draft. */
const unusual = ['issues.opened: issue.draft'];

/** What every example of GitHub's has at a place, as far as it is not about the App that was told. */
function commonKeys(all: readonly object[]): string[] {
  const [first = {}, ...rest] = all;
  const isOurs = (key: string) =>
    key !== 'installation' || all.every(one => 'account' in Object(Reflect.get(one, key)));
  return Object.keys(first).filter(key => isOurs(key) && rest.every(one => key in one));
}

test("payloads have what GitHub's own examples have", async () => {
  await live();
  const wanting: string[] = [];
  for (const { name, action, payload } of hub.world.happenings) {
    const known = (examples as unknown as { name: string; examples: Record<string, unknown>[] }[]).find(
      one => one.name === name,
    );
    if (name === 'schedule' || known === undefined) continue;
    const same = known.examples.filter(example => (example.action ?? null) === action);
    const all = same.length > 0 ? same : known.examples;
    for (const key of commonKeys(all)) {
      const inner = all
        .map(example => example[key])
        .filter(value => Object(value) === value && !Array.isArray(value)) as object[];
      const missing = [
        ...(key in payload ? [] : [key]),
        ...(inner.length < all.length
          ? []
          : commonKeys(inner)
              .filter(one => !(one in Object(payload[key])))
              .map(one => `${key}.${one}`)),
      ];
      wanting.push(...missing.map(one => `${name}.${action}: ${one}`));
    }
  }
  expect([...new Set(wanting)]).toEqual(unusual);
  const names = new Set(hub.world.happenings.map(({ name }) => name));
  expect([...names].sort()).toEqual([
    'check_run',
    'create',
    'delete',
    'deployment',
    'deployment_status',
    'installation',
    'installation_repositories',
    'issue_comment',
    'issues',
    'merge_group',
    'pull_request',
    'push',
    'release',
    'repository_dispatch',
    'workflow_dispatch',
    'workflow_run',
  ]);
});

describe('workflows', () => {
  const started = (happening: Happening | undefined) =>
    triggeredWorkflows(happening!).map(file => file.replace('.github/workflows/', ''));

  test('start for what an App did, and not for what a job did', async () => {
    hub.push(repository, { files: { '.github/workflows/talk.yml': 'on: issue_comment' } });
    const { installation } = install([]);
    const say = async (token: string) => {
      await connect(hub, token).rest.issues.createComment({ ...place, issue_number: 1, body: 'c' });
      return started(hub.world.happenings.at(-1));
    };
    await owner.rest.issues.create({ ...place, title: 't' });
    expect(await say(hub.token({ kind: 'app', installation }))).toEqual(['talk.yml']);
    expect(await say(hub.token({ kind: 'actions', repository, permissions: { issues: 'write' } }))).toEqual([]);
  });

  test('start by branches, tags, paths and types, as their files at the right commit say', async () => {
    const workflows = {
      'main.yml': 'on: { push: { branches: [main] } }',
      'tags.yml': 'on: { push: { tags: ["**/v*"] } }',
      'docs.yml': 'on: { push: { paths: ["docs/**"] } }',
      'all.yml': 'on: [push, pull_request]',
      'closed.yml': 'on: { pull_request: { types: [closed] } }',
      'after.yml': 'on: { workflow_run: { workflows: [Main], types: [completed] } }',
      'named.yml': 'name: Main\non: workflow_dispatch',
      'night.yml': 'on: { schedule: [{ cron: "0 3 * * *" }] }',
      'queue.yml': 'on: merge_group',
    };
    const files = Object.fromEntries(
      Object.entries(workflows).map(([name, content]) => [`.github/workflows/${name}`, content]),
    );
    hub.push(repository, { files });
    const last = (name: string) => hub.world.happenings.findLast(happening => happening.name === name);
    expect(started(last('push'))).toEqual(['all.yml', 'main.yml']);
    const sha = hub.push(repository, { branch: 'topic', files: { 'docs/x.md': '' } });
    expect(started(last('push'))).toEqual(['all.yml', 'docs.yml']);
    // Filters of paths are not held against tags.
    await owner.rest.git.createRef({ ...place, ref: 'refs/tags/m/v1', sha });
    expect(started(last('push'))).toEqual(['all.yml', 'docs.yml', 'tags.yml']);
    await owner.rest.pulls.create({ ...place, title: 't', head: 'topic', base: 'main' });
    expect(started(last('pull_request'))).toEqual(['all.yml']);
    hub.dequeue(hub.enqueue(repository, 1), true);
    expect(started(last('merge_group'))).toEqual(['queue.yml']);
    expect(started(last('pull_request'))).toEqual(['closed.yml']);
    hub.completeRun(hub.startRun({ repository, path: '.github/workflows/named.yml', event: 'push' }));
    expect(started(last('workflow_run'))).toEqual(['after.yml']);
    hub.schedule(repository, '.github/workflows/night.yml', '0 3 * * *');
    expect(started(last('schedule'))).toEqual(['night.yml']);
    await owner.rest.actions.createWorkflowDispatch({ ...place, workflow_id: 'named.yml', ref: 'main' });
    expect(started(last('workflow_dispatch'))).toEqual(['named.yml']);
  });
});
