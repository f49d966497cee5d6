// What production promised: its stored predictions on the holdout that it was accepted on, and what training saw.
import type { ModelConfig, MonitorConfig } from '../../config/config.ts';
import type { Version } from '../../core/model-state.ts';
import type { WatchedLoss } from '../../core/watch/loss.ts';
import { referenceSignals } from '../../core/watch/reference-signals.ts';
import type { Reference } from '../../core/watch/watch-state.ts';
import { fail, RelevoError } from '../../errors.ts';
import type { Blobs, Checkout, DataSets, Ledger, Log, Rows, Table, Workshop } from '../../ports.ts';
import { readReport } from '../../report/report-schema.ts';
import { besideTable, withNumbers } from '../beside-table.ts';
import { collectFeatures } from './collect-features.ts';
import { readHoldout } from './read-holdout.ts';

/** What finding it needs. */
export interface ReferencePorts {
  readonly blobs: Blobs;
  readonly checkout: Checkout;
  readonly dataSets: DataSets;
  readonly ledger: Ledger;
  readonly rows: Rows;
  readonly workshop: Workshop;
  readonly log: Log;
}

/** The model, and the version that is watched. */
export interface ReferenceRequest {
  readonly model: ModelConfig & { readonly monitor: MonitorConfig };
  readonly version: Version;
  readonly loss: WatchedLoss;
}

const ROW = 'relevo_row';

/** Finds what the version promised; why it is not known is an error with its remedy. */
export async function findReference(request: ReferenceRequest, ports: ReferencePorts): Promise<Reference> {
  const { model, version, loss } = request;
  ports.log.step(`${model.name}: telling what v${version.version} promised`);
  const table = await holdoutWithPredictions(request, ports);
  const rows = await readHoldout(table, { model, loss });
  const season = model.holdout.season?.ms ?? null;
  const rules = { metric: loss.metric, tolerance: model.monitor.tolerance, seasonMs: season };
  const told = referenceSignals(rows, rules);
  if (told === null) throw unknown(request, 'Its holdout has too few rows with a label and a prediction.', PROMOTE);
  const training = await trainingTables(request, ports);
  const source = training.length > 0 ? training : [table];
  const features = await collectFeatures(source, table, model);
  const featuresFrom = features.length === 0 ? null : training.length > 0 ? 'training' : 'holdout';
  return { ...told, features, featuresFrom, notes: [...told.notes, ...notesOf(request, featuresFrom)] };
}

function notesOf({ loss, model }: ReferenceRequest, featuresFrom: Reference['featuresFrom']): string[] {
  const primary = model.metrics[0] ?? '';
  return [
    ...(loss.exact ? [] : [`no single row has a ${primary}; ${loss.metric} is watched in its place`]),
    ...(featuresFrom === 'holdout' ? ['features are held against the holdout: the training data is not at hand'] : []),
  ];
}

const PROMOTE = 'Promote a version that Relevo evaluated: what it promises is then stored with it.';

const unknown = ({ model, version }: ReferenceRequest, why: string, remedy: string): RelevoError =>
  fail('reference-none', { model: model.name, version: version.version, why, remedy });

/** The holdout with the version's own predictions beside it, row by row. */
async function holdoutWithPredictions(request: ReferenceRequest, ports: ReferencePorts): Promise<Table> {
  const { model, version } = request;
  const { predictions, holdout } = version.made;
  if (predictions === null || holdout === null) {
    const why = 'It was put into production without predictions on a holdout, so nothing tells how good it was.';
    throw unknown(request, why, PROMOTE);
  }
  if (!(await ports.blobs.has(predictions))) {
    throw unknown(
      request,
      'Its predictions are no longer in the registry.',
      'Restore them from a backup, or promote a version anew.',
    );
  }
  const path = await fileWithDigest({ path: model.holdout.data, digest: holdout }, request, ports);
  if (path === null) {
    const why = `${model.holdout.data} is another one by now, and its former content is not in git at the version's commit.`;
    throw unknown(
      request,
      why,
      'Put that holdout back, fetch the history (`fetch-depth: 0`), or promote a version on the new one.',
    );
  }
  const folder = `${await ports.workshop.folder('watched-predictions')}/kept`;
  await ports.blobs.fetch(predictions, folder);
  const opened = await ports.rows.open(path);
  const hasIds = model.holdout.id.length > 0;
  const rows = hasIds ? opened : withNumbers(opened, ROW);
  return besideTable(rows, await ports.rows.open(`${folder}/predictions.csv`), hasIds ? model.holdout.id : [ROW]);
}

/** A declared file as it was: in the checkout, or in git at the version's commit; null where it is in neither. */
async function fileWithDigest(
  { path, digest }: { readonly path: string; readonly digest: string },
  { model, version }: ReferenceRequest,
  { checkout, dataSets, workshop }: ReferencePorts,
): Promise<string | null> {
  const here = `${checkout.at(model.dir)}/${path}`;
  if ((await digestAt(here, dataSets)) === digest) return here;
  const { commit } = version.made;
  if (commit === null) return null;
  const copy = `${await workshop.folder('former-data')}/${path.split('/').at(-1)}`;
  const inRepository = model.dir === '.' ? path : `${model.dir}/${path}`;
  if (!(await checkout.copyAt(commit, inRepository, copy))) return null;
  return (await digestAt(copy, dataSets)) === digest ? copy : null;
}

/** null for a file that is not there, or no table any more. */
async function digestAt(path: string, dataSets: DataSets): Promise<string | null> {
  try {
    return await dataSets.digest(path);
  } catch (thrown) {
    if (thrown instanceof RelevoError) return null;
    throw thrown;
  }
}

/** The training data that the version's own report names, where all of it is still what it was. */
async function trainingTables(request: ReferenceRequest, ports: ReferencePorts): Promise<readonly Table[]> {
  const { model, version } = request;
  if (version.made.report === null) return [];
  const reading = readReport(await ports.ledger.report(model.name, version.made.report));
  const data = reading.ok ? reading.report.data.filter(({ part }) => part === 'training') : [];
  const tables: Table[] = [];
  for (const file of data) {
    const path = await fileWithDigest(file, request, ports);
    if (path === null) return [];
    tables.push(await ports.rows.open(path));
  }
  return tables;
}
