// The check on a commit as a sign of what was told: its name, and which run it tells of.
import { hexOf, type Sha256 } from '../../core/digest.ts';
import type { CheckRun, CheckText, WorkflowRun } from '../../ports/github.ts';
import { runId } from './run-facts.ts';

type Attempt = Pick<WorkflowRun, 'id' | 'attempt'>;

/** One check a config: what several workflows of one repository watch may differ. */
export const checkName = (config: string): string => (config === 'relevo.yml' ? 'relevo' : `relevo (${config})`);

/** What is written into a check to know it again: the run that it tells of, and its text in short, so that it is written once. */
export const checkMark = (run: Attempt, text: CheckText, sha256: Sha256): string =>
  `${runId(run)} ${hexOf(sha256(JSON.stringify(text))).slice(0, 16)}`;

/** Whether a check tells about a later run: that one stays. */
export function isNewer(check: CheckRun, run: Attempt): boolean {
  const { id, attempt } = toldOf(check);
  return id > run.id || (id === run.id && attempt > run.attempt);
}

/** Whether a check tells about this run, or about a later one. */
export function tells(check: CheckRun, run: Attempt): boolean {
  const { id, attempt } = toldOf(check);
  return isNewer(check, run) || (id === run.id && attempt === run.attempt);
}

function toldOf({ externalId }: CheckRun): Attempt {
  const [, id, attempt] = /^(\d+)\.(\d+)(?: |$)/.exec(externalId) ?? [];
  return { id: Number(id ?? 0), attempt: Number(attempt ?? 0) };
}
