// Promotion and rollback on GitHub: decided on the ledger and on what GitHub vouches for, carried out in an order in which a
// crash after any step loses nothing.
import type { ModelConfig } from '../config/config.ts';
import type { Asking, Decision } from '../core/decision.ts';
import type { Digest } from '../core/digest.ts';
import type { ProductionEvent } from '../core/ledger-event.ts';
import type { JudgedRun, ModelState } from '../core/model-state.ts';
import { planPromotion } from '../core/promotion.ts';
import type { PromotionRequest } from '../core/promotion-conditions.ts';
import { planRollback, type RollbackRequest } from '../core/rollback.ts';
import { byNames, namingOf } from './continued-ledger.ts';
import { projectProduction, releasedOf } from './project-production.ts';
import { prepareRelease } from './projections/release.ts';
import { decideAndAppend } from './promote.ts';
import { RELEVO, type Standing, type TrustedPorts } from './trusted-ports.ts';
import { type Branch, candidateRun, cheapFacts, lookAtBranch, vouchedFacts } from './trusted-runs.ts';
import { requireTurn } from './turn.ts';

/** What may become production. */
export interface PromotionWish {
  readonly model: ModelConfig;
  readonly standing: Standing;
  /** A person's command: which run, by whom, and why it may pass against its verdict. Null: what the branch holds now. */
  readonly command: { readonly run: string; readonly by: string; readonly because: string | null } | null;
}

/** Promotes what may be promoted. What was decided is returned, and everything that follows from production is finished. */
export async function promoteOnGitHub(wish: PromotionWish, given: TrustedPorts): Promise<Decision> {
  const { model, standing, command } = wish;
  const ports = byNames(given, namingOf(model));
  const branch = await lookAtBranch(ports);
  const request: PromotionRequest = {
    ...asking(standing, command?.by ?? RELEVO, ports),
    command: command === null ? null : { because: command.because },
  };
  let seen: ModelState | null = null;
  const decision = await decideAndAppend(model.name, ports.ledger, {
    decide: async state => {
      seen = state;
      requireTurn(model.name, state, standing);
      const run = command === null ? candidateRun(state, branch) : findRun(state, command.run);
      return run === undefined ? noRun(command?.run ?? null) : decide({ state, run, branch, request }, wish, ports);
    },
    prepare: event => prepare(seen, event, ports),
  });
  await projectProduction(model, ports);
  return decision;
}

/** A person's wish to return to an earlier version. */
export interface RollbackWish {
  readonly model: ModelConfig;
  readonly standing: Standing;
  readonly request: Pick<RollbackRequest, 'to' | 'because' | 'by'>;
  /** The production event in force when it was asked for: a command that is delivered twice is carried out once. */
  readonly from: Digest | null;
}

/** Returns to an earlier version, and finishes everything that follows from production. */
export async function rollBackOnGitHub(wish: RollbackWish, given: TrustedPorts): Promise<Decision> {
  const { model, standing, request, from } = wish;
  const ports = byNames(given, namingOf(model));
  const done = await findRollback(wish, ports);
  if (done !== null) {
    await projectProduction(model, ports);
    return done;
  }
  const asked = { ...asking(standing, request.by, ports), to: request.to, because: request.because };
  const decision = await decideAndAppend(model.name, ports.ledger, {
    decide: async state => {
      requireTurn(model.name, state, standing);
      const { production } = state;
      if (production === null || production.event === from) return planRollback(state, asked);
      const reason = `v${production.version} is in production, which came after this was asked for.`;
      return { kind: 'nothing', code: 'in-production', reason, remedy: null };
    },
  });
  await projectProduction(model, ports);
  return (decision.kind === 'nothing' ? await findRollback(wish, ports) : null) ?? decision;
}

/** What an earlier delivery of the same command did. */
async function findRollback(
  { model, request, from }: RollbackWish,
  { ledger }: TrustedPorts,
): Promise<Decision | null> {
  const { entries } = await ledger.read(model.name);
  for (const { event } of entries) {
    if (event.event !== 'rolled-back' || event.from !== from || event.by !== request.by) continue;
    return { kind: 'promote', code: 'returned', reason: event.reason ?? `v${event.version} was asked for.`, event };
  }
  return null;
}

const asking = ({ writer }: Standing, by: string, { clock }: TrustedPorts): Asking => ({
  by,
  at: clock.now().toISOString(),
  writer,
});

interface Given {
  readonly state: ModelState;
  readonly run: JudgedRun;
  readonly branch: Branch;
  readonly request: PromotionRequest;
}

/** GitHub is asked only about runs that nothing else keeps back. */
async function decide(
  { state, run, branch, request }: Given,
  wish: PromotionWish,
  ports: TrustedPorts,
): Promise<Decision> {
  const cheap = cheapFacts(state, run, branch, wish.model);
  const first = planPromotion(state, cheap, request);
  if (first.kind !== 'promote') return first;
  return planPromotion(state, await vouchedFacts(cheap, branch, wish.standing, ports), request);
}

/** A run by its id, or by its number alone: the last attempt. */
const findRun = ({ runs }: ModelState, id: string): JudgedRun | undefined =>
  runs.findLast(({ judged }) => judged.run === id || judged.run.split('.')[0] === id);

const noRun = (run: string | null): Decision => ({
  kind: 'nothing',
  code: 'not-judged',
  reason: run === null ? 'No run of the default branch was judged.' : `No run ${run} was judged.`,
  remedy: run === null ? null : 'Name a run that is in the ledger; the check of a commit links to its run.',
});

/** A new version's files must lie in its release before the ledger says that it is one. */
async function prepare(state: ModelState | null, event: ProductionEvent, ports: TrustedPorts): Promise<void> {
  if (state === null || event.event === 'rolled-back') return;
  const released = releasedOf(state, { version: event.version, made: event });
  if (released === null) return;
  try {
    await prepareRelease(released, ports);
  } catch (thrown) {
    // Whoever promoted meanwhile took the version's name; the decision is then made again, on what the ledger says now.
    const { head } = await ports.ledger.read(event.model);
    if (head === state.head) throw thrown;
  }
}
