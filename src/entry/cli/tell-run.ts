// A run on this terminal, with what follows from it on a laptop.
import { foldState } from '../../core/model-state.ts';
import type { Evaluation } from '../../flows/evaluate/evaluate.ts';
import { runTerminal } from '../../report/run-terminal.ts';
import type { Consequence } from '../../report/run-words.ts';
import type { Context } from './context.ts';
import type { Local } from './local.ts';
import { hasColors, painter } from './style.ts';

/** The run as text. */
export async function tellRun({ report, run, reused }: Evaluation, local: Local, context: Context): Promise<string> {
  const { entries } = await local.ledger.read(report.model);
  const { production, versions } = foldState(entries);
  const next = Math.max(0, ...versions.map(({ version }) => version)) + 1;
  const stays = production === null ? 'nothing is in production' : `v${production.version} stays in production`;
  const consequence: Consequence = {
    pass: `\`relevo promote ${report.model}\` makes it v${next}`,
    otherwise: stays,
    identical: 'promoting changes nothing',
  };
  const paint = painter(context, 'stdout');
  const emoji = context.isTerminal.stdout && hasColors(context, 'stdout');
  const text = runTerminal(report, consequence, { paint: (style, part) => paint(style, part), emoji });
  return reused ? `${text}  (compared before, in run ${run}: nothing that matters has changed)\n` : text;
}
