// The tables of a comparison as rows of text, before a surface draws them.
import type { Check, Comparison } from '../core/comparison.ts';
import type { MetricRow } from '../core/metric-row.ts';
import { metricText, numberText } from '../core/number-text.ts';
import { marginFigure, primaryOf, roundUp, sliceName } from './comparison-words.ts';
import { changeFigure, count, counted, fixed, neededFigure, outcomeWords, scaleOf, valueFigure } from './figures.ts';

/** One table: a header, rows, and which columns hold numbers. */
export interface TextTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly align: readonly ('left' | 'right')[];
}

/** How a surface wants foreign text and the primary metric. */
export interface TableStyle {
  readonly inert: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly baseline: string;
  readonly candidate: string;
}

/** Metrics on all rows, then every limit. */
export function metricTable(comparison: Comparison, style: TableStyle): TextTable {
  const level = `${Math.round(primaryOf(comparison).level * 100)} %`;
  const rows = comparison.metrics.filter(row => row.slice === null);
  const limits = comparison.checks.filter(isLimit);
  return {
    header: ['metric', style.baseline, style.candidate, `change (${level})`, 'needed', ''],
    align: ['left', 'right', 'right', 'left', 'right', 'left'],
    rows: [
      ...rows.map(row => metricCells(row, comparison, style)),
      ...limits.map(limit => limitCells(limit, comparison, style)),
    ],
  };
}

/** Whether a check is a bound on the candidate alone. */
export const isLimit = ({ name, expected }: Check): boolean => name === expected;

function metricCells(row: MetricRow, { require }: Comparison, { inert, strong }: TableStyle): string[] {
  const scale = scaleOf(row);
  const name = inert(row.metric);
  return [
    row.role === 'primary' ? strong(name) : name,
    valueFigure(row.baseline, scale),
    valueFigure(row.candidate, scale),
    changeFigure(row),
    neededFigure(row, require),
    outcomeWord(row, inert),
  ];
}

/** Why a metric is undefined; nothing for a maximum, which is only shown. */
function outcomeWord(row: MetricRow, inert: (text: string) => string): string {
  if (row.improvement === null && row.reason !== null) return inert(row.reason);
  return row.p_better === null ? '' : outcomeWords[row.outcome];
}

const limitWords: Readonly<Record<Check['result'], string>> = {
  pass: 'within',
  fail: 'beyond',
  inconclusive: 'undecided',
  skipped: 'skipped',
};

function limitCells(check: Check, comparison: Comparison, { inert }: TableStyle): string[] {
  const row = comparison.metrics.find(({ metric, slice }) => metric === check.metric && slice === null);
  const [lower, upper] = check.interval ?? [null, null];
  const scale = row === undefined ? null : scaleOf(row);
  const figure = (value: number | null): string =>
    scale === null || value === null ? metricText(value, 'number') : valueFigure(value, { ...scale, valueUnit: '' });
  const value = check.actual === null ? check.message : `${figure(check.actual)}${scale?.valueUnit ?? ''}`;
  const isKnown = lower !== null && upper !== null && lower !== upper;
  return [
    inert(quantityNames.get(check.metric) ?? `${check.metric}, limit`),
    '',
    inert(value),
    isKnown ? `between ${figure(lower)} and ${figure(upper)}` : '',
    inert(boundOf(check, row)),
    limitWords[check.result],
  ];
}

/** Measured quantities as people say them. */
export const quantityNames: ReadonlyMap<string, string> = new Map([
  ['model_mb', 'model MB'],
  ['load_ms', 'ms to load'],
  ['predict_ms_per_row', 'ms per row'],
]);

/** `≤ 25 %` for a share, `≤ 50` for anything else. */
function boundOf({ expected }: Check, row: MetricRow | undefined): string {
  const [, operator = '', bound = ''] = /(<=|>=|<|>)\s*(\S+)$/.exec(expected) ?? [];
  const sign = { '<=': '≤', '>=': '≥' }[operator] ?? operator;
  if (row?.shown_as !== 'percent' || bound.endsWith('%')) return `${sign} ${bound.replace('%', ' %')}`;
  return `${sign} ${Number((Number(bound) * 100).toPrecision(10))} %`;
}

