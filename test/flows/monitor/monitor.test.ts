// The watch on production, with real files and a real registry, under a clock that the test turns.
import { describe, expect, test } from '@jest/globals';
import { foldState } from '../../../src/core/model-state.ts';
import type { Watch } from '../../../src/report/watch-schema.ts';
import { configText, MODEL, type Production, startProduction } from './production.ts';
import { asHoldout, asLog, asPredictions, byDay, later, type ShopWish, shopRows } from './shop-logs.ts';
import { begin, holdout, log, memoryOf, PROMOTED, rowsFrom, stateOf } from './watched-shop.ts';

const harmFrom =
  (first: string, size = 0.2, until = '9999'): NonNullable<ShopWish['error']> =>
  day =>
    day >= first && day < until ? size : 0.1;

const overall = (watch: Watch) => watch.signals.find(({ kind, slice }) => kind === 'performance' && slice === null);
describe('a production that is as good as promised', () => {
  test('is healthy, day after day, and at the first look as at the last', async () => {
    const [daily, once] = [await begin(), await begin()];
    const wish = { days: 40 };
    for (const [day, own] of byDay(rowsFrom(wish))) {
      daily.at(`${later(day, 1)}T01:00:00Z`);
      daily.write(`logs/${day}.csv`, asLog(own));
      const watch = await daily.watch();
      expect([day, watch.state]).toEqual([day, day === PROMOTED ? 'unknown' : 'healthy']);
    }
    log(once, wish);
    const [last, only] = [await daily.look(), await once.watch()];
    expect(memoryOf(last)).toEqual(memoryOf(only));
    expect(only.state).toBe('healthy');
    expect(only.days).toEqual({ counted: 39, first: PROMOTED, last: '2025-07-09', waiting: 0, total: 39 });
    expect(only.rows).toMatchObject({ read: 160, counted: 156, duplicates: 0, late_rows: 0, future: 0 });
    expect(overall(only)).toMatchObject({ name: 'wape', state: 'fine', unit: 'percent', better: 'lower', days: 28 });
    expect(only.signals.filter(({ kind }) => kind === 'performance').map(({ name }) => name)).toEqual([
      'wape',
      'shop = Faro',
      'shop = Lugo',
      'shop = Vigo',
      'shop = Zamora',
    ]);
    expect(await daily.events()).toEqual([]);
  });

  test('costs no reading when nothing is new', async () => {
    const production = await begin();
    log(production, { days: 20 });
    production.at('2025-06-21T09:00:00Z');
    await production.watch();
    const again = await production.watch();
    expect(again.files).toMatchObject({ matched: 20, read: 0, new: 0 });
    expect([again.rows.read, again.days.counted, again.state]).toEqual([0, 0, 'healthy']);
    production.at('2025-06-22T02:00:00Z');
    production.write('logs/2025-06-21.csv', asLog(rowsFrom({ days: 21 }).slice(-4)));
    const next = await production.watch();
    // The new file, and that of the day which is complete by it.
    expect(next.files).toMatchObject({ matched: 21, read: 2, new: 1 });
    expect(next.days).toMatchObject({ counted: 1, last: '2025-06-20' });
  });

  test('may sell more and more', async () => {
    const production = await begin();
    const growth = (day: string) => 1 + (Date.parse(day) - Date.parse(PROMOTED)) / (200 * 86_400_000);
    log(production, { days: 200, growth });
    expect((await production.watch()).state).toBe('healthy');
  });
});

