// One table in every format: each reading must give the same batches.

import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { keyOf } from '../../../src/core/text-hash.ts';
import type { ColumnKind } from '../../../src/ports.ts';
import { createFolder, type Folder, open, readAll, valuesOf } from './tables.ts';

const ROWS = 2500;
const shops = ['Vigo', 'A Coruña', 'Lugo, centro', 'say "hola"', ''];

interface Row {
  readonly id: string;
  readonly shop: string;
  readonly sales: number | undefined;
  readonly count: number;
  readonly level: number;
  readonly at: number;
  readonly isOpen: boolean;
}

const rows: readonly Row[] = Array.from({ length: ROWS }, (_, index) => ({
  id: `r${index}`,
  shop: shops[(index * 7) % shops.length] as string,
  sales: index % 11 === 3 ? undefined : Math.sqrt(index) * (index % 2 === 0 ? 1 : -1),
  count: index * 1000,
  level: index % 3,
  at: Date.UTC(2024, 0, 1) + index * 3_600_000,
  isOpen: index % 4 === 0,
}));

const wanted: Record<string, ColumnKind> = {
  at: 'time',
  id: 'text',
  shop: 'category',
  sales: 'number',
  count: 'number',
  level: 'category',
  isOpen: 'text',
};

const quote = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = ['id,shop,sales,count,level,at,isOpen']
  .concat(
    rows.map(row =>
      [row.id, quote(row.shop), row.sales ?? '', row.count, row.level, new Date(row.at).toISOString(), row.isOpen].join(
        ',',
      ),
    ),
  )
  .join('\n');
const jsonLines = rows.map(row => JSON.stringify({ ...row, at: new Date(row.at).toISOString() })).join('\n');

function parquet(isNullable: boolean): Uint8Array {
  const nullable = isNullable;
  return new Uint8Array(
    parquetWriteBuffer({
      rowGroupSize: [1, 700],
      pageSize: 1000,
      columnData: [
        { name: 'id', data: rows.map(row => row.id), type: 'STRING', nullable },
        { name: 'shop', data: rows.map(row => row.shop), type: 'STRING', nullable },
        { name: 'sales', data: rows.map(row => row.sales), type: 'DOUBLE' },
        { name: 'count', data: rows.map(row => BigInt(row.count)), type: 'INT64', nullable },
        { name: 'level', data: rows.map(row => row.level), type: 'DOUBLE', nullable },
        { name: 'at', data: rows.map(row => new Date(row.at)), type: 'TIMESTAMP', nullable },
        { name: 'isOpen', data: rows.map(row => row.isOpen), type: 'BOOLEAN', nullable },
      ],
    }),
  );
}

const formats: readonly (readonly [string, string | Uint8Array])[] = [
  ['commas.csv', csv],
  ['bom-and-crlf.csv', `\ufeff${csv.replaceAll('\n', '\r\n')}\r\n`],
  ['zipped.csv.gz', gzipSync(csv)],
  ['no-name-that-tells', csv],
  ['objects.jsonl', jsonLines],
  ['bom-and-crlf.ndjson', `\ufeff${jsonLines.replaceAll('\n', '\r\n')}\r\n`],
  ['zipped.jsonl.gz', gzipSync(jsonLines)],
  ['objects-without-a-name', jsonLines],
  ['optional.parquet', parquet(true)],
  ['required.parquet', parquet(false)],
  ['columns-without-a-name', parquet(true)],
];

let folder: Folder;
beforeAll(() => {
  folder = createFolder();
  for (const [name, content] of formats) folder.write(name, content);
});
afterAll(() => folder.remove());

describe.each(formats.map(([name]) => name))('%s', name => {
  test('has the columns in order', async () => {
    const table = await open(folder.path(name));
    expect(await table.columns()).toEqual(['id', 'shop', 'sales', 'count', 'level', 'at', 'isOpen']);
  });

  test('gives the rows as they are', async () => {
    const whole = await readAll(await open(folder.path(name)), wanted);
    expect(whole.rows).toBe(ROWS);
    expect(whole.columns).toEqual({
      id: rows.map(row => row.id),
      shop: rows.map(row => row.shop),
      sales: rows.map(row => row.sales ?? Number.NaN),
      count: rows.map(row => row.count),
      level: rows.map(row => String(row.level)),
      at: rows.map(row => row.at),
      isOpen: rows.map(row => String(row.isOpen)),
    });
  });

  test('gives texts that are only compared as keys, the same ones in every format', async () => {
    const keys = await readAll(await open(folder.path(name)), { id: 'key', shop: 'key', level: 'key' });
    expect(keys.columns).toEqual({
      id: rows.map(row => keyOf(row.id)),
      shop: rows.map(row => keyOf(row.shop)),
      level: rows.map(row => keyOf(String(row.level))),
    });
    expect(new Set(keys.columns.id).size).toBe(ROWS);
  });

  test('cuts them into batches that follow each other', async () => {
    const table = await open(folder.path(name), 4096, 600);
    const found: unknown[] = [];
    for await (const { rows: count, firstRow, columns } of table.read(new Map(Object.entries(wanted)))) {
      const lengths = new Set([...columns.values()].map(column => valuesOf(column).length));
      found.push([count, firstRow, [...columns.keys()], [...lengths]]);
    }
    const names = Object.keys(wanted);
    const counts = [600, 600, 600, 600, 100];
    expect(found).toEqual(counts.map((count, index) => [count, index * 600, names, [count]]));
  });

  test('shares the labels of a category between batches, in the order in which they come', async () => {
    const table = await open(folder.path(name), 4096, 600);
    const lists = new Set<readonly string[]>();
    for await (const { columns } of table.read(new Map([['shop', 'category']]))) {
      const shop = columns.get('shop');
      if (shop?.kind === 'category') lists.add(shop.labels);
    }
    expect([...lists]).toEqual([[...new Set(rows.map(row => row.shop))]]);
  });

  test('can be read twice, and at the same time', async () => {
    const table = await open(folder.path(name));
    const [one, two] = await Promise.all([readAll(table, { sales: 'number' }), readAll(table, { sales: 'number' })]);
    expect(two).toEqual(one);
  });

  test('counts rows without reading a column', async () => {
    expect((await readAll(await open(folder.path(name)), {})).rows).toBe(ROWS);
  });

  test('stops when its reader does', async () => {
    const table = await open(folder.path(name), 4096, 10);
    for await (const batch of table.read(new Map([['id', 'text']]))) {
      expect(batch.rows).toBe(10);
      break;
    }
    expect((await readAll(table, {})).rows).toBe(ROWS);
  });
});

test('the digest is that of the bytes as they are stored', async () => {
  const table = await open(folder.write('known.csv', 'a\nb\n'));
  expect(await table.digest()).toBe('sha256:911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2');
});
