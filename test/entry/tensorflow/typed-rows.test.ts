import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { createRows } from '../../../src/adapters/rows/rows.ts';
import { findNumeric, readTyped, type TypedBatch } from '../../../src/entry/tensorflow/typed-rows.ts';
import { makeFolder } from '../../e2e/relevo.ts';

const table = async (text: string) => {
  const folder = makeFolder({ 'data.csv': text });
  return createRows(Readable.from([]), { chunkBytes: 64, batchRows: 3 }).open(`${folder}/data.csv`);
};

async function readAll(text: string, size: number): Promise<TypedBatch[]> {
  const opened = await table(text);
  const batches: TypedBatch[] = [];
  for await (const batch of readTyped(opened, ['id'], await findNumeric(opened), size)) batches.push(batch);
  return batches;
}

describe('findNumeric', () => {
  test.each([
    ['numbers', ['1', '-2.5', '1e3'], true],
    ['numbers and gaps', ['', '2', ''], true],
    ['nothing', ['', '', ''], false],
    ['a late word', ['1', '2', '3', '4', '5', 'x'], false],
    ['codes with a leading zero', ['007', '1', '2'], false],
    ['zeros', ['0', '0.5', '-0'], true],
    ['numbers that a double would round', ['12345678901234567', '1', '2'], false],
    ['dates', ['2024-01-01', '2024-01-02', '2024-01-03'], false],
  ])('of %s', async (_name, values, isNumeric) => {
    const opened = await table(`id,x\n${values.map((value, row) => `r${row},${value}\n`).join('')}`);
    expect((await findNumeric(opened)).has('x')).toBe(isNumeric);
  });
});

describe('readTyped', () => {
  const text = `id,x,name,__proto__\n${[1, 2, 3, 4, 5].map(row => `0${row},${row === 2 ? '' : row},n${row},${row}\n`).join('')}`;

  test('gives all rows at once, or portions of the wanted size', async () => {
    const [whole, ...none] = await readAll(text, Number.POSITIVE_INFINITY);
    expect(none).toEqual([]);
    const portions = await readAll(text, 2);
    expect(portions.map(({ rows, before }) => [rows.length, before])).toEqual([
      [2, 0],
      [2, 2],
      [1, 4],
    ]);
    expect(portions.flatMap(({ rows }) => rows)).toEqual(whole?.rows);
    expect(portions.flatMap(({ ids }) => ids)).toEqual([['01'], ['02'], ['03'], ['04'], ['05']]);
  });

  test('keeps text as it stands, and has NaN where a number is missing', async () => {
    const [batch] = await readAll(text, 10);
    expect(batch?.rows[0]).toMatchObject({ id: '01', x: 1, name: 'n1' });
    expect(batch?.rows[1]?.x).toBeNaN();
    expect(Object.entries(batch?.rows[4] ?? {})).toContainEqual(['__proto__', 5]);
  });
});
