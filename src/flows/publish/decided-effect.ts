// A decision about production, as the surfaces show it.
import type { Decision } from '../../core/decision.ts';
import type { Effect } from '../../report/pull-request-view.ts';

/** What was done, or why nothing was. */
export function effectOf(decision: Decision, releaseUrl: (version: number) => string): Effect {
  switch (decision.kind) {
    case 'promote': {
      const { event, reason } = decision;
      const { version } = event;
      const url = releaseUrl(version);
      if (event.event === 'rolled-back') return { kind: 'returned', version, url, reason: event.reason };
      return { kind: 'promoted', version, url, because: event.event === 'forced' ? reason : null };
    }
    case 'nothing':
      return { kind: 'nothing' };
    case 'wait':
    case 'refuse':
      return { kind: 'withheld', reason: decision.reason, remedy: decision.remedy };
  }
}
