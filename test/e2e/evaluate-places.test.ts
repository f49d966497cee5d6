// Where things lie: models in folders of a monorepo, lock files above them, and output that nobody told git to ignore.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { makeFolder } from './relevo.ts';
import { config, makeProject } from './shop-project.ts';

jest.setTimeout(240_000);

test('a laptop says that GitHub has a version of which its own registry knows nothing', async () => {
  const project = await makeProject();
  await project.evaluate();
  await project.relevo('promote', 'daily-sales');
  const clone = project.copy();
  clone.git('checkout', '-q', '--orphan', 'relevo');
  clone.git('rm', '-rqf', '.');
  clone.git('add', '--force', '.relevo/models/daily-sales/ledger.jsonl');
  clone.git('mv', '.relevo/models', 'models');
  clone.git('commit', '-qm', 'Ledger');
  clone.git('update-ref', 'refs/remotes/origin/relevo', 'relevo');
  clone.git('checkout', '-qf', 'main');
  rmSync(join(clone.folder, '.relevo'), { recursive: true, force: true });
  const note = 'note: on GitHub v1 of daily-sales is in production, as git fetched it last.';
  expect((await clone.relevo('status')).stderr).toContain(note);
  expect((await clone.evaluate()).stderr).toContain(note);
  expect((await project.relevo('status')).stderr).toBe('');
});

describe('output that git does not ignore', () => {
  test('makes no run dirty: not the first, not the next, not that of another model', async () => {
    const project = await makeProject({ '.gitignore': '' });
    const other = config.slice(config.indexOf('\n') + 1).replace('daily-sales', 'weekly-sales');
    project.commit(
      'relevo.yml',
      `${config}${other}`.replace('node train.js', 'node train.js\n      output: out/daily'),
    );
    for (const model of ['daily-sales', 'weekly-sales', 'daily-sales']) {
      const { code, report } = await project.evaluate(model);
      expect([model, code, report.run.dirty]).toEqual([model, 0, false]);
    }
    expect(project.git('status', '--porcelain', '-uall')).toMatch(/^\?\? out\/daily\/means.json$/m);
    expect((await project.relevo('promote', 'daily-sales')).stdout).toContain('daily-sales v1 is in production now.');
    project.write('new.js', '');
    expect((await project.evaluate('daily-sales')).report.run.dirty).toBe(true);
  });
});

describe('a lock file above the folder of its model', () => {
  test('counts for the training digest, and goes into the artifact', async () => {
    const project = await makeProject();
    mkdirSync(join(project.folder, 'models'));
    const moved = ['train.js', 'predict.js', 'data', 'package.json'];
    mkdirSync(join(project.folder, 'models/sales'));
    for (const path of moved) renameSync(join(project.folder, path), join(project.folder, 'models/sales', path));
    project.write('package-lock.json', '{ "version": 1 }\n');
    project.write('relevo.yml', config.replace('    task:', '    dir: models/sales\n    task:'));
    expect((await project.relevo('lock')).code).toBe(0);
    project.commit('README.md', 'A monorepo.\n');
    const first = await project.evaluate();
    expect([first.code, first.report.run.dirty]).toEqual([0, false]);
    expect((await project.evaluate()).stderr).toContain('nothing is trained again');
    project.commit('package-lock.json', '{ "version": 2 }\n');
    const second = await project.evaluate();
    expect(second.report.training.how).toBe('trained');
    expect(second.report.digests.training).not.toBe(first.report.digests.training);
    await project.relevo('promote', 'daily-sales');
    const folder = join(makeFolder(), 'pulled');
    await project.relevo('pull', 'v1', folder);
    expect(readFileSync(join(folder, 'package-lock.json'), 'utf8')).toBe('{ "version": 2 }\n');
    expect(JSON.parse(readFileSync(join(folder, 'relevo.json'), 'utf8')).contents.lock).toBe('package-lock.json');
    expect(existsSync(join(folder, 'model/means.json'))).toBe(true);
  });

  test('makes the run dirty when no commit holds it, above relevo.yml too', async () => {
    const inner = await makeProject();
    const top = makeFolder({ 'package-lock.json': '{ "version": 1 }\n' });
    renameSync(inner.folder, join(top, 'sales'));
    renameSync(join(top, 'sales/.git'), join(top, '.git'));
    const project = inner.at(join(top, 'sales'));
    project.commit('README.md', 'Below the top.\n');
    const first = (await project.evaluate()).report;
    expect(first.run.dirty).toBe(false);
    writeFileSync(join(top, 'package-lock.json'), '{ "version": 2 }\n');
    writeFileSync(join(top, 'notes.txt'), 'of another project\n');
    const second = (await project.evaluate()).report;
    expect(second.run.dirty).toBe(true);
    expect(second.digests.training).not.toBe(first.digests.training);
  });
});

