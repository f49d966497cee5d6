// Rows for comparisons from plain arrays: cut into batches and shards, put in another order, with the models swapped.
import { Codes } from '../../src/core/codes.ts';
import type { ComparisonPlan, UnitKind } from '../../src/core/comparison-plan.ts';
import type { InferenceContext } from '../../src/core/evidence/evidence.ts';
import { type ChosenMetric, chooseMetric } from '../../src/core/metrics/catalogue.ts';
import type { Task } from '../../src/core/metrics/metric.ts';
import { PairedEvidence } from '../../src/core/paired-evidence.ts';
import type { Dictionaries, PairedRows } from '../../src/core/paired-rows.ts';

type Columns = Readonly<Record<string, readonly string[]>>;

/** Rows as a person would write them down: labels are strings, everything else numbers. */
export interface Sample {
  /** Absent for a score task. Class labels for a multiclass task. */
  readonly target?: readonly (number | string)[];
  readonly baseline: readonly (number | string)[];
  readonly candidate: readonly (number | string)[];
  /** By class, in the order of `classes`. */
  readonly probabilities?: {
    readonly baseline: readonly (readonly number[])[];
    readonly candidate: readonly (readonly number[])[];
  };
  readonly classes?: readonly string[];
  readonly weight?: readonly number[];
  /** The group of each row. */
  readonly groups?: readonly string[];
  /** The moment of each row, in milliseconds. */
  readonly times?: readonly number[];
  readonly slices?: Columns;
  readonly fairness?: Columns;
}

/** What a plan says beyond its task and metrics; the sample tells the rest. */
export interface Wish {
  readonly task: Task;
  readonly metrics: readonly string[];
  readonly scoreDirection?: 'higher' | 'lower';
}

/** Reads a metric, or fails the test. */
export function chosen(text: string, task: Task): ChosenMetric {
  const metric = chooseMetric(text, task);
  if ('problem' in metric) throw new Error(metric.problem);
  return metric;
}

/** The plan that a sample is compared under. */
export function planOf(sample: Sample, { task, metrics, scoreDirection = 'higher' }: Wish): ComparisonPlan {
  const [first] = sample.target ?? [];
  return {
    task,
    metrics: metrics.map(text => chosen(text, task)),
    scoreDirection,
    slices: Object.keys(sample.slices ?? {}),
    unit: unitOf(sample),
    weighted: sample.weight !== undefined,
    ids: ['id'],
    origin: typeof first === 'number' ? first : 0,
  };
}

const unitOf = ({ groups, times }: Sample): UnitKind =>
  times !== undefined ? 'time' : groups !== undefined ? 'group' : 'row';

/** Dictionaries that know the classes, and the fairness column's values, from the start, as shards must. */
export function dictionariesOf({ classes, slices, fairness }: Sample, { task }: { task: Task }): Dictionaries {
  return {
    classes: new Codes(task === 'binary' ? ['0', '1'] : classes),
    units: new Codes(),
    unitTimes: [],
    slices: Object.values(slices ?? {}).map(() => new Codes()),
    fairness: Object.values(fairness ?? {}).map(values => new Codes([...new Set(values)].sort())),
  };
}

/** Some rows of a sample, in the order given; all of them by default. Ids are row numbers in the sample. */
export function pairedRows(sample: Sample, dictionaries: Dictionaries, rows = rowNumbers(sample)): PairedRows {
  const { classes, units, unitTimes } = dictionaries;
  const numbers = (values: readonly (number | string)[]): Float64Array =>
    Float64Array.from(rows, row => {
      const value = values[row] as number | string;
      return typeof value === 'number' ? value : classes.codeOf(value);
    });
  const codes = (columns: Columns | undefined, into: readonly Codes[]): Int32Array[] =>
    Object.values(columns ?? {}).map((values, index) =>
      Int32Array.from(rows, row => (into[index] as Codes).codeOf(values[row] as string)),
    );
  const { target, weight, groups, times, probabilities } = sample;
  const unitNames = times?.map(String) ?? groups;
  const batch: PairedRows = {
    count: rows.length,
    target: target === undefined ? new Float64Array(rows.length) : numbers(target),
    baseline: numbers(sample.baseline),
    candidate: numbers(sample.candidate),
    baselineProbabilities: probabilities?.baseline.map(numbers) ?? null,
    candidateProbabilities: probabilities?.candidate.map(numbers) ?? null,
    weight: weight === undefined ? null : numbers(weight),
    units: unitNames === undefined ? null : Int32Array.from(rows, row => units.codeOf(unitNames[row] as string)),
    slices: codes(sample.slices, dictionaries.slices),
    fairness: codes(sample.fairness, dictionaries.fairness),
    idOf: row => [String(rows[row])],
  };
  if (times !== undefined) for (const row of rows) unitTimes[units.codeOf(String(times[row]))] = times[row] as number;
  return batch;
}

/** 0, 1, … */
export const rowNumbers = ({ baseline }: Sample): number[] => baseline.map((_, row) => row);

/** Evidence of the rows, in batches as cut. */
export function evidenceOf(sample: Sample, wish: Wish, batches = [rowNumbers(sample)]): PairedEvidence {
  const evidence = new PairedEvidence(planOf(sample, wish), dictionariesOf(sample, wish));
  for (const rows of batches) evidence.add(pairedRows(sample, evidence.dictionaries, rows));
  return evidence;
}

/** The same rows with the two models in each other's place. */
export function swapped(sample: Sample): Sample {
  const { baseline, candidate, probabilities } = sample;
  return {
    ...sample,
    baseline: candidate,
    candidate: baseline,
    ...(probabilities === undefined
      ? {}
      : { probabilities: { baseline: probabilities.candidate, candidate: probabilities.baseline } }),
  };
}

/** What inference needs for evidence of single rows. */
export const plainContext: InferenceContext = {
  alpha: 0.05,
  seed: 1,
  mostResampled: 2000,
  unitRank: null,
  series: null,
};
