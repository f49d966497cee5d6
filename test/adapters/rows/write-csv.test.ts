import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Cell, CsvWriter } from '../../../src/adapters/rows/write-csv.ts';
import type { ColumnKind } from '../../../src/ports.ts';
import { createFolder, type Folder, failureOf, open, readAll } from './tables.ts';

let folder: Folder;
let made = 0;
beforeAll(() => {
  folder = createFolder();
});
afterAll(() => folder.remove());

async function write(columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<string> {
  const writer = await CsvWriter.create(folder.path(`table-${made++}.csv`), columns);
  await writer.write(rows);
  await writer.close();
  return writer.path;
}

test('quotes what needs it, and nothing else', async () => {
  const path = await write(
    ['a', 'b c', 'd,e'],
    [
      ['plain', 'two words', 'x,y'],
      ['say "hi"', 'a\nb', 'a\r'],
      ['a;b', 'a\tb', 'a|b'],
      ['', 'ñ 😀', ' '],
    ],
  );
  expect(readFileSync(path, 'utf8')).toBe(
    'a,b c,"d,e"\nplain,two words,"x,y"\n"say ""hi""","a\nb","a\r"\n"a;b","a\tb","a|b"\n,ñ 😀, \n',
  );
});

test('writes numbers shortest, times as ISO 8601, nothing for nothing', async () => {
  const time = new Date('2024-05-31T18:30:00.25Z');
  const path = await write(
    ['a', 'b', 'c', 'd', 'e'],
    [
      [0.1, 1e21, 12n, true, time],
      [-0, Number.NaN, null, false, null],
    ],
  );
  expect(readFileSync(path, 'utf8')).toBe('a,b,c,d,e\n0.1,1e+21,12,true,2024-05-31T18:30:00.25Z\n0,,,false,\n');
});

test('a lone empty cell is not a blank line', async () => {
  expect(readFileSync(await write(['a'], [[''], ['1'], [null]]), 'utf8')).toBe('a\n""\n1\n""\n');
});

test('a file that exists is left as it is, and a folder that does not exist is told', async () => {
  const path = folder.write('mine.csv', 'a\n1\n');
  expect(await failureOf(() => CsvWriter.create(path, ['b']))).toEqual({
    code: 'file-exists',
    what: 'mine.csv exists already and was left as it is.',
  });
  expect((await failureOf(() => CsvWriter.create(folder.path('none/x.csv'), ['b']))).code).toBe('output-unwritable');
  expect(readFileSync(path, 'utf8')).toBe('a\n1\n');
});

test('a row of another width, or with half of a character, is a mistake of the caller', async () => {
  const writer = await CsvWriter.create(folder.path('wrong.csv'), ['a', 'b']);
  await expect(writer.write([['1']])).rejects.toThrow('1 cells for 2 columns');
  await writer.write([['\ud83d', '']]);
  await expect(writer.close()).rejects.toThrow('half of a character');
});

test('batches are copied, all rows or some', async () => {
  const source = folder.write(
    'source.csv',
    'when,shop,n,note\n2024-01-01,Vigo,1.50,"a,b"\n,Lugo,,\n2024-01-03T01:00:00.5Z,Vigo,3,c\n',
  );
  const kinds = new Map<string, ColumnKind>([
    ['n', 'number'],
    ['shop', 'category'],
    ['note', 'text'],
    ['when', 'time'],
  ]);
  const all = await CsvWriter.create(folder.path('all.csv'), ['when', 'shop', 'n', 'note']);
  const some = await CsvWriter.create(folder.path('some.csv'), ['shop']);
  for await (const batch of (await open(source)).read(kinds)) {
    await all.writeBatch(batch);
    await some.writeBatch(batch, row => row !== 1);
  }
  await Promise.all([all.close(), some.close()]);
  expect(readFileSync(all.path, 'utf8')).toBe(
    'when,shop,n,note\n2024-01-01T00:00:00Z,Vigo,1.5,"a,b"\n,Lugo,,\n2024-01-03T01:00:00.5Z,Vigo,3,c\n',
  );
  expect(readFileSync(some.path, 'utf8')).toBe('shop\nVigo\nVigo\n');
});

describe('what is written is read again', () => {
  const hard = fc.constantFrom(
    '"',
    '""',
    ',',
    '\n',
    '\r\n',
    '\r',
    ';',
    '\t',
    '|',
    '',
    ' ',
    'PAR1',
    '{"a":1}',
    '\ufeff',
    'é',
    '😀',
    '\0',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(hard).map(parts => parts.join('')),
    hard,
  );
  const table = fc.integer({ min: 1, max: 5 }).chain(width =>
    fc.record({
      columns: fc.uniqueArray(
        text.filter(name => name !== ''),
        { minLength: width, maxLength: width },
      ),
      rows: fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }),
      chunkBytes: fc.integer({ min: 1, max: 64 }),
      batchRows: fc.integer({ min: 1, max: 7 }),
    }),
  );

  test.each(['text', 'category'] as const)(
    'whatever it is, wherever chunks and batches end: %s',
    async kind => {
      await fc.assert(
        fc.asyncProperty(table, async ({ columns, rows, chunkBytes, batchRows }) => {
          const read = await open(await write(columns, rows), chunkBytes, batchRows);
          expect(await read.columns()).toEqual(columns);
          const wanted = Object.fromEntries(columns.map(name => [name, kind]));
          const found = await readAll(read, wanted);
          const expected = Object.fromEntries(columns.map((name, index) => [name, rows.map(row => row[index])]));
          expect(found.columns).toEqual(expected);
        }),
        { seed: 42, numRuns: 200 },
      );
    },
    60_000,
  );

  test('numbers, bit for bit', async () => {
    const number = fc.double({ noDefaultInfinity: true, noNaN: true }).map(value => (value === 0 ? 0 : value));
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 50 }), async values => {
        const path = await write(
          ['n', 'm'],
          values.map(value => [value, '']),
        );
        expect((await readAll(await open(path, 32), { n: 'number' })).columns.n).toEqual(values);
      }),
      { seed: 42, numRuns: 100 },
    );
  });
});
