import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makeFolder, relevo } from '../../e2e/relevo.ts';

const config = `defaults:
  train: { command: node train.js, inputs: ['*.js', 'lib/**', '!lib/old.js'], data: [data/history.csv] }
models:
  daily-sales:
    task: regression
    predict: { module: predict.js }
    holdout:
      data: data/holdout.csv
      target: sales
      id: [date, shop]
      group: date
      time: date
      season: 7d
      slices: [shop]
    policy: { margin: 3%, guard: [bias within 1%], limits: [wape <= 0.25], slices: { required: [shop] } }
    monitor: { data: ['logs/*.csv'] }
  spam:
    dir: spam
    task: binary
    train: { when: label, repeats: 3, inputs: ['**'] , data: [] }
    predict: { command: [python, predict.py, $MODEL, $DATA, $OUTPUT] }
    holdout: { data: holdout.jsonl, target: label }
    policy: { require: better }
    promote: by-command
`;
const table = 'date,shop,sales\n2024-01-01,Vigo,3\n';
const files = {
  'relevo.yml': config,
  'train.js': '',
  'predict.js': '',
  'lib/a.js': '',
  'lib/old.js': '',
  'README.md': '',
  'data/history.csv': table,
  'data/holdout.csv': table,
  'logs/monday.csv': table,
  'spam/predict.py': '',
  'spam/train.js': '',
  'spam/holdout.jsonl': '{"label": 1}\n',
  '.gitignore': 'data/\n',
};

const repository = (changes: Record<string, string> = {}) => {
  const cwd = makeFolder({ ...files, ...changes });
  execFileSync('git', ['init', '--quiet'], { cwd });
  return cwd;
};

describe('a valid config', () => {
  test('is told in words, against the files that are there', async () => {
    const { code, stdout, stderr } = await relevo(['validate'], { cwd: repository() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
"daily-sales: regression
  trains    node train.js on data/history.csv, on a push when its inputs changed (3 files); at most 30m
  predicts  with the function predict of predict.js
  judged    on data/holdout.csv by wape (shown too: mae, bias); rows of one date belong together; in the order of date with a season of 7d; also by shop
  passes    when wape is proven not worse than production by more than 3%; worse by more than 10% in no value of shop; bias within 1%; wape <= 0.25
  promoted  when its pull request is merged
  watched   in logs/*.csv (1 now); an issue opens when it is proven 10% worse than promised, with a false alarm every 5y

spam: binary
  trains    node train.js, on a pull request with the label relevo when its inputs changed (2 files), 3 times with other seeds; at most 30m
  predicts  with python predict.py $MODEL $DATA $OUTPUT
  judged    on holdout.jsonl by log_loss (shown too: roc_auc, accuracy)
  passes    when log_loss is proven better than production
  promoted  by the comment /relevo promote
  watched   not at all: there is no monitor

valid: relevo.yml, 2 models
"
`);
  });

  test('as JSON names the files', async () => {
    const { code, stdout } = await relevo(['validate', '--json'], { cwd: repository() });
    expect(code).toBe(0);
    const { valid, warnings, models } = JSON.parse(stdout);
    expect({ valid, warnings }).toEqual({ valid: true, warnings: [] });
    expect(models[0].files).toEqual({
      inputs: ['lib/a.js', 'predict.js', 'train.js'],
      data: ['data/history.csv'],
      watched: ['logs/monday.csv'],
    });
    expect(models[1].files.inputs).toEqual(['predict.py', 'train.js']);
  });

  test('warns of what a run will miss, each on its line', async () => {
    const cwd = repository({ 'data/holdout.csv': 'date,shop,sale\n' });
    execFileSync('rm', ['-r', 'predict.js', 'lib', 'data/history.csv', 'spam/holdout.jsonl'], { cwd });
    const { code, stdout } = await relevo(['validate'], { cwd });
    expect(code).toBe(0);
    expect(stdout.slice(stdout.indexOf('warning'))).toMatchInlineSnapshot(`
"warning: relevo.yml:2:53  models.daily-sales.train.inputs[1]: lib/** matches no file
warning: relevo.yml:2:86  models.daily-sales.train.data[0]: data/history.csv matches no file
warning: relevo.yml:6:24  models.daily-sales.predict.module: predict.js does not exist
    It exports predict({ tf, model, rows }).
warning: relevo.yml:9:15  models.daily-sales.holdout.target: data/holdout.csv has no column sales; did you mean "sale"?
warning: relevo.yml:22:22  models.spam.holdout.data: holdout.jsonl does not exist
    \`relevo split\` makes a holdout from a table.

valid: relevo.yml, 2 models, 5 warnings
"
`);
  });

  test('is read outside git as well, and from another folder', async () => {
    const cwd = makeFolder({ ...files, 'deep/er/x': '' });
    const { code, stdout } = await relevo(['validate', '--config', '../../relevo.yml'], { cwd: `${cwd}/deep/er` });
    expect(code).toBe(0);
    expect(stdout).toMatch(/valid: \.\.\/\.\.\/relevo\.yml, 2 models\n$/);
  });
});

describe('a config with problems', () => {
  const broken =
    'models:\n  a:\n    task: regresion\n    train: { comand: x }\n    holdout: { data: ../x.csv, target: y }\n';

  test('is told whole, each with its place, and ends with 2', async () => {
    const { code, stdout, stderr } = await relevo(['validate'], { cwd: makeFolder({ 'relevo.yml': broken }) });
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(stdout).toMatch(/^relevo\.yml:3:11 {2}models\.a\.task: .*did you mean "regression"\?$/m);
    expect(stdout).toMatch(/\n\d problems\n$/);
  });

  test('as JSON', async () => {
    const { code, stdout } = await relevo(['validate', '--json'], { cwd: makeFolder({ 'relevo.yml': broken }) });
    expect(code).toBe(2);
    const { valid, problems } = JSON.parse(stdout);
    expect(valid).toBe(false);
    expect(problems.length).toBeGreaterThan(2);
    expect(problems).toContainEqual(expect.objectContaining({ line: 3, path: 'models.a.task', nearest: 'regression' }));
  });
});

test('without a config it says how to get one', async () => {
  const { code, stdout, stderr } = await relevo(['validate', '--json'], { cwd: makeFolder() });
  expect(code).toBe(2);
  expect(stderr).toMatchInlineSnapshot(`
"error: relevo.yml does not exist.
  why: It says what to train, how to judge it and what to watch.
  fix: Run \`relevo init\` to write a first one, or name another file with --config.
"
`);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'config-missing' } });
});

test('in a folder below, it says where the config is', async () => {
  const cwd = makeFolder({ 'relevo.yml': 'models: {}\n', 'models/a/train.py': '' });
  const { code, stderr } = await relevo(['validate'], { cwd: join(cwd, 'models/a') });
  expect([code, stderr]).toEqual([
    2,
    `error: relevo.yml does not exist here.
  why: Commands run where it stands, and the nearest is ../../relevo.yml.
  fix: Run the command in ../.., or name the file: --config ../../relevo.yml.
`,
  ]);
});

test('a config that is no text is refused', async () => {
  const cwd = makeFolder({ 'relevo.yml': Uint8Array.from([0x6d, 0xff, 0xfe]) });
  const { code, stderr } = await relevo(['validate'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('relevo.yml could not be read.\n  why: It is not UTF-8 text.');
});
