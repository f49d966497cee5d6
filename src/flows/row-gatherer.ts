// Folds paired rows into what a page shows of them: the rows that flipped, and the shapes of all.
import type { FlipSummary } from '../core/flip-summary.ts';
import { lossChanges } from '../core/flips.ts';
import type { Dictionaries, PairedRows } from '../core/paired-rows.ts';
import {
  calibrationBins,
  errorShares,
  type Forecasts,
  type MomentLoss,
  periodLosses,
  residualBins,
} from '../core/row-shapes.ts';
import type { FlipDetail, RowDetails } from '../report/page/row-details.ts';
import type { PairingRequest } from './compare.ts';
import { RowSample } from './row-sample.ts';

/** What is to be gathered. */
export interface Gathering {
  readonly plan: PairingRequest['plan'];
  /** From the report; null for classes. */
  readonly tolerance: FlipSummary['tolerance'];
  /** Whether rows may be named. */
  readonly named: boolean;
  readonly alpha: number;
}

/** Rows that are listed. */
export const MOST_FLIPS = 5000;

/** Takes batches of paired rows, and tells in the end what they come to. */
export class RowGatherer {
  readonly #gathering: Gathering;
  readonly #sample = new RowSample();
  readonly #moments = new Map<number, MomentLoss>();
  #flips: FlipDetail[] = [];
  #flipped = 0;
  #rows = 0;

  constructor(gathering: Gathering) {
    this.#gathering = gathering;
  }

  add(batch: PairedRows, dictionaries: Dictionaries): void {
    const { plan } = this.#gathering;
    this.#rows += batch.count;
    this.#addFlips(batch, dictionaries);
    if (plan.task === 'score') return;
    this.#sample.add(batch, plan.task);
    if (plan.unit === 'time' && batch.units !== null) this.#addMoments(batch, batch.units, dictionaries);
  }

  /** What was seen so far. */
  details(): RowDetails {
    const { plan, named, alpha } = this.#gathering;
    const [baseline, candidate] = [this.#sample.forecasts('baseline'), this.#sample.forecasts('candidate')];
    const both = <T>(of: (rows: Forecasts) => T): { baseline: T; candidate: T } => ({
      baseline: of(baseline),
      candidate: of(candidate),
    });
    const isNumbers = plan.task === 'regression';
    const isClasses = plan.task === 'binary' || (plan.task === 'multiclass' && this.#sample.hasProbabilities);
    const [errorsBefore = [], errorsAfter = []] = isNumbers ? errorShares([baseline, candidate]) : [];
    return {
      rows: this.#rows,
      stride: this.#sample.stride,
      flips: named ? this.#listed() : null,
      calibration: isClasses ? both(rows => calibrationBins(rows, alpha)) : null,
      residuals: isNumbers ? both(residualBins) : null,
      errors: isNumbers ? { baseline: errorsBefore, candidate: errorsAfter } : null,
      periods: periodLosses([...this.#moments.values()]),
    };
  }

  #listed(): RowDetails['flips'] {
    const { plan } = this.#gathering;
    const rows = largest(this.#flips);
    return { columns: [...plan.ids, ...plan.slices.filter(isNoId(plan))], rows, leftOut: this.#flipped - rows.length };
  }

  #addFlips(batch: PairedRows, dictionaries: Dictionaries): void {
    const { plan, tolerance, named } = this.#gathering;
    if (!named) return;
    const { bins, change } = lossChanges(batch, { ...plan, origin: 0 });
    for (let row = 0; row < batch.count; row++) {
      if (bins[row] === 0 || Math.abs(change[row] as number) < (tolerance ?? 0)) continue;
      this.#flipped += 1;
      this.#flips.push(detailOf(batch, row, { plan, dictionaries, change: change[row] as number }));
    }
    if (this.#flips.length > 4 * MOST_FLIPS) this.#flips = largest(this.#flips);
  }

  #addMoments(batch: PairedRows, units: Int32Array, { unitTimes }: Dictionaries): void {
    for (let row = 0; row < batch.count; row++) {
      const unit = units[row] as number;
      const before = this.#moments.get(unit) ?? {
        time: unitTimes[unit] as number,
        rows: 0,
        baseline: 0,
        candidate: 0,
      };
      const loss = (side: 'baseline' | 'candidate'): number => this.#loss(batch, side, row);
      this.#moments.set(unit, {
        time: before.time,
        rows: before.rows + 1,
        baseline: before.baseline + loss('baseline'),
        candidate: before.candidate + loss('candidate'),
      });
    }
  }

  /** The absolute error of a number, 1 for a wrong class. */
  #loss(batch: PairedRows, side: 'baseline' | 'candidate', row: number): number {
    const [said, truth] = [batch[side][row] as number, batch.target[row] as number];
    switch (this.#gathering.plan.task) {
      case 'regression':
        return Math.abs(truth - said);
      case 'binary':
        return said > 0.5 === truth > 0.5 ? 0 : 1;
      case 'multiclass':
      case 'score':
        return said === truth ? 0 : 1;
    }
  }
}

interface FlipFacts {
  readonly plan: PairingRequest['plan'];
  readonly dictionaries: Dictionaries;
  readonly change: number;
}

function detailOf(batch: PairedRows, row: number, { plan, dictionaries, change }: FlipFacts): FlipDetail {
  const label = (value: number): number | string =>
    plan.task === 'multiclass' ? (dictionaries.classes.labels[value] ?? '') : value;
  const slices = plan.slices.flatMap((name, index) => {
    if (!isNoId(plan)(name)) return [];
    return [dictionaries.slices[index]?.labels[batch.slices[index]?.[row] as number] ?? ''];
  });
  return {
    names: [...batch.idOf(row), ...slices],
    target: plan.task === 'score' ? null : label(batch.target[row] as number),
    baseline: label(batch.baseline[row] as number),
    candidate: label(batch.candidate[row] as number),
    change,
  };
}

const isNoId =
  ({ ids }: PairingRequest['plan']) =>
  (name: string): boolean =>
    !ids.includes(name);

const largest = (flips: readonly FlipDetail[]): FlipDetail[] =>
  [...flips].sort((a, b) => Math.abs(b.change) - Math.abs(a.change)).slice(0, MOST_FLIPS);
