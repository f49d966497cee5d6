// What became of a run of the default branch, as the surfaces show it. The ledger is asked first: told twice, or late, a run
// still is what was promoted.
import type { Decision } from '../../core/decision.ts';
import type { LedgerEntry } from '../../core/ledger.ts';
import type { Effect } from '../../report/pull-request-view.ts';
import { RELEVO } from '../trusted-ports.ts';

/** A run, what was decided when it was told, and what the ledger says then. */
export interface Decided {
  readonly run: string;
  readonly decision: Decision;
  readonly entries: readonly LedgerEntry[];
}

type Address = (version: number) => string;

/** What was done, or why nothing was. */
export const effectOf = ({ run, decision, entries }: Decided, releaseUrl: Address): Effect =>
  recordedEffect(run, entries, releaseUrl) ?? decidedEffect(run, decision, releaseUrl);

/** What the ledger says became of a run; null where it does not say. */
function recordedEffect(run: string, entries: readonly LedgerEntry[], releaseUrl: Address): Effect | null {
  const at = entries.findIndex(({ event }) => event.event === 'evaluated' && event.run === run);
  const judged = entries[at]?.event;
  if (judged?.event !== 'evaluated') return null;
  let isNewest = true;
  for (const { event } of entries.slice(at + 1)) {
    if (event.event === 'promoted' && event.run === run) return promoted(event.version, null, releaseUrl);
    if (event.event === 'forced' && event.run === run) return promoted(event.version, event.reason, releaseUrl);
    // A return names no run: it is the one's that stood last on the branch, and has what is back.
    if (event.event === 'evaluated' && event.origin === 'push') isNewest = false;
    const isReturn = event.event === 'rolled-back' && event.by === RELEVO && event.artifact === judged.artifact;
    if (isReturn && isNewest) return returned(event, releaseUrl);
  }
  return null;
}

function decidedEffect(run: string, decision: Decision, releaseUrl: Address): Effect {
  switch (decision.kind) {
    case 'promote': {
      const { event, reason } = decision;
      if (event.event === 'rolled-back') return returned(event, releaseUrl);
      if (event.run !== run) return { kind: 'withheld', reason: MOVED, remedy: null };
      return promoted(event.version, event.event === 'forced' ? reason : null, releaseUrl);
    }
    case 'nothing':
      return { kind: 'nothing' };
    case 'wait':
    case 'refuse':
      return { kind: 'withheld', reason: decision.reason, remedy: decision.remedy };
  }
}

const MOVED = 'The default branch has moved on since, and the run of its newest commit decides.';

const promoted = (version: number, because: string | null, releaseUrl: Address): Effect => ({
  kind: 'promoted',
  version,
  url: releaseUrl(version),
  because,
});

const returned = ({ version, reason }: { version: number; reason: string | null }, releaseUrl: Address): Effect => ({
  kind: 'returned',
  version,
  url: releaseUrl(version),
  reason,
});