/** Slices, worst first. */
export function sliceTable(comparison: Comparison, style: TableStyle): TextTable {
  const rows = comparison.metrics.filter(row => row.slice !== null);
  const flips = new Map(comparison.flips.slices.map(slice => [JSON.stringify(slice.slice), slice]));
  const { right, wrong } = flipWords(comparison);
  return {
    header: ['slice', 'rows', style.baseline, style.candidate, 'change', right, wrong, ''],
    align: ['left', 'right', 'right', 'right', 'left', 'right', 'right', 'left'],
    rows: rows.map(row => {
      const scale = scaleOf(row);
      const flipped = flips.get(JSON.stringify(row.slice));
      return [
        sliceName(row.slice, style.inert),
        count(row.rows),
        valueFigure(row.baseline, scale),
        valueFigure(row.candidate, scale),
        changeFigure(row),
        count(flipped?.wrong_to_right ?? 0),
        count(flipped?.right_to_wrong ?? 0),
        outcomeWords[row.outcome],
      ];
    }),
  };
}

/** `9 better, 4 not worse, 1 undecided`. */
export function sliceSummary(comparison: Comparison): string {
  const counts = new Map<string, number>();
  for (const row of comparison.metrics) {
    if (row.slice === null) continue;
    const word = outcomeWords[row.outcome];
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const order = ['worse', 'undecided', 'a little worse', 'not worse', 'better', 'identical'];
  return order.flatMap(word => (counts.has(word) ? [`${count(counts.get(word) ?? 0)} ${word}`] : [])).join(', ');
}

/** What it is called when a row got better, when it got worse, and by how much of what. */
export function flipWords({ flips, task }: Comparison): Readonly<Record<'right' | 'wrong' | 'by', string>> {
  if (flips.tolerance === null) return { right: 'newly right', wrong: 'newly wrong', by: 'P(truth) by' };
  return task === 'score'
    ? { right: 'score better', wrong: 'score worse', by: 'by' }
    : { right: 'error smaller', wrong: 'error larger', by: 'by' };
}

/** `214 newly right, 120 newly wrong`, or for numbers how many errors shrank and grew by how much. */
export function flipSummary(comparison: Comparison): string {
  const { right_to_wrong: worse, wrong_to_right: better, tolerance } = comparison.flips;
  const { right, wrong } = flipWords(comparison);
  const least = tolerance === null || tolerance === 0 ? '' : `, by ${numberText(tolerance, 2)} or more`;
  const p = comparison.flips.mcnemar_p;
  const exact = p === null ? '' : `; exact McNemar p = ${numberText(p, 2)}`;
  return tolerance === null
    ? `${count(better)} ${right}, ${count(worse)} ${wrong}${exact}`
    : `${right} in ${count(better)}, ${wrong.split(' ').at(-1)} in ${count(worse)}${least}`;
}

/** The rows that changed most, with their ids, so many of each kind. */
export function flipTable(comparison: Comparison, { inert }: TableStyle, most = Number.POSITIVE_INFINITY): TextTable {
  const { right, wrong, by } = flipWords(comparison);
  const { worst } = comparison.flips;
  const ofKind = (kind: (typeof worst)[number]['kind']): typeof worst =>
    worst.filter(flip => flip.kind === kind).slice(0, most);
  const named = [...ofKind('right_to_wrong'), ...ofKind('wrong_to_right')];
  const largest = named.reduce((so, { change }) => Math.max(so, Math.abs(change)), 0);
  const decimals = largest > 0 ? Math.max(0, 2 - Math.floor(Math.log10(largest))) : 0;
  return {
    header: ['row', '', by],
    align: ['left', 'left', 'right'],
    rows: named.map(({ id, kind, change }) => [
      sliceName(id, inert),
      kind === 'right_to_wrong' ? wrong : right,
      fixed(Math.abs(change), Math.min(decimals, 12)),
    ]),
  };
}

function passes(share: number): string {
  if (share < 0.005) return 'hardly ever passes this policy';
  if (share > 0.995) return 'practically always passes this policy';
  return `passes this policy ${Math.round(share * 100)} % of the time`;
}

/** What an equal candidate could expect of this policy, in one sentence; empty when it cannot be said. */
export function powerSentence({ power, unit }: Comparison, primary: MetricRow): string {
  const { equal_passes: share, for_80: wanted } = power;
  if (share === null) return '';
  const sentence = `An equally good candidate ${passes(share)}`;
  if (share >= 0.795) return `${sentence}.`;
  const data = wanted.groups === null ? null : `about ${counted(roundUp(wanted.groups), unit)} in all`;
  const wider = wanted.margin === null ? null : marginFigure(primary, wanted.margin);
  const means = [data, wider].filter(option => option !== null).join(', or ');
  return means === '' ? `${sentence}.` : `${sentence}; for 80 %: ${means}.`;
}
