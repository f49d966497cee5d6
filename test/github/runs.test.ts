import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fromBuffer } from 'yauzl';
import { makeFolder } from '../e2e/relevo.ts';
import { connect, type Place, placeOf, refusal } from './client.ts';
import { type GitHub, startGitHub } from './server.ts';
import { type SetClock, setClock } from './state/clock.ts';
import type { Repository } from './state/repository.ts';

const path = '.github/workflows/relevo.yml';
const workflow = 'name: Relevo\non:\n  push:\n  workflow_dispatch:\n    inputs:\n      model: { required: true }\n';

let hub: GitHub;
let clock: SetClock;
let repository: Repository;
let place: Place;
let octokit: ReturnType<typeof connect>;

beforeEach(async () => {
  clock = setClock('2026-01-01T00:00:00Z');
  hub = await startGitHub({ now: clock.now });
  const files = { [path]: workflow, '.github/workflows/push.yml': 'on: [push]' };
  repository = hub.createRepository({ owner: 'octo', name: 'models', files });
  place = placeOf(repository);
  const permissions = { actions: 'write', contents: 'write' } as const;
  octokit = connect(hub, hub.token({ kind: 'actions', repository, permissions }));
});

afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

describe('runs', () => {
  test('are told by path, event and commit; a copied name is not a path', async () => {
    const run = hub.startRun({ repository, path, event: 'push' });
    hub.push(repository, { branch: 'evil', files: { '.github/workflows/x.yml': workflow } });
    hub.startRun({ repository, path: '.github/workflows/x.yml', event: 'push', headBranch: 'evil' });
    hub.completeRun(run);
    const { data } = await octokit.rest.actions.listWorkflowRunsForRepo({ ...place, event: 'push', status: 'success' });
    expect(data).toMatchObject({
      total_count: 1,
      workflow_runs: [
        { id: run.id, name: 'Relevo', path, head_sha: run.headSha, head_repository: { id: repository.id } },
      ],
    });
    const ofFile = await octokit.rest.actions.listWorkflowRuns({ ...place, workflow_id: 'relevo.yml', branch: 'main' });
    expect(ofFile.data.workflow_runs.map(({ id }) => id)).toEqual([run.id]);
    const workflows = await octokit.rest.actions.listRepoWorkflows(place);
    expect(workflows.data.workflows.map(({ name }) => name)).toContain('.github/workflows/push.yml');
  });

  test("a fork's names no pull request, a branch's names the open one", async () => {
    const owner = connect(hub, hub.token({ kind: 'user', login: 'octo' }));
    hub.push(repository, { branch: 'topic', files: { a: '1' } });
    await owner.rest.pulls.create({ ...place, title: 't', head: 'topic', base: 'main' });
    const fork = hub.fork(repository, 'stranger');
    hub.push(fork, { branch: 'main', files: { a: '2' } });
    await owner.rest.pulls.create({ ...place, title: 't', head: 'stranger:main', base: 'main' });
    const pulls = async (run_id: number) =>
      (await octokit.rest.actions.getWorkflowRun({ ...place, run_id })).data.pull_requests?.map(({ number }) => number);
    const own = hub.startRun({ repository, path, event: 'pull_request', headBranch: 'topic' });
    const foreign = hub.startRun({ repository, path, event: 'pull_request', headRepository: fork });
    expect(await pulls(own.id)).toEqual([1]);
    expect(await pulls(foreign.id)).toEqual([]);
    expect(foreign.headBranch).toBe('main');
  });

  test('start again as another attempt, when they are over and not too old', async () => {
    const run = hub.startRun({ repository, path, event: 'push' });
    const one = { ...place, run_id: run.id };
    expect(await refusal(octokit.rest.actions.reRunWorkflow(one))).toMatchObject({ status: 403 });
    hub.completeRun(run, 'failure');
    await octokit.rest.actions.reRunWorkflow(one);
    expect((await octokit.rest.actions.getWorkflowRun(one)).data).toMatchObject({
      run_attempt: 2,
      status: 'in_progress',
      conclusion: null,
      triggering_actor: { login: 'github-actions[bot]' },
    });
    const first = await octokit.rest.actions.getWorkflowRunAttempt({ ...one, attempt_number: 1 });
    expect(first.data).toMatchObject({ run_attempt: 1, conclusion: 'failure' });
    expect((await octokit.rest.actions.listJobsForWorkflowRun({ ...one, filter: 'all' })).data.total_count).toBe(4);
    await octokit.rest.actions.cancelWorkflowRun(one);
    expect(await refusal(octokit.rest.actions.cancelWorkflowRun(one))).toMatchObject({ status: 409 });
    clock.advance(31 * 86_400_000);
    expect(await refusal(octokit.rest.actions.reRunWorkflow(one))).toMatchObject({ status: 403 });
    const told = hub
      .triggered()
      .filter(({ name }) => name === 'workflow_run')
      .map(({ action }) => action);
    expect(told).toEqual(['requested', 'completed', 'requested', 'completed']);
  });
});

