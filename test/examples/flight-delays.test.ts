// The example flight-delays: its data come from the flights of a package, and its models say what its README shows.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readText, root } from '../repository.ts';
import { answerOf, copyExample, type Project } from './project.ts';
import { shownAnswers } from './readme.ts';

jest.setTimeout(120_000);

const answers = shownAnswers(readText('examples/flight-delays/README.md'));
const sides = ['data/train.csv', 'data/holdout.csv'];

describe('examples/flight-delays', () => {
  let project: Project;
  beforeAll(async () => {
    project = await copyExample('flight-delays');
  });

  test('the data are made again from the package, and split, as they are committed', async () => {
    for (const name of ['hyparquet', 'hyparquet-compressors', 'vega-datasets']) {
      symlinkSync(join(root, 'node_modules', name), join(project.folder, 'node_modules', name), 'dir');
    }
    for (const path of sides) rmSync(join(project.folder, path));
    const prepared = execFileSync(process.execPath, ['prepare.js'], { cwd: project.folder, encoding: 'utf8' });
    expect(prepared).toBe('data/flights.csv: 18760 flights of 1015272\n');
    const [train = '', holdout = ''] = sides;
    const outputs = ['--output-train', train, '--output-holdout', holdout];
    const split = await project.call('split', 'data/flights.csv', '--time', 'date', '--last', '25%', ...outputs);
    expect(split.code).toBe(0);
    expect((await project.call('lock')).code).toBe(0);
    expect(project.changes()).toBe('');
  });

  test('no row knows its own day: the shares of yesterday are the same all day long', () => {
    const [header = '', ...lines] = readFileSync(join(project.folder, 'data/holdout.csv'), 'utf8').trim().split('\n');
    const at = (name: string): number => header.split(',').indexOf(name);
    const rows = lines.map(line => line.split(','));
    const days = new Set(rows.map(cells => cells[at('date')]));
    expect(days.size).toBe(41);
    expect(new Set(rows.map(cells => `${cells[at('date')]} ${cells[at('yesterday_late')]}`)).size).toBe(days.size);
  });

  test('the first version beats the best constant', async () => {
    const first = await project.call('evaluate');
    expect(first.code).toBe(0);
    expect(answerOf(first)).toBe(answers[0]);
    expect(first.stdout).toMatch(/^ {2}origin = ATL /m);
    expect(first.stdout).toMatch(/^ {2}hour = up to 8 /m);
    expect((await project.call('promote', 'flight-delays')).stdout).toContain('flight-delays v1 is in production now.');
  });

  test('one more column makes it better', async () => {
    project.branch('branches/better.patch');
    const better = await project.call('evaluate');
    expect(better.code).toBe(0);
    expect(answerOf(better)).toBe(answers[1]);
  });
});
