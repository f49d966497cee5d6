// Where things lie: models in folders of a monorepo, lock files above them, and output that nobody told git to ignore.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { makeFolder } from './relevo.ts';
import { config, makeProject } from './shop-project.ts';

jest.setTimeout(240_000);

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
