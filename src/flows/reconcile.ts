// Finishes what a crash, a lost webhook or a race left half done. It acts on state and not on events, so that it may be called
// at any time, by anybody, as often as anybody likes.
import type { Config, ModelConfig } from '../config/config.ts';
import { parseConfig } from '../config/parse.ts';
import type { Decision } from '../core/decision.ts';
import { foldState, type ModelState } from '../core/model-state.ts';
import type { WorkflowRun } from '../ports/github.ts';
import { byNames } from './continued-ledger.ts';
import { promoteOnGitHub } from './promote-on-github.ts';
import { keepingOf, prune } from './prune.ts';
import { isOnlyLook } from './publish/read-run.ts';
import { mayHaveReport } from './publish/run-facts.ts';
import { reviewIssue } from './triage/review-issue.ts';
import { RELEVO, type Standing, type TrustedPorts } from './trusted-ports.ts';
import { type Branch, lookAtBranch, runNumber } from './trusted-runs.ts';
import { findUntold, isRecent } from './untold-runs.ts';

/** How far a look goes. */
export interface ReconcileRequest {
  /** The config's path from the root of the repository. */
  readonly config: string;
  readonly standing: Standing;
  /** Publishes a run of the workflow, which records it and tells of it; told twice, it changes nothing. */
  readonly publish: (run: number) => Promise<void>;
  /** Whether runs are published again and issues looked at: their webhook may have been lost, or what followed from it. */
  readonly isThorough: boolean;
  /** Whether what is in production is told again, at least: a person's command may have changed it. */
  readonly tellsProduction: boolean;
  /** Whether issues are looked at, at least: somebody closed one. */
  readonly reviewsIssues: boolean;
  /** Whether a missing evaluation is started; not right after a push, whose own run is about to begin. */
  readonly mayStart: boolean;
  /** The run that this job is part of; it is going on, and will evaluate nothing any more. */
  readonly self: number | null;
  /** Whether this process published a run already. */
  readonly isTold: (run: WorkflowRun) => boolean;
}

/** What was found and done. */
export interface Reconciled {
  readonly decisions: readonly { readonly model: string; readonly decision: Decision }[];
  /** An evaluation of the default branch was started. */
  readonly isStarted: boolean;
}

