import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import type { ColumnKind } from '../../../src/ports.ts';
import { createFolder, type Folder, open, readAll, valuesOf } from './tables.ts';

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

/** A column `c` whose element is given whole. */
const typed = (element: NonNullable<Options['schema']>[number]): Options => ({
  schema: [
    { name: 'root', num_children: 1 },
    { ...element, name: 'c' },
  ],
});

describe('logical types', () => {
  const optional = { repetition_type: 'OPTIONAL' } as const;
  const date = { ...optional, name: 'c', type: 'INT32', converted_type: 'DATE' } as const;
  const days = [new Date('2024-05-31'), undefined, new Date('1969-12-31')];

  test('dates', async () => {
    const columns = [{ name: 'c', data: days }];
    expect(await read(columns, 'time', typed(date))).toEqual([1717113600000, Number.NaN, -86400000]);
    expect(await read(columns, 'text', typed(date))).toEqual(['2024-05-31', '', '1969-12-31']);
  });

  test.each([
    [
      'MILLIS',
      true,
      [1717180200123n, -1n],
      [1717180200123, -1],
      ['2024-05-31T18:30:00.123Z', '1969-12-31T23:59:59.999Z'],
    ],
    [
      'MICROS',
      true,
      [1717180200123456n, -1n],
      [1717180200123.456, -1 + 0.999],
      ['2024-05-31T18:30:00.123456Z', '1969-12-31T23:59:59.999999Z'],
    ],
    [
      'NANOS',
      false,
      [1717180200123456789n, -1n],
      [1717180200123.4568, -1 + 0.999999],
      ['2024-05-31T18:30:00.123456789', '1969-12-31T23:59:59.999999999'],
    ],
    ['MILLIS', false, [1717180200000n], [1717180200000], ['2024-05-31T18:30:00']],
  ] as const)('timestamps in %s, in UTC: %s', async (unit, isAdjustedToUTC, data, times, texts) => {
    const element = {
      ...optional,
      name: 'c',
      type: 'INT64',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit },
    } as const;
    const columns = [{ name: 'c', data: [...data] }];
    expect(await read(columns, 'time', typed(element))).toEqual(times);
    expect(await read(columns, 'text', typed(element))).toEqual(texts);
  });

  test.each([
    ['INT32', 2, undefined],
    ['INT64', 2, undefined],
    ['FIXED_LEN_BYTE_ARRAY', 2, 9],
  ] as const)('decimals in %s', async (type, scale, type_length) => {
    const length = type_length === undefined ? {} : { type_length };
    const element = {
      ...optional,
      ...length,
      name: 'c',
      type,
      converted_type: 'DECIMAL',
      scale,
      precision: 9,
    } as const;
    const columns = [{ name: 'c', data: [1.1, -0.03, 12, undefined, 1234567.89] }];
    expect(await read(columns, 'number', typed(element))).toEqual([1.1, -0.03, 12, Number.NaN, 1234567.89]);
    expect(await read(columns, 'category', typed(element))).toEqual(['1.1', '-0.03', '12', '', '1234567.89']);
  });

  test('integers beyond what a double holds keep their digits as text, and are rounded as numbers', async () => {
    const columns: ColumnSource[] = [{ name: 'c', data: [9007199254740993n, -9007199254740993n, 5n], type: 'INT64' }];
    expect(await read(columns, 'text')).toEqual(['9007199254740993', '-9007199254740993', '5']);
    expect(await read(columns, 'number')).toEqual([9007199254740992, -9007199254740992, 5]);
  });

  test('numbers are shortest as text: 1 as in CSV, single precision as it was written', async () => {
    expect(await read([{ name: 'c', data: [1, 2.5, 1e21, -0], type: 'DOUBLE' }], 'text')).toEqual([
      '1',
      '2.5',
      '1e+21',
      '0',
    ]);
    expect(await read([{ name: 'c', data: [0.1, 1 / 3, 1e10, 16777216], type: 'FLOAT' }], 'text')).toEqual([
      '0.1',
      '0.33333334',
      '10000000000',
      '16777216',
    ]);
  });

  test('numbers are times by the rule of all tables', async () => {
    expect(await read([{ name: 'c', data: [1717180200n, 1717180200000n], type: 'INT64' }], 'time')).toEqual([
      1717180200000, 1717180200000,
    ]);
  });

  test('text, unmarked bytes, JSON, UUIDs and booleans', async () => {
    expect(await read([{ name: 'c', data: ['ñ', '', 'a\nb'], type: 'STRING' }], 'text')).toEqual(['ñ', '', 'a\nb']);
    const bytes = [Buffer.from('ñ'), Buffer.from('1.5')];
    expect(await read([{ name: 'c', data: bytes, type: 'BYTE_ARRAY' }], 'category')).toEqual(['ñ', '1.5']);
    expect(await read([{ name: 'c', data: [Buffer.from('1.5')], type: 'BYTE_ARRAY' }], 'number')).toEqual([1.5]);
    expect(await read([{ name: 'c', data: [{ a: 1 }], type: 'JSON' }], 'text')).toEqual(['{"a":1}']);
    const uuid = '00010203-0405-0607-0809-0a0b0c0d0e0f';
    expect(await read([{ name: 'c', data: [uuid], type: 'UUID' }], 'text')).toEqual([uuid]);
    expect(await read([{ name: 'c', data: [true, false], type: 'BOOLEAN' }], 'text')).toEqual(['true', 'false']);
  });
});

