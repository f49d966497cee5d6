// A comparison in sentences: the answer first, then the evidence for it.
import type { Comparison } from '../core/comparison.ts';
import type { MetricRow } from '../core/metric-row.ts';
import { amount, bothEnds, counted, intervalFigure, metricName, scaleOf, valueFigure } from './figures.ts';

/** Whose comparison it is, and what follows from it; foreign names come in already inert. */
export interface Subject {
  /** `daily-sales`; null where two files are compared. */
  readonly model: string | null;
  /** What the candidate is compared with: `v11`, `the baseline`. */
  readonly baseline: string;
  /** What follows a pass and what follows anything else; null where nothing does. */
  readonly consequence: { readonly pass: string; readonly otherwise: string } | null;
  /** How a slice's name is made inert for the surface. */
  readonly inert: (text: string) => string;
}

/** What a reader sees first: a sign for the eye, and the answer. */
export interface FirstLine {
  readonly sign: '✅' | '❌' | '⚠️' | '➖';
  readonly text: string;
}

/** `daily-sales: WAPE 8.10 % → 7.40 %, merging makes it v12`. */
export function firstLine(comparison: Comparison, subject: Subject): FirstLine {
  const { sign, told, follows } = answer(comparison, subject);
  const consequence = subject.consequence === null ? '' : subject.consequence[follows];
  const separator = consequence === '' ? '' : told.includes(',') || told.includes('broken') ? '; ' : ', ';
  const text = `${subject.model === null ? '' : `${subject.model}: `}${told}${separator}${consequence}`;
  return { sign, text: subject.model === null ? capitalised(text) : text };
}

interface Answer {
  readonly sign: FirstLine['sign'];
  readonly told: string;
  readonly follows: 'pass' | 'otherwise';
}

function answer(comparison: Comparison, subject: Subject): Answer {
  const primary = primaryOf(comparison);
  const values = `${subject.inert(metricName(primary.metric))} ${arrow(primary)}`;
  if (comparison.verdict === 'fail')
    return { sign: '❌', told: failure(comparison, subject, values), follows: 'otherwise' };
  if (comparison.verdict === 'inconclusive') return { sign: '⚠️', told: 'undecided', follows: 'otherwise' };
  switch (primary.outcome) {
    case 'identical':
      return { sign: '➖', told: `predicts exactly what ${subject.baseline} does`, follows: 'pass' };
    case 'better':
      return { sign: '✅', told: values, follows: 'pass' };
    case 'slightly-worse': {
      const allowed = primary.margin?.given.replace('%', ' %') ?? 'margin';
      return {
        sign: '✅',
        told: `a little worse than ${subject.baseline}, within the ${allowed} allowed`,
        follows: 'pass',
      };
    }
    case 'not-worse':
      return { sign: '✅', told: `as good as ${subject.baseline} (${values})`, follows: 'pass' };
    case 'worse':
    case 'inconclusive':
      throw new Error(`A comparison passed although its primary metric is ${primary.outcome}.`);
  }
}

/** A failed comparison is told by its gravest failed check: the primary metric, then slices, guards, limits. */
function failure({ checks, ...comparison }: Comparison, { inert }: Subject, values: string): string {
  const failed = checks.filter(check => check.result === 'fail');
  const primary = primaryOf({ ...comparison, checks });
  const [first] = failed;
  if (first === undefined) throw new Error('A comparison failed without a failed check.');
  if (first.slice === null && first.metric === primary.metric && first.name === checks[0]?.name) return values;
  const mood = primary.outcome === 'better' ? 'better on average, ' : '';
  const slices = failed.filter(check => check.slice !== null);
  if (slices.length > 0) {
    const [slice] = slices;
    const more = slices.length > 1 ? ` and ${counted(slices.length - 1, 'more slices')}` : '';
    return `${mood}worse for ${sliceName(slice?.slice ?? null, inert)}${more}`;
  }
  return `${mood}${first.slice === null && first.name.endsWith(': guard') ? `worse in ${first.metric}` : `breaks the limit ${inert(first.expected)}`}`;
}