/** Brings everything on GitHub in line with ledger and config. One model's trouble keeps none of the others. */
export async function reconcile(request: ReconcileRequest, given: TrustedPorts): Promise<Reconciled> {
  const branch = await lookAtBranch(given);
  const config = await configAt(branch, request.config, given);
  if (config === null) return { decisions: [], isStarted: false };
  const models = Object.values(config.models);
  const ports = byNames(given, config);
  const failures: unknown[] = [];
  const attempt = async (work: () => Promise<void>): Promise<void> =>
    work().catch(thrown => void failures.push(thrown));
  const look: Look = { models, branch, request };
  if (request.isThorough) {
    await attempt(async () => {
      for (const run of await runsToTell(look, ports)) await attempt(() => request.publish(run));
    });
  }
  const decisions: { model: string; decision: Decision }[] = [];
  for (const model of models) {
    await attempt(async () => {
      const decision = await promoteOnGitHub({ model, standing: request.standing, command: null }, ports);
      decisions.push({ model: model.name, decision });
      await tellProduction(model, decision, request, ports);
    });
    if (request.isThorough || request.reviewsIssues)
      await attempt(async () => void (await reviewIssue(model, request.standing, ports)));
  }
  let isStarted = false;
  if (request.mayStart) {
    await attempt(async () => {
      isStarted = await startEvaluation(look, ports);
    });
  }
  // Only where all is well, and it is this writer's turn.
  if (request.isThorough && failures.length === 0) {
    const { writer } = request.standing;
    await attempt(() => prune({ keep: keepingOf(models), by: RELEVO, writer }, ports));
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} parts could not be reconciled.`);
  return { decisions, isStarted };
}

/** The default branch's config; null where there is none that can be read. */
async function configAt({ head }: Branch, path: string, { repository, log }: TrustedPorts): Promise<Config | null> {
  const text = head === null ? null : await repository.text(head, path);
  if (text === null) return null;
  const parsed = parseConfig(text, path);
  if ('config' in parsed) return parsed.config;
  log.step(`${path} on the default branch has problems; nothing follows from it`);
  return null;
}

interface Look {
  readonly models: readonly ModelConfig[];
  readonly branch: Branch;
  readonly request: ReconcileRequest;
}

/** Among so many of the newest runs of the head is one that evaluated it. */
const NEWEST = 5;

/** The runs that made what is in production of late, the newest finished run of the head, and those that nobody told of. */
async function runsToTell({ models, branch, request }: Look, ports: TrustedPorts): Promise<readonly number[]> {
  const wanted = new Set<number>();
  for (const model of models) {
    const id = await runOfProduction(model, ports);
    if (id !== null) wanted.add(id);
  }
  const { standing, config, isTold } = request;
  const onBranch = await ports.runs.latest(standing.workflow, branch.repository.defaultBranch);
  const ended = ofHead(onBranch, branch).filter(run => run.status === 'completed' && mayHaveReport(run));
  const [newest] = await evaluating(ended.slice(0, NEWEST), ports);
  if (newest !== undefined && !isTold(newest)) wanted.add(newest.id);
  const untold = await findUntold({ workflow: standing.workflow, config, onBranch, isTold }, ports);
  for (const { id } of untold) wanted.add(id);
  return [...wanted];
}

/** The run that made what is in production, when that is so recent that somebody may not know it. */
async function runOfProduction({ name }: ModelConfig, { ledger, clock }: TrustedPorts): Promise<number | null> {
  const { production, versions } = foldState((await ledger.read(name)).entries);
  const made = versions.findLast(({ version }) => version === production?.version)?.made;
  const isNews = production !== null && isRecent(production.since, clock.now());
  return isNews && made?.run != null ? runNumber(made.run) : null;
}

/** A command or a lost run may be behind what is in production: then its pull request does not know yet. */
async function tellProduction(
  model: ModelConfig,
  { kind }: Decision,
  { publish, tellsProduction, isThorough }: ReconcileRequest,
  ports: TrustedPorts,
): Promise<void> {
  // A thorough look has told what was in production before it.
  if (kind !== 'promote' && (!tellsProduction || isThorough)) return;
  const run = await runOfProduction(model, ports);
  if (run !== null) await publish(run);
}

const ofHead = (runs: readonly WorkflowRun[], { repository, head }: Branch): readonly WorkflowRun[] =>
  runs.filter(({ headSha, headRepositoryId }) => headSha === head && headRepositoryId === repository.id);

/**
 * Starts an evaluation when the head has none against what is in production, and none that is going on or was tried since: a
 * workflow that fails before it judges anything must not be started every hour.
 */
async function startEvaluation({ models, branch, request }: Look, ports: TrustedPorts): Promise<boolean> {
  const lacking: ModelState[] = [];
  for (const model of models) {
    const state = foldState((await ports.ledger.read(model.name)).entries);
    if (model.train.when === 'push' && lacksEvaluation(state, branch)) lacking.push(state);
  }
  if (lacking.length === 0) return false;
  const newest = await ports.runs.latest(request.standing.workflow, branch.repository.defaultBranch);
  const runs = ofHead(newest, branch).filter(run => run.id !== request.self && mayHaveReport(run));
  if (runs.some(({ status }) => status !== 'completed')) return false;
  const tries = await evaluating(runs, ports);
  const untried = lacking.filter(({ production }) => !tries.some(run => startedSince(run, production?.since ?? null)));
  if (untried.length === 0) return false;
  ports.log.step('starting an evaluation of the default branch against what is in production');
  await ports.dispatches.workflow(request.standing.workflow, branch.repository.defaultBranch, {});
  return true;
}

/** Without those that were started with the name of a model to retrain: they evaluated nothing. */
async function evaluating(all: readonly WorkflowRun[], { runs }: TrustedPorts): Promise<readonly WorkflowRun[]> {
  const tries: WorkflowRun[] = [];
  for (const run of all) {
    const isLook = run.event === 'workflow_dispatch' && isOnlyLook(await runs.artifacts(run.id));
    if (!isLook) tries.push(run);
  }
  return tries;
}

function lacksEvaluation({ runs, production }: ModelState, { head }: Branch): boolean {
  const event = production?.event ?? null;
  return !runs.some(
    ({ judged }) =>
      judged.origin === 'push' &&
      judged.commit === head &&
      (judged.baseline === event || (production !== null && judged.artifact === production.artifact)),
  );
}

const startedSince = ({ startedAt }: WorkflowRun, since: string | null): boolean =>
  since === null || Date.parse(startedAt) >= Date.parse(since);
