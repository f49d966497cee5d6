// Tells what happened to a run.
import { runShape, workflowShape } from '../shapes/workflow-run.ts';
import type { Cause } from './events.ts';
import { tell } from './tell.ts';
import type { WorkflowRun } from './workflow-run.ts';
import type { World } from './world.ts';

/** `workflow_run`. */
export function tellRun(world: World, run: WorkflowRun, action: string, cause: Cause): void {
  const { repository, workflow } = run;
  const payload = { action, workflow_run: runShape(world, run), workflow: workflowShape(world, repository, workflow) };
  tell(world, 'workflow_run', repository, payload, cause);
}
