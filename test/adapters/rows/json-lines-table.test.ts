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
) => readAll(await open(folder.write('table.jsonl', content), chunk, batch), wanted);

describe('values', () => {
  const content = [
    '{"n": 1, "t": "a", "c": 1.0, "when": "2024-01-01"}',
    '',
    '{"t": "x\\n\\u00f1\\ud83d\\ude00", "n": " 2.5 ", "c": true, "when": 1717180200, "__proto__": 1}',
    '{"n": null, "t": null, "c": null, "when": null}\r',
    '{"c": "", "n": "", "t": ""}',
    '{"n": -1e-3, "t": 0.5, "c": -0, "when": "2024-01-01T00:00:00.5Z"}',
  ].join('\n');

  test.each([1, 2, 3, 5, 8, 13, 64, 4096])('are read the same with chunks of %d bytes', async chunk => {
    for (const batch of [1, 2, 100]) {
      const whole = await read(content, { n: 'number', t: 'text', c: 'category', when: 'time' }, chunk, batch);
      expect(whole).toEqual({
        rows: 5,
        lines: [1, 3, 4, 5, 6],
        columns: {
          n: [1, 2.5, Number.NaN, Number.NaN, -0.001],
          t: ['a', 'x\nñ😀', '', '', '0.5'],
          c: ['1', 'true', '', '', '0'],
          when: [1704067200000, 1717180200000, Number.NaN, Number.NaN, 1704067200500],
        },
      });
    }
  });

  test('the columns are the keys of the first thousand rows', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => JSON.stringify(index === 999 ? { a: 1, b: 2 } : { a: 1 }));
    const table = await open(folder.write('late.jsonl', rows.join('\n')), 64);
    expect(await table.columns()).toEqual(['a', 'b']);
    expect((await readAll(table, { b: 'number' })).columns.b?.filter(value => value === 2)).toHaveLength(1);
  });

  test('a name that objects inherit is a name like another', async () => {
    const inherited = Object.fromEntries([['toString', 'text' as const]]);
    const whole = await read('{"a":1,"toString":"x"}\n{"a":2}\n', inherited);
    expect(whole.columns).toEqual({ toString: ['x', ''] });
  });

  test('lists and objects do not matter in columns that are not read', async () => {
    expect((await read('{"a":1,"b":[1],"c":{"d":1}}\n', { a: 'number' })).columns).toEqual({ a: [1] });
  });
});

describe('what cannot be read', () => {
  const first = '{"n": 1, "t": "a"}\n';
  test.each([
    ['not JSON', `${first}{"n": 1,}\n`, 'json-line', 'table.jsonl, line 2: this line is not a JSON object.'],
    ['cut off', `${first}\n{"n": 1, "t`, 'json-line', 'table.jsonl, line 3: this line is not a JSON object.'],
    ['a number', `${first}12\n`, 'json-line', 'table.jsonl, line 2: this line is not a JSON object.'],
    ['a list', `${first}[1, 2]\n`, 'json-line', 'table.jsonl, line 2: this line is not a JSON object.'],
    [
      'half a character',
      `${first}{"n": 1, "t": "\\ud83d"}\n`,
      'json-line',
      'table.jsonl, line 2: this line is not a JSON object.',
    ],
    ['NaN', `${first}{"t": "\\": NaN", "n": NaN}\n`, 'data-value', 'table.jsonl, line 2, column n: found NaN.'],
    ['-Infinity', `${first}{"n": -Infinity}\n`, 'data-value', 'table.jsonl, line 2, column n: found -Infinity.'],
    ['text for a number', `${first}{"n": "1,5"}\n`, 'data-value', 'table.jsonl, line 2, column n: found "1,5".'],
    ['true for a number', `${first}{"n": true}\n`, 'data-value', 'table.jsonl, line 2, column n: found true.'],
    ['a list for a number', `${first}{"n": [1]}\n`, 'data-value', 'table.jsonl, line 2, column n: found a list.'],
    [
      'an object for text',
      `${first}{"n": 1, "t": {}}\n`,
      'data-value',
      'table.jsonl, line 2, column t: found an object.',
    ],
    [
      'too many digits for text',
      `${first}{"t": 12345678901234567890}\n`,
      'data-value',
      'table.jsonl, line 2, column t: found 12345678901234567000.',
    ],
    ['another column', '{"m": 1, "t": 1}\n', 'column-unknown', 'table.jsonl has no column "n".'],
    [
      'Latin 1',
      Buffer.from(`${first}{"t": "a\xf1o"}\n`, 'latin1'),
      'text-not-utf8',
      'table.jsonl, line 2: some bytes are not UTF-8.',
    ],
    ['no bytes', '', 'table-empty', 'table.jsonl is empty.'],
    ['blank lines', '\n\n', 'table-empty', 'table.jsonl is empty.'],
    ['an array', '[\n  {"n": 1}\n]', 'json-array', 'table.jsonl is one JSON array, not JSON Lines.'],
    ['CSV', 'n,t\n1,2\n', 'json-line', 'table.jsonl, line 1: this line is not a JSON object.'],
  ])('%s', async (_, content, code, what) => {
    for (const chunk of [1, 1 << 16]) {
      expect(await failureOf(() => read(content, { n: 'number', t: 'text' }, chunk))).toEqual({ code, what });
    }
  });

  test('a key that comes after the first thousand rows', async () => {
    const content = `${'{"n": 1}\n'.repeat(1000)}{"n": 1, "late": 2}\n`;
    expect(await failureOf(() => read(content, { n: 'number' }))).toEqual({
      code: 'json-late-column',
      what: 'table.jsonl, line 1001, column late: the column first appears here.',
    });
  });
});
