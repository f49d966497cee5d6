// What can be decided about production: that it changes, by which event, or that it stays, and why.
import type { LedgerEvent, ProductionEvent } from './ledger-event.ts';

/** Production changes by this event, once it is appended after the head that the decision was made on. */
export interface Promote {
  readonly kind: 'promote';
  readonly code: 'passed' | 'forced' | 'returned';
  readonly reason: string;
  readonly event: ProductionEvent;
}

/**
 * Production stays. `wait`: something moved or is awaited, and the same run or a later one may be promoted. `refuse`: this
 * run is not promoted, whatever comes. `nothing`: there is nothing to promote.
 */
export interface Stay {
  readonly kind: 'wait' | 'refuse' | 'nothing';
  readonly code: StayCode;
  readonly reason: string;
  /** What would change it; null where nothing is missing. */
  readonly remedy: string | null;
}

/** What to do about production. */
export type Decision = Promote | Stay;

/** The conditions that can keep production as it is. */
export type StayCode =
  | 'in-production'
  | 'untrusted'
  | 'not-on-default-branch'
  | 'dirty'
  | 'not-judged'
  | 'moved'
  | 'rolled-back-before'
  | 'stale'
  | 'identical'
  | 'verdict'
  | 'yardstick'
  | 'frozen'
  | 'awaits-command'
  | 'no-production'
  | 'unknown-version'
  | 'no-earlier-version'
  | 'pruned';

/** Who asks, when, and through what. */
export interface Asking {
  readonly by: string;
  readonly at: string;
  readonly writer: LedgerEvent['writer'];
}
