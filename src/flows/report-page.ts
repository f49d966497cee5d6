// A run as one page: its report, the rows behind it where they are still to be had, and the versions before it.
import type { ModelConfig } from '../config/config.ts';
import type { Comparison } from '../core/comparison.ts';
import type { Digest, Sha256 } from '../core/digest.ts';
import { chooseMetric } from '../core/metrics/catalogue.ts';
import type { ModelState } from '../core/model-state.ts';
import { RelevoError } from '../errors.ts';
import type { Blobs, Checkout, DataSets, Rows, Workshop } from '../ports.ts';
import { reportPage } from '../report/page/page.ts';
import type { RowDetails } from '../report/page/row-details.ts';
import type { Report } from '../report/report-schema.ts';
import type { Consequence } from '../report/run-words.ts';
import { type PairingRequest, readPairs } from './compare.ts';
import { nameRules } from './evaluate/identity.ts';
import { pairingOf } from './evaluate/judgement.ts';
import { RowGatherer } from './row-gatherer.ts';

/** What a page is wanted of. */
export interface PageRequest {
  readonly report: Report;
  /** The model as the checkout's config has it; null when it has none of the name. */
  readonly model: ModelConfig | null;
  readonly state: ModelState;
  readonly consequence: Consequence;
  /** Where the run itself knows them, production's predictions on its holdout; else the ledger names them. */
  readonly baselinePredictions?: Digest | null;
  /** The program that the page runs in its reader's browser. */
  readonly script: string;
}

/** What a page reads through. */
export interface PagePorts {
  readonly rows: Rows;
  readonly dataSets: DataSets;
  readonly checkout: Pick<Checkout, 'at'>;
  readonly workshop: Workshop;
  readonly blobs: Pick<Blobs, 'has' | 'fetch'>;
  readonly sha256: Sha256;
}

/** The page as one HTML text. Rows that cannot be had any more are no failure: the page says so and shows the report. */
export async function writePage(request: PageRequest, ports: PagePorts): Promise<string> {
  const { report, model, state, consequence, script } = request;
  const { details, missing } = await findDetails(request, ports);
  const rows = model?.report.rows ?? 'none';
  return reportPage({ report, details, missing, rows, state, consequence, script, sha256: ports.sha256 });
}

interface Found {
  readonly details: RowDetails | null;
  /** Why there are none; null where there is nothing to miss. */
  readonly missing: string | null;
}

const without = (missing: string | null): Found => ({ details: null, missing });

async function findDetails(request: PageRequest, ports: PagePorts): Promise<Found> {
  const { report, model } = request;
  if (report.comparison === null) return without(null);
  if (model === null) return without('relevo.yml no longer has this model');
  if (nameRules(model, ports.sha256) !== report.digests.rules) return without('relevo.yml has other rules by now');
  try {
    return await readDetails({ ...request, model }, report.comparison as Comparison, ports);
  } catch (thrown) {
    // A page about a run must not fail for want of a file; anything else is a mistake of ours.
    if (!(thrown instanceof RelevoError)) throw thrown;
    if (thrown.code === 'file-not-found') return without('the holdout is not in this checkout');
    // The message may name the row that it is about.
    return without(model.report.rows === 'ids' ? thrown.message.replace(/\.$/, '') : 'they can no longer be read');
  }
}

async function readDetails(
  request: PageRequest & { readonly model: ModelConfig },
  comparison: Comparison,
  ports: PagePorts,
): Promise<Found> {
  const { report, model, state } = request;
  const holdout = `${ports.checkout.at(model.dir)}/${model.holdout.data}`;
  if ((await ports.dataSets.digest(holdout)) !== report.digests.holdout) {
    return without('the holdout in this checkout is another one');
  }
  const candidate = await fetched(report.digests.predictions as Digest | null, ports);
  if (candidate === null) return without('the candidate’s predictions are not in the registry');
  const isConstant = report.baseline.version === null;
  const baseline = isConstant
    ? null
    : await fetched(request.baselinePredictions ?? predictionsOfBaseline(report, state), ports);
  if (!isConstant && baseline === null) {
    return without(`the predictions of ${report.baseline.name} on this holdout are not in the registry`);
  }
  const pairing = withProbabilities(await pairingOf(model, { candidate, baseline }, ports));
  return { details: await gather(await pairing, model, comparison), missing: null };
}

async function gather(pairing: PairingRequest, model: ModelConfig, comparison: Comparison): Promise<RowDetails> {
  const start = (): RowGatherer =>
    new RowGatherer({
      plan: pairing.plan,
      tolerance: comparison.flips.tolerance,
      named: model.report.rows === 'ids',
      alpha: comparison.alpha,
    });
  let gatherer = start();
  await readPairs(pairing, () => {
    gatherer = start();
    return (batch, dictionaries) => gatherer.add(batch, dictionaries);
  });
  return gatherer.details();
}

/** Stored with the version itself, or with a run that evaluated it on this holdout. */
function predictionsOfBaseline({ baseline, digests }: Report, { versions, runs }: ModelState): Digest | null {
  const version = versions.findLast(({ version: number }) => number === baseline.version)?.made;
  if (version === undefined) return null;
  if (version.holdout === digests.holdout && version.predictions !== null) return version.predictions;
  const run = runs.findLast(
    ({ judged }) =>
      judged.artifact === version.artifact && judged.holdout === digests.holdout && judged.predictions !== null,
  );
  return run?.judged.predictions ?? null;
}

async function fetched(digest: Digest | null, { blobs, workshop }: PagePorts): Promise<string | null> {
  if (digest === null || !(await blobs.has(digest))) return null;
  const folder = `${await workshop.folder('page')}/kept`;
  await blobs.fetch(digest, folder);
  return `${folder}/predictions.csv`;
}

/** Classes are read with their probabilities where both sides have them, whatever the metrics ask for. */
async function withProbabilities(pairing: PairingRequest): Promise<PairingRequest> {
  const { tables, plan } = pairing;
  if (plan.task !== 'multiclass') return pairing;
  const of = async (side: 'baseline' | 'candidate'): Promise<string> =>
    (await tables[side].columns())
      .filter(name => name.startsWith('p:'))
      .sort()
      .join('\n');
  const [before, after] = [await of('baseline'), await of('candidate')];
  const chosen = chooseMetric('log_loss', plan.task);
  if (before === '' || before !== after || !('metric' in chosen)) return pairing;
  return { ...pairing, plan: { ...plan, metrics: [...plan.metrics, chosen] } };
}
