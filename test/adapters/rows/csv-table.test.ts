import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFolder, type Folder, failureOf, open, readAll } from './tables.ts';

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

describe('quotes', () => {
  const content = [
    'id,"na,me",note',
    '1,"a,b","say ""hi"""',
    '2,"two\nlines",""',
    '"3","",plain "inside" text',
    '4,"""",x\r',
    '5,"a\r\nb",""""""',
    '6,é,"ñ,""ü"""',
    '7,,',
  ].join('\n');
  const expected = {
    rows: 7,
    lines: [2, 3, 5, 6, 7, 9, 10],
    columns: {
      id: [1, 2, 3, 4, 5, 6, 7],
      'na,me': ['a,b', 'two\nlines', '', '"', 'a\r\nb', 'é', ''],
      note: ['say "hi"', '', 'plain "inside" text', 'x', '""', 'ñ,"ü"', ''],
    },
  };

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 16, 17, 23, 31, 32, 33, 48, 63, 64])(
    'are read the same with chunks of %d bytes, as text and as categories',
    async chunk => {
      for (const batch of [1, 2, 100]) {
        expect(await read(content, { id: 'number', 'na,me': 'text', note: 'category' }, chunk, batch)).toEqual(
          expected,
        );
        expect(await read(content, { id: 'number', 'na,me': 'category', note: 'text' }, chunk, batch)).toEqual(
          expected,
        );
      }
    },
  );
});

describe('lines', () => {
  test('blank ones are passed over in a table of several columns, and are counted', async () => {
    const whole = await read('\n\na,b\n\n1,2\n\r\n3,4\n\n\n', { a: 'number' });
    expect(whole).toEqual({ rows: 2, lines: [5, 7], columns: { a: [1, 3] } });
  });

  test('a blank one is an empty cell in a table of one column', async () => {
    const whole = await read('a\n1\n\n""\n2\n', { a: 'number' });
    expect(whole).toEqual({ rows: 4, lines: [2, 3, 4, 5], columns: { a: [1, Number.NaN, Number.NaN, 2] } });
  });

  test('the last one needs no line feed', async () => {
    expect((await read('a,b\n1,2', { b: 'number' })).columns).toEqual({ b: [2] });
  });
});

describe('delimiters', () => {
  test.each([
    ['tabs', 'a\tb\n1\tx,y\n', { a: [1], b: ['x,y'] }],
    ['semicolons', 'a;b\n1;2,5\n', { a: [1], b: ['2,5'] }],
    ['pipes', 'a|b\n1|x\n', { a: [1], b: ['x'] }],
    ['commas with semicolons in cells', 'a,b\n1,x;y\n', { a: [1], b: ['x;y'] }],
    ['commas in a header parted by semicolons', 'a;b,c\n1;2\n'.replace('b,c', '"b,c"'), { a: [1], 'b,c': ['2'] }],
  ])('%s', async (_, content, columns) => {
    const wanted = Object.fromEntries(
      Object.keys(columns).map((name, index) => [name, index === 0 ? 'number' : 'text']),
    );
    expect((await read(content, wanted as Record<string, 'number' | 'text'>)).columns).toEqual(columns);
  });

  test('one that fits the header and not the first row is an error', async () => {
    expect(await failureOf(() => read('a;b\n1;2;3\n', { a: 'number' }))).toEqual({
      code: 'table-delimiter',
      what: 'table.csv: the header is one column, or its columns are parted by ";".',
    });
  });

  test('a quoted name may hold one', async () => {
    expect((await read('"a;b"\n1\n', { 'a;b': 'number' })).columns).toEqual({ 'a;b': [1] });
  });
});

test('a field of a megabyte is simply read', async () => {
  const long = 'x"\n,'.repeat(2 ** 18);
  const whole = await read(
    `id,text\n1,"${long.replaceAll('"', '""')}"\n2,b\n`,
    { id: 'number', text: 'text' },
    1 << 16,
  );
  expect(whole.columns.id).toEqual([1, 2]);
  expect(whole.columns.text?.[0] === long).toBe(true);
  expect(whole.lines).toEqual([2, 3 + 2 ** 18]);
});

test('categories grow beyond any first guess', async () => {
  const labels = Array.from({ length: 5000 }, (_, index) => `label ${index * 7919}`);
  const whole = await read(`a\n${labels.join('\n')}\n${labels.join('\n')}\n`, { a: 'category' }, 4096, 700);
  expect(whole.columns.a).toEqual([...labels, ...labels]);
});

test('times are milliseconds since 1970, in UTC', async () => {
  const cells = {
    '2024-05-31': 1717113600000,
    '2024-05-31T18:30:00Z': 1717180200000,
    '2024-05-31 18:30': 1717180200000,
    '2024-05-31T18:30:00+02:00': 1717173000000,
    '2024-05-31T18:30:00.250-0330': 1717192800250,
    '2024-05-31T18:30:00.123456Z': 1717180200123.456,
    '1969-12-31T23:59:59Z': -1000,
    '1717180200': 1717180200000,
    '1717180200000': 1717180200000,
    ' 2024-05-31 ': 1717113600000,
    '': Number.NaN,
  };
  const whole = await read(
    `n,t\n${Object.keys(cells)
      .map(cell => `1,${cell}`)
      .join('\n')}\n`,
    { t: 'time' },
  );
  expect([...(whole.columns.t ?? [])].sort()).toEqual(Object.values(cells).sort());
});

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
