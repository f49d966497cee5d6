// GitHub Actions for one repository: whatever starts its workflow is run to its end, job by job, as .github/workflows/relevo.yml
// says; runs that programs start, and runs that are started again, among them.
import { actJob, evaluateJob, type Running, startRun, WORKFLOW } from '../e2e/workflow.ts';
import type { Happening } from '../github/state/events.ts';
import { resolveCommit } from '../github/state/repository.ts';
import { triggeredWorkflows } from '../github/state/triggers.ts';
import { latest, type WorkflowRun } from '../github/state/workflow-run.ts';

/** What every run has in common. */
export type Surroundings = Omit<Running, 'event' | 'ref' | 'headBranch' | 'headSha' | 'headRepository' | 'login'>;

/** Runs what waits to be run. */
export class Runner {
  readonly #around: Surroundings;
  readonly #running = new Map<WorkflowRun, Running>();

  /** From now on, a run is there as soon as something starts it, and waits to be run. */
  constructor(around: Surroundings) {
    this.#around = around;
    around.hub.world.listeners.push(happening => {
      const isOurs = happening.repository === around.repository && triggeredWorkflows(happening).includes(WORKFLOW);
      if (isOurs) this.#start(happening);
    });
  }

  /** Runs everything that waits; tells whether there was anything. */
  async catchUp(): Promise<boolean> {
    const waiting = [...this.#running].filter(([run]) => latest(run).status !== 'completed');
    for (const [run, running] of waiting) await this.#live(run, running);
    return waiting.length > 0;
  }

  /** Runs of a pull request that a GITHUB_TOKEN opened wait until somebody approves of them: here, somebody always does. */
  #start({ name, payload, cause }: Happening): void {
    if (name === 'issue_comment' && !isCommand(payload)) return;
    const { login } = cause.actor;
    const running = { ...this.#around, event: { name, payload }, login, ...this.#placeOf(name, payload) };
    this.#running.set(startRun(running), running);
  }

  async #live(run: WorkflowRun, running: Running): Promise<void> {
    const { event, hub, isHosted = false, signal } = running;
    const failures: string[] = [];
    const isEvaluated = evaluated.has(event.name) && (event.payload as { action?: string }).action !== 'closed';
    if (isEvaluated) failures.push(...failureOf(await evaluateJob(running, run)));
    const modes = isHosted ? [] : [isEvaluated ? 'publish' : 'app'];
    if (event.name === 'schedule' && !isHosted) modes.push('app');
    for (const mode of modes) failures.push(...failureOf(await actJob(running, run, mode)));
    hub.completeRun(run, failures.length === 0 ? 'success' : 'failure');
    if (signal?.aborted === true) throw signal.reason;
    // Nothing in a story fails a job: what comes of training and comparing is told by the check.
    if (failures.length > 0) throw new Error(`The run ${run.id} for ${event.name} failed.\n${failures.join('\n')}`);
  }

  #placeOf(name: string, payload: Happening['payload']): Pick<Running, 'ref' | 'headBranch' | 'headSha'> {
    const { repository } = this.#around;
    if (name === 'pull_request') {
      const { head } = payload.pull_request as { head: { ref: string; sha: string } };
      return { ref: `refs/pull/${payload.number}/merge`, headBranch: head.ref, headSha: head.sha };
    }
    const branch = name === 'push' ? String(payload.ref).replace('refs/heads/', '') : repository.defaultBranch;
    return { ref: branch, headBranch: branch, headSha: resolveCommit(repository, branch) as string };
  }
}

/** The events whose runs begin with the job that can only read. */
const evaluated = new Set(['push', 'pull_request', 'merge_group', 'workflow_dispatch', 'schedule']);

const isCommand = ({ comment }: Happening['payload']): boolean =>
  /(?:^|\n)\/relevo/.test((comment as { body: string }).body);

const failureOf = ({ code, log, stderr }: { code: number | null; log: string; stderr: string }): string[] =>
  code === 0 ? [] : [`${log}${stderr}`];
