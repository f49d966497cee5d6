// What is drawn, and how it is called: calibration, residuals, errors, the course of time, versions.
import type { Comparison } from '../../core/comparison.ts';
import type { ModelState } from '../../core/model-state.ts';
import type { Bin } from '../../core/row-shapes.ts';
import { primaryOf } from '../comparison-words.ts';
import { metricName, scaleOf } from '../figures.ts';
import type { Report } from '../report-schema.ts';
import type { Chart, Point, Series } from './browser-data.ts';
import type { BothBins, RowDetails } from './row-details.ts';

/** A picture with its title, and what a reader should look for. */
export interface TitledChart extends Chart {
  readonly title: string;
  readonly caption: string;
  /** Headers of its table: x, y, and both ends where there are any. */
  readonly headers: readonly string[];
}

const point = ({ x, y, low, high, rows }: Bin): Point => ({ x, y, low, high, rows, label: null });

const bothSeries = ({ baseline, candidate }: BothBins, name: string): Series[] => [
  { name, side: 'baseline', points: baseline.map(point) },
  { name: 'candidate', side: 'candidate', points: candidate.map(point) },
];

const isThere = (bins: BothBins | null): bins is BothBins => bins !== null && bins.candidate.length > 0;

/** What the rows show together. */
export function rowCharts({ task, baseline }: Report, details: RowDetails): TitledChart[] {
  const { calibration, residuals, errors } = details;
  return [
    ...(isThere(calibration) ? [calibrationChart(calibration, baseline.name, task)] : []),
    ...(isThere(residuals) ? [residualsChart(residuals, baseline.name)] : []),
    ...(isThere(errors) ? [errorsChart(errors, baseline.name)] : []),
    ...(details.periods.length > 1 ? [periodsChart(details, baseline.name, task)] : []),
  ];
}

function calibrationChart(bins: BothBins, baseline: string, task: Report['task']): TitledChart {
  const isBinary = task === 'binary';
  const said = isBinary ? 'probability that was predicted' : 'probability of the predicted class';
  const found = isBinary ? 'share that was positive' : 'share that was right';
  return {
    id: 'calibration',
    kind: 'calibration',
    title: 'Calibration',
    caption:
      'On the diagonal, what is called likely happens as often as it was said to. Above it the model says too little, below it too much. Bins of about as many rows each.',
    description: `The ${found} against the ${said}, for both models.`,
    x: said,
    y: found,
    headers: ['predicted', 'found', 'from', 'to'],
    series: bothSeries(bins, baseline),
  };
}

const residualsChart = (bins: BothBins, baseline: string): TitledChart => ({
  id: 'residuals',
  kind: 'residuals',
  title: 'Errors by size of the prediction',
  caption:
    'True value minus prediction: the median, and the middle eight tenths of the rows. Above zero the model predicts too little. Bins of about as many rows each.',
  description: 'The median error against the prediction, with the range of eight tenths of the rows, for both models.',
  x: 'prediction',
  y: 'true value − prediction',
  headers: ['prediction', 'median error', 'one tenth below', 'one tenth above'],
  series: bothSeries(bins, baseline),
});

const errorsChart = (bins: BothBins, baseline: string): TitledChart => ({
  id: 'errors',
  kind: 'errors',
  title: 'How large errors are',
  caption:
    'Share of rows by error. A better model is narrower, and has its peak at zero. The outer bins hold all beyond.',
  description: 'The share of rows against the error, for both models.',
  x: 'true value − prediction',
  y: 'share of rows',
  headers: ['error', 'share of rows'],
  series: bothSeries(bins, baseline),
});

function periodsChart({ periods }: RowDetails, baseline: string, task: Report['task']): TitledChart {
  const y = task === 'regression' ? 'mean absolute error' : 'share wrong';
  const series = (side: 'baseline' | 'candidate'): Point[] =>
    periods.map(({ time, rows, ...losses }) => ({
      x: time,
      y: losses[side],
      low: null,
      high: null,
      rows,
      label: null,
    }));
  return {
    id: 'periods',
    kind: 'periods',
    title: 'Over time',
    caption: `The ${y} through the holdout, in stretches of about as many rows each.`,
    description: `The ${y} against time, for both models.`,
    x: 'from',
    y,
    headers: ['from', y],
    series: [
      { name: baseline, side: 'baseline', points: series('baseline') },
      { name: 'candidate', side: 'candidate', points: series('candidate') },
    ],
  };
}

/** The first metric over the versions that were judged on this holdout, this run last; null where there is no course to see. */
export function versionsChart(report: Report, { versions }: ModelState): TitledChart | null {
  if (report.comparison === null) return null;
  const primary = primaryOf(report.comparison as Comparison);
  const { factor, valueUnit } = scaleOf(primary);
  const same = versions.flatMap(({ version, made }) => {
    const value = made.metrics[primary.metric] ?? null;
    const isThis = made.artifact === report.digests.candidate;
    return made.holdout !== report.digests.holdout || value === null || isThis ? [] : [{ label: `v${version}`, value }];
  });
  if (same.length === 0 || primary.candidate === null) return null;
  const all = [...same, { label: 'this run', value: primary.candidate }];
  const y = `${metricName(primary.metric)}${valueUnit === '' ? '' : ', %'}`;
  const points = all.map(({ label, value }, x) => ({ x, y: value * factor, low: null, high: null, rows: null, label }));
  return {
    id: 'versions-chart',
    kind: 'versions',
    title: `${metricName(primary.metric)} from version to version`,
    caption: 'Versions that were judged on the rows of this run.',
    description: `${metricName(primary.metric)} of each version and of this run.`,
    x: 'version',
    y,
    headers: ['version', y],
    series: [{ name: 'candidate', side: 'candidate', points }],
  };
}
