import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRows } from '../../../src/adapters/rows/rows.ts';
import { createFolder, type Folder, failureOf, nothing, open, readAll } from './tables.ts';

let folder: Folder;
beforeAll(() => {
  folder = createFolder();
});
afterAll(() => folder.remove());

const read = async (
  content: string | Uint8Array,
  wanted: Parameters<typeof readAll>[1],
  chunk?: number,
  batch?: number,
) => readAll(await open(folder.write('table.csv', content), chunk, batch), wanted);

describe('what cannot be read', () => {
  const broken: readonly (readonly [string, string | Uint8Array, string, string])[] = [
    ['no bytes', '', 'table-empty', 'table.csv is empty.'],
    ['a byte order mark alone', '\ufeff', 'table-empty', 'table.csv is empty.'],
    ['blank lines alone', '\n\r\n \n'.replace(' ', ''), 'table-empty', 'table.csv is empty.'],
    ['a header alone', 'n,t\n', 'table-no-rows', 'table.csv has columns and no rows.'],
    ['a header and blank lines', 'n,t\n\n\n', 'table-no-rows', 'table.csv has columns and no rows.'],
    [
      'a name twice',
      'n,t,n\n1,2,3\n',
      'header-duplicate',
      'table.csv, line 1, column 3: the name "n" is also that of column 1.',
    ],
    [
      'no name',
      ',n,t\n1,2,3\n',
      'header-unnamed',
      'table.csv, line 1, column 1: this column of the header has no name.',
    ],
    ['a short row', 'n,t\n1,2\n3\n', 'row-ragged', 'table.csv, line 3: the row has 1 cell and the header 2.'],
    ['a long row', 'n,t\n1,"a\nb"\n1,2,3\n', 'row-ragged', 'table.csv, line 4: the row has 3 cells and the header 2.'],
    ['a quoted empty cell alone', 'n,t\n""\n', 'row-ragged', 'table.csv, line 2: the row has 1 cell and the header 2.'],
    [
      'an open quote',
      'n,t\n1,2\n3,"x\n4,5\n',
      'quote-open',
      'table.csv, line 3, column t: the double quote that opens this cell is never closed.',
    ],
    [
      'an open quote after lines in quotes',
      'n,t\n"1\n",2\n"3,x\n',
      'quote-open',
      'table.csv, line 4, column n: the double quote that opens this cell is never closed.',
    ],
    [
      'an open quote in the header',
      'n,"t\n1,2\n',
      'quote-open',
      'table.csv, line 1, column 2: the double quote that opens this cell is never closed.',
    ],
    [
      'text after a quote',
      'n,t\n1,"a"b\n',
      'quote-stray',
      'table.csv, line 2, column t: something follows the double quote that closes this cell.',
    ],
    [
      'text after a quote in the header',
      '"n"x,t\n1,2\n',
      'quote-stray',
      'table.csv, line 1, column 1: something follows the double quote that closes this cell.',
    ],
    [
      'Latin 1',
      Buffer.from('n,t\n1,a\n2,ca\xf1a\n', 'latin1'),
      'text-not-utf8',
      'table.csv, line 3: some bytes are not UTF-8.',
    ],
    [
      'Latin 1 in the header',
      Buffer.from('n,t,a\xf1o\n1,2,3\n', 'latin1'),
      'text-not-utf8',
      'table.csv, line 1: some bytes are not UTF-8.',
    ],
    ['UTF-16', Buffer.from('\ufeffn,t\n1,2\n', 'utf16le'), 'text-utf16', 'table.csv is UTF-16 or UTF-32, not UTF-8.'],
    [
      'UTF-16 without a mark',
      Buffer.from('n,t\n1,2\n', 'utf16le'),
      'text-utf16',
      'table.csv is UTF-16 or UTF-32, not UTF-8.',
    ],
    [
      'carriage returns for line feeds',
      'n,t\r1,2\r',
      'table-line-ends',
      'table.csv is one line with carriage returns in it.',
    ],
    ['an array of JSON', '[{"n": 1}]', 'json-array', 'table.csv is one JSON array, not JSON Lines.'],
    ['a workbook', 'PK\x03\x04...', 'table-format', 'table.csv is an Excel workbook or a zip archive.'],
    ['gzip cut off', Buffer.from('1f8b0800000000000003', 'hex'), 'gzip-broken', 'table.csv could not be decompressed.'],
    ['another column', 'nn,t\n1,2\n', 'column-unknown', 'table.csv has no column "n".'],
  ];

  test.each(broken)('%s', async (_, content, code, what) => {
    for (const chunk of [1, 7, 1 << 16]) {
      expect(await failureOf(() => read(content, { n: 'text' }, chunk))).toEqual({ code, what });
    }
  });

  test.each([
    ['abc', '"abc"'],
    ['NaN', '"NaN"'],
    ['inf', '"inf"'],
    ['-Infinity', '"-Infinity"'],
    ['0x10', '"0x10"'],
    ['"1,5"', '"1,5"'],
    ['1 000', '"1 000"'],
    ['"1,000.5"', '"1,000.5"'],
    ['NA', '"NA"'],
    ['"a""b"', '"a\\"b"'],
    ['1e999', '"1e999"'],
    ['x'.repeat(50), `"${'x'.repeat(40)}…"`],
  ])('%s in a column of numbers', async (cell, found) => {
    const content = `m,n\n"two\nlines",1\n,\n0,${cell}\n`;
    for (const batch of [1, 2, 100]) {
      expect(await failureOf(() => read(content, { m: 'text', n: 'number' }, 16, batch))).toEqual({
        code: 'data-value',
        what: `table.csv, line 5, column n: found ${found}.`,
      });
    }
  });

  test.each([
    'yesterday',
    '2024-02-30',
    '2024-13-01',
    '2024-01-01T25:00',
    '31/05/2024',
    '20240531',
    '1717180200000000',
  ])('%s in a column of times', async cell => {
    expect(await failureOf(() => read(`n,t\n1,2024-01-01\n2,${cell}\n`, { t: 'time' }))).toEqual({
      code: 'data-value',
      what: `table.csv, line 3, column t: found "${cell}".`,
    });
  });
});

