// The primary metric over the last versions: as a line of small bars, and as a chart that GitHub draws.
import type { MetricRow } from '../core/metric-row.ts';
import { metricName, scaleOf, valueFigure } from './figures.ts';
import type { VersionPoint } from './pull-request-view.ts';

const bars = '▁▂▃▄▅▆▇█';

/** `▁▃▇`: from the smallest value to the largest; a space for one that is not known. */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter(value => value !== null);
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  return values
    .map(value => {
      if (value === null) return ' ';
      const share = highest > lowest ? (value - lowest) / (highest - lowest) : 0.5;
      return bars.charAt(Math.min(bars.length - 1, Math.floor(share * bars.length)));
    })
    .join('');
}

/** The versions that can stand beside a candidate, and what is said about them. */
export interface VersionHistory {
  /** `▇▅▃▁ WAPE over v8 to v11 and this one: 9.20 % → 7.40 %`; foreign text is not inert yet. */
  readonly summary: string;
  readonly chart: string;
  /** Versions that were judged on another holdout. */
  readonly leftOut: number;
}

/** As many versions fit a chart that is read on a telephone. */
const MOST_VERSIONS = 12;

/** The history of the metric, where there is something to see: two versions on this holdout and the candidate, or more. */
export function versionHistory(
  versions: readonly VersionPoint[],
  primary: MetricRow,
  holdout: string,
): VersionHistory | null {
  const same = versions.filter(point => point.holdout === holdout && point.value !== null);
  const shown = same.slice(-MOST_VERSIONS);
  if (shown.length < 2 || primary.candidate === null) return null;
  const scale = scaleOf(primary);
  const values = [...shown.map(({ value }) => value as number), primary.candidate];
  const labels = [...shown.map(({ version }) => `v${version}`), 'this one'];
  const [first, last] = [valueFigure(values[0] as number, scale), valueFigure(values.at(-1) as number, scale)];
  return {
    summary: `${sparkline(values)} ${metricName(primary.metric)} from ${labels[0]} to this one: ${first} → ${last}`,
    chart: lineChart({
      title: `${metricName(primary.metric)}${scale.valueUnit}`,
      labels,
      values: values.map(value => Number((value * scale.factor).toPrecision(6))),
    }),
    leftOut: versions.length - same.length,
  };
}

interface LineChart {
  readonly title: string;
  readonly labels: readonly string[];
  readonly values: readonly number[];
  /** Drawn as a flat line beside the values. */
  readonly bound?: number | null;
}

/** A line chart for GitHub's mermaid, with room above and below; it wants plain decimals and quoted words. */
export function lineChart({ title, labels, values, bound = null }: LineChart): string {
  const all = bound === null ? values : [...values, bound];
  const [lowest, highest] = [Math.min(...all), Math.max(...all)];
  const room = highest > lowest ? (highest - lowest) / 5 : Math.abs(highest) / 10 || 1;
  const ends = [lowest - room, highest + room].map(value => decimal(Number(value.toPrecision(3))));
  return [
    '```mermaid',
    'xychart-beta',
    `  x-axis [${labels.map(quoted).join(', ')}]`,
    `  y-axis ${quoted(title)} ${ends.join(' --> ')}`,
    `  line [${values.map(decimal).join(', ')}]`,
    ...(bound === null ? [] : [`  line [${values.map(() => decimal(bound)).join(', ')}]`]),
    '```',
  ].join('\n');
}

/** Without an exponent, which mermaid does not read. */
const decimal = (value: number): string => value.toFixed(12).replace(/\.?0+$/, '');

/** Letters, digits and a few marks: nothing that ends a quoted word or a block of code. */
const quoted = (text: string): string =>
  `"${text
    .replace(/[^\p{L}\p{N} %().,_-]/gu, ' ')
    .slice(0, 60)
    .trim()}"`;
