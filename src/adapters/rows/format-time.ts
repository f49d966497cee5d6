// Times written as text, without loss.

const LAST_DATE = 8.64e15;

/**
 * The shortest ISO 8601 date-time of whole milliseconds since 1970 and the nanoseconds after them; `zone` is `Z` or
 * nothing. Undefined more than 100 million days from 1970, where ECMAScript's dates end.
 */
export function formatTime(milliseconds: number, nanoseconds: number, zone: 'Z' | ''): string | undefined {
  if (!(Math.abs(milliseconds) <= LAST_DATE)) return undefined;
  const text = new Date(milliseconds).toISOString();
  const fraction = (text.slice(-4, -1) + String(nanoseconds).padStart(6, '0')).replace(/0+$/, '');
  return text.slice(0, -5) + (fraction === '' ? '' : `.${fraction}`) + zone;
}
