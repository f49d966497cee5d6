import { describe, expect, test } from '@jest/globals';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Comparison } from '../../src/core/comparison.ts';
import { compareTables } from '../../src/flows/compare.ts';
import { differences } from '../core/closeness.ts';
import { policyOf, relative } from '../core/policies.ts';
import { repeated, sampleOf } from '../core/samples.ts';
import { memoryTable } from './memory-table.ts';
import { compareTexts, opened, requestOf, written } from './predictions.ts';

const rows = 90;
const { target = [], baseline, candidate } = sampleOf('regression', { rows, seed: 3 });
const shops = ['Vigo', 'A Coruña', 'Oia'];
const number = (value: string | number | undefined): string => (value as number).toFixed(4);
const baseLine = (row: number): string =>
  `${row + 1},${shops[row % 3]},${number(target[row])},${number(baseline[row])}`;
const candidateLine = (row: number): string => `${row + 1},${number(candidate[row])}`;
const straight = repeated(rows, row => row);

const baseText = (order = straight): string => `${['id,shop,y,prediction', ...order.map(baseLine)].join('\n')}\n`;
const candidateText = (order = straight): string => `${['id,prediction', ...order.map(candidateLine)].join('\n')}\n`;
const question = { metrics: ['wape', 'mae', 'bias'], slices: ['shop'], policy: policyOf({ margin: relative(5) }) };

const mixed = [...straight].sort((a, b) => Math.sin(a * 7.3) - Math.sin(b * 7.3));
const whole = (): Promise<Comparison> => compareTexts(baseText(), candidateText(), question);

describe('two files', () => {
  test('are compared row by row', async () => {
    const comparison = await whole();
    expect(comparison).toMatchObject({ task: 'regression', rows, groups: rows, unit: 'rows', warnings: [] });
    const wape = (predictions: readonly (number | string)[]): number =>
      straight.reduce((sum, row) => sum + Math.abs(Number(number(predictions[row])) - Number(number(target[row]))), 0) /
      straight.reduce((sum, row) => sum + Math.abs(Number(number(target[row]))), 0);
    expect(comparison.metrics[0]?.baseline).toBeCloseTo(wape(baseline), 12);
    expect(comparison.metrics[0]?.candidate).toBeCloseTo(wape(candidate), 12);
    expect(
      comparison.metrics
        .filter(({ slice }) => slice !== null)
        .map(({ slice }) => slice?.shop)
        .sort(),
    ).toEqual([...shops].sort());
  });

  test.each([
    ['the candidate in another order', straight, mixed],
    ['the baseline in another order', mixed, straight],
    ['both in one other order', mixed, mixed],
    ['both in orders of their own', mixed, [...mixed].reverse()],
    ['both descending', [...straight].reverse(), [...straight].reverse()],
  ])('%s: the same comparison', async (_, first, second) => {
    const comparison = await compareTexts(baseText(first), candidateText(second), question);
    expect(differences(comparison, await whole())).toEqual([]);
  });

  test('ids may be of several columns, texts, and longer than numbers', async () => {
    const name = (row: number): string => `${Math.floor(row / 10)},u${row % 10}`;
    const first = ['day,user,shop,y,prediction', ...straight.map(row => baseLine(row).replace(/^\d+/, name(row)))];
    const second = [
      'user,day,prediction',
      ...mixed.map(row => candidateLine(row).replace(/^\d+/, name(row).split(',').reverse().join(','))),
    ];
    const comparison = await compareTexts(first.join('\n'), second.join('\n'), { ...question, ids: ['day', 'user'] });
    const { flips, ...rest } = await whole();
    const { flips: named, ...others } = comparison;
    expect(differences(others, rest)).toEqual([]);
    expect(named.worst[0]?.id).toEqual({ day: expect.any(String), user: expect.stringMatching(/^u\d$/) });
    expect(named.right_to_wrong).toBe(flips.right_to_wrong);
  });

  test('columns may stand in another order, and the target in either file or in both', async () => {
    const reordered = [
      'prediction,y,id',
      ...mixed.map(row => `${number(candidate[row])},${number(target[row])},${row + 1}`),
    ];
    expect(differences(await compareTexts(baseText(), reordered.join('\n'), question), await whole())).toEqual([]);
    const untold = [
      'id,prediction,shop',
      ...straight.map(row => `${row + 1},${number(baseline[row])},${shops[row % 3]}`),
    ];
    expect(differences(await compareTexts(untold.join('\n'), reordered.join('\n'), question), await whole())).toEqual(
      [],
    );
  });

  test('a target that only one of the files knows by now is no contradiction', async () => {
    const early = [
      'id,y,prediction',
      ...straight.map(row => `${row + 1},${row < 30 ? number(target[row]) : ''},${number(candidate[row])}`),
    ];
    expect(differences(await compareTexts(baseText(), early.join('\n'), question), await whole())).toEqual([]);
  });

  test('a byte order mark, carriage returns, quotes and a trailing blank line are simply read', async () => {
    const dressed = `\ufeff${baseText().replaceAll('Vigo', '"Vigo"').replaceAll('\n', '\r\n')}\r\n`;
    expect(differences(await compareTexts(dressed, candidateText(), question), await whole())).toEqual([]);
  });

  test('Parquet against CSV', async () => {
    const file = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'prediction', data: mixed.map(row => Number(number(candidate[row]))), type: 'DOUBLE' },
          { name: 'id', data: mixed.map(row => row + 1), type: 'INT32' },
        ],
      }),
    );
    const tables = [
      await opened(written('base.csv', baseText())),
      await opened(written('cand.parquet', file)),
    ] as const;
    expect(differences(await compareTables(requestOf(...tables, question)), await whole())).toEqual([]);
  });

  test('standard input is read twice where it must be', async () => {
    const tables = [await opened('-', baseText(mixed)), await opened(written('cand.csv', candidateText()))] as const;
    expect(differences(await compareTables(requestOf(...tables, question)), await whole())).toEqual([]);
  });

  test('tables from anywhere', async () => {
    const lines = (text: string): string[] => text.trim().split('\n');
    for (const batch of [1, 7, 1000]) {
      const tables = [
        memoryTable('base', lines(baseText()), batch),
        memoryTable('cand', lines(candidateText(mixed)), 5),
      ] as const;
      expect(differences(await compareTables(requestOf(...tables, question)), await whole())).toEqual([]);
    }
  });
});

