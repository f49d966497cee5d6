// A trial for a terminal: the report, marked as what it is, and what a run that counts still needs.
import type { TerminalStyle } from './comparison-terminal.ts';
import { count, counted } from './figures.ts';
import { inertLine, inertTerminal } from './inert.ts';
import type { Report } from './report-schema.ts';
import { runTerminal } from './run-terminal.ts';

/** Something that a run needs or will miss. `blocks`: without it there is nothing to try. */
export interface Missing {
  readonly what: string;
  readonly remedy: string | null;
  readonly blocks: boolean;
}

/** What came of a trial. `report` is null when something that is missing kept it from being made. */
export interface Trial {
  readonly model: string;
  readonly missing: readonly Missing[];
  /** How many rows were predicted, of how many. */
  readonly rows: number;
  readonly of: number;
  readonly report: Report | null;
}

const NOTHING = 'a trial, which records nothing';

/** The whole trial. */
export function trialTerminal(trial: Trial, terminal: TerminalStyle): string {
  const { report, rows, of } = trial;
  const model = inertTerminal(trial.model);
  if (report === null)
    return `${terminal.paint('red', `${model}: there is nothing to try yet.`)}\n\n${missing(trial)}\n`;
  const consequence = { pass: NOTHING, otherwise: NOTHING, identical: NOTHING };
  const which =
    rows === of
      ? `all ${counted(of, 'rows')} of the holdout`
      : `${count(rows)} of ${counted(of, 'rows')} of the holdout, spread evenly`;
  const text = runTerminal(report, consequence, terminal).trimEnd();
  const end = trial.missing.length === 0 ? [] : [missing(trial), ''];
  const next = `${before(trial, report)}: \`relevo evaluate ${model}\` judges ${of === 1 ? 'the row' : `all ${counted(of, 'rows')}`}, and keeps what came of it.`;
  return `${[`Trial of ${model} on ${which}. Nothing was recorded.`, '', text, '', ...end, next].join('\n')}\n`;
}

/** What comes before a run that counts. */
function before({ missing: all }: Trial, { failure }: Report): string {
  if (failure !== null) return 'Once that works';
  return all.length === 0 ? 'Nothing is missing' : 'Then';
}

function missing({ missing: all, report }: Trial): string {
  const heading = report === null ? 'Missing:' : 'Missing for a run that counts:';
  const lines = all.flatMap(({ what, remedy }) => [
    `  ${inertLine(what)}`,
    ...(remedy === null ? [] : [`    fix: ${inertLine(remedy)}`]),
  ]);
  return [heading, ...lines].join('\n');
}
