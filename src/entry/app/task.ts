// What an event asks to be done: small enough that a burst of thousands waits in a few megabytes, whatever the events hold.
import type { NewComment } from '../../flows/commands/run-commands.ts';

/** The repository that a task is about, and how to reach it; no installation in a job of Actions. */
export interface Where {
  readonly owner: string;
  readonly repo: string;
  readonly installation: number | null;
}

/** Work that events wake. Each acts on the state of the repository, so doing one twice, or late, changes nothing. */
export type Work =
  | { readonly kind: 'publish'; readonly run: number; readonly workflow: string }
  | { readonly kind: 'command'; readonly comment: NewComment }
  | ({ readonly kind: 'reconcile' } & Look);

/** How far a look goes. */
export interface Look {
  /** A missing evaluation is started. */
  readonly mayStart: boolean;
  /** Everything is looked at: runs that nobody told of, issues, what is kept too long. */
  readonly isThorough: boolean;
  /** What is in production is told again on its pull request. */
  readonly tellsProduction: boolean;
  /** Issues are looked at. */
  readonly reviewsIssues: boolean;
}

/** Work, where it is done, and the delivery that woke it. */
export interface Task {
  readonly where: Where;
  readonly work: Work;
  readonly delivery: string;
}

/** The repository's key in queues and logs. */
export const keyOf = ({ owner, repo }: Where): string => `${owner}/${repo}`.toLowerCase();
