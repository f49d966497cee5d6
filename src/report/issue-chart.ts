// The weeks since the promotion, as a line of small bars and as a chart that GitHub draws.
import { lineChart, sparkline } from './charts.ts';
import { metricName } from './figures.ts';
import { inertMarkdown } from './inert.ts';
import { monthsWords, quantity, shortDay } from './issue-figures.ts';
import type { IssueView, VersionView, WeekView } from './issue-view.ts';

/** A year, and what a chart has room for. */
const MOST_BARS = 53;
const MOST_POINTS = 16;

/** `▁▁▂▁▇` weekly WAPE, April to July; empty before there are two weeks. */
export function weeklyBars({ weeks }: IssueView): string {
  const shown = weeks.of.slice(-MOST_BARS);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined || shown.filter(({ value }) => value !== null).length < 2) return '';
  const bars = sparkline(shown.map(({ value }) => value));
  return `\`${bars}\` weekly ${inertMarkdown(metricName(weeks.metric))}, ${monthsWords(first.from, last.from)}.`;
}

/** The chart, with what was promised as a flat line and each promotion at its week; empty before there are two weeks. */
export function weeklyChart(view: IssueView): string {
  const { weeks, versions } = view;
  const known = weeks.of.filter((week): week is WeekView & { value: number } => week.value !== null);
  const shown = known.slice(-MOST_POINTS);
  if (shown.length < 2) return '';
  const overall = view.signals.find(({ kind }) => kind === 'performance')?.promised ?? null;
  const factor = weeks.unit === 'percent' ? 100 : 1;
  const plain = (value: number): number => Number((value * factor).toPrecision(6));
  const chart = lineChart({
    title: `${metricName(weeks.metric)}${weeks.unit === 'percent' ? ' %' : ''}`,
    labels: shown.map((week, index) => labelOf(week, shown[index + 1]?.from ?? null, versions)),
    values: shown.map(({ value }) => plain(value)),
    bound: overall === null ? null : plain(overall.value),
  });
  const said = overall === null ? '' : ` The flat line is what was promised: ${quantity(overall.value, weeks.unit)}.`;
  return `${chart}\n\nOne point a week.${said}`;
}

/** `12 May v12`: the first day of the week, and the versions that came in it. */
function labelOf({ from }: WeekView, next: string | null, versions: readonly VersionView[]): string {
  const came = versions.filter(({ since }) => {
    const day = since.slice(0, 10);
    return day >= from && (next === null || day < next);
  });
  return [shortDay(from), ...came.map(({ version }) => `v${version}`)].join(' ');
}
