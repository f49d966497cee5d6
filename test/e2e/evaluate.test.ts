// A model's whole life on one machine, through the bundle that ships: from the first version to a rollback.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openDirectoryRegistry } from '../../src/adapters/registry/directory.ts';
import type { RunDifferences } from '../../src/report/run-differences.ts';
import { event, sha256 } from '../core/ledger-fixtures.ts';
import { makeFolder } from './relevo.ts';
import { config, makeProject, type Project, salesTable, trainBy } from './shop-project.ts';

jest.setTimeout(240_000);

describe('a model from its first version to a rollback', () => {
  let project: Project;
  beforeAll(async () => {
    project = await makeProject();
  });

  test('the first version must beat the best constant, and waits for a person', async () => {
    const { code, report, stderr } = await project.evaluate();
    expect(code).toBe(0);
    expect(report).toMatchObject({
      verdict: 'pass',
      outcome: 'better',
      baseline: { name: 'the best constant', version: null },
      training: { how: 'trained', seed: 0, repeats: [] },
      run: { dirty: false, branch: 'main', origin: 'local' },
      prediction: { rows: 420 },
      judged_on_holdout: 1,
      failure: null,
    });
    expect(stderr).toContain('› daily-sales: training\n  | ::error::means of 4 cells\n');
    expect((await project.relevo('status')).stdout).toBe(
      'daily-sales: nothing is in production; 1 run, none promoted.\n',
    );
    const promoted = await project.relevo('promote', 'daily-sales');
    expect(promoted.stdout).toBe('daily-sales v1 is in production now. It passed against the best constant.\n');
    expect(promoted.code).toBe(0);
    expect(project.events()).toEqual(['evaluated', 'promoted']);
  });

  test('the same again is identical, trains nothing and makes no version', async () => {
    const { code, report, stderr } = await project.evaluate();
    expect([code, report.outcome, report.training.how]).toEqual([0, 'identical', 'known']);
    expect(stderr).not.toContain('training\n');
    const promoted = await project.relevo('promote', 'daily-sales');
    expect(promoted.stdout).toBe('daily-sales: nothing to do. It is v1, which is in production.\n');
  });

  test('a README reuses the run', async () => {
    project.commit('README.md', '# Sales of four shops\n');
    const before = project.events();
    const { code, stdout, stderr } = await project.relevo('evaluate');
    expect(code).toBe(0);
    expect(stdout).toContain('nothing that matters has changed');
    expect(stderr).toBe('› daily-sales: the candidate is known, nothing is trained again\n');
    expect(project.events()).toEqual(before);
  });

  test('a worse change fails and cannot be promoted', async () => {
    project.commit('train.js', trainBy([]));
    const { code, report } = await project.evaluate();
    expect([code, report.verdict, report.outcome]).toEqual([1, 'fail', 'worse']);
    const promoted = await project.relevo('promote', 'daily-sales');
    expect(promoted.code).toBe(1);
    expect(promoted.stdout).toContain('not promoted. Its verdict is fail.');
  });

  test('uncommitted changes are judged and never promoted, not even by command', async () => {
    project.write('train.js', trainBy(['shop', 'weekday']));
    const { code, report } = await project.evaluate();
    expect([code, report.run.dirty]).toEqual([0, true]);
    const promoted = await project.relevo('promote', 'daily-sales', '--because', 'I am sure');
    expect(promoted.code).toBe(1);
    expect(promoted.stdout).toContain('It was made from files that no commit holds.');
  });

  test('a better change passes and becomes v2', async () => {
    project.commit('train.js', trainBy(['shop', 'weekday']));
    const { code, report } = await project.evaluate();
    expect([code, report.outcome, report.baseline.name]).toEqual([0, 'better', 'v1']);
    const promoted = await project.relevo('promote', 'daily-sales');
    expect(promoted.stdout).toBe('daily-sales v2 is in production now. It passed against v1.\n');
  });

  test('a policy edit compares again without training, and changes the comparison digest alone', async () => {
    const before = (await project.evaluate()).report;
    project.commit('relevo.yml', config.replace('2%', '3%'));
    const { code, report, stderr } = await project.evaluate();
    expect(code).toBe(0);
    expect(stderr).not.toContain('training\n');
    expect(report.digests.training).toBe(before.digests.training);
    expect(report.digests.candidate).toBe(before.digests.candidate);
    expect(report.digests.comparison).not.toBe(before.digests.comparison);
    expect(report.former).toEqual({ rules: before.digests.rules, verdict: 'pass' });
  });

  test('runs, show and diff tell what happened', async () => {
    const runs = JSON.parse((await project.relevo('runs', '--json')).stdout) as { verdict: string; dirty: boolean }[];
    expect(runs.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass', 'pass', 'fail', 'pass', 'pass']);
    expect(runs.filter(({ dirty }) => dirty)).toHaveLength(1);
    const sorted = (await project.relevo('runs', '--sort', 'wape')).stdout;
    expect(sorted.trim().split('\n').at(-1)).toMatch(/ fail$/);
    expect(sorted).toMatch(/ wape \S+, /);
    const misspelt = await project.relevo('runs', '--sort', 'wap');
    expect([misspelt.code, misspelt.stdout]).toEqual([2, '']);
    expect(misspelt.stderr).toContain('Expected: one of bias, mae, wape.');
    const first = (await project.relevo('show', 'v1')).stdout;
    expect(first.split('\n')[0]).toMatch(
      /^pass: daily-sales: first version, .* it is v1; `relevo rollback daily-sales v1` returns to it$/,
    );
    expect((await project.relevo('show', 'production')).stdout).toMatch(/^pass: .* it is v2, in production$/m);
  });

  test('diff names the files, keys and metrics that changed', async () => {
    const named = async (before: string, after: string): Promise<string[]> => {
      const { stdout } = await project.relevo('diff', before, after, '--json');
      return (JSON.parse(stdout) as RunDifferences).differences.map(({ name }) => name);
    };
    expect(await named('v1', 'v2')).toEqual(['commit', 'training digest', 'train.js', 'compared with', 'wape', 'mae']);
    expect(await named('v2', 'daily-sales')).toEqual(expect.arrayContaining(['policy.margin', 'yardstick']));
    const { stdout } = await project.relevo('diff', 'v1', 'v2');
    expect(stdout).toMatch(/^ {2}inputs +train\.js +[0-9a-f]{12} +[0-9a-f]{12}$/m);
  });

  test('a report that another version of Relevo wrote is told by show, report and diff', async () => {
    const copy = project.copy();
    const { ledger } = openDirectoryRegistry(join(copy.folder, '.relevo'));
    const report = '{"schema":"relevo.report/2"}';
    const { head } = await ledger.read('daily-sales');
    const events = [event('evaluated', { run: 'later', report: sha256(report) })];
    await ledger.append({ model: 'daily-sales', head, events, reports: [report] });
    for (const args of [
      ['show', 'later'],
      ['report', 'later'],
      ['diff', 'v1', 'later'],
    ]) {
      const { code, stderr } = await copy.relevo(...args);
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining('The report of "later" cannot be read: its schema is "relevo.report/2"'),
      ]);
    }
  });

  test('pull copies what is in production, with its model card, and refuses a folder that is there', async () => {
    const folder = join(makeFolder(), 'model');
    const { code, stdout } = await project.relevo('pull', 'daily-sales@production', folder);
    expect([code, stdout]).toEqual([0, expect.stringContaining('verified: sha256:')]);
    expect(JSON.parse(readFileSync(join(folder, 'model/means.json'), 'utf8'))).toHaveProperty('by', [
      'shop',
      'weekday',
    ]);
    expect(readFileSync(join(folder, 'model-card.md'), 'utf8')).toMatch(/^---\nlibrary_name: relevo\n/);
    expect(existsSync(join(folder, 'predict.js'))).toBe(true);
    expect((await project.relevo('pull', 'v1', folder)).code).toBe(2);
  });

  test('rollback returns to v1; what was rolled back returns by command as what it was', async () => {
    const back = await project.relevo('rollback', 'daily-sales', '--because', 'complaints');
    expect([back.code, back.stdout]).toEqual([0, 'daily-sales v1 is in production now. complaints\n']);
    const { stdout } = await project.relevo('status');
    expect(stdout).toMatch(/^daily-sales: v1 is in production since /);
    expect(stdout).toMatch(/^ {2}v1 \* /m);
    expect(stdout).toMatch(/^ {2}v2 \(rolled back\) /m);
    const further = await project.relevo('rollback', 'daily-sales');
    expect([further.code, further.stdout]).toEqual([1, expect.stringMatching(/^daily-sales: not rolled back\. /)]);
    await project.evaluate();
    expect((await project.relevo('promote', 'daily-sales')).stdout).toMatch(/^daily-sales v2 is in production now\./);
  });

  test('another branch and another path change no digest', async () => {
    const { digests } = (await project.evaluate('--anew')).report;
    const copy = project.copy();
    copy.git('switch', '-q', '-c', 'elsewhere');
    const { report, stderr } = await copy.evaluate();
    expect(stderr).not.toContain('training\n');
    expect([report.digests.training, report.digests.yardstick]).toEqual([digests.training, digests.yardstick]);
    expect((await copy.evaluate('--anew')).report.digests).toEqual(digests);
  });
});

