// Evidence about metrics that are smooth functions of means of per-row terms: joint moments, or sums by unit.
import type { MomentMetric } from '../metrics/metric.ts';
import { meanOfOwn } from '../metrics/moment-metric.ts';
import {
  addRows,
  coMoment,
  emptyMoments,
  KEPT_ROWS,
  type Moments,
  meansOf,
  mergeMoments,
  spreadOf,
} from '../moments.ts';
import { clopperPearson } from '../statistics/binomial-interval.ts';
import { add, constant, type Smooth, variable } from '../statistics/delta.ts';
import { caution, type Inference, mirror } from '../statistics/inference.ts';
import { tango } from '../statistics/tango.ts';
import { addDifferences, type Differences, mergeDifferences, noDifferences } from './differences.ts';
import type { Evidence, EvidenceRows, InferenceContext, Measured } from './evidence.ts';
import { blend, undefinedMeasure, valuesOf } from './evidence.ts';
import { type Differing, unvarying } from './few-differing.ts';
import { type Influence, inferFrom } from './influence.ts';
import { addToUnits, emptyUnitSums, mergeUnits, readUnitSums, type UnitSums, unitColumns } from './unit-sums.ts';

/** What is kept for a moment metric: moments of rows, or sums by unit. */
type Stored = { rows: number; moments: Moments; differences: Differences } | { rows: number; sums: UnitSums };

/**
 * Terms are laid out as [weight, shared…, baseline's own…, candidate's own − baseline's own…]; the weight stands there
 * only when rows are weighted or grouped, since it is 1 otherwise. The difference is a term of its own because what two
 * good models have in common would eat its digits.
 */
export class MomentEvidence implements Evidence {
  readonly #metric: MomentMetric;
  readonly #withWeight: boolean;
  #stored: Stored;

  constructor(metric: MomentMetric, facts: { grouped: boolean; withWeight: boolean }, stored?: Stored) {
    this.#metric = metric;
    this.#withWeight = facts.withWeight;
    const terms = (facts.withWeight ? 1 : 0) + metric.shared.length + 2 * metric.own.length;
    const ofRows = { rows: 0, moments: emptyMoments(terms), differences: noDifferences(metric.own.length) };
    this.#stored = stored ?? (facts.grouped ? { rows: 0, sums: emptyUnitSums(terms) } : ofRows);
  }

  /** Reads back what `toJSON` wrote. */
  static read(metric: MomentMetric, facts: { grouped: boolean; withWeight: boolean }, json: unknown): MomentEvidence {
    const written = json as { rows: number; moments: WrittenMoments; differences: Differences } | WrittenSums;
    const stored: Stored =
      'sums' in written
        ? { rows: written.rows, sums: readUnitSums(written.sums) }
        : {
            rows: written.rows,
            moments: readMoments(written.moments),
            differences: { ...written.differences, largest: [...written.differences.largest] },
          };
    return new MomentEvidence(metric, facts, stored);
  }

