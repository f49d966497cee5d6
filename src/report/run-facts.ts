// How a candidate was made, as facts with names: commit, data, training, predictor and wear. Foreign text is not inert yet.
import type { MetricRow } from '../core/metric-row.ts';
import { amount, count, counted, fixed, scaleOf, valueFigure } from './figures.ts';
import type { Report } from './report-schema.ts';

/** A name, and what is to be said. */
export type Fact = readonly [name: string, text: string];

/** Commit, data, training, predictor and wear, in this order. */
export function runFacts(report: Report): Fact[] {
  const { run, data, training, prediction } = report;
  const commit = run.commit === null ? 'no commit' : run.commit.slice(0, 10);
  const judged = `${counted(report.judged_on_holdout, 'candidates')} on this holdout; tuning on its scores is not bounded`;
  return [
    [
      'commit',
      `${commit}${run.branch === null ? '' : ` on ${run.branch}`}${run.dirty ? ', with uncommitted changes: not promotable' : ''}`,
    ],
    ...data.map(
      ({ path, part, rows, digest, range }): Fact => [
        part === 'holdout' ? 'holdout' : 'data',
        `${path}, ${counted(rows, 'rows')}${range === null ? '' : ` from ${range[0].slice(0, 10)} to ${range[1].slice(0, 10)}`}, ${digest.slice(7, 19)}`,
      ],
    ),
    ['training', trainingText(training)],
    ...seedFacts(report),
    ...(prediction === null ? [] : [['predictor', predictionText(prediction)] as const]),
    ...(report.judged_on_holdout > 0 ? [['judged', judged] as const] : []),
    ['run', `${run.id} by ${run.by}`],
  ];
}

function trainingText({ how, source, seconds, cpu_seconds, peak_mb, seed }: Report['training']): string {
  if (how === 'known') return 'known: the same inputs made this candidate before';
  if (how === 'elsewhere') return source === null ? 'made elsewhere' : `made elsewhere, taken from ${source}`;
  if (how === 'not-trained') return 'none';
  const parts = [
    seconds === null ? null : `${seconds.toFixed(1)} s`,
    cpu_seconds === null ? null : `${cpu_seconds.toFixed(1)} s CPU`,
    peak_mb === null ? null : `${count(peak_mb)} MB at most`,
    `seed ${seed}`,
  ];
  return parts.filter(part => part !== null).join(', ');
}

/** How far seeds alone move the primary metric, beside what the candidate gained or lost. */
function seedFacts({ training: { repeats }, comparison }: Report): Fact[] {
  const primary = comparison?.metrics.find(({ role, slice }) => role === 'primary' && slice === null) as
    | MetricRow
    | undefined;
  if (repeats.length === 0 || primary === undefined) return [];
  const values = [primary.candidate, ...repeats.map(({ value }) => value)].filter(value => value !== null);
  const failed = repeats.length + 1 - values.length;
  const left = failed === 0 ? '' : `; ${counted(failed, 'seeds')} failed and ${failed === 1 ? 'is' : 'are'} left out`;
  if (values.length < 2) return [['seeds', `nothing is known of their luck${left}`]];
  const scale = scaleOf(primary);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const range = `${primary.metric} ${valueFigure(lowest, scale)} to ${valueFigure(highest, scale)}`;
  const spread = `${fixed((highest - lowest) * scale.factor, scale.decimals)}${scale.changeUnit}`;
  const beside = primary.improvement === null ? '' : `, and the candidate is ${amount(primary.improvement, scale)}`;
  return [
    ['seeds', `${counted(values.length, 'seeds')} give ${range}: luck alone moves it by ${spread}${beside}${left}`],
  ];
}

function predictionText({ backend, note, ms_per_row, load_ms, model_mb }: NonNullable<Report['prediction']>): string {
  const parts = [
    model_mb === null ? null : `${Number(model_mb.toPrecision(3))} MB`,
    load_ms === null ? null : `loads in ${count(load_ms)} ms`,
    ms_per_row === null ? null : `${Number(ms_per_row.toPrecision(2))} ms a row`,
    backend,
    note,
  ];
  return parts.filter(part => part !== null).join(', ');
}
