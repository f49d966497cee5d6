// What a person means by a version, a run or a digest.
import type { Digest } from './digest.ts';
import { startsWith, type Target } from './model-ref.ts';
import type { JudgedRun, ModelState, Version } from './model-state.ts';

/** The versions and runs that a target means: none, one, or several where a shortened digest leaves it open. */
export function findTarget(state: ModelState, target: Target): readonly (Version | JudgedRun)[] {
  switch (target.kind) {
    case 'production':
      return state.versions.filter(({ version }) => version === state.production?.version);
    case 'version':
      return state.versions.filter(({ version }) => version === target.version);
    case 'digest':
      return findByDigest(state, target);
    case 'run': {
      const latest = state.runs.findLast(({ judged }) => judged.run === target.run);
      return latest === undefined ? [] : [latest];
    }
  }
}

/** A version comes before the runs that made the same artifact, and of those the latest stands for all. */
function findByDigest(
  state: ModelState,
  target: Extract<Target, { kind: 'digest' }>,
): readonly (Version | JudgedRun)[] {
  const found = new Map<Digest, Version | JudgedRun>();
  for (const run of state.runs) {
    const { artifact } = run.judged;
    if (artifact !== null && startsWith(artifact, target)) found.set(artifact, run);
  }
  for (const version of state.versions) {
    if (startsWith(version.made.artifact, target)) found.set(version.made.artifact, version);
  }
  return [...found.values()];
}
