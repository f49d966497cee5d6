import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  advance,
  alarmThreshold,
  BET_SHARES,
  changeDay,
  type DetectorOptions,
  type DetectorState,
  logEvidence,
  RECOVERY_THRESHOLD,
  startDetector,
  update,
} from '../../../src/core/statistics/e-detector.ts';
import { type Generator, seeded, uniform } from '../../../src/core/statistics/generator.ts';
import { oracle } from './oracles.ts';

type Form = 'test' | 'SR' | 'weightedSR';

interface Vector {
  m0: number;
  values_at: Record<string, Record<Form | 'CUSUM', number>>;
  alarm_test_20: number | null;
  alarm_SR_1000: number;
  alarm_CUSUM_1000: number;
  alarm_weightedSR_20: number;
}

const vector = oracle<Vector>('e_detector');

/** The mass that enters at step t, for each published form of the count-time detector. */
const MASSES: Record<Form, (t: number) => number> = {
  test: t => (t === 1 ? 1 : 0),
  SR: () => 1,
  weightedSR: t => 1 / (t * (t + 1)),
};

const rarely = [1, ...new Array<number>(19).fill(0)];
const often = [1, ...new Array<number>(5).fill(0)];
const stream = [...new Array(50).fill(rarely).flat(), ...new Array(100).fill(often).flat()] as number[];
const bets = Array.from({ length: 9 }, (_, j) => (0.5 * (j + 1)) / 10 / vector.m0);

/** Every state of the count-time detector, so that states[t] is the one after t values. */
function replay(mass: (t: number) => number): DetectorState[] {
  const states = [startDetector(0, bets.length)];
  for (const [index, value] of stream.entries()) {
    const logE = bets.map(bet => Math.log(1 + bet * (value - vector.m0)));
    states.push(advance(states[index] as DetectorState, { day: index + 1, mass: mass(index + 1), logE }));
  }
  return states;
}

const cusum = ({ components }: DetectorState): number =>
  components.reduce((sum, { logCusum }) => sum + Math.exp(logCusum), 0) / components.length;

const evidence = (state: DetectorState): number => Math.exp(logEvidence(state));

const firstAt = (
  states: DetectorState[],
  reading: (state: DetectorState) => number,
  threshold: number,
): number | null => states.find(state => reading(state) >= threshold)?.day ?? null;

function expectRelatively(actual: number, expected: number): void {
  expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-11);
}

describe('the published stream in count time', () => {
  test.each(Object.entries(MASSES) as [Form, (t: number) => number][])('%s', (form, mass) => {
    const states = replay(mass);
    for (const [time, values] of Object.entries(vector.values_at)) {
      expectRelatively(evidence(states[Number(time)] as DetectorState), values[form]);
      expectRelatively(cusum(states[Number(time)] as DetectorState), values.CUSUM);
    }
  });

  test('the alarms', () => {
    const states = replay(MASSES.SR);
    expect(firstAt(states, evidence, 1000)).toBe(vector.alarm_SR_1000);
    expect(firstAt(states, cusum, 1000)).toBe(vector.alarm_CUSUM_1000);
    expect(firstAt(replay(MASSES.weightedSR), evidence, 20)).toBe(vector.alarm_weightedSR_20);
    expect(firstAt(replay(MASSES.test), evidence, 20)).toBe(vector.alarm_test_20);
  });

  test('the change at 1000 is dated by the value that began it', () => {
    const states = replay(MASSES.SR);
    expect(changeDay(states[vector.alarm_SR_1000] as DetectorState)).toBe(1001);
  });
});

const accepted: DetectorOptions = { m0: 0.2, every: 200, tau: 1, watch: 'harm' };

const losses = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.double({ min: 0, max: 1, noNaN: true })), {
  maxLength: 60,
});

const feed = (state: DetectorState, days: readonly [number, number][], options = accepted): DetectorState =>
  days.reduce((now, [gap, loss]) => update(now, { day: now.day + gap, loss }, options), state);

