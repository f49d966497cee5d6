// How a call of `relevo` fails: a user's mistake in three lines, everything else as a bug of ours with its stack.
import { inspect } from 'node:util';
import { RelevoError } from '../../errors.ts';
import { version } from '../../version.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { type Paint, printable } from './style.ts';

const issues = 'https://github.com/relevo/relevo/issues/new';

/** Where Relevo runs, for a bug report. */
export interface Platform {
  readonly node: string;
  readonly system: string;
}

/** What was thrown, told to a person and to a machine, and how the call ends. */
export interface Failure {
  readonly code: ExitCode;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Tells what was thrown, whatever it was: an error of the catalogue, another error, a string, null. */
export function describeFailure(thrown: unknown, verbose: boolean, platform: Platform, paint: Paint): Failure {
  return thrown instanceof RelevoError ? tellMistake(thrown, verbose, paint) : tellBug(thrown, platform, paint);
}

function tellMistake(error: RelevoError, verbose: boolean, paint: Paint): Failure {
  const { code, message: what, why, remedy } = error;
  const causes = verbose ? causesOf(error).map(cause => describeCause(cause)) : [];
  const lines = [
    `${paint('red', 'error:')} ${printable(what)}`,
    `  ${paint('dim', 'why:')} ${printable(why)}`,
    `  ${paint('dim', 'fix:')} ${printable(remedy)}`,
    ...causes.map(cause => paint('dim', `  cause: ${printable(cause)}`)),
  ];
  return {
    code: exitCodes.userError,
    text: lines.join('\n'),
    json: { error: { code, what, why, remedy, ...(verbose ? { causes } : {}) } },
  };
}

function tellBug(thrown: unknown, platform: Platform, paint: Paint): Failure {
  const what = describeCause(thrown);
  const causes = causesOf(thrown).map(cause => describeCause(cause));
  const lines = [
    `${paint('red', 'internal error:')} ${printable(what)}`,
    ...causes.map(cause => `  cause: ${printable(cause)}`),
    '',
    'This is a bug in Relevo, not a mistake of yours. Please report it with everything above and this line:',
    `  relevo ${version}, Node ${platform.node}, ${platform.system}`,
    `  ${issues}`,
  ];
  return {
    code: exitCodes.bug,
    text: lines.join('\n'),
    json: { error: { code: 'bug', what, causes, relevo: version, ...platform, report: issues } },
  };
}

function causesOf(thrown: unknown): unknown[] {
  const causes: unknown[] = [];
  // A chain can close on itself; eight links tell enough.
  for (let error = thrown; error instanceof Error && error.cause !== undefined && causes.length < 8; ) {
    error = error.cause;
    causes.push(error);
  }
  return causes;
}

function describeCause(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.stack ?? `${thrown.name}: ${thrown.message}`;
  return `${inspect(thrown)} was thrown, which is not an error`;
}
