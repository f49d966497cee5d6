// Opens the job around the Action: the one place that reads the process.
import { createHash } from 'node:crypto';
import process from 'node:process';
import { info, setOutput, summary } from '@actions/core';
import { digestOf } from '../../core/digest.ts';
import { fail } from '../../errors.ts';
import { readEvent } from './event.ts';
import type { Job } from './job.ts';
import { logTo } from './step-log.ts';

/** The job that this process runs in. The runner cancels it with a signal, and gives what it started time to end. */
export async function openJob(): Promise<Job> {
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort()).once('SIGTERM', () => interruption.abort());
  const { env } = process;
  return {
    env,
    cwd: process.cwd(),
    now: () => new Date(),
    event: await readEvent(env),
    log: logTo(info),
    sha256: text => digestOf(createHash('sha256').update(text).digest('hex')),
    signal: interruption.signal,
    setOutput,
    summarize: async markdown => summarize(markdown, env.GITHUB_STEP_SUMMARY),
  };
}

/** Adds to the job summary; a runner that keeps none is told so in the log. */
async function summarize(markdown: string, file: string | undefined): Promise<void> {
  if (markdown === '') return;
  if (!file) return info('This runner keeps no job summary.');
  try {
    await summary.addRaw(markdown).write();
  } catch (thrown) {
    throw fail('output-unwritable', { output: 'The job summary', reason: String(thrown) }, thrown);
  }
}
