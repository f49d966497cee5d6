// What is measured of a candidate beside its metrics; limits may name it.

/** Size of the artifact in MB (10⁶ bytes), median time to predict a row, and time to load the model. */
export const measuredQuantities = ['model_mb', 'predict_ms_per_row', 'load_ms'] as const;

/** The name of a measured quantity. */
export type MeasuredQuantity = (typeof measuredQuantities)[number];

/** Tells whether a limit's quantity is one that is measured. */
export const isMeasuredQuantity = (name: string): name is MeasuredQuantity =>
  (measuredQuantities as readonly string[]).includes(name);
