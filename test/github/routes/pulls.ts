// Pull requests: opened, changed and found.
import { type Answer, created, failed, forbidden, found, ok } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerPage } from '../page.ts';
import { commitShape, fileChangeShape } from '../shapes/commit.ts';
import { pullFiles, pullShape, simplePullShape } from '../shapes/pull-request.ts';
import { appOf, byToken } from '../state/events.ts';
import { isAncestor, listCommits } from '../state/git-history.ts';
import type { Issue } from '../state/issue.ts';
import { isTested, type PullEnd, type PullRequest, pullCommits, tryMerge } from '../state/pull-request.ts';
import { defaultHead, type Repository } from '../state/repository.ts';
import { tellPull } from '../state/tell.ts';
import { commitOf } from './commits.ts';
import { signatureOf } from './git-objects.ts';
import { refuseLong } from './issues.ts';

/** The pull request of a path. */
export const pullOf = ({ repository, params }: Call): PullRequest =>
  found(repository.issues[Number(params.pull_number) - 1]?.pull);

const pullsOf = ({ issues }: Repository): PullRequest[] => issues.flatMap(({ pull }) => pull ?? []);

interface NewPull {
  readonly title?: string;
  readonly body?: string | null;
  readonly head: string;
  readonly base: string;
  readonly draft?: boolean;
}

function createPull(call: Call): Answer {
  const { world, repository, token } = call;
  if (token.kind === 'actions' && !repository.settings.actionsMayOpenPullRequests) {
    throw forbidden('GitHub Actions is not permitted to create or approve pull requests.');
  }
  const wanted = call.json<NewPull>();
  refuseLong('PullRequest', wanted.body);
  const [head, base] = [endOf(call, 'head', wanted.head), endOf(call, 'base', wanted.base)];
  refuseUseless(repository, head, base);
  const pull = addPull(call, wanted, head, base);
  tellPull(world, pull, 'opened', byToken(token));
  return created(pullShape(world, pull));
}

/** One end: a branch here, or `owner:branch` of a fork. */
function endOf({ world, repository }: Call, field: 'head' | 'base', name: string): PullEnd {
  const [, owner, named] = /^([^:]+):(.+)$/.exec(name) ?? [];
  const isHome = owner === undefined || owner.toLowerCase() === repository.owner.login.toLowerCase();
  const home = isHome
    ? repository
    : world.repositories.find(
        other => other.objects === repository.objects && other.owner.login.toLowerCase() === owner.toLowerCase(),
      );
  const branch = named ?? name;
  const sha = home?.refs.get(`refs/heads/${branch}`);
  if (home === undefined || sha === undefined) throw failed({ resource: 'PullRequest', field, code: 'invalid' });
  return { repository: home, branch, sha };
}

function refuseUseless(repository: Repository, head: PullEnd, base: PullEnd): void {
  const refuse = (message: string) => failed({ resource: 'PullRequest', code: 'custom', message });
  const isSame = (pull: PullRequest) =>
    pull.issue.state === 'open' && pull.head.repository === head.repository && pull.head.branch === head.branch;
  if (pullsOf(repository).some(pull => isSame(pull) && pull.base.branch === base.branch)) {
    throw refuse(`A pull request already exists for ${head.repository.owner.login}:${head.branch}.`);
  }
  if (isAncestor(repository.objects, head.sha, base.sha)) {
    throw refuse(`No commits between ${base.branch} and ${head.branch}`);
  }
}

function addPull(
  call: Call,
  { title, body = null, draft = false }: NewPull,
  head: PullEnd,
  base: PullEnd,
): PullRequest {
  const { world, repository, token } = call;
  const now = world.now();
  const issue: Issue = {
    id: world.ids.next(),
    number: repository.issues.length + 1,
    repository,
    author: token.actor,
    app: appOf(world, token),
    createdAt: now,
    comments: [],
    reactions: [],
    title: title ?? head.branch,
    body,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    pull: null,
  };
  const unmerged = { testMerge: null, mergedAt: null, mergedBy: null, mergeCommit: null, introduced: [] };
  const pull: PullRequest = { id: world.ids.next(), issue, head, base, isDraft: draft, ...unmerged };
  issue.pull = pull;
  repository.issues.push(issue);
  repository.refs.set(`refs/pull/${issue.number}/head`, head.sha);
  return pull;
}

