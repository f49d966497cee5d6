import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import type { ColumnKind } from '../../../src/ports.ts';
import { createFolder, type Folder, failureOf, open, readAll } from './tables.ts';

type Options = Omit<Parameters<typeof parquetWriteBuffer>[0], 'columnData'>;

let folder: Folder;
beforeAll(() => {
  folder = createFolder();
});
afterAll(() => folder.remove());

const write = (columnData: ColumnSource[], options: Options = {}): string =>
  folder.write('table.parquet', new Uint8Array(parquetWriteBuffer({ ...options, columnData })));

const read = async (columnData: ColumnSource[], kind: ColumnKind, options: Options = {}) => {
  const whole = await readAll(await open(write(columnData, options), 1 << 16, 2), { c: kind });
  return whole.columns.c;
};

describe('what cannot be read', () => {
  const column = (data: unknown[], type: ColumnSource['type']): ColumnSource[] => [
    { name: 'c', data, ...(type && { type }) },
  ];

  test.each([
    ['NaN', column([1, Number.NaN], 'DOUBLE'), 'number', 'line 2, column c: found NaN.'],
    ['infinity', column([1, 2, 3, Number.NEGATIVE_INFINITY], 'DOUBLE'), 'number', 'line 4, column c: found -Infinity.'],
    ['text as a number', column(['1', 'x'], 'STRING'), 'number', 'line 2, column c: found "x".'],
    ['a boolean as a number', column([true], 'BOOLEAN'), 'number', 'line 1, column c: found true.'],
    [
      'a time as a number',
      column([new Date(0)], 'TIMESTAMP'),
      'number',
      'line 1, column c: found 1970-01-01T00:00:00Z.',
    ],
    ['a number that is no time', column([20240531], 'INT32'), 'time', 'line 1, column c: found 20240531.'],
    [
      'bytes as text',
      column([Buffer.from('a'), Buffer.from([0xff])], 'BYTE_ARRAY'),
      'text',
      'line 2, column c: found bytes that are not UTF-8 text.',
    ],
    [
      'bytes that are said to be text',
      column([Buffer.from([0xff])], 'STRING'),
      'text',
      'line 1, column c: found bytes that are not UTF-8 text.',
    ],
  ] as const)('%s', async (_, columns, kind, place) => {
    expect(await failureOf(() => read([...columns], kind))).toEqual({
      code: 'data-value',
      what: `table.parquet, ${place}`,
    });
  });

  test('lists, only where they are wanted', async () => {
    const schema: Options['schema'] = [
      { name: 'root', num_children: 2 },
      { name: 'c', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'INT32', repetition_type: 'OPTIONAL' },
      { name: 'n', type: 'INT32', repetition_type: 'REQUIRED' },
    ];
    const path = write(
      [
        { name: 'c', data: [[1, 2], [3]] },
        { name: 'n', data: [1, 2] },
      ],
      { schema },
    );
    const table = await open(path);
    expect(await table.columns()).toEqual(['c', 'n']);
    expect((await readAll(table, { n: 'number' })).columns.n).toEqual([1, 2]);
    expect(await failureOf(() => readAll(table, { c: 'text' }))).toEqual({
      code: 'data-value',
      what: 'table.parquet, column c: found lists or objects.',
    });
  });

  test('another column, no rows', async () => {
    expect((await failureOf(() => read([{ name: 'cc', data: [1] }], 'number'))).code).toBe('column-unknown');
    expect(await failureOf(() => read([{ name: 'c', data: [], type: 'INT32' }], 'number'))).toEqual({
      code: 'table-no-rows',
      what: 'table.parquet has columns and no rows.',
    });
  });

  test('a file cut off anywhere, or inside gzip, or that only has the name', async () => {
    const whole = readFileSync(write([{ name: 'c', data: Array.from({ length: 1000 }, Math.sqrt) }]));
    for (const length of [4, 8, 11, 12, 100, whole.length >> 1, whole.length - 1]) {
      const path = folder.write('table.parquet', whole.subarray(0, length));
      expect(await failureOf(async () => (await open(path)).columns())).toEqual({
        code: 'parquet-truncated',
        what: 'table.parquet is cut off: it does not end as a Parquet file does.',
      });
    }
    expect((await failureOf(() => open(folder.write('a.parquet.gz', gzipSync(whole))))).code).toBe('table-format');
    expect((await failureOf(() => open(folder.write('a.parquet', 'n,t\n1,2\n')))).code).toBe('parquet-unreadable');
  });

  test('a file with its inside damaged fails as that file, and gives no wrong rows without saying so', async () => {
    const data = Array.from({ length: 1000 }, (_, index) => `text ${index % 300}`);
    const path = write([{ name: 'c', data, type: 'STRING' }]);
    const whole = readFileSync(path);
    const outcomes = new Set<string>();
    for (let position = 4; position < whole.length - 8; position += 23) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xff, position, position + 4);
      folder.write('table.parquet', damaged);
      try {
        const { rows } = await readAll(await open(path), { c: 'text' });
        expect(rows).toBe(data.length);
        outcomes.add('read');
      } catch (error) {
        outcomes.add((error as { code?: string }).code ?? `bug: ${error}`);
      }
    }
    expect([...outcomes].filter(outcome => outcome.startsWith('bug'))).toEqual([]);
    expect(outcomes).toContain('parquet-unreadable');
  }, 60_000);
});
