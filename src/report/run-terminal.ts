// A run for a terminal: the answer, the comparison, and how the candidate was made.
import type { Comparison } from '../core/comparison.ts';
import type { MetricRow } from '../core/metric-row.ts';
import { comparisonTerminal, type TerminalStyle } from './comparison-terminal.ts';
import { amount, count, counted, fixed, scaleOf, valueFigure } from './figures.ts';
import { inertLine, inertTerminal } from './inert.ts';
import type { Report } from './report-schema.ts';
import { type Consequence, runLine } from './run-words.ts';

/** The whole run. */
export function runTerminal(report: Report, consequence: Consequence, terminal: TerminalStyle): string {
  const { paint, emoji } = terminal;
  const { sign, text } = runLine(report, consequence, inertTerminal);
  const colour = ({ pass: 'green', fail: 'red', inconclusive: 'yellow' } as const)[report.verdict];
  const heading = paint('bold', paint(colour, emoji ? `${sign} ${text}` : `${report.verdict}: ${text}`));
  const blocks = [heading, ...failure(report, terminal), ...comparison(report, terminal), ...making(report)];
  return `${blocks.join('\n\n')}\n`;
}

/** The comparison without its own first line. */
function comparison({ comparison: compared }: Report, terminal: TerminalStyle): string[] {
  if (compared === null) return [];
  const text = comparisonTerminal(compared as Comparison, terminal);
  return [text.slice(text.indexOf('\n\n') + 2).trimEnd()];
}

function failure({ failure: failed, baseline, training }: Report, { paint }: TerminalStyle): string[] {
  const problem = failed ?? baseline.problem;
  if (problem === null) return [];
  const lines = [problem.what, `  why: ${problem.why}`, `  fix: ${problem.remedy}`].map(inertLine);
  const output = training.last_lines.map(line => paint('dim', `  | ${inertLine(line)}`));
  return [[...lines, ...output].join('\n')];
}

/** Commit, data, training, predictor and wear, a line each. */
function making(report: Report): string[] {
  const { run, data, training, prediction } = report;
  const commit = run.commit === null ? 'no commit' : run.commit.slice(0, 10);
  const facts: [string, string][] = [
    [
      'commit',
      `${commit}${run.branch === null ? '' : ` on ${run.branch}`}${run.dirty ? ', with uncommitted changes: not promotable' : ''}`,
    ],
    ...data.map(({ path, part, rows, digest, range }): [string, string] => [
      part === 'holdout' ? 'holdout' : 'data',
      `${path}, ${counted(rows, 'rows')}${range === null ? '' : ` from ${range[0].slice(0, 10)} to ${range[1].slice(0, 10)}`}, ${digest.slice(7, 19)}`,
    ]),
    ['training', trainingText(training)],
    ...seedFacts(report),
    ...(prediction === null ? [] : [['predictor', predictionText(prediction)] as [string, string]]),
    ...(report.judged_on_holdout > 0
      ? [
          [
            'judged',
            `${counted(report.judged_on_holdout, 'candidates')} on this holdout; tuning on its scores is not bounded`,
          ] as [string, string],
        ]
      : []),
    ['run', `${run.id} by ${run.by}`],
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  return [facts.map(([name, text]) => `  ${name.padEnd(width)}  ${inertLine(text)}`).join('\n')];
}

function trainingText({ how, seconds, cpu_seconds, peak_mb, seed }: Report['training']): string {
  if (how === 'known') return 'known: the same inputs made this candidate before';
  if (how === 'elsewhere') return 'made elsewhere';
  const parts = [
    seconds === null ? null : `${seconds.toFixed(1)} s`,
    cpu_seconds === null ? null : `${cpu_seconds.toFixed(1)} s CPU`,
    peak_mb === null ? null : `${count(peak_mb)} MB at most`,
    `seed ${seed}`,
  ];
  return parts.filter(part => part !== null).join(', ');
}

/** How far seeds alone move the primary metric, beside what the candidate gained or lost. */
function seedFacts({ training: { repeats }, comparison }: Report): [string, string][] {
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