describe('a production that got worse', () => {
  test('is told once, with the day from which it was, and again when it is back', async () => {
    const production = await begin();
    const error = harmFrom('2025-07-10', 0.25, '2025-09-10');
    const told: [string, string, number][] = [];
    let [first, back]: (Watch | null)[] = [null, null];
    for (const [day, own] of byDay(rowsFrom({ days: 160, error }))) {
      production.at(`${later(day, 1)}T01:00:00Z`);
      production.write(`logs/${day}.csv`, asLog(own));
      const watch = await production.watch();
      if (watch.events.length > 0) told.push([watch.events[0]?.event ?? '', day, watch.events[0]?.signals.length ?? 0]);
      if (overall(watch)?.state === 'worse') first ??= watch;
      if (watch.state === 'recovered') back = watch;
    }
    expect(overall(first as Watch)).toMatchObject({ name: 'wape', state: 'worse' });
    expect(Math.abs(Date.parse(overall(first as Watch)?.since ?? '') - Date.parse('2025-07-10'))).toBeLessThan(
      12 * 86_400_000,
    );
    expect(told.at(0)?.[0]).toBe('degraded');
    expect(told.at(0)?.[1] ?? '').toMatch(/^2025-07-(1|2)/);
    expect(told.at(-1)?.[0]).toBe('recovered');
    expect(back?.reason).toBe(
      'Its mean loss is within what was promised, and proven to be lower than while it was worse.',
    );
    expect(back?.events[0]).toMatchObject({ event: 'recovered', production: back?.production?.event });
    expect(overall(await production.look())?.state).toBe('fine');
    expect((await production.look()).state).toBe('healthy');
    // An event only when the signals that are worse are others than before.
    const sets = told.filter(([kind]) => kind === 'degraded').map(([, , signals]) => signals);
    expect(sets.every((size, place) => place === 0 || size !== sets[place - 1] || size > 0)).toBe(true);
    expect(told.length).toBeLessThan(12);
    const { entries } = await production.registry.ledger.read(MODEL);
    expect(foldState(entries).alarm).toBeNull();
  }, 120_000);

  test('in one slice alone is told of that slice', async () => {
    const production = await begin();
    log(production, { days: 120, error: (day, shop) => (shop === 'Vigo' && day > '2025-06-20' ? 0.35 : 0.1) });
    const watch = await production.watch();
    expect(watch.signals.find(({ name }) => name === 'shop = Vigo')).toMatchObject({
      state: 'worse',
      slice: { column: 'shop', value: 'Vigo' },
      threshold: 8,
    });
    expect(watch.events).toMatchObject([{ event: 'degraded', signals: expect.arrayContaining(['shop = Vigo']) }]);
    for (const name of ['shop = Faro', 'shop = Lugo']) {
      expect(watch.signals.find(signal => signal.name === name)?.state).toBe('fine');
    }
  });

  test('shows which features shifted with it, and since when weeks are worse', async () => {
    const production = await begin();
    const price = (day: string) => (day < '2025-07-03' ? 2.4 : 3);
    log(production, { days: 90, price, error: harmFrom('2025-07-03') });
    const watch = await production.watch();
    expect(watch.drift[0]).toMatchObject({ feature: 'price', state: 'shifted', kind: 'number' });
    expect(watch.drift[0]?.now).toBeGreaterThan(2.9);
    expect(watch.signals.find(({ name }) => name === 'values out of range')).toMatchObject({
      state: 'worse',
      kind: 'quality',
      detail: 'price',
    });
    const points = watch.weekly?.points ?? [];
    expect(points.length).toBeGreaterThan(12);
    expect(points.at(-2)?.value ?? 0).toBeGreaterThan(1.5 * (points[2]?.value ?? 1));
  });
});

