// The example daily-sales, from an empty registry to a rollback, as its README tells it.
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readText } from '../repository.ts';
import { answerOf, copyExample, type Project } from './project.ts';
import { shownAnswers } from './readme.ts';

jest.setTimeout(120_000);

const answers = shownAnswers(readText('examples/daily-sales/README.md'));

describe('examples/daily-sales', () => {
  let project: Project;
  beforeAll(async () => {
    project = await copyExample('daily-sales');
  });

  test('its generator writes the data that are committed', () => {
    const before = ['history', 'holdout'].map(name => readFileSync(join(project.folder, `data/${name}.csv`), 'utf8'));
    execFileSync(process.execPath, ['generate.js'], { cwd: project.folder });
    const after = ['history', 'holdout'].map(name => readFileSync(join(project.folder, `data/${name}.csv`), 'utf8'));
    expect(after).toEqual(before);
  });

  test('relevo.lock pins them', async () => {
    expect((await project.call('lock')).code).toBe(0);
    expect(project.changes()).toBe('');
  });

  test('the first version beats the best constant and is promoted', async () => {
    const first = await project.call('evaluate');
    expect(first.stderr).toContain('wasm');
    expect(first.code).toBe(0);
    expect(answerOf(first)).toBe(answers[0]);
    const promoted = await project.call('promote', 'daily-sales');
    expect([promoted.code, promoted.stdout]).toEqual([
      0,
      expect.stringContaining('daily-sales v1 is in production now.'),
    ]);
  });

  test('a model that knows less of weekdays fails, with exit code 1', async () => {
    project.branch('branches/worse.patch');
    const worse = await project.call('evaluate');
    expect(worse.code).toBe(1);
    expect(answerOf(worse)).toBe(answers[1]);
    const refused = await project.call('promote', 'daily-sales');
    expect(refused.code).not.toBe(0);
  });

  test('a model that knows holidays and the growing shop passes, and is promoted', async () => {
    project.branch('branches/better.patch');
    const better = await project.call('evaluate');
    expect(better.code).toBe(0);
    expect(answerOf(better)).toBe(answers[2]);
    const promoted = await project.call('promote', 'daily-sales');
    expect(promoted.stdout).toContain('daily-sales v2 is in production now.');
  });

  test('a rollback returns to v1', async () => {
    expect((await project.call('rollback', 'daily-sales')).code).toBe(0);
    expect((await project.call('status')).stdout).toContain('daily-sales: v1 is in production');
  });

  test('a change of README trains nothing', async () => {
    project.branch();
    appendFileSync(join(project.folder, 'README.md'), '\nA sentence more.\n');
    project.commit();
    const again = await project.call('evaluate');
    expect(again.stderr).toContain('the candidate is known, nothing is trained again');
    expect(answerOf(again)).toBe(answers[3]);
  });

  test('an edit of the policy compares again and trains nothing', async () => {
    project.branch();
    const path = join(project.folder, 'relevo.yml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('margin: 2%', 'margin: 3%'));
    project.commit();
    const again = await project.call('evaluate');
    expect(again.stderr).toContain('comparing with v1');
    expect(again.stderr).not.toContain('training');
    expect(again.code).toBe(0);
  });
});
