// Runs of workflows, their attempts and what they uploaded.
import type { Account } from './account.ts';
import { byPerson } from './events.ts';
import type { Repository } from './repository.ts';
import { resolveCommit } from './repository.ts';
import { tellRun } from './tell-run.ts';
import { type Workflow, workflowAt } from './workflow.ts';
import type { World } from './world.ts';

/** How a run or a job ended. */
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped' | 'timed_out' | 'neutral';

/** How far a run or a job is. */
export type RunStatus = 'queued' | 'in_progress' | 'completed' | 'waiting';

/** A job of an attempt. */
export interface Job {
  readonly id: number;
  readonly name: string;
  conclusion: Conclusion | null;
}

/** One attempt at a run. */
export interface Attempt {
  readonly number: number;
  readonly actor: Account;
  readonly startedAt: Date;
  readonly jobs: readonly Job[];
  status: RunStatus;
  conclusion: Conclusion | null;
  updatedAt: Date;
}

/** A zip that a run uploaded. */
export interface Artifact {
  readonly id: number;
  readonly run: WorkflowRun;
  readonly attempt: number;
  readonly name: string;
  readonly zip: Buffer;
  readonly createdAt: Date;
  expiresAt: Date;
}

/** A run of a workflow. */
export interface WorkflowRun {
  readonly id: number;
  readonly repository: Repository;
  readonly workflow: Workflow;
  readonly number: number;
  readonly event: string;
  readonly headBranch: string | null;
  readonly headSha: string;
  readonly headRepository: Repository;
  readonly actor: Account;
  readonly suite: number;
  readonly createdAt: Date;
  readonly attempts: Attempt[];
}

/** A run that starts. */
export interface NewRun {
  readonly repository: Repository;
  /** The workflow's file, such as `.github/workflows/relevo.yml`. */
  readonly path: string;
  readonly event: string;
  /** A branch; the default one unless said otherwise. */
  readonly headBranch?: string;
  /** The branch's end unless said otherwise. */
  readonly headSha?: string;
  /** A fork, for a pull request from one. */
  readonly headRepository?: Repository;
  /** Who made it start; the owner unless said otherwise. */
  readonly login?: string;
  readonly jobs?: readonly string[];
}

/** Starts a run. */
export function startRun(world: World, wanted: NewRun): WorkflowRun {
  const { repository, path, event, headRepository = repository, headBranch = headRepository.defaultBranch } = wanted;
  const headSha = wanted.headSha ?? resolveCommit(headRepository, headBranch);
  if (headSha === undefined) throw new Error(`There is no branch ${headBranch} to run on.`);
  const actor = wanted.login === undefined ? repository.owner : world.account(wanted.login);
  const workflow = workflowAt(repository, path, () => world.ids.next(), world.now());
  const run: WorkflowRun = {
    id: world.ids.next(),
    repository,
    workflow,
    number: repository.runs.filter(known => known.workflow === workflow).length + 1,
    event,
    headBranch,
    headSha,
    headRepository,
    actor,
    suite: world.ids.next(),
    createdAt: world.now(),
    attempts: [],
  };
  repository.runs.push(run);
  startAttempt(world, run, actor, wanted.jobs ?? ['evaluate', 'act']);
  return run;
}

/** Starts a run, or starts it again. */
export function startAttempt(world: World, run: WorkflowRun, actor: Account, jobs: readonly string[]): void {
  run.attempts.push({
    number: run.attempts.length + 1,
    actor,
    startedAt: world.now(),
    jobs: jobs.map(name => ({ id: world.ids.next(), name, conclusion: null })),
    status: 'in_progress',
    conclusion: null,
    updatedAt: world.now(),
  });
  tellRun(world, run, 'requested', byPerson(actor));
}

/** Ends the newest attempt. */
export function completeRun(world: World, run: WorkflowRun, conclusion: Conclusion): void {
  const attempt = latest(run);
  Object.assign(attempt, { status: 'completed', conclusion, updatedAt: world.now() });
  for (const job of attempt.jobs) job.conclusion ??= conclusion;
  tellRun(world, run, 'completed', byPerson(attempt.actor));
}

/** The newest attempt. */
export const latest = ({ attempts }: WorkflowRun): Attempt => attempts.at(-1)!;

/** Whether an artifact can still be downloaded. */
export const isExpired = ({ expiresAt }: Artifact, now: Date): boolean => expiresAt <= now;
