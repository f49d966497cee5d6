// Rows of logs as they really are: twice, corrected, of other versions, from tomorrow, with columns that changed over night.
// Nothing is lost, nothing is counted twice, and the reader is told what it is and what to do.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { sha256 } from '../../core/ledger-fixtures.ts';
import { configText, type Production } from './production.ts';
import { asLog, byDay, later, type ShopRow } from './shop-logs.ts';
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

/** All days logged, each as told. */
async function loggedAs(
  textOf: (rows: readonly ShopRow[], day: string) => string,
  config?: string,
): Promise<Production> {
  const production = await begin(config);
  for (const [day, rows] of days) {
    production.at(`${later(day, 1)}T01:00:00Z`);
    production.write(`logs/${day}.csv`, textOf(rows, day));
  }
  return production;
}

/** A log with other columns. */
const withColumns = (
  columns: readonly string[],
  rows: readonly ShopRow[],
  value: (row: ShopRow, column: string) => unknown,
): string =>
  `${[columns, ...rows.map(row => columns.map(column => String(value(row, column) ?? '')))].map(cells => cells.join(',')).join('\n')}\n`;

const plain = (row: ShopRow, column: string): unknown => row[column as keyof ShopRow];
const COLUMNS = ['date', 'shop', 'price', 'prediction', 'sales'];
const signalsOf = ({ versions }: typeof whole) => versions[0]?.signals;

describe('columns that change over night', () => {
  const isLater = (day: string): boolean => day > '2025-06-08';

  test('in their order, and with new ones among them, are found by their names', async () => {
    const columns = ['weather', 'sales', 'prediction', 'price', 'shop', 'date'];
    const production = await loggedAs((rows, day) =>
      isLater(day) ? withColumns(columns, rows, (row, column) => plain(row, column) ?? 'sun') : asLog(rows),
    );
    expect(memoryOf(await production.watch())).toEqual(whole);
  });

  test('a feature that is missing is told; performance goes on', async () => {
    const columns = COLUMNS.filter(column => column !== 'price');
    const production = await loggedAs((rows, day) => (isLater(day) ? withColumns(columns, rows, plain) : asLog(rows)));
    const watch = await production.watch();
    const missing = watch.signals.find(({ name }) => name === 'missing columns');
    expect(missing).toMatchObject({ state: 'worse', now: 1, detail: 'price' });
    expect(signalsOf(memoryOf(watch))).toEqual(signalsOf(whole));
  });

  test('a feature that is no number any more is told; performance goes on', async () => {
    const production = await loggedAs((rows, day) =>
      isLater(day)
        ? withColumns(COLUMNS, rows, (row, column) => (column === 'price' ? 'n/a' : plain(row, column)))
        : asLog(rows),
    );
    const watch = await production.watch();
    const strange = watch.signals.find(({ name }) => name === 'values out of range');
    expect(strange).toMatchObject({ state: 'worse', detail: 'price' });
    expect(signalsOf(memoryOf(watch))).toEqual(signalsOf(whole));
  });

  test('labels whose column is missing are waited for', async () => {
    const columns = COLUMNS.filter(column => column !== 'sales');
    const production = await loggedAs((rows, day) => (isLater(day) ? withColumns(columns, rows, plain) : asLog(rows)));
    const watch = await production.watch();
    expect(watch.days).toMatchObject({ counted: 8, last: '2025-06-08', waiting: 3 });
    for (const [day, rows] of days) if (isLater(day)) production.write(`logs/${day}.csv`, asLog(rows));
    expect(memoryOf(await production.watch())).toEqual(whole);
  });

  test.each([
    ['monitor-columns', ['"prediction"'], ['date', 'shop', 'price', 'forecast', 'sales'], plain],
    ['monitor-columns', ['"date"', '"shop"'], ['price', 'prediction', 'sales'], plain],
    [
      'data-value',
      ['line 2', 'prediction', 'about 60'],
      COLUMNS,
      (row: ShopRow, column: string) => (column === 'prediction' ? 'about 60' : plain(row, column)),
    ],
    [
      'data-value',
      ['line 2', 'sales', 'many'],
      COLUMNS,
      (row: ShopRow, column: string) => (column === 'sales' ? 'many' : plain(row, column)),
    ],
    [
      'data-value',
      ['line 2', 'date', 'yesterday'],
      COLUMNS,
      (row: ShopRow, column: string) => (column === 'date' ? 'yesterday' : plain(row, column)),
    ],
  ])(
    'what cannot be counted is refused with its place (%s: %j), and counted once it is mended',
    async (code, words, columns, value) => {
      const production = await begin();
      log(production, { days: DAYS - 1 });
      const before = memoryOf(await production.watch());
      production.at(end);
      production.write(`logs/${LAST}.csv`, withColumns(columns, rowsOf(LAST), value));
      const watch = await production.watch();
      expect(watch).toMatchObject({ state: 'unknown', watch: null, events: [], failure: { code } });
      const { what, why, remedy } = watch.failure ?? { what: '', why: '', remedy: '' };
      for (const word of [`${LAST}.csv`, ...words]) expect(what).toContain(word);
      expect([why, remedy].every(text => text.length > 10)).toBe(true);
      production.write(`logs/${LAST}.csv`, asLog(rowsOf(LAST)));
      const mended = memoryOf(await production.watch());
      expect(mended).toEqual(whole);
      expect(mended.rowsThrough).toBe(before.rowsThrough + 1);
    },
  );
});

