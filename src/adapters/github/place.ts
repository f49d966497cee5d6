// The repository that an adapter works in, the client that it asks through, and whom it writes as.
import type { Octokit } from '@octokit/rest';

/** What is used of a client: `new Octokit()`, `getOctokit()` and Probot's `context.octokit` all have it. */
export type GitHubClient = Pick<Octokit, 'rest' | 'request' | 'paginate'>;

/** Where, through what, and as whom. */
export interface Place {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repo: string;
  /** The login that we write as: `github-actions[bot]` with a job's token, `<app>[bot]` as an App. */
  readonly self: string;
}

/** The parameters that every request for the repository has. */
export const home = ({ owner, repo }: Place): { owner: string; repo: string } => ({ owner, repo });

/** Whether a login is the one that we write as; GitHub tells logins apart without regard to case. */
export const isSelf = ({ self }: Place, login: string | null | undefined): boolean =>
  login?.toLowerCase() === self.toLowerCase();
