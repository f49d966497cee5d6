// Reactions to issues and comments.
import { type Answer, found, noContent, ok } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerPage } from '../page.ts';
import { reactionShape } from '../shapes/reaction.ts';
import type { Reaction } from '../state/issue.ts';
import { commentOf } from './issue-comments.ts';
import { issueOf } from './issues.ts';

type Find = (call: Call, access: 'read' | 'write') => { readonly reactions: Reaction[] };

/** A second reaction of one kind by one person is the first one again, and answered 200. */
function createReaction(call: Call, find: Find): Answer {
  const { world, token } = call;
  const { reactions } = find(call, 'write');
  const { content } = call.json<Pick<Reaction, 'content'>>();
  const known = reactions.find(
    ({ author, ...reaction }) => author.id === token.actor.id && reaction.content === content,
  );
  if (known !== undefined) return ok(reactionShape(world.urls, known));
  const reaction: Reaction = { id: world.ids.next(), content, author: token.actor, createdAt: world.now() };
  reactions.push(reaction);
  return { status: 201, body: reactionShape(world.urls, reaction) };
}

function getReactions(call: Call, find: Find): Answer {
  const content = call.query.get('content');
  const all = find(call, 'read').reactions.filter(reaction => content === null || reaction.content === content);
  return answerPage(call, all, reaction => reactionShape(call.world.urls, reaction));
}

function deleteReaction(call: Call, find: Find): Answer {
  const { reactions } = find(call, 'write');
  const reaction = found(reactions.find(({ id }) => `${id}` === call.params.reaction_id));
  reactions.splice(reactions.indexOf(reaction), 1);
  return noContent();
}

const [reading, writing] = ['issues=read; pull_requests=read', 'issues=write; pull_requests=write'];

const base = '/repos/{owner}/{repo}/issues';
const ofComment = `${base}/comments/{comment_id}/reactions`;

/** The endpoints of reactions. */
export const reactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: `${base}/{issue_number}/reactions`,
    needs: writing,
    handle: call => createReaction(call, issueOf),
  },
  { method: 'GET', path: ofComment, needs: reading, handle: call => getReactions(call, commentOf) },
  { method: 'POST', path: ofComment, needs: writing, handle: call => createReaction(call, commentOf) },
  {
    method: 'DELETE',
    path: `${ofComment}/{reaction_id}`,
    needs: writing,
    handle: call => deleteReaction(call, commentOf),
  },
];
