// The tables of a comparison as rows of text, before a surface draws them.
import type { Check, Comparison } from '../core/comparison.ts';
import type { MetricRow } from '../core/metric-row.ts';
import { primaryOf, sliceName } from './comparison-words.ts';
import { changeFigure, count, counted, neededFigure, outcomeWords, scaleOf, valueFigure } from './figures.ts';

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

/** Metrics on all rows, then the limits that name no metric of the table. */
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

const isLimit = ({ name, expected }: Check): boolean => name === expected;

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
  const [value, ...interval] = check.message.split(', ');
  return [inert(check.metric), '', value ?? '', interval.join(', '), boundOf(check, row), limitWords[check.result]];
}

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
  return {
    header: ['slice', 'rows', style.baseline, style.candidate, 'change', 'newly right', 'newly wrong', ''],
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
        sliceWord(row, comparison.alpha),
      ];
    }),
  };
}

/** Worse counts only after the adjustment over all slices. */
function sliceWord(row: MetricRow, alpha: number): string {
  if (row.outcome === 'worse' && (row.p_holm ?? 1) > alpha) return 'undecided';
  return outcomeWords[row.outcome];
}

/** `9 better, 4 not worse, 1 undecided`. */
export function sliceSummary(comparison: Comparison): string {
  const counts = new Map<string, number>();
  for (const row of comparison.metrics) {
    if (row.slice === null) continue;
    const word = sliceWord(row, comparison.alpha);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const order = ['worse', 'undecided', 'a little worse', 'not worse', 'better', 'identical'];
  return order.flatMap(word => (counts.has(word) ? [`${count(counts.get(word) ?? 0)} ${word}`] : [])).join(', ');
}

/** `214 newly right, 120 newly wrong`, or for numbers how many errors shrank and grew. */
export function flipSummary({ flips, task }: Comparison): string {
  if (flips.tolerance === null)
    return `${count(flips.wrong_to_right)} newly right, ${count(flips.right_to_wrong)} newly wrong`;
  const than = `by ${String(Number(flips.tolerance.toPrecision(2)))} or more`;
  if (task === 'score')
    return `better in ${count(flips.wrong_to_right)}, worse in ${count(flips.right_to_wrong)} (${than})`;
  return `error smaller in ${count(flips.wrong_to_right)}, larger in ${count(flips.right_to_wrong)} (${than})`;
}

/** The rows that changed most, with their ids. */
export function flipTable({ flips, task }: Comparison, { inert }: TableStyle): TextTable {
  const words =
    flips.tolerance === null
      ? { right_to_wrong: 'newly wrong', wrong_to_right: 'newly right' }
      : task === 'score'
        ? { right_to_wrong: 'worse', wrong_to_right: 'better' }
        : { right_to_wrong: 'larger error', wrong_to_right: 'smaller error' };
  return {
    header: ['row', '', 'by'],
    align: ['left', 'left', 'right'],
    rows: flips.worst.map(({ id, kind, change }) => [
      Object.entries(id)
        .map(([column, value]) => `${inert(column)} = ${inert(value)}`)
        .join(', '),
      words[kind],
      String(Number(Math.abs(change).toPrecision(3))),
    ]),
  };
}

/** What an equal candidate could expect of this policy, in one sentence; empty when it cannot be said. */
export function powerSentence({ power, unit, require }: Comparison, baselineValue: number | null): string {
  // Where better is required, an equal candidate passes by luck alone, and that is as it should be.
  if (power.equal_passes === null || require === 'better') return '';
  const share = `An equally good candidate passes this policy ${Math.round(power.equal_passes * 100)} % of the time`;
  if (power.equal_passes >= 0.795) return `${share}.`;
  const { groups, margin } = power.for_80;
  const data = groups === null ? null : `${counted(groups, unit)} in all`;
  const relative =
    margin === null || baselineValue === null || baselineValue === 0 ? null : margin / Math.abs(baselineValue);
  const wider =
    relative === null || relative >= 1 ? null : `a margin of ${String(Number((relative * 100).toPrecision(2)))} %`;
  const means = [data, wider].filter(option => option !== null).join(', or ');
  return means === '' ? `${share}.` : `${share}; for 80 %: ${means}.`;
}
