// What `open` does before a format is known: paths that are no files, standard input, pipes.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describe as describeTable } from '../../../src/adapters/rows/fingerprint.ts';
import { createRows } from '../../../src/adapters/rows/rows.ts';
import { createFolder, type Folder, failureOf, nothing, open, readAll } from './tables.ts';

let folder: Folder;
beforeAll(() => {
  folder = createFolder();
});
afterAll(() => folder.remove());

describe('a path', () => {
  test('that does not exist', async () => {
    const expected = { code: 'file-not-found', what: 'none.csv does not exist.' };
    expect(await failureOf(() => open(folder.path('none.csv')))).toEqual(expected);
  });

  test('of a folder', async () => {
    mkdirSync(folder.path('data'));
    expect(await failureOf(() => open(folder.path('data')))).toEqual({
      code: 'file-is-folder',
      what: 'data is a folder.',
    });
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? test.skip : test)('that may not be read', async () => {
    const path = folder.write('secret.csv', 'a\n1\n');
    chmodSync(path, 0o000);
    expect(await failureOf(() => open(path))).toEqual({
      code: 'file-unreadable',
      what: 'secret.csv could not be read.',
    });
  });

  test('of a named pipe is read as often as a file', async () => {
    const path = folder.path('pipe');
    execFileSync('mkfifo', [path]);
    const [table] = await Promise.all([open(path), writeFile(path, 'a,b\n1,x\n2,y\n')]);
    expect(await table.columns()).toEqual(['a', 'b']);
    expect((await readAll(table, { a: 'number' })).columns).toEqual({ a: [1, 2] });
    expect((await readAll(table, { b: 'text' })).columns).toEqual({ b: ['x', 'y'] });
  });
});

describe('standard input', () => {
  const spools = () => readdirSync(tmpdir()).filter(name => /^relevo-(?!rows-test)/.test(name) && name.length === 13);

  test('is a table like another, and leaves no file behind', async () => {
    const before = spools();
    const rows = createRows(Readable.from([Buffer.from('a,b\n1,'), Buffer.from('x\n2,y\n')]));
    const table = await rows.open('-');
    expect(table.name).toBe('standard input');
    expect((await readAll(table, { a: 'number' })).columns).toEqual({ a: [1, 2] });
    expect((await readAll(await rows.open('-'), { b: 'text' })).columns).toEqual({ b: ['x', 'y'] });
    expect(await table.digest()).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(spools()).toEqual(before);
  });

  test('can be empty, wrong, or break', async () => {
    expect(await failureOf(() => createRows(nothing()).open('-'))).toEqual({
      code: 'table-empty',
      what: 'standard input is empty.',
    });
    const ragged = await createRows(Readable.from(['a,b\n1\n'])).open('-');
    expect(await failureOf(() => readAll(ragged, {}))).toEqual({
      code: 'row-ragged',
      what: 'standard input, line 2: the row has 1 cell and the header 2.',
    });
    const broken = new Readable({
      read() {
        this.destroy(new Error('the other side went away'));
      },
    });
    expect(await failureOf(() => createRows(broken).open('-'))).toEqual({
      code: 'file-unreadable',
      what: 'standard input could not be read.',
    });
  });
});

describe('the fingerprint of a data set', () => {
  test('has its digest, bytes, rows, columns and times', async () => {
    const path = folder.write('pinned.csv', 'day,n\n2024-01-02,1\n,2\n2024-01-01,3\n2024-01-03,4\n');
    expect(await describeTable(createRows(nothing()), path, 'day')).toEqual({
      digest: 'sha256:98c641d1acb5c9d5f473489dcf5cb90ec4a58059720dfbfc02d40fc90d3b113e',
      bytes: 48,
      rows: 4,
      columns: ['day', 'n'],
      range: [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 3)],
    });
  });

  test('has no range without a time', async () => {
    const path = folder.write('timeless.csv', 'day,n\n,1\n');
    expect(await describeTable(createRows(nothing()), path, 'day')).not.toHaveProperty('range');
    expect(await describeTable(createRows(nothing()), path)).not.toHaveProperty('range');
  });
});
