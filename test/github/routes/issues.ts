// Issues: found, opened, changed, closed; and who they are given to.

import { holds } from '../access.ts';
import { type Answer, created, failed, forbidden, found, ok } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerPage } from '../page.ts';
import { accountShape } from '../shapes/account.ts';
import { issueShape } from '../shapes/issue.ts';
import { appOf, byToken } from '../state/events.ts';
import { type Issue, labelOf, longestBody } from '../state/issue.ts';
import { atLeast, roleOf } from '../state/repository.ts';
import { tellIssue } from '../state/tell.ts';

/** The issue, or pull request, of a path; `access` is what the token needs for that kind. */
export function issueOf(call: Call, access: 'read' | 'write'): Issue {
  const issue = found(call.repository.issues[Number(call.params.issue_number) - 1]);
  refuseKind(call, issue, access);
  return issue;
}

/** An issue needs `issues`; what is said about a pull request may also be had with `pull_requests`. */
export function refuseKind({ token, repository }: Call, issue: Issue, access: 'read' | 'write'): void {
  const isHeld = (name: string) => holds(token, repository, name, access);
  if (!isHeld('issues') && !(issue.pull !== null && isHeld('pull_requests'))) throw forbidden();
}

/** Labels and people are set by those who may; what others ask for is left out without a word. */
const maySort = ({ token, repository }: Call): boolean =>
  token.kind !== 'user' || atLeast(roleOf(repository, token.actor), 'triage');

const tooLong = (resource: string) =>
  failed({
    resource,
    code: 'custom',
    field: 'body',
    message: `body is too long (maximum is ${longestBody} characters)`,
  });

/** Refuses a text over GitHub's limit. */
export function refuseLong(resource: string, body: string | null | undefined): void {
  if ((body ?? '').length > longestBody) throw tooLong(resource);
}

type LabelName = string | { name?: string };

interface NewIssue {
  readonly title: string | number;
  readonly body?: string | null;
  readonly labels?: LabelName[];
  readonly assignees?: string[];
  readonly assignee?: string | null;
}

function createIssue(call: Call): Answer {
  const { world, repository, token } = call;
  const { title, body = null, labels = [], assignees = [], assignee } = call.json<NewIssue>();
  if (`${title}`.trim() === '') throw failed({ resource: 'Issue', code: 'missing_field', field: 'title' });
  refuseLong('Issue', body);
  const now = world.now();
  const issue: Issue = {
    id: world.ids.next(),
    number: repository.issues.length + 1,
    repository,
    author: token.actor,
    app: appOf(world, token),
    createdAt: now,
    comments: [],
    reactions: [],
    title: `${title}`,
    body,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    pull: null,
  };
  repository.issues.push(issue);
  setLabels(call, issue, labels);
  setAssignees(call, issue, [...assignees, ...(assignee ? [assignee] : [])]);
  tellIssue(world, issue, 'opened', byToken(token));
  return created(issueShape(world, issue));
}

function setLabels(call: Call, issue: Issue, labels: readonly LabelName[]): void {
  if (!maySort(call)) return;
  const names = labels.flatMap(label => (typeof label === 'string' ? label : (label.name ?? [])));
  issue.labels = [...new Set(names.map(name => labelOf(call.repository, name, () => call.world.ids.next())))];
}

/** Only those who may write can be given an issue; others are left out without a word. */
function setAssignees(call: Call, issue: Issue, logins: readonly string[]): void {
  if (!maySort(call)) return;
  const { world, repository } = call;
  const known = logins.flatMap(login => world.accounts.get(login.toLowerCase()) ?? []);
  issue.assignees = [...new Set(known.filter(account => atLeast(roleOf(repository, account), 'triage')))];
}

interface IssueChange {
  readonly title?: string | number | null;
  readonly body?: string | null;
  readonly state?: 'open' | 'closed';
  readonly state_reason?: Issue['stateReason'];
  readonly labels?: LabelName[];
  readonly assignees?: string[];
}

function updateIssue(call: Call): Answer {
  const { world, token } = call;
  const issue = issueOf(call, 'write');
  const change = call.json<IssueChange>();
  const cause = byToken(token);
  editIssue(call, issue, change);
  if (change.labels !== undefined) changeLabels(call, issue, change.labels);
  if (change.assignees !== undefined) setAssignees(call, issue, change.assignees);
  if (change.state !== undefined && change.state !== issue.state) {
    const isClosed = change.state === 'closed';
    const reason = change.state_reason ?? (isClosed ? 'completed' : 'reopened');
    const closed = { closedAt: isClosed ? world.now() : null, closedBy: isClosed ? token.actor : null };
    Object.assign(issue, { state: change.state, stateReason: reason, ...closed });
    tellIssue(world, issue, isClosed ? 'closed' : 'reopened', cause);
  }
  issue.updatedAt = world.now();
  return ok(issueShape(world, issue));
}

