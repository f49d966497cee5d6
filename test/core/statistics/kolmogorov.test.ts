import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { oneSampleSf, twoSampleSf } from '../../../src/core/statistics/kolmogorov.ts';

test('the value that Marsaglia, Tsang and Wang print', () => {
  expect(1 - oneSampleSf(0.274, 10)).toBeCloseTo(0.6284796154565043, 13);
});

test('one value, where the law is a straight line', () => {
  for (const d of [0.51, 0.6, 0.75, 0.99]) expect(oneSampleSf(d, 1)).toBeCloseTo(2 - 2 * d, 13);
  expect([oneSampleSf(0.5, 1), oneSampleSf(0, 7), oneSampleSf(1, 7), oneSampleSf(1.2, 7)]).toEqual([1, 1, 0, 0]);
});

test('a large gap of few values: P(D ≥ d) = 2(1 − d)ⁿ from d = 1 − 1/n on', () => {
  for (const [d, n] of [
    [0.9, 5],
    [0.95, 10],
    [0.99, 4],
  ] as const) {
    expect(oneSampleSf(d, n) / (2 * (1 - d) ** n)).toBeCloseTo(1, 9);
  }
});

test('Kolmogorov’s limit, for ever more values', () => {
  for (const z of [0.6, 0.9, 1.358, 2]) {
    let limit = 0;
    for (let k = 1; k < 50; k += 1) limit += 2 * (-1) ** (k - 1) * Math.exp(-2 * k * k * z * z);
    expect(oneSampleSf(z / 1e4, 1e8)).toBeCloseTo(limit, 4);
  }
});

/** How far the logarithm of the middle of three neighbouring values of n lies from the line between the others. */
function bend(d: number, n: number): number {
  const [before, at, after] = [n - 1, n, n + 1].map(values => Math.log(oneSampleSf(d, values))) as [
    number,
    number,
    number,
  ];
  return Math.abs((before + after) / 2 - at);
}

test.each([
  [140, [0.04, 0.06, 0.08, 0.1, 0.12]],
  [141, [0.04, 0.06, 0.08, 0.1, 0.12]],
  [100000, [0.002, 0.003, 0.004, 0.006, 0.01]],
])('the methods on both sides of n = %p meet', (n, distances) => {
  for (const d of distances) expect(bend(d, n)).toBeLessThan(2e-5);
});

test('never rises with d, whichever method answers', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, d) => {
      const [low, high] = [oneSampleSf(d, n), oneSampleSf(d + 0.01, n)];
      expect(high).toBeLessThanOrEqual(low + 1e-6);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(1);
    }),
    { seed: 42 },
  );
});

/** Shares of all orders of n and m values whose largest gap is at least so many steps, by listing them. */
function listed(steps: number, n: number, m: number): number {
  const walk = (i: number, j: number, out: boolean): [number, number] => {
    const left = out || Math.abs(i * m - j * n) >= steps;
    if (i === n && j === m) return [left ? 1 : 0, 1];
    const [a, all] = i < n ? walk(i + 1, j, left) : [0, 0];
    const [b, more] = j < m ? walk(i, j + 1, left) : [0, 0];
    return [a + b, all + more];
  };
  const [outside, all] = walk(0, 0, false);
  return outside / all;
}

test('the exact law of two samples is what listing all orders gives', () => {
  for (const [n, m] of [
    [1, 1],
    [3, 5],
    [6, 6],
    [7, 4],
  ] as const) {
    for (let steps = 0; steps <= n * m; steps += 1) {
      expect(twoSampleSf(steps, n, m)).toBeCloseTo(listed(steps, n, m), 13);
    }
  }
});

test('keeps every digit far in the tail: two samples of 300 that do not overlap at all', () => {
  let log = Math.LN2;
  for (let i = 1; i <= 300; i += 1) log += Math.log(i) - Math.log(300 + i);
  expect(Math.log(twoSampleSf(300 * 300, 300, 300))).toBeCloseTo(log, 8);
});

test('both laws agree for large samples', () => {
  for (const d of [0.03, 0.05, 0.08]) {
    const exact = twoSampleSf(Math.round(d * 1000 * 1500), 1000, 1500);
    expect(oneSampleSf(d, 600) / exact).toBeCloseTo(1, 1);
  }
});
