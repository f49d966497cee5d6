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
