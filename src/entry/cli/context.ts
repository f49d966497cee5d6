// Everything that a command may know about the world it was started in; nothing is read from globals elsewhere.
import type { Readable } from 'node:stream';
import type { Command } from 'commander';
import type { ExitCode } from './exit-code.ts';
import type { Output, StatusLine } from './status-line.ts';

/** The standard streams and surroundings of one call of `relevo`. */
export interface Context {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  /** The answer, for a machine or a person; with `--json` exactly one JSON document. */
  readonly stdout: Output;
  /** Progress, warnings and failures, always for a person. */
  readonly stderr: Output;
  /** Tells a person who waits what goes on. */
  readonly status: StatusLine;
  readonly isTerminal: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** Columns of the terminal, or of the page that help is written for. */
  readonly columns: number;
  readonly now: () => Date;
  /** Aborts when the person or the machine ends the call; its listeners must finish at once. */
  readonly signal: AbortSignal;
  /** Work that is given time when the call is ended from outside; a server ends what it began. Absent where nothing ends it. */
  readonly beforeEnd?: (work: () => Promise<void>) => void;
  /** Tells how the call ends; without it, a command that returns ended with 0. */
  readonly conclude: (code: ExitCode) => void;
}

/** The chapters of `relevo --help`, in the order that people need them. */
export const commandGroups = ['Start', 'Judge', 'Promote', 'Watch'] as const;

/** One command of `relevo`: where help lists it, how it is called, and how it is declared. */
export interface CommandModule {
  readonly group: (typeof commandGroups)[number];
  /** Complete lines; the first stands in `relevo --help`, all of them in the command's own help. */
  readonly examples: readonly [string, ...string[]];
  /** Declares arguments, options and action. What is heavy is imported inside the action. */
  readonly build: (context: Context) => Command;
}
