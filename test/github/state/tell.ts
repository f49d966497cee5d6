// Tells webhooks and workflows what happened to issues, comments and pull requests.
import { accountShape, organizationOf } from '../shapes/account.ts';
import { commentShape, issueShape } from '../shapes/issue.ts';
import { pullShape } from '../shapes/pull-request.ts';
import { repositoryShape } from '../shapes/repository.ts';
import type { Cause } from './events.ts';
import type { Comment, Issue } from './issue.ts';
import type { PullRequest } from './pull-request.ts';
import type { Repository } from './repository.ts';
import type { World } from './world.ts';

/** Tells an event whose payload has an action, something of its own, the repository and who did it. */
export function tell(
  world: World,
  name: string,
  repository: Repository,
  payload: Readonly<Record<string, unknown>>,
  cause: Cause,
): void {
  const organization = organizationOf(world, repository);
  const sender = accountShape(world.urls, cause.actor);
  world.emit(
    name,
    repository,
    { ...payload, repository: repositoryShape(world, repository), ...organization, sender },
    cause,
  );
}

/** `issues`, or `pull_request` when the issue is one. */
export function tellIssue(world: World, issue: Issue, action: string, cause: Cause, more: object = {}): void {
  if (issue.pull !== null) tellPull(world, issue.pull, action, cause, more);
  else tell(world, 'issues', issue.repository, { action, issue: issueShape(world, issue), ...more }, cause);
}

/** `pull_request`. */
export function tellPull(world: World, pull: PullRequest, action: string, cause: Cause, more: object = {}): void {
  const { number } = pull.issue;
  const payload = { action, number, pull_request: pullShape(world, pull), ...more };
  tell(world, 'pull_request', pull.base.repository, payload, cause);
}

/** `issue_comment`. */
export function tellComment(world: World, comment: Comment, action: string, cause: Cause, more: object = {}): void {
  const { issue } = comment;
  const payload = { action, issue: issueShape(world, issue), comment: commentShape(world, comment), ...more };
  tell(world, 'issue_comment', issue.repository, payload, cause);
}