describe('data', () => {
  test('without relevo.lock, and with data that differ from it, the command that helps is named', async () => {
    const project = await makeProject();
    project.write('data/holdout.csv', salesTable('2025-04-09', 106, 2));
    const changed = await project.relevo('evaluate');
    expect(changed.code).toBe(2);
    expect(changed.stderr).toContain('data/holdout.csv');
    expect(changed.stderr).toContain('run `relevo lock`');
    const { stdout } = await project.relevo('lock');
    expect(stdout).toContain('changed  data/holdout.csv\n           rows 420 → 424 (+4)\n');
    expect(stdout).toContain('range 2025-04-09 to 2025-07-22 → 2025-04-09 to 2025-07-23');
    expect((await project.relevo('lock')).stdout).toBe('relevo.lock pins 2 data sets already, as they are.\n');
    project.write('relevo.lock', '{}');
    expect((await project.relevo('evaluate')).code).toBe(2);
  });

  test('a tracked file that was deleted is a change like any other', async () => {
    const project = await makeProject({ 'extra.js': '' });
    const { digests } = (await project.evaluate()).report;
    rmSync(join(project.folder, 'extra.js'));
    const { report } = await project.evaluate();
    expect(report.run.dirty).toBe(true);
    expect(report.digests.training).not.toBe(digests.training);
  });
});

describe('train.when', () => {
  const when = (word: string): string => config.replace('node train.js', `node train.js\n      when: ${word}`);

  test('never: what is known is judged, and nothing else is made or recorded', async () => {
    const project = await makeProject({ 'relevo.yml': when('never') });
    const awaited = await project.evaluate();
    expect([awaited.code, awaited.report.verdict, awaited.report.training.how]).toEqual([
      3,
      'inconclusive',
      'not-trained',
    ]);
    expect(awaited.report.failure?.code).toBe('not-trained');
    expect(existsSync(join(project.folder, '.relevo/models'))).toBe(false);
    project.commit('relevo.yml', when('command'));
    expect((await project.evaluate()).report.training.how).toBe('trained');
    project.commit('relevo.yml', when('never'));
    const known = await project.evaluate('--anew');
    expect([known.code, known.report.training.how]).toEqual([0, 'known']);
  });
});