describe('a model that was trained elsewhere', () => {
  const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
  const taken = (artifact: string): string =>
    config.replace('command: node train.js', `artifact: "${artifact}"`).replace('      data: [data/history.csv]\n', '');

  /** Trains in a project of its own, and packs what came of it. */
  async function trainElsewhere(): Promise<{ folder: string; tar: string }> {
    const other = await makeProject();
    await other.evaluate();
    const tar = join(makeFolder(), 'model.tgz');
    execFileSync('tar', ['-czf', tar, '-C', join(other.folder, 'model'), 'means.json']);
    return { folder: join(other.folder, 'model'), tar };
  }

  test('is taken from an address, verified, and known the next time; another one is refused', async () => {
    const { tar } = await trainElsewhere();
    const [address, digest] = [pathToFileURL(tar).href, sha256(tar)];
    const project = await makeProject({ 'relevo.yml': taken(`${address}@sha256:${digest}`) });
    const first = await project.evaluate();
    expect([first.code, first.report.verdict, first.report.failure]).toEqual([0, 'pass', null]);
    expect(first.report.training).toMatchObject({ how: 'elsewhere', source: address, command: [] });
    expect(first.stderr).toContain(`downloading the model from ${address}`);
    expect((await project.relevo('promote', 'daily-sales')).stdout).toContain('daily-sales v1 is in production now.');
    rmSync(tar);
    expect((await project.evaluate()).report.training.how).toBe('known');
    expect((await project.relevo('show', 'v1')).stdout).toContain(`training   made elsewhere, taken from ${address}`);
    project.commit('relevo.yml', taken(`${address}@sha256:${'0'.repeat(64)}`));
    const gone = await project.evaluate();
    expect([gone.code, gone.report.verdict, gone.report.failure?.code]).toEqual([1, 'fail', 'artifact-unreachable']);
    const { stdout } = await project.relevo('show', 'daily-sales');
    expect(stdout.split('\n')[0]).toMatch(
      /could not be judged: The model at file:.* could not be downloaded.*; v1 stays/,
    );
  });

  test('is taken from a folder, whose content names it, and may be pinned', async () => {
    const { folder } = await trainElsewhere();
    const files = { 'relevo.yml': taken('models/today'), '.gitignore': '.relevo/\nmodels/\n' };
    const project = await makeProject(files);
    mkdirSync(join(project.folder, 'models/today'), { recursive: true });
    const means = readFileSync(join(folder, 'means.json'), 'utf8');
    project.write('models/today/means.json', means);
    const first = await project.evaluate();
    expect([first.code, first.report.training.how, first.report.run.dirty]).toEqual([0, 'elsewhere', false]);
    expect((await project.evaluate()).stderr).toContain('the candidate is known');
    project.write('models/today/means.json', means.replace('"by"', ' "by"'));
    const changed = await project.evaluate();
    expect(changed.report.training.how).toBe('elsewhere');
    expect(changed.report.digests.training).not.toBe(first.report.digests.training);
    const pin = "find . -type f -printf '%P\\n' | LC_ALL=C sort | xargs -d '\\n' sha256sum | sha256sum";
    const cwd = join(project.folder, 'models/today');
    const digest = execFileSync('sh', ['-c', pin], { cwd, encoding: 'utf8' }).slice(0, 64);
    project.commit('relevo.yml', taken(`models/today@sha256:${digest}`));
    expect((await project.evaluate()).report.failure).toBeNull();
    project.write('models/today/means.json', means);
    const other = await project.evaluate();
    expect([other.code, other.report.failure?.code]).toEqual([1, 'artifact-differs']);
  });

  test('is not taken when it is larger than train.max_size', async () => {
    const { tar } = await trainElsewhere();
    const limited = taken(`${pathToFileURL(tar).href}@sha256:${sha256(tar)}`).replace(
      '    predict:',
      '      max_size: 100 B\n    predict:',
    );
    const project = await makeProject({ 'relevo.yml': limited });
    const { report } = await project.evaluate();
    expect(report.failure?.code).toBe('artifact-too-large');
  });
});

describe('train.max_size', () => {
  test('bounds what training may leave', async () => {
    const project = await makeProject({
      'relevo.yml': config.replace('node train.js', 'node train.js\n      max_size: 60 B'),
    });
    const { code, report } = await project.evaluate();
    expect([code, report.failure?.code, report.training.how]).toEqual([1, 'artifact-too-large', 'failed']);
  });
});
