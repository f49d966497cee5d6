// Evidence about metrics of class counts: how often each combination of label and both predictions occurred.
import type { CountMeans, CountMetric, FairnessMeans, FairnessMetric } from '../metrics/metric.ts';
import { add, type Smooth, scale, variable } from '../statistics/delta.ts';
import type { Evidence, EvidenceRows, InferenceContext, Measured } from './evidence.ts';
import { undefinedMeasure } from './evidence.ts';
import { type Influence, inferFrom, influenceOfUnits } from './influence.ts';

/** How many codes a class or a column's value may have: three of them make one exact number. */
export const MOST_CODES = 2 ** 17;

/** Of one combination: rows, Σw, Σw² and Σw³. */
type Tally = [rows: number, weight: number, squares: number, cubes: number];

interface Combination {
  readonly group: number;
  readonly baseline: number;
  readonly candidate: number;
}

/** For class metrics the first code is the label; for fairness it is 2·(the column's value) + label. */
export const combinationCode = (group: number, baseline: number, candidate: number): number =>
  (group * MOST_CODES + baseline) * MOST_CODES + candidate;

const combinationOf = (code: number): Combination => ({
  candidate: code % MOST_CODES,
  baseline: Math.floor(code / MOST_CODES) % MOST_CODES,
  group: Math.floor(code / MOST_CODES / MOST_CODES),
});

