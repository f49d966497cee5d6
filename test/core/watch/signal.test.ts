// One signal, a day at a time: its alarm is that of the detector that the published numbers hold, and so is its date.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changeDay, logEvidence, startDetector, update } from '../../../src/core/statistics/e-detector.ts';
import { type Accepted, accept, limitOn } from '../../../src/core/watch/accepted.ts';
import { countDay, type SignalRule, type SignalState, startSignal } from '../../../src/core/watch/signal.ts';
import { FIRST } from './watched.ts';

const share = fc.integer({ min: 0, max: 1000 }).map(n => n / 1000);
const losses = fc.array(share, { minLength: 20, maxLength: 60 });

const accepted = accept(
  {
    means: Float64Array.from({ length: 140 }, (_, day) => (((day * 7) % 13) + (day % 7)) / 80),
    days: Array.from({ length: 140 }, (_, day) => FIRST - 140 + day),
    rows: 560,
  },
  { seasonMs: 7 * 86_400_000, tolerance: 0.1 },
) as Accepted;
const rule: SignalRule = { accepted, every: 30, threshold: 2 };

/** The state after each day. */
function replay(days: readonly number[]): SignalState[] {
  const states = [startSignal(FIRST)];
  for (const [place, loss] of days.entries()) {
    states.push(countDay(states[place] as SignalState, { day: FIRST + place, loss, rows: 4, whole: loss }, rule));
  }
  return states;
}

test('the yardstick follows the week that the holdout has shown', () => {
  expect(accepted.phases).toHaveLength(7);
  expect(new Set(accepted.phases?.map(phase => phase.toFixed(3))).size).toBe(7);
});

describe('the first alarm', () => {
  test('comes on the day on which the detector reaches the threshold, and is dated by its CUSUM', () => {
    let alarms = 0;
    fc.assert(
      fc.property(losses, days => {
        let detector = startDetector(FIRST - 1);
        for (const [place, state] of replay(days).slice(1).entries()) {
          const day = FIRST + place;
          const loss = days[place] as number;
          const options = { m0: limitOn(accepted, day), every: 30, tau: accepted.tau, watch: 'harm' } as const;
          detector = update(detector, { day, loss }, options);
          expect(state.detector).toEqual(detector);
          expect(state.alarm !== null).toBe(logEvidence(detector) >= Math.log(2));
          if (state.alarm === null) continue;
          alarms++;
          expect(state.alarm).toMatchObject({ day, since: changeDay(detector), logEvidence: logEvidence(detector) });
          expect(state.alarm.tally.days).toBe(day - state.alarm.since + 1);
          return;
        }
      }),
      { seed: 42 },
    );
    expect(alarms).toBeGreaterThan(20);
  });

  test('is never later where every day is worse', () => {
    const dayOfAlarm = (days: readonly number[]): number => {
      const place = replay(days).findIndex(({ alarm }) => alarm !== null);
      return place === -1 ? Number.POSITIVE_INFINITY : place;
    };
    fc.assert(
      fc.property(losses, share, (days, more) => {
        const worse = days.map(loss => loss + (1 - loss) * more);
        expect(dayOfAlarm(worse)).toBeLessThanOrEqual(dayOfAlarm(days));
      }),
      { seed: 42 },
    );
  });
});

test('a state that JSON has held goes on as if never interrupted, before an alarm, in it and after it', () => {
  const ends = { alarm: 0, recovered: 0 };
  const bad = fc.array(fc.double({ min: 0.5, max: 1, noNaN: true }), { minLength: 20, maxLength: 30 });
  const good = fc.array(fc.double({ min: 0, max: 0.05, noNaN: true }), { minLength: 50, maxLength: 70 });
  fc.assert(
    fc.property(bad, good, losses, (harm, recovery, rest) => {
      const days = [...harm, ...recovery, ...rest];
      let paused = startSignal(FIRST);
      for (const [place, state] of replay(days).slice(1).entries()) {
        const loss = days[place] as number;
        const observed = { day: FIRST + place, loss, rows: 4, whole: loss };
        paused = JSON.parse(JSON.stringify(countDay(paused, observed, rule))) as SignalState;
        expect(paused).toEqual(state);
        if (state.alarm !== null) ends.alarm++;
        if (state.recovered !== null) ends.recovered++;
      }
    }),
    { seed: 42, numRuns: 30 },
  );
  expect(ends.alarm).toBeGreaterThan(0);
  expect(ends.recovered).toBeGreaterThan(0);
});
