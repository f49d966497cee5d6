// Evidence about metrics of class counts: how often each combination of label and both predictions occurred.
import type { CountMeans, CountMetric, FairnessMeans, FairnessMetric } from '../metrics/metric.ts';
import type { Smooth } from '../statistics/delta.ts';
import { caution } from '../statistics/inference.ts';
import { classLayout, differs, fairnessLayout, type Layout } from './count-layout.ts';
import type { Evidence, EvidenceRows, InferenceContext, Measured } from './evidence.ts';
import { blend, undefinedMeasure, valuesOf } from './evidence.ts';
import { type Differing, unvarying } from './few-differing.ts';
import { type Influence, inferFrom, influenceOfUnits } from './influence.ts';

/** Of one combination: rows, Σw, Σw², Σw³ and the largest w. */
type Tally = [rows: number, weight: number, squares: number, cubes: number, heaviest: number];

type Tallies = Map<number, Tally>;

/** Stands for a unit's code where each row is its own unit. */
const SINGLE_ROWS = -1;

/** Rows in one combination mean the same to every metric of this kind, so the table of combinations is all there is to keep. */
export class CountEvidence implements Evidence {
  readonly #metric: CountMetric | FairnessMetric;
  readonly #classCode: () => number;
  /** By unit code; single rows share one entry. */
  readonly #units = new Map<number, Tallies>();
  #rows = 0;

  /** `classCode` tells the class that the metric is about; classes are numbered while rows are read. */
  constructor(metric: CountMetric | FairnessMetric, classCode: () => number) {
    this.#metric = metric;
    this.#classCode = classCode;
  }

  /** Reads back what `toJSON` wrote. */
  static read(metric: CountMetric | FairnessMetric, classCode: () => number, json: unknown): CountEvidence {
    const evidence = new CountEvidence(metric, classCode);
    const written = json as { rows: number; units: [number, [number, Tally][]][] };
    evidence.#rows = written.rows;
    for (const [unit, tallies] of written.units) {
      evidence.#units.set(unit, new Map(tallies.map(([code, tally]) => [code, [...tally] as Tally])));
    }
    return evidence;
  }

  add({ columns, units, rows, count }: EvidenceRows): void {
    const [codes, weights] = columns;
    if (codes === undefined) throw new Error('Rows came without their combination of label and predictions.');
    this.#rows += count;
    for (let index = 0; index < count; index++) {
      const row = rows === null ? index : (rows[index] as number);
      const weight = weights === undefined ? 1 : (weights[row] as number);
      const tallies = this.#talliesOf(units === null ? SINGLE_ROWS : (units[row] as number));
      addTally(tallies, codes[row] as number, [1, weight, weight * weight, weight * weight * weight, weight]);
    }
  }

  merge(other: Evidence, unitCodes: readonly number[] | null): void {
    const theirs = other as CountEvidence;
    this.#rows += theirs.#rows;
    for (const [unit, tallies] of theirs.#units) {
      const into = this.#talliesOf(unit < 0 || unitCodes === null ? unit : (unitCodes[unit] as number));
      for (const [code, tally] of tallies) addTally(into, code, tally);
    }
  }