/** The row of the first metric on all rows. */
export function primaryOf({ metrics }: Pick<Comparison, 'metrics'> & Partial<Comparison>): MetricRow {
  const primary = metrics.find(row => row.role === 'primary' && row.slice === null);
  if (primary === undefined) throw new Error('A comparison without a primary metric cannot be told.');
  return primary;
}

/** `shop = Vigo`. */
export const sliceName = (slice: MetricRow['slice'], inert: (text: string) => string): string =>
  Object.entries(slice ?? {})
    .map(([column, value]) => `${inert(column)} = ${value === '' ? '(empty)' : inert(value)}`)
    .join(', ');

/** `8.10 % → 7.40 %`. */
export function arrow(row: MetricRow): string {
  const scale = scaleOf(row);
  return `${valueFigure(row.baseline, scale)} → ${valueFigure(row.candidate, scale)}`;
}

/** The sentence under the answer: by how much, how sure, on what; and, if undecided, what would decide. */
export function evidenceSentence(comparison: Comparison): string {
  const primary = primaryOf(comparison);
  const on = `on ${counted(comparison.rows, 'rows')}${comparison.unit === 'rows' ? '' : ` of ${counted(comparison.groups, comparison.unit)}`}`;
  if (primary.outcome === 'identical') return `No prediction differs ${on}.`;
  if (primary.improvement === null) return `${capitalised(primary.reason ?? 'The metric is undefined')} (${on}).`;
  const scale = scaleOf(primary);
  const interval = intervalFigure(primary, scale);
  const change = amount(primary.improvement, scale);
  if (interval === null)
    return `${capitalised(change)} ${on}, but no interval can be given: ${primary.reason ?? 'too few rows'}.`;
  const level = `${Math.round(primary.level * 100)} %`;
  if (primary.outcome !== 'inconclusive') {
    return `${capitalised(change)} (${level}: ${interval}) ${on}.${undecided(comparison)}`;
  }
  const both = bothEnds(primary, scale) ?? interval;
  return `${capitalised(change)}, but anything from ${both} fits the data ${on}. ${decision(comparison, primary)}`;
}

/** What keeps a comparison undecided whose primary metric is not. */
function undecided({ verdict, checks }: Comparison): string {
  const open = checks.filter(({ result }) => result === 'inconclusive');
  const [first] = open;
  if (verdict !== 'inconclusive' || first === undefined) return '';
  const more = open.length > 1 ? ` (and ${counted(open.length - 1, 'more checks')})` : '';
  return ` Undecided is ${first.name}: ${first.message}${more}.`;
}

/** What would decide: more of the same data, or a margin that holds the lower bound. */
function decision({ require, unit }: Comparison, primary: MetricRow): string {
  const more = primary.rows_needed;
  const margin = require === 'not-worse' ? marginThatPasses(primary) : null;
  if (more === null && margin === null) return 'More data of this kind would hardly decide.';
  if (more === null) return `${capitalised(margin ?? '')} would decide.`;
  const data = `About ${counted(roundUp(more.additional), `more ${unit}`)} would decide`;
  return margin === null ? `${data}.` : `${data}, or ${margin}.`;
}

/** The relative margin under which these data would pass, rounded up; null when the metric has no relative margins. */
function marginThatPasses({ interval, baseline, margin }: MetricRow): string | null {
  const lower = interval?.[0] ?? null;
  if (lower === null || lower >= 0 || baseline === null || baseline === 0 || margin?.given.endsWith('%') !== true)
    return null;
  return `a margin of ${Math.floor((-lower / Math.abs(baseline)) * 100) + 1} %`;
}

/** Two figures are all that such an estimate deserves. */
function roundUp(value: number): number {
  if (value < 100) return Math.ceil(value);
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}

/** With a capital first letter. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
