// A retraining that somebody asked for: the workflow is started, whose reading job refreshes the data.
import type { ModelConfig } from '../../config/config.ts';
import type { Standing, TrustedPorts } from '../trusted-ports.ts';
import { retrainStanding } from './standing.ts';

/** The workflow's input that names the model to retrain. */
export const RETRAIN_INPUT = 'retrain';

/** Starts it, and says so in a sentence; or says why there is nothing to start. */
export async function startRetrain(
  model: ModelConfig,
  { workflow }: Pick<Standing, 'workflow'>,
  ports: Pick<TrustedPorts, 'repository' | 'proposals' | 'dispatches'>,
): Promise<string> {
  const standing = await retrainStanding(model, ports);
  if (standing.kind === 'none' && !standing.can) {
    return 'There is no `data.refresh` for it in relevo.yml, so there is no command that fetches new data.';
  }
  const { defaultBranch } = await ports.repository.facts();
  await ports.dispatches.workflow(workflow, defaultBranch, { [RETRAIN_INPUT]: model.name });
  const known =
    standing.kind === 'pull-request' ? `#${standing.number} is brought up to date` : 'A pull request follows';
  return `Its data are being refreshed. ${known} when that is done.`;
}
