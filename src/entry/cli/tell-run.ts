// A run on this terminal, with what follows from it on a laptop.
import { foldState, type ModelState } from '../../core/model-state.ts';
import type { Evaluation } from '../../flows/evaluate/evaluate.ts';
import type { Report } from '../../report/report-schema.ts';
import { runTerminal } from '../../report/run-terminal.ts';
import type { Consequence } from '../../report/run-words.ts';
import type { Context } from './context.ts';
import type { Local } from './local.ts';
import { terminalStyle } from './style.ts';

type Told = Pick<Evaluation, 'report' | 'run' | 'reused'>;

/** The run as text. */
export async function tellRun({ report, run, reused }: Told, local: Local, context: Context): Promise<string> {
  const consequence = consequenceOf(report, foldState((await local.ledger.read(report.model)).entries));
  const text = runTerminal(report, consequence, terminalStyle(context));
  return reused ? `${text}  (compared before, in run ${run}: nothing that matters has changed)\n` : text;
}

/** What promoting this run would do now: it may be a version already, or have been rolled back. */
export function consequenceOf({ model, digests, run }: Report, { production, versions }: ModelState): Consequence {
  const stays = production === null ? 'nothing is in production' : `v${production.version} stays in production`;
  const consequence = { otherwise: stays, identical: 'promoting changes nothing' };
  const known = versions.findLast(({ made }) => made.artifact === digests.candidate);
  const next = Math.max(0, ...versions.map(({ version }) => version)) + 1;
  if (known === undefined) return { ...consequence, pass: makes(model, next, run) };
  const isUsed = known.made.artifact === production?.artifact;
  const pass = isUsed
    ? `it is v${known.version}, in production`
    : `it is v${known.version}; \`relevo rollback ${model} v${known.version}\` returns to it`;
  return { otherwise: stays, identical: isUsed ? pass : consequence.identical, pass };
}

/** Only what a commit holds can be promoted. */
const makes = (model: string, version: number, { commit, dirty }: Report['run']): string =>
  dirty || commit === null
    ? 'commit the files and evaluate again to promote it'
    : `\`relevo promote ${model}\` makes it v${version}`;
