// What `.github/workflows/relevo.yml` does on GitHub, done here: checkout, the Action in a job that can only read, uploads, and
// the Action in a job that may write. The bundles and the requests are real; the server is the local GitHub.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitHub } from '../github/server.ts';
import type { Repository } from '../github/state/repository.ts';
import type { Permissions } from '../github/state/token.ts';
import { latest, type WorkflowRun } from '../github/state/workflow-run.ts';
import { runStep, type Step, type StepResult } from './job.ts';

/** The user's workflow file, which calls ours. */
export const WORKFLOW = '.github/workflows/model.yml';

/** What the job `evaluate` may do, and the job `act`. */
export const reads: Permissions = { actions: 'read', contents: 'read', pull_requests: 'read' };
export const writes: Permissions = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  pull_requests: 'write',
};

/** One run of the workflow, and what surrounds it. */
export interface Running {
  readonly hub: GitHub;
  readonly repository: Repository;
  /** The bundle of the Action. */
  readonly bundle: string;
  readonly node?: string;
  readonly nodeOptions?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly event: { readonly name: string; readonly payload: unknown };
  /** What is checked out: `refs/pull/7/merge`, or a branch. */
  readonly ref: string;
  readonly headBranch?: string;
  readonly headSha?: string;
  readonly headRepository?: Repository;
  readonly login?: string;
  readonly isForFork?: boolean;
  /** The hosted App acts, and the job that may write is left out. */
  readonly isHosted?: boolean;
  /** How a step is run; in a process of its own by default. */
  readonly step?: (step: Step) => Promise<StepResult>;
  /** What the workflow's input `setup` does in the checkout, as to fetch logs. */
  readonly setUp?: (workspace: string) => void;
}

/** What the jobs left. */
export interface Ran {
  readonly run: WorkflowRun;
  readonly evaluate: StepResult;
  readonly act: StepResult | null;
}

/** Starts a run and lives both of its jobs. */
export async function runWorkflow(running: Running): Promise<Ran> {
  const run = startRun(running);
  const evaluate = await evaluateJob(running, run);
  // A fork's token can write nothing: the workflow leaves its second job out, as it does for the hosted App.
  const isAlone = running.isForFork === true || running.isHosted === true;
  const act = isAlone ? null : await actJob(running, run);
  running.hub.completeRun(run, act === null || act.code === 0 ? 'success' : 'failure');
  return { run, evaluate, act };
}

/** The run alone, as GitHub lists it. */
export function startRun({ hub, repository, event, headBranch, headSha, headRepository, login }: Running): WorkflowRun {
  return hub.startRun({
    repository,
    path: WORKFLOW,
    event: event.name,
    ...(headBranch === undefined ? {} : { headBranch }),
    ...(headSha === undefined ? {} : { headSha }),
    ...(headRepository === undefined ? {} : { headRepository }),
    ...(login === undefined ? {} : { login }),
  });
}

/** The job that runs the repository's code, with a token that can only read. */
export async function evaluateJob(running: Running, run: WorkflowRun): Promise<StepResult> {
  const { hub, repository } = running;
  const workspace = mkdtempSync(join(tmpdir(), 'relevo-workspace-'));
  const output = mkdtempSync(join(tmpdir(), 'relevo-output-'));
  try {
    const sha = hub.checkout(repository, { ref: running.ref, folder: workspace });
    const token = hub.token({ kind: 'actions', repository, permissions: reads, isForFork: running.isForFork === true });
    const mode = isLook(running.event) ? 'monitor' : 'evaluate';
    const inputs = { mode, config: 'relevo.yml', output, token };
    running.setUp?.(workspace);
    const result = await (running.step ?? runStep)({ ...surroundings(running, run), inputs, workspace, sha });
    for (const [name, folder] of [
      ['relevo-report', 'report'],
      ['relevo-page', 'page'],
      ['relevo-watch', 'watch'],
      ['relevo-refresh', 'refresh'],
      ['relevo-blobs-all', 'blobs'],
    ] as const) {
      const path = join(output, folder);
      if (existsSync(path) && readdirSync(path).length > 0) await hub.uploadArtifact(run, { name, folder: path });
    }
    return result;
  } finally {
    for (const folder of [workspace, output]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the workflow looks at production, as on a schedule and when a retraining was asked for. */
const isLook = ({ name, payload }: Running['event']): boolean =>
  name === 'schedule' || Boolean((payload as { inputs?: { retrain?: string } }).inputs?.retrain);

/** The job that may write, in an empty workspace. */
export async function actJob(running: Running, run: WorkflowRun, mode = 'publish'): Promise<StepResult> {
  const { hub, repository } = running;
  const workspace = mkdtempSync(join(tmpdir(), 'relevo-workspace-'));
  try {
    const token = hub.token({ kind: 'actions', repository, permissions: writes });
    const inputs = { mode, config: 'relevo.yml', token };
    return await (running.step ?? runStep)({ ...surroundings(running, run), inputs, workspace, sha: run.headSha });
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

function surroundings(running: Running, run: WorkflowRun) {
  const { hub, repository, bundle, node, nodeOptions, env, signal, event, ref } = running;
  return {
    bundle,
    ...(node === undefined ? {} : { node }),
    ...(nodeOptions === undefined ? {} : { nodeOptions }),
    ...(env === undefined ? {} : { env }),
    ...(signal === undefined ? {} : { signal }),
    event,
    repository: `${repository.owner.login}/${repository.name}`,
    ref: ref.startsWith('refs/') ? ref : `refs/heads/${ref}`,
    run: { id: run.id, attempt: latest(run).number },
    actor: run.actor.login,
    workflow: WORKFLOW,
    api: hub.url,
  };
}
