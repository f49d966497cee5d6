// Areas under two ROC curves on the same rows: DeLong's covariance, and Obuchowski's where rows come in groups.
import { caution, FEW_UNITS, fromStudent, type Inference, undetermined } from './inference.ts';
import { type ClassCounts, countClasses, placements } from './placements.ts';

/** Rows with target 1 or 0 and a finite score of each model; higher scores mean "more likely 1". */
export interface ScoredRows {
  readonly target: ArrayLike<number>;
  readonly baseline: Float64Array;
  readonly candidate: Float64Array;
  /** The group of each row, 0, 1, …; null where rows are independent. */
  readonly clusters: Int32Array | null;
}

/** Two AUCs and what is known of any combination of them. NaN where a class is missing. */
export interface DeLong {
  readonly aucBaseline: number;
  readonly aucCandidate: number;
  /** Variance of the baseline's AUC, covariance, variance of the candidate's; NaN under two units of either class. */
  readonly covariance: readonly [number, number, number];
  /** Candidate − baseline. */
  readonly inference: Inference;
  /** ofBaseline · (baseline's AUC) + ofCandidate · (candidate's AUC). */
  combine(ofBaseline: number, ofCandidate: number): Inference;
  /** The same combination's value for each row, to be summed by time: n numbers whose mean is the combination. */
  influence(ofBaseline: number, ofCandidate: number): Float64Array;
}

/** Deviations of both models' placements, divided by the size of the row's class. */
interface Deviations {
  readonly baseline: Float64Array;
  readonly candidate: Float64Array;
}

/**
 * Two sorts, then linear time; a few typed arrays of n. Independent rows take the normal distribution, groups Student's
 * t on groups − 1.
 * Source: DeLong, DeLong & Clarke-Pearson, Biometrics 44 (1988), 837–845; fast form Sun & Xu (2014); groups Obuchowski,
 * Biometrics 53 (1997), 567–578.
 */
export function delong({ target, baseline, candidate, clusters }: ScoredRows): DeLong {
  const counts = countClasses(target);
  const ofBaseline = placements(target, baseline, counts);
  const ofCandidate = placements(target, candidate, counts);
  const aucBaseline = areaUnder(target, ofBaseline, counts);
  const aucCandidate = areaUnder(target, ofCandidate, counts);
  const deviations: Deviations = {
    baseline: centre(target, ofBaseline, aucBaseline, counts),
    candidate: centre(target, ofCandidate, aucCandidate, counts),
  };
  const classes = clusters === null ? rowsAsUnits(target, counts) : groupsAsUnits(target, clusters);
  const product = (a: Weights, b: Weights): number => covarianceOf(deviations, classes, a, b);
  const varianceOf = (weights: Weights): number => product(weights, weights);
  const combine = (b: number, c: number): Inference =>
    infer(weigh(b, aucBaseline) + weigh(c, aucCandidate), varianceOf([b, c]), classes);
  return {
    aucBaseline,
    aucCandidate,
    get covariance() {
      return [product([1, 0], [1, 0]), product([1, 0], [0, 1]), product([0, 1], [0, 1])] as const;
    },
    get inference() {
      return combine(-1, 1);
    },
    combine,
    influence: (b, c) => {
      const centreOfAll = weigh(b, aucBaseline) + weigh(c, aucCandidate);
      return deviations.baseline.map(
        (own, row) => centreOfAll + target.length * (b * own + c * (deviations.candidate[row] as number)),
      );
    },
  };
}

type Weights = readonly [ofBaseline: number, ofCandidate: number];

/** A model that does not enter may be undefined. */
const weigh = (weight: number, area: number): number => (weight === 0 ? 0 : weight * area);

function areaUnder(target: ArrayLike<number>, placed: Float64Array, { positives, negatives }: ClassCounts): number {
  if (positives === 0 || negatives === 0) return Number.NaN;
  let sum = 0;
  for (let row = 0; row < placed.length; row += 1) if (target[row] === 1) sum += placed[row] as number;
  return sum / positives;
}

