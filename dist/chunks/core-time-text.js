import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/core/time-text.ts
var WRITTEN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
var DAY = 864e5;
var HOUR = 36e5;
var MINUTE = 6e4;
var FIRST_MILLISECONDS = 1e11;
var FIRST_TOO_LARGE = 1e14;
var MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
var EXPECTED_TIME = "a date or time like 2024-05-31 or 2024-05-31T18:30:00Z, or seconds or milliseconds since 1970";
function daysSince1970(year, month, day) {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146097 + yearOfEra * 365 + leapDays + dayOfYear - 719468;
}
function isDate(year, month, day) {
  const isLeap = year % 4 === 0 && year % 100 !== 0 || year % 400 === 0;
  return day >= 1 && day <= (month === 2 && !isLeap ? 28 : MONTH_DAYS[month - 1] ?? 0);
}
function digitsAt(text, from, count) {
  let value = 0;
  for (let position = from; position < from + count; position++) {
    const digit = text.charCodeAt(position) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
function parseZone(text, from) {
  const rest = text.length - from;
  const sign = text[from];
  if (rest === 0 || rest === 1 && (sign === "Z" || sign === "z")) return 0;
  if (sign !== "+" && sign !== "-") return Number.NaN;
  const hours = digitsAt(text, from + 1, 2);
  const minutesFrom = text[from + 3] === ":" ? from + 4 : from + 3;
  const minutes = rest === 3 ? 0 : digitsAt(text, minutesFrom, 2);
  if (rest !== 3 && minutesFrom + 2 !== text.length) return Number.NaN;
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  return (sign === "-" ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
}
function parseClock(text, from) {
  const hours = digitsAt(text, from, 2);
  const minutes = text[from + 2] === ":" ? digitsAt(text, from + 3, 2) : Number.NaN;
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  const clock = hours * HOUR + minutes * MINUTE;
  if (text[from + 5] !== ":") return clock - parseZone(text, from + 5);
  const seconds = digitsAt(text, from + 6, 2);
  if (!(seconds <= 59)) return Number.NaN;
  if (text[from + 8] !== ".") return clock + seconds * 1e3 - parseZone(text, from + 8);
  let zone = from + 9;
  while (!Number.isNaN(digitsAt(text, zone, 1))) zone++;
  if (zone === from + 9) return Number.NaN;
  const fraction = text.slice(from + 9, Math.min(zone, from + 18)).padEnd(9, "0");
  const whole = clock + seconds * 1e3 + digitsAt(fraction, 0, 3) - parseZone(text, zone);
  return whole + digitsAt(fraction, 3, 6) / 1e6;
}
function parseIso(text) {
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  if (text[4] !== "-" || text[7] !== "-" || !isDate(year, month, day)) return Number.NaN;
  const midnight = daysSince1970(year, month, day) * DAY;
  if (text.length === 10) return midnight;
  const separator = text[10];
  if (separator !== "T" && separator !== "t" && separator !== " ") return Number.NaN;
  return midnight + parseClock(text, 11);
}
function timeOfNumber(value) {
  const size = Math.abs(value);
  if (!(size < FIRST_TOO_LARGE)) return Number.NaN;
  if (size >= FIRST_MILLISECONDS) return value;
  if (!Number.isInteger(value)) return Math.round(value * 1e6) / 1e3;
  const year = Math.floor(value / 1e4);
  const isWrittenDate = year >= 1900 && year <= 2100 && isDate(year, Math.floor(value / 100) % 100, value % 100);
  return isWrittenDate ? Number.NaN : value * 1e3;
}
function parseTime(text) {
  const trimmed = text.trim();
  const iso = parseIso(trimmed);
  return Number.isNaN(iso) ? WRITTEN.test(trimmed) ? timeOfNumber(Number(trimmed)) : Number.NaN : iso;
}

export {
  EXPECTED_TIME,
  timeOfNumber,
  parseTime
};
