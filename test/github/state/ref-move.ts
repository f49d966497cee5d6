// Refs as they move, and what GitHub tells about it.
import { pushPayload, refNamePayload } from '../shapes/push.ts';
import type { Cause } from './events.ts';
import { isAncestor } from './git-history.ts';
import type { Repository } from './repository.ts';
import { complaintsAgainst } from './ruleset.ts';
import type { World } from './world.ts';

/** A ref that moves: from nothing when it is created, to nothing when it is deleted. */
export interface RefMove {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Whether commits get lost. */
  readonly isForced: boolean;
}

/** What moving a ref would be. */
export function planMove({ objects, refs }: Repository, ref: string, after: string | undefined): RefMove {
  const before = refs.get(ref);
  if (before === undefined || after === undefined) return { ref, before, after, isForced: false };
  const [old, young] = [objects.peel(before), objects.peel(after)];
  return { ref, before, after, isForced: old === undefined || young === undefined || !isAncestor(objects, old, young) };
}

/** What rulesets say against a move; empty when it is allowed. */
export function ruleComplaints(
  repository: Repository,
  { ref, before, after, isForced }: RefMove,
  login: string,
): string[] {
  const kind = before === undefined ? 'creation' : after === undefined ? 'deletion' : 'update';
  return complaintsAgainst(repository.rulesets, { ref, kind, isForced, login });
}

/** Moves a ref to an object, or deletes it, and tells everybody. */
export function moveRef(
  world: World,
  repository: Repository,
  ref: string,
  after: string | undefined,
  cause: Cause,
): void {
  const move = planMove(repository, ref, after);
  const { before } = move;
  if (before === after) return;
  if (after === undefined) repository.refs.delete(ref);
  else repository.refs.set(ref, after);
  if (!/^refs\/(heads|tags)\//.test(ref)) return;
  repository.pushedAt = world.now();
  world.emit('push', repository, pushPayload(world, repository, move, cause), cause);
  if (before === undefined || after === undefined) {
    const name = before === undefined ? 'create' : 'delete';
    world.emit(name, repository, refNamePayload(world, repository, ref, cause), cause);
  }
  for (const watch of world.refWatchers) watch(repository, move, cause);
}
