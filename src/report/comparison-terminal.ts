// A comparison for a terminal: the same words in the same order, aligned columns, colour only where it means something.
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
import { count } from './figures.ts';
import { inertTerminal, inertTerminalSentence } from './inert.ts';

/** What the terminal can do: colours by name, and emoji. */
export interface TerminalStyle {
  readonly paint: (style: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string;
  readonly emoji: boolean;
}

const MOST_SLICES = 20;
/** Of those that got worse, and of those that got better. */
const MOST_FLIPS = 5;

const twoFiles: Subject = { model: null, baseline: 'the baseline', consequence: null, inert: inertTerminal };

/** The whole comparison. */
export function comparisonTerminal(
  comparison: Comparison,
  terminal: TerminalStyle,
  subject: Subject = twoFiles,
): string {
  const { paint, emoji } = terminal;
  const { sign, text } = firstLine(comparison, subject);
  const colour = ({ pass: 'green', fail: 'red', inconclusive: 'yellow' } as const)[comparison.verdict];
  const style: TableStyle = {
    inert: inertTerminal,
    strong: name => name,
    baseline: 'baseline',
    candidate: 'candidate',
  };
  const power = powerSentence(comparison, primaryOf(comparison));
  const blocks = [
    paint('bold', paint(colour, emoji ? `${sign} ${text}` : `${comparison.verdict}: ${text}`)),
    evidenceSentence(comparison, inertTerminalSentence),
    drawn(metricTable(comparison, style), terminal),
    ...(primaryOf(comparison).outcome === 'identical'
      ? []
      : [...slices(comparison, style, terminal), ...flips(comparison, style, terminal)]),
    failures(comparison, terminal).join('\n'),
    comparison.warnings.map(({ message }) => paint('yellow', `warning: ${inertTerminalSentence(message)}`)).join('\n'),
    power === '' ? '' : paint('dim', power),
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

/** Columns padded to their widest cell; trailing spaces cut. */
export function drawn({ header, rows, align }: TextTable, { paint }: TerminalStyle): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map(cells => widthOf(cells[column] ?? ''))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
        return align[column] === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  return [paint('dim', line(header)), ...rows.map(line)].map(text => `  ${text}`).join('\n');
}

/** Columns that a text takes, counted in characters as the reader sees them; wide ones take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

const segmenter = new Intl.Segmenter('en');
const WIDE =
  /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;

function slices(comparison: Comparison, style: TableStyle, terminal: TerminalStyle): string[] {
  const all = sliceTable(comparison, style);
  if (all.rows.length === 0) return [];
  const rest = all.rows.length - MOST_SLICES;
  const more = rest > 0 ? `\n  … and ${count(rest)} more, none worse than these` : '';
  return [
    `Slices: ${sliceSummary(comparison)}\n${drawn({ ...all, rows: all.rows.slice(0, MOST_SLICES) }, terminal)}${more}`,
  ];
}

function flips(comparison: Comparison, style: TableStyle, terminal: TerminalStyle): string[] {
  const named = flipTable(comparison, style, MOST_FLIPS);
  const heading = `Rows: ${flipSummary(comparison)}`;
  return [named.rows.length === 0 ? heading : `${heading}\n${drawn(named, terminal)}`];
}

/** The checks that did not pass, with what was expected. */
function failures({ checks }: Comparison, { paint }: TerminalStyle): string[] {
  return checks
    .filter(({ result }) => result === 'fail' || result === 'inconclusive')
    .map(({ name, expected, message, result }) =>
      paint(
        result === 'fail' ? 'red' : 'yellow',
        `${result}: ${inertTerminal(name)}: ${inertTerminalSentence(message)}; needed: ${inertTerminal(expected)}`,
      ),
    );
}
