// How a season and a forecast's horizon, given as spans of time, count in periods of the rows.
import type { UnitKind } from './comparison-plan.ts';

/** As the user gave them: spans in milliseconds; a horizon may be a number of periods. */
export interface SeriesFacts {
  readonly seasonMs: number | null;
  readonly horizon: { readonly periods: number } | { readonly ms: number } | null;
}

/** The median gap between neighbouring moments: what one period is. */
export function stepOf(times: readonly number[]): number {
  const ascending = [...times].sort((a, b) => a - b);
  const gaps = ascending.slice(1).map((time, index) => time - (ascending[index] as number));
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? 0;
}

/** The share of gaps that are not one period long: from a fifth on, counting in periods is doubtful. */
export function irregularity(times: readonly number[]): number {
  const step = stepOf(times);
  const ascending = [...times].sort((a, b) => a - b);
  const others = ascending.filter((time, index) => index > 0 && time - (ascending[index - 1] as number) !== step);
  return times.length < 2 ? 0 : others.length / (times.length - 1);
}

/**
 * Season and horizon in periods of some moments, in any order. Each slice counts in its own: where only Mondays are kept, a
 * week is one period.
 */
export function periodsOf(times: readonly number[], { seasonMs, horizon }: SeriesFacts): Periods {
  const step = stepOf(times);
  const periods = (span: number): number => (step > 0 ? Math.max(1, Math.round(span / step)) : 1);
  return {
    season: seasonMs === null ? 1 : periods(seasonMs),
    horizon: horizon === null ? null : 'periods' in horizon ? horizon.periods : periods(horizon.ms),
  };
}

/** A season's length, 1 for none; steps ahead that were forecast, null when the cosine estimator is meant. */
export interface Periods {
  readonly season: number;
  readonly horizon: number | null;
}

/** What one unit of evidence is called. */
export type UnitName = 'rows' | 'groups' | 'hours' | 'days' | 'weeks' | 'periods';

const HOUR = 3_600_000;
const spans: ReadonlyMap<number, UnitName> = new Map([
  [HOUR, 'hours'],
  [24 * HOUR, 'days'],
  [7 * 24 * HOUR, 'weeks'],
]);

/** Moments in time are called by their usual distance. */
export const unitNameOf = (unit: UnitKind, times: readonly number[]): UnitName =>
  unit === 'row' ? 'rows' : unit === 'group' ? 'groups' : (spans.get(stepOf(times)) ?? 'periods');