describe('one file with both predictions', () => {
  const lines = straight.map(
    row => `${row + 1},${shops[row % 3]},${number(target[row])},${number(baseline[row])},${number(candidate[row])}`,
  );
  const both = ['id,shop,y,old,new', ...lines].join('\n');
  const columns = { ...question, baselinePrediction: 'old', candidatePrediction: 'new' };

  const compared = async (text: string, ids: readonly string[]): Promise<Comparison> => {
    const table = await opened(written('both.csv', text));
    return compareTables(requestOf(table, table, { ...columns, ids }));
  };

  test('is compared like two', async () => {
    expect(differences(await compared(both, ['id']), await whole())).toEqual([]);
  });

  test('needs no ids: rows are named by their line', async () => {
    const { flips } = await compared(both, []);
    const { flips: named } = await whole();
    expect(flips.worst.map(({ id }) => id)).toEqual(named.worst.map(({ id }) => ({ line: String(Number(id.id) + 1) })));
  });

  test('a duplicate id is found there too, whatever the order', async () => {
    for (const at of [2, 60]) {
      const doubled = ['id,shop,y,old,new', ...lines.slice(0, at), lines[1], ...lines.slice(at)].join('\n');
      await expect(compared(doubled, ['id'])).rejects.toMatchObject({ code: 'id-duplicate' });
    }
  });
});

describe('rows without a target', () => {
  const partly = baseText().replaceAll(/^(\d*[05],[^,]*),[^,]*/gm, '$1,');

  test('are left out when asked for, and counted', async () => {
    const comparison = await compareTexts(partly, candidateText(), { ...question, dropUnlabelled: true });
    expect(comparison.rows).toBe(72);
    expect(comparison.warnings[0]).toEqual({
      code: 'unlabelled-rows',
      message: '18 rows without a target left out, as asked for.',
      count: 18,
    });
    const kept = straight.filter(row => (row + 1) % 5 !== 0);
    const { warnings: _, ...rest } = comparison;
    const { warnings: __, ...expected } = await compareTexts(baseText(kept), candidateText(kept), question);
    expect(differences(rest, expected)).toEqual([]);
  });

  test('are left out of whole batches too', async () => {
    const gone = baseText().replaceAll(/^(\d,[^,]*),[^,]*/gm, '$1,');
    const { rows: left, warnings } = await compareTexts(gone, candidateText(), { ...question, dropUnlabelled: true });
    expect([left, warnings[0]?.count]).toEqual([81, 9]);
  });
});

describe('groups and times', () => {
  const day = (row: number): string => new Date(Date.UTC(2024, 0, 1 + Math.floor(row / 3))).toISOString().slice(0, 10);
  const text = [
    'id,y,prediction,day,shop',
    ...straight.map(row => `${row + 1},${number(target[row])},${number(baseline[row])},${day(row)},${shops[row % 3]}`),
  ].join('\n');

  test('units are groups, or moments in time', async () => {
    expect(await compareTexts(text, candidateText(), { group: 'shop' })).toMatchObject({ groups: 3, unit: 'groups' });
    expect(await compareTexts(text, candidateText(), { time: 'day' })).toMatchObject({ groups: 30, unit: 'days' });
  });

  test('a time may be a group, an id and a slice at once', async () => {
    const comparison = await compareTexts(
      text,
      ['id,day,prediction', ...straight.map(row => `${row + 1},${day(row)},${number(candidate[row])}`)].join('\n'),
      {
        time: 'day',
        group: 'day',
        ids: ['day', 'id'],
        slices: ['day'],
      },
    );
    expect(comparison).toMatchObject({ groups: 30, unit: 'days' });
    expect(comparison.slices.too_small).toHaveLength(30);
  });
});

test('how far it has come is told while rows are read', async () => {
  const told: number[] = [];
  const tables = [
    await opened(written('base.csv', baseText())),
    await opened(written('cand.csv', candidateText())),
  ] as const;
  await compareTables(requestOf(...tables, question), count => told.push(count));
  expect(told.at(-1)).toBe(rows);
  expect(told).toEqual([...told].sort((a, b) => a - b));
});
