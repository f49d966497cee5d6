// How the candidate was made, by what it was judged, and what came before it.
import type { Comparison } from '../../core/comparison.ts';
import type { ModelState, Version } from '../../core/model-state.ts';
import { numberText } from '../../core/number-text.ts';
import { powerSentence } from '../comparison-table.ts';
import { primaryOf } from '../comparison-words.ts';
import { count, counted, metricName, scaleOf, valueFigure } from '../figures.ts';
import type { Report } from '../report-schema.ts';
import { runFacts } from '../run-facts.ts';
import { versionsChart } from './charts.ts';
import { type Html, html, nothing } from './html.ts';
import { picture } from './pictures.ts';
import { type Cell, table } from './table.ts';

/** Commit, data, training and predictor, with all digests. */
export function lineageSection(report: Report): Html {
  const facts = runFacts(report);
  const named: readonly (readonly [string, string | null])[] = [
    ['training', report.digests.training],
    ['candidate', report.digests.candidate],
    ['predictions', report.digests.predictions],
    ['holdout', report.digests.holdout],
    ['rules', report.digests.rules],
    ['yardstick', report.digests.yardstick],
    ['comparison', report.digests.comparison],
    ['baseline event', report.baseline.event],
  ];
  const digests = named.flatMap(([name, digest]) => (digest === null ? [] : [{ name, digest }]));
  const command = report.training.command.join(' ');
  return html`<section id="lineage" aria-labelledby="lineage-title">
<h2 id="lineage-title">How it was made</h2>
<dl class="facts">${facts.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}
${command === '' ? nothing : html`<div><dt>command</dt><dd><code>${command}</code></dd></div>`}
<div><dt>git</dt><dd>commit <code>${report.run.commit ?? 'none'}</code>${report.run.tree === null ? nothing : html`, tree <code>${report.run.tree}</code>`}</dd></div></dl>
<details><summary>Digests</summary>${table({
    id: 'digests-table',
    caption: 'SHA-256 of everything that this run names. Equal digests are equal things, on every machine.',
    columns: [
      { title: 'of', align: 'left' },
      { title: 'digest', align: 'left', name: 'digest' },
    ],
    rows: digests.map(({ name, digest }) => [{ content: name }, { content: html`<code>${digest}</code>` }]),
  })}</details>
</section>`;
}

/** Every check with its result. */
export function policySection({ comparison, former, policy }: Report): Html {
  if (comparison === null) return nothing;
  const compared = comparison as Comparison;
  const { checks, require, alpha } = compared;
  const passed = checks.filter(({ result }) => result === 'pass').length;
  const power = powerSentence(compared, primaryOf(compared));
  return html`<section id="policy" aria-labelledby="policy-title">
<h2 id="policy-title">Policy</h2>
<p>${require}, alpha ${alpha}; ${count(passed)} of ${counted(checks.length, 'checks')} pass.${power === '' ? '' : ` ${power}`}${
    former === null ? '' : ` The rules changed since production; by the former ones the verdict is ${former.verdict}.`
  }</p>
${checks.length === 0 ? nothing : checksTable(checks)}
<details><summary>As relevo.yml has it</summary><pre>${{ markup: preformatted(JSON.stringify(policy, null, 2)) }}</pre></details>
</section>`;
}

const checksTable = (checks: Comparison['checks']): Html =>
  table({
    id: 'checks-table',
    caption: 'What the policy asks',
    columns: [
      { title: 'check', align: 'left' },
      { title: 'expected', align: 'left' },
      { title: 'found', align: 'left' },
      { title: 'result', align: 'left' },
    ],
    rows: checks.map(({ name, expected, message, result }) => [
      { content: name },
      { content: expected },
      { content: message },
      { content: html`<span class="outcome ${resultClass[result]}">${result}</span>` },
    ]),
  });

const resultClass = { pass: 'better', fail: 'worse', inconclusive: 'inconclusive', skipped: 'open' } as const;

/** Lines as they stand. */
export const preformatted = (text: string): string =>
  text
    .split('\n')
    .map(line => html`${line}`.markup)
    .join('\n');

/** All versions, newest first, with the first metric's course. */
export function versionsSection(report: Report, state: ModelState): Html {
  if (state.versions.length === 0) return nothing;
  const chart = versionsChart(report, state);
  const { production, frozen } = state;
  return html`<section id="versions" aria-labelledby="versions-title">
<h2 id="versions-title">Versions</h2>
<p>${production === null ? 'Nothing is in production.' : `v${production.version} is in production since ${day(production.since)}.`}${
    frozen === null ? '' : ` Frozen by ${frozen.by}${frozen.reason === null ? '' : `: ${frozen.reason}`}.`
  }</p>
${chart === null ? nothing : picture(chart)}
${table({
  id: 'versions-table',
  caption: 'Each version was measured on the holdout of its own time.',
  columns: [
    { title: 'version', align: 'left' },
    { title: 'since', align: 'left' },
    { title: metricName(metricOf(report, state) ?? 'metric'), align: 'right' },
    { title: 'verdict', align: 'left' },
    { title: 'commit', align: 'left' },
    { title: 'by', align: 'left' },
    { title: '', align: 'left' },
  ],
  rows: [...state.versions].reverse().map(version => cellsOf(version, report, state)),
  rowClass: index => (state.versions.at(-1 - index)?.version === production?.version ? 'primary' : 'other'),
})}
</section>`;
}

const primaryOfReport = ({ comparison }: Report) => (comparison === null ? null : primaryOf(comparison as Comparison));

/** The metric of this run; where it has none, the first of the last version. */
const metricOf = (report: Report, { versions }: ModelState): string | undefined =>
  primaryOfReport(report)?.metric ?? Object.keys(versions.at(-1)?.made.metrics ?? {})[0];

function shownValue({ made }: Version, report: Report, state: ModelState): string {
  const primary = primaryOfReport(report);
  const value = made.metrics[metricOf(report, state) ?? ''] ?? null;
  if (primary !== null) return valueFigure(value, scaleOf(primary));
  return value === null ? '–' : numberText(value);
}

function cellsOf(one: Version, report: Report, state: ModelState): Cell[] {
  const { version, made } = one;
  const isRolledBack = state.rolledBack.some(({ artifact }) => artifact === made.artifact);
  const notes = [
    ...(state.production?.version === version ? ['in production'] : []),
    ...(isRolledBack ? ['rolled back'] : []),
    ...(made.artifact === report.digests.candidate ? ['this candidate'] : []),
    ...(report.baseline.version === version ? ['the baseline'] : []),
  ];
  return [
    { content: `v${version}` },
    { content: day(made.at) },
    { content: shownValue(one, report, state) },
    { content: made.verdict ?? 'adopted' },
    { content: html`<code>${made.commit?.slice(0, 10) ?? 'none'}</code>` },
    { content: made.by },
    { content: notes.join(', ') },
  ];
}

const day = (at: string): string => at.slice(0, 10);
