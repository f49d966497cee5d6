// What a comparison must show, and whether it does. Nothing else in Relevo decides.
import type { ChosenMetric } from './metrics/catalogue.ts';
import type { Inference } from './statistics/inference.ts';

/** How much worse is still acceptable: an amount of the metric, or a share of the baseline's value. */
export interface Margin {
  readonly kind: 'absolute' | 'relative';
  readonly amount: number;
  /** As it was written: `2%`, `0.5 points`. */
  readonly text: string;
}

/** A metric that must not get worse by more than its margin. */
export interface Guard {
  readonly metric: ChosenMetric;
  readonly margin: Margin;
}

/** A bound on one of the candidate's numbers, whatever the baseline's. */
export interface Limit {
  /** As it was written: `wape <= 0.25`. */
  readonly text: string;
  /** A metric's name, or a measured quantity: `model_mb`, `predict_ms_per_row`, … */
  readonly quantity: string;
  readonly operator: '<=' | '<' | '>=' | '>';
  readonly bound: number;
}

/** What is required of the candidate. */
export interface Policy {
  readonly require: 'better' | 'not-worse';
  readonly margin: Margin;
  readonly guards: readonly Guard[];
  readonly slices: { readonly required: readonly string[]; readonly margin: Margin };
  readonly limits: readonly Limit[];
  readonly alpha: number;
}

/** What one comparison of a metric shows. */
export type Outcome = 'identical' | 'better' | 'slightly-worse' | 'not-worse' | 'worse' | 'inconclusive';

/** What one check comes to. `skipped` is for what was asked and does not apply. */
export type Result = 'pass' | 'fail' | 'inconclusive' | 'skipped';

/** What it all comes to. */
export type Verdict = 'pass' | 'fail' | 'inconclusive';

/** A difference and the same difference measured from the margin; plus is better in both. */
export interface Tested {
  /** Improvement of the candidate over the baseline. */
  readonly improvement: Inference;
  /** Improvement + margin: above zero when the candidate is not worse by more than the margin. */
  readonly allowance: Inference;
}

/** Reads an outcome off the one-sided bounds at alpha: L > 0, U < 0, L > −m, U < −m. */
export function outcomeOf({ improvement, allowance }: Tested, alpha: number): Outcome {
  if (improvement.lower(alpha) > 0) return 'better';
  const notWorse = allowance.lower(alpha) > 0;
  if (notWorse && improvement.upper(alpha) < 0) return 'slightly-worse';
  if (notWorse) return 'not-worse';
  return allowance.upper(alpha) < 0 ? 'worse' : 'inconclusive';
}

/** Whether an outcome meets a requirement. `provenWorse` says that the whole interval lies below zero. */
export function resultOf(outcome: Outcome, require: Policy['require'], provenWorse: boolean): Result {
  switch (outcome) {
    case 'identical':
    case 'better':
      return 'pass';
    case 'slightly-worse':
      return require === 'not-worse' ? 'pass' : 'fail';
    case 'not-worse':
      return require === 'not-worse' ? 'pass' : 'inconclusive';
    case 'worse':
      return 'fail';
    case 'inconclusive':
      return require === 'better' && provenWorse ? 'fail' : 'inconclusive';
  }
}

/**
 * A slice counts as worse only when its p-value, adjusted over all slices tested, is at most alpha: with 200 slices one
 * in twenty looks worse by chance alone.
 */
export const sliceOutcome = (outcome: Outcome, adjusted: number, alpha: number): Outcome =>
  outcome === 'worse' && !(adjusted <= alpha) ? 'inconclusive' : outcome;

/** For each operator, whether every value from `lower` to `upper` holds the bound, and whether none does. */
const operators: Readonly<
  Record<Limit['operator'], { holds: (interval: Bounds, bound: number) => boolean; breaks: Limit['operator'] }>
> = {
  '<=': { holds: ({ upper }, bound) => upper <= bound, breaks: '>' },
  '<': { holds: ({ upper }, bound) => upper < bound, breaks: '>=' },
  '>=': { holds: ({ lower }, bound) => lower >= bound, breaks: '<' },
  '>': { holds: ({ lower }, bound) => lower > bound, breaks: '<=' },
};

interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** Whether a limit is held: by the bound of the candidate's metric that leaves alpha for being wrong. */
export function limitResult({ operator, bound }: Limit, candidate: Inference, alpha: number): Result {
  const interval = { lower: candidate.lower(alpha), upper: candidate.upper(alpha) };
  const { holds, breaks } = operators[operator];
  if (holds(interval, bound)) return 'pass';
  return operators[breaks].holds(interval, bound) ? 'fail' : 'inconclusive';
}

/** One failed check fails; none failed and one inconclusive is inconclusive. Nothing checked is never a pass. */
export function verdictOf(results: readonly Result[]): Verdict {
  const counted = results.filter(result => result !== 'skipped');
  if (counted.includes('fail')) return 'fail';
  return counted.length === 0 || counted.includes('inconclusive') ? 'inconclusive' : 'pass';
}

/** The margin in the metric's own unit; null where the baseline's value is not known. */
export function absoluteMargin({ kind, amount }: Margin, baseline: number | null): number | null {
  if (kind === 'absolute') return amount;
  return baseline === null ? null : amount * Math.abs(baseline);
}
