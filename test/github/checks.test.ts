import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connect, type Place, placeOf, refusal } from './client.ts';
import { type GitHub, startGitHub } from './server.ts';
import type { Repository } from './state/repository.ts';

let hub: GitHub;
let repository: Repository;
let place: Place;
let head_sha: string;
let octokit: ReturnType<typeof connect>;

beforeEach(async () => {
  hub = await startGitHub();
  repository = hub.createRepository({ owner: 'octo', name: 'models', files: { a: '' } });
  place = placeOf(repository);
  head_sha = hub.push(repository, { branch: 'topic', files: { a: 'x' } });
  octokit = connect(hub, hub.token({ kind: 'actions', repository, permissions: { checks: 'write' } }));
});

afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

const annotation = {
  path: 'relevo.yml',
  start_line: 1,
  end_line: 1,
  annotation_level: 'failure' as const,
  message: 'm',
};

test('a check is made, completed by its conclusion, and found on the commit', async () => {
  const owner = connect(hub, hub.token({ kind: 'user', login: 'octo' }));
  await owner.rest.pulls.create({ ...place, title: 't', head: 'topic', base: 'main' });
  const { data } = await octokit.rest.checks.create({ ...place, name: 'relevo', head_sha, status: 'in_progress' });
  expect(data).toMatchObject({
    status: 'in_progress',
    conclusion: null,
    app: { slug: 'github-actions' },
    pull_requests: [{ number: 1 }],
  });
  const one = { ...place, check_run_id: data.id };
  const output = { title: 'T', summary: 'S', annotations: [annotation] };
  await octokit.rest.checks.update({ ...one, conclusion: 'neutral', output });
  await octokit.rest.checks.update({ ...one, output });
  const found = await octokit.rest.checks.listForRef({ ...place, ref: 'topic', check_name: 'relevo' });
  expect(found.data).toMatchObject({
    total_count: 1,
    check_runs: [{ status: 'completed', conclusion: 'neutral', output: { title: 'T', annotations_count: 2 } }],
  });
  expect((await octokit.rest.checks.listAnnotations(one)).data).toMatchObject([annotation, annotation]);
  const told = hub.world.happenings
    .filter(({ name }) => name === 'check_run')
    .map(({ action, fate }) => [action, fate]);
  expect(told).toEqual([
    ['created', 'suppressed'],
    ['completed', 'suppressed'],
  ]);
});

test('of two checks of one name the later one is listed', async () => {
  const make = async () => (await octokit.rest.checks.create({ ...place, name: 'relevo', head_sha })).data.id;
  const [first, second] = [await make(), await make()];
  const ids = async (filter: 'latest' | 'all') =>
    (await octokit.rest.checks.listForRef({ ...place, ref: head_sha, filter })).data.check_runs.map(({ id }) => id);
  expect(await ids('latest')).toEqual([second]);
  expect(await ids('all')).toEqual([second, first]);
});

test('limits: 50 annotations a request, 65,535 characters a text, and a conclusion when completed', async () => {
  const make = (output: object, more: object = {}) =>
    octokit.rest.checks.create({
      ...place,
      name: 'n',
      head_sha,
      output: { title: 't', summary: 's', ...output },
      ...more,
    });
  const many = (count: number) => ({ annotations: Array.from({ length: count }, () => annotation) });
  expect((await make(many(50))).status).toBe(201);
  expect(await refusal(make(many(51)))).toMatchObject({ status: 422 });
  for (const field of ['summary', 'text']) {
    expect((await make({ [field]: 'x'.repeat(65_535) })).status).toBe(201);
    expect(await refusal(make({ [field]: 'x'.repeat(65_536) }))).toMatchObject({ status: 422 });
  }
  expect(await refusal(make({}, { status: 'completed' }))).toMatchObject({ status: 422 });
});

test('only Apps make checks, on commits that are there', async () => {
  const owner = connect(hub, hub.token({ kind: 'user', login: 'octo' }));
  expect(await refusal(owner.rest.checks.create({ ...place, name: 'n', head_sha }))).toMatchObject({ status: 403 });
  const nowhere = octokit.rest.checks.create({ ...place, name: 'n', head_sha: '0'.repeat(40) });
  expect(await refusal(nowhere)).toMatchObject({ status: 422, message: expect.stringContaining('No commit found') });
});
