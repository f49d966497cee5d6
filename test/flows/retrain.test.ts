// Refreshed data on their way into a pull request: fetched by a real command in a checkout, handed over as an upload, and
// proposed on a local GitHub through the real adapters.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createCheckout } from '../../src/adapters/checkout.ts';
import { createDataSets } from '../../src/adapters/data-sets.ts';
import { createGitHubPorts } from '../../src/adapters/github/ports.ts';
import { openGitHubLedger } from '../../src/adapters/github/registry.ts';
import { RunTars } from '../../src/adapters/github/run-tars.ts';
import { writeRefreshed } from '../../src/adapters/refresh-folder.ts';
import { createRows } from '../../src/adapters/rows/rows.ts';
import { createRefresher } from '../../src/adapters/training/command-refresher.ts';
import { openWorkshop } from '../../src/adapters/workshop.ts';
import { pathPatterns } from '../../src/adapters/workspace.ts';
import type { ModelConfig } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { foldState } from '../../src/core/model-state.ts';
import { retrainDue } from '../../src/core/retrain-due.ts';
import { refreshData } from '../../src/flows/retrain/refresh.ts';
import { retrainBranch } from '../../src/flows/retrain/standing.ts';
import { startRetrain } from '../../src/flows/retrain/start.ts';
import { citeIssue, type Retrained, retrain } from '../../src/flows/retrain.ts';
import type { RefreshDocument, RetrainCause } from '../../src/report/refresh-document.ts';
import { makeFolder } from '../e2e/relevo.ts';
import { connect, placeOf } from '../github/client.ts';
import { type GitHub, startGitHub } from '../github/server.ts';
import type { Repository } from '../github/state/repository.ts';

const MODEL = 'daily-sales';
const path = '.github/workflows/relevo.yml';
const standing = { writer: 'actions', workflow: path } as const;

const config = `models:
  ${MODEL}:
    dir: sales
    task: regression
    train: { command: node train.js, data: ['data/*.csv'] }
    data: { refresh: node fetch.js }
    predict: { module: predict.js }
    holdout: { data: holdout.csv, target: sales, time: date }
  other:
    dir: other
    task: regression
    train: { command: node train.js, data: [rows.csv] }
    predict: { module: predict.js }
    holdout: { data: holdout.csv, target: sales }
`;

const fetchMore = `
import { appendFileSync, writeFileSync } from 'node:fs';
if (process.env.GITHUB_TOKEN) throw new Error('a token');
appendFileSync('data/2025.csv', '2025-07-02,5\\n2025-07-03,6\\n');
writeFileSync('data/2026.csv', 'date,sales\\n2026-01-01,4\\n');
appendFileSync('holdout.csv', '2025-07-03,6\\n');
`;

const table = 'date,sales\n2025-06-30,1\n2025-07-01,3\n';

let hub: GitHub;
/** What GitHub's clock is ahead of this machine's. */
let ahead: number;
let repository: Repository;
let model: ModelConfig;
let checkout: string;

/** A checkout of the default branch, as a job has it. */
function checkOut(): void {
  checkout = makeFolder();
  hub.checkout(repository, { ref: 'main', folder: checkout });
}

