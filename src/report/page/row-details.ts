// What a page shows of the rows behind a report, beyond what the report itself holds; without names where none may be given.
import type { Bin, PeriodLoss } from '../../core/row-shapes.ts';

/** A row that flipped. */
export interface FlipDetail {
  /** Texts of the columns that name a row, then of its slices. */
  readonly names: readonly string[];
  readonly target: number | string | null;
  readonly baseline: number | string;
  readonly candidate: number | string;
  /** How much its loss grew; negative where it shrank. */
  readonly change: number;
}

/** The rows that flipped, the largest changes first. */
export interface FlipDetails {
  readonly columns: readonly string[];
  readonly rows: readonly FlipDetail[];
  /** How many more flipped than are listed. */
  readonly leftOut: number;
}

/** Both models' bins. */
export interface BothBins {
  readonly baseline: readonly Bin[];
  readonly candidate: readonly Bin[];
}

/** What the rows tell together. */
export interface RowDetails {
  readonly rows: number;
  /** Pictures show every so many-th row. */
  readonly stride: number;
  /** null where rows may not be named. */
  readonly flips: FlipDetails | null;
  readonly calibration: BothBins | null;
  readonly residuals: BothBins | null;
  readonly errors: BothBins | null;
  readonly periods: readonly PeriodLoss[];
}