/** Changes title and text. A text over the limit is dropped, and the answer is a success with the old one. */
function editIssue({ world, token }: Call, issue: Issue, { title, body }: IssueChange): void {
  const changes: Record<string, { from: string }> = {};
  if (title !== undefined && title !== null && `${title}` !== issue.title) {
    changes.title = { from: issue.title };
    issue.title = `${title}`;
  }
  if (body !== undefined && (body ?? '').length <= longestBody && body !== issue.body) {
    changes.body = { from: issue.body ?? '' };
    issue.body = body;
  }
  if (Object.keys(changes).length > 0) tellIssue(world, issue, 'edited', byToken(token), { changes });
}

/** Gives an issue other labels, and tells each that came or went. */
export function changeLabels(call: Call, issue: Issue, labels: readonly LabelName[]): void {
  const before = new Set(issue.labels);
  setLabels(call, issue, labels);
  const after = new Set(issue.labels);
  const news = [
    ...[...after].filter(label => !before.has(label)).map(label => ['labeled', label] as const),
    ...[...before].filter(label => !after.has(label)).map(label => ['unlabeled', label] as const),
  ];
  for (const [action, label] of news) {
    const { name, color, description } = label;
    tellIssue(call.world, issue, action, byToken(call.token), { label: { name, color, description } });
  }
}

function getIssues(call: Call): Answer {
  const { world, repository, query } = call;
  const state = query.get('state') ?? 'open';
  const labels = query.get('labels')?.toLowerCase().split(',') ?? [];
  const creator = query.get('creator')?.toLowerCase();
  const since = query.get('since');
  const has = (issue: Issue, name: string) => issue.labels.some(label => label.name.toLowerCase() === name.trim());
  const all = repository.issues.filter(
    issue =>
      (state === 'all' || issue.state === state) &&
      labels.every(name => has(issue, name)) &&
      (creator === undefined || issue.author.login.toLowerCase() === creator) &&
      (since === null || issue.updatedAt >= new Date(since)),
  );
  return answerPage(call, sortIssues(all, query), issue => issueShape(world, issue));
}

function sortIssues(issues: readonly Issue[], query: URLSearchParams): Issue[] {
  const keys: Record<string, (issue: Issue) => number> = {
    created: ({ number }) => number,
    updated: ({ updatedAt }) => updatedAt.getTime(),
    comments: ({ comments }) => comments.length,
  };
  const key = keys[query.get('sort') ?? 'created'] ?? keys.created!;
  const sign = query.get('direction') === 'asc' ? 1 : -1;
  return [...issues].sort((a, b) => sign * (key(a) - key(b) || a.number - b.number));
}

function getAssignees(call: Call): Answer {
  const { world, repository } = call;
  const all = [...world.accounts.values()].filter(
    account => account.type === 'User' && atLeast(roleOf(repository, account), 'triage'),
  );
  return answerPage(call, all, account => accountShape(world.urls, account));
}

function changeAssignees(call: Call, edit: (before: string[], named: string[]) => string[]): Issue {
  const issue = issueOf(call, 'write');
  const { assignees = [] } = call.json<{ assignees?: string | string[] }>();
  setAssignees(
    call,
    issue,
    edit(
      issue.assignees.map(({ login }) => login),
      [assignees].flat(),
    ),
  );
  return issue;
}

const addAssignees = (call: Call): Answer =>
  created(
    issueShape(
      call.world,
      changeAssignees(call, (before, named) => [...before, ...named]),
    ),
  );

const removeAssignees = (call: Call): Answer =>
  ok(
    issueShape(
      call.world,
      changeAssignees(call, (before, named) => before.filter(login => !named.includes(login))),
    ),
  );

const base = '/repos/{owner}/{repo}';
const one = `${base}/issues/{issue_number}`;
const [reading, writing] = ['issues=read; pull_requests=read', 'issues=write; pull_requests=write'];

/** The endpoints of issues. */
export const issueRoutes: readonly Route[] = [
  { method: 'GET', path: `${base}/issues`, needs: reading, handle: getIssues },
  { method: 'POST', path: `${base}/issues`, needs: 'issues=write', handle: createIssue },
  { method: 'GET', path: one, needs: reading, handle: call => ok(issueShape(call.world, issueOf(call, 'read'))) },
  { method: 'PATCH', path: one, needs: writing, handle: updateIssue },
  { method: 'GET', path: `${base}/assignees`, needs: 'metadata=read', handle: getAssignees },
  { method: 'POST', path: `${one}/assignees`, needs: writing, handle: addAssignees },
  { method: 'DELETE', path: `${one}/assignees`, needs: writing, handle: removeAssignees },
];
