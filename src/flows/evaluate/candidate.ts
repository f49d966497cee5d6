// The candidate: taken when its training digest is known, trained and packaged otherwise.
import { type ModelConfig, predictorOf } from '../../config/config.ts';
import type { ArtifactContents, ArtifactFacts, ArtifactManifest } from '../../core/artifact-manifest.ts';
import type { Digest } from '../../core/digest.ts';
import type { TrainingInput } from '../../core/digests.ts';
import { findCandidate, type ModelState } from '../../core/model-state.ts';
import { decideTraining } from '../../core/training-trigger.ts';
import { fail, RelevoError } from '../../errors.ts';
import type { Training, Workshop } from '../../ports.ts';
import type { Report } from '../../report/report-schema.ts';
import type { EvaluatePorts, EvaluateRequest } from './evaluate.ts';
import { type Identity, predictorFiles } from './identity.ts';
import { type Repeat, trainRepeats } from './repeats.ts';

/** A candidate, or why there is none. */
export interface Candidate {
  readonly artifact: Digest | null;
  readonly how: 'trained' | 'known' | 'elsewhere' | 'failed' | 'not-trained';
  /** The setting that kept from training; absent where nothing did. */
  readonly when?: Report['training']['when'];
  readonly training: Training | null;
  readonly failure: RelevoError | null;
  /** What this run packaged, not stored yet; null for a candidate that is stored already. */
  readonly packed: Packed | null;
  /** The same training with other seeds. */
  readonly repeats: readonly Repeat[];
}

/** A packaged folder. */
export interface Packed {
  readonly folder: string;
  readonly manifest: ArtifactManifest;
}

interface About {
  readonly request: EvaluateRequest;
  readonly state: ModelState;
  readonly identity: Identity;
}

/** Takes the candidate that these inputs made before, or makes it. */
export async function makeCandidate(about: About, ports: EvaluatePorts): Promise<Candidate> {
  const { request, state, identity } = about;
  const { model } = request;
  const decision = decideTraining(model.train.when, request.trigger);
  const isMade = request.anew && (model.train.command === null || decision.trains);
  const known = findCandidate(state, { digest: identity.training, tree: identity.head.tree })?.judged.artifact;
  if (known != null && !isMade && (await ports.blobs.has(known))) {
    ports.log.step(`${model.name}: the candidate is known, nothing is trained again`);
    return { artifact: known, how: 'known', training: null, failure: null, packed: null, repeats: [] };
  }
  if (model.train.command === null) return takeFolder(about, ports);
  if (decision.trains) return train(about, model.train.command, ports);
  const failure = fail('not-trained', { model: model.name, when: decision.when });
  return {
    artifact: null,
    how: 'not-trained',
    when: decision.when,
    training: null,
    failure,
    packed: null,
    repeats: [],
  };
}

async function train({ request, identity }: About, argv: readonly string[], ports: EvaluatePorts): Promise<Candidate> {
  const { model } = request;
  const missing = await findMissing(request, ports);
  if (missing !== null)
    return { artifact: null, how: 'failed', training: null, failure: missing, packed: null, repeats: [] };
  const repeats = await trainRepeats(request, identity, argv, ports);
  ports.log.step(`${model.name}: training`);
  const training = await trainOnce(request, argv, 0, ports);
  const { failure } = training;
  if (failure !== null) return { artifact: null, how: 'failed', training, failure, packed: null, repeats: [] };
  try {
    const packed = await packCandidate(request, identity, ports);
    return { artifact: packed.manifest.digest, how: 'trained', training, failure: null, packed, repeats };
  } catch (thrown) {
    // What training left cannot be taken, with a link in it for example: a fault of the candidate, told in its report.
    if (!(thrown instanceof RelevoError)) throw thrown;
    return { artifact: null, how: 'failed', training, failure: thrown, packed: null, repeats: [] };
  }
}

/** A predictor that is not there is told before hours of training, unless training is to write it. */
async function findMissing({ model }: EvaluateRequest, { checkout }: EvaluatePorts): Promise<RelevoError | null> {
  const { module } = model.predict;
  if (module === null || module.startsWith(`${model.train.output}/`)) return null;
  const found = await checkout.present(model.dir, [module]);
  return found.length > 0 ? null : fail('predict-module', { module, reason: 'It is not in the checkout.' });
}

/** Runs the training command once with a seed. */
export function trainOnce(
  { model, signal }: EvaluateRequest,
  argv: readonly string[],
  seed: number,
  { trainer, checkout, log }: EvaluatePorts,
): Promise<Training> {
  const cwd = checkout.at(model.dir);
  return trainer.train({
    model: model.name,
    argv,
    cwd,
    output: `${cwd}/${model.train.output}`,
    seed,
    environment: model.train.env,
    timeoutMs: model.train.timeout.ms,
    onLine: line => log.output(line),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** A model trained elsewhere, as a folder of the repository. */
async function takeFolder({ request, identity }: About, ports: EvaluatePorts): Promise<Candidate> {
  const { artifact: source } = request.model.train;
  if (source?.kind !== 'folder') {
    const address = source === null ? 'nothing' : source.uri;
    throw fail('artifact-address', { model: request.model.name, address });
  }
  ports.log.step(`${request.model.name}: taking the model in ${source.path}`);
  const packed = await packCandidate(request, identity, ports, source.path);
  return { artifact: packed.manifest.digest, how: 'elsewhere', training: null, failure: null, packed, repeats: [] };
}

/** Packages weights, predictor and lock file into one content-addressed folder. */
export async function packCandidate(
  request: EvaluateRequest,
  identity: Identity,
  { checkout, workshop, log, clock }: EvaluatePorts,
  weights = request.model.train.output,
): Promise<Packed> {
  const { model } = request;
  log.step(`${model.name}: packaging the candidate`);
  const from = checkout.at(model.dir);
  const folder = await workshop.folder('candidate');
  const own = predictorFiles(model);
  const predictor = own.length === 0 ? [] : await checkout.files(model.dir, own, []);
  // Weights are seldom in git, and often ignored by it: the folder is taken as it is.
  const files = predictor.map(({ path }) => path).filter(path => !path.startsWith(`${weights}/`));
  await workshop.gather(from, [weights, ...files], folder);
  const lock = await gatherLock(from, identity.locks, folder, workshop);
  const facts: Omit<ArtifactFacts, 'files' | 'documents'> = {
    model: model.name,
    contents: contentsOf(model, weights, lock),
    run: { id: request.run, commit: identity.head.commit, training: identity.training, at: clock.now().toISOString() },
  };
  return { folder, manifest: await workshop.pack(folder, facts) };
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
