// What the data say of one difference, in the one form that every method returns and the policy reads.
import { tCdf, tQuantile } from './distributions.ts';

/**
 * An estimate with one-sided bounds at any level α in (0, 1). The p-values are the bounds turned round: pAbove(x) ≤ α
 * exactly when lower(α) > x, and pBelow(x) ≤ α exactly when upper(α) < x (up to rounding where the two sides meet).
 */
export interface Inference {
  readonly estimate: number;
  /** Standard error; null where the method has none. */
  readonly se: number | null;
  /** Degrees of freedom of the t distribution used; null where it is none. */
  readonly df: number | null;
  /** For people: 'paired t', 'Tango score', 'DeLong', 'BCa bootstrap', … */
  readonly method: string;
  /** Independent units that carry the evidence: rows, or groups. */
  readonly units: number;
  /** One-sided lower bound: at most α of all samples put it above the truth. */
  lower(alpha: number): number;
  /** One-sided upper bound. */
  upper(alpha: number): number;
  /** p-value for truth > threshold; the hypothesis to refute is truth ≤ threshold. */
  pAbove(threshold: number): number;
  /** p-value for truth < threshold. */
  pBelow(threshold: number): number;
  /** What a reader should know about the method on these data: short phrases, see `caution`. */
  readonly warnings: readonly string[];
}

/** Every phrase that a method puts into `warnings`. */
export const caution = {
  noUnits: 'fewer than two units',
  notANumber: 'not a number',
  noVariation: 'no variation',
  fewUnits: 'few units',
  skewed: 'skewed',
  fewSkewed: 'skewed, under 100 units',
  shortSeries: 'fewer than 12 periods',
  fewSeasons: 'fewer than 12 whole seasons',
  undefinedResamples: 'undefined in some resamples',
  fewDiffering: 'under 10 differing units',
  truncatedVariance: 'negative long-run variance, Bartlett weights used',
} as const;

/** Under so many units every method is named as leaning on its assumptions. */
export const FEW_UNITS = 20;

interface Undetermined {
  readonly estimate: number;
  readonly method: string;
  readonly units: number;
  readonly warnings: readonly string[];
}

/** Says nothing: infinite bounds and p = 1, for samples from which no bound can honestly be drawn. */
export function undetermined({ estimate, method, units, warnings }: Undetermined): Inference {
  return {
    estimate,
    se: null,
    df: null,
    method,
    units,
    warnings,
    lower: () => Number.NEGATIVE_INFINITY,
    upper: () => Number.POSITIVE_INFINITY,
    pAbove: () => 1,
    pBelow: () => 1,
  };
}

interface StudentPivot extends Undetermined {
  readonly se: number;
  /** ∞ for a normal pivot. */
  readonly df: number;
}

/**
 * Bounds from (estimate − truth)/se on Student's t with df degrees of freedom. A standard error of 0 gives the point
 * itself with a warning; NaN, infinity or no degrees of freedom give infinite bounds.
 */
export function fromStudent({ estimate, se, df, method, units, warnings }: StudentPivot): Inference {
  if (!Number.isFinite(estimate) || !Number.isFinite(se) || !(se >= 0) || !(df > 0)) {
    return undetermined({ estimate, method, units, warnings: [...warnings, caution.notANumber] });
  }
  const sided = (threshold: number, sign: number): number => {
    const distance = sign * (estimate - threshold);
    if (se === 0) return distance > 0 ? 0 : 1;
    return tCdf(-distance / se, df);
  };
  return {
    estimate,
    se,
    df: Number.isFinite(df) ? df : null,
    method,
    units,
    warnings: se === 0 ? [...warnings, caution.noVariation] : warnings,
    lower: alpha => (se === 0 ? estimate : estimate + se * tQuantile(alpha, df)),
    upper: alpha => (se === 0 ? estimate : estimate - se * tQuantile(alpha, df)),
    pAbove: threshold => sided(threshold, 1),
    pBelow: threshold => sided(threshold, -1),
  };
}

/** The same evidence about −truth: what swapping the two models, or turning a metric's direction, gives. */
export function mirror(inference: Inference): Inference {
  return {
    ...inference,
    estimate: -inference.estimate,
    lower: alpha => -inference.upper(alpha),
    upper: alpha => -inference.lower(alpha),
    pAbove: threshold => inference.pBelow(-threshold),
    pBelow: threshold => inference.pAbove(-threshold),
  };
}

/** Of two inferences on one truth the more cautious on each side: the lower lower bound, the higher upper bound. */
export function worseOf(first: Inference, second: Inference, warnings: readonly string[] = []): Inference {
  return {
    ...first,
    warnings: [...new Set([...first.warnings, ...second.warnings, ...warnings])],
    lower: alpha => Math.min(first.lower(alpha), second.lower(alpha)),
    upper: alpha => Math.max(first.upper(alpha), second.upper(alpha)),
    pAbove: threshold => Math.max(first.pAbove(threshold), second.pAbove(threshold)),
    pBelow: threshold => Math.max(first.pBelow(threshold), second.pBelow(threshold)),
  };
}
