// The one issue of a model: found by mark and author, and kept the only one however many are made at once.
import type { Issue, Issues } from '../../ports/github.ts';
import { duplicateText, type IssueText } from '../../report/issue.ts';
import { type IssueMark, readIssueMark } from '../../report/issue-mark.ts';

/** What every issue of ours carries beside the labels of the config, so that it is found again when those change. */
export const ISSUE_LABEL = 'relevo';

/** An issue of ours, and what it last said. */
export interface MarkedIssue {
  readonly issue: Issue;
  readonly mark: IssueMark;
}

/** The model's issue: the lowest that is open, else the last that was closed. Others that are open are closed in its favour. */
export async function findIssue(model: string, issues: Issues): Promise<MarkedIssue | null> {
  const all = await marked(model, issues);
  const open = all.filter(({ issue }) => issue.state === 'open').sort((a, b) => a.issue.number - b.issue.number);
  const current = open[0] ?? all.sort((a, b) => b.issue.number - a.issue.number)[0] ?? null;
  for (const { issue, mark } of open.slice(1)) {
    if (mark.state === 'worse' && current !== null) await close(issue, model, current, issues);
  }
  return current;
}

/** Opens it, looks again, and keeps the lowest of several. */
export async function openIssue(
  model: string,
  { text, labels, assignees }: { text: IssueText; labels: readonly string[]; assignees: readonly string[] },
  issues: Issues,
): Promise<MarkedIssue> {
  const all = [...new Set([ISSUE_LABEL, ...labels])];
  const made = await issues.create({ ...text, labels: all, assignees });
  const mine = { issue: made, mark: readIssueMark(text.body) as IssueMark };
  const [first = mine] = (await marked(model, issues))
    .filter(({ issue }) => issue.state === 'open')
    .sort((a, b) => a.issue.number - b.issue.number);
  if (first.issue.number >= made.number) return mine;
  await close(made, model, first, issues);
  return first;
}

async function marked(model: string, issues: Issues): Promise<MarkedIssue[]> {
  return (await issues.list(ISSUE_LABEL)).flatMap(issue => {
    const mark = issue.isOurs ? readIssueMark(issue.body) : null;
    return mark === null || mark.model !== model || mark.state === 'duplicate' ? [] : [{ issue, mark }];
  });
}

async function close(issue: Issue, model: string, kept: MarkedIssue, issues: Issues): Promise<void> {
  await issues.update(issue.number, { body: duplicateText(model, kept.issue.number), state: 'closed' });
}
