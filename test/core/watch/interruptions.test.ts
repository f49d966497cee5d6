// What a run begins with: a promotion starts every signal anew, a rollback goes on where the older version stopped.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { logEvidence } from '../../../src/core/statistics/e-detector.ts';
import { DAY_MS } from '../../../src/core/watch/day.ts';
import { newVersionWatch, openState } from '../../../src/core/watch/open-state.ts';
import { startSignal } from '../../../src/core/watch/signal.ts';
import {
  formatWatchState,
  parseWatchState,
  type VersionWatch,
  type WatchState,
} from '../../../src/core/watch/watch-state.ts';
import { type Day, FIRST, holdouts, productionOf, productions, referenceOf, seen, watchOf } from './watched.ts';

const seeded = { seed: 42, numRuns: 40 };
const AT = '2026-01-01T00:00:00.000Z';

const first = ({ versions }: WatchState): VersionWatch => versions[0] as VersionWatch;
const opened = (holdout: readonly Day[]): WatchState => openState(null, productionOf(1, FIRST), watchOf(holdout), AT);
const counted = (state: WatchState, days: readonly Day[], from: number): WatchState => ({
  ...state,
  versions: [seen(first(state), days, from), ...state.versions.slice(1)],
});

/** A version that was never watched comes into use. */
const promoted = (state: WatchState, holdout: readonly Day[], version: number, day: number): WatchState => {
  const production = productionOf(version, day);
  return openState(state, production, newVersionWatch(production, referenceOf(holdout), first(state)), AT);
};

/** A version that was watched before comes back. */
const rolledBack = (state: WatchState, version: number, day: number): WatchState => {
  const known = state.versions.find(each => each.version === version) as VersionWatch;
  return openState(state, { ...productionOf(version, day), made: known.made }, known, AT);
};

const evidence = (state: WatchState): number[] => first(state).signals.map(each => logEvidence(each.state.detector));
const alarms = (state: WatchState): boolean[] => first(state).signals.map(each => each.state.alarm !== null);

describe('a promotion', () => {
  test('starts every signal anew, whatever the version before it had seen', () => {
    fc.assert(
      fc.property(holdouts, productions, holdouts, (holdout, days, next) => {
        const day = FIRST + days.length;
        const state = promoted(counted(opened(holdout), days, FIRST), next, 2, day);
        expect(first(state).version).toBe(2);
        for (const signal of first(state).signals)
          expect(signal).toMatchObject({ state: startSignal(day), recent: [] });
      }),
      seeded,
    );
  });

  test('counts no day of the version before it', () => {
    fc.assert(
      fc.property(holdouts, productions, productions, (holdout, before, days) => {
        const day = FIRST + before.length;
        const state = counted(promoted(counted(opened(holdout), before, FIRST), holdout, 2, day), days, day);
        const alone = seen(watchOf(holdout, 2, day), days, day);
        expect(first(state).signals.map(each => each.state)).toEqual(alone.signals.map(each => each.state));
      }),
      seeded,
    );
  });
});

describe('a rollback', () => {
  test('goes on with the evidence that there was, as if the days of the other version had never been', () => {
    let alarmed = 0;
    fc.assert(
      fc.property(
        holdouts,
        fc.tuple(productions, productions, productions),
        fc.nat({ max: 400 }),
        (holdout, [before, meanwhile, days], gap) => {
          const [second, third] = [FIRST + before.length, FIRST + before.length + meanwhile.length + gap];
          const other = counted(
            promoted(counted(opened(holdout), before, FIRST), holdout, 2, second),
            meanwhile,
            second,
          );
          const back = rolledBack(other, 1, third);
          const whole = counted(opened(holdout), [...before, ...days], FIRST);
          expect(evidence(back)).toEqual(evidence(counted(opened(holdout), before, FIRST)));
          expect(evidence(counted(back, days, third))).toEqual(evidence(whole));
          expect(alarms(counted(back, days, third))).toEqual(alarms(whole));
          if (alarms(whole).includes(true)) alarmed++;
        },
      ),
      seeded,
    );
    expect(alarmed).toBeGreaterThan(5);
  });

  test('keeps an alarm that was open, and what was seen of its recovery', () => {
    const good = [0, 1, 0.5, 0.25].map((loss, row) => ({ loss, shop: row % 2 }));
    const bad = good.map(row => ({ ...row, loss: 3 }));
    const holdout = new Array<Day>(40)
      .fill(good)
      .map((day, place) => day.map(row => ({ ...row, loss: row.loss * (0.8 + (place % 5) / 10) })));
    const before = [...new Array<Day>(30).fill(bad), ...new Array<Day>(3).fill(good)];
    const state = counted(opened(holdout), before, FIRST);
    const back = rolledBack(promoted(state, holdout, 2, FIRST + 33), 1, FIRST + 60);
    const [then, now] = [first(state).signals[0]?.state.alarm, first(back).signals[0]?.state.alarm];
    expect(then?.day).toBeLessThan(FIRST + 30);
    expect(now).toMatchObject({ day: then?.day, since: then?.since, tally: then?.tally, latest: then?.latest });
    expect(now?.within.detector.components).toEqual(then?.within.detector.components);
    expect(now?.within.detector.day).toBe(FIRST + 59);
  });
});

describe('a state as text', () => {
  test('is read as it was written, and goes on as if never written', () => {
    fc.assert(
      fc.property(holdouts, productions, productions, (holdout, before, days) => {
        const state = counted(opened(holdout), before, FIRST);
        const read = parseWatchState(formatWatchState(state)) as WatchState;
        expect(read).toEqual(state);
        const day = FIRST + before.length;
        expect(formatWatchState(counted(read, days, day))).toBe(formatWatchState(counted(state, days, day)));
      }),
      seeded,
    );
  });

  test('holds no days of production but the latest: it does not grow with time', () => {
    const day = [0.1, 0.2, 0.3, 0.4].map((loss, row) => ({ loss, shop: row % 2 }));
    const holdout = new Array<Day>(40)
      .fill(day)
      .map((rows, place) => rows.map(row => ({ ...row, loss: row.loss * (1 + (place % 3)) })));
    const sizeAfter = (days: number): number =>
      formatWatchState(counted(opened(holdout), new Array<Day>(days).fill(day), FIRST)).length;
    expect(sizeAfter(400)).toBeLessThan(1.05 * sizeAfter(100));
  });
});

test('the first day of a production is the first that adds to the time in which chance may alarm', () => {
  const production = productionOf(1, FIRST);
  expect(
    first(
      opened(
        new Array<Day>(40).fill([
          { loss: 1, shop: 0 },
          { loss: 0, shop: 1 },
        ]),
      ),
    ).signals[0]?.state.detector.day,
  ).toBe(production.since / DAY_MS - 1);
});
