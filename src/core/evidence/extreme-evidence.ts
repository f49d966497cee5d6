// Evidence about the largest of a term: the two largest values, and nothing to infer from.
import type { ExtremeMetric } from '../metrics/metric.ts';
import { fromStudent } from '../statistics/inference.ts';
import type { Evidence, EvidenceRows, Measured } from './evidence.ts';
import { undefinedMeasure } from './evidence.ts';

/** The largest of the baseline's and of the candidate's term; columns are [baseline's, candidate's]. */
export class ExtremeEvidence implements Evidence {
  readonly #metric: ExtremeMetric;
  #rows = 0;
  #largest: [number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];

  constructor(metric: ExtremeMetric) {
    this.#metric = metric;
  }

  /** Reads back what `toJSON` wrote. */
  static read(metric: ExtremeMetric, json: unknown): ExtremeEvidence {
    const evidence = new ExtremeEvidence(metric);
    const written = json as { rows: number; largest: [number, number] | null };
    evidence.#rows = written.rows;
    if (written.largest !== null) evidence.#largest = [...written.largest];
    return evidence;
  }

  add({ columns, rows, count }: EvidenceRows): void {
    this.#rows += count;
    for (const side of [0, 1] as const) {
      const column = columns[side] as Float64Array;
      for (let index = 0; index < count; index++) {
        const value = column[rows === null ? index : (rows[index] as number)] as number;
        if (value > this.#largest[side]) this.#largest[side] = value;
      }
    }
  }

  merge(other: Evidence): void {
    const theirs = other as ExtremeEvidence;
    this.#rows += theirs.#rows;
    for (const side of [0, 1] as const) this.#largest[side] = Math.max(this.#largest[side], theirs.#largest[side]);
  }

  /** The value on these rows is a fact: a limit on it is held or not, with no interval around it. */
  measure(): Measured {
    const facts = { rows: this.#rows, units: this.#rows };
    if (this.#rows === 0) return undefinedMeasure({ ...facts, reason: 'no rows' });
    const [baseline, candidate] = this.#largest;
    return {
      ...facts,
      baseline,
      candidate,
      reason: null,
      combine: (b, c) =>
        fromStudent({
          estimate: b * baseline + c * candidate,
          se: 0,
          df: 1,
          method: `${this.#metric.name} of these rows`,
          units: this.#rows,
          warnings: [],
        }),
    };
  }

  toJSON(): unknown {
    return { rows: this.#rows, largest: this.#rows === 0 ? null : this.#largest };
  }
}
