// What the candidate is compared with: production as the ledger has it, or for a first version the best constant.
import type { Digest } from '../../core/digest.ts';
import type { ModelState, Version } from '../../core/model-state.ts';
import { fail, RelevoError } from '../../errors.ts';
import type { EvaluatePorts, EvaluateRequest } from './evaluate.ts';
import type { Identity } from './identity.ts';
import { type PredictionFiles, predictWith } from './predictions.ts';

/** The baseline, and its predictions on the holdout once they are there. */
export type BaselineFacts =
  | { readonly kind: 'constant' }
  | {
      readonly kind: 'production';
      readonly version: number;
      readonly event: Digest;
      /** null when production could not predict here; `problem` says why. */
      readonly predictions: PredictionFiles | null;
      readonly problem: RelevoError | null;
    };

/** The baseline, where nothing is to be compared with it. */
export const nameBaseline = ({ production }: ModelState): BaselineFacts =>
  production === null
    ? { kind: 'constant' }
    : {
        kind: 'production',
        version: production.version,
        event: production.event,
        predictions: null,
        problem: null,
      };

/** Finds the baseline, and has production predict when the holdout is new to it. */
export async function findBaseline(
  request: EvaluateRequest,
  { state, identity }: { state: ModelState; identity: Identity },
  ports: EvaluatePorts,
): Promise<BaselineFacts> {
  const { production } = state;
  if (production === null) return { kind: 'constant' };
  const version = state.versions.findLast(one => one.version === production.version);
  if (version === undefined) throw new Error(`The ledger's production is v${production.version}, which it never made.`);
  const facts = { kind: 'production', version: production.version, event: production.event } as const;
  try {
    const known = await knownPredictions(version, identity, ports);
    const predictions = known ?? (await predictAgain(request, version, identity, ports));
    return { ...facts, predictions, problem: null };
  } catch (thrown) {
    if (!isAboutModel(thrown) || request.signal?.aborted === true) throw thrown;
    const { name } = request.model;
    const problem = fail(
      'production-cannot-predict',
      { model: name, version: version.version, reason: thrown.message },
      thrown,
    );
    return { ...facts, predictions: null, problem };
  }
}

/** A damaged registry is nobody's verdict: the run ends with the error, and nothing is recorded. */
export const isAboutModel = (thrown: unknown): thrown is RelevoError =>
  thrown instanceof RelevoError && !thrown.code.startsWith('registry-');

/** Production's predictions are stored with it, and hold while the holdout is the same. */
async function knownPredictions(
  { made }: Version,
  identity: Identity,
  { blobs, workshop }: EvaluatePorts,
): Promise<PredictionFiles | null> {
  if (made.predictions === null || made.holdout !== identity.holdout.digest || !(await blobs.has(made.predictions)))
    return null;
  const folder = `${await workshop.folder('production-predictions')}/kept`;
  await blobs.fetch(made.predictions, folder);
  return { path: `${folder}/predictions.csv`, digest: made.predictions, prediction: null };
}

/** On a new holdout production's own packaged code predicts. */
async function predictAgain(
  request: EvaluateRequest,
  { version, made }: Version,
  identity: Identity,
  ports: EvaluatePorts,
): Promise<PredictionFiles> {
  ports.log.step(`${request.model.name}: v${version} predicts the new holdout`);
  return predictWith(
    request,
    { artifact: made.artifact, packed: null, identity, measureMs: 0, setUp: true, keep: true },
    ports,
  );
}
