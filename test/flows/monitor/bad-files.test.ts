// Files of logs as they really are: empty, cut off, in the making, gone, changed under the reader. Nothing is lost, nothing is
// counted twice, and the reader is told which file it is and what to do.
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Watch } from '../../../src/report/watch-schema.ts';
import type { Production } from './production.ts';
import { asJsonLines, asLog, asParquet, byDay, later, type ShopRow } from './shop-logs.ts';
import { begin, log, memoryOf, rowsFrom } from './watched-shop.ts';

const DAYS = 12;
const LAST = '2025-06-12';
const days = byDay(rowsFrom({ days: DAYS }));
const rowsOf = (day: string): readonly ShopRow[] => days.get(day) ?? [];
const end = `${later(LAST, 1)}T01:00:00Z`;

/** What is remembered of the days when nothing went wrong. */
let whole: ReturnType<typeof memoryOf>;
beforeAll(async () => {
  const production = await begin();
  log(production, { days: DAYS });
  whole = memoryOf(await production.watch());
});

async function logged(): Promise<Production> {
  const production = await begin();
  log(production, { days: DAYS });
  return production;
}

/** What is told of this look, beside what is always so. */
const ownNotes = ({ notes }: Watch): string[] => notes.filter(note => !note.startsWith('features are held against'));

/** A look that is refused with a sentence about the file, and stores nothing. */
async function refused(production: Production, code: string, file: string): Promise<void> {
  const before = await production.registry.ledger.watch('daily-sales');
  const watch = await production.watch();
  expect(watch).toMatchObject({ state: 'unknown', watch: null, events: [], failure: { code } });
  expect(watch.failure?.what).toContain(file);
  expect(watch.failure?.remedy).not.toBe('');
  expect(await production.registry.ledger.watch('daily-sales')).toBe(before);
}

test('every format is read alike, and they may be mixed', async () => {
  const production = await begin();
  const writers = [
    ['csv', asLog],
    ['jsonl', asJsonLines],
    ['parquet', asParquet],
    ['csv.gz', (rows: readonly ShopRow[]) => gzipSync(asLog(rows))],
  ] as const;
  for (const [place, [day, rows]] of [...days].entries()) {
    const [ending, write] = writers[place % writers.length] as (typeof writers)[number];
    production.write(`logs/${day}.${ending}`, write(rows));
  }
  production.at(end);
  expect(memoryOf(await production.watch())).toEqual(whole);
});

test.each([5, 17, 40])('files in no order of days are counted by day, with %i rows held at once', async budget => {
  const production = await begin();
  const rows = rowsFrom({ days: DAYS });
  for (let file = 0; file < 7; file++) {
    production.write(`logs/${file}.csv`, asLog(rows.filter((_, row) => (row * 5) % 7 === file)));
  }
  production.at(end);
  const watch = await production.watch(budget);
  expect(watch.rows).toMatchObject({ counted: 44, late_rows: 0, duplicates: 0 });
  const { versions, ...others } = memoryOf(watch);
  expect(others).toEqual({ ...whole, versions: undefined, chart: others.chart });
  expect(versions[0]?.quality).toEqual(whole.versions[0]?.quality);
  expect(versions[0]?.signals.map(({ recent }) => recent.map(([day, count]) => [day, count]))).toEqual(
    whole.versions[0]?.signals.map(({ recent }) => recent.map(([day, count]) => [day, count])),
  );
});

