import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseConfig } from '../../src/config/parse.ts';
import { type FolderView, propose, sidesOf } from '../../src/config/proposal.ts';
import { formatConfig, formatWorkflow } from '../../src/config/proposal-text.ts';

const sales = {
  columns: ['date', 'shop', 'sales'],
  rows: [
    ['2024-01-01', 'Vigo', '1'],
    ['2024-01-01', 'Lugo', '2'],
    ['2024-01-02', 'Vigo', '2'],
  ],
};

const view = (files: string[], more: Partial<FolderView> = {}): FolderView => ({
  name: 'Daily Sales',
  files,
  tables: new Map(files.filter(file => /\.(csv|parquet|jsonl)$/.test(file)).map(file => [file, sales])),
  manifest: undefined,
  ...more,
});

describe('what trains', () => {
  test.each([
    ['an empty folder', view([]), 'node', 'node train.js'],
    ['Node', view(['package.json', 'train.mjs'], { manifest: '{}' }), 'node', 'node train.mjs'],
    [
      'a script of package.json',
      view(['package.json', 'train.js'], { manifest: '{"scripts":{"train":"tsx train.ts"}}' }),
      'node',
      'npm run train',
    ],
    ['a broken package.json', view(['package.json'], { manifest: '{' }), 'node', 'node train.js'],
    ['Python', view(['requirements.txt', 'src/train_model.py', 'src/train.py']), 'python', 'python src/train.py'],
    ['Python without a script yet', view(['pyproject.toml']), 'python', 'python train.py'],
    ['uv', view(['pyproject.toml', 'uv.lock', 'train.py']), 'python', 'uv run python train.py'],
    ['Poetry', view(['poetry.lock', 'train.py']), 'python', 'poetry run python train.py'],
    [
      'a notebook',
      view(['notebooks/sales.ipynb']),
      'python',
      'jupyter nbconvert --to notebook --execute notebooks/sales.ipynb --output-dir model',
    ],
    [
      'a name with spaces',
      view(['my train.py', 'train it.ipynb']),
      'python',
      'jupyter nbconvert --to notebook --execute "train it.ipynb" --output-dir model',
    ],
    ['scripts of others', view(['node_modules/x/train.js', 'tests/train.py', 'setup.py']), 'python', 'python train.py'],
  ])('%s', (_, given, language, command) => {
    const { train, language: guessed } = propose(given);
    expect({ language: guessed, command: train.command }).toEqual({ language, command });
  });
});

describe('what predicts', () => {
  test.each([
    [['train.js'], { script: 'predict.js', command: undefined }],
    [['train.js', 'src/predict.mjs'], { script: 'src/predict.mjs', command: undefined }],
    [['train.py'], { script: 'predict.py', command: ['python', 'predict.py', '$MODEL', '$DATA', '$OUTPUT'] }],
    [
      ['train.py', 'uv.lock'],
      { script: 'predict.py', command: ['uv', 'run', 'python', 'predict.py', '$MODEL', '$DATA', '$OUTPUT'] },
    ],
  ])('%j', (files, expected) => {
    expect(propose(view(files)).predict).toEqual(expected);
  });
});

describe('which data', () => {
  test.each([
    ['none', [], undefined, 'data/holdout.csv'],
    ['a table to be split', ['data/sales.csv'], 'data/sales.train.csv', 'data/sales.holdout.csv'],
    ['Parquet to be split', ['sales.parquet'], 'sales.train.csv', 'sales.holdout.csv'],
    ['both sides', ['data/test.csv', 'data/train.csv'], 'data/train.csv', 'data/test.csv'],
    ['a holdout only', ['holdout.csv'], undefined, 'holdout.csv'],
    ['tables of others', ['tests/fixtures/a.csv', 'docs/b.csv', 'logs/c.csv', 'z.csv'], 'z.train.csv', 'z.holdout.csv'],
  ])('%s', (_, files, data, holdout) => {
    const proposal = propose(view(files));
    expect({ data: proposal.data, holdout: proposal.holdout }).toEqual({ data, holdout });
  });

  test("a competition's test file, which has no target, is no holdout", () => {
    const tables = new Map([
      ['train.csv', sales],
      ['test.csv', { columns: ['date', 'shop'], rows: [] }],
    ]);
    expect(propose(view(['test.csv', 'train.csv'], { tables })).holdout).toBe('train.holdout.csv');
  });

  test.each([
    ['a.csv', 'a.train.csv', 'a.holdout.csv'],
    ['x.y/a.b.jsonl', 'x.y/a.b.train.jsonl', 'x.y/a.b.holdout.jsonl'],
    ['a.csv.gz', 'a.train.csv', 'a.holdout.csv'],
    ['a.parquet', 'a.train.csv', 'a.holdout.csv'],
    ['x.y/data', 'x.y/data.train', 'x.y/data.holdout'],
  ])('the sides of %s', (path, data, holdout) => {
    expect(sidesOf(path)).toEqual({ data, holdout });
  });
});

