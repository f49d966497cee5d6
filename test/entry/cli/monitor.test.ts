// `relevo monitor` as people and scripts call it: the bundle, in processes of their own, on real files under a held clock.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { type Watch, watchSchema } from '../../../src/report/watch-schema.ts';
import { bundlesFolder, type Result, runNode } from '../../e2e/relevo.ts';
import { configText, MODEL, type Production } from '../../flows/monitor/production.ts';
import { asLog, byDay } from '../../flows/monitor/shop-logs.ts';
import { begin, log, memoryOf, rowsFrom, stateOf } from '../../flows/monitor/watched-shop.ts';
import { root } from '../../repository.ts';

const clock = pathToFileURL(join(root, 'test/e2e/held-clock.js')).href;

async function monitor({ folder }: Production, at: string, ...args: readonly string[]): Promise<Result> {
  const cli = join(await bundlesFolder(), 'cli/index.js');
  return runNode(['--import', clock, cli, 'monitor', ...args], { cwd: folder, env: { RELEVO_TEST_NOW: at } });
}

const looksOf = ({ stdout }: Result): Watch[] => (JSON.parse(stdout) as unknown[]).map(look => watchSchema.parse(look));

/** A shop whose logs are written, with its relevo.yml. */
async function shop(wish: Parameters<typeof log>[1] | null, config = configText()): Promise<Production> {
  const production = await begin(config);
  production.write('relevo.yml', config);
  if (wish !== null) log(production, wish);
  return production;
}

const broken = (day: string): number => (day < '2025-06-20' ? 0.1 : 0.25);

describe('relevo monitor', () => {
  test('tells a person that all is well, and ends with 0', async () => {
    const production = await shop({ days: 20 });
    const { code, stdout, stderr } = await monitor(production, '2025-06-21T01:00:00Z');
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
"healthy: daily-sales: v1 is as good as promised (WAPE 9.63 %, ≤ 11.6 % promised)

80 rows read, 19 days counted, 1 June to 19 June.

  signal                      promised       now  since
  overall WAPE                ≤ 11.6 %    9.63 %         fine
  shop = Faro                 ≤ 12.3 %    10.8 %         fine
  shop = Lugo                 ≤ 12.3 %    9.02 %         fine
  shop = Vigo                 ≤ 11.5 %    8.05 %         fine
  shop = Zamora               ≤ 12.1 %    10.8 %         fine
  missing columns                  ≤ 0         0         fine
  empty values                 ≤ 5.0 %     0.0 %         fine
  values out of range          ≤ 1.0 %     0.0 %         fine
  rows without a prediction    ≤ 5.0 %     0.0 %         fine
  volume                     ≥ 2 a day   4 a day         fine
  time without new rows       ≤ 3 days  25 hours         fine
  time without labels        ≤ 31 days  25 hours         fine

▁█▇█ weekly WAPE, May to June
v1 came on 1 June.

note: features are held against the holdout: the training data is not at hand
"
`);
    expect(stderr).toContain('reading 20 files of logs');
  });

  test('tells a script the same in JSON, and nothing else on standard output', async () => {
    const production = await shop({ days: 20 });
    const result = await monitor(production, '2025-06-21T01:00:00Z', MODEL, '--json');
    const [watch] = looksOf(result);
    expect(result.code).toBe(0);
    expect(watch).toMatchObject({ state: 'healthy', files: { matched: 20, read: 20 }, rows: { counted: 76 } });
    expect(await production.registry.ledger.watch(MODEL)).toBe(watch?.watch?.text);
  });

  test('ends with 1 when production got worse, and says since when and what to do', async () => {
    const production = await shop({ days: 80, error: broken });
    const { code, stdout } = await monitor(production, '2025-08-20T01:00:00Z');
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
"degraded: daily-sales got worse: overall WAPE 10.1 % → 26.8 % since about 20 June

Promised at promotion: at most 11.6 %. Observed on 240 rows of 60 days since then: 26.8 % (90 %: 23.9 % to 29.6 %). With \`5y\`, a false alarm comes once in that time on average.
320 rows read, 79 days counted, 1 June to 18 August.

  signal                      promised       now  since
  overall WAPE                ≤ 11.6 %    26.8 %  20 June  worse
  shop = Faro                 ≤ 12.3 %    31.0 %  20 June  worse
  shop = Lugo                 ≤ 12.3 %    20.1 %           not proven
  shop = Vigo                 ≤ 11.5 %    25.0 %  28 June  worse
  shop = Zamora               ≤ 12.1 %    31.5 %  20 June  worse
  missing columns                  ≤ 0         0           fine
  empty values                 ≤ 5.0 %     0.0 %           fine
  values out of range          ≤ 1.0 %    3.57 %           worse: price
  rows without a prediction    ≤ 5.0 %     0.0 %           fine
  volume                     ≥ 2 a day   4 a day           fine
  time without new rows       ≤ 3 days  25 hours           fine
  time without labels        ≤ 31 days  25 hours           fine

▁▂▂▃▅██▆▅▆▆▄▂ weekly WAPE, May to August
v1 came on 1 June.

note: features are held against the holdout: the training data is not at hand

What you can do: train on newer data and \`relevo evaluate daily-sales\`; a recovery is told by itself, with evidence.
"
`);
    expect(await production.events()).toEqual(['degraded']);
    const again = await monitor(production, '2025-08-20T02:00:00Z');
    expect(again.code).toBe(1);
    expect(await production.events()).toEqual(['degraded']);
  });

  test.each([
    [
      'nothing matches',
      null,
      [],
      'No file matches `monitor.data` of daily-sales.',
      'Have production write its rows there',
    ],
    ['a column is missing', 'date,shop,sales\n2025-06-02,Vigo,7\n', [], 'lacks "prediction"', 'Log these columns'],
    ['a file is cut off', 'date,shop,price,prediction,sales\n2025-06-02,Vig', [], 'line 2', 'Complete the row'],
  ])('ends with 3 when nobody can tell: %s', async (_, content, args, what, remedy) => {
    const production = await shop(null);
    if (content !== null) production.write('logs/a.csv', content);
    const { code, stdout } = await monitor(production, '2025-06-21T01:00:00Z', ...args);
    expect(code).toBe(3);
    expect(stdout).toContain(what);
    expect(stdout).toMatch(/^ {2}why: .+\n {2}fix: /m);
    expect(stdout).toContain(remedy);
    const json = await monitor(production, '2025-06-21T01:00:00Z', '--json');
    expect(json.code).toBe(3);
    expect(looksOf(json)[0]?.failure?.what).toContain(what);
    expect(await production.registry.ledger.watch(MODEL)).toBeNull();
  });

  test('says which files are the matter, with what to do', async () => {
    const production = await shop({ days: 20 });
    production.write('logs/empty.csv', '');
    production.write('logs/2025-06-21.csv', 'date,shop,price,prediction,sales\n2025-06-21,Vi');
    const { stdout } = await monitor(production, '2025-06-21T01:00:00Z');
    expect(stdout).toContain('note: without rows: logs/empty.csv; if production did predict, check what writes them');
    expect(stdout).toContain('note: still being written: logs/2025-06-21.csv; the last line waits until it has an end');
  });

  test.each([
    [
      'no model is watched',
      configText().replace(/ {4}monitor:\n.*\n/, ''),
      [],
      'is not watched',
      '`monitor: { data: logs/*.csv }`',
    ],
    ['a model is unknown', configText(), ['daily-sale'], 'daily-sale', 'daily-sales'],
  ])("takes %s for a mistake of the caller's", async (_, config, args, what, remedy) => {
    const production = await shop(null, config);
    const { code, stdout, stderr } = await monitor(production, '2025-06-21T01:00:00Z', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n {2}why: .*\n {2}fix: .*\n$/);
    expect(stderr).toContain(what);
    expect(stderr).toContain(remedy);
  });
});

