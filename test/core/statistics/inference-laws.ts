// What must hold of every inference, whatever method made it.
import { expect } from '@jest/globals';
import type { Inference } from '../../../src/core/statistics/inference.ts';

const LEVELS = [0.001, 0.01, 0.025, 0.05, 0.1, 0.3, 0.5, 0.7];

/** p-values and bounds tell the same story: pAbove(x) ≤ α exactly when lower(α) > x, away from the point itself. */
export function expectConsistent(inference: Inference, thresholds: readonly number[], slack = 1e-9): void {
  const contradictions: object[] = [];
  for (const alpha of LEVELS) {
    const [lower, upper] = [inference.lower(alpha), inference.upper(alpha)];
    for (const threshold of thresholds) {
      const [above, below] = [inference.pAbove(threshold), inference.pBelow(threshold)];
      const agree =
        (Math.abs(above - alpha) <= slack || above <= alpha === lower > threshold) &&
        (Math.abs(below - alpha) <= slack || below <= alpha === upper < threshold);
      if (!agree) contradictions.push({ alpha, threshold, above, below, lower, upper });
    }
  }
  expect(contradictions).toEqual([]);
}

/** Bounds close in as α grows, and p-values lie in [0, 1]. */
export function expectOrdered(inference: Inference): void {
  const lowers = LEVELS.map(alpha => inference.lower(alpha));
  const uppers = LEVELS.map(alpha => inference.upper(alpha));
  expect(lowers).toEqual([...lowers].sort((a, b) => a - b));
  expect(uppers).toEqual([...uppers].sort((a, b) => b - a));
  const pValues = [inference.pAbove(inference.estimate), inference.pBelow(inference.estimate)];
  expect(pValues.filter(p => !(p >= 0 && p <= 1))).toEqual([]);
}

/** `swapped` says of −truth what `inference` says of the truth. */
export function expectMirrored(inference: Inference, swapped: Inference, digits = 9): void {
  expect(swapped.estimate).toBeCloseTo(-inference.estimate, digits);
  const near = (number: number) => (Number.isFinite(number) ? expect.closeTo(number, digits) : number);
  expect(LEVELS.map(swapped.lower)).toEqual(LEVELS.map(alpha => near(-inference.upper(alpha))));
  expect(LEVELS.map(swapped.upper)).toEqual(LEVELS.map(alpha => near(-inference.lower(alpha))));
  expect(swapped.pAbove(0.01)).toBeCloseTo(inference.pBelow(-0.01), digits);
}
