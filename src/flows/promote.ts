// A judged run becomes production, or stays what it is, as the plan says.

import type { Decision } from '../core/decision.ts';
import type { Digest } from '../core/digest.ts';
import type { ProductionEvent } from '../core/ledger-event.ts';
import { foldState, type JudgedRun, type ModelState } from '../core/model-state.ts';
import { planPromotion } from '../core/promotion.ts';
import type { PromotionFacts, PromotionRequest } from '../core/promotion-conditions.ts';
import { planRollback, type RollbackRequest } from '../core/rollback.ts';
import { fail } from '../errors.ts';
import type { Addition, Blobs, Ledger } from '../ports.ts';

/** What is asked: a run, and what is known of it beside the ledger. */
export interface PromotionQuestion {
  readonly model: string;
  /** Finds the run in the ledger as it is now. */
  readonly find: (state: ModelState) => JudgedRun;
  readonly facts: (judged: JudgedRun) => Promise<Omit<PromotionFacts, 'judged'>>;
  readonly request: PromotionRequest;
}

const ATTEMPTS = 5;

/** Where versions are recorded, and where their artifacts lie. */
interface PromotePorts {
  readonly ledger: Ledger;
  readonly blobs: Pick<Blobs, 'verify'>;
}

/** Decides and, when production changes, appends the event that changes it. Whatever was decided is returned. */
export async function promote(question: PromotionQuestion, { ledger, blobs }: PromotePorts): Promise<Decision> {
  return decideAndAppend(question.model, ledger, {
    prepare: async ({ artifact }) => void (await blobs.verify(artifact)),
    decide: async state => {
      const run = question.find(state);
      return planPromotion(state, { judged: run.judged, ...(await question.facts(run)) }, question.request);
    },
  });
}

/** Returns to an earlier version. */
export async function rollBack(
  model: string,
  request: RollbackRequest,
  { ledger, blobs }: PromotePorts,
): Promise<Decision> {
  return decideAndAppend(model, ledger, {
    prepare: async ({ artifact }) => void (await blobs.verify(artifact)),
    decide: async state => planRollback(state, request),
  });
}

/** How a decision comes about, and what must stand before it is carried out. */
export interface Deciding {
  readonly decide: (state: ModelState) => Promise<Decision>;
  /** Brings about what the event may rely on; done again when the decision is made again. */
  readonly prepare?: (event: ProductionEvent) => Promise<void>;
}

/** A decision holds for the ledger that it was made on: when somebody wrote meanwhile, it is made again. */
export async function decideAndAppend(model: string, ledger: Ledger, { decide, prepare }: Deciding): Promise<Decision> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { head, entries } = await ledger.read(model);
    const decision = await decide(foldState(entries));
    if (decision.kind !== 'promote') return decision;
    await prepare?.(decision.event);
    const addition: Addition = { model, head, events: [decision.event], reports: [] };
    if ((await ledger.append(addition)).outcome === 'appended') return decision;
  }
  throw fail('ledger-busy', { model });
}

/** The facts of a promotion on a laptop: its own runs are trusted, and asking is as good as merging. */
export const localFacts = (
  at: { readonly commit: string | null; readonly training: Digest | null },
  judged: JudgedRun,
) => ({
  distrust: null,
  isHead: at.commit !== null && at.commit === judged.judged.commit,
  headTraining: at.training,
  merged: true,
});