describe('labels that come late', () => {
  const unlabelled = (rows: ReturnType<typeof rowsFrom>) => rows.map(row => ({ ...row, sales: null }));

  test('are waited for, and count when nineteen in twenty are there', async () => {
    const production = await begin();
    log(production, { days: 12 });
    await production.watch();
    const more = rowsFrom({ days: 14 }).slice(-8);
    for (const [day, own] of byDay(more)) {
      production.at(`${later(day, 1)}T01:00:00Z`);
      production.write(`logs/${day}.csv`, asLog(unlabelled(own)));
    }
    const waiting = await production.watch();
    expect(waiting.days).toMatchObject({ counted: 1, last: '2025-06-12', waiting: 1 });
    expect(waiting.signals.find(({ name }) => name === 'volume')).toMatchObject({ now: 4 });
    production.at('2025-06-18T01:00:00Z');
    for (const [day, own] of byDay(more)) production.write(`logs/${day}.csv`, asLog(own));
    const counted = await production.watch();
    expect(counted.days).toMatchObject({ counted: 2, first: '2025-06-13', last: '2025-06-14', waiting: 0 });
    expect(counted.rows).toMatchObject({ late_labels: 0, late_rows: 0 });
    const other = await begin();
    log(other, { days: 14 });
    other.at('2025-06-18T01:00:00Z');
    expect(memoryOf(counted)).toEqual(memoryOf(await other.watch()));
  });

  test('or never are counted as they are, and told', async () => {
    const production = await begin(configText(['label_timeout: 10d']));
    log(production, { days: 10 });
    await production.watch();
    const day = rowsFrom({ days: 11 }).slice(-4);
    production.at('2025-06-12T01:00:00Z');
    production.write('logs/2025-06-11.csv', asLog([...day.slice(0, 1), ...unlabelled(day.slice(1))]));
    for (const later of [12, 13])
      production.write(
        `logs/2025-06-${later}.csv`,
        asLog(unlabelled(day).map(row => ({ ...row, date: `2025-06-${later}` }))),
      );
    production.at('2025-06-20T01:00:00Z');
    expect((await production.watch()).days.waiting).toBe(3);
    production.at('2025-06-22T01:00:00Z');
    const watch = await production.watch();
    expect(watch.days).toMatchObject({ counted: 1, last: '2025-06-11', waiting: 2 });
    expect(watch.notes).toContain('counted without labels for most of their rows, after 10d: 2025-06-11');
    production.at('2025-06-30T01:00:00Z');
    const blind = await production.watch();
    expect(blind.state).toBe('unknown');
    expect(blind.reason).toMatch(/^No row has come since 2025-06-13/);
    expect(blind.signals.find(({ kind }) => kind === 'labels')).toMatchObject({
      state: 'worse',
      detail: 'labels are missing',
    });
    // Then they come after all: said, and nothing changes.
    const before = memoryOf(blind);
    production.write('logs/2025-06-11.csv', asLog(day));
    const late = await production.watch();
    expect(late.rows).toMatchObject({ late_labels: 3, late_rows: 0, changed_days: 0 });
    expect(memoryOf(late).versions).toEqual(before.versions);
  });

  test('may come in a file of their own, with the ids of the rows', async () => {
    const [apart, together] = [await begin(), await begin()];
    for (const [day, own] of byDay(rowsFrom({ days: 20 }))) {
      apart.at(`${later(day, 1)}T01:00:00Z`);
      // Read before the labels, and after them: a row with a label is never replaced by one without.
      apart.write(`logs/a-${day}.csv`, asLog(unlabelled(own)));
      apart.write(`logs/b-${day}.csv`, asLog(own));
      apart.write(`logs/c-${day}.csv`, asLog(unlabelled(own)));
    }
    log(together, { days: 20 });
    const watch = await apart.watch();
    expect(watch.rows).toMatchObject({ duplicates: 19 * 8, late_rows: 0 });
    const ours = memoryOf(watch).versions[0]?.signals;
    expect(ours).toEqual(memoryOf(await together.watch()).versions[0]?.signals);
  });
});

