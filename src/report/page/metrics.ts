// The metrics on all rows, with their intervals drawn.
import type { Comparison } from '../../core/comparison.ts';
import type { MetricRow } from '../../core/metric-row.ts';
import { metricTable } from '../comparison-table.ts';
import { primaryOf } from '../comparison-words.ts';
import { inertLine } from '../inert.ts';
import { type Html, html } from './html.ts';
import { intervalPicture, ownDomain } from './interval.ts';
import { type Cell, table } from './table.ts';

/** The section. */
export function metricsSection(comparison: Comparison, baseline: string): Html {
  const style = { inert: inertLine, strong: (text: string) => text, baseline, candidate: 'candidate' };
  const { rows } = metricTable(comparison, style);
  const metrics = comparison.metrics.filter(({ slice }) => slice === null);
  const level = Math.round(primaryOf(comparison).level * 100);
  return html`<section id="metrics" aria-labelledby="metrics-title">
<h2 id="metrics-title">Metrics</h2>
${table({
  id: 'metrics-table',
  caption: html`Right of the middle is better. The line is the ${level} % interval; the shaded stretch is what the policy lets a metric lose. The first metric decides.`,
  columns: [
    { title: 'metric', align: 'left', name: 'metric' },
    { title: baseline, align: 'right' },
    { title: 'candidate', align: 'right' },
    { title: html`<span class="ends"><span>worse</span><span>better</span></span>`, align: 'left', name: 'drawing' },
    { title: `change (${level} %)`, align: 'left', name: 'change' },
    { title: 'needed', align: 'right' },
    { title: 'result', align: 'left' },
  ],
  rows: rows.map((cells, index) => cellsOf(cells, metrics[index])),
  rowClass: index => (metrics[index]?.role === 'primary' ? 'primary' : 'other'),
})}
</section>`;
}

function cellsOf(cells: readonly string[], metric: MetricRow | undefined): Cell[] {
  const [name = '', before = '', after = '', change = '', needed = '', result = ''] = cells;
  const picture = metric === undefined ? null : intervalPicture(metric, ownDomain(metric));
  return [
    { content: name },
    { content: before },
    { content: after },
    { content: picture },
    { content: change },
    { content: needed },
    { content: html`<span class="outcome ${metric?.outcome ?? limitClass(result)}">${result}</span>` },
  ];
}

const limitClass = (result: string): string =>
  result === 'within' ? 'better' : result === 'beyond' ? 'worse' : 'open';
