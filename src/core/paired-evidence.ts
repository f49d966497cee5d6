// All that a comparison remembers of its rows: fold batches in, merge shards, write it down, read it back.
import { Codes } from './codes.ts';
import { type ComparisonPlan, fairnessColumnsOf } from './comparison-plan.ts';
import type { Evidence } from './evidence/evidence.ts';
import { evidenceFor } from './evidence/for-metric.ts';
import {
  countFlips,
  emptyFlipCounts,
  type FlipCounts,
  keepWorst,
  lossChanges,
  mergeFlips,
  mergeWorst,
  type WorstFlips,
} from './flips.ts';
import { columnsOf, type Dictionaries, type PairedRows } from './paired-rows.ts';
import { SliceColumn } from './slice-column.ts';

/** The smallest and the largest prediction of a model: equal for one that says the same of every row. */
export type Range = [smallest: number, largest: number];

/** What was seen of the rows beside the metrics' own evidence. */
export interface Totals {
  rows: number;
  differing: number;
  /** Rows whose target is 0, which MAPE skips. */
  zeroTargets: number;
  positives: number;
  /** Σ |baseline's loss|. */
  lossScale: number;
  readonly baseline: Range;
  readonly candidate: Range;
}

/** Folds rows into evidence. Every part merges, so shards of a table give what the whole table gives. */
export class PairedEvidence {
  readonly plan: ComparisonPlan;
  readonly dictionaries: Dictionaries;
  readonly metrics: readonly Evidence[];
  readonly slices: readonly SliceColumn[];
  readonly flips: FlipCounts = emptyFlipCounts();
  readonly worst: WorstFlips = { grew: [], shrank: [] };
  readonly totals: Totals;

  constructor(plan: ComparisonPlan, dictionaries: Dictionaries = emptyDictionaries(plan), written?: WrittenEvidence) {
    this.plan = plan;
    this.dictionaries = dictionaries;
    const { classes } = this.dictionaries;
    this.metrics = plan.metrics.map((chosen, index) => evidenceFor(chosen, plan, classes, written?.metrics[index]));
    const [primary] = plan.metrics;
    if (primary === undefined) throw new Error('A comparison needs a metric.');
    this.slices = plan.slices.map((name, index) => {
      const empty = (json?: unknown): Evidence => evidenceFor(primary, plan, classes, json);
      const column = new SliceColumn(name, this.dictionaries.slices[index] as Codes, () => empty());
      if (written !== undefined) column.read(written.slices[index], empty);
      return column;
    });
    this.totals = emptyTotals();
    if (written === undefined) return;
    mergeTotals(this.totals, written.totals);
    mergeFlips(this.flips, {
      grew: Uint32Array.from(written.flips.grew),
      shrank: Uint32Array.from(written.flips.shrank),
    });
    mergeWorst(this.worst, written.worst);
  }

  /** Reads back what `JSON.stringify` wrote. */
  static read(plan: ComparisonPlan, json: unknown): PairedEvidence {
    const written = json as WrittenEvidence;
    return new PairedEvidence(plan, readDictionaries(written), written);
  }

  add(rows: PairedRows): void {
    const { count, units } = rows;
    const columns = this.plan.metrics.map(chosen => columnsOf(rows, chosen, this.plan));
    for (const [index, evidence] of this.metrics.entries()) {
      evidence.add({ columns: columns[index] as Float64Array[], units, rows: null, count });
    }
    const changes = lossChanges(rows, this.plan);
    const differs = differing(rows);
    for (const [index, column] of this.slices.entries()) {
      const codes = rows.slices[index] as Int32Array;
      const primary = columns[0] as Float64Array[];
      column.add({ columns: primary, units, count, codes, differs, target: rows.target, changes });
    }
    countFlips(this.flips, changes, null, count);
    keepWorst(this.worst, changes, rows);
    addTotals(this.totals, rows, differs, changes.scale);
  }

  /** Adds what `other` has seen under the same plan. */
  merge(other: PairedEvidence): void {
    if (other.plan.origin !== this.plan.origin) {
      throw new Error('Shards of one comparison share one plan; these two measure squares from different origins.');
    }
    const unitCodes = this.#mergeDictionaries(other.dictionaries);
    for (const [index, evidence] of this.metrics.entries()) evidence.merge(other.metrics[index] as Evidence, unitCodes);
    for (const [index, column] of this.slices.entries()) column.merge(other.slices[index] as SliceColumn, unitCodes);
    mergeFlips(this.flips, other.flips);
    mergeWorst(this.worst, other.worst);
    mergeTotals(this.totals, other.totals);
  }

