// What becomes of a model's issue: what it says is compared with what is so, and only the difference is done.
import type { IssueMark } from './issue-mark.ts';

/** The issue that is there. */
export interface KnownIssue {
  readonly state: 'open' | 'closed';
  readonly closedAt: string | null;
  readonly mark: IssueMark;
}

/** How production is, and what people asked. */
export interface IssueSituation {
  /** The open alarm's signals; null when there is no alarm. */
  readonly worse: readonly string[] | null;
  readonly acknowledged: readonly string[];
  readonly isSnoozed: boolean;
  readonly now: Date;
}

/** What to do. `told`: the signals that people know of once it is done. */
export type IssuePlan =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'open'; readonly told: readonly string[] }
  | {
      readonly kind: 'update';
      readonly state: 'open' | 'closed';
      readonly comment: 'returned' | 'more' | 'recovered' | null;
      /** Which signals the comment is about. */
      readonly fresh: readonly string[];
      readonly told: readonly string[];
    }
  /** A person closed it, which says that what it tells is known. */
  | { readonly kind: 'acknowledge'; readonly signals: readonly string[] };

const DAY_MS = 86_400_000;

/** After that, what returns is told in a new issue. */
export const REOPEN_MS = 30 * DAY_MS;

/** Decides. */
export function planIssue(known: KnownIssue | null, situation: IssueSituation): IssuePlan {
  const { worse, isSnoozed } = situation;
  if (worse === null) return known?.mark.state === 'worse' ? recover(known, isSnoozed) : { kind: 'nothing' };
  if (known === null || isLongGone(known, situation)) {
    return isSnoozed ? { kind: 'nothing' } : { kind: 'open', told: worse };
  }
  if (known.mark.state !== 'worse') return comeBack(known, worse, isSnoozed);
  return known.state === 'open' ? goOn(known, worse, situation) : wasClosed(known, worse, situation);
}

/** Closing tells the evidence; an issue that a person closed before takes it in without a word. */
function recover({ state, mark }: KnownIssue, isSnoozed: boolean): IssuePlan {
  const isTold = state === 'open' && !isSnoozed;
  return { kind: 'update', state: 'closed', comment: isTold ? 'recovered' : null, fresh: [], told: mark.told };
}

const isLongGone = ({ state, closedAt, mark }: KnownIssue, { now }: IssueSituation): boolean =>
  state === 'closed' && mark.state === 'recovered' && now.getTime() - Date.parse(closedAt ?? '') > REOPEN_MS;

function comeBack({ state }: KnownIssue, worse: readonly string[], isSnoozed: boolean): IssuePlan {
  // Left closed, it still says `recovered`, and is opened when the quiet is over.
  if (isSnoozed && state === 'closed') return { kind: 'nothing' };
  return { kind: 'update', state: 'open', comment: isSnoozed ? null : 'returned', fresh: worse, told: worse };
}

/** What is new is told once; what got better in part shows in the table. */
function goOn({ mark }: KnownIssue, worse: readonly string[], situation: IssueSituation): IssuePlan {
  const fresh = freshOf(mark, worse, situation);
  if (fresh.length === 0 || situation.isSnoozed) {
    return { kind: 'update', state: 'open', comment: null, fresh: [], told: mark.told };
  }
  return { kind: 'update', state: 'open', comment: 'more', fresh, told: [...new Set([...mark.told, ...worse])] };
}

function wasClosed({ mark }: KnownIssue, worse: readonly string[], situation: IssueSituation): IssuePlan {
  const unsaid = worse.filter(name => mark.told.includes(name) && !situation.acknowledged.includes(name));
  if (unsaid.length > 0) {
    const signals = worse.filter(name => mark.told.includes(name) || situation.acknowledged.includes(name));
    return { kind: 'acknowledge', signals };
  }
  const fresh = freshOf(mark, worse, situation);
  if (fresh.length === 0 || situation.isSnoozed) return { kind: 'nothing' };
  return { kind: 'update', state: 'open', comment: 'more', fresh, told: [...new Set([...mark.told, ...worse])] };
}

const freshOf = ({ told }: IssueMark, worse: readonly string[], { acknowledged }: IssueSituation): readonly string[] =>
  worse.filter(name => !told.includes(name) && !acknowledged.includes(name));
