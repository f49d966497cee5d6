// What goes wrong between a commit and a report, through the bundle that ships: each in its own words, and mended after.
import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { config, makeProject, type Project, predictModule, salesTable, trainBy } from './shop-project.ts';

jest.setTimeout(240_000);

describe('training', () => {
  let project: Project;
  beforeAll(async () => {
    project = await makeProject({
      'train.js': "console.log('reading');\nconsole.error('no disk left');\nprocess.exit(7);\n",
    });
  });

  test('that ends with an error is a report with its last lines, and an event', async () => {
    const { code, report } = await project.evaluate();
    expect(code).toBe(1);
    expect(report).toMatchObject({ verdict: 'fail', comparison: null, digests: { candidate: null } });
    expect(report.training.how).toBe('failed');
    expect([...report.training.last_lines].sort()).toEqual(['no disk left', 'reading']);
    expect(report.failure?.what).toContain('7');
    expect(project.events()).toEqual(['evaluated']);
    const { stdout } = await project.relevo('show', 'daily-sales');
    expect(stdout).toMatch(/^fail: daily-sales: did not train, exit 7 after 1 s; nothing is in production\n/);
    expect(stdout).toContain('  | no disk left\n');
    const promoted = await project.relevo('promote', 'daily-sales', '--because', 'I am sure');
    expect([promoted.code, promoted.stdout]).toEqual([
      1,
      expect.stringContaining('ended before there was a candidate'),
    ]);
  });

  test('that takes too long is ended, with everything that it started', async () => {
    project.write('relevo.yml', config.replace('node train.js', 'node train.js\n      timeout: 1s'));
    project.commit('train.js', 'setInterval(() => {}, 1000);\n');
    const { code, report } = await project.evaluate();
    expect([code, report.training.how]).toEqual([1, 'failed']);
    expect(report.failure?.what).toMatch(/1 s/);
  });

  test('that leaves nothing behind has failed too', async () => {
    project.commit('train.js', "console.log('done');\n");
    const { code, report } = await project.evaluate();
    expect([code, report.training.how, report.digests.candidate]).toEqual([1, 'failed', null]);
  });

  test('that works later is judged as if nothing had been', async () => {
    project.commit('train.js', trainBy(['shop']));
    const { code, report } = await project.evaluate();
    expect([code, report.verdict]).toEqual([0, 'pass']);
  });

  test('sees the variables that train.env names, and no token', async () => {
    project.write('relevo.yml', config.replace('node train.js', 'node train.js\n      env: [WAREHOUSE]'));
    project.commit('train.js', 'console.log(process.env.WAREHOUSE, process.env.GITHUB_TOKEN, process.env.OTHER);\n');
    const { relevo } = await import('./relevo.ts');
    const env = { WAREHOUSE: 'north', GITHUB_TOKEN: 'ghs_secret', OTHER: 'x' };
    const { stderr } = await relevo(['evaluate'], { cwd: project.folder, env });
    expect(stderr).toContain('  | north undefined undefined\n');
  });
});

const returning = (expression: string): string => `export function predict({ rows }) { return ${expression}; }\n`;

describe('a predictor', () => {
  let project: Project;
  beforeAll(async () => {
    project = await makeProject();
  });

  test.each([
    ['returns too few rows', returning('rows.slice(1).map(() => 1)'), 'predict-rows'],
    ['returns NaN', returning('rows.map(() => Number.NaN)'), 'predict-value'],
    ['returns strings', returning("rows.map(() => 'many')"), 'predict-value'],
    ['throws', "export function predict() { throw new Error('no weights'); }\n", 'predict-threw'],
    ['exports nothing', 'export const forecast = 1;\n', 'predict-module'],
  ])('that %s ends in its own report', async (_, text, failed) => {
    project.commit('predict.js', text);
    const { code, report } = await project.evaluate();
    expect([code, report.verdict, report.failure?.code]).toEqual([1, 'fail', failed]);
    expect(report.digests.candidate).toMatch(/^sha256:/);
  });

  test('that hangs is ended by predict.timeout', async () => {
    project.write('relevo.yml', config.replace('module: predict.js', 'module: predict.js\n      timeout: 3s'));
    project.commit('predict.js', 'export function predict() { for (;;); }\n');
    const { code, report } = await project.evaluate();
    expect([code, report.failure?.code]).toEqual([1, 'predict-failed']);
  });

  test('that does not exist is told before anything is trained', async () => {
    project.commit('relevo.yml', config.replace('module: predict.js', 'module: forecast.js'));
    const { code, report, stderr } = await project.evaluate();
    expect([code, report.failure?.code, stderr]).toEqual([1, 'predict-module', '']);
    expect(report.failure?.what).toContain('forecast.js');
  });

  test('never sees the target', async () => {
    project.write('relevo.yml', config);
    project.commit(
      'predict.js',
      returning("rows.map(row => { if ('sales' in row) throw new Error('seen'); return 1; })"),
    );
    expect((await project.evaluate()).report.failure).toBeNull();
  });
});