  toJSON(): WrittenEvidence {
    const { classes, units, unitTimes, slices, fairness } = this.dictionaries;
    return {
      dictionaries: {
        classes: classes.labels,
        units: units.labels,
        unitTimes,
        slices: slices.map(({ labels }) => labels),
        fairness: fairness.map(({ labels }) => labels),
      },
      metrics: this.metrics.map(evidence => evidence.toJSON()),
      slices: this.slices.map(column => column.toJSON()),
      flips: { grew: [...this.flips.grew], shrank: [...this.flips.shrank] },
      worst: this.worst,
      totals: this.totals,
    };
  }

  #mergeDictionaries(other: Dictionaries): number[] {
    const { classes, units, unitTimes, slices, fairness } = this.dictionaries;
    const same = (mine: Codes, theirs: Codes): boolean =>
      theirs.labels.every((label, code) => mine.labels[code] === undefined || mine.labels[code] === label);
    for (const [mine, theirs] of [[classes, other.classes], ...fairness.map((own, i) => [own, other.fairness[i]])]) {
      if (mine === undefined || theirs === undefined || !same(mine, theirs)) {
        throw new Error('Shards number their classes differently; start each with the same list of classes.');
      }
      mine.merge(theirs);
    }
    for (const [index, own] of slices.entries()) own.merge(other.slices[index] as Codes);
    const codes = units.merge(other.units);
    for (const [code, time] of other.unitTimes.entries()) unitTimes[codes[code] as number] = time;
    return codes;
  }
}

/** What `JSON.stringify` writes of evidence. */
export interface WrittenEvidence {
  readonly dictionaries: {
    readonly classes: readonly string[];
    readonly units: readonly string[];
    readonly unitTimes: readonly number[];
    readonly slices: readonly (readonly string[])[];
    readonly fairness: readonly (readonly string[])[];
  };
  readonly metrics: readonly unknown[];
  readonly slices: readonly unknown[];
  readonly flips: { readonly grew: readonly number[]; readonly shrank: readonly number[] };
  readonly worst: WorstFlips;
  readonly totals: Totals;
}

/** Dictionaries that know no labels yet, except the two classes of a binary task. */
export const emptyDictionaries = (plan: ComparisonPlan): Dictionaries => ({
  classes: new Codes(plan.task === 'binary' ? ['0', '1'] : []),
  units: new Codes(),
  unitTimes: [],
  slices: plan.slices.map(() => new Codes()),
  fairness: fairnessColumnsOf(plan).map(() => new Codes()),
});

const readDictionaries = ({ dictionaries }: WrittenEvidence): Dictionaries => ({
  classes: new Codes(dictionaries.classes),
  units: new Codes(dictionaries.units),
  unitTimes: [...dictionaries.unitTimes],
  slices: dictionaries.slices.map(labels => new Codes(labels)),
  fairness: dictionaries.fairness.map(labels => new Codes(labels)),
});

const emptyTotals = (): Totals => ({
  rows: 0,
  differing: 0,
  zeroTargets: 0,
  positives: 0,
  lossScale: 0,
  baseline: [Number.MAX_VALUE, -Number.MAX_VALUE],
  candidate: [Number.MAX_VALUE, -Number.MAX_VALUE],
});

function addTotals(into: Totals, rows: PairedRows, differs: Uint8Array, lossScale: number): void {
  into.rows += rows.count;
  into.lossScale += lossScale;
  for (let row = 0; row < rows.count; row++) {
    const target = rows.target[row] as number;
    into.differing += differs[row] as number;
    if (target === 0) into.zeroTargets++;
    into.positives += target;
  }
  widen(into.baseline, rows.baseline, rows.count);
  widen(into.candidate, rows.candidate, rows.count);
}

function mergeTotals(into: Totals, other: Totals): void {
  for (const key of ['rows', 'differing', 'zeroTargets', 'positives', 'lossScale'] as const) into[key] += other[key];
  widen(into.baseline, Float64Array.from(other.baseline), 2);
  widen(into.candidate, Float64Array.from(other.candidate), 2);
}

function widen(range: Range, values: Float64Array, count: number): void {
  for (let row = 0; row < count; row++) {
    const value = values[row] as number;
    if (value < range[0]) range[0] = value;
    if (value > range[1]) range[1] = value;
  }
}

/** 1 where the two models differ in the prediction or in any class's probability. */
function differing(rows: PairedRows): Uint8Array {
  const differs = new Uint8Array(rows.count);
  const mark = (first: Float64Array, second: Float64Array): void => {
    for (let row = 0; row < rows.count; row++) if (first[row] !== second[row]) differs[row] = 1;
  };
  mark(rows.baseline, rows.candidate);
  const { baselineProbabilities, candidateProbabilities } = rows;
  if (baselineProbabilities === null || candidateProbabilities === null) return differs;
  for (const [index, column] of baselineProbabilities.entries())
    mark(column, candidateProbabilities[index] as Float64Array);
  return differs;
}
