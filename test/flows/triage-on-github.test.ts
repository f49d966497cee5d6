// Triage on a local GitHub through the real adapters: the issue as GitHub keeps it, and the ledger on its branch.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createGitHubPorts } from '../../src/adapters/github/ports.ts';
import { openGitHubLedger } from '../../src/adapters/github/registry.ts';
import { RunTars } from '../../src/adapters/github/run-tars.ts';
import { pathPatterns } from '../../src/adapters/workspace.ts';
import { foldState, type ModelState } from '../../src/core/model-state.ts';
import { actOnLook } from '../../src/flows/triage/act-on-look.ts';
import { type Triaged, triage } from '../../src/flows/triage.ts';
import type { Watch, WatchSignal } from '../../src/report/watch-schema.ts';
import { event, sha256 } from '../core/ledger-fixtures.ts';
import { makeFolder } from '../e2e/relevo.ts';
import { connect, placeOf } from '../github/client.ts';
import { type GitHub, startGitHub } from '../github/server.ts';
import type { Repository } from '../github/state/repository.ts';
import { MODEL, modelConfig, standing } from './shop.ts';
import { back, CONFIG, look, worse } from './watch-documents.ts';

let hub: GitHub;
let repository: Repository;
let watches: Map<string, string>;

beforeEach(async () => {
  hub = await startGitHub();
  repository = hub.createRepository({ owner: 'ana', name: 'shop', files: { 'README.md': 'a shop' } });
  watches = new Map();
  const { ledger } = opened();
  const { head } = await ledger.read(MODEL);
  const made = event('forced', { at: '2026-01-02T00:00:00.000Z', writer: 'actions' });
  await ledger.append({ model: MODEL, head, events: [made], reports: [] });
});

afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

function opened(issues: 'read' | 'write' = 'write') {
  const permissions = { actions: 'read', contents: 'write', issues, pull_requests: 'write' } as const;
  const client = connect(hub, hub.token({ kind: 'actions', repository, permissions }));
  const where = { ...placeOf(repository), self: 'github-actions[bot]' };
  const ports = createGitHubPorts(client, where);
  return { ...ports, ledger: openGitHubLedger(client, where, ports) };
}

const owner = () => connect(hub, hub.token({ kind: 'user', login: 'ana' }));

async function stateNow(): Promise<ModelState> {
  return foldState((await opened().ledger.read(MODEL)).entries);
}

async function act(signals: readonly WatchSignal[], more: { issues?: 'read' | 'write' } = {}): Promise<Triaged> {
  const state = await stateNow();
  const document: Watch = look({ state: () => state, watches, now: () => new Date() }, signals);
  const ports = {
    ...opened(more.issues),
    clock: { now: () => new Date() },
    log: { step: () => undefined, output: () => undefined },
  };
  const text = JSON.stringify(document);
  try {
    return await triage(
      { model: modelConfig(CONFIG), standing, text },
      { ...ports, sha256, summarize: async () => undefined },
    );
  } finally {
    const stored = await opened().ledger.watch(MODEL);
    if (stored !== null) watches.set(MODEL, stored);
  }
}

async function issueNow(number: number) {
  const where = { ...placeOf(repository), issue_number: number };
  const [issue, comments] = await Promise.all([
    owner().rest.issues.get(where),
    owner().rest.issues.listComments(where),
  ]);
  return { ...issue.data, said: comments.data.map(({ body }) => /\*\*(.*?)\*\*/.exec(body ?? '')?.[1]) };
}

test('an issue is opened, updated, closed with its evidence, and opened again', async () => {
  const done = await act([worse()]);
  expect(done.issue?.action).toBe('opened');
  const number = done.issue?.number ?? 0;
  const first = await issueNow(number);
  expect(first).toMatchObject({ state: 'open', user: { login: 'github-actions[bot]' }, assignees: [{ login: 'ana' }] });
  expect(first.labels).toMatchObject([{ name: 'relevo' }, { name: 'model-health' }]);
  expect((await act([worse()])).issue).toMatchObject({ number, action: 'unchanged' });
  expect((await act([worse(), worse('shop = Vigo')])).issue).toMatchObject({ number, action: 'updated' });
  expect((await act([back(), back('shop = Vigo')])).issue).toMatchObject({ number, action: 'closed' });
  expect(await issueNow(number)).toMatchObject({ state: 'closed', title: expect.stringContaining('recovered') });
  expect((await act([worse()])).issue).toMatchObject({ number, action: 'reopened' });
  expect((await issueNow(number)).said).toEqual(['More got worse.', 'Recovered.', 'It is back.']);
});

test('closed by a person, it stays closed, and the ledger says who knows', async () => {
  const number = (await act([worse()])).issue?.number ?? 0;
  await owner().rest.issues.update({ ...placeOf(repository), issue_number: number, state: 'closed' });
  expect((await act([worse()])).issue?.action).toBe('acknowledged');
  expect((await stateNow()).alarm?.acknowledged).toEqual(['wape']);
  expect((await issueNow(number)).state).toBe('closed');
});

test('a thousand signals with long names are kept by GitHub as they are sent', async () => {
  const many = Array.from({ length: 1000 }, (_, index) => worse(`shop = ${'long | name '.repeat(14)}${index}`));
  const number = (await act(many)).issue?.number ?? 0;
  expect((await issueNow(number)).body?.length).toBeLessThanOrEqual(65_000);
  expect((await act(many.map(one => ({ ...one, now: 0.2 })))).issue?.action).toBe('updated');
  expect((await issueNow(number)).body).toContain('20.0 %');
});

test('without the permission the error names it; the ledger has the degradation, and the next run opens the issue', async () => {
  await expect(act([worse()], { issues: 'read' })).rejects.toMatchObject({ code: 'github-permission' });
  expect((await stateNow()).alarm?.signals).toEqual(['wape']);
  expect((await act([worse()])).issue?.action).toBe('opened');
});

test('data that are not believed keep nothing from being told, and fail the job in the end', async () => {
  const run = hub.startRun({ repository, path: standing.workflow, event: 'schedule' });
  const document = { schema: 'relevo.refresh/1', relevo: '0', model: MODEL, commit: run.headSha, cause: 'degraded' };
  const forged = JSON.stringify({ ...document, paths: ['train.js'] });
  await hub.uploadArtifact(run, {
    name: 'relevo-refresh',
    folder: makeFolder({ [`${MODEL}/refresh.json`]: forged, [`${MODEL}/files/train.js`]: 'evil' }),
  });
  const ports = opened();
  const tars = new RunTars(ports.runs);
  const state = await stateNow();
  const text = JSON.stringify(look({ state: () => state, watches, now: () => new Date() }, [worse()]));
  const said: string[] = [];
  const acting = actOnLook(
    {
      model: modelConfig({ ...CONFIG, data: '{ refresh: node fetch.js }' }),
      standing,
      run: await ports.runs.get(run.id),
      root: '',
      look: text,
    },
    {
      ...ports,
      tars,
      patterns: pathPatterns,
      sha256,
      clock: { now: () => new Date() },
      log: { step: () => undefined, output: () => undefined },
      summarize: async markdown => void said.push(markdown),
    },
  );
  await expect(acting).rejects.toMatchObject({ code: 'retrain-untrusted' });
  await tars.clear();
  expect((await stateNow()).alarm?.signals).toEqual(['wape']);
  expect(said.join('')).toContain('daily-sales: worse than promised');
  const { data } = await owner().rest.issues.listForRepo(placeOf(repository));
  expect(data.map(({ title }) => title)).toEqual([expect.stringContaining('daily-sales got worse')]);
});