function centre(target: ArrayLike<number>, placed: Float64Array, area: number, counts: ClassCounts): Float64Array {
  for (let row = 0; row < placed.length; row += 1) {
    const size = target[row] === 1 ? counts.positives : counts.negatives;
    placed[row] = ((placed[row] as number) - area) / size;
  }
  return placed;
}

/** Units of evidence: how many there are, how many hold each class, and which one each row belongs to. */
interface Units {
  readonly count: number;
  readonly withPositive: number;
  readonly withNegative: number;
  readonly target: ArrayLike<number>;
  readonly clusters: Int32Array | null;
}

const rowsAsUnits = (target: ArrayLike<number>, { positives, negatives }: ClassCounts): Units => ({
  count: target.length,
  withPositive: positives,
  withNegative: negatives,
  target,
  clusters: null,
});

function groupsAsUnits(target: ArrayLike<number>, clusters: Int32Array): Units {
  const size = 1 + clusters.reduce((most, cluster) => Math.max(most, cluster), -1);
  const holds = new Uint8Array(size);
  for (let row = 0; row < clusters.length; row += 1) {
    const cluster = clusters[row] as number;
    holds[cluster] = (holds[cluster] as number) | (target[row] === 1 ? 1 : 2);
  }
  const having = (bits: number): number => holds.reduce((total, held) => total + ((held & bits) === 0 ? 0 : 1), 0);
  return { count: having(3), withPositive: having(1), withNegative: having(2), target, clusters };
}

/** Covariance of two combinations of the AUCs: the parts of the positives, of the negatives, and of both in one group. */
function covarianceOf(deviations: Deviations, units: Units, a: Weights, b: Weights): number {
  const { count, withPositive, withNegative, clusters } = units;
  if (withPositive < 2 || withNegative < 2) return Number.NaN;
  const first = sumByUnit(deviations, units, a);
  const second = a === b ? first : sumByUnit(deviations, units, b);
  const positive = (withPositive / (withPositive - 1)) * dot(first.positive, second.positive);
  const negative = (withNegative / (withNegative - 1)) * dot(first.negative, second.negative);
  if (clusters === null) return positive + negative;
  const crossed = dot(first.positive, second.negative) + dot(first.negative, second.positive);
  return positive + negative + (count / (count - 1)) * crossed;
}

interface ClassSums {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/** Deviations of a combination, by class, summed over each group; rows of the other class count 0. */
function sumByUnit({ baseline, candidate }: Deviations, units: Units, [b, c]: Weights): ClassSums {
  const { target, clusters } = units;
  const size = clusters === null ? target.length : 1 + clusters.reduce((most, unit) => Math.max(most, unit), -1);
  const sums: ClassSums = { positive: new Float64Array(size), negative: new Float64Array(size) };
  for (let row = 0; row < target.length; row += 1) {
    const into = target[row] === 1 ? sums.positive : sums.negative;
    const unit = clusters === null ? row : (clusters[row] as number);
    into[unit] = (into[unit] as number) + b * (baseline[row] as number) + c * (candidate[row] as number);
  }
  return sums;
}

function dot(first: Float64Array, second: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < first.length; i += 1) sum += (first[i] as number) * (second[i] as number);
  return sum;
}

function infer(estimate: number, variance: number, { count, withPositive, withNegative, clusters }: Units): Inference {
  const method = clusters === null ? 'DeLong' : 'DeLong by group (Obuchowski)';
  const fewest = Math.min(withPositive, withNegative);
  if (fewest < 2) return undetermined({ estimate, method, units: count, warnings: [caution.noUnits] });
  const warnings = fewest < FEW_UNITS ? [caution.fewUnits] : [];
  const df = clusters === null ? Number.POSITIVE_INFINITY : count - 1;
  return fromStudent({ estimate, se: Math.sqrt(Math.max(0, variance)), df, method, units: count, warnings });
}
