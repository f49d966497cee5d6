// The model card of a candidate: what it is, how well it does and on what, with the front matter that model hubs read.
import type { Comparison } from '../core/comparison.ts';
import type { MetricRow } from '../core/metric-row.ts';
import { table } from './comparison-markdown.ts';
import { metricTable, sliceTable, type TableStyle } from './comparison-table.ts';
import { counted } from './figures.ts';
import { inertMarkdown } from './inert.ts';
import type { Report } from './report-schema.ts';

/** `model-card.md`, for one report. */
export function modelCard(report: Report): string {
  const parts = [
    frontMatter(report),
    `# ${inertMarkdown(report.model)}`,
    introduction(report),
    ...evaluation(report),
    data(report),
    lineage(report),
  ];
  return `${parts.join('\n\n')}\n`;
}

const hubTasks: Readonly<Record<Report['task'], string>> = {
  regression: 'tabular-regression',
  binary: 'tabular-classification',
  multiclass: 'tabular-classification',
  score: 'other',
};

/** YAML is a superset of JSON, so strings are written as JSON writes them: nothing in them can break out. */
function frontMatter(report: Report): string {
  const text = JSON.stringify;
  const rows = (report.comparison?.metrics ?? []).filter(
    ({ slice, candidate }) => slice === null && candidate !== null,
  );
  const holdout = report.data.find(({ part }) => part === 'holdout');
  const lines = [
    '---',
    `library_name: relevo`,
    `tags: [relevo, ${text(report.task)}]`,
    ...(rows.length === 0
      ? []
      : [
          'model-index:',
          `- name: ${text(report.model)}`,
          '  results:',
          '  - task:',
          `      type: ${hubTasks[report.task]}`,
          '    dataset:',
          `      name: ${text(holdout?.path ?? 'holdout')}`,
          `      type: ${text(holdout?.path ?? 'holdout')}`,
          `      revision: ${text(report.digests.holdout)}`,
          '    metrics:',
          ...rows.flatMap(({ metric, candidate }) => [`    - type: ${text(metric)}`, `      value: ${candidate}`]),
        ]),
    '---',
  ];
  return lines.join('\n');
}

function introduction({ task, baseline, verdict, training, run }: Report): string {
  const made =
    training.how === 'elsewhere'
      ? `was made elsewhere${training.source === null ? '' : ` and taken from ${inertMarkdown(training.source)}`}`
      : `was trained with \`${training.command.join(' ').replaceAll('`', "'")}\``;
  const judged = `It was judged on ${run.at.slice(0, 10)} against ${inertMarkdown(baseline.name)}: **${verdict}**.`;
  return `A model for ${task}, which ${made}, seed ${training.seed}. ${judged}`;
}

function evaluation({ comparison, baseline }: Report): string[] {
  if (comparison === null) return ['## Evaluation\n\nIt was not evaluated.'];
  const style: TableStyle = {
    inert: inertMarkdown,
    strong: name => `**${name}**`,
    baseline: inertMarkdown(baseline.name),
    candidate: 'this model',
  };
  const compared = comparison as Comparison;
  const units = compared.unit === 'rows' ? '' : ` of ${counted(compared.groups, compared.unit)}`;
  const slices = sliceTable(compared, style);
  return [
    `## Evaluation\n\nOn ${counted(compared.rows, 'rows')}${units}. Intervals are two-sided at ${levelOf(compared.metrics)}.\n\n${table(metricTable(compared, style))}`,
    ...(slices.rows.length === 0 ? [] : [`### Slices, worst first\n\n${table(slices)}`]),
    ...limits(compared),
  ];
}

const levelOf = ([first]: readonly MetricRow[]): string => `${Math.round((first?.level ?? 0.9) * 100)} %`;

/** What did not pass, and what could not be told, is a limit of the model. */
function limits({ checks, warnings }: Comparison): string[] {
  const open = checks.filter(({ result }) => result === 'fail' || result === 'inconclusive');
  const lines = [
    ...open.map(({ name, message }) => `- ${inertMarkdown(name)}: ${inertMarkdown(message)}`),
    ...warnings.map(({ message }) => `- ${inertMarkdown(message)}`),
  ];
  return lines.length === 0 ? [] : [`## Limits\n\n${lines.join('\n')}`];
}

function data({ data: sets }: Report): string {
  const rows = sets.map(({ path, part, rows: n, range, digest }) => [
    inertMarkdown(path),
    part,
    counted(n, 'rows'),
    range === null ? '' : `${range[0].slice(0, 10)} to ${range[1].slice(0, 10)}`,
    `\`${digest.slice(0, 19)}…\``,
  ]);
  const header = ['data', 'part', 'rows', 'range', 'digest'];
  return `## Data\n\n${table({ header, rows, align: ['left', 'left', 'right', 'left', 'left'] })}`;
}

function lineage({ run, digests, prediction, relevo }: Report): string {
  const facts = [
    `- run \`${run.id}\`, ${run.commit === null ? 'no commit' : `commit \`${run.commit}\``}${run.dirty ? ', with uncommitted changes' : ''}`,
    `- training digest \`${digests.training}\``,
    ...(digests.comparison === null ? [] : [`- comparison digest \`${digests.comparison}\``]),
    ...(prediction?.backend == null ? [] : [`- predicted with ${inertMarkdown(prediction.backend)}`]),
    `- written by Relevo ${relevo}`,
  ];
  return `## Lineage\n\n${facts.join('\n')}`;
}