describe('a file without rows', () => {
  const header = 'date,shop,price,prediction,sales';
  test.each([
    ['empty.csv', ''],
    ['header.csv', `${header}\n`],
    ['header-alone.csv', header],
    ['blank.csv', '\n\n\n'],
    ['empty.jsonl', ''],
    ['empty.csv.gz', gzipSync('')],
    ['none.parquet', asParquet([])],
    ['empty.parquet', ''],
  ])('%s holds nothing, and is named', async (name, content) => {
    const production = await logged();
    production.write(`logs/${name}`, content);
    const watch = await production.watch();
    expect(memoryOf(watch)).toEqual(whole);
    expect(watch.files).toMatchObject({ matched: DAYS + 1, new: DAYS + 1 });
    expect(watch.notes.find(note => note.includes(name))).toBe(
      `without rows: logs/${name}; if production did predict, check what writes them`,
    );
    production.at(`${later(LAST, 2)}T01:00:00Z`);
    production.write(`logs/${name}`, '');
    expect((await production.watch()).rows).toMatchObject({ late_rows: 0, changed_days: 0 });
  });
});

describe('a file that is cut off', () => {
  const text = asLog(rowsOf('2025-06-05'));
  test.each([
    ['parquet-truncated', 'parquet', asParquet(rowsOf('2025-06-05')).slice(0, -40)],
    ['gzip-broken', 'csv.gz', gzipSync(text).subarray(0, -20)],
    ['row-ragged', 'csv', text.slice(0, text.lastIndexOf(','))],
    ['json-line', 'jsonl', asJsonLines(rowsOf('2025-06-05')).slice(0, -10)],
  ])('is told as %s, and counted once it is whole', async (code, ending, content) => {
    const production = await begin();
    for (const [day, rows] of days) if (day !== '2025-06-05') production.write(`logs/${day}.csv`, asLog(rows));
    production.write(`logs/2025-06-05.${ending}`, content);
    production.at(end);
    await refused(production, code, `2025-06-05.${ending}`);
    production.remove(`logs/2025-06-05.${ending}`);
    production.write('logs/2025-06-05.csv', text);
    expect(memoryOf(await production.watch())).toEqual(whole);
  });

  test('while it is written is read up to its last whole line, at every look', async () => {
    const production = await begin();
    const content = asLog(rowsOf(LAST));
    log(production, { days: DAYS - 1 });
    for (let cut = 3; cut < content.length; cut += 11) {
      production.write(`logs/${LAST}.csv`, content.slice(0, cut));
      const watch = await production.watch();
      expect([cut, watch.failure, watch.rows.late_rows]).toEqual([cut, null, 0]);
      const isUnfinished = content[cut - 1] !== '\n';
      expect(
        watch.notes.includes(`still being written: logs/${LAST}.csv; the last line waits until it has an end`),
      ).toBe(isUnfinished);
    }
    production.at(end);
    production.write(`logs/${LAST}.csv`, content);
    expect(memoryOf(await production.watch())).toEqual(whole);
  });

  test('is read to its end, line feed or not, once nobody has written to it for a while', async () => {
    const production = await begin();
    for (const [day, rows] of days) production.write(`logs/${day}.csv`, asLog(rows).trimEnd());
    production.at(end);
    const watch = await production.watch();
    expect(memoryOf(watch)).toEqual(whole);
    expect(ownNotes(watch)).toEqual([]);
  });
});

describe('files that were put there just now, without a line end at their end', () => {
  test('are read to their end, whatever the time that they bear', async () => {
    const production = await begin();
    production.at(end);
    for (const [day, rows] of days) production.write(`logs/${day}.csv`, asLog(rows).trimEnd());
    const watch = await production.watch();
    expect(memoryOf(watch)).toEqual(whole);
    expect(ownNotes(watch)).toEqual([]);
  });

  test('and grew since are read to their end when they grow no more', async () => {
    const production = await begin();
    log(production, { days: DAYS - 1 });
    production.at('2025-06-12T12:00:00Z');
    const content = asLog(rowsOf(LAST)).trimEnd();
    production.write(`logs/${LAST}.csv`, content.slice(0, content.lastIndexOf('\n')));
    expect((await production.watch()).rows.read).toBe(47);
    production.at('2025-06-12T13:00:00Z');
    production.write(`logs/${LAST}.csv`, content);
    expect((await production.watch()).rows.read).toBe(3);
    production.at(end);
    production.write(`logs/${LAST}.csv`, content);
    const watch = await production.watch();
    expect(watch.rows.read).toBe(4);
    expect(memoryOf(watch)).toEqual(whole);
  });
});

