// What a prediction must be, by task.
import type { PredictionTask } from '../../ports/prediction.ts';

/** A prediction as a cell of a table, or what it should have been. */
export type Judged =
  | { readonly isSound: true; readonly cell: string | number }
  | { readonly isSound: false; readonly expected: string };

const NUMBER = 'a finite number';
const PROBABILITY = 'a probability from 0 to 1';
const CLASS = 'the name of a class';

const BY_TASK: Readonly<Record<PredictionTask, (value: unknown) => Judged>> = {
  regression: acceptNumber,
  score: acceptNumber,
  binary: acceptProbability,
  multiclass: acceptClass,
};

/** Judges one value of the column `prediction`. */
export const acceptPrediction = (task: PredictionTask, value: unknown): Judged => BY_TASK[task](value);

function acceptNumber(value: unknown): Judged {
  const isSound = typeof value === 'number' && Number.isFinite(value);
  return isSound ? { isSound, cell: value } : { isSound: false, expected: NUMBER };
}

/** Judges one value of a column `p:<class>`, or of a binary prediction. */
export function acceptProbability(value: unknown): Judged {
  const isSound = typeof value === 'number' && value >= 0 && value <= 1;
  return isSound ? { isSound, cell: value } : { isSound: false, expected: PROBABILITY };
}

/** Classes may be numbers or truth values in the data; in a table they are text. */
function acceptClass(value: unknown): Judged {
  const isText = typeof value === 'string' && value !== '';
  const isSound = isText || Number.isFinite(value) || typeof value === 'boolean';
  return isSound ? { isSound, cell: String(value) } : { isSound: false, expected: CLASS };
}
