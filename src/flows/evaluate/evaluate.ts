// From a commit to a report: the candidate is made or found, predicts beside production, and is judged.
import type { ModelConfig } from '../../config/config.ts';
import type { Digest, Sha256 } from '../../core/digest.ts';
import { comparisonDigest } from '../../core/digests.ts';
import type { EventOf } from '../../core/ledger-event.ts';
import { countJudged, foldState, type ModelState } from '../../core/model-state.ts';
import type { Trigger } from '../../core/training-trigger.ts';
import { findComparison } from '../../core/usable-runs.ts';
import type { Predictor } from '../../ports/prediction.ts';
import type { Trainer } from '../../ports/training.ts';
import type { Blobs, Checkout, Clock, Downloads, Ledger, Log, Rows, Workshop } from '../../ports.ts';
import { modelCard } from '../../report/model-card.ts';
import { type Report, readReport } from '../../report/report-schema.ts';
import type { PinnedData } from '../lock-data.ts';
import { type BaselineFacts, findBaseline, isAboutModel, nameBaseline } from './baseline.ts';
import { type Candidate, makeCandidate } from './candidate.ts';
import { type Identity, identify } from './identity.ts';
import { judge } from './judgement.ts';
import { recordInputs } from './recorded-inputs.ts';
import { valuesOf } from './repeats.ts';
import { reportOf } from './run-report.ts';

/** Everything that an evaluation needs from the world. */
export interface EvaluatePorts {
  readonly checkout: Checkout;
  readonly workshop: Workshop;
  readonly rows: Rows;
  readonly downloads: Downloads;
  readonly trainer: Trainer;
  readonly predictor: Predictor;
  readonly ledger: Ledger;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly log: Log;
  readonly sha256: Sha256;
}

/** Who evaluates what, where. */
export interface EvaluateRequest {
  readonly model: ModelConfig;
  /** The model's declared data, as it is and as relevo.lock pins it. */
  readonly data: readonly PinnedData[];
  /** The config of the commit that production came from, when it had one for this model. */
  readonly former: ModelConfig | null;
  readonly run: string;
  readonly by: string;
  readonly origin: EventOf<'evaluated'>['origin'];
  /** What woke this evaluation: `train.when` says whether it trains. */
  readonly trigger: Trigger;
  readonly relevo: string;
  /** Trains and compares anew even when both are known. */
  readonly anew: boolean;
  readonly signal?: AbortSignal;
}

/** What came of it. `reused`: an earlier run had compared the very same things. */
export interface Evaluation {
  readonly report: Report;
  readonly run: string;
  readonly reused: boolean;
  /** Production's predictions on this holdout, among the blobs; null where this run had no need of them. */
  readonly baselinePredictions: Digest | null;
}

/** Evaluates one model; nothing is recorded yet. A failed training or a failed verdict is a report, not an error. */
export async function evaluateModel(request: EvaluateRequest, ports: EvaluatePorts): Promise<Evaluation> {
  const { model } = request;
  const reading = await ports.ledger.read(model.name);
  const state = foldState(reading.entries);
  const identity = await identify(model, request.data, ports);
  const candidate = await makeCandidate({ request, state, identity }, ports);
  if (candidate.artifact !== null && !request.anew) {
    const known = await findKnown(request, { state, identity, artifact: candidate.artifact }, ports);
    if (known !== null) return known;
  }
  const baseline =
    candidate.artifact === null ? nameBaseline(state) : await findBaseline(request, { state, identity }, ports);
  const report = await describe(request, { state, identity, candidate, baseline }, ports);
  await store(candidate, report, ports);
  return { report, run: request.run, reused: false, baselinePredictions: predictionsOf(baseline) };
}

/** The report of a run that compared the same candidate with the same baseline by the same yardstick. */
async function findKnown(
  { model }: EvaluateRequest,
  { state, identity, artifact }: { state: ModelState; identity: Identity; artifact: Digest },
  { ledger, sha256 }: EvaluatePorts,
): Promise<Evaluation | null> {
  const digest = comparisonOf(identity, artifact, state, sha256);
  const found = findComparison(state, { digest, tree: identity.head.tree });
  if (found === undefined || found.judged.dirty !== identity.head.dirty) return null;
  const reading = readReport(await ledger.report(model.name, found.judged.report));
  if (!reading.ok) return null;
  // The model may have had another name then.
  const report = { ...reading.report, model: model.name };
  return { report, run: found.judged.run, reused: true, baselinePredictions: null };
}

const comparisonOf = (identity: Identity, candidate: Digest, state: ModelState, sha256: Sha256): Digest =>
  comparisonDigest({ candidate, baseline: state.production?.event ?? null, yardstick: identity.yardstick }, sha256);

interface Made {
  readonly state: ModelState;
  readonly identity: Identity;
  readonly candidate: Candidate;
  readonly baseline: BaselineFacts;
}

const predictionsOf = (baseline: BaselineFacts): Digest | null =>
  baseline.kind === 'production' ? (baseline.predictions?.digest ?? null) : null;

/** Predicts, compares and judges; whatever fails on the way is told in the report. */
async function describe(request: EvaluateRequest, made: Made, ports: EvaluatePorts): Promise<Report> {
  const { state, identity, candidate, baseline } = made;
  const inputs = recordInputs(identity, ports.sha256);
  const at = ports.clock.now().toISOString();
  const facts = { request, ...made, inputs, at };
  if (candidate.artifact === null) return reportOf({ ...facts, judged: null, failure: candidate.failure });
  try {
    const judged = await judge(
      request,
      { ...made, artifact: candidate.artifact, packed: candidate.packed, baseline },
      ports,
    );
    return reportOf({
      ...facts,
      judged: {
        ...judged,
        comparisonDigest: comparisonOf(identity, candidate.artifact, state, ports.sha256),
        judgedOnHoldout: countJudged(state, identity.holdout.digest, judged.predictions),
        repeats: await valuesOf(request, { repeats: candidate.repeats, identity }, ports),
      },
      failure: null,
    });
  } catch (thrown) {
    if (!isAboutModel(thrown) || request.signal?.aborted === true) throw thrown;
    return reportOf({ ...facts, judged: null, failure: thrown });
  }
}

/** Stores a new candidate with its model card, before the ledger names it. */
async function store({ packed }: Candidate, report: Report, { workshop, blobs }: EvaluatePorts): Promise<void> {
  if (packed === null) return;
  await workshop.describe(packed.folder, 'model-card.md', modelCard(report));
  await blobs.put(packed.folder);
}
