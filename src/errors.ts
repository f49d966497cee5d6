// The catalogue of what a user can run into: code → what happened, why, what to do. Thrown anywhere, caught once, at an
// entry. Anything that is not a RelevoError is a bug of ours and is reported as one.

/** One failure, told to the person who reads it at work. */
interface Explanation {
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

/** Where in a user's file something is wrong; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: string | number | undefined;
}

const at = (place: Place): string =>
  [
    place.file,
    ...(place.line === undefined ? [] : [`line ${place.line}`]),
    ...(place.column === undefined ? [] : [`column ${place.column}`]),
  ].join(', ');

/** The catalogue. A row takes the facts of one failure and tells them. */
const catalogue = {
  'file-not-found': (p: { path: string }) => ({
    what: `${p.path} does not exist.`,
    why: 'It was named on the command line or in relevo.yml, and there is no such file.',
    remedy: 'Check the path; relative paths start in the current folder.',
  }),
  'file-unreadable': (p: { path: string; reason: string }) => ({
    what: `${p.path} could not be read.`,
    why: p.reason,
    remedy: 'Check the file and its permissions, then run the same command again.',
  }),
  'file-exists': (p: { path: string }) => ({
    what: `${p.path} exists already and was left as it is.`,
    why: 'Relevo never overwrites a file that it did not make in the same run.',
    remedy: 'Move it away, or name another file.',
  }),
  'option-invalid': (p: { option: string; value: string; expected: string }) => ({
    what: `${p.option} does not take "${p.value}".`,
    why: `Expected: ${p.expected}.`,
    remedy: 'Correct the option; --help shows an example of each.',
  }),
  'input-invalid': (p: { input: string; value: string; expected: string }) => ({
    what: p.value === '' ? `The input "${p.input}" is missing.` : `The input "${p.input}" does not take "${p.value}".`,
    why: `Expected: ${p.expected}.`,
    remedy: 'Correct it under "with:" in the workflow; action.yml describes every input.',
  }),
  'path-outside': (p: { path: string; folder: string }) => ({
    what: `${p.path} leads out of ${p.folder}.`,
    why: 'A file of the repository must not be a way to read one of the machine.',
    remedy: 'Name a file inside it, and replace a symbolic link by the file.',
  }),
  'command-line': (p: { mistake: string; why: string; nearest: string | undefined; command: string }) => ({
    what: p.mistake,
    why: p.why,
    remedy: `${p.nearest === undefined ? '' : `Did you mean ${p.nearest}? `}${p.command} --help shows what it takes.`,
  }),
  'output-unwritable': (p: { output: string; reason: string }) => ({
    what: `${p.output} could not be written.`,
    why: p.reason,
    remedy: 'Make room, or write to another place, then run the same command again.',
  }),
  'split-one-sided': (p: { table: string; rows: number; by: string }) => ({
    what: `${p.table} cannot be split: all of its rows (${p.rows}) would be on one side.`,
    why: `Divided by ${p.by}, nothing would be left to train on, or nothing to judge with.`,
    remedy: 'Ask for another share, another start or another seed, or divide by another column.',
  }),
  'git-failed': (p: { folder: string; reason: string }) => ({
    what: `git could not list the files of ${p.folder}.`,
    why: p.reason,
    remedy: 'Make `git ls-files` work in that folder, then run the same command again.',
  }),
  'data-value': (p: Place & { found: string; expected: string }) => ({
    what: `${at(p)}: found ${p.found}.`,
    why: `Expected ${p.expected}. A value that cannot be scored would distort every number.`,
    remedy: 'Correct the value, or remove the row on both sides.',
  }),
} satisfies Record<string, (parameters: never) => Explanation>;

/** Every code that a user can meet. */
export type ErrorCode = keyof typeof catalogue;

/** A failure that its reader can mend: what happened, why, and what to do. */
export class RelevoError extends Error {
  readonly code: ErrorCode;
  readonly why: string;
  readonly remedy: string;

  constructor(code: ErrorCode, explanation: Explanation, cause?: unknown) {
    super(explanation.what, cause === undefined ? undefined : { cause });
    this.name = 'RelevoError';
    this.code = code;
    this.why = explanation.why;
    this.remedy = explanation.remedy;
  }
}

/** Makes the error of a catalogue row from its facts; `throw fail('file-not-found', { path })`. */
export function fail<Code extends ErrorCode>(
  code: Code,
  parameters: Parameters<(typeof catalogue)[Code]>[0],
  cause?: unknown,
): RelevoError {
  const explain = catalogue[code] as (parameters: unknown) => Explanation;
  return new RelevoError(code, explain(parameters), cause);
}
