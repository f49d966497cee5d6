// What is said in the thread of a model's issue, when its state changes and only then.
import { inertMarkdown } from './inert.ts';
import { dayWords, quantity } from './issue-figures.ts';
import { writeEventMark } from './issue-mark.ts';
import type { IssueView, SignalView } from './issue-view.ts';
import { evidence, issueHeadline, versionsWords } from './issue-words.ts';

/** What changed. */
export type StateChange = 'returned' | 'more' | 'recovered';

/** The comment that tells a change; `event` is the ledger's, by which it is told once. */
export function changeComment(
  view: IssueView,
  change: StateChange,
  { event, fresh }: { readonly event: string; readonly fresh: readonly string[] },
): string {
  return `${writeEventMark(event)}\n\n${texts[change](view, fresh)}`;
}

const texts: Readonly<Record<StateChange, (view: IssueView, fresh: readonly string[]) => string>> = {
  returned: view => `**It is back.** ${issueHeadline(view, inertMarkdown)}. ${evidence(view)} ${versionsWords(view)}`,
  more: (view, fresh) =>
    `**More got worse.** ${list(
      view.signals.filter(({ id }) => fresh.includes(id)),
      view.until,
    )}`,
  recovered: view =>
    `**Recovered.** ${issueHeadline(view, inertMarkdown)}. ${evidence(view)} ${versionsWords(view)} This closes the issue; if it returns within 30 days, it is opened again.`,
};

/** As many as one reads in a comment. */
const MOST = 10;

function list(signals: readonly SignalView[], until: string): string {
  const parts = signals.slice(0, MOST).map(({ name, now, unit, since }) => {
    const day = since === null ? '' : ` since about ${dayWords(since, until)}`;
    return `${inertMarkdown(name)}: ${quantity(now, unit)}${day}`;
  });
  const left = signals.length - parts.length;
  return `${parts.join('; ')}${left === 0 ? '' : `; and ${left} more`}.`;
}