describe('calendar time', () => {
  test('one day follows the formula', () => {
    const state = update(
      update(startDetector(100), { day: 101, loss: 0.5 }, accepted),
      { day: 104, loss: 0.3 },
      accepted,
    );
    const expected = BET_SHARES.map(share => {
      const [first, second] = [1 + (share / 0.2) * 0.3, 1 + (share / 0.2) * 0.1];
      return (first / 200 + 3 / 200) * second;
    });
    for (const [index, m] of expected.entries()) {
      expectRelatively(Math.exp(state.components[index]?.logM ?? Number.NaN), m);
    }
    expectRelatively(evidence(state), expected.reduce((sum, m) => sum + m, 0) / expected.length);
    expect(state.day).toBe(104);
  });

  test('the recovery detector is the same one, looking down', () => {
    const recovery: DetectorOptions = { ...accepted, watch: 'recovery' };
    const down = update(startDetector(0), { day: 1, loss: 0.1 }, recovery);
    for (const [index, share] of BET_SHARES.entries()) {
      expectRelatively(Math.exp(down.components[index]?.logM ?? Number.NaN), (1 + (share / 0.8) * 0.1) / 200);
    }
  });

  test('turning losses and the accepted mean round turns harm into recovery', () => {
    fc.assert(
      fc.property(losses, days => {
        const turned = days.map(([gap, loss]): [number, number] => [gap, 1 - loss]);
        const harm = logEvidence(feed(startDetector(0), days));
        const recovery = logEvidence(feed(startDetector(0), turned, { ...accepted, m0: 0.8, watch: 'recovery' }));
        if (harm !== recovery) expect(recovery).toBeCloseTo(harm, 8);
      }),
      { seed: 42 },
    );
  });

  test('a state written and read back mid-stream ends where one pass ends', () => {
    fc.assert(
      fc.property(losses, fc.nat({ max: 60 }), (days, cut) => {
        const paused = feed(startDetector(7), days.slice(0, cut));
        const resumed = feed(JSON.parse(JSON.stringify(paused)) as DetectorState, days.slice(cut));
        expect(resumed).toEqual(feed(startDetector(7), days));
      }),
      { seed: 42 },
    );
  });

  test('a state is never changed in place', () => {
    const before = feed(startDetector(0), [[1, 0.4]]);
    const copy = structuredClone(before);
    update(before, { day: 2, loss: 0.9 }, accepted);
    expect(before).toEqual(copy);
  });

  test('a larger loss is never less evidence of harm, nor more of recovery', () => {
    fc.assert(
      fc.property(losses, fc.double({ min: 0, max: 1, noNaN: true }), (days, share) => {
        const worse = days.map(([gap, loss]): [number, number] => [gap, loss + (1 - loss) * share]);
        for (const [watch, sign] of [
          ['harm', 1],
          ['recovery', -1],
        ] as const) {
          const low = logEvidence(feed(startDetector(0), days, { ...accepted, watch }));
          const high = logEvidence(feed(startDetector(0), worse, { ...accepted, watch }));
          if (low !== high) expect(sign * (high - low)).toBeGreaterThan(-1e-9);
        }
      }),
      { seed: 42 },
    );
  });

  test('a stream that is counted by twos of days has the same promise as by days', () => {
    const byDay = feed(startDetector(0), new Array(40).fill([1, 0.2]));
    const byTwo = feed(startDetector(0), new Array(20).fill([2, 0.2]));
    expectRelatively(evidence(byDay), 40 / 200);
    expectRelatively(evidence(byTwo), 40 / 200);
  });

  test('tempering takes the root of each day’s evidence', () => {
    const state = feed(startDetector(0), [[1, 0.6]], { ...accepted, tau: 3 });
    expectRelatively(Math.exp(state.components[5]?.logM ?? Number.NaN), (1 + 4 * 0.4) ** (1 / 3) / 200);
  });

  test('two groups on one day add their evidence and no time', () => {
    const state = feed(startDetector(0), [
      [1, 0.6],
      [0, 0.6],
    ]);
    expectRelatively(Math.exp(state.components[5]?.logM ?? Number.NaN), (1 + 4 * 0.4) ** 2 / 200);
    expect(feed(startDetector(0), [[0, 0.6]]).components[0]?.logM).toBeNull();
  });
});

describe('when did it start', () => {
  const good = new Array<[number, number]>(50).fill([1, 0.1]);
  const bad = new Array<[number, number]>(30).fill([1, 0.6]);

  test('the first bad day', () => expect(changeDay(feed(startDetector(0), [...good, ...bad]))).toBe(51));

  test('after a harm that passed, the next one', () => {
    expect(changeDay(feed(startDetector(0), [...bad, ...good, ...good, ...bad]))).toBe(131);
  });

  test('nothing before the first day', () => expect(changeDay(startDetector(3))).toBeNull());
});

