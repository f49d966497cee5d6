// What a predictor does, a portion of rows at a time: the shape that modules and plain models share.

/** Some rows to predict. */
export interface Portion {
  /** A list of ids a row. */
  readonly ids: readonly (readonly string[])[];
  /** How many rows of the table come before. */
  readonly before: number;
  /** Predicts the first so many of them. */
  predict(count: number): Promise<unknown>;
}

/** All rows of a table, ready to be predicted in order. */
export type Work = AsyncIterable<Portion>;
