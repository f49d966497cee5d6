// Beyond what resamples can show: two thousand of them say nothing of one chance in ten thousand.
import type { Inference } from '../statistics/inference.ts';

/** A p-value that fewer resamples than this stand for is left to the formula. */
const LEAST_IN_TAIL = 10;

/** How many resamples are drawn where bounds at alpha are asked for. */
export const resamplesFor = (alpha: number): number => Math.max(2000, Math.ceil(10 / alpha));

/**
 * The resampled inference where its resamples show enough, and a formula's beyond, which is never the bolder of the two
 * there. Without it no p-value falls under 1/(B + 1), and Holm's adjustment over two hundred slices could prove nothing.
 */
export function beyondResamples(resampled: Inference, formula: Inference, resamples: number): Inference {
  const from = LEAST_IN_TAIL / (resamples + 1);
  const extended = (shown: number, beyond: number): number => (shown > from ? shown : Math.min(from, beyond));
  return {
    ...resampled,
    lower: alpha => (alpha >= from ? resampled.lower(alpha) : Math.min(resampled.lower(from), formula.lower(alpha))),
    upper: alpha => (alpha >= from ? resampled.upper(alpha) : Math.max(resampled.upper(from), formula.upper(alpha))),
    pAbove: threshold => extended(resampled.pAbove(threshold), formula.pAbove(threshold)),
    pBelow: threshold => extended(resampled.pBelow(threshold), formula.pBelow(threshold)),
  };
}
