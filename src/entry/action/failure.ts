// Why the job failed: a mistake that can be mended, or a bug of ours with all that its report needs.
import process from 'node:process';
import { RelevoError } from '../../errors.ts';
import { describeFailure } from '../cli/failure.ts';

/** Tells whatever was thrown, for the log and the annotation of the job. */
export function describeThrown(thrown: unknown): string {
  if (thrown instanceof RelevoError) return [thrown.message, thrown.why, thrown.remedy].join('\n');
  const platform = { node: process.version, system: `${process.platform} ${process.arch}` };
  return describeFailure(thrown, true, platform, (_format, text) => text).text;
}
