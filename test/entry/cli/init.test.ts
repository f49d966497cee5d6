import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { makeFolder, relevo } from '../../e2e/relevo.ts';

const sales = 'date,shop,sales\n2024-01-01,Vigo,3\n2024-01-01,Lugo,4\n2024-01-02,Vigo,3\n2024-01-02,Lugo,9\n';
const initialise = (cwd: string, ...more: string[]) => relevo(['init', ...more], { cwd });
const modelOf = (cwd: string) => {
  const [model] = Object.values<Record<string, unknown>>(parse(readFileSync(join(cwd, 'relevo.yml'), 'utf8')).models);
  return model;
};

const folders: readonly (readonly [kind: string, files: Record<string, string>, model: object])[] = [
  ['an empty folder', {}, { train: { command: 'node train.js' }, holdout: { target: 'target' } }],
  [
    'a Node project',
    { 'package.json': '{"name": "sales"}', 'src/train.js': '', 'predict.js': '', 'data/sales.csv': sales },
    { task: 'regression', train: { command: 'node src/train.js' }, predict: { module: 'predict.js' } },
  ],
  [
    'a Python project',
    { 'requirements.txt': 'scikit-learn\n', 'train.py': '', 'data/train.csv': sales, 'data/holdout.csv': sales },
    {
      train: { command: 'python train.py', data: ['data/train.csv'] },
      holdout: { data: 'data/holdout.csv', target: 'sales', id: ['date', 'shop'] },
    },
  ],
  [
    'a folder with a notebook',
    { 'pyproject.toml': '', 'Sales forecast.ipynb': '{}', 'sales.jsonl': '{"date": "2024-01-01", "sales": 3}\n' },
    {
      train: { command: 'jupyter nbconvert --to notebook --execute "Sales forecast.ipynb" --output-dir model' },
      holdout: { data: 'sales.holdout.jsonl', target: 'sales', time: 'date' },
    },
  ],
];

describe('relevo init', () => {
  test.each(folders)('in %s', async (_kind, files, model) => {
    const cwd = makeFolder(files);
    const { code, stdout, stderr } = await initialise(cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^wrote {2}relevo\.yml\nwrote {2}\.github\/workflows\/model\.yml\n/);
    expect(modelOf(cwd)).toMatchObject(model);
    expect(parse(readFileSync(join(cwd, '.github/workflows/model.yml'), 'utf8'))).toMatchObject({ permissions: {} });
    expect(await relevo(['validate', '--json'], { cwd })).toMatchObject({ code: 0, stderr: '' });
  });

  test('says what to do next', async () => {
    const cwd = makeFolder({ 'package.json': '{}', 'sales.csv': sales, 'train.js': '' });
    const { stdout } = await initialise(cwd);
    expect(stdout.slice(stdout.indexOf('Next'))).toMatchInlineSnapshot(`
"Next
  1. relevo split sales.csv --time date --last 20%
     makes sales.holdout.csv; train on sales.train.csv from then on
  2. write predict.js
     exports predict({ tf, model, rows }), which returns one prediction a row
  3. relevo validate
     checks relevo.yml; correct there what was guessed wrongly
  4. relevo try
     goes the whole way on 500 rows, and records nothing
  5. relevo lock
     pins the data in relevo.lock; commit it
  6. relevo evaluate
     trains and judges here; on a pull request the workflow does
"
`);
  });

  test('keeps what exists and writes the rest', async () => {
    const cwd = makeFolder({ 'relevo.yml': 'mine' });
    const { code, stdout } = await initialise(cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^kept {3}relevo\.yml, which exists already\nwrote /);
    expect(readFileSync(join(cwd, 'relevo.yml'), 'utf8')).toBe('mine');
    const again = await initialise(cwd);
    expect(again.code).toBe(0);
    expect(again.stdout).toMatch(/^kept .*\nkept /);
  });

  test('tells what to add to a config that knows no model in the folder', async () => {
    const cwd = makeFolder({ 'a/train.py': '', 'a/sales.csv': sales, 'b/train.py': '', 'b/sales.csv': sales });
    execFileSync('git', ['init', '--quiet'], { cwd });
    await initialise(cwd, '--dir', 'a');
    const { stdout } = await initialise(cwd, '--dir', 'b');
    const [, added = ''] = /Add it under models:\n\n([\s\S]*?)\n\nNext\n/.exec(stdout) ?? [];
    const path = join(cwd, 'relevo.yml');
    writeFileSync(path, `${readFileSync(path, 'utf8')}${added}\n`);
    const validated = await relevo(['validate', '--json'], { cwd });
    expect(JSON.parse(validated.stdout)).toMatchObject({ valid: true, models: [{ name: 'a' }, { name: 'b' }] });
    expect((await initialise(cwd, '--dir', 'b')).stdout).not.toContain('Add it under models');
  });

  test('as JSON for machines', async () => {
    const { stdout } = await initialise(makeFolder({ 'sales.csv': sales }), '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      files: [
        { path: 'relevo.yml', status: 'written' },
        { path: '.github/workflows/model.yml', status: 'written' },
      ],
      proposal: { source: 'sales.csv', roles: { target: 'sales', time: 'date' } },
      next: [{ action: 'relevo split sales.csv --time date --last 20%' }, {}, {}, {}, {}, {}, {}],
    });
  });

  test('passes over a table that cannot be read, and says so', async () => {
    const { code, stdout } = await initialise(makeFolder({ 'broken.csv': 'a,b\n1\n', 'sales.csv': sales }));
    expect(code).toBe(0);
    expect(stdout).toMatch(/passed over broken\.csv: .*line 2/);
  });

  test('in a folder of a repository writes to its root, for its main branch', async () => {
    const cwd = makeFolder({ 'models/a/train.py': '', 'models/a/ignored.csv': sales, '.gitignore': 'ignored.csv\n' });
    execFileSync('git', ['init', '--quiet', '--initial-branch=master'], { cwd });
    const { stdout } = await initialise(join(cwd, 'models'), '--dir', 'a');
    expect(stdout).toMatch(/^wrote {2}\.\.\/relevo\.yml\nwrote {2}\.\.\/\.github\/workflows\/model\.yml\n/);
    expect(modelOf(cwd)).toMatchObject({
      dir: 'models/a',
      train: { command: 'python train.py' },
      holdout: { data: 'data/holdout.csv' },
    });
    expect(readFileSync(join(cwd, '.github/workflows/model.yml'), 'utf8')).toContain('branches: [master]');
  });

  test('refuses a folder that is not there instead of making it', async () => {
    const cwd = makeFolder();
    const { code, stderr } = await initialise(cwd, '--dir', 'typo');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: .*typo does not exist\.\n/);
    expect(existsSync(join(cwd, 'typo'))).toBe(false);
  });
});
