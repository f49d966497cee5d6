import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connect, type Place, placeOf, refusal } from './client.ts';
import { type GitHub, startGitHub } from './server.ts';
import type { Repository } from './state/repository.ts';

let hub: GitHub;
let repository: Repository;
let place: Place;
let octokit: ReturnType<typeof connect>;

beforeEach(async () => {
  hub = await startGitHub();
  repository = hub.createRepository({ owner: 'octo', name: 'models', files: { a: '' } });
  place = placeOf(repository);
  const permissions = { deployments: 'write', checks: 'write', actions: 'read' } as const;
  octokit = connect(hub, hub.token({ kind: 'actions', repository, permissions }));
});

afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

const deploy = async (environment: string, more: object = {}) => {
  const wanted = { ...place, ref: 'main', environment, auto_merge: false, required_contexts: [], ...more };
  return (await octokit.rest.repos.createDeployment(wanted)).data as { id: number };
};
const say = (deployment_id: number, state: 'success' | 'inactive', more: object = {}) =>
  octokit.rest.repos.createDeploymentStatus({ ...place, deployment_id, state, ...more });
const states = async (deployment_id: number) =>
  (await octokit.rest.repos.listDeploymentStatuses({ ...place, deployment_id })).data.map(({ state }) => state);

test('a deployment is made, reported on and found by its environment', async () => {
  const { id } = await deploy('production/m', { payload: { version: 'v1' }, description: 'd' });
  await deploy('other');
  await say(id, 'success', { description: 'done', log_url: 'https://example.com/log' });
  const found = await octokit.rest.repos.listDeployments({ ...place, environment: 'production/m' });
  expect(found.data).toMatchObject([{ id, ref: 'main', payload: { version: 'v1' }, production_environment: false }]);
  expect((await octokit.rest.repos.getAllEnvironments(place)).data.environments?.map(({ name }) => name)).toEqual([
    'other',
    'production/m',
  ]);
  const told = hub.world.happenings.slice(-3).map(({ name, fate }) => [name, fate]);
  expect(told).toEqual([
    ['deployment', 'suppressed'],
    ['deployment', 'suppressed'],
    ['deployment_status', 'suppressed'],
  ]);
});

test('a success retires earlier ones of its environment, unless that is production', async () => {
  const [first, second] = [await deploy('staging'), await deploy('staging')];
  await say(first.id, 'success');
  await say(second.id, 'success');
  expect([await states(first.id), await states(second.id)]).toEqual([['inactive', 'success'], ['success']]);
  const [old, young] = [await deploy('production'), await deploy('production')];
  await say(old.id, 'success');
  await say(young.id, 'success');
  expect(await states(old.id)).toEqual(['success']);
  const gone = (deployment_id: number) => octokit.rest.repos.deleteDeployment({ ...place, deployment_id });
  expect(await refusal(gone(young.id))).toMatchObject({ status: 422 });
  await gone(first.id);
  expect(await refusal(octokit.rest.repos.getDeployment({ ...place, deployment_id: first.id }))).toMatchObject({
    status: 404,
  });
});

test('a check that has not passed stops it, unless no check is required', async () => {
  const head_sha = repository.refs.get('refs/heads/main')!;
  await octokit.rest.checks.create({ ...place, name: 'ci', head_sha, status: 'in_progress' });
  const call = octokit.rest.repos.createDeployment({ ...place, ref: 'main', auto_merge: false });
  expect(await refusal(call)).toMatchObject({
    status: 409,
    message: expect.stringContaining('Commit status checks failed for main'),
  });
  expect((await deploy('production')).id).toBeGreaterThan(0);
});

test('a branch behind the default one is merged into first, unless told not to', async () => {
  hub.push(repository, { branch: 'topic', files: { b: '1' } });
  hub.push(repository, { files: { c: '1' } });
  const before = repository.refs.get('refs/heads/topic');
  const wanted = { ...place, ref: 'topic', required_contexts: [] };
  const merged = await octokit.rest.repos.createDeployment(wanted);
  expect([merged.status, merged.data]).toEqual([202, { message: 'Auto-merged main into topic on deployment.' }]);
  expect(repository.refs.get('refs/heads/topic')).not.toBe(before);
  expect((await octokit.rest.repos.createDeployment(wanted)).status).toBe(201);
  expect(await refusal(octokit.rest.repos.createDeployment({ ...wanted, ref: 'none' }))).toMatchObject({ status: 422 });
});
