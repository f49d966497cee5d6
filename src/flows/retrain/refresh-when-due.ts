// The reading job's part of a retraining: is one due, and what did the model's command fetch?
import type { ModelConfig } from '../../config/config.ts';
import { foldState, type ModelState } from '../../core/model-state.ts';
import { answeredFrom, type RetrainReason, type RetrainWish, retrainDue } from '../../core/retrain-due.ts';
import { fail, RelevoError } from '../../errors.ts';
import type { Proposals } from '../../ports/proposals.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { RefreshDocument } from '../../report/refresh-document.ts';
import type { Watch } from '../../report/watch-schema.ts';
import { type RefreshPorts, refreshData } from './refresh.ts';
import { openOf, retrainBranch } from './standing.ts';

/** What this needs from the world. */
export interface DuePorts extends RefreshPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Where it may be asked which pull requests there are. */
  readonly proposals: Pick<Proposals, 'from'>;
}

/** Whose data, and what is known. */
export interface DueRequest {
  readonly model: ModelConfig;
  /** The look at production that was just taken; null for a model that is not watched. */
  readonly watch: Watch | null;
  /** Whether a person asked for it. */
  readonly isAsked: boolean;
  /** The present relevo.lock, null when there is none. */
  readonly lock: string | null;
  readonly relevo: string;
  /** The commit of the checkout. */
  readonly commit: string;
}

/** Data that were fetched for the job that may write. */
export interface DueRefresh {
  readonly document: RefreshDocument;
  /** The text of the new relevo.lock. */
  readonly lock: string;
}

/** Refreshes a model's data where that is due; null where it is not. */
export async function refreshWhenDue(request: DueRequest, ports: DuePorts): Promise<DueRefresh | null> {
  const { model, watch, isAsked, relevo, commit } = request;
  if (model.data.refresh === null && !isAsked) return null;
  const state = foldState((await ports.ledger.read(model.name)).entries);
  const wish = {
    isAsked,
    onDegradation: model.monitor?.retrain ?? false,
    everyMs: model.monitor?.retrain_every?.ms ?? null,
  };
  const cause = retrainDue(state, watch?.state === 'degraded', wish, ports.clock.now());
  if (cause === null || (await isAnswered({ model: model.name, state, cause, wish }, ports))) return null;
  if (model.data.refresh === null) throw fail('refresh-undeclared', { model: model.name });
  const { lock, paths } = await refreshData(model, request.lock, ports);
  return { document: { schema: 'relevo.refresh/1', relevo, model: model.name, commit, cause, paths }, lock };
}

interface Due {
  readonly model: string;
  readonly state: ModelState;
  readonly cause: RetrainReason;
  readonly wish: RetrainWish;
}

/**
 * Whether a pull request is open already, or a person closed it: then nothing is fetched for nobody. A command is never answered; and
 * a merge answers the interval alone, for what it brought may not have been good enough.
 */
async function isAnswered({ model, state, cause, wish }: Due, { proposals, clock, log }: DuePorts): Promise<boolean> {
  if (cause === 'command') return false;
  const pulls = await proposals.from(retrainBranch(model)).catch((thrown: unknown) => {
    // A workflow of one's own may not let its job read pull requests; the job that writes asks again.
    if (thrown instanceof RelevoError && thrown.code === 'github-permission') return [];
    throw thrown;
  });
  const from = answeredFrom(state, cause, wish, clock.now());
  const answered = pulls.find(({ merged, closedAt }) => {
    const counts = !merged || cause === 'schedule';
    return counts && from !== null && closedAt !== null && Date.parse(closedAt) >= from;
  });
  const open = openOf(pulls);
  if (open !== undefined) log.step(`${model}: #${open.number} with refreshed data is open, so nothing is fetched`);
  else if (answered !== undefined)
    log.step(
      `${model}: #${answered.number} was ${answered.merged ? 'merged' : 'closed by hand'}, so nothing is fetched`,
    );
  return open !== undefined || answered !== undefined;
}
