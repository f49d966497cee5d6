// Spans of time as people write them: `30m`, `7d`, `5y`.
import { bad, good, type Parsed, unlike } from './parsed.ts';

/** A span of time: as it was written, and in milliseconds. */
export interface Duration {
  readonly text: string;
  readonly ms: number;
}

const DAY = 86_400_000;

/** Units and their milliseconds; a year is 365.25 days. */
const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: DAY,
  w: 7 * DAY,
  y: 365.25 * DAY,
};

/** The longest span: beyond it nothing in Relevo has meaning, and dates could no longer be added to. */
const LONGEST = 1000 * 365.25 * DAY;

/** What a text must match; the JSON Schema has it too. */
export const durationPattern = '^\\d+(?:\\.\\d+)?(?:ms|s|m|h|d|w|y)$';

const expected = 'a duration such as 30m, 12h, 7d or 5y';

/** Reads a duration: an amount and one of the units ms, s, m (minutes), h, d, w, y. */
export function parseDuration(raw: unknown): Parsed<Duration> {
  if (typeof raw === 'number') {
    return unlike(expected, raw, { hint: 'Write its unit too: ms, s, m (minutes), h, d, w or y.' });
  }
  if (typeof raw !== 'string') return unlike(expected, raw);
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w|y)$/.exec(raw.trim()) ?? [];
  const factor = unit === undefined ? undefined : units[unit];
  if (amount === undefined || factor === undefined) {
    return unlike(expected, raw, {
      hint: 'The units are ms, s, m (minutes), h, d, w and y; months have no fixed length.',
    });
  }
  const ms = Number(amount) * factor;
  if (ms <= 0) return bad(`a duration must be longer than nothing; found "${raw.trim()}"`);
  if (ms > LONGEST) return bad('a duration of more than 1000 years has no meaning here');
  return good({ text: `${amount}${unit}`, ms: Math.round(ms) });
}
