// How the rows of the table that fold into moments are written short.
import { divide, type Smooth } from '../statistics/delta.ts';
import type { MomentMetric, TermMeans } from './metric.ts';

/** Completes a row: one model-dependent term, averaged, unless said otherwise. */
export function momentMetric(
  row: Pick<MomentMetric, 'name' | 'tasks' | 'direction' | 'shownAs' | 'own'> & Partial<MomentMetric>,
): MomentMetric {
  return {
    evidence: 'moments',
    ratioScale: true,
    shared: [],
    proportion: false,
    needsProbabilities: false,
    value: meanOfOwn,
    ...row,
  };
}

/** The mean of the model's one term. */
export const meanOfOwn = ({ own, weight }: TermMeans): Smooth => divide(only(own), weight);

/** The model's one term over the one shared term. */
export const ratioOfSums = ({ own, shared }: TermMeans): Smooth => divide(only(own), only(shared));

/** The one element of a list that holds one by declaration. */
export function only<Value>(values: readonly Value[]): Value {
  const [value, ...rest] = values;
  if (value === undefined || rest.length > 0) throw new Error(`One term was expected; there are ${values.length}.`);
  return value;
}
