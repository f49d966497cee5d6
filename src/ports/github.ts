// What the flows need from GitHub, as verbs. Every fact of trust (who, which commit, which run) comes through these and never
// from a file that a run left.
import type { Proposals } from './proposals.ts';
import type { Releases } from './releases.ts';

/** The repository that everything happens in. */
export interface RepositoryFacts {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  readonly private: boolean;
  /** Its page. */
  readonly url: string;
}

/** A commit, and the tree that it holds. */
export interface CommitFacts {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  /** When it was made, by the clock of whoever made it. */
  readonly at: string;
}

/** A pull request as it is now. */
export interface PullRequest {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly merged: boolean;
  /** The commit on the base branch that the merge made; null before. */
  readonly mergeCommit: string | null;
  /** The merge that GitHub made to test it, of this head or of an earlier one; null once it is merged. */
  readonly testMerge: string | null;
  readonly headSha: string;
  readonly headBranch: string;
  /** null when the fork is gone. */
  readonly headRepositoryId: number | null;
  readonly baseBranch: string;
  readonly author: string;
  readonly labels: readonly string[];
  /** null while it is open. */
  readonly closedAt: string | null;
}

/** The repository: its branches, commits, files and pull requests. */
export interface Repository {
  facts(): Promise<RepositoryFacts>;
  /** The commit that a branch, tag or abbreviated SHA names; null when there is none. */
  commit(ref: string): Promise<CommitFacts | null>;
  /** Whether a commit is an ancestor of, or is, what `ref` names. */
  contains(ref: string, sha: string): Promise<boolean>;
  /** A text file at a commit; null when it is not there. */
  text(ref: string, path: string): Promise<string | null>;
  pullRequest(number: number): Promise<PullRequest | null>;
  /** Pull requests whose head or merge this commit is. */
  pullRequestsOf(sha: string): Promise<readonly PullRequest[]>;
}

/** A run of a workflow, as GitHub tells it. */
export interface WorkflowRun {
  readonly id: number;
  readonly attempt: number;
  /** `.github/workflows/model.yml`. */
  readonly path: string;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly headRepositoryId: number | null;
  readonly status: 'queued' | 'in_progress' | 'completed' | string;
  readonly conclusion: string | null;
  readonly actor: string;
  readonly startedAt: string;
  readonly url: string;
  /** Empty for forks. */
  readonly pullRequests: readonly number[];
}

/** What a run uploaded. */
export interface RunArtifact {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly expired: boolean;
  readonly createdAt: string;
  /** Its page, for people with access. */
  readonly url: string;
}

/** Runs of workflows and what they uploaded. */
export interface Runs {
  get(id: number): Promise<WorkflowRun>;
  /** All pages, the newest first. */
  artifacts(run: number): Promise<readonly RunArtifact[]>;
  /** Downloads and unpacks into an empty folder; refuses links, paths that lead out, and more than `maxBytes` unpacked. */
  download(artifact: number, folder: string, maxBytes: number): Promise<void>;
  /** The text of one file in what was uploaded; null when it is not there. Refuses what `download` refuses. */
  text(artifact: number, path: string, maxBytes: number): Promise<string | null>;
  /** The newest runs of a workflow file on a branch. */
  latest(path: string, branch: string): Promise<readonly WorkflowRun[]>;
  /** The newest runs of a workflow file that ended and were for pull requests, of forks too. */
  ofPullRequests(path: string): Promise<readonly WorkflowRun[]>;
  /** Runs it again; a new attempt of the same run. */
  rerun(run: number): Promise<void>;
}

/** A comment, an issue's or a pull request's. */
export interface Comment {
  readonly id: number;
  readonly body: string;
  /** Whether it was written by the identity that we write as. */
  readonly isOurs: boolean;
  readonly author: string;
  readonly url: string;
}

/** The thread of an issue or a pull request. */
export interface Threads {
  /** All pages, the oldest first. */
  comments(number: number): Promise<readonly Comment[]>;
  write(number: number, body: string): Promise<Comment>;
  /** Null when it is gone. */
  rewrite(comment: number, body: string): Promise<Comment | null>;
  remove(comment: number): Promise<void>;
}

/** What a check shows. */
export interface CheckText {
  readonly title: string;
  readonly summary: string;
  readonly text: string | null;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly annotations: readonly {
    readonly path: string;
    readonly line: number;
    readonly level: 'notice' | 'warning' | 'failure';
    readonly title: string;
    readonly message: string;
  }[];
}

/** A check that we made on a commit. */
export interface CheckRun {
  readonly id: number;
  readonly name: string;
  /** What we wrote into it to know it again: the run that it tells about. */
  readonly externalId: string;
  readonly url: string;
}

/** Checks on commits. */
export interface Checks {
  /** Ours with this name, the lowest id first. */
  find(sha: string, name: string): Promise<readonly CheckRun[]>;
  create(sha: string, name: string, externalId: string, text: CheckText): Promise<CheckRun>;
  update(check: number, externalId: string, text: CheckText): Promise<void>;
}

/** What is in use where, for GitHub's own pages. */
export interface Deployment {
  readonly id: number;
  readonly sha: string;
  /** `daily-sales v12`, and the ledger's event. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly state: 'success' | 'in_progress' | 'inactive' | 'failure' | 'error' | 'pending' | 'queued' | null;
}

/** Deployments of one environment a model. */
export interface Deployments {
  /** The newest first. */
  list(environment: string): Promise<readonly Deployment[]>;
  create(deployment: {
    environment: string;
    ref: string;
    description: string;
    payload: Readonly<Record<string, unknown>>;
  }): Promise<Deployment>;
  mark(
    deployment: number,
    status: { state: 'success' | 'in_progress' | 'inactive'; url: string | null; description: string },
  ): Promise<void>;
  /** Removes one that was made twice; what is gone already is as it should be. */
  remove(deployment: number): Promise<void>;
}

/** Starts other workflows. */
export interface Dispatches {
  /** `repository_dispatch`, for the user's own workflows. */
  repository(type: string, payload: Readonly<Record<string, unknown>>): Promise<void>;
  /** `workflow_dispatch`. */
  workflow(path: string, ref: string, inputs: Readonly<Record<string, string>>): Promise<void>;
}

/** An issue. */
export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed';
  readonly isOurs: boolean;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
  readonly url: string;
}

/** Issues. */
export interface Issues {
  /** Ours, open and closed, the newest first, that carry a label. */
  list(label: string): Promise<readonly Issue[]>;
  create(issue: {
    title: string;
    body: string;
    labels: readonly string[];
    assignees: readonly string[];
  }): Promise<Issue>;
  /** Reads back: GitHub keeps the old text of an issue whose new one is too long, and says nothing. */
  update(number: number, change: { title?: string; body?: string; state?: 'open' | 'closed' }): Promise<Issue>;
}

/** People and what they may do. */
export interface People {
  permission(login: string): Promise<'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'>;
  /** Reacts to a comment, once. */
  react(comment: number, reaction: '+1' | '-1' | 'eyes' | 'rocket' | 'confused'): Promise<void>;
}

/** Everything of GitHub that trusted flows use. */
export interface GitHubPorts {
  readonly repository: Repository;
  readonly runs: Runs;
  readonly threads: Threads;
  readonly checks: Checks;
  readonly releases: Releases;
  readonly deployments: Deployments;
  readonly dispatches: Dispatches;
  readonly issues: Issues;
  readonly people: People;
  readonly proposals: Proposals;
}
