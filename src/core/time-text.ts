// Times as tables write them: ISO 8601 text, or numbers of seconds or milliseconds since 1970.

/** `Number` also takes hexadecimal, `Infinity` and nothing at all; a table's number is only this. */
const WRITTEN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Numbers below are seconds (up to the year 5138), from here on milliseconds (from March 1973). */
const FIRST_MILLISECONDS = 1e11;
/** Numbers from here on would be micro- or nanoseconds, and are refused. */
const FIRST_TOO_LARGE = 1e14;
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** What a cell of a time column may hold, for messages. */
export const EXPECTED_TIME =
  'a date or time like 2024-05-31 or 2024-05-31T18:30:00Z, or seconds or milliseconds since 1970';

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible date algorithms"). */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

function isDate(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day >= 1 && day <= (month === 2 && !isLeap ? 28 : (MONTH_DAYS[month - 1] ?? 0));
}

/** The number that `count` digits at `from` write; NaN when they are not all digits. */
function digitsAt(text: string, from: number, count: number): number {
  let value = 0;
  for (let position = from; position < from + count; position++) {
    const digit = text.charCodeAt(position) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** The offset of a zone (`Z`, `+02`, `+0200`, `+02:00`) in milliseconds; none is UTC. */
function parseZone(text: string, from: number): number {
  const rest = text.length - from;
  const sign = text[from];
  if (rest === 0 || (rest === 1 && (sign === 'Z' || sign === 'z'))) return 0;
  if (sign !== '+' && sign !== '-') return Number.NaN;
  const hours = digitsAt(text, from + 1, 2);
  const minutesFrom = text[from + 3] === ':' ? from + 4 : from + 3;
  const minutes = rest === 3 ? 0 : digitsAt(text, minutesFrom, 2);
  if (rest !== 3 && minutesFrom + 2 !== text.length) return Number.NaN;
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  return (sign === '-' ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
}

/** The time of day of `text` from `from` on, with its zone, in milliseconds after midnight UTC. */
function parseClock(text: string, from: number): number {
  const hours = digitsAt(text, from, 2);
  const minutes = text[from + 2] === ':' ? digitsAt(text, from + 3, 2) : Number.NaN;
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  const clock = hours * HOUR + minutes * MINUTE;
  if (text[from + 5] !== ':') return clock - parseZone(text, from + 5);
  const seconds = digitsAt(text, from + 6, 2);
  if (!(seconds <= 59)) return Number.NaN;
  if (text[from + 8] !== '.') return clock + seconds * 1000 - parseZone(text, from + 8);
  let zone = from + 9;
  while (!Number.isNaN(digitsAt(text, zone, 1))) zone++;
  if (zone === from + 9) return Number.NaN;
  const fraction = text.slice(from + 9, Math.min(zone, from + 18)).padEnd(9, '0');
  const whole = clock + seconds * 1000 + digitsAt(fraction, 0, 3) - parseZone(text, zone);
  return whole + digitsAt(fraction, 3, 6) / 1e6;
}

function parseIso(text: string): number {
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  if (text[4] !== '-' || text[7] !== '-' || !isDate(year, month, day)) return Number.NaN;
  const midnight = daysSince1970(year, month, day) * DAY;
  if (text.length === 10) return midnight;
  const separator = text[10];
  if (separator !== 'T' && separator !== 't' && separator !== ' ') return Number.NaN;
  return midnight + parseClock(text, 11);
}

/**
 * Milliseconds since 1970 for a number: below 10^11 it counts seconds, below 10^14 milliseconds; NaN for larger ones and
 * for whole numbers that read as a date (20240531), because those are dates, not seconds of the year 1970.
 */
export function timeOfNumber(value: number): number {
  const size = Math.abs(value);
  if (!(size < FIRST_TOO_LARGE)) return Number.NaN;
  if (size >= FIRST_MILLISECONDS) return value;
  if (!Number.isInteger(value)) return Math.round(value * 1e6) / 1e3;
  const year = Math.floor(value / 10_000);
  const isWrittenDate = year >= 1900 && year <= 2100 && isDate(year, Math.floor(value / 100) % 100, value % 100);
  return isWrittenDate ? Number.NaN : value * 1000;
}

/** Milliseconds since 1970 (UTC) of an ISO 8601 date or date-time, or of a number; NaN for anything else. */
export function parseTime(text: string): number {
  const trimmed = text.trim();
  const iso = parseIso(trimmed);
  return Number.isNaN(iso) ? (WRITTEN.test(trimmed) ? timeOfNumber(Number(trimmed)) : Number.NaN) : iso;
}