  measure(context: InferenceContext): Measured {
    const grouped = !this.#units.has(SINGLE_ROWS);
    const facts = { rows: this.#rows, units: grouped ? this.#units.size : this.#rows };
    if (this.#rows === 0) return undefinedMeasure({ ...facts, reason: 'no rows' });
    const layout = this.#layout();
    const means = layout.sums.map(sum => sum / facts.units);
    const [baseline, candidate] = [this.#value(layout, means, 'baseline'), this.#value(layout, means, 'candidate')];
    return {
      ...facts,
      ...valuesOf(this.#metric.name, baseline.value, candidate.value),
      combine: (b, c) => {
        const smooth = blend(baseline, b, candidate, c);
        const influence = grouped ? this.#byUnit(layout, smooth) : this.#byRow(layout, smooth);
        const reach = layout.swingOf(smooth.gradient) * this.#heaviest();
        const differing =
          b === 0 || c === 0
            ? unvarying(influence.variance, reach)
            : this.#differing(grouped, reach, code => moves(layout, code, smooth.gradient));
        return inferFrom({ ...influence, differing }, context);
      },
    };
  }

  toJSON(): unknown {
    return { rows: this.#rows, units: [...this.#units].map(([unit, tallies]) => [unit, [...tallies]]) };
  }

  #talliesOf(unit: number): Tallies {
    const known = this.#units.get(unit);
    if (known !== undefined) return known;
    const tallies: Tallies = new Map();
    this.#units.set(unit, tallies);
    return tallies;
  }

  #layout(): Layout {
    const totals: Tallies = new Map();
    for (const tallies of this.#units.values()) {
      for (const [code, tally] of tallies) addTally(totals, code, tally);
    }
    const weights = [...totals].map(([code, [, weight]]) => [code, weight] as const);
    return this.#metric.evidence === 'counts'
      ? classLayout(weights, [0, 1, this.#classCode()])
      : fairnessLayout(weights);
  }

  #value(layout: Layout, means: readonly number[], side: 'baseline' | 'candidate'): Smooth {
    const cells = layout.cellsOf(means, side);
    return this.#metric.evidence === 'counts'
      ? this.#metric.value(cells as CountMeans, this.#classCode())
      : this.#metric.value(cells as FairnessMeans);
  }

  /** Rows of one combination share their influence: sums over combinations are sums over rows. */
  #byRow(layout: Layout, smooth: Smooth): Omit<Influence, 'differing'> {
    const tallies = this.#units.get(SINGLE_ROWS) as Tallies;
    const n = this.#rows;
    let [squares, cubes] = [0, 0];
    for (const [code, [, , w2, w3]] of tallies) {
      const influence = layout.influenceOf(code, smooth.gradient);
      squares += influence ** 2 * w2;
      cubes += influence ** 3 * w3;
    }
    return {
      estimate: smooth.value,
      variance: n > 1 ? squares / (n - 1) : Number.NaN,
      skewness: squares > 0 ? cubes / n / (squares / n) ** 1.5 : 0,
      units: n,
      values: null,
      codes: null,
    };
  }

  #byUnit(layout: Layout, smooth: Smooth): Omit<Influence, 'differing'> {
    const codes = [...this.#units.keys()];
    const values = Float64Array.from(codes, unit => {
      let sum = smooth.value;
      for (const [code, [, weight]] of this.#units.get(unit) as Tallies) {
        sum += weight * layout.influenceOf(code, smooth.gradient);
      }
      return sum;
    });
    return influenceOfUnits(values, codes);
  }

  /** The weight of the heaviest unit. */
  #heaviest(): number {
    let heaviest = 0;
    for (const [unit, tallies] of this.#units) {
      const weights = [...tallies.values()].map(([, weight, , , ofOneRow]) =>
        unit === SINGLE_ROWS ? ofOneRow : weight,
      );
      const together = weights.reduce(
        (all, weight) => (unit === SINGLE_ROWS ? Math.max(all, weight) : all + weight),
        0,
      );
      heaviest = Math.max(heaviest, together);
    }
    return heaviest;
  }

  #differing(grouped: boolean, reach: number, isMoved: (code: number) => boolean): Differing {
    let units = 0;
    for (const tallies of this.#units.values()) {
      const rows = [...tallies].reduce((sum, [code, [count]]) => sum + (differs(code) && isMoved(code) ? count : 0), 0);
      units += grouped ? Math.min(1, rows) : rows;
    }
    return { units, reach, warning: caution.fewDiffering };
  }
}

function addTally(into: Tallies, code: number, tally: Tally): void {
  const known = into.get(code);
  if (known === undefined) {
    into.set(code, [...tally]);
  } else {
    known[0] += tally[0];
    known[1] += tally[1];
    known[2] += tally[2];
    known[3] += tally[3];
    known[4] = Math.max(known[4], tally[4]);
  }
}

/** Below this share of the steepest slope an influence is rounding. */
const ROUNDING = 1e-9;

/** Whether rows of a combination move the value at all: what models do on negatives says nothing of a recall. */
function moves(layout: Layout, code: number, gradient: Float64Array): boolean {
  const steepest = gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  return Math.abs(layout.influenceOf(code, gradient)) > ROUNDING * steepest;
}