describe('a holdout with a fault', () => {
  test.each([
    [
      'an id that stands twice',
      (text: string) => `${text}${text.trim().split('\n').at(-1)}\n`,
      'Row 421 of the holdout has date = ',
    ],
    ['no target', (text: string) => text.replace('sales', 'sold'), 'data/holdout.csv has no column "sales".'],
  ])('%s: it is named as relevo.yml names it', async (_, change, what) => {
    const project = await makeProject();
    project.write('data/holdout.csv', change(project.read('data/holdout.csv')));
    await project.relevo('lock');
    const { report } = await project.evaluate();
    expect(report.failure?.what).toContain(what);
    expect(JSON.stringify(report.failure)).not.toContain('/tmp');
  });
});

describe('the registry', () => {
  let first: Project;
  beforeAll(async () => {
    first = await makeProject();
    await first.evaluate();
    await first.relevo('promote', 'daily-sales');
  });

  test('a broken chain is refused by every command', async () => {
    const project = first.copy();
    const path = join(project.folder, '.relevo/models/daily-sales/ledger.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"verdict":"pass"', '"verdict":"fail"'));
    for (const args of [['evaluate'], ['status'], ['promote', 'daily-sales'], ['rollback', 'daily-sales']]) {
      const { code, stderr } = await project.relevo(...args);
      expect([args, code, stderr]).toEqual([args, 2, expect.stringContaining('ledger')]);
    }
  });

  test('a lost ledger is refused, never a first version', async () => {
    const project = first.copy();
    rmSync(join(project.folder, '.relevo/models'), { recursive: true });
    const { code, stderr } = await project.relevo('evaluate');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/ledger .*daily-sales.*(lost|gone|missing)|lost/i)]);
  });

  test('a tampered blob is neither pulled nor predicted with', async () => {
    const project = first.copy();
    tamper(join(project.folder, '.relevo/blobs'));
    const before = project.events();
    const pulled = await project.relevo('pull', 'v1', '../never');
    expect([pulled.code, pulled.stderr]).toEqual([2, expect.stringContaining('is not what was stored')]);
    project.commit('relevo.yml', config.replace('2%', '3%'));
    const { code, stderr } = await project.relevo('evaluate');
    expect([code, stderr]).toEqual([2, expect.stringContaining('is not what was stored')]);
    expect(project.events()).toEqual(before);
  });
});

/** Changes one byte at the end of every large file under a folder. */
function tamper(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/means\.json$|\.tar$/.test(entry.name)) continue;
    truncateSync(path, statSync(path).size - 1);
  }
}

describe("production's predictions on a new holdout", () => {
  test('are made by its own packaged code, whatever the checkout holds now', async () => {
    const project = await makeProject();
    await project.evaluate();
    await project.relevo('promote', 'daily-sales');
    project.write('data/holdout.csv', salesTable('2025-04-09', 112, 3));
    project.write('predict.js', predictModule.replace('return rows', 'return [...rows]'));
    project.write('train.js', trainBy(['shop', 'weekday']));
    await project.relevo('lock');
    project.commit('README.md', 'new rows\n');
    const { code, report, stderr } = await project.evaluate();
    expect([code, report.outcome, report.baseline.problem]).toEqual([0, 'better', null]);
    expect(stderr).toContain('v1 predicts the new holdout');
  });

  test('that cannot be made leave the verdict inconclusive; a candidate that fails by itself still fails', async () => {
    const setup = config.replace('module: predict.js', 'module: predict.js\n      setup: node setup.js');
    const project = await makeProject({ 'relevo.yml': setup });
    await project.evaluate();
    await project.relevo('promote', 'daily-sales');
    project.write('data/holdout.csv', salesTable('2025-04-09', 112, 3));
    await project.relevo('lock');
    project.commit('train.js', trainBy(['shop', 'weekday']));
    const { code, report } = await project.evaluate();
    expect([code, report.verdict, report.failure?.code]).toEqual([3, 'inconclusive', 'production-cannot-predict']);
    expect(report.baseline.problem?.why).toContain('setup');
    const { stdout } = await project.relevo('show', 'daily-sales');
    expect(stdout.split('\n')[0]).toBe(
      'inconclusive: daily-sales: undecided, v1 could not predict here; v1 stays in production',
    );
    project.commit('train.js', 'process.exit(1);\n');
    const failed = await project.evaluate();
    expect([failed.code, failed.report.verdict, failed.report.failure?.code]).toEqual([1, 'fail', expect.any(String)]);
    expect(failed.report.training.how).toBe('failed');
  });
});
