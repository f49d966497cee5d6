// Damaged bytes, of any format, are read or refused as the fault of that file: never a crash, never an endless loop.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { RelevoError } from '../../../src/errors.ts';
import { createFolder, type Folder, open, readAll } from './tables.ts';

let folder: Folder;
beforeAll(() => {
  folder = createFolder();
});
afterAll(() => folder.remove());

const csv = Buffer.from('n,t,when\n1,"x ""y""",2024-01-01\n2.5,"l\nm",2024-01-02T00:00:00Z\n3,é,\n');
const jsonLines = Buffer.from(
  '{"n":1,"t":"x","when":"2024-01-01"}\n{"n":2.5,"t":null,"when":1700000000}\n{"n":"3","t":"\\u00e9"}\n',
);
const parquet = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'n', data: [1, 2.5, undefined, 4] },
      { name: 't', data: ['x', 'y', 'x', 'x'], type: 'STRING' },
      { name: 'when', data: [new Date(0), undefined, new Date(2), new Date(3)], type: 'TIMESTAMP' },
    ],
  }),
);

const formats: readonly (readonly [string, Uint8Array])[] = [
  ['table.csv', csv],
  ['table.jsonl', jsonLines],
  ['table.csv.gz', gzipSync(csv)],
  ['table.parquet', parquet],
];

describe.each(formats)('%s', (name, whole) => {
  const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...Buffer.from('",\n\r\0;{}')));
  const damage = fc.record({
    bytes: fc.array(fc.tuple(fc.nat(whole.length - 1), byte), { minLength: 1, maxLength: 3 }),
    length: fc.option(fc.nat(whole.length), { nil: whole.length, freq: 5 }),
    chunkBytes: fc.integer({ min: 1, max: 64 }),
  });

  test('damaged and cut', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async ({ bytes, length, chunkBytes }) => {
        const damaged = Buffer.from(whole);
        for (const [position, value] of bytes) damaged[position] = value;
        const path = folder.write(name, damaged.subarray(0, length));
        try {
          const { rows } = await readAll(await open(path, chunkBytes, 2), { n: 'number', t: 'category', when: 'time' });
          expect(rows).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof RelevoError)) throw error;
          expect(error.message).toContain(path);
        }
      }),
      { seed: 42, numRuns: 300 },
    );
  }, 60_000);
});
