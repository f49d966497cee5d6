// Issues, labels and comments as GitHub's JSON shows them.
import type { Account } from '../state/account.ts';
import { timeText } from '../state/clock.ts';
import { nodeId } from '../state/ids.ts';
import type { Comment, Issue, Label } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import { apiUrl, htmlUrl, type Urls } from '../state/urls.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';
import { appShape } from './app.ts';
import { reactionCounts } from './reaction.ts';

/** `label`. */
export function labelShape(urls: Urls, repository: Repository, { id, name, color, description }: Label): object {
  const url = apiUrl(urls, repository, `/labels/${encodeURIComponent(name)}`);
  return { id, node_id: nodeId('LA', id), url, name, color, default: false, description };
}

/** What somebody is to a repository, as it stands beside what they wrote. */
export function associationOf(repository: Repository, { id, login }: Account): string {
  if (repository.owner.id === id) return 'OWNER';
  return repository.collaborators.has(login.toLowerCase()) ? 'COLLABORATOR' : 'NONE';
}

const kindOf = ({ pull }: Issue) => (pull === null ? 'issues' : 'pull');

/** The address of an issue or a pull request for people. */
export const issueHtmlUrl = (urls: Urls, issue: Issue): string =>
  htmlUrl(urls, issue.repository, `/${kindOf(issue)}/${issue.number}`);

/** `issue`. */
export function issueShape({ urls }: World, issue: Issue): Record<string, unknown> {
  const { repository, pull, closedAt, closedBy, assignees, app } = issue;
  const url = apiUrl(urls, repository, `/issues/${issue.number}`);
  return {
    url,
    repository_url: apiUrl(urls, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: issueHtmlUrl(urls, issue),
    id: issue.id,
    node_id: nodeId('I', issue.id),
    number: issue.number,
    title: issue.title,
    user: accountShape(urls, issue.author),
    labels: issue.labels.map(label => labelShape(urls, repository, label)),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: false,
    active_lock_reason: null,
    assignee: assignees[0] === undefined ? null : accountShape(urls, assignees[0]),
    assignees: assignees.map(account => accountShape(urls, account)),
    milestone: null,
    comments: issue.comments.length,
    created_at: timeText(issue.createdAt),
    updated_at: timeText(issue.updatedAt),
    closed_at: closedAt === null ? null : timeText(closedAt),
    closed_by: closedBy === null ? null : accountShape(urls, closedBy),
    author_association: associationOf(repository, issue.author),
    body: issue.body,
    reactions: reactionCounts(url, issue.reactions),
    performed_via_github_app: app === null ? null : appShape(urls, app),
    ...(pull === null ? {} : { draft: pull.isDraft, pull_request: pullLinks(urls, issue) }),
  };
}

function pullLinks(urls: Urls, issue: Issue): object {
  const html = issueHtmlUrl(urls, issue);
  const mergedAt = issue.pull?.mergedAt ?? null;
  return {
    url: apiUrl(urls, issue.repository, `/pulls/${issue.number}`),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    merged_at: mergedAt === null ? null : timeText(mergedAt),
  };
}

/** `issue-comment`. */
export function commentShape({ urls }: World, comment: Comment): Record<string, unknown> {
  const { id, issue, author, app } = comment;
  const url = apiUrl(urls, issue.repository, `/issues/comments/${id}`);
  return {
    url,
    html_url: `${issueHtmlUrl(urls, issue)}#issuecomment-${id}`,
    issue_url: apiUrl(urls, issue.repository, `/issues/${issue.number}`),
    id,
    node_id: nodeId('IC', id),
    user: accountShape(urls, author),
    created_at: timeText(comment.createdAt),
    updated_at: timeText(comment.updatedAt),
    body: comment.body,
    author_association: associationOf(issue.repository, author),
    reactions: reactionCounts(url, comment.reactions),
    performed_via_github_app: app === null ? null : appShape(urls, app),
  };
}
