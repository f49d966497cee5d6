import { createSign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Probot } from 'probot';
import { connect, type Place, placeOf, refusal } from './client.ts';
import { type GitHub, startGitHub } from './server.ts';
import type { Installation } from './state/app.ts';
import { type SetClock, setClock } from './state/clock.ts';
import type { RegisteredApp } from './state/new-app.ts';
import type { Repository } from './state/repository.ts';

let hub: GitHub;
let clock: SetClock;
let repository: Repository;
let place: Place;
let registered: RegisteredApp;
let installation: Installation;

beforeEach(async () => {
  clock = setClock(new Date());
  hub = await startGitHub({ now: clock.now });
  repository = hub.createRepository({ owner: 'octo', ownerType: 'Organization', name: 'models', files: { a: '' } });
  place = placeOf(repository);
  const permissions = { issues: 'write', checks: 'write', contents: 'read' } as const;
  registered = hub.createApp({ slug: 'relevo', owner: 'octo', permissions, events: ['issue_comment'] });
  installation = hub.install(registered.app, 'octo');
});

afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function jwt(claims: object, { app, privateKey } = registered): string {
  const now = Math.floor(clock.now().getTime() / 1000);
  const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iat: now - 30, exp: now + 570, iss: app.id, ...claims })}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}

const probot = () =>
  new Probot({
    appId: registered.app.id,
    privateKey: registered.privateKey,
    baseUrl: hub.url,
    logLevel: 'fatal',
    secret: 's',
  });

describe('an App', () => {
  test('is itself by its key, and acts where it is installed', async () => {
    const app = await probot().auth();
    expect((await app.rest.apps.getAuthenticated()).data).toMatchObject({ slug: 'relevo', installations_count: 1 });
    const here = await app.rest.apps.getRepoInstallation(place);
    expect(here.data).toMatchObject({ id: installation.id, repository_selection: 'all', account: { login: 'octo' } });
    const octokit = await probot().auth(installation.id);
    const { data } = await octokit.rest.issues.create({ ...place, title: 't' });
    expect(data).toMatchObject({
      user: { login: 'relevo[bot]', type: 'Bot' },
      performed_via_github_app: { slug: 'relevo' },
    });
    expect((await octokit.rest.apps.listReposAccessibleToInstallation()).data.repositories).toMatchObject([
      { name: 'models' },
    ]);
    expect(await refusal(octokit.rest.repos.createDispatchEvent({ ...place, event_type: 'x' }))).toMatchObject({
      status: 403,
    });
    expect(
      hub
        .triggered()
        .map(({ name, action }) => [name, action])
        .at(-1),
    ).toEqual(['issues', 'opened']);
  });

  test('is not who signs with another key, too late, for too long, or for an App that is not there', async () => {
    const other = hub.createApp({ slug: 'other', owner: 'octo', permissions: {}, events: [] });
    const refused = async (token: string) => {
      const { status, message } = await refusal(
        connect(hub, token).request('GET /app', { headers: { authorization: `bearer ${token}` } }),
      );
      return [status, message.replace(/ - https.*/, '')];
    };
    expect(await refused(jwt({ iss: registered.app.id }, { ...registered, privateKey: other.privateKey }))).toEqual([
      401,
      'A JSON web token could not be decoded',
    ]);
    expect(await refused(jwt({ exp: 1 }))).toEqual([
      401,
      expect.stringContaining("'Expiration time' claim ('exp') must be"),
    ]);
    expect(await refused(jwt({ exp: (clock.now().getTime() / 1000 + 3600) | 0 }))).toEqual([
      401,
      expect.stringContaining('too far in the future'),
    ]);
    expect(await refused(jwt({ iat: (clock.now().getTime() / 1000 + 3600) | 0 }))).toEqual([
      401,
      expect.stringContaining("'Issued at' claim"),
    ]);
    expect(await refused(jwt({ iss: 5 }))).toEqual([404, 'Integration not found']);
  });

  test('gets along with a clock that differs', async () => {
    clock.advance(3_600_000);
    const app = await probot().auth();
    expect((await app.rest.apps.getAuthenticated()).status).toBe(200);
  });

  test('is not what a job or a person is', async () => {
    const ask = (token: string) => refusal(connect(hub, token).rest.apps.getAuthenticated());
    expect(await ask(hub.token({ kind: 'actions', repository }))).toMatchObject({ status: 403 });
    expect(await ask(hub.token({ kind: 'user', login: 'octo' }))).toMatchObject({ status: 401 });
  });

  test('cannot change the check of another', async () => {
    const head_sha = repository.refs.get('refs/heads/main')!;
    const job = connect(hub, hub.token({ kind: 'actions', repository, permissions: { checks: 'write' } }));
    const { data } = await job.rest.checks.create({ ...place, name: 'relevo', head_sha });
    const octokit = connect(hub, hub.token({ kind: 'app', installation }));
    const call = octokit.rest.checks.update({ ...place, check_run_id: data.id, conclusion: 'success' });
    expect(await refusal(call)).toMatchObject({
      status: 403,
      message: expect.stringContaining('can only be modified by the GitHub App that created it'),
    });
    await octokit.rest.checks.create({ ...place, name: 'relevo', head_sha });
    expect((await octokit.rest.checks.listForRef({ ...place, ref: 'main' })).data.total_count).toBe(2);
  });
});

