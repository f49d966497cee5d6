// The same training with other seeds: how much of a difference is the luck of the seed. It never changes a verdict.
import { RelevoError } from '../../errors.ts';
import type { Report } from '../../report/report-schema.ts';
import { trainOnce } from './candidate.ts';
import type { EvaluatePorts, EvaluateRequest } from './evaluate.ts';
import type { Identity } from './identity.ts';
import { primaryValue } from './judgement.ts';
import { type Packed, packCandidate } from './packaging.ts';
import { predictWith } from './predictions.ts';

/** What training with another seed made; null when it failed. */
export interface Repeat {
  readonly seed: number;
  readonly packed: Packed | null;
}

/** Trains with the seeds from 1 on, before the candidate is, so that the output folder ends with the candidate's weights. */
export async function trainRepeats(
  request: EvaluateRequest,
  identity: Identity,
  argv: readonly string[],
  ports: EvaluatePorts,
): Promise<Repeat[]> {
  const { name, train } = request.model;
  const repeats: Repeat[] = [];
  for (let seed = 1; seed < train.repeats; seed++) {
    ports.log.step(`${name}: training with seed ${seed}, for the luck of the seed`);
    const { failure } = await trainOnce(request, argv, seed, ports);
    if (failure !== null) ports.log.step(`${name}: seed ${seed} is left out: ${failure.message}`);
    repeats.push({ seed, packed: failure === null ? await packCandidate(request, identity, ports) : null });
  }
  return repeats;
}

/** The primary metric of each repeat on the holdout; null where it could not be trained or could not predict. */
export async function valuesOf(
  request: EvaluateRequest,
  { repeats, identity }: { readonly repeats: readonly Repeat[]; readonly identity: Identity },
  ports: EvaluatePorts,
): Promise<Report['training']['repeats']> {
  const values: { seed: number; value: number | null }[] = [];
  for (const { seed, packed } of repeats) {
    values.push({ seed, value: packed === null ? null : await measure(request, { seed, packed, identity }, ports) });
  }
  return values;
}

async function measure(
  request: EvaluateRequest,
  { seed, packed, identity }: { readonly seed: number; readonly packed: Packed; readonly identity: Identity },
  ports: EvaluatePorts,
): Promise<number | null> {
  const { name } = request.model;
  ports.log.step(`${name}: predicting the holdout with seed ${seed}`);
  const wanted = { artifact: packed.manifest.digest, packed, identity, measureMs: 0, setUp: false, keep: false };
  try {
    return await primaryValue(request.model, await predictWith(request, wanted, ports), ports);
  } catch (thrown) {
    if (!(thrown instanceof RelevoError) || request.signal?.aborted === true) throw thrown;
    ports.log.step(`${name}: seed ${seed} is left out: ${thrown.message}`);
    return null;
  }
}
