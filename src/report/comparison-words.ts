// A comparison in sentences: the answer first, then the evidence for it.
import type { Check, Comparison } from '../core/comparison.ts';
import type { MetricRow } from '../core/metric-row.ts';
import { numberText } from '../core/number-text.ts';
import { caution } from '../core/statistics/inference.ts';
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
  const isSentence = told.includes(', ') || consequence.includes(', ') || sign === '➖';
  const separator = consequence === '' ? '' : isSentence ? '; ' : ', ';
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
  if (comparison.verdict === 'inconclusive')
    return { sign: '⚠️', told: openQuestion(comparison, subject, values), follows: 'otherwise' };
  switch (primary.outcome) {
    case 'identical':
      return { sign: '➖', told: `predicts exactly what ${subject.baseline} does`, follows: 'pass' };
    case 'better':
      return { sign: '✅', told: values, follows: 'pass' };
    case 'slightly-worse': {
      const allowed = subject.inert(primary.margin?.given.replace('%', ' %') ?? 'margin');
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
  const slices = failed.filter(check => check.slice !== null);
  const [first] = failed;
  if (first === undefined) throw new Error('A comparison failed without a failed check.');
  if (first === checks[0]) return values;
  const mood = primaryOf(comparison).outcome === 'better' ? 'better on average, ' : '';
  return mood + (slices.length > 0 ? `worse for ${slicesOf(slices, inert)}` : failureOf(first, inert));
}

function failureOf({ name, metric, expected }: Check, inert: (text: string) => string): string {
  if (name === expected) return `breaks the limit ${inert(limitText(expected))}`;
  return name.endsWith(': guard') ? `worse in ${inert(metricName(metric))}` : `fails for ${inert(name)}`;
}

/** Undecided, and by what, where it is not the primary metric. */
function openQuestion({ checks, ...comparison }: Comparison, { inert }: Subject, values: string): string {
  const open = checks.filter(check => check.result === 'inconclusive');
  const slices = open.filter(check => check.slice !== null);
  const [first] = open;
  if (first === undefined || first === checks[0]) return 'undecided';
  const mood = primaryOf(comparison).outcome === 'better' ? `${values}, but ` : '';
  if (slices.length > 0) return `${mood}undecided for ${slicesOf(slices, inert)}`;
  const what = first.name === first.expected ? `the limit ${limitText(first.expected)}` : metricName(first.metric);
  return `${mood}undecided on ${inert(what)}`;
}

/** `shop = Vigo`, `shop = Vigo and 2 more slices`. */
function slicesOf([first, ...others]: readonly Check[], inert: (text: string) => string): string {
  const more = others.length === 0 ? '' : ` and ${counted(others.length, 'more slices')}`;
  return `${sliceName(first?.slice ?? null, inert)}${more}`;
}

/** `wape ≤ 25 %`. */
const limitText = (text: string): string => text.replace('<=', '≤').replace('>=', '≥').replace(/%$/, ' %');

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
export function evidenceSentence(comparison: Comparison, inert: (text: string) => string): string {
  const primary = primaryOf(comparison);
  const on = `on ${counted(comparison.rows, 'rows')}${comparison.unit === 'rows' ? '' : ` of ${counted(comparison.groups, comparison.unit)}`}`;
  if (primary.outcome === 'identical') return `No prediction differs ${on}.`;
  const name = metricName(primary.metric);
  if (primary.improvement === null)
    return `${inert(capitalised(name))} is undefined ${on}: ${inert(primary.reason ?? 'it has no value')}.`;
  const scale = scaleOf(primary);
  const interval = intervalFigure(primary, scale);
  const change = capitalised(amount(primary.improvement, scale));
  if (interval === null)
    return `${change} ${on}, but no interval can be given: ${inert(primary.reason ?? 'too few rows')}.`;
  const [first] = comparison.checks;
  if (first?.result !== 'inconclusive') {
    const level = `${Math.round(primary.level * 100)} %`;
    return `${change} (${level}: ${interval}) ${on}.${notes(primary)}${undecided(comparison, inert)}`;
  }
  const both = bothEnds(primary, scale) ?? interval;
  return `${change}, but anything from ${both} fits the data ${on}.${notes(primary)} ${decision(comparison, primary)}`;
}

/** What the method thinks of these data, where it matters to a reader. */
const noteworthy: Readonly<Record<string, string>> = {
  [caution.fewDiffering]: 'The models differ in so few places that the data hardly tell them apart.',
  [caution.fewSkewed]: 'A few large differences decide, so the interval is rough.',
};

const notes = ({ reason }: MetricRow): string =>
  Object.entries(noteworthy)
    .filter(([phrase]) => reason?.split('; ').includes(phrase) === true)
    .map(([, sentence]) => ` ${sentence}`)
    .join('');

/** What keeps a comparison undecided whose primary metric is not. */
function undecided({ verdict, checks }: Comparison, inert: (text: string) => string): string {
  const open = checks.filter(({ result }) => result === 'inconclusive');
  const [first] = open;
  if (verdict !== 'inconclusive' || first === undefined) return '';
  const what = first.slice === null ? inert(first.name) : sliceName(first.slice, inert);
  const more = open.length > 1 ? `, and ${counted(open.length - 1, 'more checks')}` : '';
  return ` Undecided: ${what}, ${inert(first.message)}${more}.`;
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

/** The margin under which these data would pass; null where no margin would. */
function marginThatPasses(primary: MetricRow): string | null {
  const lower = primary.interval?.[0] ?? null;
  return lower === null || lower >= 0 ? null : marginFigure(primary, -lower);
}

/** A margin at least as wide as an amount, in the way that the metric's own margin is written; null where none can be. */
export function marginFigure(
  { baseline, margin, direction, shown_as: shownAs }: MetricRow,
  amount: number,
): string | null {
  if (margin === null || baseline === null) return null;
  if (margin.given.endsWith('%') && direction !== 'zero') {
    return baseline === 0 ? null : `a margin of ${numberText(upwards((amount / Math.abs(baseline)) * 100))} %`;
  }
  const points = shownAs === 'percent';
  return `a margin of ${numberText(upwards(points ? amount * 100 : amount))}${points ? ' points' : ''}`;
}

/** Two figures, never less than the value: `0.0123` → 0.013. */
function upwards(value: number): number {
  if (value <= 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.floor(value / unit + 1) * unit).toPrecision(12));
}

/** Two figures are all that an estimated number of units deserves. */
export function roundUp(value: number): number {
  if (value < 100) return Math.ceil(value);
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}

/** With a capital first letter. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
