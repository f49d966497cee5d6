import { describe, expect, test } from '@jest/globals';
import { calibrationBins, errorShares, FEWEST, periodLosses, residualBins } from '../../src/core/row-shapes.ts';

const column = (count: number, of: (row: number) => number): Float64Array =>
  Float64Array.from({ length: count }, (_, row) => of(row));

describe('calibration', () => {
  test('holds every row once, in bins of about as many rows', () => {
    const forecast = column(1003, row => ((row * 7919) % 1003) / 1003);
    const bins = calibrationBins({ forecast, outcome: column(1003, row => row % 2) }, 0.05);
    expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(1003);
    expect(Math.min(...bins.map(({ rows }) => rows))).toBeGreaterThanOrEqual(51);
    expect(bins.map(({ x }) => x)).toEqual(bins.map(({ x }) => x).sort((a, b) => a - b));
  });

  test('finds the share that came true, with Wilson’s interval', () => {
    const [bin, ...others] = calibrationBins(
      { forecast: column(40, () => 0.3), outcome: column(40, row => Number(row < 10)) },
      0.05,
    );
    expect(others).toEqual([]);
    expect(bin).toMatchObject({ y: 0.25, rows: 40 });
    expect(bin?.x).toBeCloseTo(0.3, 12);
    // (p + z²/2n ± z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n) with z = 1.644854, computed by hand.
    expect(bin?.low).toBeCloseTo(0.1557038, 6);
    expect(bin?.high).toBeCloseTo(0.3759729, 6);
  });

  test('keeps equal probabilities together and tells of no few rows', () => {
    const bins = calibrationBins(
      { forecast: column(100, row => Number(row < 70)), outcome: column(100, () => 1) },
      0.05,
    );
    expect(bins.map(({ rows }) => rows)).toEqual([30, 70]);
    expect(
      calibrationBins({ forecast: column(FEWEST - 1, row => row), outcome: column(FEWEST - 1, () => 1) }, 0.05),
    ).toEqual([]);
  });
});

describe('residuals', () => {
  test('are the median and the middle eight tenths of outcome − forecast', () => {
    const [bin] = residualBins({ forecast: column(11, () => 5), outcome: column(11, row => 5 + row) });
    expect(bin).toEqual({ x: 5, y: 5, low: 1, high: 9, rows: 11 });
  });

  test('as shares are those of all rows, whatever lies beyond the edges', () => {
    const outcome = column(500, () => 0);
    const sides = [3, 1].map(size => ({ outcome, forecast: column(500, row => size * Math.sin(row)) }));
    for (const bins of errorShares(sides)) {
      expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(500);
      expect(bins.reduce((sum, { y }) => sum + y, 0)).toBeCloseTo(1, 12);
    }
  });

  test('of a perfect model have no shape', () => {
    const outcome = column(100, row => row);
    expect(
      errorShares([
        { outcome, forecast: outcome },
        { outcome, forecast: outcome },
      ]),
    ).toEqual([[], []]);
  });
});

describe('the course of time', () => {
  test('is cut into stretches of enough rows, in order, with what is left in the last', () => {
    const moments = [3, 1, 2].map(day => ({ time: day, rows: 6, baseline: 6 * day, candidate: 6 }));
    expect(periodLosses(moments)).toEqual([{ time: 1, until: 3, rows: 18, baseline: 2, candidate: 1 }]);
  });

  test('has no period without a moment, and one for few rows', () => {
    expect(periodLosses([])).toEqual([]);
    expect(periodLosses([{ time: 1, rows: 2, baseline: 4, candidate: 2 }])).toEqual([]);
  });
});
