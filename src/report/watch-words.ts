// What a look at production says, in the words that every surface shares.
import { sparkline } from './charts.ts';
import { sliceName } from './comparison-words.ts';
import { count, counted, fixed, metricName } from './figures.ts';
import { dayWords, monthsWords, quantity } from './issue-figures.ts';
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
  const values = [signal.accepted, signal.now].map(value => quantity(value, signal.unit)).join(' → ');
  const since = signal.since === null ? '' : ` since about ${dayWords(signal.since, watch.at)}`;
  return `${name} ${values}${since}`;
}

function overallText({ signals }: Watch): string {
  const overall = signals.find(({ kind, slice }) => kind === 'performance' && slice === null);
  if (overall === undefined || overall.now === null) return '';
  const promised = `${bound(overall)} ${quantity(overall.promised, overall.unit)} promised`;
  return ` (${metricName(overall.name)} ${quantity(overall.now, overall.unit)}, ${promised})`;
}

/** The sentences under the first line. */
export function evidenceSentences(watch: Watch): string[] {
  const { days, rows, false_alarm_every: every } = watch;
  const signal = leadingSignal(watch);
  const since = days.first === null ? '' : `, ${range(days.first, days.last, watch.at)}`;
  const read = `${counted(rows.read, 'rows')} read, ${counted(days.counted, 'days')} counted${since}`;
  const waiting = days.waiting === 0 ? '' : `; ${counted(days.waiting, 'days')} wait for labels`;
  if (signal === null) return [`${read}${waiting}.`];
  const interval =
    signal.interval === null ? '' : ` (90 %: ${signal.interval.map(end => quantity(end, signal.unit)).join(' to ')})`;
  return [
    `Promised at promotion: ${signal.better === 'lower' ? 'at most' : 'at least'} ${quantity(signal.promised, signal.unit)}. ` +
      `Observed on ${counted(signal.rows, 'rows')} of ${counted(signal.days, 'days')} since then: ${quantity(signal.now, signal.unit)}${interval}. ` +
      `With \`${every.text}\`, a false alarm comes once in that time on average.`,
    `${read}${waiting}.`,
  ];
}

/** `overall WAPE`, `shop = Vigo`, `revenue`, `volume`. */
export function signalName({ name, kind, slice }: WatchSignal, inert: Inert): string {
  if (slice !== null) return sliceName({ [slice.column]: slice.value }, inert);
  return kind === 'performance' ? `overall ${metricName(name)}` : inert(name);
}

const bound = ({ better }: Pick<WatchSignal, 'better'>): string => (better === 'lower' ? '≤' : '≥');

/** `≤ 8.2 %`; empty where nothing was promised. */
export const promisedText = (signal: WatchSignal): string =>
  signal.promised === null ? '' : `${bound(signal)} ${quantity(signal.promised, signal.unit)}`;

const range = (first: string, last: string | null, today: string): string =>
  last === null || last === first ? dayWords(first, today) : `${dayWords(first, today)} to ${dayWords(last, today)}`;

/** The latest weeks that a line shows. */
const SHOWN_WEEKS = 26;

/** The chart in one line: `▁▁▂▅▇ weekly WAPE, April to July`; null without weeks enough. */
export function chartLine({ weekly }: Watch): string | null {
  const points = weekly?.points.slice(-SHOWN_WEEKS) ?? [];
  const [first, last] = [points[0], points.at(-1)];
  if (weekly === null || first === undefined || last === undefined || points.length < 3) return null;
  return `${sparkline(points.map(({ value }) => value))} weekly ${metricName(weekly.metric)}, ${monthsWords(first.from, last.from)}`;
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
    return `${label.value === '' ? '(empty)' : inert(label.value)} ${fixed(label.before * 100, 0)} % → ${fixed(label.now * 100, 0)} %`;
  }
  if (before === null || now === null) return 'changed';
  const share = before === 0 ? null : (now - before) / Math.abs(before);
  if (share !== null && Math.abs(share) >= 0.01 && Math.abs(share) < 10) return `${signed(share * 100)} %`;
  // Where the mean stayed, the shape did not.
  if (deviations === null || Math.abs(deviations) < 0.05) return 'changed';
  return `${signed(deviations, 1)} standard deviations`;
}

const signed = (value: number, decimals = 0): string => `${value > 0 ? '+' : ''}${fixed(value, decimals)}`;

/** What put the version there: `v12 came on 12 May, after v11.` */
export function promotionSentence({ promotion, at }: Watch): string | null {
  if (promotion === null) return null;
  const on = dayWords(promotion.at, at);
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
    // Beside rows that count they are what every promotion leaves behind.
    [
      rows.counted === 0 ? rows.before_promotion : 0,
      `${counted(rows.before_promotion, 'rows')} are older than the promotion of this version, and do not count`,
    ],
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
