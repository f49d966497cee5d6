import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hash, isHeldOut, startOfHoldout } from '../../src/core/split.ts';

const day = 86_400_000;
const times = (...days: number[]) => Float64Array.from(days, value => value * day);

describe('startOfHoldout', () => {
  test('a share takes the latest rows', () => {
    expect(startOfHoldout(times(5, 1, 4, 2, 3), { kind: 'share', share: 0.4 })).toBe(4 * day);
  });

  test('rows of equal time stay together, on the side that comes nearer to the share', () => {
    expect(startOfHoldout(times(1, 2, 3, 3, 3), { kind: 'share', share: 0.5 })).toBe(3 * day);
    expect(startOfHoldout(times(1, 2, 2, 2, 3), { kind: 'share', share: 0.1 })).toBe(3 * day);
    expect(startOfHoldout(times(1, 2, 2, 3), { kind: 'share', share: 0.5 })).toBe(2 * day);
  });

  test('thirty days of daily rows are thirty rows', () => {
    const daily = times(...Array.from({ length: 100 }, (_, index) => index));
    expect(startOfHoldout(daily, { kind: 'last', milliseconds: 30 * day })).toBe(70 * day);
  });

  test('a start takes the rows at it and after it', () => {
    expect(startOfHoldout(times(1, 2, 3), { kind: 'since', time: 2 * day })).toBe(2 * day);
    expect(startOfHoldout(times(1, 2, 4), { kind: 'since', time: 3 * day })).toBe(4 * day);
  });

  test.each([
    ['no rows', times(), { kind: 'share', share: 0.2 }],
    ['one time', times(3, 3, 3), { kind: 'share', share: 0.2 }],
    ['a stretch longer than the table', times(1, 2, 3), { kind: 'last', milliseconds: 9 * day }],
    ['a start after the end', times(1, 2, 3), { kind: 'since', time: 4 * day }],
    ['a start before the beginning', times(1, 2, 3), { kind: 'since', time: day }],
  ] as const)('%s leaves a side empty', (_, given, cut) => {
    expect(startOfHoldout(given, cut)).toBeUndefined();
  });

  test('no start that keeps equal times together comes nearer to the share', () => {
    const table = fc.tuple(
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    );
    fc.assert(
      fc.property(table, ([values, share]) => {
        const start = startOfHoldout(Float64Array.from(values), { kind: 'share', share });
        const distance = (from: number) =>
          Math.abs(values.filter(value => value >= from).length - share * values.length);
        const possible = [...new Set(values)].filter(value => value > Math.min(...values));
        if (start === undefined) expect(possible).toEqual([]);
        else expect(distance(start)).toBeCloseTo(Math.min(...possible.map(distance)), 9);
      }),
      { seed: 42 },
    );
  });
});

describe('hash', () => {
  // From an independent implementation of MurmurHash3_x86_32 over UTF-16LE, itself held to the published vector
  // "Hello, world!" (ASCII), seed 1234 → 0xfaf6cdb3.
  test.each([
    ['', 0, 0],
    ['', 1, 1364076727],
    ['a', 0, 1867108634],
    ['shop-1', 0, 3142980750],
    ['shop-1', 7, 1062943747],
    ['Vigo ñ€', 42, 2792788361],
    ['😀x', 3, 3475234275],
  ])('%j with seed %i', (text, seed, expected) => {
    expect(hash(text, seed)).toBe(expected);
  });
});

describe('isHeldOut', () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `user-${index}`);

  test.each([0, 1, 99])('takes about its share of the keys, seed %i', seed => {
    const share = keys.filter(key => isHeldOut(key, seed, 0.2)).length / keys.length;
    // Five standard errors of a proportion.
    expect(Math.abs(share - 0.2)).toBeLessThan(5 * Math.sqrt((0.2 * 0.8) / keys.length));
  });

  test('a larger share takes the same keys and more', () => {
    const smaller = keys.filter(key => isHeldOut(key, 0, 0.2));
    expect(smaller.every(key => isHeldOut(key, 0, 0.3))).toBe(true);
  });

  test('another seed takes others', () => {
    const both = keys.filter(key => isHeldOut(key, 0, 0.2) && isHeldOut(key, 1, 0.2)).length / keys.length;
    expect(Math.abs(both - 0.04)).toBeLessThan(5 * Math.sqrt((0.04 * 0.96) / keys.length));
  });
});
