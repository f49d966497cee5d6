// How far ahead a forecast looks: a number of periods, or a span of time.
import { type Duration, parseDuration } from './duration.ts';
import { good, type Parsed, unlike } from './parsed.ts';

/** A number of periods of the rows, or a span of time that is counted in them. */
export type Horizon = { readonly periods: number } | Duration;

const MOST_PERIODS = 100_000;

/** Reads a horizon. */
export function parseHorizon(raw: unknown): Parsed<Horizon> {
  if (typeof raw === 'string') return parseDuration(raw);
  const isCount = typeof raw === 'number' && Number.isInteger(raw) && raw >= 1 && raw <= MOST_PERIODS;
  return isCount ? good({ periods: raw }) : unlike('a number of periods such as 14, or a duration such as 14d', raw);
}
