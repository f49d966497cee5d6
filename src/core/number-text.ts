// Numbers as people read them: four significant digits at most, shares as percent, words for direction.

/** `12.34`, `1,460`, `0.00123`, `1.2e-9`; never more than `digits` significant digits, no trailing zeros. */
export function numberText(value: number, digits = 4): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-6) return value.toExponential(digits - 1).replace(/\.?0+e/, 'e');
  const whole = Math.floor(Math.log10(size)) + 1;
  const decimals = Math.max(0, digits - whole);
  const [integer, fraction] = value.toFixed(Math.min(decimals, 12)).split('.');
  const grouped = (integer as string).replace(/\B(?=(\d{3})+$)/g, ',');
  const kept = fraction?.replace(/0+$/, '');
  const text = kept === undefined || kept === '' ? grouped : `${grouped}.${kept}`;
  return text.replace(/^-/, '−');
}

/** How a metric's numbers are read: a share as percent, in the target's unit, or as a bare number. */
export type ShownAs = 'percent' | 'target' | 'number';

/** A metric's value in its own reading: `8.1 %` for a share, else the bare number. */
export function metricText(value: number | null, shownAs: ShownAs): string {
  if (value === null) return 'undefined';
  return shownAs === 'percent' ? `${numberText(value * 100)} %` : numberText(value);
}

/** Three figures are enough for what is uncertain anyway. */
const OF_CHANGES = 3;

const bare = (value: number, shownAs: ShownAs): string =>
  numberText(Math.abs(value) * (shownAs === 'percent' ? 100 : 1), OF_CHANGES);

/** A difference: `0.7 points` for shares, else the bare amount; the sign is left to words. */
export function amountText(value: number, shownAs: ShownAs): string {
  const amount = bare(value, shownAs);
  if (shownAs !== 'percent') return amount;
  return amount === '1' ? '1 point' : `${amount} points`;
}

/** `0.7 points better`, `0.2 worse`, `no change`. */
export function changeText(improvement: number, shownAs: ShownAs): string {
  if (improvement === 0) return 'no change';
  return `${amountText(improvement, shownAs)} ${improvement > 0 ? 'better' : 'worse'}`;
}

/** An interval of a change: `0.46 to 0.94` where one word holds for both ends, else `0.25 worse to 0.55 better`. */
export function rangeText([lower, upper]: readonly [number, number], shownAs: ShownAs): string {
  const [from, to] = [bare(lower, shownAs), bare(upper, shownAs)];
  if (lower > 0) return `${from} to ${to}`;
  return upper < 0 ? `${to} to ${from}` : `${from} worse to ${to} better`;
}
