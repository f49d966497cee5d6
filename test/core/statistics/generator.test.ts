import { describe, expect, test } from '@jest/globals';
import { chiSquareSf } from '../../../src/core/statistics/distributions.ts';
import { seeded, shuffle, uniform } from '../../../src/core/statistics/generator.ts';

/** p-value of the hypothesis that numbers in [0, 1) fill ten bins evenly. */
function evenness(numbers: readonly number[]): number {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const number of numbers) counts[Math.floor(number * 10)] = (counts[Math.floor(number * 10)] ?? 0) + 1;
  const expected = numbers.length / 10;
  return chiSquareSf(
    counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0),
    9,
  );
}

const take = (count: number, seed: number, stream = 0): number[] => {
  const generator = seeded(seed, stream);
  return Array.from({ length: count }, () => uniform(generator));
};

describe('seeded chance', () => {
  test('repeats for a seed and a stream, and for nothing else', () => {
    expect(take(5, 42)).toEqual(take(5, 42));
    const firsts = [0, 1, -1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER].flatMap(seed =>
      [0, 1, 2].map(stream => take(1, seed, stream)[0]),
    );
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  test('is even along one seed, and across neighbouring seeds and streams', () => {
    expect(evenness(take(20_000, 1))).toBeGreaterThan(0.001);
    expect(evenness(Array.from({ length: 20_000 }, (_, seed) => take(1, seed)[0] ?? 0))).toBeGreaterThan(0.001);
    expect(evenness(Array.from({ length: 20_000 }, (_, stream) => take(1, 9, stream)[0] ?? 0))).toBeGreaterThan(0.001);
  });

  test('shuffles to every order about equally often', () => {
    const generator = seeded(4);
    const seen = new Map<string, number>();
    for (let i = 0; i < 6000; i += 1) {
      const items = Uint32Array.of(1, 2, 3);
      shuffle(items, generator);
      seen.set(items.join(), (seen.get(items.join()) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(1000));
  });
});
