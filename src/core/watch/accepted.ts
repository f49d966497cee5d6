// What was accepted at promotion: the largest mean loss that the accepted version may have, told from its holdout.

import { periodsOf } from '../series.ts';
import type { Inference } from '../statistics/inference.ts';
import { longRunMean, varianceInflation } from '../statistics/long-run.ts';
import { pairedT, unitMoments } from '../statistics/paired-t.ts';
import { DAY_MS } from './day.ts';

/** Mean losses in [0, 1] of the holdout's units: of its days, in order, or of groups or rows where it has no time. */
export interface HoldoutUnits {
  readonly means: Float64Array;
  /** The units' days, ascending; null where the holdout has no time. */
  readonly days: readonly number[] | null;
  readonly rows: number;
}

/** The yardstick of one signal, in [0, 1] like the losses that are held against it. */
export interface Accepted {
  /** The mean on the holdout, and its one-sided 95 % bound. */
  readonly mean: number;
  readonly bound: number;
  /** m0: the bound and what is tolerated above it. */
  readonly limit: number;
  /** τ: long-run over short-run variance. */
  readonly tau: number;
  /** How much units differ from one another. */
  readonly spread: number;
  /** How the days of a season compare with the mean, from the day 0 of 1970 on; null where it was not told. */
  readonly phases: readonly number[] | null;
  readonly units: number;
  readonly rows: number;
  /** What a reader should know about it. */
  readonly notes: readonly string[];
}

/** How sure the bound is. */
const ALPHA = 0.05;
/** A season is told from so many of them on, when it has at most so many days. */
const FEWEST_SEASONS = 8;
const MOST_PHASES = 31;

/** Tells the yardstick; null where two units at least are missing. `tolerance` is a share of the bound. */
export function accept(
  units: HoldoutUnits,
  { seasonMs, tolerance }: { readonly seasonMs: number | null; readonly tolerance: number },
): Accepted | null {
  const { means, days, rows } = units;
  if (means.length < 2) return null;
  const season =
    days === null
      ? 1
      : periodsOf(
          days.map(day => day * DAY_MS),
          { seasonMs, horizon: null },
        ).season;
  const { inference, notes } = boundOf(means, days === null ? null : season);
  const { mean, variance } = unitMoments(means);
  const bound = mean === 0 ? allRightBound(means.length) : Math.min(1, Math.max(mean, inference.upper(ALPHA)));
  const phases = days === null ? null : phasesOf(means, days, seasonMs);
  const residuals = phases === null ? means : means.map((value, unit) => value / (ratioAt(phases, days?.[unit]) || 1));
  const inflation = days === null ? null : (varianceInflation(residuals, season) ?? varianceInflation(residuals));
  const dependence = days !== null && inflation !== null ? [] : [DEPENDENCE_UNKNOWN];
  return {
    mean,
    bound,
    limit: bound * (1 + tolerance),
    tau: inflation ?? 1,
    spread: Math.sqrt(Math.max(0, variance)),
    phases,
    units: means.length,
    rows,
    notes: [...notes, ...dependence],
  };
}

/** Said where nothing tells how much days resemble their neighbours. */
export const DEPENDENCE_UNKNOWN =
  'the holdout does not tell how much errors depend on those of the days before, as one with a time and twelve days would: ' +
  'false alarms may be more than promised';

/** Without a single error there is no spread to tell the bound from: 1 − α^{1/n}, the rule of three. */
const allRightBound = (units: number): number => 1 - ALPHA ** (1 / units);

/** The mean's bound, with dependence where units are in order and enough. */
function boundOf(means: Float64Array, season: number | null): { inference: Inference; notes: readonly string[] } {
  if (season === null) return { inference: pairedT(unitMoments(means)), notes: [] };
  for (const span of new Set([season, 1])) {
    const inference = longRunMean(means, span);
    if (Number.isFinite(inference.upper(ALPHA))) return { inference, notes: [] };
  }
  const note = `the holdout has ${means.length} days, too few to allow for dependence between them`;
  return { inference: pairedT(unitMoments(means)), notes: [note] };
}

/**
 * The phases of a season as ratios to the mean, drawn towards 1 by what chance alone makes of them, so that m0 follows a
 * weekly pattern that the holdout has shown.
 */
function phasesOf(means: Float64Array, days: readonly number[], seasonMs: number | null): number[] | null {
  const length = (seasonMs ?? 0) / DAY_MS;
  const isWhole = Number.isInteger(length) && length > 1 && length <= MOST_PHASES;
  if (!isWhole || means.length < FEWEST_SEASONS * length) return null;
  const byPhase: number[][] = Array.from({ length }, () => []);
  for (const [unit, day] of days.entries()) (byPhase[phaseOf(day, length)] as number[]).push(means[unit] as number);
  if (byPhase.some(values => values.length < FEWEST_SEASONS)) return null;
  const moments = byPhase.map(values => unitMoments(Float64Array.from(values)));
  const overall = moments.reduce((sum, { mean }) => sum + mean, 0) / length;
  if (!(overall > 0)) return null;
  const between = unitMoments(Float64Array.from(moments, ({ mean }) => mean)).variance;
  const noise = moments.reduce((sum, { variance, n }) => sum + variance / n, 0) / length;
  const kept = between > 0 ? Math.max(0, 1 - noise / between) : 0;
  return moments.map(({ mean }) => 1 + kept * (mean / overall - 1));
}

const phaseOf = (day: number, length: number): number => ((day % length) + length) % length;

function ratioAt(phases: readonly number[] | null, day: number | undefined): number {
  return phases === null || day === undefined ? 1 : (phases[phaseOf(day, phases.length)] as number);
}

/** m0 on a day. */
export const limitOn = ({ limit, phases }: Pick<Accepted, 'limit' | 'phases'>, day: number): number =>
  limit * Math.max(PHASE_FLOOR, ratioAt(phases, day));

/** A day of the season without any error on the holdout still has some chance of one. */
const PHASE_FLOOR = 0.05;
