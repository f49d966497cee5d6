// Which events mean work: one row an event, from its payload to what is to be done. A payload is only a hint that something
// happened; every fact is asked of GitHub again.
import { ISSUE_LABEL } from '../../flows/triage/find-issue.ts';
import type { Where, Work } from './task.ts';

/** A payload as it arrives; nothing in it is believed before it was looked at. */
export type Payload = Readonly<Record<string, unknown>>;

/** Work in a repository. */
export interface Woken {
  readonly where: Where;
  readonly work: Work;
}

type Row = (payload: Payload) => readonly Woken[];

const nothingMore = { mayStart: false, isThorough: false, tellsProduction: false, reviewsIssues: false };
const look: Work = { kind: 'reconcile', ...nothingMore };

/** A look at everything that a repository has: at the start, every hour, and when the App is installed. */
export const fullLook: Work = {
  kind: 'reconcile',
  mayStart: true,
  isThorough: true,
  tellsProduction: true,
  reviewsIssues: true,
};

/** The events that the App subscribes to; app.yml lists the same. */
export const rows = {
  /** A run ended: what it left is told and, on the default branch, decided. */
  'workflow_run.completed': payload => {
    const run = record(payload.workflow_run);
    const [id, path] = [whole(run.id), text(run.path)];
    if (id === null || path === null) return [];
    return inRepository(payload, { kind: 'publish', run: id, workflow: path.replace(/@.*$/, '') });
  },
  /** A merge is followed by a run of its own; until it ends, what is there stands. */
  'pull_request.closed': payload => {
    const pull = record(payload.pull_request);
    const isOnDefault = text(record(pull.base).ref) === defaultBranchOf(payload);
    return pull.merged === true && isOnDefault ? inRepository(payload, look) : [];
  },
  push: payload => {
    const branch = defaultBranchOf(payload);
    return branch !== null && payload.ref === `refs/heads/${branch}` ? inRepository(payload, look) : [];
  },
  /** The queue's own run tells about its commit; here only what is half done is finished, before it is merged on top. */
  merge_group: payload => inRepository(payload, look),
  'issue_comment.created': payload => {
    const [comment, issue] = [record(payload.comment), record(payload.issue)];
    const [id, body, thread] = [whole(comment.id), text(comment.body), whole(issue.number)];
    const author = record(comment.user);
    const login = text(author.login);
    // Most comments are none of ours; looking for the word costs nothing.
    if (id === null || body === null || thread === null || login === null || !/\/relevo/i.test(body)) return [];
    const isBot = author.type !== 'User';
    const isPullRequest = typeof issue.pull_request === 'object' && issue.pull_request !== null;
    return inRepository(payload, {
      kind: 'command',
      comment: { id, body, author: login, isBot, thread, isPullRequest },
    });
  },
  /** What Relevo opened has its label; whoever closes that says that he knows. */
  'issues.closed': payload => {
    const { labels } = record(payload.issue);
    const isOurs = Array.isArray(labels) && labels.some(label => text(record(label).name) === ISSUE_LABEL);
    return isOurs ? inRepository(payload, { ...look, reviewsIssues: true }) : [];
  },
  'installation.created': payload => inAll(payload, payload.repositories),
  'installation_repositories.added': payload => inAll(payload, payload.repositories_added),
} satisfies Readonly<Record<string, Row>>;

/** The name of an event that has a row, with its action. */
export type EventName = keyof typeof rows;

/** What a payload of one of these events means. */
export const woken = (name: EventName, payload: unknown): readonly Woken[] => rows[name](record(payload));

function inRepository(payload: Payload, work: Work): Woken[] {
  const repository = record(payload.repository);
  const where = whereOf(text(repository.full_name), payload);
  return where === null ? [] : [{ where, work }];
}

function inAll(payload: Payload, repositories: unknown): Woken[] {
  if (!Array.isArray(repositories)) return [];
  return repositories.flatMap((repository): Woken[] => {
    const where = whereOf(text(record(repository).full_name), payload);
    return where === null ? [] : [{ where, work: fullLook }];
  });
}

function whereOf(fullName: string | null, payload: Payload): Where | null {
  const [, owner, repo] = /^(?!\.{1,2}\/)([\w.-]{1,100})\/(?!\.{1,2}$)([\w.-]{1,100})$/.exec(fullName ?? '') ?? [];
  if (owner === undefined || repo === undefined) return null;
  return { owner, repo, installation: whole(record(payload.installation).id) };
}

const defaultBranchOf = (payload: Payload): string | null => text(record(payload.repository).default_branch);

const record = (value: unknown): Payload => (typeof value === 'object' && value !== null ? (value as Payload) : {});

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const whole = (value: unknown): number | null =>
  Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : null;
