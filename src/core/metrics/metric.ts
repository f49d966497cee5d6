// What a metric is: which way is better, what it takes from a row, and how that becomes one number.
import type { Smooth } from '../statistics/delta.ts';

/** What a model predicts. `score` is any number per row that was computed outside. */
export type Task = 'regression' | 'binary' | 'multiclass' | 'score';

/** Which way is better: up, down, or towards zero. */
export type Direction = 'higher' | 'lower' | 'zero';

/**
 * One model's side of a batch of rows. `target` is the number to predict, 0 or 1, or a class code; `prediction` the
 * predicted number, P(positive), class code or score; `probabilities` one column a class, by class code.
 */
export interface ModelRows {
  readonly count: number;
  readonly target: Float64Array;
  readonly prediction: Float64Array;
  readonly probabilities: readonly Float64Array[] | null;
}

/** What a term needs beside the rows: what stands in brackets after the metric's name, and an origin near the target. */
export interface TermConstants {
  readonly argument: number;
  readonly origin: number;
}

/** Fills `into` with one number a row. */
export type Term = (rows: ModelRows, into: Float64Array, constants: TermConstants) => void;

/** Means over units (rows or groups) of one model's terms, ready to be differentiated. */
export interface TermMeans {
  /** Mean weight of a unit: 1 for plain rows. */
  readonly weight: Smooth;
  readonly shared: readonly Smooth[];
  readonly own: readonly Smooth[];
}

/** Means over units of one model's counts by class code, for the classes that occur. */
export interface CountMeans {
  readonly total: Smooth;
  /** Rows of the class. */
  readonly support: ReadonlyMap<number, Smooth>;
  /** Rows predicted as the class. */
  readonly predicted: ReadonlyMap<number, Smooth>;
  /** Rows of the class predicted as it. */
  readonly hit: ReadonlyMap<number, Smooth>;
}

/** Means over units of one model's binary outcomes by the value of a column. */
export interface FairnessMeans {
  readonly total: readonly Smooth[];
  readonly positive: readonly Smooth[];
  readonly selected: readonly Smooth[];
  readonly hit: readonly Smooth[];
}

/** A value for given row weights, from rows put in order once; NaN where it is undefined. */
export type WeightedStatistic = (weights: Float64Array | null) => number;

/** What stands in brackets after a metric's name: its meaning, and the number taken when it is left out. */
export interface MetricArgument {
  readonly kind: 'number' | 'class' | 'column';
  readonly fallback?: number;
}

interface MetricRow {
  readonly name: string;
  readonly tasks: readonly Task[];
  readonly direction: Direction;
  /** Whether `2%` of it means something: positive, with a true zero. */
  readonly ratioScale: boolean;
  /** How people read it: a share as percent, in the target's unit, or as a bare number. */
  readonly shownAs: 'percent' | 'target' | 'number';
  readonly argument?: MetricArgument;
}

/** A smooth function of means of per-row terms: folds into mergeable moments. */
export interface MomentMetric extends MetricRow {
  readonly evidence: 'moments';
  /** Terms that do not depend on the model. */
  readonly shared: readonly Term[];
  /** Terms of each model. */
  readonly own: readonly Term[];
  /** Whether its one own term is 0 or 1 and its value their mean, so that exact paired methods apply. */
  readonly proportion: boolean;
  /** Whether per-class probabilities are needed. */
  readonly needsProbabilities: boolean;
  value(means: TermMeans): Smooth;
}

/** A smooth function of class counts: folds into a table of (class, baseline's, candidate's) counts. */
export interface CountMetric extends MetricRow {
  readonly evidence: 'counts';
  /** `classCode` is the class in brackets, or the positive class of a binary task. */
  value(means: CountMeans, classCode: number): Smooth;
}

/** A smooth function of binary outcomes by a column's value. */
export interface FairnessMetric extends MetricRow {
  readonly evidence: 'fairness';
  value(means: FairnessMeans): Smooth;
}

/** Needs the order of the rows: keeps two numbers a row. */
export interface RankMetric extends MetricRow {
  readonly evidence: 'ranks';
  /** Whether DeLong's method has its intervals; the others are resampled. */
  readonly method: 'delong' | 'bootstrap';
  /** Whether resampling keeps the number of rows of each class. */
  readonly stratified: boolean;
  /** About the most that one row can move the value; infinite where nothing is known. */
  swing(positives: number, rows: number): number;
  prepare(target: Float64Array, prediction: Float64Array): WeightedStatistic;
}

/** The largest of a term over the rows: for limits only, since no interval has meaning. */
export interface ExtremeMetric extends MetricRow {
  readonly evidence: 'extremes';
  readonly own: Term;
}

/** One row of the table of metrics. */
export type Metric = MomentMetric | CountMetric | FairnessMetric | RankMetric | ExtremeMetric;