describe('encodings', () => {
  const many = Array.from({ length: 5000 }, (_, index) => (index * 7919) % 977);
  test.each([
    ['PLAIN', 'DOUBLE'],
    ['BYTE_STREAM_SPLIT', 'DOUBLE'],
    ['DELTA_BINARY_PACKED', 'INT32'],
    ['PLAIN', 'INT32'],
    ['PLAIN', 'FLOAT'],
  ] as const)('%s of %s, over pages and row groups', async (encoding, type) => {
    const columns: ColumnSource[] = [{ name: 'c', data: many, type, encoding }];
    const path = write(columns, { pageSize: 512, rowGroupSize: 1234 });
    expect((await readAll(await open(path, 1 << 16, 700), { c: 'number' })).columns.c).toEqual(many);
  });

  test.each(['PLAIN', 'DELTA_LENGTH_BYTE_ARRAY', 'DELTA_BYTE_ARRAY'] as const)(
    '%s of text with gaps',
    async encoding => {
      const data = many.map((value, index) => (index % 5 === 0 ? undefined : `value ${value} ${index}`));
      const path = write([{ name: 'c', data, type: 'STRING', encoding }], { pageSize: 512, rowGroupSize: 1234 });
      const whole = await readAll(await open(path, 1 << 16, 700), { c: 'text' });
      expect(whole.columns.c).toEqual(data.map(value => value ?? ''));
    },
  );

  test('dictionaries', async () => {
    const data = many.map(value => (value % 9 === 0 ? undefined : `label ${value % 50}`));
    const path = write([{ name: 'c', data, type: 'STRING' }], { pageSize: 512, rowGroupSize: 1234 });
    const whole = await readAll(await open(path, 1 << 16, 700), { c: 'category' });
    expect(whole.columns.c).toEqual(data.map(value => value ?? ''));
  });

  test('a page larger than what is read ahead', async () => {
    const data = ['a', 'x'.repeat(2 ** 20), 'b'];
    const path = write([{ name: 'c', data, type: 'STRING' }], {
      codec: 'UNCOMPRESSED',
      statisticsTruncateLength: Number.POSITIVE_INFINITY,
    });
    const whole = await readAll(await open(path), { c: 'text' });
    expect(whole.columns.c?.map(value => String(value).length)).toEqual([1, 2 ** 20, 1]);
  });

  test('rows that Polars wrote, with Zstandard, are those that the reader gives row by row', async () => {
    const path = fileURLToPath(new URL('../../../node_modules/vega-datasets/data/flights-3m.parquet', import.meta.url));
    const end = 273_000;
    const file = await asyncBufferFromFile(path);
    const last = await parquetReadObjects({ file, compressors, rowStart: end - 1000, rowEnd: end });
    const expected = last.map(({ date, delay, distance, origin }) => [
      Number(date),
      Number(delay),
      `${distance}`,
      origin,
    ]);
    const table = await open(path, 1 << 16, end);
    const wanted = new Map<string, ColumnKind>([
      ['date', 'time'],
      ['delay', 'number'],
      ['distance', 'text'],
      ['origin', 'category'],
    ]);
    for await (const { columns } of table.read(wanted)) {
      const values = [...columns.values()].map(column => valuesOf(column).slice(-1000));
      expect(expected.map((_, row) => values.map(column => column[row]))).toEqual(expected);
      break;
    }
  }, 60_000);
});
