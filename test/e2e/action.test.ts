// The Action as the runner starts it, against the local GitHub: pull requests, pushes, forks and queues, and what people see.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { connect, placeOf } from '../github/client.ts';
import { openShop, type ShopOnGitHub } from './shop-on-github.ts';
import { trainBy } from './shop-project.ts';
import { actJob, evaluateJob, type Ran, runWorkflow, startRun } from './workflow.ts';

jest.setTimeout(180_000);

let shop: ShopOnGitHub;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(async () => {
  expect(shop.hub.violations).toEqual([]);
  await shop.close();
});

/** How both jobs ended; what one that failed said is shown. */
function codes({ evaluate, act }: Ran): (number | null | undefined)[] {
  for (const step of [evaluate, act]) if (step !== null && step.code !== 0) console.error(step.log, step.stderr);
  return [evaluate.code, act?.code];
}

const checksOf = async (ref: string) =>
  (await shop.octokit.rest.checks.listForRef({ ...placeOf(shop.repository), ref })).data.check_runs.map(
    ({ name, conclusion, output }) => ({ name, conclusion, title: output.title }),
  );

const tags = async () =>
  (await shop.octokit.rest.repos.listReleases(placeOf(shop.repository))).data.map(({ tag_name, draft }) => ({
    tag_name,
    draft,
  }));

/** Hides what differs from run to run: times, sizes and ids. */
const steady = (text: string): string =>
  text
    .replace(/\b[0-9a-f]{12}\b/g, '<digest>')
    .replace(/\b[0-9a-f]{10}\b/g, '<commit>')
    .replace(/\b1\d{6}(?:\.\d+)?\b/g, '<id>')
    .replace(/[\d.]+ s\b/g, '<n> s')
    // A training that ends at once may end before its memory was looked at.
    .replace(/, [\d.,]+ MB at most/g, '')
    .replace(/[\d.,]+ MB\b/g, '<n> MB')
    .replace(/[\d.,]+ ms\b/g, '<n> ms')
    .replace(/(\| ms per row \|\s+\|)[^|]*\|/g, '$1 <n> |')
    .replace(/(\| model MB \s*\|\s+\|)[^|]*\|/g, '$1 <n> |')
    .replace(/"head":"[0-9a-f]{40}"/g, '"head":"<head>"')
    .replace(/"run":\d+/g, '"run":<id>');

