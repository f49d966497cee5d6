// What a registry lets go of: versions beyond those that are kept, and candidates that nobody promoted in time. The ledger
// says so before anything is removed; production, and what a rollback returns to, stay in any case.
import type { Digest } from './digest.ts';
import type { ModelState, Version } from './model-state.ts';
import { versionBefore } from './rollback.ts';

/** How much of a model is kept. */
export interface Keeping {
  /** So many versions, the latest ones. */
  readonly versions: number;
  /** So long after their last run, candidates that were not promoted. */
  readonly candidatesMs: number;
}

/** One stored artifact, or the predictions of one. */
export interface StoredBlob {
  readonly digest: Digest;
  /** When it was stored. */
  readonly at: string;
}

/** A model with a ledger. `keep` is null for one that the config does not name: all of it stays. */
export interface KeptModel {
  readonly model: string;
  readonly state: ModelState;
  readonly keep: Keeping | null;
}

/** What is let go. */
export interface Pruning {
  /** By model, what its ledger names and has not said to be let go; to be said before it is removed. */
  readonly said: ReadonlyMap<string, readonly Digest[]>;
  readonly removed: readonly Digest[];
}

/** What no ledger names may be about to be named: a run stores its candidate before it is recorded. */
const STRAY_MS = 24 * 3_600_000;

/** Plans what goes. An artifact that any model keeps stays for all. */
export function planPruning(models: readonly KeptModel[], stored: readonly StoredBlob[], now: string): Pruning {
  const kept = new Set(models.flatMap(model => [...keptOf(model, now)]));
  const named = models.map(({ model, state }) => ({ model, state, digests: namedBy(state) }));
  const removed = stored
    .filter(({ digest, at }) => {
      const isNamed = named.some(({ digests }) => digests.has(digest));
      return !kept.has(digest) && (isNamed || age(at, now) > STRAY_MS);
    })
    .map(({ digest }) => digest);
  const said = named.map(({ model, state, digests }): [string, Digest[]] => [
    model,
    removed.filter(digest => digests.has(digest) && !state.pruned.has(digest)),
  ]);
  return { said: new Map(said.filter(([, digests]) => digests.length > 0)), removed };
}

function keptOf({ state, keep }: KeptModel, now: string): ReadonlySet<Digest> {
  if (keep === null) return namedBy(state);
  const { production, versions, runs } = state;
  const inUse = versions.filter(({ version }) => version === production?.version);
  const before = production === null ? undefined : versionBefore(state, production.version);
  const recent = runs.filter(({ judged }) => age(judged.at, now) <= keep.candidatesMs);
  const latest = runs.slice(-1);
  return digestsOf([
    ...[...versions.slice(-keep.versions), ...inUse, ...(before === undefined ? [] : [before])].map(madeOf),
    ...[...recent, ...latest].map(({ judged }) => judged),
  ]);
}

const madeOf = ({ made }: Version): Version['made'] => made;

const namedBy = ({ versions, runs }: ModelState): ReadonlySet<Digest> =>
  digestsOf([...versions.map(madeOf), ...runs.map(({ judged }) => judged)]);

/** The artifacts, and their predictions on the holdout. */
const digestsOf = (
  made: readonly { readonly artifact: Digest | null; readonly predictions: Digest | null }[],
): ReadonlySet<Digest> =>
  new Set(made.flatMap(({ artifact, predictions }) => [artifact, predictions]).filter(digest => digest !== null));

const age = (at: string, now: string): number => Date.parse(now) - Date.parse(at);
