// One artifact's predictions on the holdout, made in a private copy, checked, and stored by their digest.
import type { ArtifactManifest } from '../../core/artifact-manifest.ts';
import type { Digest } from '../../core/digest.ts';
import { fail } from '../../errors.ts';
import type { Prediction, PredictorChoice } from '../../ports/prediction.ts';
import type { EvaluatePorts, EvaluateRequest } from './evaluate.ts';
import type { Identity } from './identity.ts';
import { inOrderOf, predictionColumns } from './ordered-predictions.ts';
import type { Packed } from './packaging.ts';

/** Where predictions are, and what is known of their making; null when they were made in an earlier run. */
export interface PredictionFiles {
  readonly path: string;
  readonly digest: Digest;
  readonly prediction: (Prediction & { readonly artifactBytes: number }) | null;
}

interface Wanted {
  readonly artifact: Digest;
  /** Where the artifact is packaged; null when it is to be fetched. */
  readonly packed: Packed | null;
  readonly identity: Identity;
  readonly measureMs: number;
  /** Whether `setup` runs first: a candidate was trained here, production comes from elsewhere. */
  readonly setUp: boolean;
  /** Whether the predictions are stored, for later runs. */
  readonly keep: boolean;
}

/** The column that numbers the rows when the holdout names no ids. */
export const ROW = 'relevo_row';

/** The columns that name a row of the model's holdout. */
export const idsOf = ({ holdout }: EvaluateRequest['model']): readonly string[] =>
  holdout.id.length > 0 ? holdout.id : [ROW];

/** Has an artifact predict the holdout. The file that it gets never holds the target. */
export async function predictWith(
  request: EvaluateRequest,
  wanted: Wanted,
  ports: EvaluatePorts,
): Promise<PredictionFiles> {
  const { model } = request;
  const { workshop, predictor, rows, checkout } = ports;
  const room = await workshop.folder('prediction');
  const folder = `${room}/artifact`;
  const manifest = await privateCopy(wanted, folder, ports);
  if (manifest.contents.kind !== 'artifact') throw fail('artifact-kind', { digest: wanted.artifact });
  const limits = {
    // What training may see is for training: a predictor gets no secret.
    environment: [],
    timeoutMs: model.predict.timeout.ms,
    onLine: (line: string) => ports.log.output(line),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  };
  const { setup, task, weights } = manifest.contents;
  if (wanted.setUp && setup !== null)
    await predictor.setUp({ ...limits, environment: model.train.env, model: model.name, argv: setup, folder });
  const table = await rows.open(`${checkout.at(model.dir)}/${model.holdout.data}`);
  const columns = (await table.columns()).filter(column => column !== model.holdout.target);
  const data = `${room}/rows.csv`;
  await workshop.writeRows(table, { columns, numbered: model.holdout.id.length === 0, path: data });
  const prediction = await predictor.predict({
    ...limits,
    model: model.name,
    task,
    predictor: choiceOf(manifest),
    project: checkout.at(model.dir),
    folder,
    weights,
    data,
    ids: idsOf(model),
    output: `${await workshop.folder('predictions')}/predictions.csv`,
    measureMs: wanted.measureMs,
  });
  const kept = await store(request, { ...wanted, data, prediction }, ports);
  const artifactBytes = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  return { ...kept, prediction: { ...prediction, artifactBytes } };
}

/** A predictor may write into its folder, so it never gets the one that is kept. */
async function privateCopy(
  { artifact, packed }: Wanted,
  folder: string,
  { blobs, workshop }: EvaluatePorts,
): Promise<ArtifactManifest> {
  if (packed === null) return blobs.fetch(artifact, folder);
  await workshop.gather(packed.folder, ['.'], folder);
  return packed.manifest;
}

function choiceOf({ contents }: ArtifactManifest): PredictorChoice {
  if (contents.kind !== 'artifact') throw new Error('Predictions cannot predict.');
  const { predictor } = contents;
  switch (predictor.kind) {
    case 'module':
      return { kind: 'module', module: predictor.path };
    case 'command':
      return { kind: 'command', command: predictor.argv };
    case 'features':
      return { kind: 'features', features: predictor.columns };
  }
}

/**
 * Keeps predictions under a digest of their own, so that production need not predict the same holdout again: in the order of
 * the holdout's rows, and nothing but ids and predictions, so that no further column can pass for one of the holdout.
 */
async function store(
  { model }: EvaluateRequest,
  { identity, keep, data, prediction }: Wanted & { readonly data: string; readonly prediction: Prediction },
  { workshop, blobs, rows }: EvaluatePorts,
): Promise<Pick<PredictionFiles, 'path' | 'digest'>> {
  const folder = await workshop.folder('kept');
  const path = `${folder}/predictions.csv`;
  const ids = idsOf(model);
  const predicted = await rows.open(prediction.path);
  const columns = await predictionColumns(predicted, ids);
  const ordered = await inOrderOf(await rows.open(data), predicted, ids);
  await workshop.writeRows(ordered, { columns, numbered: false, path });
  const contents = { kind: 'predictions' as const, holdout: identity.holdout.digest, rows: prediction.rows };
  const { digest } = await workshop.pack(folder, { model: model.name, contents, run: null });
  return { path, digest: keep ? await blobs.put(folder) : digest };
}