/** Rows in one combination mean the same to every metric of this kind, so the table of combinations is all there is to keep. */
export class CountEvidence implements Evidence {
  readonly #metric: CountMetric | FairnessMetric;
  readonly #classCode: () => number;
  /** By unit code; single rows share the one unit −1. */
  readonly #units = new Map<number, Map<number, Tally>>();
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
      const tallies = this.#talliesOf(units === null ? -1 : (units[row] as number));
      addTally(tallies, codes[row] as number, [1, weight, weight * weight, weight * weight * weight]);
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
    const grouped = !this.#units.has(-1);
    const facts = { rows: this.#rows, units: grouped ? this.#units.size : this.#rows };
    if (this.#rows === 0) return undefinedMeasure({ ...facts, reason: 'no rows' });
    const layout = layoutOf(this.#metric, this.#totals());
    const means = layout.means.map(sum => sum / facts.units);
    const [baseline, candidate] = (['baseline', 'candidate'] as const).map(side => this.#value(layout, means, side));
    if (baseline === undefined || candidate === undefined || Number.isNaN(baseline.value + candidate.value)) {
      return undefinedMeasure({ ...facts, reason: `${this.#metric.name} has nothing to divide by on these rows` });
    }
    return {
      ...facts,
      baseline: baseline.value,
      candidate: candidate.value,
      reason: null,
      combine: (b, c) => {
        const smooth = add(scale(baseline, b), scale(candidate, c));
        return inferFrom(grouped ? this.#byUnit(layout, smooth) : this.#byRow(layout, smooth), context);
      },
    };
  }

  toJSON(): unknown {
    return { rows: this.#rows, units: [...this.#units].map(([unit, tallies]) => [unit, [...tallies]]) };
  }

  #talliesOf(unit: number): Map<number, Tally> {
    const known = this.#units.get(unit);
    if (known !== undefined) return known;
    const tallies = new Map<number, Tally>();
    this.#units.set(unit, tallies);
    return tallies;
  }

  #totals(): Map<number, Tally> {
    const totals = new Map<number, Tally>();
    for (const tallies of this.#units.values()) {
      for (const [code, tally] of tallies) addTally(totals, code, tally);
    }
    return totals;
  }

  #value(layout: Layout, means: readonly number[], side: 'baseline' | 'candidate'): Smooth {
    const cells = layout.cellsOf(means, side);
    return this.#metric.evidence === 'counts'
      ? this.#metric.value(cells as CountMeans, this.#classCode())
      : this.#metric.value(cells as FairnessMeans);
  }

  /** Rows of one combination share their influence: sums over combinations are sums over rows. */
  #byRow(layout: Layout, smooth: Smooth): Influence {
    const tallies = [...(this.#units.get(-1) as Map<number, Tally>)];
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

  #byUnit(layout: Layout, smooth: Smooth): Influence {
    const codes = [...this.#units.keys()];
    const values = Float64Array.from(codes, unit => {
      let sum = smooth.value;
      for (const [code, [, weight]] of this.#units.get(unit) as Map<number, Tally>) {
        sum += weight * layout.influenceOf(code, smooth.gradient);
      }
      return sum;
    });
    return influenceOfUnits(values, codes);
  }
}

function addTally(into: Map<number, Tally>, code: number, tally: Tally): void {
  const known = into.get(code);
  if (known === undefined) {
    into.set(code, [...tally]);
  } else {
    known[0] += tally[0];
    known[1] += tally[1];
    known[2] += tally[2];
    known[3] += tally[3];
  }
}

/** Where each count stands among the means that are differentiated, and which of them a combination adds to. */
interface Layout {
  /** Σw of each cell. */
  readonly means: readonly number[];
  cellsOf(means: readonly number[], side: 'baseline' | 'candidate'): CountMeans | FairnessMeans;
  /** What one row of unit weight in the combination moves the value by, times n. */
  influenceOf(code: number, gradient: Float64Array): number;
}

function layoutOf(metric: CountMetric | FairnessMetric, totals: Map<number, Tally>): Layout {
  const combinations = [...totals].map(([code, [, weight]]) => ({ ...combinationOf(code), weight }));
  return metric.evidence === 'counts' ? classLayout(combinations) : fairnessLayout(combinations);
}

type Weighted = Combination & { readonly weight: number };

/** [total, support…, baseline's predicted…, its hits…, candidate's predicted…, its hits…] */
function classLayout(combinations: readonly Weighted[]): Layout {
  const classes = 1 + Math.max(1, ...combinations.map(c => Math.max(c.group, c.baseline, c.candidate)));
  const cells = ({ group, baseline, candidate }: Combination): number[] => [
    0,
    1 + group,
    1 + classes + baseline,
    ...(group === baseline ? [1 + 2 * classes + group] : []),
    1 + 3 * classes + candidate,
    ...(group === candidate ? [1 + 4 * classes + group] : []),
  ];
  return {
    ...sumAndInfluence(1 + 5 * classes, combinations, cells),
    cellsOf: (means, side) => {
      const block = (number: number): Smooth[] =>
        Array.from({ length: classes }, (_, code) => variable(1 + number * classes + code, means));
      const first = side === 'baseline' ? 1 : 3;
      return { total: variable(0, means), support: block(0), predicted: block(first), hit: block(first + 1) };
    },
  };
}

/** [total…, positive…, baseline's selected…, its hits…, candidate's selected…, its hits…] by the column's value. */
function fairnessLayout(combinations: readonly Weighted[]): Layout {
  const values = 1 + Math.max(0, ...combinations.map(c => c.group >> 1));
  const cells = ({ group, baseline, candidate }: Combination): number[] => {
    const [value, positive] = [group >> 1, group % 2];
    const block = (number: number): number => number * values + value;
    return [
      block(0),
      ...(positive ? [block(1)] : []),
      ...(baseline ? [block(2)] : []),
      ...(baseline && positive ? [block(3)] : []),
      ...(candidate ? [block(4)] : []),
      ...(candidate && positive ? [block(5)] : []),
    ];
  };
  return {
    ...sumAndInfluence(6 * values, combinations, cells),
    cellsOf: (means, side) => {
      const block = (number: number): Smooth[] =>
        Array.from({ length: values }, (_, value) => variable(number * values + value, means));
      const first = side === 'baseline' ? 2 : 4;
      return { total: block(0), positive: block(1), selected: block(first), hit: block(first + 1) };
    },
  };
}

function sumAndInfluence(
  size: number,
  combinations: readonly Weighted[],
  cells: (combination: Combination) => number[],
): Pick<Layout, 'means' | 'influenceOf'> {
  const means = new Array<number>(size).fill(0);
  for (const combination of combinations) {
    for (const cell of cells(combination)) means[cell] = (means[cell] as number) + combination.weight;
  }
  return {
    means,
    influenceOf: (code, gradient) =>
      cells(combinationOf(code)).reduce((sum, cell) => sum + (gradient[cell] as number), 0),
  };
}
