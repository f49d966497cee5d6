// Times as programs write them, from the bytes of a cell: 2024-05-31T18:30:00.250Z. Everything else is left to `parseTime`.
import { parseTime } from '../../core/time-text.ts';

const ZERO = 0x30;
const COLON = 0x3a;
const MINUS = 0x2d;
const POINT = 0x2e;
const SPACE = 0x20;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

const DATE_LENGTH = 10;
const SECONDS_LENGTH = 19;
const MILLISECONDS_LENGTH = 23;
const MINUTE = 60;
const SECOND_MS = 1000;

/** Reads times of which many share their date. */
export class TimeBytes {
  readonly #date = new Uint8Array(DATE_LENGTH);
  #midnight = Number.NaN;

  /** Milliseconds since 1970 of a date, with or without a time of day in UTC; NaN for whatever is written another way. */
  read(bytes: Buffer, start: number, end: number): number {
    const length = end - start;
    if (length < DATE_LENGTH) return Number.NaN;
    const midnight = this.#midnightOf(bytes, start);
    if (length === DATE_LENGTH || Number.isNaN(midnight)) return midnight;
    const hasZone = bytes[end - 1] === LETTER_Z;
    const plain = hasZone ? length - 1 : length;
    const separator = bytes[start + DATE_LENGTH];
    if (separator !== LETTER_T && separator !== SPACE) return Number.NaN;
    if (plain !== SECONDS_LENGTH && plain !== MILLISECONDS_LENGTH) return Number.NaN;
    const seconds = secondsAt(bytes, start + DATE_LENGTH + 1);
    if (plain === SECONDS_LENGTH) return midnight + seconds * SECOND_MS;
    if (bytes[start + SECONDS_LENGTH] !== POINT) return Number.NaN;
    const hundreds = twoDigitsAt(bytes, start + SECONDS_LENGTH + 1);
    return midnight + seconds * SECOND_MS + hundreds * 10 + digitAt(bytes, start + MILLISECONDS_LENGTH - 1);
  }

  #midnightOf(bytes: Buffer, start: number): number {
    const date = this.#date;
    for (let place = 0; place < DATE_LENGTH; place++) {
      if (bytes[start + place] === date[place]) continue;
      date.set(bytes.subarray(start, start + DATE_LENGTH));
      const isDate = bytes[start + 4] === MINUS && bytes[start + 7] === MINUS;
      this.#midnight = isDate ? parseTime(bytes.toString('latin1', start, start + DATE_LENGTH)) : Number.NaN;
      break;
    }
    return this.#midnight;
  }
}

/** The seconds of `hh:mm:ss`; NaN where that is not what stands there. */
function secondsAt(bytes: Uint8Array, start: number): number {
  const hours = twoDigitsAt(bytes, start);
  const minutes = twoDigitsAt(bytes, start + 3);
  const seconds = twoDigitsAt(bytes, start + 6);
  const isClock =
    bytes[start + 2] === COLON && bytes[start + 5] === COLON && hours < 24 && minutes < 60 && seconds < 60;
  return isClock ? (hours * MINUTE + minutes) * MINUTE + seconds : Number.NaN;
}

const twoDigitsAt = (bytes: Uint8Array, start: number): number =>
  digitAt(bytes, start) * 10 + digitAt(bytes, start + 1);

function digitAt(bytes: Uint8Array, place: number): number {
  const digit = (bytes[place] as number) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : Number.NaN;
}
