// What must hold of every inference, whatever method made it.
import { expect } from '@jest/globals';
import type { Inference } from '../../../src/core/statistics/inference.ts';

const LEVELS = [0.001, 0.01, 0.025, 0.05, 0.1, 0.3, 0.5, 0.7];

/** p-values and bounds tell the same story: pAbove(x) ≤ α exactly when lower(α) > x, away from the point itself. */
export function expectConsistent(inference: Inference, thresholds: readonly number[], slack = 1e-9): void {
  for (const alpha of LEVELS) {
    for (const threshold of thresholds) {
      const [above, below] = [inference.pAbove(threshold), inference.pBelow(threshold)];
      const facts = { alpha, threshold, above, below, lower: inference.lower(alpha), upper: inference.upper(alpha) };
      if (Math.abs(above - alpha) > slack) {
        expect({ ...facts, agrees: above <= alpha }).toEqual({ ...facts, agrees: facts.lower > threshold });
      }
      if (Math.abs(below - alpha) > slack) {
        expect({ ...facts, agrees: below <= alpha }).toEqual({ ...facts, agrees: facts.upper < threshold });
      }
    }
  }
}

/** Bounds never cross below a half, widen as α falls, and hold p-values in [0, 1]. */
export function expectOrdered(inference: Inference): void {
  let [lower, upper] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const alpha of LEVELS) {
    expect(inference.lower(alpha)).toBeGreaterThanOrEqual(lower);
    expect(inference.upper(alpha)).toBeLessThanOrEqual(upper);
    [lower, upper] = [inference.lower(alpha), inference.upper(alpha)];
  }
  for (const p of [inference.pAbove(inference.estimate), inference.pBelow(inference.estimate)]) {
    expect(p).toBeGreaterThanOrEqual(0);
    expect(p).toBeLessThanOrEqual(1);
  }
}

/** `swapped` says of −truth what `inference` says of the truth. */
export function expectMirrored(inference: Inference, swapped: Inference, digits = 9): void {
  expect(swapped.estimate).toBeCloseTo(-inference.estimate, digits);
  for (const alpha of LEVELS) {
    expect(swapped.lower(alpha)).toBeCloseTo(-inference.upper(alpha), digits);
    expect(swapped.upper(alpha)).toBeCloseTo(-inference.lower(alpha), digits);
  }
  expect(swapped.pAbove(0.01)).toBeCloseTo(inference.pBelow(-0.01), digits);
}