describe('the Action', () => {
  test('a pull request brings the first model: told, merged, promoted', async () => {
    const number = await shop.propose('first', { 'notes.md': 'a first model\n' });
    const ran = await shop.runPull(number);
    expect(codes(ran)).toEqual([0, 0]);
    expect(ran.evaluate.outputs).toMatchObject({ verdict: 'pass', outcome: 'better', models: '["daily-sales"]' });
    expect(JSON.parse(ran.evaluate.outputs.metrics ?? '')).toEqual({
      'daily-sales': { wape: expect.any(Number), mae: expect.any(Number), bias: expect.any(Number) },
    });
    const told = await shop.comments(number);
    expect(told).toHaveLength(1);
    expect(steady(told[0] ?? '')).toMatchSnapshot();
    expect(await checksOf('first')).toEqual([
      { name: 'relevo', conclusion: 'success', title: expect.stringContaining('first version') },
    ]);
    expect(await tags()).toEqual([]);
    await shop.merge(number);
    const pushed = await shop.runMain();
    expect(codes(pushed)).toEqual([0, 0]);
    expect(pushed.act?.summary).toContain('v1');
    expect(await tags()).toEqual([{ tag_name: 'daily-sales/v1', draft: false }]);
    const [after] = await shop.comments(number);
    expect(after?.split('\n')[1]).toMatch(/v1/);
  });

  test('a better model on a pull request is told with its evidence, in at most 25 requests', async () => {
    const number = await shop.propose('better', { 'train.js': trainBy(['shop', 'weekday']) });
    shop.hub.requests.clear();
    const ran = await shop.runPull(number);
    const requests = shop.hub.requests.all.filter(({ token }) => token === 'actions');
    console.log(`${requests.length} requests to GitHub for one model with production's predictions known`);
    expect(codes(ran)).toEqual([0, 0]);
    expect(requests.length).toBeLessThanOrEqual(25);
    const { data: uploads } = await shop.octokit.rest.actions.listWorkflowRunArtifacts({
      ...placeOf(shop.repository),
      run_id: ran.run.id,
    });
    const page = uploads.artifacts.find(({ name }) => name === 'relevo-page');
    const [comment, ...others] = await shop.comments(number);
    expect(others).toEqual([]);
    expect(comment).toContain(
      `[report](https://github.com/octo/shop/actions/runs/${ran.run.id}/artifacts/${page?.id})`,
    );
    expect(steady(comment ?? '')).toMatchSnapshot();
    await shop.merge(number, 'squash');
    expect(codes(await shop.runMain())).toEqual([0, 0]);
    expect((await tags()).map(({ tag_name }) => tag_name)).toEqual(['daily-sales/v2', 'daily-sales/v1']);
  });

  test('a worse model fails the check and leaves the job green', async () => {
    const number = await shop.propose('worse', { 'train.js': trainBy(['weekday']) });
    const ran = await shop.runPull(number);
    expect(codes(ran)).toEqual([0, 0]);
    expect(ran.evaluate.outputs.verdict).toBe('fail');
    expect(await checksOf('worse')).toEqual([
      { name: 'relevo', conclusion: 'failure', title: expect.stringContaining('merging keeps v2') },
    ]);
    expect((await shop.comments(number))[0]).toContain('❌ daily-sales');
  });

  test('a training that fails is told with its last lines', async () => {
    const number = await shop.propose('broken', { 'train.js': "console.log('::error::no'); process.exit(3);\n" });
    const ran = await shop.runPull(number);
    expect(codes(ran)).toEqual([0, 0]);
    expect((await shop.comments(number))[0]).toMatch(/💥 daily-sales: did not train, exit 3/);
    expect(await checksOf('broken')).toEqual([expect.objectContaining({ conclusion: 'failure' })]);
  });

  test('a config with problems is told, each on its line', async () => {
    const config = shop.project.read('relevo.yml').replace('margin: 2%', 'margn: 2%');
    const number = await shop.propose('config', { 'relevo.yml': config });
    const ran = await shop.runPull(number);
    expect(codes(ran)).toEqual([0, 0]);
    expect(ran.evaluate.outputs.verdict).toBe('fail');
    expect((await shop.comments(number))[0]).toContain('margn');
    const [check] = (await shop.octokit.rest.checks.listForRef({ ...placeOf(shop.repository), ref: 'config' })).data
      .check_runs;
    const annotations = await shop.octokit.rest.checks.listAnnotations({
      ...placeOf(shop.repository),
      check_run_id: check?.id ?? 0,
    });
    expect(annotations.data).toEqual([
      expect.objectContaining({ path: 'relevo.yml', start_line: 18, annotation_level: 'failure' }),
    ]);
  });

  test('a change that touches no model is quiet', async () => {
    const number = await shop.propose('readme', { 'README.md': '# Sales, daily\n' });
    expect(codes(await shop.runPull(number))).toEqual([0, 0]);
    expect(await shop.comments(number)).toEqual([]);
  });

  test('changed rules are marked, with both verdicts', async () => {
    const config = shop.project.read('relevo.yml').replace('margin: 2%', 'margin: 5%');
    const number = await shop.propose('rules', { 'relevo.yml': config, 'train.js': `${trainBy(['shop'])}// again\n` });
    expect(codes(await shop.runPull(number))).toEqual([0, 0]);
    expect((await shop.comments(number))[0]).toMatch(/rules changed[\s\S]*2% → 5%/);
  });

  test('a run of a fork writes nothing; the run that it wakes tells it as a claim', async () => {
    const { hub, repository } = shop;
    const fork = hub.fork(repository, 'mallory');
    shop.project.git('checkout', '-q', '-B', 'theirs', 'main');
    shop.project.commit('train.js', `${trainBy(['shop', 'weekday'])}// theirs\n`);
    hub.pushFromGit(fork, shop.project.folder, 'theirs', 'mallory');
    shop.project.git('checkout', '-q', 'main');
    const mallory = connect(hub, hub.token({ kind: 'user', login: 'mallory' }));
    const { data: pull } = await mallory.rest.pulls.create({
      ...placeOf(repository),
      title: 'Better',
      head: 'mallory:theirs',
      base: 'main',
    });
    const ran = await shop.runPull(pull.number, { headRepository: fork, isForFork: true, login: 'mallory' });
    expect([ran.evaluate.code, ran.act]).toEqual([0, null]);
    expect(await shop.comments(pull.number)).toEqual([]);
    const payload = hub.world.happenings.findLast(
      one => one.name === 'workflow_run' && one.action === 'completed',
    )?.payload;
    const woken = await shop.running({ event: { name: 'workflow_run', payload } });
    const told = await actJob(woken, startRun(woken));
    expect([told.code, told.stderr]).toEqual([0, '']);
    expect((await shop.comments(pull.number))[0]).toMatch(/fork/);
    const ledger = await shop.octokit.rest.repos.getContent({
      ...placeOf(repository),
      path: 'models/daily-sales/ledger.jsonl',
      ref: 'relevo',
      mediaType: { format: 'raw' },
    });
    expect(String(ledger.data)).not.toContain('"origin":"fork"');
  });

  test('a merge queue is evaluated, and tells its check', async () => {
    const running = await shop.running({ event: { name: 'merge_group', payload: {} } });
    const ran = await runWorkflow(running);
    expect(codes(ran)).toEqual([0, 0]);
  });

  test('an old workflow that is run again changes nothing', async () => {
    const before = await tags();
    const running = await shop.running({});
    const run = startRun(running);
    await evaluateJob(running, run);
    const first = await actJob(running, run);
    const again = await actJob(running, run);
    expect([first.code, again.code]).toEqual([0, 0]);
    expect(await tags()).toEqual(before);
  });

  test('a workflow started by hand is told like a push to its branch', async () => {
    const ran = await shop.runMain({ event: { name: 'workflow_dispatch', payload: {} } });
    expect(codes(ran)).toEqual([0, 0]);
    expect(ran.act?.summary).toContain('daily-sales');
  });

  test('a schedule looks at production, and says plainly when nothing is watched', async () => {
    const event = { name: 'schedule', payload: {} };
    const unwatched = await shop.runMain({ event });
    expect(codes(unwatched)).toEqual([0, 0]);
    expect(unwatched.evaluate.log).toContain('nothing is watched');
    const config = `${shop.project.read('relevo.yml')}    monitor:\n      data: logs.csv\n`;
    const rows = shop.project.read('data/holdout.csv').trim().split('\n');
    const logs = rows.map((row, index) => `${row},${index === 0 ? 'prediction' : row.split(',')[3]}`).join('\n');
    const number = await shop.propose('watched', { 'relevo.yml': config, 'logs.csv': `${logs}\n` });
    await shop.merge(number);
    expect(codes(await shop.runMain())).toEqual([0, 0]);
    const watched = await shop.runMain({ event });
    expect(codes(watched)).toEqual([0, 0]);
    expect(['healthy', 'unknown']).toContain(watched.evaluate.outputs.state);
    expect(watched.act?.outputs.state).toBe(watched.evaluate.outputs.state);
    expect(watched.act?.summary).toContain('daily-sales');
  });

  test('a retraining that was asked for by name: new data on a branch, and a pull request where the settings let it', async () => {
    const { hub, repository, octokit } = shop;
    const config = shop.project
      .read('relevo.yml')
      .replace('    holdout:', '    data: { refresh: node more.js }\n    holdout:');
    const more =
      "import { appendFileSync } from 'node:fs';\nappendFileSync('data/history.csv', '2025-04-08,Faro,2,70\\n');\n";
    await shop.merge(await shop.propose('refreshed', { 'relevo.yml': config, 'more.js': more }));
    expect(codes(await shop.runMain())).toEqual([0, 0]);
    const event = { name: 'workflow_dispatch', payload: { inputs: { retrain: 'daily-sales' } } };
    const linked = await shop.runMain({ event });
    expect(codes(linked)).toEqual([0, 0]);
    const link = expect.stringMatching(/\/compare\/main\.\.\.relevo-retrain\/daily-sales\?expand=1$/);
    expect(linked.act?.outputs.retrain).toEqual(link);
    repository.settings.actionsMayOpenPullRequests = true;
    const opened = await shop.runMain({ event });
    expect(codes(opened)).toEqual([0, 0]);
    const { data } = await octokit.rest.pulls.list({ ...placeOf(repository), head: 'octo:relevo-retrain/daily-sales' });
    expect(data).toMatchObject([{ title: expect.stringContaining('Retrain daily-sales on data up to') }]);
    expect(opened.act?.outputs.retrain).toBe(data[0]?.html_url);
    expect(opened.act?.summary).toContain(`[#${data[0]?.number}]`);
    const unknown = await shop.runMain({
      event: { name: 'workflow_dispatch', payload: { inputs: { retrain: 'daily' } } },
    });
    expect([unknown.evaluate.code, unknown.act?.code]).toEqual([1, 0]);
    expect(unknown.evaluate.log).toContain('daily-sales');
    expect(hub.violations).toEqual([]);
  });

  test.each<[string, 'POST' | 'PATCH', RegExp, 'before' | 'after']>([
    ['the ledger’s tree', 'POST', /\/git\/trees$/, 'after'],
    ['the ledger’s commit', 'POST', /\/git\/commits$/, 'before'],
    ['the ledger’s branch', 'PATCH', /\/git\/refs\//, 'after'],
    ['the check', 'POST', /\/check-runs$/, 'after'],
    ['the comment', 'POST', /\/comments$/, 'after'],
    ['the comment, which was not taken', 'POST', /\/comments$/, 'before'],
  ])('a fault at %s, and the job again: one event, one check, one comment', async (what, method, path, when) => {
    const branch = `fault-${what.replace(/\W+/g, '-')}`;
    const number = await shop.propose(branch, { 'train.js': `${trainBy(['shop'])}// ${what}\n` });
    shop.hub.faults.inject({ kind: 'status', status: 502, when, method, path });
    const { run, evaluate } = await shop.runPull(number);
    expect([evaluate.code, shop.hub.faults.arePending]).toEqual([0, false]);
    shop.hub.faults.heal();
    const event = { name: 'pull_request', payload: {} };
    const again = await actJob(await shop.running({ event, ref: `refs/pull/${number}/merge` }), run);
    expect(again.code).toBe(0);
    expect(await shop.comments(number)).toHaveLength(1);
    expect(await checksOf(branch)).toHaveLength(1);
    const ledger = await shop.octokit.rest.repos.getContent({
      ...placeOf(shop.repository),
      path: 'models/daily-sales/ledger.jsonl',
      ref: 'relevo',
      mediaType: { format: 'raw' },
    });
    expect(String(ledger.data).split(`"run":"${run.id}.1"`)).toHaveLength(2);
  });
});
