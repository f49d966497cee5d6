// What is folded below a model's table: slices, rows, versions, how it was made, policy and commands.
import type { Comparison } from '../core/comparison.ts';
import { isModelName, isRunId } from '../core/model-ref.ts';
import { versionHistory } from './charts.ts';
import { table } from './comparison-markdown.ts';
import {
  flipSummary,
  flipTable,
  powerSentence,
  sliceSummary,
  sliceTable,
  type TableStyle,
  type TextTable,
} from './comparison-table.ts';
import { primaryOf } from './comparison-words.ts';
import { count, counted } from './figures.ts';
import { inertMarkdown, inertMarkdownSentence } from './inert.ts';
import { folded, foldedUnder } from './markup.ts';
import type { ModelView, PullRequestView } from './pull-request-view.ts';
import type { Report } from './report-schema.ts';
import { runFacts } from './run-facts.ts';

/** How much of each part is shown. */
export interface Room {
  readonly rows: number;
  readonly slices: number;
  readonly flips: number;
  readonly checks: number;
  /** Of a program's output. */
  readonly lines: number;
  readonly chart: boolean;
}

/** The folded blocks of a judged or failed run. */
export function modelFolds(
  view: ModelView,
  report: Report,
  { pull, style, room }: { pull: PullRequestView; style: TableStyle; room: Room },
): string[] {
  const compared = report.comparison as Comparison | null;
  const isSame = compared === null || primaryOf(compared).outcome === 'identical';
  return [
    ...(compared === null || isSame ? [] : [...slices(compared, style, room), ...flips(compared, style, room)]),
    ...(compared === null ? [] : versions(view, report, room)),
    folded('How it was made', facts(report)),
    ...(compared === null ? [] : policy(compared, room)),
    folded('Commands', commands(view, pull)),
  ];
}

/** A table with the rows that fit; the others of all are counted. */
export function cut(shown: TextTable, all: number, rest: string): string {
  const left = all - shown.rows.length;
  return left > 0 ? `${table(shown)}\n\n… and ${count(left)} more${rest}.` : table(shown);
}

function slices(compared: Comparison, style: TableStyle, { slices: most }: Room): string[] {
  const metrics = compared.metrics.filter(({ slice }) => slice !== null);
  if (metrics.length === 0) return [];
  const shown = sliceTable({ ...compared, metrics: metrics.slice(0, most) }, style);
  return [folded(`Slices: ${sliceSummary(compared)}`, cut(shown, metrics.length, ', none worse than these'))];
}

function flips(compared: Comparison, style: TableStyle, { flips: most }: Room): string[] {
  const named = flipTable(compared, style, most);
  const summary = `Rows: ${flipSummary(compared)}`;
  return [named.rows.length === 0 ? summary : folded(summary, table(named))];
}

function versions({ versions: all }: ModelView, report: Report, { chart }: Room): string[] {
  const history = versionHistory(all, primaryOf(report.comparison as Comparison), report.digests.holdout);
  if (history === null || !chart) return [];
  const left = history.leftOut === 0 ? '' : `\n\n${counted(history.leftOut, 'versions')} of another holdout left out.`;
  return [foldedUnder(history.summary, `${history.chart}${left}`)];
}

/** What is told of the commit, data, training, predictor and wear; more data sets than these are counted. */
function facts(report: Report): string {
  const all = runFacts(report);
  const shown = all.slice(0, MOST_FACTS);
  const left = all.length - shown.length;
  const lines = shown.map(([name, text]) => `- ${name}: ${inertMarkdownSentence(text)}`);
  return [...lines, ...(left > 0 ? [`- … and ${count(left)} more`] : [])].join('\n');
}

const MOST_FACTS = 30;

/** Every check with its result, those that did not pass first where there are more than fit. */
function policy(compared: Comparison, { checks: most }: Room): string[] {
  const { checks: all, require, alpha } = compared;
  if (all.length === 0) return [];
  const open = all.filter(({ result }) => result === 'fail' || result === 'inconclusive');
  const ordered = all.length > most ? [...open, ...all.filter(check => !open.includes(check))] : all;
  const drawn = cut(
    {
      header: ['check', 'expected', 'found', ''],
      align: ['left', 'left', 'left', 'left'],
      rows: ordered
        .slice(0, most)
        .map(check => [
          inertMarkdown(check.name),
          inertMarkdown(check.expected),
          inertMarkdownSentence(check.message),
          check.result,
        ]),
    },
    all.length,
    '',
  );
  const passed = all.filter(({ result }) => result === 'pass').length;
  const power = powerSentence(compared, primaryOf(compared));
  const summary = `Policy: ${require}, alpha ${alpha}; ${count(passed)} of ${count(all.length)} checks pass`;
  return [folded(summary, power === '' ? drawn : `${drawn}\n\n${power}`)];
}

/** What a comment can do here; a model is named where there are several. */
function commands(view: ModelView, { known, place }: PullRequestView): string {
  const { standing, effect, production, frozen } = view;
  const name = known !== null && known.length > 1 && isModelName(view.model) ? ` ${view.model}` : '';
  const report = standing.kind === 'reported' ? standing.report : null;
  const isMerged = effect.kind !== 'merging' && effect.kind !== 'returning';
  const isMade = report !== null && report.digests.candidate !== null && effect.kind !== 'promoted';
  // What a pull request's own run made is never promoted: the run on the default branch is, and has an id of its own.
  const run = isMerged && report !== null && isRunId(report.run.id) ? report.run.id : '<run>';
  const when = isMerged ? '' : 'after merging: ';
  const makes = effect.kind === 'merging' && effect.by === 'command' ? effect.makes : null;
  const rows: (readonly [string, string] | null)[] = [
    place === 'pull-request' && !isMerged ? [`evaluate${name}`, 'evaluates this again'] : null,
    isMade && report.verdict !== 'pass'
      ? [`promote ${run} because …`, `${when}promotes it against the verdict, and records why`]
      : null,
    isMade && report.verdict === 'pass' && makes !== null ? [`promote ${run}`, `${when}makes it v${makes}`] : null,
    production !== null && production.version > 1 ? [`rollback${name}`, 'returns to the version before'] : null,
    frozen === null
      ? [`freeze${name} because …`, 'promotes nothing until it is unfrozen']
      : [`unfreeze${name}`, 'promotes again'],
  ];
  return rows.flatMap(row => (row === null ? [] : [`- \`/relevo ${row[0]}\` ${row[1]}`])).join('\n');
}