describe('a file that vanishes', () => {
  test('once it was counted is named, and changes nothing', async () => {
    const production = await logged();
    await production.watch();
    production.remove('logs/2025-06-03.csv');
    const watch = await production.watch();
    expect(watch.files.vanished).toEqual(['logs/2025-06-03.csv']);
    expect(ownNotes(watch)).toEqual([]);
    expect(memoryOf(watch)).toEqual(whole);
    expect((await production.watch()).files.vanished).toEqual([]);
  });

  test('before is told with what to do, and counted when it is back', async () => {
    const production = await begin();
    log(production, { days: DAYS - 1 });
    await production.watch();
    const held = asLog(rowsOf('2025-06-11'));
    production.remove('logs/2025-06-11.csv');
    const watch = await production.watch();
    expect(ownNotes(watch)).toEqual([
      'vanished before all their days were counted: logs/2025-06-11.csv; put them back, or the rows of these days are missing',
    ]);
    production.write('logs/2025-06-11.csv', held);
    production.at(end);
    production.write(`logs/${LAST}.csv`, asLog(rowsOf(LAST)));
    expect(memoryOf(await production.watch())).toEqual(whole);
  });
});

describe('a file that changes', () => {
  const path = 'logs/2025-06-09.csv';
  test('after its days were counted is named; what was counted stays, and rows are told to be late', async () => {
    const production = await logged();
    await production.watch();
    const rows = rowsOf('2025-06-09');
    const corrected = rows.map((row, place) => (place === 0 ? { ...row, sales: 1 } : row));
    production.write(path, asLog(corrected));
    const changed = await production.watch();
    expect(changed.files.rewritten).toEqual([path]);
    expect(changed.rows).toMatchObject({ changed_days: 1, late_rows: 0, counted: 0 });
    production.write(path, asLog([...corrected, { ...(rows[0] as ShopRow), shop: 'Braga' }]));
    const grown = await production.watch();
    expect(grown.files).toMatchObject({ appended: 1, rewritten: [] });
    expect(grown.rows).toMatchObject({ changed_days: 0, late_rows: 1, counted: 0 });
    expect(memoryOf(grown)).toEqual(whole);
  });

  test.each([
    ['rewritten', (production: Production) => production.write(path, asLog(rowsOf('2025-06-09').slice(1)))],
    ['cut', (production: Production) => production.write(path, asLog(rowsOf('2025-06-09')).slice(0, 60))],
    ['garbled', (production: Production) => production.write(path, `"${asLog(rowsOf('2025-06-09'))}`)],
    ['removed', (production: Production) => production.remove(path)],
  ])('while it is read (%s) is told, and nothing is counted', async (_, happen) => {
    const production = await logged();
    production.meanwhile(() => {
      production.at(`${later(LAST, 1)}T01:00:07Z`);
      happen(production);
    });
    await refused(production, 'log-moving', '2025-06-09.csv');
    production.write(path, asLog(rowsOf('2025-06-09')));
    expect(memoryOf(await production.watch())).toEqual(whole);
  });

  test('by rows at its end while it is read is read as it was; the rest waits', async () => {
    const production = await begin();
    log(production, { days: DAYS - 1 });
    const content = asLog(rowsOf(LAST));
    const first = content.indexOf('\n', content.indexOf('\n') + 1) + 1;
    production.write(`logs/${LAST}.csv`, content.slice(0, first));
    production.meanwhile(() => production.write(`logs/${LAST}.csv`, content));
    const watch = await production.watch();
    expect(watch).toMatchObject({ state: 'healthy', failure: null, rows: { read: 45 } });
    production.at(end);
    const next = await production.watch();
    expect(next.files).toMatchObject({ appended: 1, rewritten: [] });
    expect(memoryOf(next)).toEqual(whole);
  });
});
