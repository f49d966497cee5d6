// What Parquet's logical types mean in a table: dates and timestamps are times, decimals are numbers, all without loss.
import type { ParquetParsers, SchemaElement } from 'hyparquet';
import { timeOfNumber } from '../../core/time-text.ts';
import { formatTime } from './format-time.ts';
import { type Decoder, plainDecoder } from './value-columns.ts';

const DAY = 86_400_000;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text that is not UTF-8 stays bytes, which no column takes: so it is found, with its row, and not replaced. */
function textOrBytes(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes && utf8.decode(bytes);
  } catch {
    return bytes;
  }
}

/** How the reader turns bytes into text. */
export const textParsers: Partial<ParquetParsers> = { stringFromBytes: textOrBytes, jsonFromBytes: textOrBytes };

const RAW_TYPES: ReadonlySet<string | undefined> = new Set([
  'DECIMAL',
  'DATE',
  'TIMESTAMP_MILLIS',
  'TIMESTAMP_MICROS',
  'TIMESTAMP',
]);

/** The element without a logical type that its decoder reads itself, so that its integers arrive as they are stored. */
export function rawElement(element: SchemaElement): SchemaElement {
  if (!RAW_TYPES.has(element.converted_type) && !RAW_TYPES.has(element.logical_type?.type)) return element;
  const { converted_type: _converted, logical_type: _logical, ...raw } = element;
  return raw;
}

/** The integer that big-endian two's complement bytes, a number or a bigint hold. */
function integerOf(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as number | bigint);
  const hex = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
  return hex === '' ? 0n : BigInt.asIntN(value.length * 8, BigInt(`0x${hex}`));
}

function decimalDecoder(scale: number): Decoder {
  const textOf = (value: unknown): string => {
    const integer = integerOf(value);
    const digits = String(integer < 0n ? -integer : integer).padStart(scale + 1, '0');
    const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
    const whole = digits.slice(0, digits.length - scale);
    return `${integer < 0n ? '-' : ''}${whole}${scale > 0 && fraction !== '' ? `.${fraction}` : ''}`;
  };
  const numberOf = (value: unknown): number => Number(textOf(value));
  return { textOf, numberOf, timeOf: value => timeOfNumber(numberOf(value)) };
}

/** A moment as whole milliseconds since 1970 and the nanoseconds after them. */
interface Moment {
  readonly milliseconds: number;
  readonly nanoseconds: number;
}

/** Splits a count of units, of which `perMillisecond` make a millisecond. */
function splitTime(value: unknown, perMillisecond: number): Moment {
  const rough = Number(value);
  if (Number.isSafeInteger(rough)) {
    const milliseconds = Math.floor(rough / perMillisecond);
    return { milliseconds, nanoseconds: (rough - milliseconds * perMillisecond) * (1e6 / perMillisecond) };
  }
  const count = BigInt(value as bigint);
  const unit = BigInt(perMillisecond);
  const rest = ((count % unit) + unit) % unit;
  return { milliseconds: Number((count - rest) / unit), nanoseconds: Number(rest) * (1e6 / perMillisecond) };
}

function timeDecoder(perMillisecond: number, zone: 'Z' | ''): Decoder {
  return {
    numberOf: () => Number.NaN,
    timeOf(value) {
      const { milliseconds, nanoseconds } = splitTime(value, perMillisecond);
      return milliseconds + nanoseconds / 1e6;
    },
    textOf(value) {
      const { milliseconds, nanoseconds } = splitTime(value, perMillisecond);
      return formatTime(milliseconds, nanoseconds, zone);
    },
  };
}

const dateDecoder: Decoder = {
  numberOf: () => Number.NaN,
  timeOf: value => Number(value) * DAY,
  textOf: value => formatTime(Number(value) * DAY, 0, '')?.replace(/T.*/, ''),
};

/** The shortest decimal text of a number of single precision: 0.1, not the 0.10000000149011612 that it widens to. */
const singleDecoder: Decoder = {
  ...plainDecoder,
  textOf(value) {
    if (typeof value !== 'number') return plainDecoder.textOf(value);
    for (let digits = 1; digits < 9; digits++) {
      const shorter = Number(value.toPrecision(digits));
      if (Math.fround(shorter) === value) return String(shorter);
    }
    return String(value);
  },
};

/** Bytes without a logical type are text when they are UTF-8. */
const bytesDecoder: Decoder = {
  numberOf: value => plainDecoder.numberOf(textOrBytes(value as Uint8Array)),
  timeOf: value => plainDecoder.timeOf(textOrBytes(value as Uint8Array)),
  textOf: value => plainDecoder.textOf(textOrBytes(value as Uint8Array)),
};

const UNITS = { MILLIS: 1, MICROS: 1000, NANOS: 1_000_000 };

/** How the values of a column are read. */
export function decoderOf(element: SchemaElement): Decoder {
  const { type, converted_type: converted, logical_type: logical } = element;
  if (logical?.type === 'DECIMAL') return decimalDecoder(logical.scale);
  if (converted === 'DECIMAL') return decimalDecoder(element.scale ?? 0);
  if (converted === 'DATE' || logical?.type === 'DATE') return dateDecoder;
  if (logical?.type === 'TIMESTAMP') return timeDecoder(UNITS[logical.unit], logical.isAdjustedToUTC ? 'Z' : '');
  if (converted === 'TIMESTAMP_MILLIS') return timeDecoder(UNITS.MILLIS, 'Z');
  if (converted === 'TIMESTAMP_MICROS') return timeDecoder(UNITS.MICROS, 'Z');
  if (type === 'INT96') return timeDecoder(UNITS.NANOS, '');
  if (type === 'FLOAT') return singleDecoder;
  const isPlainBytes = type === 'BYTE_ARRAY' && converted === undefined && logical === undefined;
  return isPlainBytes ? bytesDecoder : plainDecoder;
}
