// The promise: all signals of a model together are wrong once in T0 at most, and what ends an alarm is rarely wrong.
import { describe, expect, test } from '@jest/globals';
import { RECOVERY_THRESHOLD } from '../../../src/core/statistics/e-detector.ts';
import { seeded, uniform } from '../../../src/core/statistics/generator.ts';
import type { Accepted } from '../../../src/core/watch/accepted.ts';
import { countAftermath, isBack, isProvenBetter, startAftermath } from '../../../src/core/watch/aftermath.ts';
import { countBelow, isBelow, RECOVERY_EVERY, startBelow } from '../../../src/core/watch/recovery.ts';
import type { DayLoss } from '../../../src/core/watch/signal.ts';
import type { Reference, VersionWatch } from '../../../src/core/watch/watch-state.ts';
import { type Day, FIRST, RULES, seen, watchOf } from './watched.ts';

const ERROR = 0.2;
const STREAMS = 150;

/** Days of four rows that are wrong with a probability. */
function wrongOnes(seed: number, days: number, probability: number): readonly Day[] {
  const generator = seeded(seed);
  const rowOf = (row: number): Day[number] => ({ loss: uniform(generator) < probability ? 1 : 0, shop: row % 2 });
  return Array.from({ length: days }, () => [0, 1, 2, 3].map(rowOf));
}

/** Everything is held against the truth itself: no signal is better than it has to be. */
function onTheLimit(seed: number): VersionWatch {
  const version = watchOf(wrongOnes(seed, 60, ERROR));
  const signals = version.reference.signals.map((signal): Reference['signals'][number] => ({
    ...signal,
    accepted: signal.accepted === null ? null : { ...signal.accepted, limit: ERROR, tau: 1 },
  }));
  return { ...version, reference: { ...version.reference, signals } };
}

const isWorse = ({ signals }: VersionWatch): boolean => signals.some(({ state }) => state.alarm !== null);

/** Whether any signal is worse by the last day. */
const alarmed = (version: VersionWatch, days: readonly Day[], every: number): boolean => {
  let now = version;
  return days.some((rows, place) => {
    now = seen(now, [rows], FIRST + place, { ...RULES, every });
    return isWorse(now);
  });
};

describe('false alarms of three signals together, whose means are exactly what was accepted', () => {
  test.each([
    [100, 200],
    [30, 60],
  ])('within %p days of T0 = %p: at most T/T0', (days, every) => {
    let wrong = 0;
    for (let stream = 0; stream < STREAMS; stream++) {
      if (alarmed(onTheLimit(stream), wrongOnes(10_000 + stream, days, ERROR), every)) wrong++;
    }
    expect(wrong / STREAMS).toBeLessThanOrEqual(days / every);
    expect(wrong).toBeGreaterThan(0);
  });

  test('a mean well above is told of nearly every time: the streams do alarm', () => {
    let told = 0;
    for (let stream = 0; stream < 50; stream++) {
      if (alarmed(onTheLimit(stream), wrongOnes(20_000 + stream, 100, 2 * ERROR), 200)) told++;
    }
    expect(told).toBeGreaterThan(45);
  });
});

describe('recoveries that are none, of a mean that is exactly as bad as it was', () => {
  const accepted = onTheLimit(1).reference.signals[0]?.accepted as Accepted;
  const lossesOf = (stream: number, days: number): readonly DayLoss[] =>
    wrongOnes(30_000 + stream, days, ERROR).map((rows, place) => ({
      day: FIRST + place,
      loss: rows.filter(({ loss }) => loss > 0).length / rows.length,
      whole: rows.filter(({ loss }) => loss > 0).length / rows.length,
      rows: rows.length,
    }));

  test('are told one time in twenty in four weeks at most, while an alarm is open', () => {
    const [streams, weeks] = [300, 24];
    let wrong = 0;
    for (let stream = 0; stream < streams; stream++) {
      let bar = startBelow(ERROR, FIRST);
      const isTold = lossesOf(stream, 7 * weeks).some(({ day, loss }) => {
        bar = countBelow(bar, { day, loss, mass: 1 / RECOVERY_EVERY }, accepted);
        return isBelow(bar);
      });
      if (isTold) wrong++;
    }
    expect(wrong / streams).toBeLessThanOrEqual((7 * weeks) / RECOVERY_EVERY / RECOVERY_THRESHOLD);
    expect(wrong).toBeGreaterThan(0);
  });

  test('are told of a new version one time in twenty at most, however long it is watched', () => {
    let wrong = 0;
    for (let stream = 0; stream < 400; stream++) {
      let aftermath = startAftermath('mae', ERROR, FIRST);
      const isTold = lossesOf(stream, 90).some(observed => {
        aftermath = countAftermath(aftermath, observed, accepted);
        return isProvenBetter(aftermath);
      });
      if (isTold) wrong++;
    }
    expect(wrong / 400).toBeLessThanOrEqual(1 / RECOVERY_THRESHOLD);
    expect(wrong).toBeGreaterThan(0);
  });

  test('and a mean that is half as bad is told soon', () => {
    const better = wrongOnes(7, 90, ERROR / 2);
    let aftermath = startAftermath('mae', ERROR, FIRST);
    const days = better.map((rows, place) => {
      const loss = rows.filter(row => row.loss > 0).length / rows.length;
      aftermath = countAftermath(aftermath, { day: FIRST + place, loss, whole: loss, rows: rows.length }, accepted);
      return isBack(aftermath, accepted);
    });
    expect(days.indexOf(true)).toBeGreaterThan(0);
    expect(days.at(-1)).toBe(true);
  });
});
