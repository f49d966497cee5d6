// The job's surroundings as the commands of a laptop know them: no terminal, and nothing to read.
import process from 'node:process';
import { Readable } from 'node:stream';
import type { Context } from '../cli/context.ts';
import { noStatus } from '../cli/status-line.ts';
import type { Job } from './job.ts';

/** A context for what the Action shares with the command line. */
export function contextOf(job: Job): Context {
  return {
    cwd: job.cwd,
    env: job.env,
    stdin: Readable.from([]),
    stdout: process.stdout,
    stderr: process.stderr,
    status: noStatus,
    isTerminal: { stdin: false, stdout: false, stderr: false },
    columns: 100,
    now: job.now,
    signal: job.signal,
    conclude: () => undefined,
  };
}