/** GitHub tries the merge after it was asked: the first answer after a push does not know whether one can merge. */
function getPull(call: Call): Answer {
  const pull = pullOf(call);
  const answer = ok(pullShape(call.world, pull));
  if (!isTested(pull)) tryMerge(pull, signatureOf(call), call.world.now());
  return answer;
}

function getPulls(call: Call): Answer {
  const { world, repository, query } = call;
  const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
  const all = pullsOf(repository).filter(
    pull =>
      (state === 'all' || pull.issue.state === state) &&
      (head === null || `${pull.head.repository.owner.login}:${pull.head.branch}` === head) &&
      (base === null || pull.base.branch === base),
  );
  const key = ({ issue }: PullRequest) => (query.get('sort') === 'updated' ? issue.updatedAt.getTime() : issue.number);
  const isAscending =
    query.get('direction') === 'asc' ||
    (query.has('sort') && query.get('sort') !== 'created' && !query.has('direction'));
  const sorted = all.sort((a, b) => (isAscending ? 1 : -1) * (key(a) - key(b)));
  return answerPage(call, sorted, pull => simplePullShape(world, pull));
}

function updatePull(call: Call): Answer {
  const { world, token } = call;
  const pull = pullOf(call);
  const { issue } = pull;
  const { title, body, state } = call.json<{ title?: string; body?: string | null; state?: 'open' | 'closed' }>();
  refuseLong('PullRequest', body);
  const cause = byToken(token);
  const isEdited = (title ?? issue.title) !== issue.title || (body ?? issue.body) !== issue.body;
  Object.assign(issue, { title: title ?? issue.title, body: body ?? issue.body, updatedAt: world.now() });
  if (isEdited) tellPull(world, pull, 'edited', cause, { changes: {} });
  if (state !== undefined && state !== issue.state) {
    if (pull.mergedAt !== null) throw failed({ resource: 'PullRequest', code: 'invalid', field: 'state' });
    const isClosed = state === 'closed';
    const closed = { closedAt: isClosed ? world.now() : null, closedBy: isClosed ? token.actor : null };
    Object.assign(issue, { state, ...closed });
    if (!isClosed) pull.head.sha = pull.head.repository.refs.get(`refs/heads/${pull.head.branch}`) ?? pull.head.sha;
    tellPull(world, pull, isClosed ? 'closed' : 'reopened', cause);
  }
  return ok(pullShape(world, pull));
}

function getFiles(call: Call): Answer {
  const { world, repository } = call;
  const pull = pullOf(call);
  return answerPage(call, pullFiles(pull).slice(0, 3000), file =>
    fileChangeShape(world, repository, pull.head.sha, file),
  );
}

function getCommits(call: Call): Answer {
  const { world, repository } = call;
  return answerPage(call, pullCommits(pullOf(call)).slice(0, 250), sha => commitShape(world, repository, sha));
}

/** For a commit of the default branch, the pull request that brought it; for others, all that contain it. */
function pullsOfCommit(call: Call): Answer {
  const { world, repository, params } = call;
  const { objects } = repository;
  const sha = commitOf(call, params.commit_sha ?? '');
  const head = defaultHead(repository);
  const isLanded = head !== undefined && listCommits(objects, head).includes(sha);
  const all = pullsOf(repository).filter(pull =>
    isLanded ? pull.introduced.includes(sha) : pull.issue.state === 'open' && pullCommits(pull).includes(sha),
  );
  return answerPage(call, all, pull => simplePullShape(world, pull));
}

const base = '/repos/{owner}/{repo}';
const one = `${base}/pulls/{pull_number}`;
const [reading, writing] = ['pull_requests=read', 'pull_requests=write'];

/** The endpoints of pull requests. */
export const pullRoutes: readonly Route[] = [
  { method: 'GET', path: `${base}/pulls`, needs: reading, handle: getPulls },
  { method: 'POST', path: `${base}/pulls`, needs: writing, handle: createPull },
  { method: 'GET', path: one, needs: reading, handle: getPull },
  { method: 'PATCH', path: one, needs: writing, handle: updatePull },
  { method: 'GET', path: `${one}/files`, needs: reading, handle: getFiles },
  { method: 'GET', path: `${one}/commits`, needs: reading, handle: getCommits },
  {
    method: 'GET',
    path: `${base}/commits/{commit_sha}/pulls`,
    needs: 'pull_requests=read; contents=read',
    handle: pullsOfCommit,
  },
];
