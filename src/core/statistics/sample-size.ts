// How much data would tell: units needed, and how often an equal candidate passes with what there is.
import { normalCdf, normalQuantile, tQuantile } from './distributions.ts';

/** The power that every number of rows needed is stated for. */
export const POWER = 0.8;

/** Beyond so many times the data at hand no number is given: the estimate it rests on is too rough. */
export const AT_MOST_TIMES = 10;

/** What is known of a difference per unit. */
export interface Need {
  /** Oriented: plus is better. */
  readonly improvement: number;
  /** Variance of one unit's difference: n·se², long-run where units depend on each other; ρ − Δ² for 0/1 metrics. */
  readonly variance: number;
  /** 0 where `better` is required. */
  readonly margin: number;
  readonly alpha: number;
  readonly power?: number;
}

/**
 * Units with which a truth equal to the estimate is proven better than −margin with the given power:
 * (z_α + z_β)²·s²/(Δ + m)², rounded up; Infinity where the estimate itself does not pass.
 * Source: Chow, Shao & Wang, "Sample Size Calculations in Clinical Research" (2008), §3.1; 0/1: Miettinen (1968).
 */
export function unitsNeeded({ improvement, variance, margin, alpha, power = POWER }: Need): number {
  const distance = improvement + margin;
  if (!(distance > 0)) return distance <= 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  const reach = normalQuantile(1 - alpha) + normalQuantile(power);
  return Math.ceil((reach * reach * variance) / (distance * distance));
}

/** Units to add to the `units` there are; null where it is none of our guesses: above ten times as many, or never. */
export function additionalUnits(need: Need, units: number): number | null {
  const additional = Math.max(0, unitsNeeded(need) - units);
  return additional <= AT_MOST_TIMES * units ? additional : null;
}

/** The variance of one row's difference in a 0/1 metric when a share `discordance` of rows differs. */
export function discordanceVariance(discordance: number, improvement: number): number {
  return discordance - improvement * improvement;
}

/**
 * Rows for McNemar's test at one-sided `alpha`: ((z_α√ρ + z_β√(ρ − Δ²))/Δ)², rounded up. It takes the spread under
 * equality for the level, so it asks for slightly more than `unitsNeeded`.
 * Source: Connor, "Sample size for testing differences in proportions for the paired-sample design", Biometrics 43
 * (1987), 207–211.
 */
export function mcnemarSampleSize(need: {
  difference: number;
  discordance: number;
  alpha: number;
  power?: number;
}): number {
  const { difference, discordance, alpha, power = POWER } = need;
  const level = normalQuantile(1 - alpha) * Math.sqrt(discordance);
  const beyond = normalQuantile(power) * Math.sqrt(discordanceVariance(discordance, difference));
  return Math.ceil(((level + beyond) / difference) ** 2);
}

/** How far a one-sided test at `alpha` sees: the standard error of the difference, its df (null = normal), the level. */
export interface Sight {
  readonly se: number;
  readonly df: number | null;
  readonly alpha: number;
}

/**
 * How often an equal candidate (true difference 0) is proven not worse by `margin`; at margin 0 this is α, the share
 * that `better` lets through. Noncentral t by its normal approximation, within 0.006 from df = 4.
 * Source: Abramowitz & Stegun, "Handbook of Mathematical Functions", 26.7.10.
 */
export function passProbability({ se, df, alpha }: Sight, margin: number): number {
  if (se === 0) return margin > 0 ? 1 : 0;
  const { level, shrink, spread } = approximation(df, alpha);
  return normalCdf((margin / se - level * shrink) / spread);
}

/** The margin with which an equal candidate passes with the given power: `passProbability` turned round. */
export function marginFor({ se, df, alpha }: Sight, power = POWER): number {
  const { level, shrink, spread } = approximation(df, alpha);
  return se * Math.max(0, level * shrink + normalQuantile(power) * spread);
}

function approximation(df: number | null, alpha: number): { level: number; shrink: number; spread: number } {
  const freedom = df ?? Number.POSITIVE_INFINITY;
  const level = -tQuantile(alpha, freedom);
  return { level, shrink: 1 - 1 / (4 * freedom), spread: Math.sqrt(1 + (level * level) / (2 * freedom)) };
}
