// The port Refresher by running `data.refresh` on this machine, as training is run: no shell, and no token of GitHub.
import { fail } from '../../errors.ts';
import type { Refresher } from '../../ports/training.ts';
import { childEnvironment, type Environment } from '../process/child-environment.ts';
import { describeEnding } from '../process/describe-ending.ts';
import { runProcess } from '../process/run-process.ts';

/** Refreshes with the programs of this machine. */
export function createRefresher(environment: Environment): Refresher {
  return {
    async refresh(request) {
      const { model } = request;
      const { env } = childEnvironment(environment, request.environment, { RELEVO_MODEL: model });
      const fault = describeEnding((await runProcess({ ...request, env })).ending);
      if (fault !== null) throw fail('refresh-failed', { model, ...fault });
    },
  };
}
