// Which earlier runs spare training or comparing again.
import type { Digest } from './digest.ts';
import type { EventOf } from './ledger-event.ts';
import type { JudgedRun, ModelState } from './model-state.ts';

/** What makes an earlier run's candidate or report usable at a commit; `tree` is the commit's, null outside git. */
interface Sought {
  readonly digest: Digest;
  readonly tree: string | null;
}

/** The latest usable run with this training digest that yielded an artifact: its candidate need not be trained again. */
export function findCandidate(state: ModelState, { digest, tree }: Sought): JudgedRun | undefined {
  return state.runs.findLast(
    ({ judged }) => judged.training === digest && judged.artifact !== null && isUsable(judged, tree),
  );
}

/** The latest usable run with this comparison digest: its report holds. */
export function findComparison(state: ModelState, { digest, tree }: Sought): JudgedRun | undefined {
  return state.runs.findLast(({ judged }) => judged.comparison === digest && isUsable(judged, tree));
}

/** Code under review could have forged what it made: that counts only for the tree that was reviewed, a fork's never. */
function isUsable({ origin, tree }: EventOf<'evaluated'>, wanted: string | null): boolean {
  switch (origin) {
    case 'push':
    case 'local':
      return true;
    case 'branch':
    case 'pull-request':
    case 'merge-group':
      return tree !== null && tree === wanted;
    case 'fork':
      return false;
  }
}
