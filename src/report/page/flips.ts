// The rows that flipped: counted, and, where they may be named, to browse.
import type { Comparison } from '../../core/comparison.ts';
import { numberText } from '../../core/number-text.ts';
import { flipSummary, flipWords } from '../comparison-table.ts';
import { capitalised } from '../comparison-words.ts';
import { counted } from '../figures.ts';
import { inertLine } from '../inert.ts';
import type { FlipList, FlipRow } from './browser-data.ts';
import { type Html, html, nothing, sentence } from './html.ts';
import type { FlipDetails } from './row-details.ts';

/** What is known of flips. */
export interface FlipsView {
  readonly comparison: Comparison;
  readonly baseline: string;
  /** From the rows themselves; null where those are not to be had. */
  readonly details: FlipDetails | null;
  readonly named: 'none' | 'ids';
}

/** The flips for the page's program: from the rows where they are there, else the few that the report names. */
export function flipList({ comparison, baseline, details, named }: FlipsView): FlipList | null {
  if (named === 'none') return null;
  const rows = details === null ? fromReport(comparison) : details.rows.map(detail => rowOf(detail));
  const columns = details?.columns ?? Object.keys(comparison.flips.worst[0]?.id ?? {});
  if (rows.length === 0) return null;
  const { right, wrong } = flipWords(comparison);
  const largest = rows.reduce((so, row) => Math.max(so, Math.abs(row[4])), 0);
  const decimals = largest > 0 ? Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(largest)))) : 0;
  return {
    columns: columns.map(inertLine),
    baseline: inertLine(baseline),
    right,
    wrong,
    change: comparison.flips.tolerance === null ? 'P(truth) by' : 'by',
    decimals,
    hasTarget: details !== null && comparison.task !== 'score',
    isNumeric: comparison.task !== 'multiclass',
    rows,
  };
}

const rowOf = ({ names, target, baseline, candidate, change }: FlipDetails['rows'][number]): FlipRow => [
  names.map(inertLine),
  text(target),
  text(baseline),
  text(candidate),
  change,
];

const fromReport = ({ flips }: Comparison): FlipRow[] =>
  flips.worst.map(({ id, change }): FlipRow => [Object.values(id).map(inertLine), '', '', '', change]);

const text = (value: number | string | null): string => {
  if (value === null) return '';
  return typeof value === 'number' ? numberText(value) : inertLine(value);
};

/** The section; the program fills its table. */
export function flipsSection(view: FlipsView, list: FlipList | null): Html {
  const { comparison, details, named } = view;
  const summary = html`<p>${capitalised(flipSummary(comparison))}.</p>`;
  return html`<section id="rows" aria-labelledby="rows-title">
<h2 id="rows-title">Rows that flipped</h2>
${summary}
${named === 'none' ? sentenceParagraph('Rows are not named: `report: { rows: ids }` in relevo.yml would list them here.') : nothing}
${list === null ? nothing : browser(list, details)}
</section>`;
}

const sentenceParagraph = (words: string): Html => html`<p class="quiet">${sentence(words)}</p>`;

function browser(list: FlipList, details: FlipDetails | null): Html {
  const listed =
    details === null
      ? 'Those that changed most, as the report has them.'
      : details.leftOut > 0
        ? `The ${counted(list.rows.length, 'rows')} that changed most; ${counted(details.leftOut, 'more')} left out.`
        : 'All of them, the largest change first.';
  return html`<p class="quiet">${listed}</p>
<noscript><p>Browsing rows needs JavaScript; everything else on this page does not.</p></noscript>
<div id="flips" hidden>
<div class="controls">
<label>Find <input type="search" name="text" placeholder="part of any cell" autocomplete="off"></label>
<label>Show <select name="kind"><option value="">all</option><option value="right">${list.right}</option><option value="wrong">${list.wrong}</option></select></label>
<output aria-live="polite"></output>
</div>
<div class="frame" role="region" aria-labelledby="flips-caption" tabindex="0"><table id="flips-table"><caption id="flips-caption"><span>Rows that flipped</span></caption><thead></thead><tbody></tbody></table></div>
<nav class="pages" aria-label="Pages of rows"><button type="button" name="first">First</button><button type="button" name="previous">Previous</button><span></span><button type="button" name="next">Next</button><button type="button" name="last">Last</button></nav>
</div>`;
}
