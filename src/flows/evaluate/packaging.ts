// A candidate as one content-addressed folder: weights, what predicts with them, and the lock file.
import { type ModelConfig, predictorOf } from '../../config/config.ts';
import type { ArtifactContents, ArtifactFacts, ArtifactManifest } from '../../core/artifact-manifest.ts';
import type { TrainingInput } from '../../core/digests.ts';
import type { Workshop } from '../../ports.ts';
import type { EvaluatePorts, EvaluateRequest } from './evaluate.ts';
import { type Identity, predictorFiles } from './identity.ts';

/** A packaged folder. */
export interface Packed {
  readonly folder: string;
  readonly manifest: ArtifactManifest;
}

/** Weights that no training here made: the folder `path`, from an absolute one. */
export interface Weights {
  readonly from: string;
  readonly path: string;
}

/** Packages weights, predictor and lock file into one content-addressed folder. */
export async function packCandidate(
  request: EvaluateRequest,
  identity: Identity,
  { checkout, workshop, log, clock }: EvaluatePorts,
  taken?: Weights,
): Promise<Packed> {
  const { model } = request;
  log.step(`${model.name}: packaging the candidate`);
  const from = checkout.at(model.dir);
  const weights = taken?.path ?? model.train.output;
  const folder = await workshop.folder('candidate');
  const own = predictorFiles(model);
  const predictor = own.length === 0 ? [] : await checkout.files(model.dir, own, []);
  // Weights are seldom in git, and often ignored by it: the folder is taken as it is.
  const files = predictor.map(({ path }) => path).filter(path => !path.startsWith(`${weights}/`));
  await workshop.gather(taken?.from ?? from, [weights], folder);
  await workshop.gather(from, files, folder);
  const lock = await gatherLock(from, identity.locks, folder, workshop);
  const facts: Omit<ArtifactFacts, 'files' | 'documents'> = {
    model: model.name,
    contents: contentsOf(model, weights, lock),
    run: { id: request.run, commit: identity.head.commit, training: identity.training, at: clock.now().toISOString() },
  };
  return { folder, manifest: await workshop.pack(folder, facts, model.train.max_size.bytes) };
}

/** Puts the nearest lock file beside the rest, one from above the model's folder too; its name, null when there is none. */
export async function gatherLock(
  from: string,
  [lock]: readonly TrainingInput[],
  into: string,
  workshop: Workshop,
): Promise<string | null> {
  if (lock === undefined) return null;
  const cut = lock.path.lastIndexOf('/') + 1;
  const name = lock.path.slice(cut);
  await workshop.gather(`${from}/${lock.path.slice(0, cut)}`, [name], into);
  return name;
}

/** What an artifact of a model's files is for. */
export function contentsOf(model: ModelConfig, weights: string, lock: string | null): ArtifactContents {
  const choice = predictorOf(model);
  const predictor =
    choice.kind === 'module'
      ? { kind: 'module' as const, path: choice.module }
      : choice.kind === 'command'
        ? { kind: 'command' as const, argv: choice.command }
        : { kind: 'features' as const, columns: choice.features };
  return { kind: 'artifact', task: model.task, predictor, weights, setup: model.predict.setup, lock };
}
