// Values, changes and intervals with the decimals that their uncertainty deserves, and words for direction.
import type { MetricRow } from '../core/metric-row.ts';
import { numberText } from '../core/number-text.ts';

/** How a row's numbers are written: shares as percent, with so many decimals. */
export interface Scale {
  readonly factor: number;
  readonly decimals: number;
  /** After a value: ` %` or nothing. */
  readonly valueUnit: string;
  /** After an amount of change: ` points` or nothing. */
  readonly changeUnit: string;
}

const MOST_FIGURES = 4;

/** Two figures of the interval's width, and no more than four in all. */
export function scaleOf(row: MetricRow): Scale {
  const percent = row.shown_as === 'percent';
  const factor = percent ? 100 : 1;
  const [lower, upper] = row.interval ?? [null, null];
  const width = lower === null || upper === null || upper === lower ? Math.abs(row.improvement ?? 0) : upper - lower;
  const size = Math.max(Math.abs(row.baseline ?? 0), Math.abs(row.candidate ?? 0)) * factor;
  const wanted = width > 0 ? 1 - Math.floor(Math.log10(width * factor)) : 2;
  const room = MOST_FIGURES - (size >= 1 ? Math.floor(Math.log10(size)) + 1 : leadingZeros(size));
  const decimals = Math.max(0, Math.min(wanted, room, 12));
  return { factor, decimals, valueUnit: percent ? ' %' : '', changeUnit: percent ? ' points' : '' };
}

/** Decimals before the first figure of a number below 1, as a negative count. */
const leadingZeros = (size: number): number => (size > 0 ? Math.floor(Math.log10(size)) + 1 : 0);

/** A number with fixed decimals, thousands grouped, and a real minus sign. */
export function fixed(value: number, decimals: number): string {
  const [integer, fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = (integer as string).replace(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  const isZero = Number(Math.abs(value).toFixed(decimals)) === 0;
  return value < 0 && !isZero ? `−${text}` : text;
}

/** A metric's value with its unit, of at most four figures; a dash where it is undefined. */
export function valueFigure(value: number | null, { factor, decimals, valueUnit }: Scale): string {
  if (value === null) return '–';
  const shown = value * factor;
  const isLong = Math.abs(shown) >= 10 ** MOST_FIGURES;
  return `${fixed(isLong ? Number(shown.toPrecision(MOST_FIGURES)) : shown, decimals)}${valueUnit}`;
}

/** `0.70 points better, 0.46 to 0.94` or `0.15 points better, 0.25 worse to 0.55 better`. */
export function changeFigure(row: MetricRow): string {
  if (row.outcome === 'identical') return 'identical';
  if (row.improvement === null) return '–';
  const scale = scaleOf(row);
  const interval = intervalFigure(row, scale);
  return interval === null ? amount(row.improvement, scale) : `${amount(row.improvement, scale)}, ${interval}`;
}

/** `0.70 points better`. */
export function amount(improvement: number, { factor, decimals, changeUnit }: Scale): string {
  const size = fixed(Math.abs(improvement) * factor, decimals);
  if (Number(size.replace(/,/g, '')) === 0) return 'no change';
  const unit = size === '1' ? changeUnit.replace(/s$/, '') : changeUnit;
  return `${size}${unit} ${improvement > 0 ? 'better' : 'worse'}`;
}

/** `0.46 to 0.94` on the side of the estimate, or both ends with their words; null without an interval. */
export function intervalFigure(row: MetricRow, { factor, decimals }: Scale): string | null {
  const [lower, upper] = row.interval ?? [null, null];
  if (lower === null || upper === null) return null;
  const plain = (value: number): string => fixed(Math.abs(value) * factor, decimals);
  if (lower > 0 && (row.improvement ?? 0) > 0) return `${plain(lower)} to ${plain(upper)}`;
  if (upper < 0 && (row.improvement ?? 0) < 0) return `${plain(upper)} to ${plain(lower)}`;
  return bothEnds(row, { factor, decimals });
}

/** Both ends, each with its word. */
export function bothEnds(row: MetricRow, { factor, decimals }: Pick<Scale, 'factor' | 'decimals'>): string | null {
  const [lower, upper] = row.interval ?? [null, null];
  if (lower === null || upper === null) return null;
  const end = (value: number): string =>
    `${fixed(Math.abs(value) * factor, decimals)} ${value > 0 ? 'better' : 'worse'}`;
  return `${end(lower)} to ${upper === 0 ? `${fixed(0, decimals)} better` : end(upper)}`;
}

/** What the policy needs of a row's improvement: `> 0`, `≥ −0.16`, or nothing. */
export function neededFigure(row: MetricRow, require: 'better' | 'not-worse'): string {
  if (row.slice === null && row.role !== 'primary' && row.role !== 'guard') return '';
  if (row.slice === null && row.role === 'primary' && require === 'better') return '> 0';
  const margin = row.margin?.absolute ?? null;
  if (margin === null) return '';
  return margin === 0 ? '≥ 0' : `≥ −${numberText(margin * scaleOf(row).factor, 2)}`;
}

/** Outcomes as people say them. */
export const outcomeWords: Readonly<Record<MetricRow['outcome'], string>> = {
  identical: 'identical',
  better: 'better',
  'slightly-worse': 'a little worse',
  'not-worse': 'not worse',
  worse: 'worse',
  inconclusive: 'undecided',
};

/** A count with its thousands grouped. */
export const count = (value: number): string => fixed(value, 0);

/** `1 row`, `365 days`. */
export const counted = (value: number, plural: string): string =>
  `${count(value)} ${value === 1 ? plural.replace(/s$/, '') : plural}`;

/** Metrics that people write in capitals. */
const acronyms = new Set(['mae', 'mse', 'rmse', 'wape', 'mape', 'smape', 'r2', 'f1', 'mcc', 'ece', 'roc', 'auc']);

/** A metric in a sentence: `WAPE`, `ROC AUC`, `log loss`, `recall(cat)`. */
export const metricName = (text: string): string => {
  const [, name = text, argument = ''] = /^([a-z0-9_]+)(\(.*\))?$/s.exec(text) ?? [];
  const words = name.split('_').map(word => (acronyms.has(word) ? word.toUpperCase() : word));
  return words.join(' ') + argument;
};
