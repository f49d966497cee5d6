// What is said under issues and pull requests.

import { holds } from '../access.ts';
import { type Answer, created, failed, forbidden, found, noContent, ok } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerPage } from '../page.ts';
import { commentShape } from '../shapes/issue.ts';
import { appOf, byToken } from '../state/events.ts';
import type { Comment } from '../state/issue.ts';
import { atLeast, roleOf } from '../state/repository.ts';
import { tellComment } from '../state/tell.ts';
import { issueOf, refuseKind, refuseLong } from './issues.ts';

/** The comment of a path. */
export function commentOf(call: Call, access: 'read' | 'write'): Comment {
  const id = Number(call.params.comment_id);
  const all = call.repository.issues.flatMap(({ comments }) => comments);
  const comment = found(all.find(known => known.id === id));
  refuseKind(call, comment.issue, access);
  return comment;
}

/** Comments of others are changed only by those who may write here. */
function refuseForeign({ token, repository }: Call, { author }: Comment): void {
  if (token.kind !== 'user' || author.id === token.actor.id) return;
  if (!atLeast(roleOf(repository, token.actor), 'write')) throw forbidden('Must have admin rights to Repository.');
}

function createComment(call: Call): Answer {
  const { world, token } = call;
  const issue = issueOf(call, 'write');
  const { body } = call.json<{ body: string }>();
  if (body.trim() === '') throw failed({ resource: 'IssueComment', code: 'missing_field', field: 'body' });
  refuseLong('IssueComment', body);
  const now = world.now();
  const comment: Comment = {
    id: world.ids.next(),
    issue,
    author: token.actor,
    app: appOf(world, token),
    createdAt: now,
    reactions: [],
    body,
    updatedAt: now,
  };
  issue.comments.push(comment);
  issue.updatedAt = now;
  tellComment(world, comment, 'created', byToken(token));
  return created(commentShape(world, comment));
}

function updateComment(call: Call): Answer {
  const { world, token } = call;
  const comment = commentOf(call, 'write');
  refuseForeign(call, comment);
  const { body } = call.json<{ body: string }>();
  refuseLong('IssueComment', body);
  const changes = { body: { from: comment.body } };
  comment.body = body;
  comment.updatedAt = world.now();
  tellComment(world, comment, 'edited', byToken(token), { changes });
  return ok(commentShape(world, comment));
}

function deleteComment(call: Call): Answer {
  const { world, token } = call;
  const comment = commentOf(call, 'write');
  refuseForeign(call, comment);
  const { comments } = comment.issue;
  comments.splice(comments.indexOf(comment), 1);
  tellComment(world, comment, 'deleted', byToken(token));
  return noContent();
}

const since = ({ query }: Call) => {
  const start = query.get('since');
  return ({ updatedAt }: Comment) => start === null || updatedAt >= new Date(start);
};

/** The comments of one issue, the oldest first. */
function getComments(call: Call): Answer {
  const all = issueOf(call, 'read').comments.filter(since(call));
  return answerPage(call, all, comment => commentShape(call.world, comment));
}

/** The comments of all issues. */
function getAllComments(call: Call): Answer {
  const { world, token, repository, query } = call;
  const isVisible = ({ issue }: Comment) =>
    holds(token, repository, 'issues', 'read') ||
    (issue.pull !== null && holds(token, repository, 'pull_requests', 'read'));
  const all = repository.issues
    .flatMap(({ comments }) => comments)
    .filter(isVisible)
    .filter(since(call));
  const key = ({ id, updatedAt }: Comment) => (query.get('sort') === 'updated' ? updatedAt.getTime() : id);
  const sign = query.has('sort') && query.get('direction') !== 'asc' ? -1 : 1;
  return answerPage(
    call,
    all.sort((a, b) => sign * (key(a) - key(b))),
    comment => commentShape(world, comment),
  );
}

const base = '/repos/{owner}/{repo}/issues';
const one = `${base}/comments/{comment_id}`;
const [reading, writing] = ['issues=read; pull_requests=read', 'issues=write; pull_requests=write'];

/** The endpoints of comments. */
export const commentRoutes: readonly Route[] = [
  { method: 'GET', path: `${base}/comments`, needs: reading, handle: getAllComments },
  { method: 'GET', path: `${base}/{issue_number}/comments`, needs: reading, handle: getComments },
  { method: 'POST', path: `${base}/{issue_number}/comments`, needs: writing, handle: createComment },
  { method: 'GET', path: one, needs: reading, handle: call => ok(commentShape(call.world, commentOf(call, 'read'))) },
  { method: 'PATCH', path: one, needs: writing, handle: updateComment },
  { method: 'DELETE', path: one, needs: writing, handle: deleteComment },
];
