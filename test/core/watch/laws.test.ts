// What holds of the watch whatever the rows: units, order and names change nothing, and more harm is never told later.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alarmThreshold, logEvidence } from '../../../src/core/statistics/e-detector.ts';
import type { VersionWatch } from '../../../src/core/watch/watch-state.ts';
import { alarmDays, type Day, holdouts, productions, type Row, seen, watchOf } from './watched.ts';

const seeded = { seed: 42, numRuns: 60 };

const mapped = (days: readonly Day[], change: (row: Row) => Row): readonly Day[] => days.map(day => day.map(change));

/** A size for every row, so that losses are held against the target's usual size. */
const sized = (days: readonly Day[]): readonly Day[] => mapped(days, row => ({ ...row, size: 2 + row.shop }));

const evidence = ({ signals }: VersionWatch): Map<string, number> =>
  new Map(signals.map(({ name, state }) => [name, logEvidence(state.detector)]));

const states = ({ signals }: VersionWatch): Map<string, unknown> =>
  new Map(signals.map(({ name, state }) => [name, state]));

/** How many productions of a property alarmed: one that never alarms would hold of anything. */
class Told {
  alarms = 0;

  of(days: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    if (Number.isFinite(days.get('mae'))) this.alarms++;
    return days;
  }
}

describe('units', () => {
  test('a target in other units is the same evidence to the last digit', () => {
    const told = new Told();
    fc.assert(
      fc.property(holdouts, productions, fc.integer({ min: -30, max: 30 }), (holdout, days, power) => {
        const change = (row: Row): Row => ({ ...row, loss: row.loss * 2 ** power });
        const [here, there] = [watchOf(holdout), watchOf(mapped(holdout, change))];
        expect(states(seen(there, mapped(days, change)))).toEqual(states(seen(here, days)));
        told.of(alarmDays(here, days));
      }),
      seeded,
    );
    expect(told.alarms).toBeGreaterThan(10);
  });

  test.each([0.001, 1 / 3, 0.7, 97, 1e9])('errors times %p alarm on the same days', factor => {
    const change = (row: Row): Row => ({ ...row, loss: row.loss * factor });
    fc.assert(
      fc.property(holdouts, productions, (holdout, days) => {
        expect(alarmDays(watchOf(mapped(holdout, change)), mapped(days, change))).toEqual(
          alarmDays(watchOf(holdout), days),
        );
      }),
      { ...seeded, numRuns: 15 },
    );
  });

  test('sales that are told in another currency change nothing, where losses are held against them', () => {
    const told = new Told();
    const change = (row: Row): Row => ({ ...row, loss: row.loss * 128, size: (row.size ?? 1) * 128 });
    fc.assert(
      fc.property(holdouts, productions, (holdout, days) => {
        const [own, others] = [sized(holdout), sized(days)];
        const found = told.of(alarmDays(watchOf(own), others));
        expect(alarmDays(watchOf(mapped(own, change)), mapped(others, change))).toEqual(found);
      }),
      seeded,
    );
    expect(told.alarms).toBeGreaterThan(10);
  });
});

describe('order', () => {
  const shuffledBy =
    (keys: readonly number[]) =>
    (day: Day): Day =>
      day
        .map((row, place) => [keys[place % keys.length] ?? 0, row] as const)
        .sort(([a], [b]) => a - b)
        .map(([, row]) => row);

  test('rows of a day may come in any order, in the holdout as in production', () => {
    const told = new Told();
    fc.assert(
      fc.property(holdouts, productions, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), (holdout, days, keys) => {
        const shuffle = shuffledBy(keys);
        const shuffled = watchOf(holdout.map(shuffle));
        expect(alarmDays(shuffled, days.map(shuffle))).toEqual(told.of(alarmDays(watchOf(holdout), days)));
        const [here, there] = [evidence(seen(watchOf(holdout), days)), evidence(seen(shuffled, days.map(shuffle)))];
        for (const [name, log] of here) expect(there.get(name)).toBeCloseTo(log, 9);
      }),
      seeded,
    );
    expect(told.alarms).toBeGreaterThan(10);
  });

  test('slices may be called by other names, and come in another order', () => {
    const told = new Told();
    const swap = (row: Row): Row => ({ ...row, shop: 1 - row.shop });
    const renamed = new Map([
      ['mae', 'mae'],
      ['shop = 0', 'shop = 1'],
      ['shop = 1', 'shop = 0'],
    ]);
    fc.assert(
      fc.property(holdouts, productions, (holdout, days) => {
        const found = told.of(alarmDays(watchOf(holdout), days));
        const swapped = alarmDays(watchOf(mapped(holdout, swap)), mapped(days, swap));
        for (const [name, day] of found) expect(swapped.get(renamed.get(name) as string)).toBe(day);
      }),
      seeded,
    );
    expect(told.alarms).toBeGreaterThan(10);
  });
});

describe('more harm', () => {
  const sooner = (before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): void => {
    for (const [name, day] of before) expect(now.get(name)).toBeLessThanOrEqual(day);
  };

  test('on the same noise is never told later, of any signal', () => {
    const told = new Told();
    fc.assert(
      fc.property(holdouts, productions, fc.double({ min: 1, max: 3, noNaN: true }), (holdout, days, factor) => {
        const version = watchOf(holdout);
        const worse = mapped(days, row => ({ ...row, loss: row.loss * factor }));
        sooner(told.of(alarmDays(version, days)), alarmDays(version, worse));
      }),
      seeded,
    );
    expect(told.alarms).toBeGreaterThan(10);
  });

  test('in single rows is never told later either', () => {
    fc.assert(
      fc.property(holdouts, productions, fc.array(fc.nat({ max: 128 }), { minLength: 1 }), (holdout, days, more) => {
        const version = watchOf(holdout);
        let row = 0;
        const worse = mapped(days, each => ({ ...each, loss: each.loss + (more[row++ % more.length] ?? 0) / 64 }));
        sooner(alarmDays(version, days), alarmDays(version, worse));
      }),
      seeded,
    );
  });

  test('in one shop alone leaves the other as it was', () => {
    fc.assert(
      fc.property(holdouts, productions, (holdout, days) => {
        const version = watchOf(holdout);
        const worse = mapped(days, row => ({ ...row, loss: row.shop === 0 ? row.loss + 1 : row.loss }));
        const [before, now] = [alarmDays(version, days), alarmDays(version, worse)];
        sooner(before, now);
        expect(now.get('shop = 1')).toBe(before.get('shop = 1'));
      }),
      seeded,
    );
  });
});

describe('the budget', () => {
  test('is spent exactly, on however many signals: half on all rows, half on the others together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 500 }), signals => {
        const others = (signals - 1) / alarmThreshold('other', signals);
        expect(1 / alarmThreshold('overall', signals) + others).toBeCloseTo(1, 12);
      }),
      seeded,
    );
    expect(1 / alarmThreshold('overall', 1)).toBeLessThanOrEqual(1);
  });
});
