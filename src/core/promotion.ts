// Whether a judged candidate becomes production: ledger state + facts about its run + request → one decision, with the reason.
import type { Asking, Decision, Promote } from './decision.ts';
import type { ModelState, Version } from './model-state.ts';
import {
  type Case,
  changedYardstick,
  conditions,
  nameOf,
  type PromotionFacts,
  type PromotionRequest,
} from './promotion-conditions.ts';

/** Decides whether a judged run becomes production. The same state, facts and request always give the same decision. */
export function planPromotion(state: ModelState, facts: PromotionFacts, request: PromotionRequest): Decision {
  const { judged } = facts;
  const known = state.versions.findLast(({ made }) => made.artifact === judged.artifact);
  const because = request.command?.because?.trim() || null;
  const given: Case = { state, facts, judged, request, known, because };
  for (const { kind, code, newOnly, why, remedy } of conditions) {
    if (newOnly && known !== undefined) continue;
    const reason = why(given);
    if (reason !== null) return { kind, code, reason, remedy };
  }
  if (known === undefined) return makeVersion(given);
  const reverted = request.command === null ? `The default branch has the inputs of v${known.version} again.` : null;
  return returnTo(state, known, request, because ?? reverted);
}

function makeVersion(given: Case): Promote {
  const { state, judged, request, because } = given;
  if (judged.artifact === null) throw new TypeError('A run without an artifact cannot be promoted.');
  const { model, run, commit, tree, training, comparison, predictions, holdout, rules, yardstick, verdict } = judged;
  const { artifact, baseline, outcome, report, metrics } = judged;
  const version = Math.max(0, ...state.versions.map(one => one.version)) + 1;
  const { by, at, writer } = request;
  const made = { model, at, by, writer, run, commit, tree, training, version, artifact, comparison, predictions };
  const accepted = { ...made, holdout, rules, yardstick, baseline, outcome, report, metrics };
  if (verdict === 'pass' && changedYardstick(given) === null) {
    const reason = `It passed against ${nameOf(state, baseline)}.`;
    return { kind: 'promote', code: 'passed', reason, event: { event: 'promoted', ...accepted, verdict } };
  }
  if (because === null) throw new TypeError('A verdict is overridden for a reason only.');
  return {
    kind: 'promote',
    code: 'forced',
    reason: because,
    event: { event: 'forced', ...accepted, verdict, reason: because },
  };
}

/** The decision that makes a known version production again. */
export function returnTo(
  state: ModelState,
  known: Version,
  { by, at, writer }: Asking,
  reason: string | null,
): Promote {
  const from = state.production?.event;
  if (from === undefined) throw new TypeError('A model with versions has had a production.');
  const { version, event: to, made } = known;
  const common = { model: made.model, at, by, writer };
  return {
    kind: 'promote',
    code: 'returned',
    reason: reason ?? `v${version} was asked for.`,
    event: { event: 'rolled-back', ...common, version, artifact: made.artifact, to, from, reason },
  };
}
