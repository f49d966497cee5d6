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

/** A metric's value in its own reading: `8.1 %` for a share, else the bare number. */
export function metricText(value: number | null, shownAs: 'percent' | 'target' | 'number'): string {
  if (value === null) return 'undefined';
  return shownAs === 'percent' ? `${numberText(value * 100)} %` : numberText(value);
}

/** A difference: `0.7 points` for shares, else the bare amount; the sign is left to words. */
export function amountText(value: number, shownAs: 'percent' | 'target' | 'number'): string {
  return shownAs === 'percent' ? `${numberText(Math.abs(value) * 100)} points` : numberText(Math.abs(value));
}

/** `0.7 points better`, `0.2 worse`, `no change`. */
export function changeText(improvement: number, shownAs: 'percent' | 'target' | 'number'): string {
  if (improvement === 0) return 'no change';
  return `${amountText(improvement, shownAs)} ${improvement > 0 ? 'better' : 'worse'}`;
}
