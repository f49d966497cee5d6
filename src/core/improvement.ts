// The difference between two models, oriented so that plus is better, whatever the metric's direction.
import { type Measured, offset } from './evidence/evidence.ts';
import type { Direction } from './metrics/metric.ts';
import { absoluteMargin, type Margin, type Tested } from './policy.ts';
import type { Inference } from './statistics/inference.ts';

/** How the candidate's metric improves on the baseline's, and how much is left of the margin. */
export function testImprovement(measured: Measured, direction: Direction, margin: Margin): Tested {
  const improvement = improvementOf(measured, direction);
  return { improvement, allowance: allowanceOf(measured, direction, margin, improvement) };
}

/** Candidate − baseline where higher is better, baseline − candidate where lower is, |baseline| − |candidate| for bias. */
export function improvementOf(measured: Measured, direction: Direction): Inference {
  switch (direction) {
    case 'higher':
      return measured.combine(-1, 1);
    case 'lower':
      return measured.combine(1, -1);
    case 'zero':
      return towardsZero(measured);
  }
}

/**
 * A relative margin r is tested as r·f_b + improvement, one combination of the two values, never as the interval of a
 * ratio. For a plain proportion the paired score interval of the difference is moved by r times the baseline's value.
 */
function allowanceOf(measured: Measured, direction: Direction, margin: Margin, improvement: Inference): Inference {
  const absolute = absoluteMargin(margin, measured.baseline) ?? Number.NaN;
  if (margin.kind === 'absolute' || direction === 'zero' || improvement.method === 'Tango score') {
    return offset(improvement, absolute);
  }
  // A mean score may be negative; its margin is still a share of its size.
  const share = (measured.baseline ?? 0) < 0 ? -margin.amount : margin.amount;
  return direction === 'higher' ? measured.combine(share - 1, 1) : measured.combine(1 + share, -1);
}

/**
 * |θ_b| − |θ_c|. Its lower bound takes the worse sign of the candidate's value. Where the baseline's interval holds 0, it is
 * −|θ_c| at the farthest end of the candidate's interval, or −|θ_b − θ_c| at the farthest end of the difference's, each at
 * half the level so that taking the better one keeps it. Its upper bound is the same with the models swapped.
 */
function towardsZero(measured: Measured): Inference {
  const baseline = measured.combine(1, 0);
  const candidate = measured.combine(0, 1);
  const sign = (inference: Inference): number => (inference.estimate < 0 ? -1 : 1);
  const ofBaseline = [-1, 1].map(c => measured.combine(sign(baseline), c)) as [Inference, Inference];
  const ofCandidate = [-1, 1].map(b => measured.combine(b, sign(candidate))) as [Inference, Inference];
  const difference = measured.combine(1, -1);
  const farthest = (of: Inference, alpha: number): number =>
    Math.max(Math.abs(of.lower(alpha)), Math.abs(of.upper(alpha)));
  const bound = (own: Inference, other: Inference, pairs: readonly Inference[], alpha: number): number =>
    own.lower(alpha) <= 0 && own.upper(alpha) >= 0
      ? -Math.min(farthest(other, alpha / 2), farthest(difference, alpha / 2))
      : Math.min(...pairs.map(pair => pair.lower(alpha)));
  const lower = (alpha: number): number => bound(baseline, candidate, ofBaseline, alpha);
  const upper = (alpha: number): number => -bound(candidate, baseline, ofCandidate, alpha);
  const likely = measured.combine(sign(baseline), -sign(candidate));
  return {
    ...likely,
    estimate: Math.abs(baseline.estimate) - Math.abs(candidate.estimate),
    method: `${likely.method}, of absolute values`,
    lower,
    upper,
    pAbove: threshold => smallestLevel(alpha => lower(alpha) > threshold),
    pBelow: threshold => smallestLevel(alpha => upper(alpha) < threshold),
  };
}

/** The smallest level at which a bound holds, by bisection on its logarithm; 1 where it holds at none below a half. */
function smallestLevel(holds: (alpha: number) => boolean): number {
  if (!holds(0.5)) return 1;
  let [fails, held] = [Math.log(1e-12), Math.log(0.5)];
  if (holds(Math.exp(fails))) return Math.exp(fails);
  for (let step = 0; step < 50; step++) {
    const middle = (fails + held) / 2;
    if (holds(Math.exp(middle))) held = middle;
    else fails = middle;
  }
  return Math.exp(held);
}
