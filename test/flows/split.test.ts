import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { copyRows } from '../../src/adapters/row-copy.ts';
import { createRows } from '../../src/adapters/rows/rows.ts';
import { createFile } from '../../src/adapters/system.ts';
import { type SplitRequest, split } from '../../src/flows/split.ts';
import { makeFolder } from '../e2e/relevo.ts';

interface Sides {
  readonly train: string;
  readonly holdout: string;
}

/** Splits a file's content through the real reader and the real copy, in small pieces so that each boundary is met. */
async function splitText(content: string, name: string, request: SplitRequest): Promise<Sides> {
  const folder = makeFolder({ [name]: content });
  const path = (file: string) => join(folder, file);
  const files = [await createFile(path('train')), await createFile(path('holdout'))] as const;
  const table = await createRows(Readable.from([]), { chunkBytes: 64, batchRows: 3 }).open(path(name));
  const bytes = createReadStream(path(name), { highWaterMark: 7 });
  try {
    await split(table, request, placed => copyRows(bytes, placed, files));
  } catch (error) {
    for (const file of files) await file.discard();
    throw error;
  }
  for (const file of files) await file.finish();
  return { train: readFileSync(path('train'), 'utf8'), holdout: readFileSync(path('holdout'), 'utf8') };
}

/** The same, or undefined when nothing would be left for one side. */
async function splitIfPossible(content: string, name: string, request: SplitRequest): Promise<Sides | undefined> {
  try {
    return await splitText(content, name, request);
  } catch (error) {
    expect(error).toMatchObject({ code: 'split-one-sided' });
    return undefined;
  }
}

interface Row {
  readonly day: number;
  readonly user: string;
  readonly text: string;
}

const isoDay = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const cells = {
  day: fc.integer({ min: 19_000, max: 19_020 }),
  user: fc.constantFrom('', 'ana', 'bo', 'cy', 'di', 'ed', 'flo', '"g,g"', '"h\nh"'),
  note: fc.constantFrom('', 'plain', '"a,b"', '"two\nlines"', '"say ""hi"""', '"\r\n\n"', 'ñ€😀'),
  end: fc.constantFrom('\n', '\r\n', '\n\n', '\n\r\n'),
};

/** Rows as they may stand in a CSV file; each begins with a word of its own, by which it is found again. */
const csvRows: fc.Arbitrary<readonly Row[]> = fc.array(fc.record(cells), { minLength: 1, maxLength: 40 }).map(rows =>
  rows.map(({ day, user, note, end }, index) => ({
    day,
    user,
    text: `R${index},${isoDay(day)},${user},${note}${end}`,
  })),
);

const jsonRows = fc.array(fc.record(cells), { minLength: 1, maxLength: 40 }).map(rows =>
  rows.map(({ day, user, note, end }, index) => ({
    day,
    user,
    text: `{"row": "R${index},", "note": ${JSON.stringify(note)}, "date":"${isoDay(day)}","user":${JSON.stringify(user)}}${end}`,
  })),
);

const formats = [
  ['CSV', 'table.csv', 'row,date,user,note\n', csvRows],
  ['CSV with a byte order mark', 'table.csv', '\ufeffrow,date,user,note\r\n', csvRows],
  ['JSON Lines', 'table.jsonl', '', jsonRows],
  ['JSON Lines with a byte order mark', 'table.jsonl', '\ufeff', jsonRows],
] as const;

const byGroup: SplitRequest = { kind: 'random', group: 'user', share: 0.4, seed: 0 };
const byRow: SplitRequest = { kind: 'random', group: undefined, share: 0.4, seed: 3 };
const byTime: SplitRequest = { kind: 'time', column: 'date', cut: { kind: 'share', share: 0.3 } };

const tableOf = (header: string, rows: readonly Row[]) => header + rows.map(({ text }) => text).join('');

/** The rows of both sides; fails unless each row stands on exactly one side, byte by byte and in order. */
function takeApart(header: string, rows: readonly Row[], sides: Sides): { train: Row[]; holdout: Row[] } {
  const isIn = (side: string, index: number) => side.includes(`R${index},`);
  const train = rows.filter((_, index) => isIn(sides.train, index));
  const holdout = rows.filter((_, index) => isIn(sides.holdout, index));
  expect(sides).toEqual({ train: tableOf(header, train), holdout: tableOf(header, holdout) });
  expect(train.length + holdout.length).toBe(rows.length);
  return { train, holdout };
}

const usersOf = (rows: readonly Row[]) => new Set(rows.map(({ user }) => user));
const daysOf = (rows: readonly Row[]) => rows.map(({ day }) => day);

describe.each(formats)('%s', (_, name, header, rowsOf) => {
  test('a split by time keeps every row once, in order, and equal times together', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, async rows => {
        const sides = await splitIfPossible(tableOf(header, rows), name, byTime);
        if (sides === undefined) return expect(new Set(daysOf(rows)).size).toBe(1);
        const { train, holdout } = takeApart(header, rows, sides);
        return expect(Math.max(...daysOf(train))).toBeLessThan(Math.min(...daysOf(holdout)));
      }),
      { seed: 42, numRuns: 30 },
    );
  });

  test('a random split keeps every row once, in order, and groups whole', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, async rows => {
        const sides = await splitIfPossible(tableOf(header, rows), name, byGroup);
        if (sides === undefined) return;
        const { train, holdout } = takeApart(header, rows, sides);
        const both = usersOf(train).size + usersOf(holdout).size;
        expect(both).toBe(usersOf(rows).size);
      }),
      { seed: 42, numRuns: 30 },
    );
  });

  test.each([
    ['groups', byGroup],
    ['rows', byRow],
  ] as const)('rows that are added later move no earlier %s', async (_kind, request) => {
    await fc.assert(
      fc.asyncProperty(rowsOf, fc.integer({ min: 1, max: 39 }), async (rows, cut) => {
        const earlier = rows.slice(0, cut);
        const before = await splitIfPossible(tableOf(header, earlier), name, request);
        const after = await splitIfPossible(tableOf(header, rows), name, request);
        if (before === undefined || after === undefined) return;
        const held = takeApart(header, earlier, before).holdout;
        const stillHeld = takeApart(header, rows, after).holdout.filter(row => earlier.includes(row));
        expect(stillHeld).toEqual(held);
      }),
      { seed: 42, numRuns: 20 },
    );
  });
});

describe('what cannot be split', () => {
  test('a row without a time belongs to neither side', async () => {
    const content = 'date,y\n2024-01-01,1\n,2\n2024-01-03,3\n';
    await expect(splitText(content, 'table.csv', byTime)).rejects.toMatchObject({
      code: 'data-value',
      message: expect.stringContaining('line 3, column date'),
    });
  });

  test('one group cannot be on two sides', async () => {
    const content = 'user,y\nana,1\nana,2\n';
    await expect(splitText(content, 'table.csv', byGroup)).rejects.toMatchObject({
      code: 'split-one-sided',
      message: expect.stringContaining('all of its rows (2)'),
    });
  });
});
