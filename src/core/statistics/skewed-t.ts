// Student's t where it holds, and the worse of it and a skewness-aware bound where the units are skewed.
import { tCdf, tQuantile } from './distributions.ts';
import { seeded } from './generator.ts';
import { caution, type Inference, mirror, worseOf } from './inference.ts';
import { pairedT, type UnitMoments } from './paired-t.ts';
import { fromStudentized, studentizedResamples } from './studentized-bootstrap.ts';

/** From here on Student's t is not trusted alone. */
export const SKEWED = 1;

/** Under so many skewed units the bounds carry a warning: the bootstrap itself has seen too little of the tail. */
export const FEW_SKEWED = 100;

/** Up to so many values are resampled; above, what the resampling converges to is computed from the skewness. */
export const RESAMPLED_UNITS = 2000;

/** n unit influence values: mean, sample variance, skewness g₁ = m₃/m₂^{3/2}, and the values where they were kept. */
export interface SkewedUnits extends UnitMoments {
  readonly skewness: number;
  /** In any order; their mean is `mean`. */
  readonly values?: Float64Array | undefined;
  readonly seed: number;
  /** The smallest level that will be asked for: the bootstrap draws max(2000, 10/alpha) resamples. 0.005 by default. */
  readonly alpha?: number;
}

/**
 * Inference for the mean of n units. |g₁| ≤ 1: Student's t. Otherwise on each side the worse of t and, with the values
 * of at most 2000 units, the studentized bootstrap; without them Hall's skewness-corrected t.
 */
export function skewedT(units: SkewedUnits, method = 'paired t'): Inference {
  const student = pairedT(units, method);
  if (units.n < 2 || !(Math.abs(units.skewness) > SKEWED) || !(units.variance > 0)) return student;
  if (units.skewness < 0) return mirror(skewedT(reflect(units), method));
  const corrected = correction(units, student.se ?? 0);
  const warnings = [caution.skewed, ...(units.n < FEW_SKEWED ? [caution.fewSkewed] : [])];
  return { ...worseOf(student, corrected, warnings), method: `${method}, ${corrected.method}` };
}

/** Negated units, so that swapping two models negates every bound exactly, resampling included. */
function reflect(units: SkewedUnits): SkewedUnits {
  return {
    ...units,
    mean: -units.mean,
    skewness: -units.skewness,
    values: units.values?.map(value => -value),
  };
}

function correction({ mean, skewness, n, values, seed, alpha = 0.005 }: SkewedUnits, se: number): Inference {
  if (values === undefined || n > RESAMPLED_UNITS) return hallT({ estimate: mean, se }, skewness, n);
  let sorted: Float64Array | null = null;
  return fromStudentized({ estimate: mean, se }, n, () => {
    sorted ??= studentizedResamples(values.slice().sort(), Math.max(2000, Math.ceil(10 / alpha)), seeded(seed));
    return sorted;
  });
}

/**
 * Hall's monotone cubic g(t) = t + γ(2t² + 1)/(6√n) + γ²t³/(27n), which removes the first Edgeworth term of the
 * studentized mean: g(t) is taken on t_{n−1}. Its inverse is closed: (3√n/γ)·(∛(1 + (γ/√n)(x − γ/(6√n))) − 1).
 * Source: Hall, "On the removal of skewness by transformation", J. R. Statist. Soc. B 54 (1992), 221–228, (2.4).
 */
function hallT({ estimate, se }: { estimate: number; se: number }, skewness: number, n: number): Inference {
  const k = skewness / Math.sqrt(n);
  const transform = (t: number): number => t + k * ((t * t) / 3 + 1 / 6) + (k * k * t ** 3) / 27;
  const inverse = (x: number): number => (3 / k) * (Math.cbrt(1 + k * (x - k / 6)) - 1);
  const df = n - 1;
  return {
    estimate,
    se,
    df,
    method: 'Hall’s corrected t',
    units: n,
    warnings: [],
    lower: alpha => estimate - se * inverse(-tQuantile(alpha, df)),
    upper: alpha => estimate - se * inverse(tQuantile(alpha, df)),
    pAbove: threshold => tCdf(-transform((estimate - threshold) / se), df),
    pBelow: threshold => tCdf(transform((estimate - threshold) / se), df),
  };
}