describe('artifacts', () => {
  const namesIn = (zip: Buffer) =>
    new Promise<string[]>((resolve, reject) => {
      fromBuffer(zip, (error, file) => {
        if (error) return reject(error);
        const names: string[] = [];
        file.on('entry', ({ fileName }) => names.push(fileName));
        file.on('end', () => resolve(names));
      });
    });

  test('are listed for their run and downloaded as a zip from elsewhere, without the token', async () => {
    const run = hub.startRun({ repository, path, event: 'push' });
    const folder = makeFolder({ 'report.json': '{}', 'candidate/weights.bin': 'w' });
    const { id } = await hub.uploadArtifact(run, { name: 'relevo', folder });
    const list = await octokit.rest.actions.listWorkflowRunArtifacts({ ...place, run_id: run.id, name: 'relevo' });
    expect(list.data).toMatchObject({
      total_count: 1,
      artifacts: [{ id, expired: false, workflow_run: { id: run.id } }],
    });
    const one = { ...place, artifact_id: id, archive_format: 'zip' };
    const { data } = await octokit.rest.actions.downloadArtifact(one);
    expect(await namesIn(Buffer.from(data as ArrayBuffer))).toEqual(['candidate/weights.bin', 'report.json']);
    const asked = await fetch(`${hub.url}/repos/octo/models/actions/artifacts/${id}/zip`, {
      headers: { authorization: `token ${hub.token({ kind: 'user', login: 'octo' })}` },
      redirect: 'manual',
    });
    const location = asked.headers.get('location') ?? '';
    expect([asked.status, new URL(location).origin === hub.url]).toEqual([302, false]);
    expect((await fetch(location, { headers: { authorization: 'token x' } })).status).toBe(400);
    clock.advance(6 * 60_000);
    expect((await fetch(location)).status).toBe(403);
    await expect(hub.uploadArtifact(run, { name: 'relevo', folder })).rejects.toThrow('409');
  });

  test('expire', async () => {
    repository.settings.artifactRetentionDays = 7;
    const run = hub.startRun({ repository, path, event: 'push' });
    const { id } = await hub.uploadArtifact(run, { name: 'relevo', folder: makeFolder({ a: '' }) });
    clock.advance(7 * 86_400_000);
    const one = { ...place, artifact_id: id };
    expect((await octokit.rest.actions.getArtifact(one)).data.expired).toBe(true);
    const gone = octokit.rest.actions.downloadArtifact({ ...one, archive_format: 'zip' });
    expect(await refusal(gone)).toMatchObject({ status: 410 });
    await octokit.rest.actions.deleteArtifact(one);
    expect((await octokit.rest.actions.listArtifactsForRepo(place)).data.total_count).toBe(0);
  });
});

describe('dispatches', () => {
  test('start a workflow of the asked ref with declared inputs, even for a job', async () => {
    const start = (workflow_id: string, inputs: object, ref = 'main') =>
      octokit.rest.actions.createWorkflowDispatch({ ...place, workflow_id, ref, inputs: { ...inputs } });
    expect((await start('relevo.yml', { model: 'm' })).status).toBe(204);
    expect(hub.triggered().at(-1)).toMatchObject({
      name: 'workflow_dispatch',
      fate: 'runs',
      payload: { inputs: { model: 'm' }, ref: 'refs/heads/main', workflow: path },
    });
    const refused = async (...args: Parameters<typeof start>) => (await refusal(start(...args))).message;
    expect(await refused('relevo.yml', {})).toContain("Required input 'model' not provided");
    expect(await refused('relevo.yml', { model: 'm', x: '1' })).toContain('Unexpected inputs provided: ["x"]');
    expect(await refused('relevo.yml', { model: 'm' }, 'none')).toContain('No ref found for: none');
    expect(await refused('push.yml', {})).toContain("Workflow does not have 'workflow_dispatch' trigger");
    expect(await refusal(start('none.yml', {}))).toMatchObject({ status: 404 });
  });

  test('tell the repository, and start workflows even for a job', async () => {
    const client_payload = { model: 'm', version: 'v1' };
    await octokit.rest.repos.createDispatchEvent({ ...place, event_type: 'relevo-promoted', client_payload });
    expect(hub.triggered().at(-1)).toMatchObject({
      name: 'repository_dispatch',
      action: 'relevo-promoted',
      payload: { client_payload, branch: 'main' },
    });
    const large = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`p${index}`, 1]));
    const call = octokit.rest.repos.createDispatchEvent({ ...place, event_type: 'x', client_payload: large });
    expect(await refusal(call)).toMatchObject({ status: 422 });
  });
});
