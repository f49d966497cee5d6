// The job that the Action runs in: its surroundings as one value, so that nothing below reads a global.
import type { Sha256 } from '../../core/digest.ts';
import type { JobEvent } from './event.ts';
import type { JobLog } from './step-log.ts';

/** Everything that a mode may know about its job. */
export interface Job {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The workspace, where the runner starts us. */
  readonly cwd: string;
  readonly now: () => Date;
  readonly event: JobEvent;
  readonly log: JobLog;
  readonly sha256: Sha256;
  /** Aborts when the runner cancels the job. */
  readonly signal: AbortSignal;
  readonly setOutput: (name: string, value: unknown) => void;
  readonly summarize: (markdown: string) => Promise<void>;
}
