// Which version a rollback returns to, and whether it can.
import type { Asking, Decision } from './decision.ts';
import type { ModelState, Version } from './model-state.ts';
import { returnTo } from './promotion.ts';

/** A wish to return to a version; null for the one before. */
export interface RollbackRequest extends Asking {
  readonly to: number | null;
  readonly because: string | null;
}

/**
 * Decides a rollback. A frozen model can be rolled back: freezing keeps candidates out, and must not keep a bad version in.
 */
export function planRollback(state: ModelState, request: RollbackRequest): Decision {
  const { production } = state;
  if (production === null) {
    return {
      kind: 'refuse',
      code: 'no-production',
      reason: 'No version is in production.',
      remedy: 'Promote a first version.',
    };
  }
  if (request.to === production.version) {
    const reason = `v${production.version} is in production.`;
    return { kind: 'nothing', code: 'in-production', reason, remedy: null };
  }
  const target = request.to === null ? versionBefore(state, production.version) : findVersion(state, request.to);
  const at = target === undefined ? undefined : state.pruned.get(target.made.artifact);
  if (target !== undefined && at !== undefined) return gone(target.version, at);
  if (target !== undefined) return returnTo(state, target, request, request.because);
  return {
    kind: 'refuse',
    code: request.to === null ? 'no-earlier-version' : 'unknown-version',
    reason:
      request.to === null
        ? `Every version before v${production.version} was rolled back itself or let go, or there is none.`
        : `There is no v${request.to}.`,
    remedy: `Name one of the versions: ${state.versions.map(({ version }) => `v${version}`).join(', ')}.`,
  };
}

/** What is said of a version whose artifact was let go. */
const gone = (version: number, at: string): Decision => ({
  kind: 'refuse',
  code: 'pruned',
  reason: `The artifact of v${version} was let go on ${at.slice(0, 10)}, as \`keep\` says.`,
  remedy: 'Evaluate its commit again, which makes it anew; a larger `keep.versions` holds for those to come.',
});

/** The latest earlier version that was not rolled back: going back to that one is a person's choice by name. */
export function versionBefore({ rolledBack, versions, pruned }: ModelState, version: number): Version | undefined {
  const bad = new Set(rolledBack.map(({ artifact }) => artifact));
  return versions.findLast(
    one => one.version < version && !bad.has(one.made.artifact) && !pruned.has(one.made.artifact),
  );
}

function findVersion(state: ModelState, version: number): Version | undefined {
  return state.versions.findLast(one => one.version === version);
}