describe('several monitors at once', () => {
  test('on one registry count every day once, and tell a degradation once', async () => {
    const wish = { days: 60, error: broken };
    const [one, many] = [await shop(wish), await shop(wish)];
    const at = '2025-07-31T01:00:00Z';
    const [alone] = looksOf(await monitor(one, at, '--json'));
    const results = await Promise.all(Array.from({ length: 4 }, () => monitor(many, at, '--json')));
    expect(results.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    const looks = results.flatMap(looksOf);
    expect(looks.map(({ days }) => days.counted).sort()).toEqual([0, 0, 0, alone?.days.counted]);
    expect(await many.events()).toEqual(['degraded']);
    for (const look of looks) expect(memoryOf(look)).toEqual(memoryOf(alone as Watch));
  });

  test('while files come lose none and count none twice', async () => {
    const [one, many] = [await shop({ days: 20 }), await shop(null)];
    const whole = looksOf(await monitor(one, '2025-06-21T01:00:00Z', '--json'))[0] as Watch;
    const looks: Watch[] = [];
    const days = [...byDay(rowsFrom({ days: 20 }))];
    for (let first = 0; first < days.length; first += 5) {
      for (const [day, rows] of days.slice(first, first + 5)) many.write(`logs/${day}.csv`, asLog(rows));
      const at = first + 5 === days.length ? '2025-06-21T01:00:00Z' : `${days[first + 5]?.[0]}T01:00:00Z`;
      const both = await Promise.all([monitor(many, at, '--json'), monitor(many, at, '--json')]);
      looks.push(...both.flatMap(looksOf));
    }
    expect(looks.reduce((sum, { days: { counted } }) => sum + counted, 0)).toBe(19);
    expect(looks.every(({ rows }) => rows.late_rows === 0)).toBe(true);
    const last = looks.findLast(({ watch }) => watch !== null) as Watch;
    expect(memoryOf(last)).toEqual(memoryOf(whole));
    expect(stateOf(last).files).toHaveLength(20);
  });
});
