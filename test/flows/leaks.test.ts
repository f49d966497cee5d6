import { describe, expect, test } from '@jest/globals';
import type { ModelConfig } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { findLeaks } from '../../src/flows/leaks.ts';
import type { PinnedData } from '../../src/flows/lock-data.ts';
import { memoryTable } from './memory-table.ts';

function modelWith(holdout: string, policy = ''): ModelConfig {
  const parsed = parseConfig(
    `models:
  demand:
    task: regression
    train: { command: node train.js, data: [history.csv] }
    predict: { module: predict.js }
    holdout: { data: holdout.csv, target: sales, ${holdout} }
    policy: { ${policy} }
`,
    'relevo.yml',
  );
  if (!('config' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.config.models.demand as ModelConfig;
}

const pinned = (path: string, part: PinnedData['part']): PinnedData => ({
  path,
  part,
  digest: `sha256:${'0'.repeat(64)}`,
  rows: 1,
  columns: [],
  range: null,
});

/** The checks by name, as `result: message`. */
async function leaksOf(model: ModelConfig, tables: Readonly<Record<string, readonly string[]>>) {
  const data = Object.keys(tables).map(path => pinned(path, path === 'holdout.csv' ? 'holdout' : 'training'));
  const rows = { open: async (path: string) => memoryTable(path, tables[path.slice(2)] ?? []) };
  const checkout = { at: () => '.' } as unknown as Parameters<typeof findLeaks>[1]['checkout'];
  const checks = await findLeaks({ model, data }, { rows, checkout });
  return Object.fromEntries(checks.map(({ name, result, message }) => [name, `${result}: ${message}`]));
}

const holdout = ['id,shop,day,sales', '7,Vigo,2026-02-01,10', '8,Lugo,2026-02-02,11', '9,Faro,2026-02-03,12'];

describe('leaks', () => {
  test('none: by id, content, group and time', async () => {
    const model = modelWith('id: [id], group: shop, time: day');
    const history = ['id,shop,day,sales', '1,Zamora,2026-01-01,9', '2,Braga,2026-01-31,8'];
    expect(await leaksOf(model, { 'history.csv': history, 'holdout.csv': holdout })).toEqual({
      'leaks by id': 'pass: 0 of 3 rows of the holdout are in the training data by their id',
      'leaks by content': 'pass: 0 of 3 rows of the holdout are in the training data by their content',
      'leaks by group': 'pass: 0 values of shop are in both the holdout and the training data',
      'leaks by time': 'pass: 0 training rows are at or after the start of the holdout',
    });
  });

  test.each([
    ['by id', '8,Braga,2026-01-01,1', 'fail: 1 of 3 rows'],
    ['by content', '2,Lugo,2026-02-02,11', 'fail: 1 of 3 rows'],
    ['by group', '2,Lugo,2026-01-01,1', 'fail: 1 values'],
    ['by time', '2,Braga,2026-02-01,1', 'fail: 1 training rows'],
  ])('%s, in any of the training files', async (kind, row, expected) => {
    const model = modelWith('id: [id], group: shop, time: day');
    const tables = {
      'clean.csv': ['id,shop,day,sales', '1,Zamora,2026-01-01,9'],
      'history.csv': ['sales,id,shop,day', row.replace(/^(.*),(\d+)$/, '$2,$1')],
      'holdout.csv': holdout,
    };
    expect((await leaksOf(model, tables))[`leaks ${kind}`]).toMatch(new RegExp(`^${expected}`));
  });

  test('policy.leaks: warn tells and does not judge', async () => {
    const model = modelWith('id: [id]', 'leaks: warn');
    const found = await leaksOf(model, { 'history.csv': ['id', '7'], 'holdout.csv': holdout });
    expect(found).toEqual({
      'leaks by id': 'skipped: 1 of 3 rows of the holdout are in the training data by their id (policy.leaks: warn)',
    });
  });

  test('without declared training data nothing was checked', async () => {
    const model = modelWith('id: [id]');
    expect(await leaksOf(model, { 'holdout.csv': holdout })).toEqual({
      leaks: 'skipped: leaks not checked: no training data is declared under train.data',
    });
  });

  test('content that repeats by chance, in columns of few values, is no leak', async () => {
    const model = modelWith('id: [id]');
    const few = (from: number) => Array.from({ length: 40 }, (_, row) => `${from + row},${row % 3},${row % 2}`);
    const tables = { 'history.csv': ['id,shop,sales', ...few(0)], 'holdout.csv': ['id,shop,sales', ...few(100)] };
    expect((await leaksOf(model, tables))['leaks by content']).toMatch(/^pass: 40 of 40 rows/);
  });
});
