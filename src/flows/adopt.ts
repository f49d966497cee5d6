// A model that was in production before Relevo came becomes v1: recorded as what it is, without a verdict.
import type { ModelConfig } from '../config/config.ts';
import { foldState } from '../core/model-state.ts';
import { fail } from '../errors.ts';
import type { Blobs, Checkout, Ledger, Workshop } from '../ports.ts';
import { findLocks, predictorFiles } from './evaluate/identity.ts';
import { contentsOf, gatherLock } from './evaluate/packaging.ts';

/** What is adopted, and by whom. */
export interface Adoption {
  readonly model: ModelConfig;
  /** The folder with its weights, an absolute path. */
  readonly folder: string;
  readonly by: string;
  readonly at: string;
  readonly writer: 'actions' | 'app' | 'local';
  readonly reason: string;
}

/** Packages the folder with the model's predictor and makes it v1; refused once the model has versions. */
export async function adopt(
  adoption: Adoption,
  ports: { readonly checkout: Checkout; readonly workshop: Workshop; readonly blobs: Blobs; readonly ledger: Ledger },
): Promise<{ version: number; artifact: string }> {
  const { model } = adoption;
  const { head, entries } = await ports.ledger.read(model.name);
  const { versions } = foldState(entries);
  if (versions.length > 0) throw fail('adopt-too-late', { model: model.name, version: versions.length });
  const artifact = await pack(adoption, ports);
  const { commit, tree } = await ports.checkout.head();
  const unknown = {
    comparison: null,
    predictions: null,
    holdout: null,
    rules: null,
    yardstick: null,
    baseline: null,
    outcome: null,
    report: null,
  };
  const appended = await ports.ledger.append({
    model: model.name,
    head,
    reports: [],
    events: [
      {
        event: 'forced',
        model: model.name,
        at: adoption.at,
        by: adoption.by,
        writer: adoption.writer,
        run: null,
        commit,
        tree,
        training: null,
        version: 1,
        artifact,
        ...unknown,
        metrics: {},
        verdict: null,
        reason: adoption.reason,
      },
    ],
  });
  if (appended.outcome === 'conflict') throw fail('ledger-busy', { model: model.name });
  return { version: 1, artifact };
}

async function pack(
  { model, folder }: Adoption,
  { checkout, workshop, blobs }: { checkout: Checkout; workshop: Workshop; blobs: Blobs },
) {
  const into = await workshop.folder('adopted');
  const weights = model.train.output;
  await workshop.gather(folder, ['.'], `${into}/${weights}`);
  const own = predictorFiles(model);
  const files = own.length === 0 ? [] : (await checkout.files(model.dir, own, [])).map(({ path }) => path);
  await workshop.gather(checkout.at(model.dir), files, into);
  const lock = await gatherLock(checkout.at(model.dir), await findLocks(model, checkout), into, workshop);
  const contents = contentsOf(model, weights, lock);
  await workshop.pack(into, { model: model.name, contents, run: null });
  return blobs.put(into);
}