test.each([
  ['Daily Sales', 'daily-sales'],
  ['Café_Modelo 2', 'cafe-modelo-2'],
  ['模型', 'model'],
  ['-', 'model'],
])('the folder %s gives the model %s', (name, model) => {
  expect(propose(view([], { name })).model).toBe(model);
});

test('relevo.yml is short and says what was guessed', () => {
  expect(formatConfig(propose(view(['data/sales.csv', 'train.js'])))).toMatchInlineSnapshot(`
"# yaml-language-server: $schema=https://raw.githubusercontent.com/relevo/relevo/v1/relevo.schema.json
# What Relevo keeps good. \`relevo validate\` checks this file; every key is explained in
# https://github.com/relevo/relevo/blob/main/docs/configuration.md
models:
  daily-sales:
    task: regression                     # guessed from sales
    train:
      command: node train.js             # fills the folder named by output
      data: [data/sales.train.csv]
      output: model
    predict:
      module: predict.js                 # exports predict({ tf, model, rows })
    holdout:
      data: data/sales.holdout.csv       # never trained on
      target: sales
      id: [date, shop]                   # together they name a row
      group: date                        # rows that share it are not independent
      time: date
      slices: [shop]                     # also judged value by value
    policy: { require: not-worse }       # than production; or better
"
`);
});

test('the workflow has at most 16 lines and gives no right to anything but its job', () => {
  expect(formatWorkflow('main')).toMatchInlineSnapshot(`
"# Retrains, compares with production and promotes, as relevo.yml says. https://github.com/relevo/relevo
name: model
on:
  push: { branches: [main] }
  pull_request: { types: [opened, reopened, synchronize, labeled, closed] }
  merge_group:
  issue_comment: { types: [created] }
  schedule: [{ cron: '17 5 * * *' }]
  workflow_dispatch: { inputs: { retrain: { description: A model to retrain on new data } } }
permissions: {}
jobs:
  relevo:
    permissions: { actions: write, checks: write, contents: write, deployments: write, issues: write, pull-requests: write }
    uses: relevo/relevo/.github/workflows/relevo.yml@v1
"
`);
  expect(formatWorkflow('main').trimEnd().split('\n').length).toBeLessThanOrEqual(16);
});

test('whatever a folder holds, the proposal is a valid config', () => {
  const word = fc.oneof(
    fc.constantFrom('train', 'data', 'test', 'production', 'v1', 'con', '..', '~', 'a b', '$x'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  const ending = fc.constantFrom('.js', '.py', '.ipynb', '.csv', '.parquet', '');
  const file = fc
    .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), ending)
    .map(([words, last]) => words.join('/') + last);
  const table = fc
    .uniqueArray(fc.oneof(word, fc.constantFrom('date', 'id', 'target', 'label')), { maxLength: 5 })
    .chain(columns =>
      fc.record({
        columns: fc.constant(columns),
        rows: fc.array(
          fc.array(fc.oneof(word, fc.constantFrom('0', '1', '2024-01-01')), {
            minLength: columns.length,
            maxLength: columns.length,
          }),
          { maxLength: 6 },
        ),
      }),
    );
  const folder = fc.record({
    name: word,
    files: fc.array(file, { maxLength: 8 }),
    head: table,
    manifest: fc.option(fc.string(), { nil: undefined }),
  });
  fc.assert(
    fc.property(folder, word, ({ name, files, head, manifest }, dir) => {
      const tables = new Map(files.map(path => [path, head]));
      const text = formatConfig(propose({ name, files, tables, manifest }), /^[a-z]+$/.test(dir) ? dir : '.');
      expect(parseConfig(text, 'relevo.yml')).toMatchObject({ config: expect.anything() });
    }),
    { seed: 42, numRuns: 500 },
  );
});