test('harm is found, and its end', () => {
  const alarmed = feed(startDetector(0), new Array(25).fill([1, 0.5]));
  expect(evidence(alarmed)).toBeGreaterThan(alarmThreshold('overall', 1));
  const recovery: DetectorOptions = { ...accepted, watch: 'recovery' };
  const good = new Array<[number, number]>(60).fill([1, 0.02]);
  expect(evidence(feed(startDetector(25), good, recovery))).toBeGreaterThan(RECOVERY_THRESHOLD);
  const still = new Array<[number, number]>(60).fill([1, 0.2]);
  expect(evidence(feed(startDetector(25), still, recovery))).toBeLessThan(1);
});

test('an accepted mean that no loss can exceed never alarms', () => {
  const worst = new Array<[number, number]>(100).fill([1, 1]);
  expect(evidence(feed(startDetector(0), worst, { ...accepted, m0: 1.2 }))).toBeLessThan(100 / 200);
});

test('a million steps of the worst and of the best neither overflow nor vanish', () => {
  const [better, worse] = [Math.log1p(0.8 * 99), Math.log1p(-0.8)];
  let state = startDetector(0, 2);
  for (let day = 1; day <= 1e6; day += 1) state = advance(state, { day, mass: 1 / 1825, logE: [better, worse] });
  const highest = 1e6 * better + Math.log(1 / 1825 / (1 - Math.exp(-better)));
  expect((state.components[0]?.logM ?? Number.NaN) / highest).toBeCloseTo(1, 10);
  expectRelatively(state.components[1]?.logM ?? Number.NaN, Math.log((0.2 / 0.8) * (1 / 1825)));
  expect(logEvidence(state)).toBeCloseTo((state.components[0]?.logM ?? Number.NaN) - Math.log(2), 6);
  expect(changeDay(state)).toBe(1);
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
});

describe('refusals', () => {
  const state = feed(startDetector(10), [[1, 0.3]]);

  test.each([{ m0: 0 }, { m0: Number.NaN }, { every: 0 }, { tau: 0.5 }, { m0: 1, watch: 'recovery' as const }])(
    '%p',
    wrong => {
      expect(() => update(state, { day: 12, loss: 0.3 }, { ...accepted, ...wrong })).toThrow(RangeError);
    },
  );

  test.each([-0.1, 1.1, Number.NaN])('a loss of %p', loss => {
    expect(() => update(state, { day: 12, loss }, accepted)).toThrow(/not within \[0, 1\]/);
  });

  test('time running backwards', () => {
    expect(() => update(state, { day: 10.5, loss: 0.3 }, accepted)).toThrow(/counted already/);
  });

  test('e-values that do not fit', () => {
    expect(() => advance(state, { day: 12, mass: 1, logE: [0] })).toThrow(/expected 6/);
    expect(() => advance(state, { day: 12, mass: 1, logE: new Array(6).fill(-Infinity) })).toThrow(/finite/);
    expect(() => advance(state, { day: 12, mass: -1, logE: new Array(6).fill(0) })).toThrow(/mass/);
  });
});

/** Does any of the signals of one seeded stream alarm within `days`, each a daily mean of four 0/1 losses? */
function alarms(
  generator: Generator,
  { days, signals, mean }: { days: number; signals: number; mean: number },
): boolean {
  const states = new Array<DetectorState>(signals).fill(startDetector(0));
  for (let day = 1; day <= days; day += 1) {
    for (const [index, state] of states.entries()) {
      let wrong = 0;
      for (let row = 0; row < 4; row += 1) wrong += uniform(generator) < mean ? 1 : 0;
      const next = update(state, { day, loss: wrong / 4 }, accepted);
      states[index] = next;
      if (evidence(next) >= alarmThreshold(index === 0 ? 'overall' : 'other', signals)) return true;
    }
  }
  return false;
}

describe('false alarms, in seeded streams whose mean is exactly what was accepted', () => {
  test.each([
    { signals: 1, streams: 1500, days: 100 },
    { signals: 3, streams: 500, days: 100 },
  ])('$signals signals: at most T/T0', ({ signals, streams, days }) => {
    const generator = seeded(5);
    let alarmed = 0;
    for (let index = 0; index < streams; index += 1) alarmed += alarms(generator, { days, signals, mean: 0.2 }) ? 1 : 0;
    expect(alarmed / streams).toBeLessThanOrEqual((signals === 1 ? 0.5 : 1) * (days / accepted.every));
    expect(alarmed).toBeGreaterThan(0);
  });

  test('and real harm is found in the same time', () => {
    const generator = seeded(6);
    let found = 0;
    for (let index = 0; index < 50; index += 1)
      found += alarms(generator, { days: 100, signals: 1, mean: 0.4 }) ? 1 : 0;
    expect(found).toBeGreaterThan(45);
  });
});
