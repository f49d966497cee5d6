// The check on a commit as a sign of what was told: its name, and which run it tells of.
import type { CheckRun, WorkflowRun } from '../../ports/github.ts';

type Attempt = Pick<WorkflowRun, 'id' | 'attempt'>;

/** One check a config: what several workflows of one repository watch may differ. */
export const checkName = (config: string): string => (config === 'relevo.yml' ? 'relevo' : `relevo (${config})`);

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
  const [id = 0, attempt = 0] = externalId.split('.').map(Number);
  return { id, attempt };
}
