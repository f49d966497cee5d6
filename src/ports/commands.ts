// How commands of a user's repository are run, and what came of one.
/** How a child process came to its end. */
export type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'timed-out'; readonly limitMs: number };

/** What a child process and its descendants used; null where the system does not tell. */
export interface Usage {
  readonly wallMs: number;
  readonly cpuMs: number | null;
  /** A sample, taken several times a second: a peak between two samples is missed. */
  readonly peakBytes: number | null;
}

/** One line that a child process wrote, without its end; very long lines are cut. */
export type OnLine = (line: string, stream: 'stdout' | 'stderr') => void;

/** What every command of a user's repository is run with. */
export interface CommandLimits {
  /** Names of environment variables let through beyond the allow-list. */
  readonly environment: readonly string[];
  readonly timeoutMs: number;
  readonly onLine?: OnLine;
  /** Ends the command and everything that it started; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}
