// Numbers and shares as people write them: `0.02`, `2%`.
import { bad, good, type Parsed, unlike } from './parsed.ts';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The finite number that a text writes; undefined for anything else, hexadecimal and `Infinity` among it. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  const value = NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN;
  // Minus zero has no spelling of its own in JSON.
  return Number.isFinite(value) ? value + 0 : undefined;
}

/** The number that a percentage writes, divided by 100; undefined for anything else. */
export function percentageOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (!trimmed.endsWith('%')) return undefined;
  const percent = numberOf(trimmed.slice(0, -1));
  return percent === undefined ? undefined : shifted(percent);
}

/** A hundredth, without the digits that a division by 100 would leave behind: 0.07, not 0.07000000000000001. */
export const shifted = (percent: number): number =>
  Number(`${percent.toExponential().replace(/e([+-]\d+)$/, (_, power) => `e${Number(power) - 2}`)}`);

/** What a share's text must match; the JSON Schema has it too. */
export const sharePattern = '^\\d+(?:\\.\\d+)? ?%$';

/** Reads a share between two bounds: a percentage, or the number it stands for. */
export function parseShare(raw: unknown, { from, to }: { from: number; to: number }): Parsed<number> {
  const expected = 'a percentage such as 10%';
  const value =
    typeof raw === 'number' ? raw : typeof raw === 'string' ? (percentageOf(raw) ?? numberOf(raw)) : undefined;
  if (value === undefined || !Number.isFinite(value)) return unlike(expected, raw);
  if (value < from || value > to) {
    const hint = value > 1 && value <= 100 && typeof raw === 'number' ? `Write ${raw}% for a percentage.` : undefined;
    return bad(
      `must lie between ${from * 100}% and ${to * 100}%; found ${typeof raw === 'number' ? raw : `"${raw}"`}`,
      { hint },
    );
  }
  return good(value);
}