test('a comma for a point, an unknown column and a wrong delimiter are told with their remedies', async () => {
  const explained = async (content: string, wanted: Parameters<typeof readAll>[1]) => {
    const error = await read(content, wanted).catch((failure: unknown) => failure);
    return { why: (error as { why: string }).why, remedy: (error as { remedy: string }).remedy };
  };
  expect((await explained('a;b\n1;2,5\n', { b: 'number' })).why).toMatch(
    /^Expected a number with a point and no separators/,
  );
  expect(await explained('shop,sales\nVigo,1\n', { sale: 'number' })).toEqual({
    why: 'Its columns are shop, sales.',
    remedy: 'Did you mean "sales"?',
  });
  expect(await explained('a;b\n1;2;3\n', {})).toEqual({
    why: 'Parted by ";", the header has 2 columns and the first row 3.',
    remedy: 'Write the table with commas, or put a name that holds another delimiter in double quotes.',
  });
});

test('a row without an end is not read for ever', async () => {
  const cut = { chunkBytes: 4096, batchRows: 100, recordBytes: 2 ** 20 };
  const endless = 'x'.repeat(5 * 2 ** 20);
  const readLong = async (content: string) =>
    readAll(await createRows(nothing(), cut).open(folder.write('table.csv', content)), { n: 'text' });
  expect(await failureOf(() => readLong(`n,t\n1,2\n3,${endless}`))).toEqual({
    code: 'row-too-long',
    what: 'table.csv, line 3: no end of the row within 1 MiB.',
  });
  expect(await failureOf(() => readLong(`n,t\n1,2\n3,"${endless}`))).toEqual({
    code: 'quote-open',
    what: 'table.csv, line 3, column t: the double quote that opens this cell is never closed.',
  });
  expect(await failureOf(() => readLong(endless))).toEqual({
    code: 'row-too-long',
    what: 'table.csv, line 1: no end of the row within 1 MiB.',
  });
});

test('gzip that is cut off in the middle', async () => {
  const lines = Array.from({ length: 50_000 }, (_, index) => `${Math.sqrt(index)},${index}`);
  const zipped = gzipSync(`n,t\n${lines.join('\n')}\n`);
  expect(await failureOf(() => read(zipped.subarray(0, zipped.length >> 1), { n: 'number' }))).toEqual({
    code: 'gzip-broken',
    what: 'table.csv could not be decompressed.',
  });
});