describe("an installation's token", () => {
  const make = (more: object) =>
    connect(hub, jwt({})).request('POST /app/installations/{installation_id}/access_tokens', {
      installation_id: installation.id,
      ...more,
      headers: { authorization: `bearer ${jwt({})}` },
    });

  test('is held to fewer permissions and repositories, never to more', async () => {
    const { data } = await make({ repositories: ['models'], permissions: { issues: 'read' } });
    expect(data).toMatchObject({
      permissions: { issues: 'read' },
      repository_selection: 'selected',
      repositories: [{ name: 'models' }],
    });
    expect(data.token.length).toBe(520);
    const octokit = connect(hub, data.token);
    expect((await octokit.rest.issues.listForRepo(place)).data).toEqual([]);
    expect(await refusal(octokit.rest.issues.create({ ...place, title: 't' }))).toMatchObject({ status: 403 });
    expect(await refusal(make({ permissions: { contents: 'write' } }))).toMatchObject({ status: 422 });
    expect(await refusal(make({ repositories: ['none'] }))).toMatchObject({ status: 422 });
  });

  test('ends after an hour, and with the installation', async () => {
    const { data } = await make({});
    const [first, second] = [connect(hub, data.token), connect(hub, hub.token({ kind: 'app', installation }))];
    expect((await first.rest.issues.listForRepo(place)).status).toBe(200);
    hub.uninstall(installation);
    expect(await refusal(first.rest.issues.listForRepo(place))).toMatchObject({ status: 401 });
    installation = hub.install(registered.app, 'octo', [repository]);
    const third = connect(hub, hub.token({ kind: 'app', installation }));
    expect((await third.rest.issues.listForRepo(place)).status).toBe(200);
    clock.advance(3_600_001);
    expect(await refusal(third.rest.issues.listForRepo(place))).toMatchObject({ status: 401 });
    expect(await refusal(second.rest.issues.listForRepo(place))).toMatchObject({ status: 401 });
  });

  test('sees the repositories that were chosen, and those that come to it', async () => {
    const chosen = hub.install(registered.app, 'octo', [repository]);
    const octokit = connect(hub, hub.token({ kind: 'app', installation: chosen }));
    const second = hub.createRepository({ owner: 'octo', name: 'second' });
    expect(await refusal(octokit.rest.repos.get(placeOf(second)))).toMatchObject({ status: 404 });
    hub.extend(chosen, [second]);
    expect((await octokit.rest.repos.get(placeOf(second))).status).toBe(200);
  });
});
