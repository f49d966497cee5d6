// Pull requests as GitHub's JSON shows them.
import { timeText } from '../state/clock.ts';
import { mergeBase } from '../state/git-history.ts';
import { nodeId } from '../state/ids.ts';
import { isTested, type PullEnd, type PullRequest, pullCommits } from '../state/pull-request.ts';
import { changedFiles, type FileChange } from '../state/tree-diff.ts';
import { apiUrl, htmlUrl } from '../state/urls.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';
import { associationOf, labelShape } from './issue.ts';
import { repositoryShape } from './repository.ts';

/** What a pull request changes, against where its branch left the base. */
export function pullFiles({ head, base }: PullRequest): FileChange[] {
  const { objects } = base.repository;
  const common = mergeBase(objects, base.sha, head.sha);
  return changedFiles(objects, common === undefined ? undefined : objects.treeOf(common), objects.treeOf(head.sha)!);
}

function endShape(world: World, { repository, branch, sha }: PullEnd): object {
  return {
    label: `${repository.owner.login}:${branch}`,
    ref: branch,
    sha,
    user: accountShape(world.urls, repository.owner),
    repo: repositoryShape(world, repository),
  };
}

function linksOf({ urls }: World, { issue, head }: PullRequest) {
  const { repository, number } = issue;
  const html = htmlUrl(urls, repository, `/pull/${number}`);
  const self = apiUrl(urls, repository, `/pulls/${number}`);
  const talk = apiUrl(urls, repository, `/issues/${number}`);
  return {
    self,
    html,
    issue: talk,
    comments: `${talk}/comments`,
    review_comments: `${self}/comments`,
    review_comment: apiUrl(urls, repository, '/pulls/comments{/number}'),
    commits: `${self}/commits`,
    statuses: apiUrl(urls, repository, `/statuses/${head.sha}`),
  };
}

/** `pull-request-simple`, as lists have it. */
export function simplePullShape(world: World, pull: PullRequest): Record<string, unknown> {
  const { issue, head, base } = pull;
  const links = linksOf(world, pull);
  const { html, comments, review_comments, review_comment, commits, statuses } = links;
  const moment = (at: Date | null) => (at === null ? null : timeText(at));
  return {
    url: links.self,
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: links.issue,
    commits_url: commits,
    review_comments_url: review_comments,
    review_comment_url: review_comment,
    comments_url: comments,
    statuses_url: statuses,
    number: issue.number,
    state: issue.state,
    locked: false,
    title: issue.title,
    user: accountShape(world.urls, issue.author),
    body: issue.body,
    // The description wants a text here where GitHub gives null.
    labels: issue.labels.map(label =>
      labelShape(world.urls, issue.repository, { ...label, description: label.description ?? '' }),
    ),
    milestone: null,
    created_at: timeText(issue.createdAt),
    updated_at: timeText(issue.updatedAt),
    closed_at: moment(issue.closedAt),
    merged_at: moment(pull.mergedAt),
    merge_commit_sha: pull.mergeCommit ?? pull.testMerge?.sha ?? null,
    assignee: issue.assignees[0] === undefined ? null : accountShape(world.urls, issue.assignees[0]),
    assignees: issue.assignees.map(account => accountShape(world.urls, account)),
    requested_reviewers: [],
    requested_teams: [],
    head: endShape(world, head),
    base: endShape(world, base),
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    author_association: associationOf(issue.repository, issue.author),
    auto_merge: null,
    active_lock_reason: null,
    draft: pull.isDraft,
  };
}

/** Whether it can be merged, as far as that is known yet. */
function mergeability(pull: PullRequest): object {
  if (pull.mergedAt !== null || !isTested(pull))
    return { mergeable: null, rebaseable: null, mergeable_state: 'unknown' };
  const mergeable = pull.testMerge?.sha !== null;
  const state = mergeable ? (pull.isDraft ? 'draft' : 'clean') : 'dirty';
  return { mergeable, rebaseable: mergeable, mergeable_state: state };
}

/** `pull-request`. */
export function pullShape(world: World, pull: PullRequest): Record<string, unknown> {
  const files = pullFiles(pull);
  const sum = (key: 'additions' | 'deletions') => files.reduce((total, file) => total + file[key], 0);
  return {
    ...simplePullShape(world, pull),
    merged: pull.mergedAt !== null,
    ...mergeability(pull),
    merged_by: pull.mergedBy === null ? null : accountShape(world.urls, pull.mergedBy),
    comments: pull.issue.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: pullCommits(pull).length,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: files.length,
  };
}