describe('time', () => {
  test('that goes backwards is told, and nothing is counted twice', async () => {
    const production = await begin();
    log(production, { days: DAYS - 1 });
    const before = memoryOf(await production.watch());
    production.at('2025-06-08T12:00:00Z');
    const back = await production.watch();
    expect(back.notes.at(-1)).toMatch(
      /^the clock is behind that of the last look, 2025-06-12T01:00:00.000Z; nothing is counted twice/,
    );
    expect(back.days.counted).toBe(0);
    expect(memoryOf(back)).toEqual(before);
    production.at(end);
    production.write(`logs/${LAST}.csv`, asLog(rowsOf(LAST)));
    const on = await production.watch();
    expect(memoryOf(on)).toEqual(whole);
    expect(on.notes.filter(note => note.includes('clock'))).toEqual([]);
  });

  test('that went backwards from the beginning counts days when they come', async () => {
    const production = await begin();
    log(production, { days: DAYS });
    production.at('2025-06-05T12:00:00Z');
    const early = await production.watch();
    expect(early.rows).toMatchObject({ future: 28 });
    expect(early.days).toMatchObject({ last: '2025-06-04' });
    production.at(end);
    expect(memoryOf(await production.watch())).toEqual(whole);
  });

  test('of rows that lies in the future waits, is told, and holds nothing up', async () => {
    const production = await begin();
    log(production, { days: DAYS - 2 });
    production.write('logs/2025-06-11.csv', asLog([...rowsOf('2025-06-11'), ...rowsOf(LAST)]));
    const early = await production.watch();
    expect(early.rows).toMatchObject({ future: 4, read: 48 });
    expect(early.days).toMatchObject({ last: '2025-06-10', counted: 10 });
    production.at(end);
    const watch = await production.watch();
    expect(watch.rows).toMatchObject({ future: 0, late_rows: 0 });
    expect(memoryOf(watch)).toEqual(whole);
  });

  test('of rows that is missing leaves them out, and is told', async () => {
    const nowhen = { ...(rowsOf('2025-06-05')[0] as ShopRow), date: '' };
    const production = await loggedAs((rows, day) => asLog(day === '2025-06-05' ? [...rows, nowhen] : rows));
    const watch = await production.watch();
    expect(watch.rows.without_time).toBe(1);
    expect(memoryOf(watch)).toEqual(whole);
  });
});

describe('rows that come again', () => {
  test('in their own file, in another one, and at another look count once', async () => {
    const production = await loggedAs(rows => asLog([...rows, ...rows.slice(0, 2)]));
    for (const [day, rows] of days) if (day < LAST) production.write(`logs/again-${day}.csv`, asLog(rows));
    const watch = await production.watch();
    expect(watch.rows).toMatchObject({ duplicates: 11 * 6, corrected: 0, counted: 44 });
    const { versions, ...others } = memoryOf(watch);
    expect({ ...others, signals: versions[0]?.signals }).toEqual({
      ...whole,
      versions: undefined,
      signals: signalsOf(whole),
    });
    production.write('logs/once-more.csv', asLog(rowsOf('2025-06-04')));
    const more = await production.watch();
    expect(more.rows).toMatchObject({ late_rows: 4, counted: 0 });
    expect(signalsOf(memoryOf(more))).toEqual(signalsOf(whole));
  });

  test('corrected count as they were corrected, whichever file is read first', async () => {
    const wrong = (rows: readonly ShopRow[]) => rows.map(row => ({ ...row, sales: 1, prediction: row.prediction + 5 }));
    const production = await loggedAs((rows, day) =>
      asLog(day === '2025-06-07' ? [...wrong(rows), ...rows] : wrong(rows)),
    );
    for (const [day, rows] of days)
      if (day !== '2025-06-07') production.write(`logs/corrected-${day}.csv`, asLog(rows));
    const watch = await production.watch();
    expect(watch.rows).toMatchObject({ duplicates: 44, corrected: 44, counted: 44 });
    expect(signalsOf(memoryOf(watch))).toEqual(signalsOf(whole));
  });
});

describe('rows of other versions', () => {
  const columns = [...COLUMNS, 'version'];
  const labelled = (rows: readonly ShopRow[], label: string): string =>
    withColumns(columns, rows, (row, column) => (column === 'version' ? label : plain(row, column)));
  const artifact = sha256('artifact 1').slice('sha256:'.length);

  test.each(['v1', '1', 'V1', artifact, artifact.slice(0, 12), `sha256:${artifact}`, ''])(
    '%j is this version',
    async label => {
      const production = await loggedAs(rows => labelled(rows, label));
      const watch = await production.watch();
      expect(watch.rows.other_versions).toBe(0);
      expect(memoryOf(watch)).toEqual(whole);
    },
  );

  test('do not count, and ones that nobody promoted are named', async () => {
    const production = await loggedAs(rows => {
      const others = rows.map(row => ({ ...row, prediction: 1 }));
      const [, ...more] = labelled(others, 'canary').trimEnd().split('\n');
      return `${labelled(rows, 'v1')}${more.join('\n')}\n`;
    });
    const watch = await production.watch();
    expect(watch.rows).toMatchObject({ other_versions: 48, counted: 44 });
    expect(watch.notes).toContain(
      'the version column names no version of this model: "canary"; log v1, 1, or the artifact\'s digest',
    );
    expect(memoryOf(watch)).toEqual(whole);
  });

  test('alone are no rows of this one', async () => {
    const production = await loggedAs(rows => labelled(rows, 'v7'), configText());
    const watch = await production.watch();
    expect(watch).toMatchObject({ state: 'unknown', reason: 'No row of this version has come yet.' });
    expect(watch.rows).toMatchObject({ other_versions: 48, counted: 0 });
  });
});
