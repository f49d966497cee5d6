// Issues, branches and pull requests of the repository in memory.

import type { TrustedPorts } from '../../src/flows/trusted-ports.ts';
import type { Issue, PullRequest } from '../../src/ports/github.ts';
import { commit as commitOf } from '../core/ledger-fixtures.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An issue as GitHub keeps it. */
export type StoredIssue = Mutable<Omit<Issue, 'isOurs'>> & {
  author: string;
  labels: readonly string[];
  assignees: readonly string[];
};

/** A branch of ours. */
export interface StoredBranch {
  sha: string;
  parent: string;
  readonly files: Map<string, string>;
}

/** What GitHub keeps of them. */
export class Tracking {
  readonly issues: StoredIssue[] = [];
  readonly branches = new Map<string, StoredBranch>();
  readonly texts = new Map<number, { title: string; body: string }>();
  /** The setting that lets Actions open pull requests. */
  mayOpen = true;
  edits = 0;

  /** A person closes an issue. */
  close(number: number, login: string, at: Date): void {
    const found = this.issues.find(issue => issue.number === number);
    if (found === undefined) throw new Error('There is no such issue.');
    Object.assign(found, { state: 'closed', closedBy: login, closedAt: at.toISOString() });
  }
}

interface Tools {
  readonly tracking: Tracking;
  readonly pulls: Mutable<PullRequest>[];
  readonly login: string;
  readonly now: () => Date;
  readonly read: <T>(look: () => T) => Promise<T>;
  readonly write: <T>(change: () => T) => Promise<T>;
}

/** Issues and pull requests share their numbers. */
const nextNumber = ({ tracking, pulls }: Tools): number =>
  1 + Math.max(0, ...tracking.issues.map(({ number }) => number), ...pulls.map(({ number }) => number));

/** The port of issues. */
export function issuesOf(tools: Tools): TrustedPorts['issues'] {
  const { tracking, login, read, write, now } = tools;
  const shaped = ({ author, labels: _, assignees: __, ...issue }: StoredIssue): Issue => ({
    ...issue,
    isOurs: author === login,
  });
  return {
    list: label =>
      read(() =>
        tracking.issues
          .filter(({ labels }) => labels.includes(label))
          .map(shaped)
          .filter(({ isOurs }) => isOurs)
          .sort((a, b) => b.number - a.number),
      ),
    create: ({ title, body, labels, assignees }) =>
      write(() => {
        if (body.length > 65_536) throw new Error('422 body is too long');
        const number = nextNumber(tools);
        const url = `https://github.com/octo/shop/issues/${number}`;
        const common = { state: 'open', closedBy: null, closedAt: null, author: login } as const;
        const made: StoredIssue = { number, title, body, url, labels, assignees, ...common };
        tracking.issues.push(made);
        return shaped(made);
      }),
    update: (number, change) =>
      write(() => {
        const issue = tracking.issues.find(one => one.number === number);
        if (issue === undefined) throw new Error('404');
        tracking.edits++;
        const isClosed = change.state === 'closed';
        const closing = { closedBy: isClosed ? login : null, closedAt: isClosed ? now().toISOString() : null };
        Object.assign(issue, change, change.state === undefined ? {} : closing);
        return shaped(issue);
      }),
  };
}

/** The port of branches and pull requests. */
export function proposalsOf(tools: Tools): TrustedPorts['proposals'] {
  const { tracking, pulls, read, write } = tools;
  return {
    from: branch =>
      read(() =>
        pulls
          .filter(pull => pull.headBranch === branch)
          .map(pull => ({ ...pull }))
          .sort((a, b) => b.number - a.number),
      ),
    commit: ({ branch, parent, files, instead }) =>
      write(() => {
        const there = tracking.branches.get(branch);
        if (!instead && there?.sha !== parent) throw new Error('422 Update is not a fast forward');
        const held = new Map(instead ? [] : there?.files);
        if (files.every(file => held.get(file.path) === file.file)) return parent;
        for (const { path, file } of files) held.set(path, file);
        const sha = commitOf(`${parent} ${JSON.stringify([...held])}`);
        tracking.branches.set(branch, { sha, parent, files: held });
        const open = pulls.find(pull => pull.headBranch === branch && pull.state === 'open');
        if (open !== undefined) open.headSha = sha;
        return sha;
      }),
    open: ({ branch, title, body }) =>
      write(() => {
        if (!tracking.mayOpen) return null;
        const there = pulls.find(pull => pull.headBranch === branch && pull.state === 'open');
        if (there !== undefined) return { ...there };
        const made: PullRequest = {
          number: nextNumber(tools),
          state: 'open',
          merged: false,
          mergeCommit: null,
          testMerge: null,
          headSha: tracking.branches.get(branch)?.sha ?? '',
          headBranch: branch,
          headRepositoryId: 1,
          baseBranch: 'main',
          author: tools.login,
          closedAt: null,
          labels: [],
        };
        pulls.push(made);
        tracking.texts.set(made.number, { title, body });
        return { ...made };
      }),
    rewrite: (number, text) => write(() => void tracking.texts.set(number, { ...text })),
  };
}
