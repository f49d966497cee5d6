// `relevo try`: the whole way on a few rows, for somebody who begins; what is missing is named, and nothing is recorded.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import type { Trial } from '../../src/report/trial-terminal.ts';
import { makeFolder, relevo } from './relevo.ts';
import { config, makeProject, predictModule, salesTable, trainBy } from './shop-project.ts';

jest.setTimeout(240_000);

const files = {
  'relevo.yml': config,
  'train.js': trainBy(['shop']),
  'predict.js': predictModule,
  'package.json': '{ "type": "module" }\n',
  'data/history.csv': salesTable('2025-01-01', 98),
  'data/holdout.csv': salesTable('2025-04-09', 300, 2),
};

async function attempt(folder: string, ...args: string[]) {
  const result = await relevo(['try', '--json', ...args], { cwd: folder });
  const [trial] = JSON.parse(result.stdout) as Trial[];
  if (trial === undefined) throw new Error(result.stderr);
  return { ...result, trial };
}

describe('relevo try', () => {
  test('needs no repository and no lock: it goes the whole way, and says what a run that counts needs', async () => {
    const folder = makeFolder(files);
    const { code, stdout } = await relevo(['try'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Trial of daily-sales on 500 of 1,200 rows of the holdout, spread evenly\. Nothing was recorded\.\n\npass: daily-sales: first version, beats the best constant \(.*\); a trial, which records nothing\n/,
    );
    expect(stdout).toContain(`Missing for a run that counts:
  No commit holds these files, so nothing that is made of them can be promoted.
    fix: Run \`git init\`, \`git add .\` and \`git commit\`.
  There is no relevo.lock, which pins the data of daily-sales.
    fix: Run \`relevo lock\`, look at what it prints, and commit relevo.lock.

Then: \`relevo evaluate daily-sales\` judges all 1,200 rows, and keeps what came of it.
`);
    expect(stdout).not.toContain('candidates on this holdout');
    expect(existsSync(join(folder, '.relevo'))).toBe(false);
    expect(readdirSync(folder).sort()).toEqual([
      ...['data', 'model'],
      'package.json',
      'predict.js',
      'relevo.yml',
      'train.js',
    ]);
  });

  test('takes what is known, compares with production on the same rows, and leaves the registry as it is', async () => {
    const project = await makeProject({ ...files, '.gitignore': '.relevo/\nmodel/\n' });
    await project.evaluate();
    await project.relevo('promote', 'daily-sales');
    const [events, blobs] = [project.events(), readdirSync(join(project.folder, '.relevo/blobs'))];
    const same = await attempt(project.folder);
    expect(same.trial.missing).toEqual([]);
    expect(same.trial.report).toMatchObject({
      outcome: 'identical',
      training: { how: 'known' },
      baseline: { name: 'v1' },
    });
    project.commit('train.js', trainBy(['shop', 'weekday']));
    const better = await attempt(project.folder);
    expect(better.trial).toMatchObject({
      rows: 500,
      of: 1200,
      report: { outcome: 'better', prediction: { rows: 500 } },
    });
    project.commit('train.js', trainBy([]));
    const worse = await attempt(project.folder);
    expect([worse.code, worse.trial.report?.verdict]).toEqual([0, 'fail']);
    expect(project.events()).toEqual(events);
    expect(readdirSync(join(project.folder, '.relevo/blobs'))).toEqual(blobs);
    expect((await relevo(['try'], { cwd: project.folder })).stdout).toContain(
      'Nothing is missing: `relevo evaluate daily-sales` judges all 1,200 rows',
    );
  });

  test('names everything at once without which there is nothing to try', async () => {
    const folder = makeFolder({ ...files, 'relevo.yml': config.replace('slices: [shop]', 'slices: [shops]') });
    for (const path of ['train.js', 'predict.js']) rmSync(join(folder, path));
    const { code, trial } = await attempt(folder);
    expect([code, trial.report]).toEqual([2, null]);
    expect(trial.missing).toEqual([
      { what: 'train.command: train.js does not exist.', remedy: null, blocks: true },
      {
        what: 'predict.module: predict.js does not exist.',
        remedy: 'It exports predict({ tf, model, rows }).',
        blocks: true,
      },
      { what: 'holdout.slices: data/holdout.csv has no column shops.', remedy: 'Did you mean shop?', blocks: true },
      expect.objectContaining({ what: expect.stringContaining('No commit'), blocks: false }),
      expect.objectContaining({ what: expect.stringContaining('no relevo.lock'), blocks: false }),
    ]);
    const { stdout } = await relevo(['try'], { cwd: folder });
    expect(stdout).toMatch(
      /^daily-sales: there is nothing to try yet\.\n\nMissing:\n {2}train\.command: train\.js does not exist\.\n/,
    );
  });

  test('counts a program that is not there as missing, and a training that fails as failed', async () => {
    const folder = makeFolder({ ...files, 'relevo.yml': config.replace('node train.js', 'no-such-program train.js') });
    const absent = await attempt(folder);
    expect([absent.code, absent.trial.report]).toEqual([2, null]);
    expect(absent.trial.missing.find(({ blocks }) => blocks)?.what).toBe('"no-such-program" could not be started.');
    const failing = makeFolder({ ...files, 'train.js': "console.log('half way');\nprocess.exit(3);\n" });
    const { code, stdout } = await relevo(['try'], { cwd: failing });
    expect([code, stdout]).toEqual([1, expect.stringContaining('did not train, exit 3')]);
    expect(stdout).toContain('\n\nOnce that works: `relevo evaluate daily-sales`');
  });

  test('without relevo.yml says how to begin', async () => {
    const { code, stderr } = await relevo(['try'], { cwd: makeFolder() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('relevo init')]);
  });
});
