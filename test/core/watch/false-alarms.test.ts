// The promise: all signals of a model together are wrong once in T0 at most.
import { describe, expect, test } from '@jest/globals';
import { seeded, uniform } from '../../../src/core/statistics/generator.ts';
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
