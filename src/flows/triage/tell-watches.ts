// Acts on what a run's reading job left, model by model: looks at production, and data that were fetched.
import { parseConfig } from '../../config/parse.ts';
import type { RunArtifact, Runs, WorkflowRun } from '../../ports/github.ts';
import { REFRESHED } from '../../report/refresh-document.ts';
import { isUploadFor } from '../../report/upload-name.ts';
import { WATCHES, watchFile } from '../../report/watch-file.ts';
import type { WatchOutputs } from '../../report/watch-outputs.ts';
import { byNames } from '../continued-ledger.ts';
import type { Standing, TrustedPorts } from '../trusted-ports.ts';
import { distrustOf, lookAtBranch } from '../trusted-runs.ts';
import { actOnLook, type LookPorts } from './act-on-look.ts';

/** Which run is acted on. */
export interface WatchesRequest {
  readonly run: number;
  /** The config's path from the root of the repository. */
  readonly config: string;
  readonly standing: Standing;
}

/** What this takes of GitHub and the registry. */
type Ports = LookPorts & Pick<TrustedPorts, 'runs'>;

/** Far above any look. */
const MOST_BYTES = 20_000_000;

/** Acts on it all, and hands on what came of each model; one model's trouble keeps none of the others, and is thrown in the end. */
export async function tellWatches(
  { run: id, config, standing }: WatchesRequest,
  given: Ports,
  told: (outputs: WatchOutputs) => void = () => undefined,
): Promise<void> {
  const { runs, repository, log } = given;
  const all = (await runs.artifacts(id)).filter(({ expired }) => !expired);
  const uploads = all.filter(({ name }) => name.startsWith(WATCHES));
  if (uploads.length === 0 && !all.some(({ name }) => name.startsWith(REFRESHED)))
    return log.step('no look at production to act on');
  const run = await trustedRun(id, standing, given);
  if (run === null) return;
  const text = await repository.text(run.headSha, config);
  const parsed = text === null ? null : parseConfig(text, config);
  if (parsed === null || !('config' in parsed)) return log.step(`${config} cannot be read; nothing follows from it`);
  const ports = byNames(given, parsed.config);
  const root = config.slice(0, config.lastIndexOf('/') + 1);
  const failures: unknown[] = [];
  for (const model of Object.values(parsed.config.models)) {
    try {
      const look = await lookOf(model.name, uploads, runs);
      const outputs = await actOnLook({ model, standing, run, root, look }, ports);
      if (outputs !== null) told(outputs);
    } catch (thrown) {
      failures.push(thrown);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} models could not be told.`);
}

/** The run, when it is the configured workflow's on the default branch; null for a branch's, or another workflow's. */
async function trustedRun(id: number, { workflow }: Standing, ports: Ports): Promise<WorkflowRun | null> {
  const run = await ports.runs.get(id);
  const expected = { branch: await lookAtBranch(ports), commit: run.headSha, workflow };
  const distrust = await distrustOf(run, expected, ports);
  if (distrust === null) return run;
  ports.log.step(`nothing follows from its looks at production. ${distrust}`);
  return null;
}

/** The newest look at a model; null where there is none. */
async function lookOf(model: string, uploads: readonly RunArtifact[], runs: Runs): Promise<string | null> {
  for (const { id, name } of uploads) {
    if (!isUploadFor(model, WATCHES, name)) continue;
    const text = await runs.text(id, watchFile(model), MOST_BYTES);
    if (text !== null) return text;
  }
  return null;
}
