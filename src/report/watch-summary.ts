// One look at production as a job's summary and as outputs: told at every run, whether or not anything is wrong.
import type { ModelState } from '../core/model-state.ts';
import { counted, metricName } from './figures.ts';
import { inertMarkdown, inertMarkdownSentence } from './inert.ts';
import { dayWords, quantity } from './issue-figures.ts';
import { signalTable } from './issue-table.ts';
import { lastDay, signalViews } from './watch-issue.ts';
import type { Watch } from './watch-schema.ts';

const heads: Readonly<Record<Watch['state'], string>> = {
  healthy: '✅ {model}: as promised',
  degraded: '❌ {model}: worse than promised',
  recovered: '✅ {model}: recovered',
  unknown: '⚠️ {model}: cannot be told',
};

/** Markdown for the summary; `stale` says why a document changes nothing. */
export function watchSummary(watch: Watch, state: ModelState, stale: string | null): string {
  const { acknowledged } = state.alarm ?? { acknowledged: [] };
  const table = signalTable({ signals: signalViews(watch), until: lastDay(watch), acknowledged });
  return [
    `### ${heads[watch.state].replace('{model}', inertMarkdown(watch.model))}${figure(watch)}`,
    stale === null ? '' : `**Nothing follows from this look.** ${inertMarkdownSentence(stale)}`,
    watch.reason === null ? '' : inertMarkdownSentence(watch.reason),
    failure(watch),
    watch.signals.length === 0 ? '' : table,
    reading(watch),
    ...watch.notes.slice(0, MOST_NOTES).map(note => `- ${inertMarkdownSentence(note)}`),
  ]
    .filter(part => part !== '')
    .join('\n\n');
}

const MOST_NOTES = 20;

/** `, WAPE 7.5 % of at most 8.2 %`. */
function figure({ signals }: Watch): string {
  const overall = signals.find(({ kind, slice }) => kind === 'performance' && slice === null);
  if (overall === undefined || overall.now === null) return '';
  const bound = overall.better === 'lower' ? 'at most' : 'at least';
  const promised = overall.promised === null ? '' : `, promised ${bound} ${quantity(overall.promised, overall.unit)}`;
  return `, ${inertMarkdown(metricName(overall.name))} ${quantity(overall.now, overall.unit)}${promised}`;
}

function failure({ failure: failed }: Watch): string {
  if (failed === null) return '';
  return [failed.what, failed.why, failed.remedy].map(inertMarkdownSentence).join(' ');
}

/** What was read, and what of it could not be counted. */
function reading({ rows, days, files, production }: Watch): string {
  const watched = production === null ? 'Nothing is in production.' : `v${production.version} is watched.`;
  const until = days.last === null ? '' : ` up to ${dayWords(days.last, days.last)}`;
  const left = leftOut.filter(([key]) => rows[key] > 0).map(([key, words]) => `${counted(rows[key], 'rows')} ${words}`);
  const waiting = days.waiting === 0 ? [] : [`${counted(days.waiting, 'days')} wait for labels`];
  const gone = files.vanished.length === 0 ? [] : [`${counted(files.vanished.length, 'files')} vanished`];
  const rewritten = files.rewritten.length === 0 ? [] : [`${counted(files.rewritten.length, 'files')} changed`];
  const remarks = [...waiting, ...left, ...gone, ...rewritten];
  const read = `Read ${counted(rows.read, 'rows')} of ${counted(files.read, 'files')}, counted ${counted(rows.counted, 'rows')} of ${counted(days.counted, 'days')}${until}.`;
  return `${watched} ${read}${remarks.length === 0 ? '' : ` ${remarks.join('; ')}.`}`;
}

const leftOut: readonly (readonly [keyof Watch['rows'], string])[] = [
  ['other_versions', 'of other versions'],
  ['without_time', 'without a time'],
  ['without_prediction', 'without a prediction'],
  ['future', 'of the future'],
  ['duplicates', 'came again'],
  ['late_rows', 'came too late'],
  ['late_labels', 'got their labels too late'],
];
