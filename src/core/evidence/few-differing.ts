// What can be told of two models that differ on a handful of units only: the share of units that differ, and no more.
import { betaQuantile, binomialCdf, normalQuantile } from '../statistics/distributions.ts';
import { caution, type Inference, undetermined, worseOf } from '../statistics/inference.ts';

/** On how many units two models differ, and how much a unit that was not seen might weigh. */
export interface Differing {
  readonly units: number;
  /** Among how many; all units of the inference when it is not given. */
  readonly among?: number;
  /** The most that one unit can move its own value by, where the estimate is the mean of the units' values. */
  readonly reach: number;
  /** What a reader is told. */
  readonly warning: string;
}

/** What is known of a single value, not a difference: only where it does not vary at all is its spread not believed. */
export const unvarying = (variance: number, reach: number): Differing | null =>
  variance === 0 ? { units: 0, reach, warning: caution.noVariation } : null;

/** From so many differing units on, what they show speaks for those that were not seen. */
export const ENOUGH_DIFFERING = 10;

/** The level at which the standard error is made to agree with the bounds. */
const USUAL = 0.05;

/**
 * The worse of an inference and of what can be told from the share of units that differ, where fewer than ten of n do: k
 * of n. With too few of them a spread is no measure of what was not seen (with none it is 0), and Student's t proves on
 * no evidence that a candidate is not worse. With probability 1 − α at most a share p⁺ of all units differs (Clopper &
 * Pearson, Biometrika 26 (1934), 404–413), and each of those not seen costs at most `reach`: the lower bound is
 * estimate − reach·(p⁺ − k/n), about 3·reach/n below the estimate where none differs. For shares the reach is known; for
 * other means it is taken from the largest difference seen, and where there is none nothing is proven at all. `se` is
 * raised to what these bounds correspond to.
 */
export function heedFew(inference: Inference, { units: k, among, reach, warning }: Differing): Inference {
  const n = among ?? inference.units;
  if (k >= Math.min(ENOUGH_DIFFERING, n)) return inference;
  const { estimate, method } = inference;
  const warnings = [...new Set([...inference.warnings, warning])];
  if (!(reach > 0) || reach === Number.POSITIVE_INFINITY)
    return undetermined({ estimate, method, units: inference.units, warnings });
  const unseen = (alpha: number): number => reach * (betaQuantile(1 - alpha, k + 1, n - k) - k / n);
  const p = (room: number): number => binomialCdf(k, n, Math.min(1, Math.max(0, k / n + room / reach)));
  const share: Inference = {
    ...inference,
    lower: alpha => estimate - unseen(alpha),
    upper: alpha => estimate + unseen(alpha),
    pAbove: threshold => p(estimate - threshold),
    pBelow: threshold => p(threshold - estimate),
  };
  return {
    ...worseOf(inference, share, warnings),
    se: inference.se === null ? null : Math.max(inference.se, unseen(USUAL) / -normalQuantile(USUAL)),
    method: `${method}, share of differing units`,
  };
}
