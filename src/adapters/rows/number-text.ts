// Numbers as people and programs write them in tables: from bytes when the cell is plain, from text when it is not.

const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

/** Powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const HALF_DIGITS = 9;
const SHORT_DIGITS = 15;
const MOST_DIGITS = 18;
const HALF_WORD = 2 ** 15;
const SPLITTER = 2 ** 27 + 1;

/** `Number` also takes hexadecimal, `Infinity` and nothing at all; a table's number is only this. */
const WRITTEN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Reads a number with spaces or tabs around it; NaN for anything else, for nothing and for what overflows. */
export function parseNumber(text: string): number {
  const trimmed = text.replace(/^[ \t]+|[ \t]+$/g, '');
  if (!WRITTEN.test(trimmed)) return Number.NaN;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : Number.NaN;
}

/**
 * The double nearest to (high·10^lowDigits + low) / 10^decimals, or NaN where the rounding is too close to call. `high` and
 * `low` have at most 9 digits, decimals ≤ 22. Up to 15 digits both sides of the division are exact doubles; beyond, the
 * quotient is taken in double-double arithmetic with Dekker's exact product (T. J. Dekker, "A floating-point technique
 * for extending the available precision", Numerische Mathematik 18, 1971).
 */
function divide(high: number, low: number, digits: number, decimals: number): number {
  const divisor = POWERS[decimals] as number;
  if (digits <= HALF_DIGITS) return high / divisor;
  const scale = POWERS[digits - HALF_DIGITS] as number;
  if (digits <= SHORT_DIGITS) return (high * scale + low) / divisor;
  const upper = high >> 15;
  const big = upper * scale * HALF_WORD;
  const small = (high - upper * HALF_WORD) * scale + low;
  const sum = big + small;
  const sumRest = small - (sum - big);
  const quotient = sum / divisor;
  const a = SPLITTER * quotient;
  const quotientHigh = a - (a - quotient);
  const quotientLow = quotient - quotientHigh;
  const b = SPLITTER * divisor;
  const divisorHigh = b - (b - divisor);
  const divisorLow = divisor - divisorHigh;
  const product = quotient * divisor;
  const cross = quotientHigh * divisorLow + quotientLow * divisorHigh;
  const productRest = quotientHigh * divisorHigh - product + cross + quotientLow * divisorLow;
  const rest = (sum - product - productRest + sumRest) / divisor;
  const doubt = quotient * 2 ** -98;
  const value = quotient + (rest + doubt);
  return value === quotient + (rest - doubt) ? value : Number.NaN;
}

/** Reads a number that is more than digits and a point, or has too many of them for the short way. */
function parseSlowly(bytes: Uint8Array, start: number, end: number): number {
  return parseNumber(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1'));
}

function isSign(byte: number | undefined): boolean {
  return byte === MINUS || byte === PLUS;
}

/** A plain decimal of at most nine digits without a sign; -1 for anything else. */
function parseShort(bytes: Uint8Array, start: number, end: number): number {
  let point = end;
  let value = 0;
  for (let position = start; position < end; position++) {
    const digit = (bytes[position] as number) - ZERO;
    if (digit >>> 0 <= 9) value = (Math.imul(value, 10) + digit) | 0;
    else if (digit === POINT - ZERO && point === end) point = position;
    else return -1;
  }
  if (point === end) return value;
  return end - start === 1 ? -1 : value / (POWERS[end - point - 1] as number);
}

/** Like `parseNumber`, from the bytes of a cell and without making a string where the number is plain decimal. */
export function parseNumberBytes(bytes: Uint8Array, start: number, end: number): number {
  const short = end - start <= HALF_DIGITS && end > start ? parseShort(bytes, start, end) : -1;
  return short >= 0 ? short : parseLong(bytes, start, end);
}

/** A plain decimal of any length, with or without a sign; what is written another way is read from its text. */
function parseLong(bytes: Uint8Array, start: number, end: number): number {
  const sign = bytes[start];
  const first = isSign(sign) ? start + 1 : start;
  let point = end;
  let digits = 0;
  let high = 0;
  let low = 0;
  for (let position = first; position < end; position++) {
    const digit = (bytes[position] as number) - ZERO;
    if (digit >>> 0 > 9) {
      if (digit !== POINT - ZERO || point !== end) return parseSlowly(bytes, start, end);
      point = position;
    } else if (digits < HALF_DIGITS) {
      high = Math.imul(high, 10) + digit;
      if (high !== 0) digits++;
    } else {
      low = (Math.imul(low, 10) + digit) | 0;
      digits++;
    }
  }
  const decimals = point === end ? 0 : end - point - 1;
  const written = end - first - (point === end ? 0 : 1);
  const isShort = written > 0 && digits <= MOST_DIGITS && decimals < POWERS.length;
  const size = isShort ? divide(high, low, digits, decimals) : Number.NaN;
  if (Number.isNaN(size)) return parseSlowly(bytes, start, end);
  return sign === MINUS ? -size : size;
}
