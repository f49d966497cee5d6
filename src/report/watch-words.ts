// What a look at production says, in the words that every surface shares.
import { count, counted, fixed, metricName } from './figures.ts';
import type { Watch, WatchSignal } from './watch-schema.ts';

/** Makes foreign text inert for the surface. */
export type Inert = (text: string) => string;

/** A sign for the eye, and the answer in words. */
export interface WatchLine {
  readonly sign: '✅' | '❌' | '⚠️' | '🎉';
  readonly text: string;
}

/** The signal that stands for all: the overall one when it is worse, else the first that is. */
export function leadingSignal({ signals }: Watch): WatchSignal | null {
  const worse = signals.filter(({ kind, state }) => isMean(kind) && state === 'worse');
  return worse.find(({ slice, kind }) => slice === null && kind === 'performance') ?? worse[0] ?? null;
}

/** Signals that are means, held against a promise; the others are facts. */
export const isMean = (kind: WatchSignal['kind']): boolean => kind === 'performance' || kind === 'business';

/** The first line of every surface. */
export function watchLine(watch: Watch, inert: Inert): WatchLine {
  const { model, state, production } = watch;
  const version = production === null ? 'production' : `v${production.version}`;
  switch (state) {
    case 'degraded':
      return { sign: '❌', text: `${model} got worse: ${worseText(watch, inert)}` };
    case 'recovered':
      return { sign: '🎉', text: `${model} recovered: ${version} is back within what was promised` };
    case 'healthy':
      return { sign: '✅', text: `${model}: ${version} is as good as promised${overallText(watch)}` };
    case 'unknown':
      return { sign: '⚠️', text: `${model}: nobody can tell how good ${version} is at present` };
  }
}

/** `WAPE 7.4 % → 11.8 % since about 3 July`. */
function worseText(watch: Watch, inert: Inert): string {
  const signal = leadingSignal(watch);
  if (signal === null) return 'see the signals';
  const name = signalName(signal, inert);
  const values = [signal.accepted, signal.now].map(value => valueText(value, signal)).join(' → ');
  const since = signal.since === null ? '' : ` since about ${dateText(signal.since)}`;
  return `${name} ${values}${since}`;
}

function overallText({ signals }: Watch): string {
  const overall = signals.find(({ kind, slice }) => kind === 'performance' && slice === null);
  if (overall === undefined || overall.now === null) return '';
  const promised = `${bound(overall)} ${valueText(overall.promised, overall)} promised`;
  return ` (${metricName(overall.name)} ${valueText(overall.now, overall)}, ${promised})`;
}

/** The sentences under the first line. */
export function evidenceSentences(watch: Watch): string[] {
  const { days, rows, false_alarm_every: every } = watch;
  const signal = leadingSignal(watch);
  const since = days.first === null ? '' : `, ${range(days.first, days.last)}`;
  const read = `${counted(rows.read, 'rows')} read, ${counted(days.counted, 'days')} counted${since}`;
  const waiting = days.waiting === 0 ? '' : `; ${counted(days.waiting, 'days')} wait for labels`;
  if (signal === null) return [`${read}${waiting}.`];
  const interval =
    signal.interval === null ? '' : ` (90 %: ${signal.interval.map(end => valueText(end, signal)).join(' to ')})`;
  return [
    `Promised at promotion: ${signal.better === 'lower' ? 'at most' : 'at least'} ${valueText(signal.promised, signal)}. ` +
      `Observed on ${counted(signal.rows, 'rows')} of ${counted(signal.days, 'days')} since then: ${valueText(signal.now, signal)}${interval}. ` +
      `With \`${every.text}\`, a false alarm comes once in ${spanText(every.days * DAY_MS)} on average.`,
    `${read}${waiting}.`,
  ];
}

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.25;

/** `overall WAPE`, `shop = Vigo`, `revenue`, `volume`. */
export function signalName({ name, kind, slice }: WatchSignal, inert: Inert): string {
  return kind === 'performance' && slice === null ? `overall ${metricName(name)}` : inert(name);
}

const bound = ({ better }: Pick<WatchSignal, 'better'>): string => (better === 'lower' ? '≤' : '≥');

/** `≤ 8.2 %`; empty where nothing was promised. */
export const promisedText = (signal: WatchSignal): string =>
  signal.promised === null ? '' : `${bound(signal)} ${valueText(signal.promised, signal)}`;

/** A value with its unit; a dash where there is none. */
export function valueText(value: number | null, { unit }: Pick<WatchSignal, 'unit'>): string {
  if (value === null) return '–';
  switch (unit) {
    case 'percent':
      return `${fixed(value * 100, Math.abs(value) < 0.0995 ? 2 : 1)} %`;
    case 'target':
    case 'number':
      return numberText(value);
    case 'rows':
      return `${numberText(value)} a day`;
    case 'columns':
      return count(value);
    case 'duration':
      return spanText(value);
  }
}

const FIGURES = 4;

function numberText(value: number): string {
  if (value === 0) return '0';
  const digits = Math.floor(Math.log10(Math.abs(value))) + 1;
  return digits > FIGURES
    ? count(value)
    : fixed(value, Math.min(10, Math.max(0, FIGURES - 1 - Math.max(0, digits - 1))))
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '');
}

