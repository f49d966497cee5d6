// The commit that production was made from.
import type { ModelState } from './model-state.ts';

/** Null before the first version, and for a model that was adopted from no commit. */
export function productionCommit({ production, versions }: ModelState): string | null {
  return versions.findLast(({ version }) => version === production?.version)?.made.commit ?? null;
}
