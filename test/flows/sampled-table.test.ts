import { expect, test } from '@jest/globals';
import { sampleTable } from '../../src/flows/sampled-table.ts';
import { linesOf, memoryTable } from './memory-table.ts';

const lines = (count: number): string[] => ['id,x', ...Array.from({ length: count }, (_, row) => `r${row},${row}`)];

test('a small table is taken whole', async () => {
  const table = memoryTable('t.csv', lines(5));
  expect(await sampleTable(table, 5)).toEqual({ table, rows: 5, of: 5 });
});

test.each([
  [7, 3, 2],
  [100, 7, 3],
  [1001, 500, 64],
  [12, 11, 5],
])('of %i rows, %i are spread evenly', async (of, most, batchRows) => {
  const sample = await sampleTable(memoryTable('t.csv', lines(of), batchRows), most);
  expect([sample.rows, sample.of]).toEqual([most, of]);
  const rows = (await linesOf(sample.table)).slice(1).map(line => Number(line.split(',')[1]));
  expect(rows).toHaveLength(most);
  expect(rows.at(-1)).toBe(of - 1);
  const gaps = rows.slice(1).map((row, index) => row - (rows[index] ?? 0));
  expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
});

test('every kind of column is picked from, and rows know where they stand', async () => {
  const { table } = await sampleTable(
    memoryTable('t.csv', ['a,n,t,c', 'w,1,2025-01-01,k', 'x,2,2025-01-02,l', 'y,3,2025-01-03,k', 'z,,2025-01-04,m'], 3),
    2,
  );
  const kinds = [
    ['a', 'text'],
    ['n', 'number'],
    ['t', 'time'],
    ['c', 'category'],
  ] as const;
  const found: unknown[] = [];
  for await (const batch of table.read(new Map(kinds))) {
    for (let row = 0; row < batch.rows; row++) {
      const cells = kinds.map(([name]) => {
        const column = batch.columns.get(name);
        return column?.kind === 'category' ? column.labels[column.codes[row] ?? 0] : column?.values[row];
      });
      found.push([batch.firstRow + row, batch.lineOf(row), ...cells]);
    }
  }
  expect(found).toEqual([
    [0, 3, 'x', 2, Date.parse('2025-01-02'), 'l'],
    [1, 5, 'z', Number.NaN, Date.parse('2025-01-04'), 'm'],
  ]);
});
