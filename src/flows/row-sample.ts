// Forecasts and outcomes of evenly many rows, however long the table: when the sample is full, every other row of it goes.
import type { PairedRows } from '../core/paired-rows.ts';
import type { Forecasts } from '../core/row-shapes.ts';

type Side = 'baseline' | 'candidate';

const SIDES = ['baseline', 'candidate'] as const;
const MOST_ROWS = 500_000;

/** Every `stride`-th row: what each model said, and what came true of it. */
export class RowSample {
  stride = 1;
  /** Whether classes came with the probability of the one that was predicted. */
  hasProbabilities = false;
  #seen = 0;
  readonly #most: number;
  readonly #forecast: Record<Side, number[]> = { baseline: [], candidate: [] };
  readonly #outcome: Record<Side, number[]> = { baseline: [], candidate: [] };

  constructor(most = MOST_ROWS) {
    this.#most = most;
  }

  add(batch: PairedRows, task: 'regression' | 'binary' | 'multiclass'): void {
    if (task === 'multiclass') this.hasProbabilities = batch.candidateProbabilities !== null;
    for (let row = 0; row < batch.count; row++, this.#seen++) {
      if (this.#seen % this.stride !== 0) continue;
      for (const side of SIDES) {
        const said = batch[side][row] as number;
        const truth = batch.target[row] as number;
        const isClass = task === 'multiclass';
        this.#forecast[side].push(isClass ? (probabilitiesOf(batch, side)?.[said]?.[row] ?? 1) : said);
        this.#outcome[side].push(isClass ? Number(said === truth) : truth);
      }
      if (this.#forecast.baseline.length >= this.#most) this.#thin();
    }
  }

  forecasts(side: Side): Forecasts {
    return { forecast: Float64Array.from(this.#forecast[side]), outcome: Float64Array.from(this.#outcome[side]) };
  }

  #thin(): void {
    this.stride *= 2;
    for (const columns of [this.#forecast, this.#outcome]) {
      for (const side of SIDES) columns[side] = columns[side].filter((_, index) => index % 2 === 0);
    }
  }
}

const probabilitiesOf = (batch: PairedRows, side: Side): PairedRows['baselineProbabilities'] =>
  side === 'baseline' ? batch.baselineProbabilities : batch.candidateProbabilities;
