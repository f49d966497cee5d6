// The candidate: taken when its training digest is known, trained and packaged otherwise.
import type { Digest } from '../../core/digest.ts';
import type { ModelState } from '../../core/model-state.ts';
import { decideTraining } from '../../core/training-trigger.ts';
import { findCandidate } from '../../core/usable-runs.ts';
import { fail, RelevoError } from '../../errors.ts';
import type { Training } from '../../ports/training.ts';
import type { Report } from '../../report/report-schema.ts';
import { takeElsewhere } from './elsewhere.ts';
import type { EvaluatePorts, EvaluateRequest } from './evaluate.ts';
import type { Identity } from './identity.ts';
import { type Packed, packCandidate } from './packaging.ts';
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
  if (model.train.command === null) return takeElsewhere(request, identity, ports);
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
  const missing = await findMissing(request, ports);
  if (missing !== null)
    return { artifact: null, how: 'failed', training: null, failure: missing, packed: null, repeats: [] };
  const release = await ports.trainer.hold(outputOf(request, ports));
  try {
    return await trainAndPack({ request, identity, argv }, ports);
  } finally {
    await release();
  }
}

interface Trained extends Pick<About, 'request' | 'identity'> {
  readonly argv: readonly string[];
}

async function trainAndPack({ request, identity, argv }: Trained, ports: EvaluatePorts): Promise<Candidate> {
  const repeats = await trainRepeats(request, identity, argv, ports);
  ports.log.step(`${request.model.name}: training`);
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

const outputOf = ({ model }: EvaluateRequest, { checkout }: Pick<EvaluatePorts, 'checkout'>): string =>
  `${checkout.at(model.dir)}/${model.train.output}`;

/** Runs the training command once with a seed. */
export function trainOnce(
  request: EvaluateRequest,
  argv: readonly string[],
  seed: number,
  { trainer, checkout, log }: EvaluatePorts,
): Promise<Training> {
  const { model, signal } = request;
  return trainer.train({
    model: model.name,
    argv,
    cwd: checkout.at(model.dir),
    output: outputOf(request, { checkout }),
    seed,
    environment: model.train.env,
    timeoutMs: model.train.timeout.ms,
    onLine: line => log.output(line),
    ...(signal === undefined ? {} : { signal }),
  });
}
