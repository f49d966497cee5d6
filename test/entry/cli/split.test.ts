import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { makeFolder, relevo } from '../../e2e/relevo.ts';

const table = [
  'date,user,note',
  '2024-01-01,ana,"two\nlines"',
  '2024-01-02,bo,',
  '2024-01-02,ana,"say ""hi"""',
  '2024-01-03,cy,x',
  '2024-01-04,bo,y',
  '',
].join('\r\n');
const byTime = ['split', 'data.csv', '--time', 'date', '--last', '40%'];

describe('relevo split', () => {
  test('by time keeps the bytes of the rows and tells what each side got', async () => {
    const cwd = makeFolder({ 'data.csv': table });
    const { code, stdout, stderr } = await relevo(byTime, { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
"train    3 rows  2024-01-01 to 2024-01-02  data.train.csv
holdout  2 rows  2024-01-03 to 2024-01-04  data.holdout.csv
40.0 % of the rows are held out.
"
`);
    const [train, holdout] = ['data.train.csv', 'data.holdout.csv'].map(name => readFileSync(join(cwd, name), 'utf8'));
    const header = 'date,user,note\r\n';
    expect(header + train?.slice(header.length) + holdout?.slice(header.length)).toBe(table);
    expect(holdout).toBe(`${header}2024-01-03,cy,x\r\n2024-01-04,bo,y\r\n`);
  });

  test.each([
    [['--time', 'date', '--last', '2d'], '2024-01-03,cy,x\r\n2024-01-04,bo,y\r\n'],
    [['--time', 'date', '--since', '2024-01-04'], '2024-01-04,bo,y\r\n'],
    [['--time', 'date', '--since', '2024-01-03T12:00:00Z'], '2024-01-04,bo,y\r\n'],
  ])('%j', async (options, rows) => {
    const cwd = makeFolder({ 'data.csv': table });
    expect((await relevo(['split', 'data.csv', ...options], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'data.holdout.csv'), 'utf8')).toBe(`date,user,note\r\n${rows}`);
  });

  test('at random by group, as JSON, to files of other names', async () => {
    const cwd = makeFolder({ 'data.csv': table });
    const outputs = ['--output-train', 'out/a.csv', '--output-holdout', 'out/b.csv'];
    const options = ['--random', '50%', '--group', 'user', '--seed', '2', '--json', ...outputs];
    const { code, stdout } = await relevo(['split', 'data.csv', ...options], { cwd });
    expect(code).toBe(0);
    const { train, holdout } = JSON.parse(stdout);
    expect(train).toMatchObject({ file: 'out/a.csv' });
    expect(train.rows + holdout.rows).toBe(5);
    expect(train.groups + holdout.groups).toBe(3);
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['a.csv', 'b.csv']);
  });

  test('JSON Lines stay JSON Lines, and what is compressed is written plainly', async () => {
    const lines = '{"t": 1700000000, "y": 1}\n{"t": 1700000100, "y": 2}\n';
    const cwd = makeFolder({ 'a.jsonl': lines, 'b.csv.gz': gzipSync(table) });
    const json = await relevo(['split', 'a.jsonl', '--time', 't', '--last', '50%'], { cwd });
    const zipped = await relevo(['split', 'b.csv.gz', '--time', 'date', '--last', '1d'], { cwd });
    expect([json.code, zipped.code]).toEqual([0, 0]);
    expect(readFileSync(join(cwd, 'a.holdout.jsonl'), 'utf8')).toBe('{"t": 1700000100, "y": 2}\n');
    expect(readFileSync(join(cwd, 'b.holdout.csv'), 'utf8')).toBe('date,user,note\r\n2024-01-04,bo,y\r\n');
  });

  test('Parquet becomes CSV, whole and in order', async () => {
    const days = Array.from({ length: 250 }, (_, index) => index);
    const columnData = [
      {
        name: 'day',
        data: days.map(day => `2024-01-${String(1 + (day % 25)).padStart(2, '0')}`),
        type: 'STRING' as const,
      },
      { name: 'row', data: days, type: 'INT32' as const },
    ];
    const content = new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 60 }));
    const cwd = makeFolder({ 'data.parquet': content });
    const { code, stdout } = await relevo(['split', 'data.parquet', '--time', 'day', '--last', '5d'], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('50 rows') });
    const rowsOf = (name: string) =>
      readFileSync(join(cwd, name), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map(line => Number(line.split(',')[1]));
    expect(rowsOf('data.holdout.csv')).toEqual(days.filter(day => day % 25 >= 20));
    expect(rowsOf('data.train.csv')).toEqual(days.filter(day => day % 25 < 20));
    expect(readFileSync(join(cwd, 'data.train.csv'), 'utf8')).toMatch(/^day,row\n2024-01-01,0\n/);
  });

  test('never overwrites, not even half', async () => {
    const cwd = makeFolder({ 'data.csv': table, 'data.holdout.csv': 'precious' });
    const { code, stderr } = await relevo(byTime, { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: data\.holdout\.csv exists already and was left as it is\.\n/);
    expect(readdirSync(cwd).sort()).toEqual(['data.csv', 'data.holdout.csv']);
    expect(readFileSync(join(cwd, 'data.holdout.csv'), 'utf8')).toBe('precious');
  });

  test('leaves nothing behind when a row cannot be placed', async () => {
    const cwd = makeFolder({ 'data.csv': 'date,y\n2024-01-01,1\nsoon,2\n' });
    const { code, stderr } = await relevo(byTime, { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('data.csv, line 3, column date');
    expect(readdirSync(cwd)).toEqual(['data.csv']);
  });
});

describe('what relevo split does not take', () => {
  test.each([
    [['data.csv'], 'Neither --time nor --random is given.'],
    [['data.csv', '--time', 'date'], '--time is given without --last or --since.'],
    [['data.csv', '--time', 'date', '--last', '120%'], '--last does not take "120%".'],
    [['data.csv', '--time', 'date', '--last', '20'], '--last does not take "20".'],
    [['data.csv', '--time', 'date', '--since', 'May'], '--since does not take "May".'],
    [['data.csv', '--random', '0%'], '--random does not take "0%".'],
    [['data.csv', '--random', '20%', '--seed', '-1'], '--seed does not take "-1".'],
    [['data.csv', '--random', '20%', '--time', 'date'], "'--time <column>'"],
    [['data.csv', '--time', 'date', '--last', '9d', '--since', '2024-01-01'], "'--since <time>'"],
    [['data.csv', '--time', 'date', '--last', '9d', '--group', 'user'], "'--group <column>'"],
    [['data.csv', '--time', 'dtae', '--last', '20%'], 'dtae'],
    [['data.csv', '--time', 'date', '--last', '9y'], 'all of its rows (5) would be on one side'],
    [['nothing.csv', '--random', '20%'], 'nothing.csv does not exist.'],
    [['.', '--random', '20%'], 'folder'],
    [[], "Missing required argument 'file'."],
  ])('%j', async (options, said) => {
    const cwd = makeFolder({ 'data.csv': table });
    const { code, stdout, stderr } = await relevo(['split', ...options], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n {2}why: .*\n {2}fix: .*\n$/);
    expect(stderr).toContain(said);
    expect(existsSync(join(cwd, 'data.train.csv'))).toBe(false);
  });
});
