// Draws the page's pictures, as wide as their places are, and again when those change.
import * as Plot from '@observablehq/plot';
import type { Chart, Point } from '../../report/page/browser-data.ts';

/** Draws every picture that has a place. */
export function drawCharts(charts: readonly Chart[]): void {
  for (const chart of charts) {
    const place = document.querySelector<HTMLElement>(`[data-chart="${chart.id}"]`);
    if (place !== null) keepDrawn(place, chart);
  }
}

function keepDrawn(place: HTMLElement, chart: Chart): void {
  let width = 0;
  const observer = new ResizeObserver(() => {
    const now = Math.max(280, Math.floor(place.clientWidth));
    // Paper is as wide as it is; what was drawn for the screen scales.
    if (now === width || matchMedia('print').matches) return;
    width = now;
    place.replaceChildren(draw(chart, width));
  });
  observer.observe(place);
}

const colours = { baseline: 'var(--baseline)', candidate: 'var(--candidate)' } as const;

function draw(chart: Chart, width: number): Element {
  const { kind, x, y, description } = chart;
  const figure = Plot.plot({
    width,
    height: kind === 'versions' || kind === 'periods' ? 260 : Math.round(Math.min(380, Math.max(260, width * 0.6))),
    marginLeft: 56,
    marginBottom: 40,
    ariaLabel: description,
    style: { fontSize: '12px', overflow: 'visible' },
    x: scaleOfX(chart, x),
    y: {
      label: y,
      grid: true,
      ticks: 6,
      nice: true,
      labelAnchor: 'top',
      ...(kind === 'calibration' ? { domain: [0, 1] } : {}),
      zero: kind === 'periods',
    },
    marks: marksOf(chart),
  });
  figure.setAttribute('role', 'img');
  // The page's own style says the same, and its Content Security Policy admits no other.
  for (const style of figure.querySelectorAll('style')) style.remove();
  return figure;
}

function scaleOfX({ kind, series }: Chart, label: string): Plot.ScaleOptions {
  if (kind === 'periods') return { type: 'utc', label: null };
  if (kind !== 'versions')
    return { label, ticks: 7, ...(kind === 'calibration' ? { domain: [0, 1] } : { nice: true }) };
  const labels = series[0]?.points.map(point => point.label ?? '') ?? [];
  return { type: 'point', domain: labels, label: null, padding: 0.3 };
}

function marksOf(chart: Chart): Plot.Markish[] {
  const along = (point: Point): number | string | Date =>
    chart.kind === 'periods' ? new Date(point.x) : (point.label ?? point.x);
  const zero = chart.kind === 'residuals' ? [Plot.ruleY([0], { stroke: 'currentColor', strokeOpacity: 0.5 })] : [];
  const middle = chart.kind === 'errors' ? [Plot.ruleX([0], { stroke: 'currentColor', strokeOpacity: 0.5 })] : [];
  const diagonal =
    chart.kind === 'calibration'
      ? [
          Plot.line(
            [
              [0, 0],
              [1, 1],
            ],
            { stroke: 'currentColor', strokeOpacity: 0.5, strokeDasharray: '2 4' },
          ),
        ]
      : [];
  return [...zero, ...middle, ...diagonal, ...chart.series.flatMap(series => marksOfSeries(chart, series, along))];
}

function marksOfSeries(
  { kind, x, y }: Chart,
  { side, points, name }: Chart['series'][number],
  along: (point: Point) => number | string | Date,
): Plot.Markish[] {
  const stroke = colours[side];
  const shape = {
    x: along,
    y: 'y',
    stroke,
    strokeWidth: 2,
    ...(side === 'baseline' ? { strokeDasharray: '5 4' } : {}),
  };
  const range = points.some(({ low }) => low !== null);
  const ribbon = Plot.areaY(points, { x: along, y1: 'low', y2: 'high', fill: stroke, fillOpacity: 0.12 });
  const bars = Plot.ruleX(points, { x: along, y1: 'low', y2: 'high', stroke, strokeOpacity: 0.55, strokeWidth: 1.5 });
  const told = (point: Point): string =>
    [name, `${x}: ${point.label ?? textOf(kind, point.x)}`, `${y}: ${short(point.y)}`, rowsOf(point)]
      .join('\n')
      .trimEnd();
  const tip = { x: along, y: 'y', title: told, tip: true } as const;
  return [
    ...(range ? [kind === 'calibration' ? bars : ribbon] : []),
    kind === 'errors' ? Plot.line(points, { ...shape, curve: 'step' }) : Plot.line(points, shape),
    kind === 'errors'
      ? Plot.dot(points, { ...tip, r: 4, fill: stroke, fillOpacity: 0, strokeOpacity: 0, stroke })
      : Plot.dot(points, { ...tip, r: 3, fill: stroke, stroke: 'var(--paper)', strokeWidth: 1 }),
  ];
}

const short = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 4 });

const textOf = (kind: Chart['kind'], x: number): string =>
  kind === 'periods' ? new Date(x).toISOString().slice(0, 10) : short(x);

const rowsOf = ({ rows }: Point): string => (rows === null ? '' : `${rows.toLocaleString('en')} rows`);
