// Check runs: made, changed and found by the Apps that they belong to.
import { type Answer, created, forbidden, found, invalid, ok, Refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerCountedPage, answerPage } from '../page.ts';
import { checkRunShape } from '../shapes/check-run.ts';
import type { Annotation, CheckOutput, CheckRun } from '../state/check-run.ts';
import { appOf, byToken } from '../state/events.ts';
import { tell } from '../state/tell.ts';
import { htmlUrl } from '../state/urls.ts';
import { commitOf } from './commits.ts';

interface CheckChange {
  readonly name?: string;
  readonly head_sha?: string;
  readonly details_url?: string;
  readonly external_id?: string;
  readonly status?: CheckRun['status'];
  readonly started_at?: string;
  readonly conclusion?: string;
  readonly completed_at?: string;
  readonly output?: CheckOutput & { readonly annotations?: Annotation[] };
}

function createCheck(call: Call): Answer {
  const { world, repository, token } = call;
  const app = appOf(world, token);
  if (app === null) throw forbidden('You must authenticate via a GitHub App.');
  const change = call.json<CheckChange>();
  const headSha = change.head_sha ?? '';
  if (repository.objects.commit(headSha) === undefined) throw invalid(`No commit found for SHA: ${headSha}`);
  const sameSuite = repository.checkRuns.find(known => known.headSha === headSha && known.app === app);
  const check: CheckRun = {
    id: world.ids.next(),
    repository,
    headSha,
    app,
    suite: sameSuite?.suite ?? world.ids.next(),
    annotations: [],
    name: change.name ?? '',
    externalId: null,
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: world.now(),
    completedAt: null,
    output: null,
  };
  changeCheck(call, check, change);
  repository.checkRuns.push(check);
  announce(call, check, 'created');
  return created(checkRunShape(world, check));
}

function updateCheck(call: Call): Answer {
  const { world, token } = call;
  const check = checkOf(call);
  const app = appOf(world, token);
  if (app?.id !== check.app.id) {
    const whose = 'check run can only be modified by the GitHub App that created it.';
    throw forbidden(
      app === null ? 'You must authenticate via a GitHub App.' : `Invalid app_id \`${app.id}\` - ${whose}`,
    );
  }
  const wasCompleted = check.status === 'completed';
  changeCheck(call, check, call.json<CheckChange>());
  if (check.status === 'completed' && !wasCompleted) announce(call, check, 'completed');
  return ok(checkRunShape(world, check));
}

function announce({ world, repository, token }: Call, check: CheckRun, action: string): void {
  tell(world, 'check_run', repository, { action, check_run: checkRunShape(world, check) }, byToken(token));
}

/** A conclusion completes a run, and a run cannot be completed without one. */
function changeCheck({ world }: Call, check: CheckRun, change: CheckChange): void {
  const status = change.conclusion === undefined ? (change.status ?? check.status) : 'completed';
  const conclusion = status === 'completed' ? (change.conclusion ?? check.conclusion) : null;
  if (status === 'completed' && conclusion === null) throw new Refusal(422, 'Invalid request.\n\nMissing conclusion.');
  const completedAt =
    change.completed_at === undefined ? (check.completedAt ?? world.now()) : new Date(change.completed_at);
  const { annotations = [], ...output } = change.output ?? {};
  Object.assign(check, {
    name: change.name ?? check.name,
    externalId: change.external_id ?? check.externalId,
    detailsUrl: change.details_url ?? check.detailsUrl,
    status,
    conclusion,
    startedAt: change.started_at === undefined ? check.startedAt : new Date(change.started_at),
    completedAt: status === 'completed' ? completedAt : null,
    output: change.output === undefined ? check.output : output,
  });
  check.annotations.push(...annotations);
}

const checkOf = ({ repository, params }: Call): CheckRun =>
  found(repository.checkRuns.find(({ id }) => `${id}` === params.check_run_id));

function getAnnotations(call: Call): Answer {
  const { world, repository } = call;
  const check = checkOf(call);
  return answerPage(call, check.annotations, annotation => ({
    start_column: null,
    end_column: null,
    title: null,
    raw_details: null,
    ...annotation,
    blob_href: htmlUrl(world.urls, repository, `/blob/${check.headSha}/${annotation.path}`),
  }));
}

/** Of several runs of one App under one name only the latest is listed, unless all are asked for. */
function getChecks(call: Call): Answer {
  const { world, repository, params, query } = call;
  const sha = commitOf(call, params.ref ?? '');
  const [name, status, app] = [query.get('check_name'), query.get('status'), query.get('app_id')];
  const all = repository.checkRuns.filter(
    check =>
      check.headSha === sha &&
      (name === null || check.name === name) &&
      (status === null || check.status === status) &&
      (app === null || `${check.app.id}` === app),
  );
  const latest = [...new Map(all.map(check => [`${check.app.id} ${check.name}`, check])).values()];
  const listed = query.get('filter') === 'all' ? all : latest;
  return answerCountedPage(call, listed.reverse(), 'check_runs', check => checkRunShape(world, check));
}

const base = '/repos/{owner}/{repo}';
const one = `${base}/check-runs/{check_run_id}`;
const [reading, writing] = ['checks=read', 'checks=write'];

/** The endpoints of check runs. */
export const checkRoutes: readonly Route[] = [
  { method: 'POST', path: `${base}/check-runs`, needs: writing, handle: createCheck },
  { method: 'PATCH', path: one, needs: writing, handle: updateCheck },
  { method: 'GET', path: one, needs: reading, handle: call => ok(checkRunShape(call.world, checkOf(call))) },
  { method: 'GET', path: `${one}/annotations`, needs: reading, handle: getAnnotations },
  { method: 'GET', path: `${base}/commits/{ref}/check-runs`, needs: reading, handle: getChecks },
];
