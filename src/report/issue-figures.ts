// Quantities and days as the issue writes them.
import { counted, fixed } from './figures.ts';
import type { WatchUnit } from './issue-view.ts';

/** Three figures are enough for what is uncertain anyway. */
const FIGURES = 3;
const MOST_DECIMALS = 12;

const units: Readonly<Record<WatchUnit, string>> = {
  percent: ' %',
  target: '',
  number: '',
  rows: ' a day',
  duration: '',
  columns: '',
};

const HOUR = 3_600_000;

/** `11.8 %`, `4 a day`, `3 days`, `0.0123`. */
export function quantity(value: number | null, unit: WatchUnit): string {
  if (value === null) return '–';
  return unit === 'duration' ? durationWords(value) : `${bareQuantity(value, unit)}${units[unit]}`;
}

/** Whether a value lies on the worse side of what was promised, proven or not. */
export function isBeyond(now: number | null, promised: number | null, isLowerBetter: boolean): boolean {
  if (now === null || promised === null) return false;
  return isLowerBetter ? now > promised : now < promised;
}

const durationWords = (milliseconds: number): string =>
  milliseconds < 48 * HOUR
    ? counted(Math.round(milliseconds / HOUR), 'hours')
    : counted(Math.round(milliseconds / (24 * HOUR)), 'days');

/** The same without its unit, for the ends of an interval. */
export function bareQuantity(value: number, unit: WatchUnit): string {
  const shown = unit === 'percent' ? value * 100 : value;
  const size = Math.abs(shown);
  if (size >= 1e15 || (size > 0 && size < 1e-9)) return shown.toExponential(2).replace('-', '−');
  const digits = size >= 1 ? Math.floor(Math.log10(size)) + 1 : Math.floor(Math.log10(size || 1)) + 1;
  const rounded = size >= 10 ** FIGURES ? shown : Number(shown.toPrecision(FIGURES));
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, FIGURES - digits));
  const text = fixed(rounded, decimals);
  return unit === 'percent' || !text.includes('.') ? oneDecimal(text, decimals) : text.replace(/\.?0+$/, '');
}

/** Shares keep a decimal, so that 8.0 % and 8.2 % stand below one another; more of them say nothing. */
const oneDecimal = (text: string, decimals: number): string =>
  decimals > 1 ? text.replace(/(\.\d+?)0+$/, '$1') : text;

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `3 July`, and with its year when that is another than the reader's. */
export function dayWords(day: string, today: string): string {
  const [year = '', month = '', date = ''] = day.slice(0, 10).split('-');
  const words = `${Number(date)} ${months[Number(month) - 1] ?? month}`;
  return year === today.slice(0, 4) ? words : `${words} ${year}`;
}

/** `3 Jul`, for the axis of a chart. */
export const shortDay = (day: string): string => dayWords(day, day).replace(/(?<= \p{L}{3})\p{L}+/u, '');

/** `April to July`, `July`, `November 2024 to July`. */
export function monthsWords(from: string, to: string): string {
  const [first, last] = [dayWords(from, to), dayWords(to, to)].map(words => words.replace(/^\d+ /, ''));
  return first === last ? (last as string) : `${first} to ${last}`;
}