describe('after a promotion', () => {
  const better = shopRows({ from: '2024-06-30', days: 364, seed: 3 });

  /** Version 1 is broken by July, and version 2 comes on 20 August. */
  async function answered(): Promise<Production> {
    const production = await begin();
    log(production, { days: 80, error: harmFrom('2025-07-01', 0.22) });
    expect((await production.watch()).state).toBe('degraded');
    production.write('holdout.csv', asHoldout(better));
    await production.promote({ version: 2, at: '2025-08-20T12:00:00.000Z', predictions: asPredictions(better) });
    return production;
  }

  const since = (error: ShopWish['error'], days = 60) => ({
    from: '2025-08-20',
    days,
    seed: 11,
    ...(error === undefined ? {} : { error }),
  });

  test('signals begin anew, and its recovery is told of the new rows', async () => {
    const production = await answered();
    const states: string[] = [];
    let told: Watch | null = null;
    for (const [day, own] of byDay(rowsFrom(since(undefined)))) {
      production.at(`${later(day, 1)}T01:00:00Z`);
      production.write(`logs/${day}.csv`, asLog(own));
      const watch = await production.watch();
      states.push(watch.state);
      if (watch.state === 'recovered') told = watch;
    }
    expect(states[0]).toBe('unknown');
    expect(states.filter(state => state === 'recovered')).toHaveLength(1);
    expect(states.at(-1)).toBe('healthy');
    expect(states.indexOf('recovered')).toBeLessThan(35);
    expect(told?.reason).toMatch(/^Within what was promised on \d+ days since/);
    expect(told?.events).toMatchObject([{ event: 'recovered', signals: expect.arrayContaining(['wape']) }]);
    expect(await production.events()).toEqual(['degraded', 'recovered']);
    expect(told?.promotion).toMatchObject({ kind: 'promoted', version: 2, from: 1 });
  }, 60_000);

  test('that helped nothing, no recovery is told', async () => {
    const production = await answered();
    log(
      production,
      since(() => 0.22),
    );
    const watch = await production.watch();
    expect(watch.state).toBe('degraded');
    expect(watch.events).toMatchObject([{ event: 'degraded', production: watch.production?.event }]);
    expect(await production.events()).toEqual(['degraded', 'degraded']);
  });

  test('a rollback goes on with what the older version had', async () => {
    const production = await begin();
    log(production, { days: 40 });
    await production.watch();
    const { entries } = await production.registry.ledger.read(MODEL);
    const made = entries[0]?.id ?? `sha256:${'0'.repeat(64)}`;
    await production.promote({ version: 2, at: '2025-07-11T00:00:00.000Z', predictions: asPredictions(holdout) });
    log(production, { from: '2025-07-11', days: 10, seed: 5 });
    const second = await production.watch();
    expect(second.production?.version).toBe(2);
    expect(stateOf(second).versions.map(({ version }) => version)).toEqual([2, 1]);
    const kept = stateOf(second).versions[1]?.signals[0];
    await production.rollBack({ version: 1, event: made, at: '2025-07-21T00:00:00.000Z' });
    production.at('2025-07-21T06:00:00Z');
    const third = await production.watch();
    expect(third.promotion).toMatchObject({ kind: 'rolled-back', version: 1, from: 2 });
    const resumed = stateOf(third).versions[0]?.signals[0];
    expect(resumed?.state.tallies).toEqual(kept?.state.tallies);
    expect(resumed?.recent).toEqual(kept?.recent);
    log(production, { from: '2025-07-21', days: 10, seed: 6 });
    const fourth = await production.watch();
    expect(fourth.days).toMatchObject({ counted: 9, first: '2025-07-21' });
    expect(stateOf(fourth).versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(fourth.state).toBe('healthy');
  });
});

describe('what was promised', () => {
  test('is taken from git when the holdout was replaced', async () => {
    const production = await startProduction(asHoldout(holdout));
    production.git('init', '-q', '-b', 'main');
    production.git('add', '-A');
    production.git('commit', '-q', '-m', 'Begin');
    await production.promote({ version: 1, at: `${PROMOTED}T00:00:00.000Z`, predictions: asPredictions(holdout) });
    production.write('holdout.csv', asHoldout(holdout.slice(0, 400)));
    log(production, { days: 30 });
    const watch = await production.watch();
    expect(watch.state).toBe('healthy');
    expect(stateOf(watch).versions[0]?.reference.signals[0]?.accepted?.rows).toBe((364 - 7) * 4);
  });

  test.each([
    [
      'the holdout is another one, and git does not have it',
      (production: Production) => production.write('holdout.csv', asHoldout(holdout.slice(0, 40))),
    ],
    ['the holdout is gone', (production: Production) => production.remove('holdout.csv')],
  ])('is not known when %s', async (_, happen) => {
    const production = await begin();
    happen(production);
    log(production, { days: 30 });
    const watch = await production.watch();
    expect(watch).toMatchObject({ state: 'unknown', watch: null, signals: [], failure: { code: 'reference-none' } });
    expect(watch.failure?.remedy).toContain('fetch-depth: 0');
    expect(await production.registry.ledger.watch(MODEL)).toBeNull();
  });

  test('is not known of what nobody judged, nor of nothing', async () => {
    const production = await startProduction(asHoldout(holdout));
    log(production, { days: 3 });
    expect(await production.watch()).toMatchObject({
      state: 'unknown',
      reason: 'Nothing is in production.',
      production: null,
    });
    const { event } = await import('../../core/ledger-fixtures.ts');
    await production.append(
      event('forced', { version: 1, predictions: null, holdout: null, at: '2025-06-01T00:00:00.000Z' }),
    );
    const watch = await production.watch();
    expect(watch).toMatchObject({ state: 'unknown', failure: { code: 'reference-none' } });
    expect(watch.failure?.why).toContain('without predictions');
  });
});

describe('when the state is lost', () => {
  test('all logs are read again, and the open alarm stays open until it is proven back', async () => {
    const production = await begin();
    log(production, { days: 60, error: harmFrom('2025-07-01', 0.25) });
    const before = await production.watch();
    expect(before.state).toBe('degraded');
    const { rmSync } = await import('node:fs');
    rmSync(`${production.folder}/.relevo/models/${MODEL}/watch`, { recursive: true });
    const again = await production.watch();
    expect(again.state).toBe('degraded');
    expect(again.events).toEqual([]);
    expect(again.days.counted).toBe(before.days.counted);
    // Now without the logs of the time in which it was bad.
    rmSync(`${production.folder}/.relevo/models/${MODEL}/watch`, { recursive: true });
    rmSync(`${production.folder}/logs`, { recursive: true });
    log(production, { from: '2025-07-31', days: 12, seed: 21 });
    const fresh = await production.watch();
    expect(fresh.state).toBe('unknown');
    expect(fresh.reason).toContain('do not tell yet whether it is back');
    expect(fresh.events).toEqual([]);
  });

  test('what a newer version stored is refused', async () => {
    const production = await begin();
    log(production, { days: 3 });
    const { ledger } = production.registry;
    const { head } = await ledger.read(MODEL);
    await ledger.append({
      model: MODEL,
      head,
      events: [],
      reports: [],
      watch: { before: null, text: '{"schema":"relevo.watch-state/9"}' },
    });
    expect(await production.look()).toMatchObject({ state: 'unknown', watch: null, failure: { code: 'watch-newer' } });
  });
});

test('two looks at once count each row once', async () => {
  const production = await begin();
  log(production, { days: 30 });
  const [one, other] = await Promise.all([production.look(), production.look()]);
  const outcomes = await Promise.all([production.store(one), production.store(other)]);
  expect([...outcomes].sort()).toEqual(['known', 'recorded']);
  expect((await production.watch()).days.counted).toBe(0);
  expect(stateOf(await production.look()).versions).toEqual(stateOf(one).versions);
});

test('a look is stale when something else is in production by then', async () => {
  const production = await begin();
  log(production, { days: 30 });
  const look = await production.look();
  await production.promote({ version: 2, at: '2025-07-01T12:00:00.000Z', predictions: asPredictions(holdout) });
  expect(await production.store(look)).toBe('stale');
  expect(await production.registry.ledger.watch(MODEL)).toBeNull();
});

test('an evaluation that was recorded meanwhile is no conflict', async () => {
  const production = await begin();
  log(production, { days: 30 });
  const look = await production.look();
  const { event } = await import('../../core/ledger-fixtures.ts');
  await production.append(event('evaluated'));
  expect(await production.store(look)).toBe('recorded');
});

describe('a business metric', () => {
  const withRevenue = (rows: ReturnType<typeof rowsFrom>, factor: (day: string) => number): string => {
    const lines = rows.map(({ date, shop, price, prediction, sales }, place) =>
      [date, shop, price, prediction, sales, Math.round(100 * factor(date) * (9 + ((place * 7) % 5)))].join(','),
    );
    return `${['date,shop,price,prediction,sales,revenue', ...lines].join('\n')}\n`;
  };

  test('that the holdout lacks is learnt from four weeks, and then must not fall', async () => {
    const production = await begin(configText(['business: [revenue must not fall]']));
    const write = (days: number, factor: (day: string) => number) => {
      production.at(`${later(PROMOTED, days)}T01:00:00Z`);
      production.write('logs/all.csv', withRevenue(rowsFrom({ days }), factor));
    };
    write(20, () => 1);
    const learning = (await production.watch()).signals.find(({ kind }) => kind === 'business');
    expect(learning).toMatchObject({
      name: 'revenue',
      state: 'unknown',
      detail: 'what is usual is being learnt, from 19 days so far',
    });
    write(60, () => 1);
    const fine = (await production.watch()).signals.find(({ kind }) => kind === 'business');
    expect(fine).toMatchObject({ state: 'fine', better: 'higher', days: 28 });
    expect(fine?.now ?? 0).toBeCloseTo(1100, -2);
    write(150, day => (day < '2025-07-31' ? 1 : 0.5));
    const watch = await production.watch();
    expect(watch.signals.find(({ kind }) => kind === 'business')).toMatchObject({ state: 'worse' });
    expect(watch.events).toMatchObject([{ event: 'degraded', signals: ['revenue'] }]);
    expect(overall(watch)?.state).toBe('fine');
  });
});
