// A run for a terminal: the answer, the comparison, and how the candidate was made.
import type { Comparison } from '../core/comparison.ts';
import { comparisonTerminal, type TerminalStyle } from './comparison-terminal.ts';
import { inertLine, inertTerminal } from './inert.ts';
import type { Report } from './report-schema.ts';
import { runFacts } from './run-facts.ts';
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
  const facts = runFacts(report);
  const width = Math.max(...facts.map(([name]) => name.length));
  return [facts.map(([name, text]) => `  ${name.padEnd(width)}  ${inertLine(text)}`).join('\n')];
}
