// Issues, what is said under them, and how they are marked. A pull request is an issue, too.
import type { Account } from './account.ts';
import type { App } from './app.ts';
import type { PullRequest } from './pull-request.ts';
import type { Repository } from './repository.ts';

/** A label of a repository. */
export interface Label {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
}

/** The reactions there are. */
export const reactionContents = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

/** A reaction to an issue or a comment; one of a kind a person. */
export interface Reaction {
  readonly id: number;
  readonly content: (typeof reactionContents)[number];
  readonly author: Account;
  readonly createdAt: Date;
}

/** What is said under an issue. */
export interface Comment {
  readonly id: number;
  readonly issue: Issue;
  readonly author: Account;
  /** The App that it was written through. */
  readonly app: App | null;
  readonly createdAt: Date;
  readonly reactions: Reaction[];
  body: string;
  updatedAt: Date;
}

/** An issue, or the talk about a pull request. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly author: Account;
  readonly app: App | null;
  readonly createdAt: Date;
  readonly comments: Comment[];
  readonly reactions: Reaction[];
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'reopened' | 'not_planned' | 'duplicate' | null;
  labels: Label[];
  assignees: Account[];
  updatedAt: Date;
  closedAt: Date | null;
  closedBy: Account | null;
  pull: PullRequest | null;
}

/** GitHub's limit for the text of an issue or a comment. */
export const longestBody = 65_536;

/** The label of a name, in any case; made when the repository has none, as GitHub does when an issue is given it. */
export function labelOf(repository: Repository, name: string, id: () => number): Label {
  const known = repository.labels.find(label => label.name.toLowerCase() === name.toLowerCase());
  if (known !== undefined) return known;
  const label: Label = { id: id(), name, color: 'ededed', description: null };
  repository.labels.push(label);
  return label;
}
