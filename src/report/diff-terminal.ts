// What changed between two runs, as a table for a terminal.
import { drawn, type TerminalStyle } from './comparison-terminal.ts';
import { inertTerminal, inertTerminalSentence } from './inert.ts';
import type { Difference, RunDifferences } from './run-differences.ts';

/** The differences, then what cannot be told. */
export function diffTerminal({ differences, untold }: RunDifferences, terminal: TerminalStyle): string {
  const rows = differences.map(difference => [
    difference.part,
    inertTerminal(difference.name),
    shown(difference, difference.before),
    shown(difference, difference.after),
  ]);
  const table =
    rows.length === 0
      ? 'The two runs differ in nothing that is recorded.'
      : drawn({ header: ['', 'what', 'before', 'after'], rows, align: ['left', 'left', 'left', 'left'] }, terminal);
  const notes = untold.map(sentence => terminal.paint('dim', inertTerminalSentence(sentence)));
  return `${[table, ...notes].join('\n\n')}\n`;
}

/** Digests and object ids by their first digits, as git shows them; a file as it stands in no commit says so. */
function shown({ part, name }: Difference, text: string): string {
  const short = text
    .replace(/^(?:git|sha256):([0-9a-f]{12})[0-9a-f]{28,}$/, '$1')
    .replace(/^([0-9a-f]{12})[0-9a-f]{28}$/, '$1');
  const isUncommitted = part === 'inputs' && name !== 'training digest' && text.startsWith('sha256:');
  return inertTerminal(isUncommitted ? `${short}, in no commit` : short);
}