beforeEach(async () => {
  ahead = 0;
  hub = await startGitHub({ now: () => new Date(Date.now() + ahead) });
  const files = {
    [path]: 'on:\n  workflow_dispatch:\n    inputs:\n      retrain: { required: false }\n',
    'relevo.yml': config,
    'relevo.lock': `{"schema":"relevo.lock/1","data":[]}\n`,
    'sales/fetch.js': fetchMore,
    'package.json': '{"type":"module"}',
    'sales/data/2025.csv': table,
    'sales/holdout.csv': table,
    'other/rows.csv': table,
    'other/holdout.csv': table,
  };
  repository = hub.createRepository({ owner: 'octo', name: 'models', files });
  repository.settings.actionsMayOpenPullRequests = true;
  const parsed = parseConfig(config, 'relevo.yml');
  if (!('config' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  model = parsed.config.models[MODEL] as ModelConfig;
});

afterEach(async () => {
  await hub.close();
  expect(hub.violations).toEqual([]);
});

/** What the reading job does. */
async function fetched(cause: RetrainCause = 'degraded', fields: Partial<RefreshDocument> = {}): Promise<string> {
  const rows = createRows(process.stdin);
  const log = { step: () => undefined, output: () => undefined };
  const env = { ...process.env, GITHUB_TOKEN: 'ghs_secret' };
  const ports = {
    checkout: createCheckout(checkout, env, rows, []),
    dataSets: createDataSets(rows),
    refresher: createRefresher(env),
    log,
  };
  const lock = readFileSync(join(checkout, 'relevo.lock'), 'utf8');
  const refreshed = await refreshData(model, lock, ports);
  const output = makeFolder();
  const { workshop, clear } = await openWorkshop();
  const commit = (await ports.checkout.head()).commit ?? '';
  const document: RefreshDocument = {
    schema: 'relevo.refresh/1',
    relevo: '0',
    model: MODEL,
    commit,
    cause,
    paths: refreshed.paths,
    ...fields,
  };
  await writeRefreshed({ document, lock: refreshed.lock }, { root: checkout, output }, workshop);
  await clear();
  return output;
}

/** A run that left a folder; then what the trusted job does. */
async function proposed(
  output: string,
  run: { event?: string; headBranch?: string; issue?: number } = {},
): Promise<Retrained> {
  return acted((await left(output, run)).id, run.issue ?? null);
}

/** A run of half an hour that left a folder. */
async function left(output: string, run: { event?: string; headBranch?: string } = {}) {
  const made = hub.startRun({
    repository,
    path,
    event: run.event ?? 'schedule',
    ...(run.headBranch ? { headBranch: run.headBranch } : {}),
  });
  await hub.uploadArtifact(made, { name: 'relevo-refresh', folder: output });
  ahead += 1_800_000;
  return made;
}

async function acted(run: number, issue: number | null = null, root = ''): Promise<Retrained> {
  const ports = trustedPorts();
  const tars = new RunTars(ports.runs);
  try {
    const log = { step: () => undefined, output: () => undefined };
    const where = { ...placeOf(repository), self: 'github-actions[bot]' };
    const ledger = openGitHubLedger(client(), where, ports);
    const all = { ...ports, ledger, tars, log, patterns: pathPatterns };
    return await retrain({ model, standing, run: await ports.runs.get(run), root, issue }, all);
  } finally {
    await tars.clear();
  }
}

const client = () =>
  connect(
    hub,
    hub.token({
      kind: 'actions',
      repository,
      permissions: { actions: 'write', contents: 'write', pull_requests: 'write' },
    }),
  );

const trustedPorts = () => createGitHubPorts(client(), { ...placeOf(repository), self: 'github-actions[bot]' });

const owner = () => connect(hub, hub.token({ kind: 'user', login: 'octo' }));

async function pulls(state: 'open' | 'all' = 'all') {
  return (await owner().rest.pulls.list({ ...placeOf(repository), state })).data;
}

async function filesOf(number: number): Promise<string[]> {
  const { data } = await owner().rest.pulls.listFiles({ ...placeOf(repository), pull_number: number });
  return data.map(({ filename }) => filename).sort();
}

describe('a retraining', () => {
  beforeEach(checkOut);

  test('becomes one pull request with the data and the lock, told in rows and dates', async () => {
    const done = await proposed(await fetched(), { issue: 12 });
    expect(done).toMatchObject({ outcome: 'opened', view: { kind: 'pull-request' } });
    const [pull] = await pulls('open');
    expect(pull).toMatchObject({
      title: 'Retrain daily-sales on data up to 1 January 2026',
      head: { ref: retrainBranch(MODEL) },
      base: { ref: 'main' },
    });
    expect(pull?.body).toContain('daily-sales got worse in production, as #12 tells.');
    expect(pull?.body).toContain('| sales/data/2025.csv | 4 | 2025-07-03 |');
    expect(pull?.body).toContain('holds back the checks');
    expect(await filesOf(pull?.number ?? 0)).toEqual([
      'relevo.lock',
      'sales/data/2025.csv',
      'sales/data/2026.csv',
      'sales/holdout.csv',
    ]);
  });

  test('names the issue that was opened after it', async () => {
    const done = await proposed(await fetched());
    expect((await pulls())[0]?.body).toContain('daily-sales got worse in production. `data.refresh` fetched');
    await citeIssue(done, 31, trustedPorts());
    expect((await pulls())[0]?.body).toContain('daily-sales got worse in production, as #31 tells.');
  });

  test('is found in the upload of its own job, where a matrix leaves several', async () => {
    const run = hub.startRun({ repository, path, event: 'schedule' });
    await hub.uploadArtifact(run, { name: `relevo-refresh-${MODEL}`, folder: await fetched() });
    await hub.uploadArtifact(run, { name: 'relevo-refresh-other', folder: makeFolder({ 'other/refresh.json': '{}' }) });
    expect((await acted(run.id)).outcome).toBe('opened');
  });

  /** A command that writes so many wide rows, of 10 kB each. */
  const fetchWide = (rows: number): void =>
    writeFileSync(
      join(checkout, 'sales/fetch.js'),
      `import { writeFileSync } from 'node:fs';
writeFileSync('data/2025.csv', 'date,sales,note\\n' + ('2025-07-02,5,' + 'x'.repeat(9_986) + '\\n').repeat(${rows}));`,
    );

  test('of more than a pull request takes is refused before it is handed over, with the file', async () => {
    fetchWide(4_001);
    await expect(fetched()).rejects.toMatchObject({
      code: 'retrain-too-large',
      message: 'sales/data/2025.csv has 40.1 MB, and a pull request of refreshed data takes 40.0 MB.',
    });
  });

  test('of more files than a job can commit is refused before it is handed over', async () => {
    writeFileSync(
      join(checkout, 'sales/fetch.js'),
      `import { writeFileSync } from 'node:fs';
for (let file = 0; file < 501; file++) writeFileSync(\`data/part-\${file}.csv\`, 'date,sales\\n2026-01-01,' + file + '\\n');`,
    );
    await expect(fetched()).rejects.toMatchObject({
      code: 'retrain-too-many',
      message: 'The refresh changed 501 files, and a pull request of refreshed data takes 500.',
    });
  });

  test('of 32 MB goes through', async () => {
    fetchWide(3_200);
    expect((await proposed(await fetched())).outcome).toBe('opened');
    expect((await pulls())[0]?.body).toContain('| sales/data/2025.csv | 3,200 |');
  });

  test('done twice, it is the same one, and with the same commit', async () => {
    const output = await fetched();
    await proposed(output);
    const [first] = await pulls();
    expect(await proposed(output)).toMatchObject({ outcome: 'unchanged', view: { number: first?.number } });
    const [again, ...others] = await pulls();
    expect(others).toEqual([]);
    expect(again?.head.sha).toBe(first?.head.sha);
  });

  test('asked for again, its pull request is brought up to date, on top of what people added', async () => {
    await proposed(await fetched());
    const branch = retrainBranch(MODEL);
    hub.push(repository, { branch, files: { 'notes.md': 'by hand' } });
    const done = await proposed(await fetched('command'));
    expect(done.outcome).toBe('updated');
    expect(await filesOf((await pulls('open'))[0]?.number ?? 0)).toContain('notes.md');
    expect(await pulls()).toHaveLength(1);
  });

  test('what a person closed is not opened again by itself, and is by command', async () => {
    const output = await fetched();
    await proposed(output);
    const [pull] = await pulls();
    await owner().rest.pulls.update({ ...placeOf(repository), pull_number: pull?.number ?? 0, state: 'closed' });
    expect((await proposed(output)).outcome).toBe('declined');
    checkOut();
    expect((await proposed(await fetched('command'))).outcome).toBe('opened');
    expect(await pulls('open')).toHaveLength(1);
  });

  test('after a merge, the next one begins at the default branch', async () => {
    await proposed(await fetched());
    const [pull] = await pulls();
    await owner().rest.pulls.merge({ ...placeOf(repository), pull_number: pull?.number ?? 0 });
    checkOut();
    expect((await proposed(await fetched())).outcome).toBe('opened');
    const [next] = await pulls('open');
    expect(next?.body).toContain('| sales/data/2025.csv | 4 → 6 | 2025-07-03 → 2025-07-03 |');
  });

  test.each<RetrainCause>(['degraded', 'command'])(
    'told again once it was merged or closed, nothing follows: %s',
    async cause => {
      for (const end of ['merge', 'close'] as const) {
        checkOut();
        const run = await left(await fetched(cause));
        expect((await acted(run.id)).outcome).toBe('opened');
        const [pull] = await pulls('open');
        const at = { ...placeOf(repository), pull_number: pull?.number ?? 0 };
        if (end === 'merge') await owner().rest.pulls.merge(at);
        else await owner().rest.pulls.update({ ...at, state: 'closed' });
        ahead += 86_400_000;
        expect((await acted(run.id)).outcome).toBe('answered');
        expect(await pulls('open')).toEqual([]);
      }
    },
  );

  test('told again, an earlier run takes nothing back of what a later one or a person wrote', async () => {
    const earlier = await left(await fetched('command'));
    await acted(earlier.id);
    const later = await left(await fetched('command'));
    expect((await acted(later.id)).outcome).toBe('updated');
    const [{ head } = { head: { sha: '' } }] = await pulls('open');
    expect((await acted(earlier.id)).outcome).toBe('unchanged');
    expect((await pulls('open'))[0]?.head.sha).toBe(head.sha);
    const branch = retrainBranch(MODEL);
    const mended = hub.push(repository, { branch, files: { 'sales/data/2026.csv': 'date,sales\n2026-01-01,3\n' } });
    expect((await acted(later.id)).outcome).toBe('unchanged');
    expect((await pulls('open'))[0]?.head.sha).toBe(mended);
  });

  test('where Actions may not open pull requests: what a person adds to the branch stays', async () => {
    repository.settings.actionsMayOpenPullRequests = false;
    const run = await left(await fetched());
    await acted(run.id);
    const added = hub.push(repository, { branch: retrainBranch(MODEL), files: { 'notes.md': 'by hand' } });
    expect((await acted(run.id)).outcome).toBe('branch');
    expect(repository.refs.get(`refs/heads/${retrainBranch(MODEL)}`)).toBe(added);
  });

  test('where Actions may not open pull requests: the branch and a link, once', async () => {
    repository.settings.actionsMayOpenPullRequests = false;
    const output = await fetched();
    const done = await proposed(output);
    expect(done).toEqual({
      outcome: 'branch',
      told: null,
      view: {
        kind: 'branch',
        branch: 'relevo-retrain/daily-sales',
        compareUrl: 'https://github.com/octo/models/compare/main...relevo-retrain/daily-sales?expand=1',
      },
    });
    const tip = repository.refs.get(`refs/heads/${retrainBranch(MODEL)}`);
    expect(await proposed(output)).toEqual(done);
    expect(repository.refs.get(`refs/heads/${retrainBranch(MODEL)}`)).toBe(tip);
  });

  test('two at once leave one pull request', async () => {
    const output = await fetched();
    const run = hub.startRun({ repository, path, event: 'schedule' });
    await hub.uploadArtifact(run, { name: 'relevo-refresh', folder: output });
    const done = await Promise.allSettled([acted(run.id), acted(run.id)]);
    expect(done.some(({ status }) => status === 'fulfilled')).toBe(true);
    await acted(run.id);
    expect(await pulls()).toHaveLength(1);
  });

  test('a run that refreshed nothing proposes nothing', async () => {
    const run = hub.startRun({ repository, path, event: 'schedule' });
    expect((await acted(run.id)).outcome).toBe('not-refreshed');
    writeFileSync(join(checkout, 'sales/fetch.js'), '');
    const nothing = await fetched('schedule', { paths: [] });
    expect((await proposed(nothing)).outcome).toBe('nothing-new');
    expect(await pulls()).toEqual([]);
  });
});

describe('what the reading job left is not believed', () => {
  const lock = '{"schema":"relevo.lock/1","data":[]}';

  /** An upload made by hand; of paths that lead out there is no file. */
  function forged(fields: object, files: Readonly<Record<string, string>> = {}): string {
    const commit = repository.refs.get('refs/heads/main') ?? '';
    const honest = { schema: 'relevo.refresh/1', relevo: '0', model: MODEL, commit, cause: 'degraded' };
    const document = { ...honest, paths: ['sales/holdout.csv'], ...fields };
    const left = { 'relevo.lock': lock, 'sales/holdout.csv': 'date,sales\n', ...files };
    const entries = Object.entries(left).map(([name, text]) => [`${MODEL}/files/${name}`, text]);
    return makeFolder({ [`${MODEL}/refresh.json`]: JSON.stringify(document), ...Object.fromEntries(entries) });
  }

  const refused = async (output: string, run: Parameters<typeof proposed>[1] = {}): Promise<void> => {
    await expect(proposed(output, run)).rejects.toMatchObject({ code: 'retrain-untrusted' });
    expect(repository.refs.has(`refs/heads/${retrainBranch(MODEL)}`)).toBe(false);
  };

  test.each([
    '.github/workflows/relevo.yml',
    'relevo.yml',
    'sales/fetch.js',
    'sales/train.js',
    'sales/data/x.js',
    'other/rows.csv',
    'data/2025.csv',
    'sales/data/../../relevo.yml',
    '../outside.csv',
    '/etc/passwd.csv',
    'sales/data/.git/x.csv',
    'sales\\data\\x.csv',
  ])('%s is refused', async name => {
    await refused(forged({ paths: ['sales/holdout.csv', name] }, /^\/|\.\./.test(name) ? {} : { [name]: 'evil' }));
  });

  test.each([
    ['another model', { model: 'other' }],
    ['another schema', { schema: 'relevo.refresh/2' }],
    ['another commit', { commit: '0'.repeat(40) }],
    ['no list', { paths: undefined }],
  ])('%s is refused', async (_, fields) => {
    await refused(forged(fields));
  });

  test("a lock that pins another model's data anew, or is none, is refused", async () => {
    const entry = {
      path: 'other/rows.csv',
      digest: `sha256:${'0'.repeat(64)}`,
      bytes: 1,
      rows: 1,
      columns: [],
      range: null,
    };
    for (const text of [JSON.stringify({ schema: 'relevo.lock/1', data: [entry] }), 'none']) {
      await refused(forged({}, { 'relevo.lock': text }));
    }
  });

  test('a run of another branch is refused', async () => {
    hub.push(repository, { branch: 'topic', files: { a: '1' } });
    await refused(forged({}), { event: 'push', headBranch: 'topic' });
  });

  test('where the config stands in a folder, its paths begin there', async () => {
    model = { ...model, dir: '.' };
    const run = hub.startRun({ repository, path, event: 'schedule' });
    const files = { 'relevo.lock': lock, 'holdout.csv': 'date,sales\n' };
    await hub.uploadArtifact(run, { name: 'relevo-refresh', folder: forged({ paths: ['holdout.csv'] }, files) });
    expect((await acted(run.id, null, 'sales/')).outcome).toBe('opened');
    expect(await filesOf((await pulls('open'))[0]?.number ?? 0)).toEqual(['sales/holdout.csv', 'sales/relevo.lock']);
  });

  test('a listed file that was not uploaded is an error, and nothing is left', async () => {
    const output = forged({ paths: ['sales/data/2027.csv'] });
    await expect(proposed(output)).rejects.toMatchObject({ code: 'file-not-found' });
    expect(await pulls()).toEqual([]);
  });
});

describe('fetching', () => {
  beforeEach(checkOut);

  test('a command that fails is an error with its end', async () => {
    writeFileSync(join(checkout, 'sales/fetch.js'), 'process.exit(3)');
    await expect(fetched()).rejects.toMatchObject({ code: 'refresh-failed', message: expect.stringContaining('3') });
  });

  test('without a command there is nothing to run', async () => {
    model = { ...model, data: { ...model.data, refresh: null } };
    await expect(fetched()).rejects.toMatchObject({ code: 'refresh-undeclared' });
    expect(await startRetrain(model, standing, trustedPorts())).toMatch(/no `data.refresh`/);
  });

  test('a command starts the workflow with the model as its input', async () => {
    expect(await startRetrain(model, standing, trustedPorts())).toMatch(/A pull request follows/);
    expect(hub.triggered().map(({ name }) => name)).toContain('workflow_dispatch');
  });

  test('data of other models stay as they were pinned', async () => {
    const entry = {
      path: 'other/rows.csv',
      digest: `sha256:${'1'.repeat(64)}`,
      bytes: 1,
      rows: 1,
      columns: [],
      range: null,
    };
    writeFileSync(join(checkout, 'relevo.lock'), JSON.stringify({ schema: 'relevo.lock/1', data: [entry] }));
    appendFileSync(join(checkout, 'other/rows.csv'), '2025-07-09,1\n');
    const output = await fetched();
    const lock = JSON.parse(readFileSync(join(output, MODEL, 'files/relevo.lock'), 'utf8'));
    expect(lock.data).toContainEqual(entry);
    expect(lock.data.map((each: { path: string }) => each.path)).toEqual([
      'other/rows.csv',
      'sales/data/2025.csv',
      'sales/data/2026.csv',
      'sales/holdout.csv',
    ]);
  });
});

describe('when it is due', () => {
  const state = foldState([]);
  const production = {
    event: 'sha256:a',
    version: 1,
    artifact: 'sha256:b',
    since: '2026-01-01T00:00:00.000Z',
  } as const;
  const alarm = {
    event: 'sha256:c',
    production: 'sha256:a',
    signals: ['wape'],
    since: '',
    toldAt: '',
    acknowledged: [],
  } as const;
  const never = { isAsked: false, onDegradation: false, everyMs: null };
  const now = new Date('2026-01-11T00:00:00Z');

  test.each([
    ['asked', state, false, { ...never, isAsked: true }, 'command'],
    ['without production', state, true, { ...never, onDegradation: true }, null],
    ['worse and wanted', { ...state, production }, true, { ...never, onDegradation: true }, 'degraded'],
    ['worse and not wanted', { ...state, production }, true, never, null],
    ['still worse', { ...state, production, alarm }, false, { ...never, onDegradation: true }, 'degraded'],
    [
      'known',
      { ...state, production, alarm: { ...alarm, acknowledged: ['wape'] } },
      false,
      { ...never, onDegradation: true },
      null,
    ],
    [
      'answered by a promotion',
      { ...state, production: { ...production, event: 'sha256:d' as const }, alarm },
      false,
      { ...never, onDegradation: true },
      null,
    ],
    ['old enough', { ...state, production }, false, { ...never, everyMs: 10 * 86_400_000 }, 'schedule'],
    ['too young', { ...state, production }, false, { ...never, everyMs: 11 * 86_400_000 }, null],
  ] as const)('%s', (_, at, degraded, wish, reason) => {
    expect(retrainDue(at, degraded, wish, now)).toBe(reason);
  });
});
