// Runs and what they uploaded; deployments and dispatches: what tells people and programs of a promotion.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { RunTars } from '../../../src/adapters/github/run-tars.ts';
import { TarBlobs } from '../../../src/adapters/registry/tar-blobs.ts';
import { type GitHub, startGitHub } from '../../github/server.ts';
import { folderWith, newFolder, packaged } from '../registry/artifacts.ts';
import { makePlace, type Opened, type PlaceUnderTest } from './place.ts';

const path = '.github/workflows/model.yml';

let hub: GitHub;
let place: PlaceUnderTest;
let opened: Opened;
beforeEach(async () => {
  hub = await startGitHub();
  const workflow = 'on: [push, workflow_dispatch]\njobs: {}\n';
  place = makePlace(hub, { files: { [path]: workflow } });
  opened = place.open();
});
afterEach(async () => {
  expect(hub.violations).toEqual([]);
  await hub.close();
});

const start = () => hub.startRun({ repository: place.repository, path, event: 'push' });

describe('runs', () => {
  test('are told as GitHub knows them', async () => {
    const run = start();
    const told = await opened.ports.runs.get(run.id);
    expect(told).toMatchObject({
      ...{ id: run.id, attempt: 1, path, event: 'push', headBranch: 'main', actor: 'octo', pullRequests: [] },
      headRepositoryId: place.repository.id,
      headSha: place.repository.refs.get('refs/heads/main'),
    });
    hub.completeRun(run);
    const latest = start();
    expect((await opened.ports.runs.latest(path, 'main')).map(({ id }) => id)).toEqual([latest.id, run.id]);
    const pull = hub.startRun({
      repository: place.repository,
      path,
      event: 'pull_request',
      headBranch: 'main',
    });
    expect(await opened.ports.runs.ofPullRequests(path)).toEqual([]);
    hub.completeRun(pull, 'failure');
    expect(await opened.ports.runs.ofPullRequests(path)).toMatchObject([{ id: pull.id, conclusion: 'failure' }]);
    await expect(opened.ports.runs.get(1)).rejects.toMatchObject({ code: 'github-missing' });
  });

  test('are run again as another attempt', async () => {
    const run = start();
    hub.completeRun(run, 'failure');
    await opened.ports.runs.rerun(run.id);
    expect((await opened.ports.runs.get(run.id)).attempt).toBe(2);
  });

  test('give what they uploaded, over a connection that breaks once', async () => {
    const run = start();
    const content = 'x'.repeat(3_000_000);
    await hub.uploadArtifact(run, {
      name: 'relevo',
      folder: folderWith({ 'report.json': '{}', 'a/big.txt': content }),
    });
    const [artifact] = await opened.ports.runs.artifacts(run.id);
    expect(artifact).toMatchObject({ name: 'relevo', expired: false });
    hub.faults.inject({ kind: 'cut', when: 'before', path: /\/zip$/ });
    const folder = newFolder();
    await opened.ports.runs.download(artifact?.id ?? 0, folder, 10_000_000);
    expect(readFileSync(join(folder, 'a/big.txt'), 'utf8')).toBe(content);
    await expect(opened.ports.runs.download(artifact?.id ?? 0, newFolder(), 2_000_000)).rejects.toMatchObject({
      code: 'github-archive',
      why: expect.stringContaining('It holds more than 2000000 bytes'),
    });
  });

  test('give candidates, verified', async () => {
    const run = start();
    const { folder, manifest } = await packaged();
    const tars = newFolder();
    await new TarBlobs(tars).put(folder);
    await hub.uploadArtifact(run, { name: 'relevo-blobs-daily-sales', folder: tars });
    const found = new RunTars(opened.ports.runs);
    expect(await found.ofRun(run.id, manifest.digest)).toMatch(/\.tar$/);
    expect(await found.ofRun(run.id, `sha256:${'1'.repeat(64)}`)).toBeNull();
    await found.clear();
  });
});

describe('deployments', () => {
  const wanted = {
    environment: 'daily-sales',
    ref: 'main',
    description: 'daily-sales v1',
    payload: { model: 'daily-sales', event: 'sha256:1' },
  };

  test('are recorded without waiting for anything, and give back what they carry', async () => {
    const { deployments } = opened.ports;
    const first = await deployments.create(wanted);
    expect(first).toMatchObject({ payload: wanted.payload, state: null });
    await deployments.mark(first.id, { state: 'success', url: 'https://example.com/', description: 'v1' });
    const second = await deployments.create({ ...wanted, payload: { event: 'sha256:2' } });
    const listed = await deployments.list('daily-sales');
    expect(listed.map(({ id, state, payload }) => [id, state, payload.event])).toEqual([
      [second.id, null, 'sha256:2'],
      [first.id, 'success', 'sha256:1'],
    ]);
    await deployments.mark(second.id, { state: 'success', url: null, description: 'x'.repeat(200) });
    expect((await deployments.list('daily-sales')).map(({ state }) => state)).toEqual(['success', 'inactive']);
    for (let time = 0; time < 2; time++) await deployments.remove(second.id);
    expect((await deployments.list('daily-sales')).map(({ id }) => id)).toEqual([first.id]);
    expect(await deployments.list('other')).toEqual([]);
  });

  test('that are many cost few requests', async () => {
    const { deployments } = opened.ports;
    for (let count = 0; count < 12; count += 1) {
      const { id } = await deployments.create(wanted);
      await deployments.mark(id, { state: 'success', url: null, description: '' });
    }
    hub.requests.clear();
    const states = (await deployments.list('daily-sales')).map(({ state }) => state);
    expect(states).toEqual(['success', ...Array.from({ length: 11 }, () => 'inactive')]);
    expect(hub.requests.count()).toBe(5);
  });
});

test("dispatches start workflows even with a job's token", async () => {
  const { dispatches } = opened.ports;
  await dispatches.repository('relevo-promoted', { model: 'daily-sales', version: 1 });
  await dispatches.workflow(path, 'main', {});
  expect(hub.triggered().map(({ name }) => name)).toEqual(
    expect.arrayContaining(['repository_dispatch', 'workflow_dispatch']),
  );
});

test('a workflow that does not declare an input is told as such, with what to write', async () => {
  const asked = opened.ports.dispatches.workflow(path, 'main', { retrain: 'daily-sales' });
  await expect(asked).rejects.toMatchObject({
    code: 'github-workflow-input',
    message: `${path} cannot be started with the input \`retrain\`.`,
    remedy: expect.stringContaining('workflow_dispatch: { inputs: { retrain: { required: false } } }'),
  });
});
