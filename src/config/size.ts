// Amounts of bytes as people write them: `500 MB`, `2GB`, `64 KiB`.
import { bad, good, type Parsed, unlike } from './parsed.ts';

/** An amount of bytes, and how it was written. */
export interface Size {
  readonly text: string;
  readonly bytes: number;
}

/** Decimal and binary units, in lower case. */
const units: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** What a text must match; the JSON Schema has it too. */
export const sizePattern = '^\\d+(?:\\.\\d+)? ?(?:[Bb]|[KkMmGgTt][Ii]?[Bb])$';

const expected = 'a size such as 500 MB or 2 GB';

/** Reads a size: an amount and a unit, decimal (KB, MB, GB, TB) or binary (KiB, MiB, GiB, TiB). */
export function parseSize(raw: unknown): Parsed<Size> {
  if (typeof raw === 'number') return unlike(expected, raw, { hint: 'Write its unit too: B, KB, MB, GB or TB.' });
  if (typeof raw !== 'string') return unlike(expected, raw);
  const text = raw.trim();
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?([a-z]+)$/i.exec(text) ?? [];
  const factor = unit === undefined ? undefined : units[unit.toLowerCase()];
  if (amount === undefined || factor === undefined) return unlike(expected, raw);
  const bytes = Math.floor(Number(amount) * factor);
  if (bytes < 1) return bad(`a size must be at least one byte; found "${text}"`);
  if (!Number.isSafeInteger(bytes)) return bad(`no disk holds "${text}"`);
  return good({ text, bytes });
}
