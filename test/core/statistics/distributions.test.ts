// The distribution functions against 50-digit arithmetic (mpmath; the beta quantiles are SciPy's).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  betaQuantile,
  binomialCdf,
  binomialSf,
  chiSquareQuantile,
  chiSquareSf,
  normalCdf,
  normalQuantile,
  tCdf,
  tQuantile,
} from '../../../src/core/statistics/distributions.ts';

type Rows = readonly (readonly number[])[];
const known: Record<string, Rows> = JSON.parse(
  readFileSync(new URL('../../fixtures/distributions.json', import.meta.url), 'utf8'),
);

const functions: Record<string, (...numbers: number[]) => number> = {
  betaQuantile,
  binomialCdf,
  chiSquareQuantile,
  chiSquareSf,
  normalCdf,
  normalQuantile,
  tCdf,
  tQuantile,
};

describe('known values', () => {
  test.each(Object.entries(functions))('%s within 1e-12, relative', (name, compute) => {
    const rows = known[name] ?? [];
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      const expected = row.at(-1) ?? Number.NaN;
      const actual = compute(...row.slice(0, -1));
      expect({ row, close: Math.abs(actual - expected) <= 1e-12 * Math.abs(expected) }).toEqual({ row, close: true });
    }
  });
});

describe('edges', () => {
  test('quantiles at 0, a half and 1', () => {
    for (const df of [0.5, 1, 9, 1e6, 1e15, Number.POSITIVE_INFINITY]) {
      expect([0, 0.5, 1].map(p => tQuantile(p, df))).toEqual([-Infinity, 0, Infinity]);
    }
    expect([0, 0.5, 1].map(normalQuantile)).toEqual([-Infinity, 0, Infinity]);
    expect([0, 1].map(p => betaQuantile(p, 2, 3))).toEqual([0, 1]);
    expect([0, 1].map(p => chiSquareQuantile(p, 3))).toEqual([0, Infinity]);
  });

  test('outside the domain is NaN, never a number', () => {
    expect([-0.1, 1.1, Number.NaN].map(normalQuantile)).toEqual([NaN, NaN, NaN]);
    expect([-0.1, 1.1, Number.NaN].map(p => tQuantile(p, 5))).toEqual([NaN, NaN, NaN]);
    expect([tQuantile(0.1, 0), tQuantile(0.1, Number.NaN), tCdf(1, 0), tCdf(Number.NaN, 3)]).toEqual([
      NaN,
      NaN,
      NaN,
      NaN,
    ]);
  });

  test('t tends to the normal', () => {
    for (const df of [1e12, 1e14, 1e16, 1e100, Number.POSITIVE_INFINITY]) {
      expect(tQuantile(0.025, df)).toBeCloseTo(-1.959963984540054, 11);
      expect(tCdf(-1.96, df)).toBeCloseTo(normalCdf(-1.96), 12);
    }
  });

  test('infinite arguments', () => {
    expect([-Infinity, Infinity].map(normalCdf)).toEqual([0, 1]);
    expect([-Infinity, Infinity].map(x => tCdf(x, 4))).toEqual([0, 1]);
    expect([-1, 0, Number.POSITIVE_INFINITY].map(x => chiSquareSf(x, 2))).toEqual([1, 1, 0]);
  });

  test('binomial tails meet, and end at certain and impossible', () => {
    for (let k = 0; k <= 12; k += 1) {
      expect(binomialCdf(k, 12, 0.3) + binomialSf(k + 1, 12, 0.3)).toBeCloseTo(1, 14);
    }
    expect([binomialCdf(-1, 5, 0.5), binomialCdf(5, 5, 0.5), binomialCdf(2, 5, 0), binomialCdf(2, 5, 1)]).toEqual([
      0, 1, 1, 0,
    ]);
    expect([binomialSf(0, 5, 0.5), binomialSf(6, 5, 0.5), binomialSf(2, 5, 1), binomialSf(0, 0, 0.5)]).toEqual([
      1, 0, 1, 1,
    ]);
    expect(binomialSf(20, 20, 0.5)).toBe(2 ** -20);
  });
});
