// What to tell about a cell that does not fit its column, whatever the file's format.

import { EXPECTED_TIME } from '../../core/time-text.ts';
import type { Place } from '../../errors/explanation.ts';
import { fail, type RelevoError } from '../../errors.ts';
import type { ColumnKind } from '../../ports.ts';

const MOST_SHOWN = 40;
const COMMA_NUMBER = /^[+-]?[\d.]*,\d+$/;
const POINT_NUMBER = 'a number with a point and no separators of thousands, like 1234.5';

const EXPECTED: Record<ColumnKind, string> = {
  number: 'a number like 12, 1.5 or 1e-3',
  time: EXPECTED_TIME,
  text: 'a single value: text, a number, true or false',
  category: 'a single value: text, a number, true or false',
  key: 'a single value: text, a number, true or false',
};

/** Quotes a cell for a message, shortened when it is long. */
export function show(text: string): string {
  const isLong = text.length > MOST_SHOWN;
  return JSON.stringify(isLong ? `${text.slice(0, MOST_SHOWN)}…` : text);
}

/** Names a typed value for a message. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return show(value);
  if (value instanceof Uint8Array) return 'bytes that are not UTF-8 text';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** The failure of a cell that its column cannot take; `found` is shown as it stands. */
export function unfit(place: Place, kind: ColumnKind, found: string): RelevoError {
  const isComma = kind === 'number' && COMMA_NUMBER.test(found.replace(/^"\s*|\s*"$/g, ''));
  return fail('data-value', { ...place, found, expected: isComma ? POINT_NUMBER : EXPECTED[kind] });
}
