// Reactions as GitHub's JSON shows them.
import { timeText } from '../state/clock.ts';
import { nodeId } from '../state/ids.ts';
import { type Reaction, reactionContents } from '../state/issue.ts';
import type { Urls } from '../state/urls.ts';
import { accountShape } from './account.ts';

/** `reaction`. */
export function reactionShape(urls: Urls, { id, content, author, createdAt }: Reaction): Record<string, unknown> {
  return {
    id,
    node_id: nodeId('REA', id),
    user: accountShape(urls, author),
    content,
    created_at: timeText(createdAt),
  };
}

/** `reaction-rollup`: how many there are of each. */
export function reactionCounts(url: string, reactions: readonly Reaction[]): Record<string, unknown> {
  const counts = reactionContents.map(content => [
    content,
    reactions.filter(reaction => reaction.content === content).length,
  ]);
  return { url: `${url}/reactions`, total_count: reactions.length, ...Object.fromEntries(counts) };
}
