// Runs of workflows: found, looked at, and started again.
import { type Answer, accepted, conflict, created, forbidden, found, ok } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerCountedPage } from '../page.ts';
import { jobShape, runShape } from '../shapes/workflow-run.ts';
import { type Attempt, completeRun, latest, startAttempt, type WorkflowRun } from '../state/workflow-run.ts';
import { workflowOf } from './workflows.ts';

/** The run of a path. */
export const runOf = ({ repository, params }: Call): WorkflowRun =>
  found(repository.runs.find(({ id }) => `${id}` === params.run_id));

const attemptOf = (call: Call): Attempt => found(runOf(call).attempts[Number(call.params.attempt_number) - 1]);

/** What each parameter of a list asks of a run. */
const filters: Readonly<Record<string, (run: WorkflowRun, value: string) => boolean>> = {
  actor: ({ actor }, value) => actor.login === value,
  branch: ({ headBranch }, value) => headBranch === value,
  event: ({ event }, value) => event === value,
  head_sha: ({ headSha }, value) => headSha === value,
  status: (run, value) => latest(run).status === value || latest(run).conclusion === value,
  check_suite_id: ({ suite }, value) => `${suite}` === value,
  created: ({ createdAt }, value) => isWithin(createdAt, value),
};

/** `2026-01-01`, `>=2026-01-01T00:00:00Z` or `2026-01-01..2026-02-01`. */
function isWithin(moment: Date, range: string): boolean {
  const [from, to] = range.split('..');
  if (to !== undefined) return moment >= new Date(from ?? '') && moment <= new Date(to);
  const [, sign, text = ''] = /^([<>]=?)?(.*)$/.exec(range) ?? [];
  const bound = new Date(text);
  if (sign === undefined) return moment.toISOString().startsWith(text.slice(0, 10));
  return sign.startsWith('>') ? moment >= bound : moment <= bound;
}

function listRuns(call: Call, runs: readonly WorkflowRun[]): Answer {
  const { world, query } = call;
  const wanted = [...query].flatMap(([name, value]) =>
    filters[name] ? [(run: WorkflowRun) => filters[name]!(run, value)] : [],
  );
  const all = runs.filter(run => wanted.every(fits => fits(run))).reverse();
  const isShort = query.get('exclude_pull_requests') === 'true';
  return answerCountedPage(call, all, 'workflow_runs', run => ({
    ...runShape(world, run),
    ...(isShort ? { pull_requests: [] } : {}),
  }));
}

function listWorkflowRuns(call: Call): Answer {
  const workflow = workflowOf(call);
  return listRuns(
    call,
    call.repository.runs.filter(run => run.workflow === workflow),
  );
}

const month = 30 * 86_400_000;

function rerun(call: Call, pick: (attempt: Attempt) => string[]): Answer {
  const { world, token } = call;
  const run = runOf(call);
  if (latest(run).status !== 'completed') throw forbidden('This workflow is already running');
  if (world.now().getTime() - run.createdAt.getTime() > month) {
    throw forbidden('Unable to retry this workflow run because it was created over a month ago');
  }
  startAttempt(world, run, token.actor, pick(latest(run)));
  return created({});
}

const rerunAll = (call: Call): Answer => rerun(call, ({ jobs }) => jobs.map(({ name }) => name));

function cancel(call: Call): Answer {
  const run = runOf(call);
  if (latest(run).status === 'completed') throw conflict('Cannot cancel a workflow run that is completed.');
  completeRun(call.world, run, 'cancelled');
  return accepted({});
}

function listJobs(call: Call, attempts: readonly Attempt[]): Answer {
  const run = runOf(call);
  const all = attempts.flatMap(attempt => attempt.jobs.map(job => ({ attempt, job })));
  return answerCountedPage(call, all, 'jobs', ({ attempt, job }) => jobShape(call.world, run, attempt, job));
}

function listRunJobs(call: Call): Answer {
  const run = runOf(call);
  return listJobs(call, call.query.get('filter') === 'all' ? run.attempts : [latest(run)]);
}

const base = '/repos/{owner}/{repo}/actions';
const one = `${base}/runs/{run_id}`;
const attempt = `${one}/attempts/{attempt_number}`;
const [reading, writing] = ['actions=read', 'actions=write'];

/** The endpoints of runs. */
export const runRoutes: readonly Route[] = [
  { method: 'GET', path: `${base}/runs`, needs: reading, handle: call => listRuns(call, call.repository.runs) },
  { method: 'GET', path: `${base}/workflows/{workflow_id}/runs`, needs: reading, handle: listWorkflowRuns },
  { method: 'GET', path: one, needs: reading, handle: call => ok(runShape(call.world, runOf(call))) },
  {
    method: 'GET',
    path: attempt,
    needs: reading,
    handle: call => ok(runShape(call.world, runOf(call), attemptOf(call))),
  },
  { method: 'POST', path: `${one}/rerun`, needs: writing, handle: rerunAll },
  { method: 'POST', path: `${one}/cancel`, needs: writing, handle: cancel },
  { method: 'GET', path: `${one}/jobs`, needs: reading, handle: listRunJobs },
];
