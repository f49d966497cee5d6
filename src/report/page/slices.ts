// The slices as a forest plot that can be sorted and filtered.
import type { Comparison } from '../../core/comparison.ts';
import type { MetricRow } from '../../core/metric-row.ts';
import { flipWords, sliceSummary, sliceTable } from '../comparison-table.ts';
import { primaryOf } from '../comparison-words.ts';
import { amount, count, counted, metricName, outcomeWords, scaleOf } from '../figures.ts';
import { inertLine } from '../inert.ts';
import { type Html, html, nothing } from './html.ts';
import { type Domain, intervalPicture, sharedDomain } from './interval.ts';
import { type Column, table } from './table.ts';

/** Gravest first: what a reader looks for. */
const order: readonly MetricRow['outcome'][] = [
  'worse',
  'inconclusive',
  'slightly-worse',
  'not-worse',
  'better',
  'identical',
];

/** The section; nothing where no slice was asked for. */
export function slicesSection(comparison: Comparison, baseline: string): Html {
  const rows = comparison.metrics.filter(({ slice }) => slice !== null);
  if (rows.length === 0) return nothing;
  return html`<section id="slices" aria-labelledby="slices-title">
<h2 id="slices-title">Slices</h2>
<p>${sliceSummary(comparison)}.${leftOut(comparison)}</p>
${controls(rows)}
${forest(comparison, rows, baseline)}
</section>`;
}

function leftOut({ slices }: Comparison): string {
  const small = slices.too_small.length;
  const parts = [
    ...(small > 0 ? [`${counted(small, 'slices')} with too few rows to be told`] : []),
    ...(slices.left_out > 0 ? [`${counted(slices.left_out, 'slices')} beyond the most that are tested`] : []),
  ];
  return parts.length === 0 ? '' : ` Left out: ${parts.join(', ')}.`;
}

function controls(rows: readonly MetricRow[]): Html {
  const present = order.filter(outcome => rows.some(row => row.outcome === outcome));
  return html`<div class="controls" data-filters="slices-table" hidden>
<label>Find <input type="search" name="text" placeholder="part of a slice’s name" autocomplete="off"></label>
<label>Result <select name="kind"><option value="">all</option>${present.map(
    outcome => html`<option value="${outcome}">${outcomeWords[outcome]}</option>`,
  )}</select></label>
<output aria-live="polite">${counted(rows.length, 'slices')}</output>
</div>`;
}

function forest(comparison: Comparison, rows: readonly MetricRow[], baseline: string): Html {
  const primary = primaryOf(comparison);
  const domain = sharedDomain(rows);
  const { rows: texts } = sliceTable(comparison, { inert: inertLine, strong: text => text, baseline, candidate: '' });
  const flips = new Map(comparison.flips.slices.map(slice => [JSON.stringify(slice.slice), slice]));
  return table({
    id: 'slices-table',
    caption: `${metricName(primary.metric)} of each slice with its ${Math.round(primary.level * 100)} % interval; an arrow points to an end beyond the picture.`,
    columns: columns(comparison, baseline, ends(primary, domain)),
    rows: rows.map((row, index) => {
      const [name = '', , before = '', after = '', change = ''] = texts[index] as readonly string[];
      const flipped = flips.get(JSON.stringify(row.slice));
      const [right, wrong] = [flipped?.wrong_to_right ?? 0, flipped?.right_to_wrong ?? 0];
      return [
        { content: name, key: name },
        { content: count(row.rows), key: row.rows },
        { content: before, key: row.baseline },
        { content: after, key: row.candidate },
        { content: intervalPicture(row, domain), key: row.interval?.[0] ?? null },
        { content: change, key: row.improvement },
        { content: count(right), key: right },
        { content: count(wrong), key: wrong },
        {
          content: html`<span class="outcome ${row.outcome}">${outcomeWords[row.outcome]}</span>`,
          key: order.indexOf(row.outcome),
        },
      ];
    }),
    rowClass: index => rows[index]?.outcome ?? '',
  });
}

function columns(comparison: Comparison, baseline: string, scale: Html): readonly Column[] {
  const { right, wrong } = flipWords(comparison);
  return [
    { title: 'slice', align: 'left', sort: 'text', name: 'slice' },
    { title: 'rows', align: 'right', sort: 'number' },
    { title: baseline, align: 'right', sort: 'number' },
    { title: 'candidate', align: 'right', sort: 'number' },
    { title: scale, align: 'left', sort: 'number', name: 'drawing' },
    { title: 'change', align: 'left', sort: 'number', name: 'change' },
    { title: right, align: 'right', sort: 'number', name: 'flip' },
    { title: wrong, align: 'right', sort: 'number', name: 'flip' },
    { title: 'result', align: 'left', sort: 'number' },
  ];
}

/** What both ends of the picture stand for. */
function ends(primary: MetricRow, { from, to }: Domain): Html {
  const scale = scaleOf(primary);
  return html`<span class="ends"><span>${amount(from, scale)}</span><span>${amount(to, scale)}</span></span>`;
}
