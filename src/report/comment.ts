// The one comment of a pull request: what a run tells is laid over what other runs told, and the whole made to fit.

import { type Fitting, fitted, headingOf, leftOut } from './fitting.ts';
import type { ModelView, PullRequestView } from './pull-request-view.ts';
import { type CommentPart, type PartMark, readComment, writeComment } from './sticky-comment.ts';
import { byGravity, tellings } from './telling.ts';

/** What to do about the comment. `none`: there is none and none is wanted; `unchanged`: the one that is there is right. */
export type CommentPlan =
  | { readonly kind: 'none' | 'unchanged' }
  | { readonly kind: 'create' | 'update'; readonly body: string };

/**
 * Lays what is known now over the comment that is there: of each model the newest run wins, and models that this run does not
 * tell stay as they are. `existing` is the text of our own comment, whose author was checked; null where there is none.
 */
export function planComment(existing: string | null, pull: PullRequestView): CommentPlan {
  if (existing === null && isQuiet(pull)) return { kind: 'none' };
  const before = existing === null ? [] : (readComment(existing) ?? []);
  const told = tellings(pull).filter(({ mark }) => !before.some(part => isSame(part, mark) && isNewer(part, mark)));
  if (told.length === 0 && existing !== null) return { kind: 'unchanged' };
  const kept = before.filter(part => isKept(part, pull) && !told.some(({ mark }) => isSame(part, mark)));
  const body = comment([...told, ...kept.map(asTelling)].sort(byGravity));
  if (body === existing?.replace(/\r\n?/g, '\n')) return { kind: 'unchanged' };
  return { kind: existing === null ? 'create' : 'update', body };
}

/** GitHub's own limit is 65,536. */
const MOST_CHARACTERS = 65_000;

function comment(parts: readonly Fitting[]): string {
  const newest = parts.reduce<PartMark | null>((so, { mark }) => (so !== null && isNewer(so, mark) ? so : mark), null);
  return fitted(parts, {
    most: MOST_CHARACTERS,
    measure: text => text.length,
    write: (shown, left) =>
      writeComment(
        shown.map(({ mark, ...part }) => ({ ...mark, ...part })),
        { heading: headingOf(shown, left), head: newest?.head ?? '', left: leftOut(left) },
      ),
  });
}

/** Nothing about models changed: what was not touched predicts what it did, or was judged before. */
const isQuiet = ({ models, config }: PullRequestView): boolean => config === null && models.every(isUnmoved);

function isUnmoved({ touched, standing, effect }: ModelView): boolean {
  if (touched || effect.kind !== 'merging') return false;
  if (standing.kind !== 'reported') return standing.kind === 'not-trained';
  const { report, stale } = standing;
  return stale === null && (report.outcome === 'identical' || report.training.how === 'known');
}

const isSame = (one: PartMark, other: PartMark): boolean => one.kind === other.kind && one.name === other.name;

/** Later in GitHub's own numbering of runs. */
const isNewer = (one: PartMark, other: PartMark): boolean =>
  one.run > other.run || (one.run === other.run && one.attempt > other.attempt);

/** Models that the config no longer has go, and a config that was mended. */
function isKept(part: PartMark, { known, models, config }: PullRequestView): boolean {
  if (part.kind === 'model') return known === null || known.includes(part.name);
  const read = config === null ? models.map(({ run }) => run) : [];
  return !read.some(run => run.id > part.run || (run.id === part.run && run.attempt >= part.attempt));
}

/** What an earlier run told can be shortened where its folds begin. */
function asTelling({ line, body, ...mark }: CommentPart): Fitting {
  const folds = body.indexOf('\n<details>');
  const shorter = folds < 0 ? [] : [body.slice(0, folds).trimEnd()];
  return { mark, line, forms: [body, ...shorter, ''].map(form => () => form) };
}
