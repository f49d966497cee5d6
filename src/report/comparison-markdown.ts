// A comparison as Markdown for GitHub: the answer, the evidence, the table, and the rest folded.
import { markdownTable } from 'markdown-table';
import type { Comparison } from '../core/comparison.ts';
import {
  flipSummary,
  flipTable,
  metricTable,
  powerSentence,
  sliceSummary,
  sliceTable,
  type TableStyle,
  type TextTable,
} from './comparison-table.ts';
import { evidenceSentence, firstLine, primaryOf, type Subject } from './comparison-words.ts';
import { inertMarkdown, inertMarkdownSentence } from './inert.ts';

const style: TableStyle = {
  inert: inertMarkdown,
  strong: text => `**${text}**`,
  baseline: 'baseline',
  candidate: 'candidate',
};

const twoFiles: Subject = { model: null, baseline: 'the baseline', consequence: null, inert: inertMarkdown };

/** The whole comparison. */
export function comparisonMarkdown(comparison: Comparison, subject: Subject = twoFiles): string {
  const { sign, text } = firstLine(comparison, subject);
  const parts = [
    `### ${sign} ${text}`,
    evidenceSentence(comparison, inertMarkdownSentence),
    table(metricTable(comparison, style)),
    ...(primaryOf(comparison).outcome === 'identical' ? [] : [...slices(comparison), ...flips(comparison)]),
    ...checks(comparison),
    ...warnings(comparison),
    powerSentence(comparison, primaryOf(comparison)),
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

/** A Markdown table of rows that are inert already. */
export const table = ({ header, rows, align }: TextTable): string =>
  markdownTable([header, ...rows], { align: [...align] });

const folded = (summary: string, body: string): string =>
  `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;

function slices(comparison: Comparison): string[] {
  const tested = sliceTable(comparison, style);
  return tested.rows.length === 0 ? [] : [folded(`Slices: ${sliceSummary(comparison)}`, table(tested))];
}

function flips(comparison: Comparison): string[] {
  const named = flipTable(comparison, style);
  return [
    named.rows.length === 0
      ? `Rows: ${flipSummary(comparison)}`
      : folded(`Rows: ${flipSummary(comparison)}`, table(named)),
  ];
}

/** Every check with its result. */
function checks({ checks: all, require, alpha }: Comparison): string[] {
  const rows = all.map(check => [
    inertMarkdown(check.name),
    inertMarkdown(check.expected),
    inertMarkdownSentence(check.message),
    check.result,
  ]);
  const summary = `Policy: ${require}, alpha ${alpha}; ${all.filter(({ result }) => result === 'pass').length} of ${all.length} checks pass`;
  const drawn = table({
    header: ['check', 'expected', 'found', ''],
    align: ['left', 'left', 'left', 'left'],
    rows,
  });
  return all.length === 0 ? [] : [folded(summary, drawn)];
}

const warnings = ({ warnings: all }: Comparison): string[] =>
  all.length === 0 ? [] : [all.map(warning => `- ${inertMarkdownSentence(warning.message)}`).join('\n')];
