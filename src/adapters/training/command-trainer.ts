// The port Trainer by running the command of relevo.yml on this machine.
import { fail, type RelevoError } from '../../errors.ts';
import type { Ending } from '../../ports/commands.ts';
import type { Trainer, Training, TrainingRequest } from '../../ports/training.ts';
import { childEnvironment, type Environment } from '../process/child-environment.ts';
import { describeEnding } from '../process/describe-ending.ts';
import { runProcess } from '../process/run-process.ts';
import { holdFolder } from './folder-hold.ts';
import { type OutputFolder, prepareOutput } from './output-folder.ts';

/** Trains with the programs of this machine; of `environment` a command sees what the allow-list and the model name. */
export function createTrainer(environment: Environment): Trainer {
  return {
    hold: holdFolder,
    async train(request) {
      const { env, unset } = childEnvironment(environment, request.environment, variablesOf(request));
      const output = await prepareOutput(request.output, request.cwd);
      try {
        const result = await runProcess({ ...request, env });
        const failure = await judge(request, result.ending, output);
        if (failure === null) await output.keep();
        return { ...result, failure, unset } satisfies Training;
      } finally {
        // Does nothing once the training was kept.
        await output.restore();
      }
    },
  };
}

/** What a training command is told through its environment. */
function variablesOf({ model, output, seed }: TrainingRequest): Readonly<Record<string, string>> {
  return { RELEVO_MODEL: model, RELEVO_OUTPUT: output, RELEVO_SEED: String(seed) };
}

async function judge(request: TrainingRequest, ending: Ending, output: OutputFolder): Promise<RelevoError | null> {
  const { model } = request;
  const fault = describeEnding(ending);
  if (fault !== null) return fail('train-failed', { model, ...fault });
  return (await output.isFilled()) ? null : fail('train-output-empty', { model, output: request.output });
}