  add(rows: EvidenceRows): void {
    this.#stored.rows += rows.count;
    if ('sums' in this.#stored) {
      addToUnits(this.#stored.sums, rows);
      return;
    }
    addRows(this.#stored.moments, rows.columns, rows.rows, rows.count);
    const [weights = null] = this.#withWeight ? rows.columns : [];
    addDifferences(this.#stored.differences, this.#differencesIn(rows.columns), weights, rows.rows, rows.count);
  }

  merge(other: Evidence, unitCodes: readonly number[] | null): void {
    const theirs = (other as MomentEvidence).#stored;
    this.#stored.rows += theirs.rows;
    if ('sums' in this.#stored && 'sums' in theirs) mergeUnits(this.#stored.sums, theirs.sums, unitCodes);
    else if ('moments' in this.#stored && 'moments' in theirs) {
      mergeMoments(this.#stored.moments, theirs.moments);
      mergeDifferences(this.#stored.differences, theirs.differences);
    } else throw new Error('Evidence of grouped rows cannot be merged with evidence of single rows.');
  }

  measure(context: InferenceContext): Measured {
    const { moments, codes } = this.#momentsOfUnits();
    const facts = { rows: this.#stored.rows, units: moments.count };
    if (moments.count === 0) return undefinedMeasure({ ...facts, reason: 'no rows' });
    const [baseline, candidate] = this.#values(moments);
    const differences = this.#differences();
    const plainProportion = this.#metric.proportion && codes === null && !this.#withWeight;
    return {
      ...facts,
      ...valuesOf(this.#metric.name, baseline.value, candidate.value),
      combine: (b, c) => {
        if (plainProportion && Math.abs(b) === 1 && b === -c) return exactPairs(moments, c);
        if (plainProportion && b === 0 && c === 1) return exactShare(moments);
        const combined = blend(baseline, b, candidate, c);
        const influence = influenceOf(moments, codes, combined);
        const ofPair = b !== 0 && c !== 0;
        const differing = ofPair
          ? this.#differing(differences, combined)
          : unvarying(influence.variance, this.#reachOfValue(differences, combined));
        return inferFrom({ ...influence, differing }, context, this.#method());
      },
    };
  }

  toJSON(): unknown {
    const { rows } = this.#stored;
    if ('sums' in this.#stored) {
      const { terms, codes, sums } = this.#stored.sums;
      return { rows, sums: { terms, codes, sums } };
    }
    const { terms, count, origin, mean, second, third, kept } = this.#stored.moments;
    const numbers = { origin: [...origin], mean: [...mean], second: [...second], third: [...third] };
    return { rows, moments: { terms, count, ...numbers, kept }, differences: this.#stored.differences };
  }

  /** A plain mean's influence values are its terms: nothing is linearised. */
  #method(): string {
    return this.#metric.value === meanOfOwn && !this.#withWeight ? 'paired t' : 'delta method, t';
  }

  /** The last terms. */
  #differencesIn<Column>(columns: readonly Column[]): Column[] {
    return columns.slice(columns.length - this.#metric.own.length);
  }

  /** By unit: a unit's difference is the sum of its rows'. */
  #differences(): Differences {
    if ('differences' in this.#stored) return this.#stored.differences;
    const columns = unitColumns(this.#stored.sums);
    const differences = noDifferences(this.#metric.own.length);
    addDifferences(differences, this.#differencesIn(columns), columns[0] ?? null, null, this.#stored.sums.codes.length);
    return differences;
  }

  /** A row of a share is right or wrong, whatever was seen; other terms are thought to differ as those seen do. */
  #differing({ rows, largest, heaviest }: Differences, { gradient }: Smooth): Differing {
    const slopes = this.#differencesIn([...gradient]);
    const reach = slopes.reduce(
      (sum, slope, term) => sum + Math.abs(slope) * (this.#metric.proportion ? heaviest : (largest[term] as number)),
      0,
    );
    return { units: rows, reach, warning: caution.fewDiffering };
  }

  /** A value that no row departs from might be nothing, or twice as much, on a row that was not seen. */
  #reachOfValue(differences: Differences, combined: Smooth): number {
    return this.#metric.proportion ? this.#differing(differences, combined).reach : Math.abs(combined.value);
  }

  #momentsOfUnits(): { moments: Moments; codes: readonly number[] | null } {
    if ('moments' in this.#stored) return { moments: this.#stored.moments, codes: null };
    const { sums } = this.#stored;
    const moments = emptyMoments(sums.terms);
    addRows(moments, unitColumns(sums), null, sums.codes.length);
    if (moments.kept === null) moments.kept = rowsOf(sums);
    return { moments, codes: sums.codes };
  }

  #values(moments: Moments): [Smooth, Smooth] {
    const { shared, own } = this.#metric;
    const means = meansOf(moments);
    const variables = Array.from(means, (_, term) => variable(term, means));
    const weight = this.#withWeight ? (variables.shift() as Smooth) : constant(1, moments.terms);
    const common = variables.slice(0, shared.length);
    const ofBaseline = variables.slice(shared.length, shared.length + own.length);
    const ofCandidate = ofBaseline.map((mean, term) =>
      add(mean, variables[shared.length + own.length + term] as Smooth),
    );
    return [
      this.#metric.value({ weight, shared: common, own: ofBaseline }),
      this.#metric.value({ weight, shared: common, own: ofCandidate }),
    ];
  }
}

/** Counts of rows where only one model is right, from the sums of a difference that is −1, 0 or 1, and of its square. */
function exactPairs(moments: Moments, sign: number): Inference {
  const n = moments.count;
  const difference = meansOf(moments)[1] as number;
  const net = Math.round(n * difference);
  const differing = Math.round(coMoment(moments, 1, 1) + n * difference * difference);
  const inference = tango({ b: (differing + net) / 2, c: (differing - net) / 2, n });
  return sign > 0 ? inference : mirror(inference);
}

/** The candidate's own share, exact at both ends: all right on 30 rows is no proof of 100 %. */
function exactShare(moments: Moments): Inference {
  const [baseline, difference] = meansOf(moments);
  return clopperPearson({
    k: Math.round(moments.count * ((baseline as number) + (difference as number))),
    n: moments.count,
  });
}

function influenceOf(moments: Moments, codes: readonly number[] | null, smooth: Smooth): Omit<Influence, 'differing'> {
  const { variance, skewness } = spreadOf(moments, smooth.gradient);
  const facts = { estimate: smooth.value, variance, skewness, units: moments.count, codes };
  if (moments.kept === null || (codes === null && moments.count > KEPT_ROWS)) return { ...facts, values: null };
  const values = new Float64Array(moments.count).fill(smooth.value);
  for (let unit = 0; unit < values.length; unit++) {
    for (let term = 0; term < moments.terms; term++) {
      const fromOrigin = (moments.kept[unit * moments.terms + term] as number) - (moments.origin[term] as number);
      const deviation = fromOrigin - (moments.mean[term] as number);
      values[unit] = (values[unit] as number) + (smooth.gradient[term] as number) * deviation;
    }
  }
  return { ...facts, values };
}

const rowsOf = (sums: UnitSums): number[] => [...sums.sums];

interface WrittenSums {
  readonly rows: number;
  readonly sums: UnitSums;
}

interface WrittenMoments {
  terms: number;
  count: number;
  origin: number[];
  mean: number[];
  second: number[];
  third: number[];
  kept: number[] | null;
}

const readMoments = (written: WrittenMoments): Moments => ({
  terms: written.terms,
  count: written.count,
  origin: Float64Array.from(written.origin),
  mean: Float64Array.from(written.mean),
  second: Float64Array.from(written.second),
  third: Float64Array.from(written.third),
  kept: written.kept === null ? null : [...written.kept],
});
