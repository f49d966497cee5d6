// The paired bootstrap: bounds for statistics that have no formula, such as average precision or a median.
import { normalCdf, normalQuantile } from './distributions.ts';
import { type Generator, seeded } from './generator.ts';
import { caution, FEW_UNITS, type Inference, undetermined } from './inference.ts';
import { acceleration, type Resampled, resample } from './resampling.ts';

/** How resamples become bounds: bias-corrected and accelerated, their quantiles as they are, or those reflected. */
export type BootstrapInterval = 'bca' | 'percentile' | 'basic';

/** A bootstrap to carry out. */
export interface BootstrapPlan extends Resampled {
  /** The smallest level that will be asked for: max(2000, 10/alpha) resamples are drawn. */
  readonly alpha: number;
  readonly seed: number;
  /** Instead of the generator that the seed makes. */
  readonly generator?: Generator;
  readonly interval?: BootstrapInterval;
}

/** Resamples that agree with the estimate to this share of their spread are ties: only rounding parts them. */
const TIE = 1e-9;

const METHODS: Record<BootstrapInterval, string> = {
  bca: 'BCa bootstrap',
  percentile: 'percentile bootstrap',
  basic: 'basic bootstrap',
};

/**
 * Inference for statistic(each unit once), which the caller computes for both models on the same resampled units. One
 * resample costs a call of the statistic and one draw a unit. Units must come in an order that depends on their
 * contents alone if the order of rows is to change nothing. No bound goes beyond what the resamples show: below
 * α = 1/(B + 1) bounds are infinite, and p-values never fall under it.
 * Source: Efron, "Better bootstrap confidence intervals", JASA 82 (1987), 171–185; basic: Davison & Hinkley (1997), (2.10).
 */
export function pairedBootstrap(plan: BootstrapPlan): Inference {
  const { units, alpha, seed, interval = 'bca' } = plan;
  const method = METHODS[interval];
  const estimate = units < 1 ? Number.NaN : plan.statistic(new Int32Array(units).fill(1));
  const nothing = (warning: string): Inference => undetermined({ estimate, method, units, warnings: [warning] });
  if (units < 2) return nothing(caution.noUnits);
  if (!Number.isFinite(estimate)) return nothing(caution.notANumber);
  const generator = plan.generator ?? seeded(seed);
  const drawn = resample(plan, Math.max(2000, Math.ceil(10 / alpha)), generator);
  const defined = drawn.filter(Number.isFinite);
  if (defined.length < 2) return nothing(caution.notANumber);
  const se = standardDeviation(defined);
  const bend = interval === 'bca' ? bendOf(plan, generator, estimate, defined, se) : STRAIGHT;
  const values = interval === 'basic' ? drawn.map(value => 2 * estimate - value) : drawn;
  const below = lowerSide(values, bend);
  const above = lowerSide(
    values.map(value => -value),
    { bias: -bend.bias, acceleration: -bend.acceleration },
  );
  return {
    estimate,
    se,
    df: null,
    method,
    units,
    warnings: [
      ...(units < FEW_UNITS ? [caution.fewUnits] : []),
      ...(se === 0 ? [caution.noVariation] : []),
      ...(defined.length < drawn.length ? [caution.undefinedResamples] : []),
    ],
    lower: below.bound,
    upper: level => -above.bound(level),
    pAbove: below.p,
    pBelow: threshold => above.p(-threshold),
  };
}

/** BCa's two corrections: z₀ for the bias of the median, a for a standard error that grows with the truth. */
export interface Bend {
  readonly bias: number;
  readonly acceleration: number;
}

const STRAIGHT: Bend = { bias: 0, acceleration: 0 };

function bendOf(plan: Resampled, generator: Generator, estimate: number, values: Float64Array, se: number): Bend {
  const pull = acceleration(plan, generator);
  return { bias: medianBias(values, estimate, se), acceleration: Number.isFinite(pull) ? pull : 0 };
}

/** z₀ = Φ⁻¹(share of resamples under the estimate, ties half), half a resample away from 0 and 1. */
export function medianBias(values: Float64Array, estimate: number, se: number): number {
  const tie = TIE * se;
  let under = 0;
  for (const value of values) under += value < estimate - tie ? 1 : value <= estimate + tie ? 0.5 : 0;
  return normalQuantile(Math.min(values.length - 0.5, Math.max(0.5, under)) / values.length);
}

/** Where among the resamples the bound at z = Φ⁻¹(α) lies: Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))), kept monotone in z. */
export function bentLevel(z: number, { bias, acceleration: pull }: Bend): number {
  const moved = bias + z;
  const shrink = 1 - pull * moved;
  if (shrink <= 0) return moved > 0 ? 1 : 0;
  return normalCdf(moved === Number.NEGATIVE_INFINITY && pull > 0 ? bias - 1 / pull : bias + moved / shrink);
}

/** The z whose bound lies at `level` among the resamples: `bentLevel` turned round. */
export function straightenedLevel(level: number, { bias, acceleration: pull }: Bend): number {
  const moved = normalQuantile(level) - bias;
  const stretch = 1 + pull * moved;
  if (stretch <= 0) return moved > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return moved / stretch - bias;
}

interface Side {
  bound(alpha: number): number;
  p(threshold: number): number;
}

/** Lower bounds and their p-values. An undefined resample counts as minus infinity: it could have been anything. */
function lowerSide(values: Float64Array, bend: Bend): Side {
  const sorted = values.map(value => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value)).sort();
  const finest = 1 / (sorted.length + 1);
  return {
    bound: alpha => {
      const level = bentLevel(normalQuantile(alpha), bend);
      return alpha < finest || level < finest ? Number.NEGATIVE_INFINITY : quantileOf(sorted, level);
    },
    p: threshold => {
      const level = levelUpTo(sorted, threshold);
      if (level >= 1) return 1;
      return Math.max(finest, normalCdf(straightenedLevel(Math.max(finest, level), bend)));
    },
  };
}

/** The quantile by linear interpolation between order statistics at (B − 1)·level (NumPy's default). */
function quantileOf(sorted: Float64Array, level: number): number {
  const position = level * (sorted.length - 1);
  const index = Math.min(Math.floor(position), sorted.length - 1);
  const [left, right] = [sorted[index] as number, sorted[index + 1] ?? Number.NaN];
  return position === index || left === Number.NEGATIVE_INFINITY ? left : left + (position - index) * (right - left);
}

/** The highest level whose quantile is still ≤ threshold; 0 when none is, 1 when all are. */
function levelUpTo(sorted: Float64Array, threshold: number): number {
  const after = sorted.findIndex(value => value > threshold);
  if (after <= 0) return after === 0 ? 0 : 1;
  const [left, right] = [sorted[after - 1] as number, sorted[after] as number];
  const share = left === Number.NEGATIVE_INFINITY ? 1 : (threshold - left) / (right - left);
  return (after - 1 + share) / (sorted.length - 1);
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