/** `5 years`, `3 days`, `6 hours`. */
export function spanText(milliseconds: number): string {
  const days = milliseconds / DAY_MS;
  if (days >= 2 * YEAR_DAYS) return `${numberText(Number((days / YEAR_DAYS).toFixed(1)))} years`;
  if (days >= 1) return counted(Math.round(days), 'days');
  const hours = Math.round(days * 24);
  return hours < 1 ? 'under an hour' : counted(hours, 'hours');
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** `3 July`. */
export function dateText(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${date} ${months[(month ?? 1) - 1]}`;
}

const range = (first: string, last: string | null): string =>
  last === null || last === first ? dateText(first) : `${dateText(first)} to ${dateText(last)}`;

/** `▁▁▂▁▅▆▇`: one bar a week; weeks without days are no bars. */
export function sparkline(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const bars = [...'▁▂▃▄▅▆▇█'];
  return values
    .map(value => bars[high > low ? Math.round(((value - low) / (high - low)) * (bars.length - 1)) : 0])
    .join('');
}

/** The latest weeks that a line shows. */
const SHOWN_WEEKS = 26;

/** The chart in one line: `▁▁▂▅▇ weekly WAPE, April to July`; null without weeks enough. */
export function chartLine({ weekly }: Watch): string | null {
  const points = weekly?.points.slice(-SHOWN_WEEKS) ?? [];
  const [first, last] = [points[0], points.at(-1)];
  if (weekly === null || first === undefined || last === undefined || points.length < 3) return null;
  const month = (day: string): string => months[Number(day.slice(5, 7)) - 1] as string;
  const span =
    month(first.from) === month(last.from) ? month(last.from) : `${month(first.from)} to ${month(last.from)}`;
  return `${sparkline(points.map(({ value }) => value))} weekly ${metricName(weekly.metric)}, ${span}`;
}

/** `Shifted with it: price (+22 %), shop (Vigo 25 % → 41 %).`; null when nothing did. */
export function driftSentence({ drift, state }: Watch, inert: Inert, most = 5): string | null {
  const shifted = drift.filter(each => each.state === 'shifted');
  if (shifted.length === 0) return null;
  const told = shifted.slice(0, most).map(each => `${inert(each.feature)} (${shiftText(each, inert)})`);
  const more = shifted.length > most ? ` and ${shifted.length - most} more` : '';
  return `${state === 'degraded' ? 'Shifted with it' : 'Shifted'}: ${told.join(', ')}${more}.`;
}

function shiftText({ before, now, deviations, label }: Watch['drift'][number], inert: Inert): string {
  if (label !== null) {
    return `${inert(label.value)} ${fixed(label.before * 100, 0)} % → ${fixed(label.now * 100, 0)} %`;
  }
  if (before === null || now === null) return 'changed';
  const share = before === 0 ? null : (now - before) / Math.abs(before);
  if (share !== null && Math.abs(share) >= 0.01 && Math.abs(share) < 10) return `${signed(share * 100)} %`;
  return deviations === null ? 'changed' : `${signed(deviations, 1)} standard deviations`;
}

const signed = (value: number, decimals = 0): string => `${value > 0 ? '+' : ''}${fixed(value, decimals)}`;

/** What put the version there: `v12 came on 12 May, after v11.` */
export function promotionSentence({ promotion }: Watch): string | null {
  if (promotion === null) return null;
  const on = dateText(promotion.at.slice(0, 10));
  const before = promotion.from === null ? '' : `, after v${promotion.from}`;
  return promotion.kind === 'rolled-back'
    ? `v${promotion.version} came back on ${on}${before}.`
    : `v${promotion.version} came on ${on}${before}.`;
}

/** What happened to rows and files, and what to do about it, a sentence each; nothing where there is nothing to say. */
export function inputSentences({ rows, files }: Pick<Watch, 'rows' | 'files'>, inert: Inert): string[] {
  const late = 'came after their day was counted, and change nothing';
  const said: [number, string][] = [
    [
      rows.late_rows,
      `${counted(rows.late_rows, 'rows')} ${late}; a day is counted once rows of a later one are there, or a day after its end`,
    ],
    [rows.late_labels, `${counted(rows.late_labels, 'labels')} ${late}; a longer \`label_timeout\` waits for them`],
    [rows.changed_days, `${counted(rows.changed_days, 'days')} changed after being counted, which changes nothing`],
    [
      rows.duplicates,
      `${counted(rows.duplicates, 'rows')} came again by their id, ${count(rows.corrected)} of them corrected`,
    ],
    [rows.other_versions, `${counted(rows.other_versions, 'rows')} of other versions do not count against this one`],
    [rows.future, `${counted(rows.future, 'rows')} lie in the future, and wait; check the clock that stamps them`],
    [
      rows.without_time,
      `${counted(rows.without_time, 'rows')} have no time, and do not count; log when each was predicted`,
    ],
    [
      rows.without_prediction,
      `${counted(rows.without_prediction, 'rows')} have no prediction, and do not count; log what was predicted`,
    ],
    [files.rewritten.length, `changed since they were read: ${listed(files.rewritten, inert)}`],
    [files.vanished.length, `vanished: ${listed(files.vanished, inert)}`],
  ];
  return said.filter(([number]) => number > 0).map(([, text]) => text);
}

const listed = (paths: readonly string[], inert: Inert): string =>
  paths.length <= 3
    ? paths.map(inert).join(', ')
    : `${paths.slice(0, 3).map(inert).join(', ')} and ${paths.length - 3} more`;
