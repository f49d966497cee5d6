import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  table
} from "./markdown-table.js";
import {
  metricTable,
  sliceTable
} from "./report-comparison-words.js";
import {
  inertMarkdown
} from "./report-inert.js";
import {
  counted
} from "./report-figures.js";

// src/report/model-card.ts
function modelCard(report) {
  const parts = [
    frontMatter(report),
    `# ${inertMarkdown(report.model)}`,
    introduction(report),
    ...evaluation(report),
    data(report),
    lineage(report)
  ];
  return `${parts.join("\n\n")}
`;
}
var hubTasks = {
  regression: "tabular-regression",
  binary: "tabular-classification",
  multiclass: "tabular-classification",
  score: "other"
};
function frontMatter(report) {
  const text = JSON.stringify;
  const rows = (report.comparison?.metrics ?? []).filter(
    ({ slice, candidate }) => slice === null && candidate !== null
  );
  const holdout = report.data.find(({ part }) => part === "holdout");
  const lines = [
    "---",
    `library_name: relevo`,
    `tags: [relevo, ${text(report.task)}]`,
    ...rows.length === 0 ? [] : [
      "model-index:",
      `- name: ${text(report.model)}`,
      "  results:",
      "  - task:",
      `      type: ${hubTasks[report.task]}`,
      "    dataset:",
      `      name: ${text(holdout?.path ?? "holdout")}`,
      `      type: ${text(holdout?.path ?? "holdout")}`,
      `      revision: ${text(report.digests.holdout)}`,
      "    metrics:",
      ...rows.flatMap(({ metric, candidate }) => [`    - type: ${text(metric)}`, `      value: ${candidate}`])
    ],
    "---"
  ];
  return lines.join("\n");
}
function introduction({ task, baseline, verdict, training, run }) {
  const made = training.how === "elsewhere" ? `was made elsewhere${training.source === null ? "" : ` and taken from ${inertMarkdown(training.source)}`}` : `was trained with \`${training.command.join(" ").replaceAll("`", "'")}\``;
  const judged = `It was judged on ${run.at.slice(0, 10)} against ${inertMarkdown(baseline.name)}: **${verdict}**.`;
  return `A model for ${task}, which ${made}, seed ${training.seed}. ${judged}`;
}
function evaluation({ comparison, baseline }) {
  if (comparison === null) return ["## Evaluation\n\nIt was not evaluated."];
  const style = {
    inert: inertMarkdown,
    strong: (name) => `**${name}**`,
    baseline: inertMarkdown(baseline.name),
    candidate: "this model"
  };
  const compared = comparison;
  const units = compared.unit === "rows" ? "" : ` of ${counted(compared.groups, compared.unit)}`;
  const slices = sliceTable(compared, style);
  return [
    `## Evaluation

On ${counted(compared.rows, "rows")}${units}. Intervals are two-sided at ${levelOf(compared.metrics)}.

${table(metricTable(compared, style))}`,
    ...slices.rows.length === 0 ? [] : [`### Slices, worst first

${table(slices)}`],
    ...limits(compared)
  ];
}
var levelOf = ([first]) => `${Math.round((first?.level ?? 0.9) * 100)} %`;
function limits({ checks, warnings }) {
  const open = checks.filter(({ result }) => result === "fail" || result === "inconclusive");
  const lines = [
    ...open.map(({ name, message }) => `- ${inertMarkdown(name)}: ${inertMarkdown(message)}`),
    ...warnings.map(({ message }) => `- ${inertMarkdown(message)}`)
  ];
  return lines.length === 0 ? [] : [`## Limits

${lines.join("\n")}`];
}
function data({ data: sets }) {
  const rows = sets.map(({ path, part, rows: n, range, digest }) => [
    inertMarkdown(path),
    part,
    counted(n, "rows"),
    range === null ? "" : `${range[0].slice(0, 10)} to ${range[1].slice(0, 10)}`,
    `\`${digest.slice(0, 19)}…\``
  ]);
  const header = ["data", "part", "rows", "range", "digest"];
  return `## Data

${table({ header, rows, align: ["left", "left", "right", "left", "left"] })}`;
}
function lineage({ run, digests, prediction, relevo }) {
  const facts = [
    `- run \`${run.id}\`, ${run.commit === null ? "no commit" : `commit \`${run.commit}\``}${run.dirty ? ", with uncommitted changes" : ""}`,
    `- training digest \`${digests.training}\``,
    ...digests.comparison === null ? [] : [`- comparison digest \`${digests.comparison}\``],
    ...prediction?.backend == null ? [] : [`- predicted with ${inertMarkdown(prediction.backend)}`],
    `- written by Relevo ${relevo}`
  ];
  return `## Lineage

${facts.join("\n")}`;
}

export {
  modelCard
};
