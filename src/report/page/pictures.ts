// Pictures in their frames: a title, a place to draw in, what to look for, and the numbers as a table.

import { numberText } from '../../core/number-text.ts';
import { count } from '../figures.ts';
import type { Chart, Point } from './browser-data.ts';
import type { TitledChart } from './charts.ts';
import { type Html, html, nothing } from './html.ts';
import { type Cell, table } from './table.ts';

/** The frame of one picture. */
export function picture(chart: TitledChart): Html {
  const { id, title, caption, series, kind } = chart;
  return html`<figure id="${id}" class="${kind}">
<figcaption><strong>${title}</strong> ${caption}</figcaption>
${kind === 'versions' ? nothing : html`<p class="legend">${series.map(({ name, side }) => html`<span class="${side}">${name}</span>`)}</p>`}
<div class="drawing" data-chart="${id}"></div>
<details><summary>As a table</summary>${numbers(chart)}</details>
</figure>`;
}

/** The numbers of a picture. */
function numbers({ id, title, headers, series, kind }: TitledChart): Html {
  const hasRows = kind !== 'versions';
  return table({
    id: `${id}-table`,
    caption: title,
    columns: [
      { title: 'model', align: 'left' },
      ...headers.map(header => ({ title: header, align: 'right' as const })),
      ...(hasRows ? [{ title: 'rows', align: 'right' as const }] : []),
    ],
    rows: series.flatMap(({ name, points }) =>
      points.map((point): Cell[] => [
        { content: name },
        ...cellsOf(point, headers.length, kind),
        ...(hasRows ? [{ content: count(point.rows ?? 0) }] : []),
      ]),
    ),
  });
}

function cellsOf({ x, y, low, high, label }: Point, columns: number, kind: Chart['kind']): Cell[] {
  const first = label ?? (kind === 'periods' ? new Date(x).toISOString().slice(0, 10) : figure(x));
  const ends = columns > 2 ? [low, high] : [];
  return [first, figure(y), ...ends.map(end => (end === null ? '–' : figure(end)))].map(content => ({ content }));
}

const figure = (value: number): string => numberText(value, 4);
