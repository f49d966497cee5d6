// The one comment of a pull request, kept one: what is there is read, laid over and written, then read again, because
// somebody else may have done the same meanwhile.
import type { Comment, Threads } from '../../ports/github.ts';
import { planComment } from '../../report/comment.ts';
import type { PullRequestView } from '../../report/pull-request-view.ts';
import { isRelevoComment } from '../../report/sticky-comment.ts';

/** Of several at once each lays its part over the other's; more rounds than this mean that somebody writes all the time. */
const ROUNDS = 4;

/** Brings the comment up to date; the comment, or null where none is wanted. */
export async function settleComment(number: number, view: PullRequestView, threads: Threads): Promise<Comment | null> {
  for (let round = 0; ; round++) {
    const ours = oursOf(await threads.comments(number));
    const [first, ...doubles] = ours;
    const plan = planComment(first?.body ?? null, view);
    if (plan.kind === 'create') await threads.write(number, plan.body);
    if (plan.kind === 'update' && first !== undefined) await threads.rewrite(first.id, plan.body);
    // Whoever looks second sees both, and keeps the older one.
    for (const double of doubles) await threads.remove(double.id);
    const isSettled = doubles.length === 0 && (plan.kind === 'unchanged' || plan.kind === 'none');
    if (isSettled || round === ROUNDS) return first ?? null;
  }
}

/** Anybody can write our mark, so the author counts too; the oldest first. */
const oursOf = (comments: readonly Comment[]): Comment[] =>
  comments.filter(({ isOurs, body }) => isOurs && isRelevoComment(body)).sort((a, b) => a.id - b.id);
